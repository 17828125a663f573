"""Whether the files of this program were replaced while it runs, as by an update.

What is loaded from them later, and every process that is started, would be of another version.
"""

from __future__ import annotations

import sys
from pathlib import Path


class ProgramFile:
    """The file whose change shows that of the whole program, remembered as it is now."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._identity: tuple[int, ...] | None
        try:
            self._identity = _identity(path)
        except OSError:
            self._identity = None

    def is_replaced(self) -> bool:
        """Whether another file is there now, or none; one that cannot be looked at is not.

        Of a file that could not be looked at to begin with nothing is known.
        """
        if self._identity is None:
            return False
        try:
            return _identity(self.path) != self._identity
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            return False


def replaced() -> bool:
    """Whether the files of this program were replaced since it was started."""
    return PROGRAM.is_replaced()


def _identity(path: Path) -> tuple[int, ...]:
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _path() -> Path:
    """The program itself where it is a bundle, else the first file of the package."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable)
    return Path(__file__).with_name("__init__.py")


PROGRAM = ProgramFile(_path())
