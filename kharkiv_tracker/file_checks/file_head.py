"""How a file begins: enough to refuse what is not one, and to see of which kind it is."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.child_process import Problem

#: So much of a file shows what it is.
_LENGTH = 4096
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PDF = b"%PDF"
MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|table|body|meta)", re.I)
#: Office files of before 2007, and those with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SQLITE = b"SQLite format 3\0"
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
           b"7z\xbc\xaf", b"Rar!", b"(\xb5/\xfd", b"OggS", b"\x1aE\xdf\xa3", b"\x7fELF",
           b"MZ\x90")  # fmt: skip


def checked_head(path: Path, most_bytes: int) -> bytes:
    """How a file begins; raises Problem for what is not a file, is empty, too large or a case."""
    status = path.stat()
    # A pipe would never begin.
    if not stat.S_ISREG(status.st_mode):
        raise Problem("folder" if stat.S_ISDIR(status.st_mode) else "device")
    if not status.st_size:
        raise Problem("empty")
    if status.st_size > most_bytes:
        raise Problem("large")
    with path.open("rb") as stream:
        head = stream.read(_LENGTH)
    if head.startswith(_SQLITE):
        raise Problem("case" if files.is_case(path) else "database")
    if head.startswith(_OLE):
        raise Problem("old")
    if not head.startswith((*ZIP, PDF)) and not is_binary(head) and files.is_case(path):
        raise Problem("case")
    return head


def is_binary(head: bytes) -> bool:
    """Whether a file that begins so is a picture, a film, a program or packed."""
    return head.startswith(_BINARY) or head[4:8] == b"ftyp"
