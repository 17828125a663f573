"""Whether a path still is the file that is open, and who has it open; by looking, never by reading.

A process that closes any descriptor of a file loses the locks SQLite holds on it, so a file that
may be open here is asked about by stat alone.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _

Identity = tuple[int, int]
#: The files SQLite keeps beside one that is open: changes not yet in it, and their index.
JOURNAL, INDEX = "-wal", "-shm"
#: What SQLite locks of a file it has open: its pages lie around these bytes.
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510

#: Files this process has open, by how many connections.
_open_here: Counter[Identity] = Counter()


class FileReplaced(CaseUnavailable):
    """The path no longer is the file that is open.

    `gone`: there is none. `in_place`: other bytes were written into it, so that what is open
    cannot be told from what was written over it.
    """

    def __init__(self, path: Path, gone: bool, in_place: bool) -> None:
        self.path, self.gone, self.in_place = path, gone, in_place
        if gone:
            what = _("{path} was moved or deleted while it was open.")
        elif in_place:
            what = _("Another program wrote over {path} while it was open.")
        else:
            what = _("{path} was replaced by another file while it was open.")
        super().__init__(
            _("{what} Nothing was saved there; what you typed is still in its form.").format(
                what=what.format(path=path)
            )
        )


def identity(path: Path) -> Identity | None:
    """The identity of a file under any of its names; None where there is no file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def beside(path: Path, end: str) -> Path:
    """The companion of a file with this ending, beside the file itself and not a link to it."""
    real = Path(os.path.realpath(path))
    return real.with_name(f"{real.name}{end}")


def is_open_here(path: Path) -> bool:
    """Whether this process has the file open, under any of its names."""
    return bool(_open_here[identity(path) or (0, 0)])


def is_open_elsewhere(path: Path) -> bool:
    """Whether another process has the file open; not to be asked of a file open here.

    Where that cannot be found out it is taken to be open.
    """
    if sys.platform == "win32":
        # SQLite shares its files with nobody who wants to rename them.
        try:
            path.replace(path)
        except OSError:
            return True
        return False
    import fcntl

    try:
        with path.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
    except OSError:
        return True
    return False


class OpenFile:
    """A file that SQLite has open, as it was when that was last certain.

    `continues` says whether what the file now holds follows what was read from it before; it is
    asked when the file was written to by somebody else than this connection.
    """

    def __init__(self, path: Path, continues: Callable[[], bool]) -> None:
        self._path = Path(os.path.realpath(path))
        self._named, self._continues = path, continues
        self._own = identity(self._path)
        self._companions: dict[Path, Identity | None] = {}
        self._written = _written(self._path)
        if self._own:
            _open_here[self._own] += 1

    def note(self) -> None:
        """Take the file as it is now for the one that is open: this connection wrote to it."""
        self._companions = {
            path: identity(path) for path in (beside(self._path, JOURNAL), beside(self._path, INDEX))
        }
        self._written = _written(self._path)

    def check(self) -> None:
        """Raise FileReplaced unless the path is the file that is open, and its journal is there."""
        now = identity(self._named)
        if now != self._own:
            raise FileReplaced(self._named, gone=now is None, in_place=False)
        if any(known and identity(path) != known for path, known in self._companions.items()):
            raise FileReplaced(self._named, gone=False, in_place=True)
        if (written := _written(self._path)) != self._written:
            if not self._continues():
                raise FileReplaced(self._named, gone=False, in_place=True)
            self._written = written

    def release(self) -> None:
        """The connection is closed."""
        if self._own:
            _open_here[self._own] -= 1
            self._own = None


def _written(path: Path) -> tuple[int, int, int]:
    """What changes when somebody writes to a file."""
    with suppress(OSError):
        status = path.stat()
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns
    return (0, 0, 0)
