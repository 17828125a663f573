"""A case file copied with its journal into a private folder, to be opened in its place.

The folder is beside the file, so that what it holds comes to no other disk, where that can be
written to. Whoever made it holds a lock in it; without one it is a left-over of a process that was
killed.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import file_identity

_PREFIX, _LOCK = ".ktcase-", "in-use"
_PART = 4 * 1024 * 1024
_ENDS = ("", file_identity.JOURNAL, file_identity.ROLLBACK)
#: So often a file is copied again that another program writes to meanwhile.
_TIMES = 3
#: The folders of this process: their locks would end where their files are opened once more.
_own: set[Path] = set()

Step = Callable[[], object]


class PrivateCopy:
    """A copy at `path`; `digest` changes when the file that was copied does, or its journal."""

    def __init__(self, origin: Path, step: Step = tuple) -> None:
        """Copy a file; raises CaseUnavailable, then nothing is left. `step` is called often."""
        place = _place(origin)
        remove_left_over(place)
        try:
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        except OSError as error:
            raise _unread(origin, error) from None
        self._lock = _lock(self._folder)
        self.path = self._folder / origin.name
        try:
            self.digest = _copied(origin, self.path, step)
        except BaseException as error:
            self.remove()
            if isinstance(error, OSError):
                raise _unread(origin, error) from None
            raise

    def remove(self) -> None:
        """Remove the copy, which has to be closed."""
        if sys.platform == "win32":
            os.close(self._lock)
        shutil.rmtree(self._folder, ignore_errors=True)
        if sys.platform != "win32":
            os.close(self._lock)
        _own.discard(self._folder)


@contextmanager
def of(origin: Path, step: Step = tuple) -> Iterator[Path]:
    """A private copy while the block runs; raises CaseUnavailable."""
    copy = PrivateCopy(origin, step)
    try:
        yield copy.path
    finally:
        copy.remove()


def digest_of(origin: Path, step: Step = tuple) -> str:
    """The digest that a copy of this file would have now; raises CaseUnavailable."""
    try:
        return _copied(origin, None, step)
    except OSError as error:
        raise _unread(origin, error) from None


def remove_left_over(place: Path) -> None:
    """Remove the folders that processes of this computer left there when they were killed."""
    with suppress(OSError):
        for folder in place.glob(f"{_PREFIX}*"):
            with suppress(OSError):
                if folder not in _own and _is_ours(folder):
                    _remove_unused(folder)


def _place(origin: Path) -> Path:
    folder = file_identity.beside(origin, "").parent
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())


def _copied(origin: Path, copy: Path | None, step: Step) -> str:
    """Copy a file and its journal, or read them only; returns their digest."""
    for _time in range(_TIMES):
        digest, stamps = sha256(), _stamps(origin)
        for end in _ENDS:
            target = copy.with_name(copy.name + end) if copy else Path(os.devnull)
            if end not in stamps:
                if copy:
                    target.unlink(missing_ok=True)
                continue
            digest.update(f"{end}\n".encode())
            with file_identity.beside(origin, end).open("rb") as source, target.open("wb") as file:
                while data := source.read(_PART):
                    digest.update(data)
                    file.write(data)
                    step()
        if _stamps(origin) == stamps:
            return digest.hexdigest()
    raise file_identity.OpenElsewhere(origin)


def _stamps(origin: Path) -> dict[str, object]:
    """The file, and the journals beside it that have anything in them, by their endings."""
    parts = {end: file_identity.beside(origin, end) for end in _ENDS}
    return {
        end: file_identity.stamp_of(part)
        for end, part in parts.items()
        if not end or file_identity.has_bytes(part)
    }


def _lock(folder: Path) -> int:
    """Hold the folder: Windows does not remove a file that is open."""
    _own.add(folder)
    number = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    os.write(number, _computer())
    if sys.platform != "win32":
        import fcntl

        # Where the disk has no locks the folder is never taken for a left-over.
        with suppress(OSError):
            fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return number


def _remove_unused(folder: Path) -> None:
    """Remove a folder unless another process holds it; raises OSError then."""
    if sys.platform == "win32":
        (folder / _LOCK).unlink()
        shutil.rmtree(folder, ignore_errors=True)
        return
    import fcntl

    number = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(number)


def _is_ours(folder: Path) -> bool:
    """Whether a folder was made by this user on this computer; raises OSError."""
    status, lock = folder.lstat(), folder / _LOCK
    is_own = sys.platform == "win32" or status.st_uid == os.getuid()
    # On disks of the network the locks of another computer may not be seen.
    is_here = stat.S_ISREG(lock.lstat().st_mode) and lock.read_bytes() == _computer()
    return is_own and stat.S_ISDIR(status.st_mode) and is_here


def _computer() -> bytes:
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return name.encode()


def _unread(path: Path, error: OSError) -> CaseUnavailable:
    return CaseUnavailable(
        _("Could not read {path}: {error}. It was not changed.").format(
            path=path, error=files.reason(error)
        )
    )
