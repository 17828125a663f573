"""Files written whole or not at all, and never over a case file or a part of one.

Every file the program writes for a user goes through `write`. SQLite's locks on a file end where
this process closes another handle of it, so what is open here is compared by its identity and
never opened to look.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.i18n import N_, _

CASE_SUFFIX = ".ktcase"
#: What lies beside a case while it is open: changes not yet in it, and who has it open.
COMPANIONS = ("-wal", "-shm", "-journal", ".lock")
#: What a companion is called, one that was kept under another name as well, and the room kept for a
#: full disk.
_COMPANION = re.compile(r"(?P<case>.+?)(?:(?:-wal|-shm|-journal)(?:[-.].*)?|\.lock)", re.I | re.S)
_RESERVE = re.compile(r"\.(?P<case>.+)\.reserve", re.I | re.S)
_PART = re.compile(r"\.[0-9a-f]{16}\.part", re.I)

_HEADER, _OURS, _PAGE = b"SQLite format 3\0", b"KTCF", 4096
#: How files begin whose content is as even as that of an encrypted case.
_PACKED = (b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"PK", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc",
           b"(\xb5/\xfd", b"Rar!", b"GIF8", b"RIFF", b"OggS", b"\x1aE\xdf\xa3")  # fmt: skip
#: Twice as uneven as random bytes ever are: the sum of squares for 255 degrees of freedom.
_UNEVEN = 500


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A case file open in this process: its name, and which file it is under any name."""

    path: Path
    identity: tuple[int, int]


_open: Counter[OpenFile] = Counter()
_changes = threading.Lock()


def protect(path: Path) -> OpenFile | None:
    """Note that this process opens a case file; None if it does not exist."""
    path = Path(os.path.realpath(path))
    here = identity(path)
    if here is None:
        return None
    file = OpenFile(path, here)
    with _changes:
        _open[file] += 1
    return file


def release(file: OpenFile | None) -> None:
    """Note that it closed the file again, whatever has become of its path since."""
    with _changes:
        if file is not None:
            _open[file] -= 1
            if _open[file] <= 0:
                del _open[file]


def identity(path: Path) -> tuple[int, int] | None:
    """Which file this is under any of its names; None if it does not exist."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def is_open(path: Path) -> bool:
    """Whether this is a case file open in this process, or a companion of one.

    Such a file must not be opened and closed: SQLite's locks on it would end.
    """
    here = identity(path)
    return here is not None and any(
        here in (file.identity, *map(identity, _companions(file.path))) for file in _files()
    )


def refuse_case(target: Path) -> None:
    """Raise WrongCall where writing to this path would destroy a case file or a part of one."""
    real = Path(os.path.realpath(target))
    here = identity(real)
    for file in _files():
        if here == file.identity or _same_name(real, file.path):
            raise WrongCall(
                _("{file} is this case file. Nothing was written. Choose another name.").format(
                    file=target
                )
            )
    if is_open(real) or _is_part(real):
        raise WrongCall(
            _("{file} is part of the case file. Nothing was written. Choose another name.").format(
                file=target
            )
        )
    if is_case(real):
        raise WrongCall(
            _("{file} is a case file. Nothing was written. Choose another name.").format(
                file=target
            )
        )


#: What the system says in its own language, which is not the user's.
_REASONS: Mapping[int | None, str] = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk is write-protected"),
    errno.ENOENT: N_("file or folder not found"),
    errno.EACCES: N_("access denied"),
    errno.EPERM: N_("access denied"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("part of the path is not a folder"),
    errno.EEXIST: N_("a file with this name exists"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the disk reports an error"),
}


def reason(error: Exception) -> str:
    """Why a file could not be read or written, in the language of the user where that is known."""
    if not isinstance(error, OSError):
        return str(error)
    return _(_REASONS[error.errno]) if error.errno in _REASONS else error.strerror or str(error)


def write(target: Path, data: bytes | Iterable[bytes], private: bool = False) -> None:
    """Write a file so that a power cut leaves either the old one or the new.

    A part is written in the same folder first, so that nothing is left elsewhere on the disk. A
    link stays a link, a file keeps its permissions, a device or a pipe is written to and never
    replaced. A new file that is `private` can be read only by its owner. Raises OSError, and
    WrongCall for a case file.
    """
    refuse_case(target)
    parts = (data,) if isinstance(data, bytes) else data
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.writelines(parts)
        else:
            _replace(Path(os.path.realpath(target)), parts, private)
    except OSError as error:
        # The error names the file, not its part.
        error.filename, error.filename2 = str(target), None
        raise


def kept_mode(target: Path) -> int | None:
    """The permissions of a file that is to be replaced; None for a new one.

    Raises PermissionError for one that is protected from it.
    """
    try:
        mode = permissions(target)
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(target))
    return mode


def permissions(path: Path) -> int:
    """Who may read and write a file or folder that is there."""
    return stat.S_IMODE(path.stat().st_mode) & 0o777


def _replace(target: Path, parts: Iterable[bytes], private: bool) -> None:
    mode = kept_mode(target)
    part = target.with_name(f".{os.urandom(8).hex()}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(part, flags, 0o600 if private or mode is not None else 0o666)
        with os.fdopen(number, "wb") as stream:
            if mode is not None:
                part.chmod(mode)
            stream.writelines(parts)
            stream.flush()
            os.fsync(stream.fileno())
        # Writing takes time, in which a case may have been put there.
        refuse_case(target)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _files() -> list[OpenFile]:
    with _changes:
        return list(_open)


def _companions(case: Path) -> Iterable[Path]:
    names = (*(f"{case.name}{end}" for end in COMPANIONS), f".{case.name}.reserve")
    return (case.with_name(name) for name in names)


def _same_name(path: Path, other: Path) -> bool:
    """Whether two names are one, where the disk knows no difference between А and а as well."""
    return str(path).casefold() == str(other).casefold()


def _is_part(path: Path) -> bool:
    """Whether this is the name of a part of a case file that is there, open or not."""
    if is_draft(path):
        return True
    match = _COMPANION.fullmatch(path.name) or _RESERVE.fullmatch(path.name)
    if match is None:
        return False
    case = path.with_name(match["case"])
    return any(_same_name(case, file.path) for file in _files()) or is_case(case)


def is_draft(path: Path) -> bool:
    """Whether this is the name of a file that is being put together."""
    return bool(_PART.fullmatch(path.name))


def is_case(path: Path) -> bool:
    """Whether a file that is there is a case file, as far as can be seen without a passphrase."""
    if not path.is_file():
        return False
    if is_open(path) or path.suffix.casefold() == CASE_SUFFIX:
        return True
    if any(path.with_name(f"{path.name}{end}").exists() for end in COMPANIONS[:3]):
        return True
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_PAGE)
    except OSError:
        return False
    if head.startswith(_HEADER):
        return head[68:72] == _OURS
    return bool(size) and size % _PAGE == 0 and is_noise(head)


def is_noise(page: bytes) -> bool:
    """Whether a page looks random, as every page of an encrypted case does."""
    if page.startswith(_PACKED) or page[4:8] == b"ftyp":
        return False
    mean = len(page) / 256
    times = Counter(page)
    return sum((times[byte] - mean) ** 2 / mean for byte in range(256)) < _UNEVEN
