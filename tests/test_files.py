"""A file is written whole or not at all, and what is no file is left what it is."""

import os
import stat
import sys
from pathlib import Path

import pytest

from kharkiv_tracker import files

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
