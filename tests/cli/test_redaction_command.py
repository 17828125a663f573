"""Redacted copies from the command line: a new attachment beside the original, or nothing."""

import json
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Run
from tests.redaction import documents
from tests.redaction.documents import NAME

A = "KHT-2022-08-17-01"
BOX = ("--box", f"1:{documents.PLACE}")


@pytest.fixture
def attached(run: Run, sample: Path) -> Path:
    """The sample with a picture and a PDF, both called by a name."""
    Path(f"{NAME}.jpg").write_bytes(documents.picture())
    Path(f"{NAME}.pdf").write_bytes(documents.pdf())
    Path("video.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    names = (f"{NAME}.jpg", f"{NAME}.pdf", "video.mp4")
    assert run("attach", sample, f"{A}/1", *names, "--collector", NAME).code == 0
    return sample


def test_a_copy_is_kept_beside_its_original(run: Run, attached: Path) -> None:
    made = run(
        "document", attached, "redact", f"{A}/A1", *BOX, "--author", "Olha", "--json"
    ).document
    (copy,) = made["attachments"]
    assert (copy["code"], copy["name"]) == (f"{A}/A4", f"{A}-A1-redacted.png")
    pages = ("--pages", "2", "--box", "2:0,0,50,50%", "-o", "copy.pdf")
    assert run("document", attached, "redact", f"{A}/a2", *pages).out.startswith(
        f"{A}/A5  {A}-A2-redacted.pdf"
    )
    with pikepdf.open("copy.pdf") as written:
        assert len(written.pages) == 1
    run("extract", attached, A, "out")
    entries = json.loads(Path("out", "manifest.json").read_text(encoding="utf-8"))["files"]
    first, second = entries[3:]
    assert [first["redacted_from"], second["redacted_from"]] == [f"{A}/A1", f"{A}/A2"]
    assert (first["report"], first["collector"], first["origin"]) == (f"{A}/1", "Olha", "")
    assert Path("out", second["file"]).read_bytes() == Path("copy.pdf").read_bytes()
    assert NAME not in json.dumps(entries[3:])
    history = run("history", attached).out
    assert "redacted copy" in history
    assert run("verify", attached).code == 0
    for _time in range(2):
        assert run("undo", attached).code == 0
    assert len(run("extract", attached, A, "again", "--json").document["files"]) == 3


def test_a_file_is_moved_with_its_redacted_copy(run: Run, attached: Path, add: Run) -> None:
    run("document", attached, "redact", f"{A}/A1", *BOX)
    add(attached, {"documents": [{"url": "https://x.org/a", "published": "2022-08-18"}]})
    document = "DOC-2022-08-18-01"
    assert run("document", attached, "move", f"{A}/A1", document).out == f"{document}/A1\n"
    assert run("document", attached, "move", f"{A}/A1", document).sentence.endswith(
        "Nothing was changed."
    )
    files = run("extract", attached, document, "out", "--json").document["files"]
    assert [one["code"] for one in files] == [f"{document}/A1", f"{document}/A2"]
    assert run("verify", attached).code == 0


def test_what_cannot_be_redacted_adds_nothing(run: Run, attached: Path) -> None:
    before = attached.read_bytes()
    for arguments, code, text in (
        ((f"{A}/A1",), 1, "Draw at least one box"),
        ((f"{A}/A1", "--box", "x"), 2, "is not a box"),
        ((f"{A}/A1", "--box", "1:50,50,60,10"), 2, "is not on the page"),
        ((f"{A}/A1", "--box", "2:0,0,10,10"), 1, "Page 2 does not exist"),
        ((f"{A}/A2", *BOX, "--pages", "0"), 2, "is not a list of pages"),
        ((f"{A}/A2", *BOX, "--pages", "1-9999"), 2, "is not a list of pages"),
        ((f"{A}/A3", *BOX), 1, "Only images"),
        ((f"{A}/A9", *BOX), 1, "is not in this case file"),
        ((A, *BOX), 1, "is not an attachment"),
        ((f"{A}/A1", *BOX, "-o", "none/copy.png"), 1, "Could not write none"),
        ((f"{A}/A1", *BOX, "-o", "sample.ktcase"), 2, "is this case file"),
        ((f"{A}/A1", A, *BOX), 2, "document CASE redact CODE/A1"),
    ):
        result = run("document", attached, "redact", *arguments)
        assert text in result.sentence
        assert result.code == code
        assert attached.read_bytes() == before
    assert "only with redact" in run("document", attached, *BOX).sentence
