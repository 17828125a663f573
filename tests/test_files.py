"""A file is written whole or not at all, and what is no file is left what it is."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kharkiv_tracker import files
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import sample_file

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="has no such files")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_is_made_and_made_anew(tmp_path: Path) -> None:
    for data in (b"first", b"", b"second"):
        files.write(tmp_path / "a", data)
        assert (tmp_path / "a").read_bytes() == data
    assert names(tmp_path) == ["a"]


@POSIX
def test_a_new_file_follows_the_mask_and_an_old_one_keeps_its_permissions(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        files.write(tmp_path / "new", b"x")
        (tmp_path / "old").touch()
        (tmp_path / "old").chmod(0o600)
        files.write(tmp_path / "old", b"x")
    finally:
        os.umask(mask)
    assert [stat.S_IMODE((tmp_path / n).stat().st_mode) for n in ("new", "old")] == [0o640, 0o600]


@POSIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    for data in (b"made", b"made anew"):
        files.write(tmp_path / "link", data)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "file").read_bytes() == data


@POSIX
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    files.write(pipe, b"data")
    assert os.read(reader, 10) == b"data"
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("place", ["folder", "missing/file", "a" * 300])
def test_what_cannot_be_written_is_named_and_nothing_is_left(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r".") as failed:
        files.write(tmp_path / place, b"x")
    assert failed.value.filename == str(tmp_path / place)
    assert names(tmp_path) == ["folder"]


def test_a_write_that_fails_half_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as failed:
        files.write(tmp_path / "a", b"new")
    assert failed.value.filename == str(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


@POSIX
def test_a_private_file_is_nobody_elses(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        files.write(tmp_path / "a", iter((b"of ", b"witnesses")), private=True)
    finally:
        os.umask(mask)
    assert (tmp_path / "a").read_bytes() == b"of witnesses"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def refused(target: Path, why: str) -> None:
    """Nothing is written there, and nothing beside it."""
    before = {path: (path.stat().st_ino, path.stat().st_size) for path in target.parent.iterdir()}
    with pytest.raises(WrongCall, match=why):
        files.write(target, b"x")
    after = {path: (path.stat().st_ino, path.stat().st_size) for path in target.parent.iterdir()}
    assert after == before


def test_the_open_case_is_never_written_over_under_any_name(tmp_path: Path) -> None:
    path = sample_file(tmp_path / "sample.ktcase")
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "hard link.pdf").hardlink_to(path)
    (other / "link.pdf").symlink_to(path)
    with CaseFile.open(path) as case, CaseFile.open(path):
        case.write_unrecorded("DELETE FROM drafts", [])
        (other / "shm.pdf").hardlink_to(tmp_path / "sample.ktcase-shm")
        for name in (path, tmp_path / "SAMPLE.ktcase", *other.glob("*link.pdf")):
            refused(name, "is this case file. Nothing was written")
        for end in ("-wal", "-shm", "-journal", ".lock", "-wal.before-1"):
            refused(tmp_path / f"sample.ktcase{end}", "is part of the case file")
        refused(tmp_path / ".sample.ktcase.reserve", "is part of the case file")
        refused(tmp_path / f".{'0' * 16}.part", "is part of the case file")
        refused(other / "shm.pdf", "is part of the case file")
        # Its locks are as they were: another connection still cannot write.
        case.db.execute("BEGIN IMMEDIATE")
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", WRITE, path], check=False, capture_output=True, text=True
        )
        case.db.execute("ROLLBACK")
        assert "database is locked" in done.stderr
        # Deleted by somebody else, its name is still not free.
        path.unlink()
        refused(path, "is this case file. Nothing was written")


WRITE = """
import sys
from pathlib import Path
from kharkiv_tracker.store.engine import connect
db = connect(Path(sys.argv[1]))
db.execute("PRAGMA busy_timeout = 0")
db.execute("BEGIN IMMEDIATE")
"""


@pytest.mark.parametrize("passphrase", [None, "six words"])
@pytest.mark.parametrize("name", ["other.ktcase", "other.KTCASE", "other.png", "other"])
def test_another_case_is_never_written_over(
    tmp_path: Path, name: str, passphrase: str | None
) -> None:
    path = tmp_path / name
    CaseFile.create(path, passphrase=passphrase).close()
    before = path.read_bytes()
    refused(path, "is a case file")
    refused(tmp_path / f"{name}-wal", "is part of")
    refused(tmp_path / f"{name}.lock", "is part of")
    (tmp_path / "link").symlink_to(path)
    refused(tmp_path / "link", "is a case file")
    assert path.read_bytes() == before
    assert not files.is_open(path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7" + bytes(8184),
        b"\x89PNG" + os.urandom(4092),
        os.urandom(4000),
        bytes(range(64)) * 64,
        b"SQLite format 3\0" + bytes(4080),
        "Харків, 17 серпня 2022 року. ".encode() * 4096,
    ],
    ids=["empty", "page", "picture", "odd size", "uneven", "other database", "text"],
)
def test_other_files_are_written_over(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    files.write(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    for name in ("notes-wal", "a.pdf-wal", "b.lock", "a.ktcase"):
        files.write(tmp_path / name, b"new")


def test_a_case_that_is_closed_is_released_even_where_its_file_is_gone(tmp_path: Path) -> None:
    path = sample_file(tmp_path / "a.ktcase")
    with CaseFile.open(path), CaseFile.open(path):
        assert files.is_open(path)
        path.unlink()
    files.write(path, b"x")
    assert not files.is_open(path)
