"""The file that shows an update of the program: a real one, replaced as packages replace theirs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kharkiv_tracker
from kharkiv_tracker import child_process, program_files
from kharkiv_tracker.errors import ProgramReplaced, Refused, TrackerError
from kharkiv_tracker.program_files import ProgramFile

PATH = "from kharkiv_tracker import program_files; print(program_files.PROGRAM.path)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "lib" / "program"
    made.parent.mkdir()
    made.write_text("one")
    return made


def replace(path: Path) -> None:
    """Put another file of the same size there, made at the same time."""
    other, status = path.with_name("new"), path.stat()
    other.write_text("two")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)


def rewrite(path: Path) -> None:
    """Change the very file."""
    status = path.stat()
    path.write_text("two")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))


def remove_folder(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("")


@pytest.mark.parametrize("change", [replace, rewrite, Path.unlink, remove_folder])
def test_another_file_or_none_is_a_replaced_program(path: Path, change) -> None:
    file = ProgramFile(path)
    assert not file.is_replaced()
    path.read_text()
    os.utime(path, ns=(0, path.stat().st_mtime_ns))
    assert not file.is_replaced()
    change(path)
    assert file.is_replaced()
    assert not ProgramFile(path).is_replaced()


def test_a_file_that_cannot_be_looked_at_is_not_known_to_be_another(path: Path) -> None:
    file = ProgramFile(path)
    path.unlink()
    path.symlink_to(path)
    assert not file.is_replaced()
    assert not ProgramFile(path).is_replaced()


def test_a_file_that_was_never_there_says_nothing(tmp_path: Path) -> None:
    file = ProgramFile(tmp_path / "program")
    assert not file.is_replaced()
    (tmp_path / "program").write_text("")
    assert not file.is_replaced()


@pytest.mark.parametrize(
    ("before", "path"),
    [
        ("", Path(kharkiv_tracker.__file__)),
        ("import sys; sys.frozen = True; sys.executable = '/bundle/program'", "/bundle/program"),
    ],
)
def test_the_file_is_the_bundle_or_the_first_of_the_package(before: str, path: object) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", f"{before}\n{PATH}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(path)


def test_no_child_is_started_from_other_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_files, "PROGRAM", ProgramFile(path))
    replace(path)
    with pytest.raises(ProgramReplaced, match="was updated while it was open") as raised:
        child_process.Child(pytest.fail)
    # A Refused is what is wrong with a file, and may be passed over.
    assert isinstance(raised.value, TrackerError)
    assert not isinstance(raised.value, Refused)
