"""The command that writes summaries: every template, for everybody it may be for."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.summary import incident_csv

CODE = "KHT-2022-08-17-01"
MAIN = Path(__file__).parents[2] / "main.py"


def document_of(made: Any) -> dict[str, Any]:
    assert made.code == 0, made
    document: dict[str, Any] = made.document
    return document


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--template", "period", "--from", "2022-08-17", "--district", "Saltivskyi"],
        ["--template", "incident", "--incident", CODE.casefold(), "--redact", "internal"],
        ["--incident", CODE, "--as-known-on", "2022-08-18"],
        ["--template", "changes", "--since", "0", "--lang", "uk"],
        ["--since", "2022-01-01", "--approved-only", "--author", "Ann"],
    ],
)
def test_every_template_is_written(run: Any, sample: Path, tmp_path: Path, options: Any) -> None:
    page = tmp_path / "page.pdf"
    document = document_of(run("summary", sample, "-o", page, *options, "--json"))
    assert document["file"] == str(page)
    assert (document["beside"], document["drafts"]) == ([], 0)
    assert document["incidents"] >= 1
    assert page.read_bytes().startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--template", "incident"], 1),
        (["--incident", "KHT-1"], 1),
        (["--template", "changes"], 1),
        (["--since", "99999"], 1),
        (["--since", "ffff ffff ffff"], 1),
        (["--since", "nonsense"], 1),
        (["--since", "\udcff"], 1),
        (["--template", "poem"], 2),
        (["--template", "period", "--since", "1"], 2),
        (["--template", "changes", "--since", "1", "--incident", CODE], 2),
        (["--incident", CODE, "--since", "1"], 2),
        (["--redact", "all"], 2),
    ],
)
def test_what_cannot_be_told_is_a_sentence(
    run: Any, sample: Path, tmp_path: Path, options: Any, code: int
) -> None:
    page = tmp_path / "page.pdf"
    made = run("summary", sample, "-o", page, *options)
    assert made.code == code
    assert "Traceback" not in made.err
    assert made.err.strip()
    assert not page.exists()


def test_the_same_call_gives_the_same_bytes(run: Any, sample: Path, tmp_path: Path) -> None:
    pages = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for page in pages:
        assert run("summary", sample, "-o", page, "--since", "20").code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_a_table_beside_never_lands_on_the_case(
    run: Any, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_csv, "LONGEST", 3)
    page = sample.with_name("page.pdf")
    document = document_of(run("summary", sample, "-o", page, "--json"))
    assert document["beside"] == [str(sample.with_name("page-incidents.csv"))]
    # That it was written is noted in the case.
    before = sample.read_bytes()
    # A case may have any name, that of the table too.
    case = sample.rename(sample.with_name("other-incidents.csv"))
    made = run("summary", case, "-o", case.with_name("other.pdf"))
    assert made.code == 2
    assert "is this case file" in made.err
    assert case.read_bytes() == before
    assert not case.with_name("other.pdf").exists()


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal", ".lock"])
def test_no_summary_lands_on_a_part_of_the_case(run: Any, sample: Path, end: str) -> None:
    part = sample.with_name(f"{sample.name}{end}")
    made = run("summary", sample, "-o", part)
    assert made.code == 2
    assert "is part of the case file" in made.err
    assert run("verify", sample).code == 0


@pytest.mark.parametrize("place", [".", "/", "", "/dev/full"])
def test_a_place_that_is_no_file_is_a_sentence(run: Any, sample: Path, place: str) -> None:
    made = run("summary", sample, "-o", place)
    assert made.code == 1
    assert "The case file was not changed" in made.err
    assert "Traceback" not in made.err


def test_the_bytes_are_those_of_another_process(sample: Path, tmp_path: Path) -> None:
    """Neither the seed of hashes nor the time zone nor the locale of a machine is in a page."""
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        page = tmp_path / f"{seed}.pdf"
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        call = [sys.executable, str(MAIN), "summary", str(sample), "-o", str(page)]
        subprocess.run(call, check=True, env=surroundings, timeout=60)  # noqa: S603 - our own
        made.append(page.read_bytes())
    assert made[0] == made[1]


def test_the_open_version_is_written_once_all_is_decided(
    run: Any, sample: Path, tmp_path: Path
) -> None:
    page = tmp_path / "open.pdf"
    refused = run("summary", sample, "-o", page, "--profile", "open")
    assert refused.code == 1
    assert "not decided on yet: " in refused.err
    assert not page.exists()
    items = document_of(run("publication", sample, "--json"))["items"]
    assert {item["decision"] for item in items} == {None}
    allowed = document_of(run("publication", sample, "allow", "all", "--json"))["items"]
    private = [item for item in allowed if not item["proposed"]]
    assert [item["decision"] for item in private] == [None] * len(private)
    assert run("publication", sample, "withhold", "all").code == 0
    assert run("summary", sample, "-o", page, "--profile", "open", "--quotes").code == 0
    name = next(item["code"] or item["name"] for item in allowed if item["decision"])
    assert "withheld  " in run("publication", sample, "withhold", name).out


@pytest.mark.parametrize(
    "options",
    [
        ["--profile", "open", "--redact", "public"],
        ["--profile", "internal", "--redact", "public"],
        ["--quotes"],
        ["--profile", "public"],
        ["--also", "notes"],
    ],
)
def test_versions_that_contradict_each_other_are_refused(
    run: Any, sample: Path, tmp_path: Path, options: Any
) -> None:
    assert run("summary", sample, "-o", tmp_path / "page.pdf", *options).code == 2
    assert not list(tmp_path.glob("*.pdf"))


def test_what_is_not_in_the_list_is_a_sentence(run: Any, sample: Path) -> None:
    refused = run("publication", sample, "allow", "Nobody")
    assert refused.code == 1
    assert "Nobody is not in the list" in refused.err
    assert run("publication", sample, "allow").code == 2
    assert run("publication", sample, "list", "Nobody").code == 2
