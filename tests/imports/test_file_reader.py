"""The child that reads: what passes through it, how it ends, and what is never opened."""

import json
import multiprocessing
import os
import sys
from pathlib import Path

import pytest

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.imports.files import file_reader
from kharkiv_tracker.imports.files.file_reader import gathered
from tests.imports import in_process
from tests.imports.hostile_files import HOSTILE


class _Cancelled(Exception):
    pass


def test_the_child_gives_what_its_functions_give(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("дата;вбито\n17.08.2022;7\n".encode("cp1251") * 3000)
    steps: list[None] = []
    file = file_reader.read(path, "windows-1251", ";", lambda: steps.append(None))
    assert file == in_process.read(path, "Windows-1251", ";")
    assert steps
    assert not multiprocessing.active_children()


def test_a_child_that_is_ended_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 500_000)

    def end() -> None:
        for child in multiprocessing.active_children():
            child.kill()

    with pytest.raises(Refused, match="more time or memory"):
        file_reader.read(path, step=end)


def test_what_a_step_raises_ends_the_child_and_passes_through(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(HOSTILE["csv: too many rows"].make())

    def cancel() -> None:
        raise _Cancelled

    with pytest.raises(_Cancelled):
        file_reader.read(path, step=cancel)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("hex", ""), ("Klingon", ""), ("", ";;"), ("", '"'), ("", "\n")]
)
def test_a_choice_that_means_nothing_is_a_sentence(encoding: str, delimiter: str) -> None:
    with pytest.raises(Refused, match=r"is not a known encoding|The delimiter is one"):
        file_reader.read(Path("a.csv"), encoding, delimiter)


def test_what_is_not_a_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CaseUnavailable, match="file or folder not found"):
        in_process.read(tmp_path / "none.csv")
    with pytest.raises(CaseUnavailable):
        in_process.read(tmp_path / ("x" * 300))
    with pytest.raises(Refused, match="This is a folder"):
        in_process.read(tmp_path)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        for device in (tmp_path / "pipe", Path("/dev/zero")):
            with pytest.raises(Refused, match="This is not a file"):
                in_process.read(device)
    for path in (Path("a\0b"), Path("a\udcffb\ud800")):
        with pytest.raises((Refused, CaseUnavailable)):
            file_reader.read(path)


def test_a_case_is_refused_and_an_open_one_is_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.ktcase"
    path.write_bytes(b"SQLite format 3\0" + bytes(52) + b"KTCF" + bytes(4024))
    with pytest.raises(Refused, match="This is a case file"):
        in_process.read(path)
    file = files.protect(path)
    try:
        with pytest.raises(Refused, match="This case file is open"):
            file_reader.read(path)
    finally:
        files.release(file)


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"[", b"[]", b"7", b"[" * 100_000, b'{"rows": [[1]]}', b'{"rows": 7}', b'{"sheet": 7}',
        b'{"merged": [[1]]}', b'{"comments": {"a": 1}}', b'{"kind": "x"}', b'{"problem": "{0}"}',
        b'{"kind": "PDF", "encoding": "", "delimiter": ""}', b'{"problem": ["x"]}',
        b'{"notice": {}}',
        b'{"notice": "formulas", "sheet": [], "number": "x"}', b'{"rows": ["ab", null]}', None,
        b'{"problem": "unreadable", "reason": 1e400}',
        b'{"problem": "cell", "row": -1, "column": {}}',
    ],
)  # fmt: skip
def test_a_child_that_says_what_it_should_not_is_a_sentence(answer: bytes | None) -> None:
    first = json.dumps({"sheet": "a", "first": 1}).encode()
    with pytest.raises((Refused, CaseUnavailable)):
        gathered(Path("a.csv"), [first, answer, b""])
