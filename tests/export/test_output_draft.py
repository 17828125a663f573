"""What an export takes the place of, and what stays as it was."""

import os
import sys
from pathlib import Path

import pytest

from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.export import output_draft

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions, links and pipes of POSIX")


def write_file(target: Path, text: str = "new") -> None:
    with output_draft.file(target) as path:
        path.write_text(text)


def write_folder(target: Path, text: str = "new") -> None:
    with output_draft.folder(target, "mark") as folder:
        (folder / "mark").write_text(text)


@POSIX
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file, folder = tmp_path / "file.xlsx", tmp_path / "folder"
    file.write_text("old")
    write_folder(folder, "old")
    for real in (file, folder, tmp_path / "not there yet"):
        link = tmp_path / f"link to {real.name}"
        link.symlink_to(real)
        (write_folder if real is folder else write_file)(link)
        assert link.is_symlink()
        assert (real / "mark" if real is folder else real).read_text() == "new"


@POSIX
def test_permissions_stay(tmp_path: Path) -> None:
    file, folder = tmp_path / "file.xlsx", tmp_path / "folder"
    file.write_text("old")
    file.chmod(0o600)
    folder.mkdir(0o700)
    write_file(file)
    write_folder(folder)
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


@POSIX
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(WrongCall, match="device or a pipe"):
        write_file(pipe)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    for name in ("replaced", "content"):
        write_folder(tmp_path / name, "old")
        write_folder(tmp_path / name)
        assert (tmp_path / name / "mark").read_text() == "new"


def test_who_stops_it_while_it_is_named_keeps_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    write_folder(target, "old")
    rename = Path.rename

    def stopped(path: Path, to: Path) -> Path:
        if path.name == "content":
            raise KeyboardInterrupt
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_folder(target)
    assert (target / "mark").read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]
