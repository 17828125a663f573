"""Files read for attachment: regular ones only, read in parts, their type identified."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from mimetypes import MimeTypes
from pathlib import Path
from typing import BinaryIO

from kharkiv_tracker import files
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.file_identity import INDEX, JOURNAL, beside

#: So many bytes of a file are in memory at a time.
PART = 1024 * 1024

#: How files of a kind begin: what they are is read off them, for a name may say anything.
_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF8", "image/gif"),
    (0, b"%PDF-", "application/pdf"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/x-wav"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"MZ", "application/x-msdownload"),
    (0, b"\x7fELF", "application/x-executable"),
)
_NAMES = MimeTypes(filenames=())
_UNKNOWN = "application/octet-stream"


def opened(path: Path, case: Path | None) -> BinaryIO:
    """A regular file open for reading; raises Refused for anything else, never waits for a pipe.

    `case` is the open case file: SQLite's locks on it end where it is closed elsewhere.
    """
    name = shown(str(path), 200)
    try:
        # Looked at before it is opened: opening a device or a pipe does something to it.
        status = path.stat()
        _check(status, name, case)
        waiting = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        number = os.open(path, os.O_RDONLY | waiting)
        stream = os.fdopen(number, "rb", buffering=0)
        try:
            _check(os.fstat(number), name, case)
        except BaseException:
            stream.close()
            raise
    except FileNotFoundError:
        raise Refused(_("File not found: {file}.").format(file=name)) from None
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None
    return stream


def parts_of(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """The bytes of a file in parts of PART, the last one shorter."""
    try:
        while part := _read_part(stream):
            yield part
    except OSError as error:
        raise _unreadable(name, error) from None


def type_of(head: bytes, name: str) -> str:
    """What a file is, by how it begins, else by its name."""
    for place, beginning, media_type in _BEGINNINGS:
        if head[place : place + len(beginning)] == beginning:
            return media_type
    guessed, _encoding = _NAMES.guess_type(f"file{Path(name).suffix}")
    return guessed or _UNKNOWN


def _read_part(stream: BinaryIO) -> bytes:
    """One part, put together from however little is read at a time."""
    read: list[bytes] = []
    left = PART
    while left and (some := stream.read(left)):
        read.append(some)
        left -= len(some)
    return b"".join(read)


def _check(status: os.stat_result, name: str, case: Path | None) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Refused(_("{file} is a folder. Attach the files in it.").format(file=name))
    if not stat.S_ISREG(status.st_mode):
        raise Refused(_("{file} is not a regular file and cannot be attached.").format(file=name))
    for own in ("", JOURNAL, INDEX) if case else ():
        if case and _is(beside(case, own), status):
            raise Refused(_("{file} is the case file itself.").format(file=name))


def _is(path: Path, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.stat(), status)
    except OSError:
        return False


def _unreadable(name: str, error: Exception) -> Refused:
    return Refused(
        _("Could not read {file}: {error}.").format(file=name, error=files.reason(error))
    )
