"""Whether a path still is the file that is open, and who has it open; by looking, never by reading.

A process that closes any descriptor of a file loses the locks SQLite holds on it, so a file that
may be open here is asked about by stat alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import IO

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import N_, _

#: The files SQLite keeps beside one that is open: changes not yet in it, and their index; and the
#: journal of the other kind, which this program never leaves.
JOURNAL, INDEX, ROLLBACK = "-wal", "-shm", "-journal"
#: What SQLite locks of a file it has open: its pages lie around these bytes.
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510
#: So many bytes in a journal are moved into the file: two hundred pages.
_LONG_JOURNAL = 200 * 4096


class Loss(Enum):
    """How a file that is open came to be another than the one at its path."""

    GONE = N_("{path} was moved or deleted while it was open.")
    REPLACED = N_("{path} was replaced by another file while it was open.")
    #: What is open can no longer be distinguished from what was written over it.
    OVERWRITTEN = N_("Another program overwrote {path} while it was open.")
    JOURNAL = N_("The -wal file of {path} was moved or deleted while the case file was open.")


class FileReplaced(CaseUnavailable):
    """The path no longer is the file that is open."""

    def __init__(self, path: Path, loss: Loss) -> None:
        self.path, self.loss = path, loss
        what = _(loss.value).format(path=path)
        super().__init__(
            _("{what} Nothing was saved. Your entry is still in its form.").format(what=what)
        )
        self.brief = what


class OpenElsewhere(CaseUnavailable):
    """Another program has the file open."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "{path} is open in another program. Nothing was changed. Close it there and "
                "try again."
            ).format(path=path)
        )


def beside(path: Path, end: str) -> Path:
    """The companion of a file with this ending, beside the file itself and not a link to it."""
    real = Path(os.path.realpath(path))
    return real.with_name(f"{real.name}{end}")


def has_journal(path: Path) -> bool:
    """Whether changes that are not in the file lie beside it."""
    return has_bytes(beside(path, JOURNAL))


def has_bytes(path: Path) -> bool:
    """Whether there is a file with anything in it."""
    with suppress(OSError, ValueError):
        return path.is_file() and path.stat().st_size > 0
    return False


@contextmanager
def held(path: Path) -> Iterator[IO[bytes] | None]:
    """Keep a file from being opened by another process while the block runs; not one open here.

    Gives the file, to be read inside: were it opened and closed once more it would be held no
    longer. Raises OpenElsewhere where another process has it open or that cannot be found out.
    """
    if sys.platform == "win32":
        # SQLite does not share its files for renaming; nothing can be renamed that is held open, so
        # all that can be done is to look.
        try:
            path.replace(path)
        except OSError:
            raise OpenElsewhere(path) from None
        yield None
        return
    import fcntl

    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("r+b", buffering=0))
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError:
            raise OpenElsewhere(path) from None
        yield file


def is_open_elsewhere(path: Path) -> bool:
    """Whether another process has the file open; not to be asked of a file open here.

    Where that cannot be found out it is taken to be open.
    """
    try:
        with held(path):
            return False
    except OpenElsewhere:
        return True


class PathWatch:
    """Watches a file that SQLite has open, as it was when that was last certain.

    `continues` says whether what the file now holds follows what was read from it before; it is
    asked when the file was written to by another connection or program.
    """

    def __init__(self, path: Path, continues: Callable[[], bool]) -> None:
        self._path = Path(os.path.realpath(path))
        self._named, self._continues = path, continues
        self._open = files.protect(path)
        self._own = files.identity(self._path)
        self._companions: dict[Path, tuple[int, int] | None] = {}
        self._written = stamp_of(self._path)

    def note(self) -> None:
        """Take the file as it is now for the one that is open: this connection wrote to it."""
        self._companions = {
            path: files.identity(path)
            for path in (beside(self._path, JOURNAL), beside(self._path, INDEX))
        }
        self._written = stamp_of(self._path)

    def check_place(self) -> None:
        """Raise FileReplaced unless the path is the file that is open, and its journal is there."""
        now = files.identity(self._named)
        if now != self._own:
            raise FileReplaced(self._named, Loss.REPLACED if now else Loss.GONE)
        if not self.has_journal():
            raise FileReplaced(self._named, Loss.JOURNAL)

    def check(self) -> None:
        """Raise FileReplaced as `check_place`, and where the file was written over."""
        self.check_place()
        written = stamp_of(self._path)
        if self.was_written():
            if not self._continues():
                raise FileReplaced(self._named, Loss.OVERWRITTEN)
            self._written = written

    def was_written(self) -> bool:
        """Whether another connection or program wrote to the file since the last check."""
        return stamp_of(self._path) != self._written

    def has_journal(self) -> bool:
        """Whether what lies beside the path is what SQLite keeps there for the open file."""
        return all(
            known is None or files.identity(path) == known
            for path, known in self._companions.items()
        )

    def has_long_journal(self) -> bool:
        """Whether so much lies in the journal that reading takes longer for it."""
        return stamp_of(beside(self._path, JOURNAL))[0] > _LONG_JOURNAL

    def release(self) -> None:
        """The connection is closed."""
        files.release(self._open)
        self._open = None


def stamp_of(path: Path) -> tuple[int, int, int]:
    """What changes when a file is written to: its size and its times."""
    with suppress(OSError):
        status = path.stat()
        return status.st_size, status.st_mtime_ns, status.st_ctime_ns
    return (0, 0, 0)
