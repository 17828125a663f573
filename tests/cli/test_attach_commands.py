"""Files from the command line: kept all or none, given out with their hashes."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from kharkiv_tracker import __version__
from tests.cli.conftest import Run

A = "KHT-2022-08-17-01"


def test_files_are_kept_and_given_out_as_they_were(run: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("one")
    (tmp_path / "два.pdf").write_bytes(b"%PDF-1.7")
    document = run("attach", sample, f"{A}/2", "one.txt", "два.pdf", "--origin", "https://x.org",
               "--author", "Olha", "--method", "downloaded", "--json").document  # fmt: skip
    hashes = [hashlib.sha256(held).hexdigest() for held in (b"one", b"%PDF-1.7")]
    assert [(item["code"], item["sha256"]) for item in document["attachments"]] == [
        (f"{A}/A1", hashes[0]),
        (f"{A}/A2", hashes[1]),
    ]
    result = run("extract", sample, "out")
    assert result.out.splitlines()[1] == f"{A}/A2  {Path('out', f'{A}-A2-два.pdf')}"
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    one, two = manifest["files"]
    assert (one["collector"], one["method"], one["origin"]) == (
        "Olha",
        "downloaded",
        "https://x.org",
    )
    assert (one["version"], two["type"]) == (f"kharkiv-tracker {__version__}", "application/pdf")
    assert (one["incident"], one["report"], one["sha256"]) == (A, f"{A}/2", hashes[0])
    assert one["collected_utc"].endswith("Z")
    assert (tmp_path / "out" / two["file"]).read_bytes() == b"%PDF-1.7"
    files = run("extract", sample, f"{A}/a1", "first", "--json").document["files"]
    assert [item["code"] for item in files] == [f"{A}/A1"]
    assert run("verify", sample).code == 0


def test_what_is_said_of_a_file_is_corrected_and_the_file_is_not(run: Run, sample: Path) -> None:
    Path("one.txt").write_text("one")
    assert run("attach", sample, A, "one.txt").out.startswith(f"{A}/A1  one.txt  ")
    assert run("amend", sample, f"{A}/A1", "--set", "uncovered=true", "--set", "notes=n").code == 0
    for field in ("size=1", "sha256=x", "collected=2022-01-01", "name=x"):
        refused = run("amend", sample, f"{A}/A1", "--set", field)
        assert "an attached file cannot be changed" in refused.sentence
    assert run("withdraw", sample, f"{A}/A1").code == 0
    assert "No attachments to extract" in run("extract", sample, "out").sentence
    assert run("undo", sample).code == 0
    assert run("extract", sample, "out").code == 0


def test_files_of_an_official_total_are_those_of_its_document(
    run: Run, sample: Path, add: Run
) -> None:
    Path("screenshot.txt").write_text("one")
    Path("second.txt").write_text("two")
    total = "STA-2022-08-07-01"
    first = run("attach", sample, total, "screenshot.txt", "--json").document["attachments"]
    assert [item["code"] for item in first] == ["DOC-undated-01/A1"]
    second = run("attach", sample, total, "second.txt").out
    assert second.startswith("DOC-undated-01/A2  second.txt")
    add(sample, {"documents": [{"url": "https://x.org/a", "published": "2022-08-18"}]})
    assert run("attach", sample, "DOC-2022-08-18-01", "second.txt").code == 0
    again = run("attach", sample, "DOC-2022-08-18-01", "second.txt")
    assert "already attached as DOC-2022-08-18-01/A1" in again.sentence
    files = run("extract", sample, total, "out", "--json").document["files"]
    assert [item["code"] for item in files] == ["DOC-undated-01/A1", "DOC-undated-01/A2"]
    manifest = json.loads(Path("out", "manifest.json").read_text(encoding="utf-8"))
    assert [(one["incident"], one["document"]) for one in manifest["files"]] == [
        ("", "DOC-undated-01")
    ] * 2
    for command in ("amend", "withdraw", "reinstate"):
        change = ("--set", "notes=n") if command == "amend" else ()
        assert run(command, sample, "DOC-undated-01/a2", *change).code == 0
    assert run("undo", sample).code == 0
    assert run("verify", sample).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        ((A, "good.txt", "."), 1, "is a folder"),
        ((A, "good.txt", "none"), 1, "File not found: none."),
        ((A, "good.txt", "empty"), 1, "empty is empty"),
        ((A, "good.txt", os.devnull), 1, "is not a regular file and cannot be attached"),
        ((A, "good.txt", "sample.ktcase"), 1, "is the case file itself"),
        ((A, "good.txt", "good.txt"), 1, "is already attached as"),
        (("KHT-1999-01-01-01", "good.txt"), 1, "is not in this case file"),
        ((A,), 2, "FILE"),
    ],
)
def test_what_cannot_be_kept_adds_nothing(
    run: Run, sample: Path, arguments: tuple[str, ...], code: int, text: str
) -> None:
    Path("good.txt").write_text("good")
    Path("empty").touch()
    before = sample.read_bytes()
    result = run("attach", sample, *arguments)
    assert result.code == code
    assert text in result.sentence
    assert sample.read_bytes() == before


def test_what_cannot_be_given_out_writes_nothing(run: Run, sample: Path) -> None:
    Path("one.txt").write_text("one")
    assert run("attach", sample, A, "one.txt").code == 0
    full = Path("full")
    full.mkdir()
    (full / "mine").touch()
    for arguments, code in (
        ([full], 2),
        (["STA-2022-08-07-01", "out"], 1),
        ([A, "out", "more"], 2),
        (["KHT-2022-08-18-01", "out"], 1),
    ):
        result = run("extract", sample, *arguments)
        assert result.code == code
        assert result.sentence
    assert [path.name for path in full.iterdir()] == ["mine"]
    assert not Path("out").exists()
