"""Room kept on the disk beside an open case, given up when the disk is full to save once more."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.i18n import _

SIZE = 8 * 1024 * 1024
#: With less room than this none is taken.
_PLENTY = 64 * 1024 * 1024
#: With less room than this an error of the disk means that it is full.
_NONE = 128 * 1024

_held: set[Path] = set()


def file_of(case: Path) -> Path:
    """The hidden file that keeps the room."""
    return case.with_name(f".{case.name}.reserve")


def allocate(case: Path) -> None:
    """Keep room beside a case that is opened for writing, where there is plenty; never fails.

    What a window that crashed left of its own is removed.
    """
    file = file_of(case)
    with suppress(OSError, ValueError):
        file.unlink(missing_ok=True)
        if shutil.disk_usage(case.parent).free < _PLENTY:
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        number = os.open(file, flags, 0o600)
        _held.add(case)
        try:
            _fill(number)
        except BaseException:
            release(case)
            raise
        finally:
            os.close(number)


def release(case: Path) -> bool:
    """Give the room up; returns whether there was any."""
    if case not in _held:
        return False
    _held.discard(case)
    try:
        file_of(case).unlink()
    except OSError:
        return False
    return True


def is_full(path: Path, error: Exception) -> bool:
    """Whether the database failed because the disk of a case has no room left."""
    if "disk is full" in str(error):
        return True
    try:
        # Where the files beside the case cannot grow SQLite only says that something failed.
        return "disk I/O error" in str(error) and shutil.disk_usage(path.parent).free < _NONE
    except OSError:
        return False


def reason(path: Path, error: Exception) -> str:
    """Why a file there could not be written or read, in the language of the user where known."""
    if is_full(path, error):
        return _("the disk is full")
    return files.reason(error)


def _fill(number: int) -> None:
    """Take the room really: zeros alone would be left out or packed by some disks."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(number, 0, SIZE)
    else:
        part = os.urandom(1024 * 1024)
        for _time in range(SIZE // len(part)):
            os.write(number, part)
