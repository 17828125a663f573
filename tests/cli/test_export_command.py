"""The command that writes a case as files: what it takes, refuses and says."""

import json
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.cli.export_command import FORMATS
from kharkiv_tracker.export.formats import Format

FILES = [name for name in FORMATS if name not in ("csv", "package")]


def test_the_command_names_every_format() -> None:
    assert set(FORMATS) == {format_.value for format_ in Format}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_named(
    run: Any, sample: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / f"out.{name}"
    result = run("export", sample, "--format", name, "-o", target, "--from", "2022-08-01", "--json")
    assert result.code == 0, result.err
    document = json.loads(result.out)
    assert document["files"][0] == str(target)
    assert document["profile"] == "restricted"
    assert not document["complete"]
    assert document["incidents"] > 0
    assert target.exists()


def test_json_is_complete_only_where_nothing_is_narrowed(
    run: Any, sample: Path, tmp_path: Path
) -> None:
    def made(*options: str) -> tuple[dict[str, Any], str]:
        target = tmp_path / "out.json"
        result = run("export", sample, "--format", "json", "-o", target, *options)
        assert result.code == 0, result.err
        return json.loads(target.read_bytes()), result.err

    whole, sentence = made()
    assert whole["kharkiv_tracker"]["complete"]
    assert "history" in whole
    assert "Complete and for the team alone" in sentence
    for options in (
        ("--profile", "internal"),
        ("--approved-only",),
        ("--to", "2024-01-01"),
        ("--as-known-on", "2024-01-01"),
        ("--as-recorded-on", "2030-01-01"),
    ):
        present, sentence = made(*options)
        assert not present["kharkiv_tracker"]["complete"]
        assert "history" not in present
        assert "Complete" not in sentence
        content = json.dumps(present)
        assert "salt" not in content
        assert '"author"' not in content


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--format", "xml", "-o", "out"), "xml"),
        (("--format", "csv"), "--output"),
        (("--format", "csv", "-o", "sample.ktcase"), "this case file"),
        (("--format", "xlsx", "-o", "sample.ktcase", "--profile", "internal"), "this case file"),
        (("--format", "xlsx", "-o", "no/such/folder/out.xlsx"), "could not be saved"),
        (("--format", "json", "-o", "no/such/folder/out.json"), "could not be saved"),
        (("--format", "csv", "-o", "."), "Choose another folder"),
        (("--format", "csv", "-o", "taken"), "not an earlier export"),
        (("--format", "csv", "-o", "file.txt"), "is a file"),
        (("--format", "xlsx", "-o", "taken"), "is a folder"),
        (("--format", "json", "-o", "out", "--quotes"), "--profile open"),
        (("--format", "json", "-o", "out", "--profile", "open"), "not decided on yet"),
        (("--format", "package", "-o", "out", "--profile", "internal"), "for the public"),
    ],
)
def test_a_wrong_call_is_a_sentence_and_writes_nothing(
    run: Any, sample: Path, tmp_path: Path, options: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("mine")
    (tmp_path / "file.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    result = run("export", sample, *options)
    assert result.code != 0
    assert sentence in result.err
    assert "Traceback" not in result.err
    assert len(result.err.strip().splitlines()) <= 3
    assert [p for p in sorted(tmp_path.rglob("*")) if ".ktcase" not in p.name] == [
        p for p in before if ".ktcase" not in p.name
    ]


def test_a_folder_of_an_earlier_export_is_replaced_as_a_whole(
    run: Any, sample: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    assert run("export", sample, "--format", "csv", "-o", target).code == 0
    (target / "extra.csv").write_text("of last year")
    assert run("export", sample, "--format", "csv", "-o", target).code == 0
    assert not (target / "extra.csv").exists()
    assert not list(tmp_path.glob(".*.part"))


def test_a_package_can_be_of_before_the_last_one(run: Any, sample: Path, tmp_path: Path) -> None:
    package = ("export", sample, "--format", "package", "-o", tmp_path / "out")
    assert run(*package).code == 0
    result = run(*package, "--as-recorded-on", "2020-01-01")
    assert result.code == 0, result.err
