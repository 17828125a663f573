"""Where a disk has no room left every command says so, and leaves nothing half-made."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.cli import totals_command
from tests.cases import sample_file
from tests.disks import fill, small_disk

CODE = "KHT-2022-08-17-01"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "1m") as mounted:
        yield mounted


@pytest.mark.parametrize("room", [0, 80_000, 240_000, 520_000])
@pytest.mark.parametrize("command", ["new", "sample"])
def test_no_case_is_half_made(run: Any, disk: Path, command: str, room: int) -> None:
    filler = fill(disk, room)
    made = run(command, disk / "case.ktcase")
    assert made.code == 1
    assert made.sentence.startswith(f"Could not create {disk / 'case.ktcase'}: the disk is full.")
    assert list(disk.iterdir()) == [filler]


def test_what_is_added_is_in_it_whole_or_not_at_all(
    run: Any, sample: Path, disk: Path, tmp_path: Path
) -> None:
    case = Path(shutil.copy(sample, disk))
    before = run("history", case).out
    fill(disk, 200_000)
    (tmp_path / "big").write_bytes(bytes(3_000_000))
    attached = run("attach", case, CODE, tmp_path / "big")
    assert attached.code == 1
    assert attached.sentence.startswith("Nothing was saved: the disk is full.")
    assert run("verify", case).code == 0
    assert run("history", case).out == before
    # Not even what SQLite needs beside it finds room.
    fill(disk)
    for command in (("totals",), ("verify",), ("attach", CODE, tmp_path / "big")):
        failed = run(command[0], case, *command[1:])
        assert failed.code == 1
        assert "its disk is full. It was not changed" in failed.sentence
    (disk / "filler").unlink()
    assert run("history", case).out == before


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("chart", "cumulative"), "chart.csv"),
        (("summary", "--incident", CODE), "page.pdf"),
        (("extract",), "out"),
    ],
)
def test_no_output_is_half_written(
    run: Any, sample: Path, disk: Path, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    (tmp_path / "big").write_bytes(bytes(300_000))
    assert run("attach", sample, CODE, tmp_path / "big").code == 0
    filler = fill(disk)
    place = [disk / name] if command[0] == "extract" else ["-o", disk / name]
    failed = run(command[0], sample, *command[1:], *place)
    assert failed.code == 1
    assert "the disk is full" in failed.sentence
    assert list(disk.iterdir()) == [filler]


@pytest.mark.parametrize("room", [0, 20_000, 600_000])
def test_no_copy_is_half_made(run: Any, sample: Path, disk: Path, tmp_path: Path, room: int):
    (tmp_path / "big").write_bytes(bytes(300_000))
    assert run("attach", sample, CODE, tmp_path / "big").code == 0
    before = sample.read_bytes()
    filler = fill(disk, room)
    for command in (
        ("copy", sample, disk / "case.ktcase"),
        ("backup", sample, disk),
        ("restore", sample, disk / "case.ktcase"),
        ("salvage", sample, disk / "case.ktcase"),
    ):
        failed = run(*command)
        assert failed.code == 1, command
        assert "the disk is full" in failed.sentence
        assert "Could not read" not in failed.sentence
        assert list(disk.iterdir()) == [filler]
    assert sample.read_bytes() == before


def test_a_case_on_a_write_protected_disk_is_checked_and_nothing_written(
    run: Any, sample: Path, disk: Path
) -> None:
    case = shutil.copy(sample, disk)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)  # noqa: S603, S607
    verified = run("verify", case)
    assert verified.code == 0
    assert "read-only" in verified.err
    assert "write-protected" in run("new", disk / "a.ktcase").sentence
    assert "write-protected" in run("chart", case, "cumulative", "-o", disk / "a.csv").err


@pytest.mark.skipif(sys.platform != "linux", reason="has no /dev/full")
def test_what_was_saved_is_not_denied_where_it_cannot_be_printed(tmp_path: Path, run: Any) -> None:
    case = tmp_path / "case.ktcase"
    home = Path(__file__).parents[2]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, home / "main.py", "new", case],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("Could not print the output: the disk is full.")
    assert done.stderr.count("\n") == 1
    assert run("verify", case).code == 0


def test_what_was_not_foreseen_is_a_sentence_even_without_a_log(
    run: Any, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = sample_file(tmp_path / "case.ktcase")
    monkeypatch.setenv("XDG_STATE_HOME", str(disk))
    # A mistake of ours.
    monkeypatch.setattr(totals_command, "_row", None)
    fill(disk)
    failed = run("totals", case)
    assert failed.code == 1
    assert failed.err.count("\n") == 1
    assert "Traceback" not in failed.err
    assert "The error report could not be saved" in failed.err
