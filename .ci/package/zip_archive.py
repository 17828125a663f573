"""A folder as a ZIP file that is the same for the same content, whoever makes it and when."""

from __future__ import annotations

import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

#: ZIP has no earlier time than 1980-01-01, and seconds by twos.
_EARLIEST = 315_532_800
_UNIX = 3
#: The attribute by which Windows marks a folder.
_FOLDER = 0x10


def write_zip(folder: Path, target: Path, epoch: int) -> None:
    """Write everything in a folder, under the name of the folder, into a new ZIP file `target`.

    All times are `epoch`, in seconds since 1970 in UTC. A file is executable by all or by none, and
    readable by all. Raises ValueError for a link: Windows would unpack it as a small text.
    """
    moment = datetime.fromtimestamp(max(epoch, _EARLIEST) // 2 * 2, UTC)
    time = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted((_name(folder, path), path) for path in folder.rglob("*")):
            if path.is_symlink():
                raise ValueError(f"A link cannot be packed: {path}")
            info = zipfile.ZipInfo(name, time)
            info.create_system = _UNIX
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = _permissions(path) << 16
            if path.is_dir():
                info.external_attr |= _FOLDER
                archive.writestr(info, b"")
            else:
                archive.writestr(info, path.read_bytes(), compresslevel=9)


def _name(folder: Path, path: Path) -> str:
    """The name in the archive, which ends with a slash if it is of a folder."""
    name = path.relative_to(folder.parent).as_posix()
    return f"{name}/" if path.is_dir() and not path.is_symlink() else name


def _permissions(path: Path) -> int:
    """What may be done with it, as Unix writes it; the umask of who packs is not in it."""
    if path.is_dir():
        return stat.S_IFDIR | 0o755
    is_program = path.stat().st_mode & stat.S_IXUSR
    return stat.S_IFREG | (0o755 if is_program else 0o644)
