"""What is within a ZIP file, looked at before any of it is unpacked."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from kharkiv_tracker.child_process import Problem

_MOST_ENTRIES = 5000
#: Parts are read as they are unpacked and never held.
_MOST_UNPACKED = 1 << 30
#: What text in XML hardly ever is packed by; small parts cannot do harm.
_MOST_RATIO, _SMALL = 100, 1 << 20
_ENCRYPTED = 1
#: Stored as it is, and deflated: nothing else is in a workbook, and other ways know no limit.
_METHODS = (0, 8)


def checked_package(path: Path) -> ZipFile:
    """The parts of a ZIP file; raises Problem for another file, or one that unpacks to much."""
    try:
        package = ZipFile(path)
    except (BadZipFile, NotImplementedError, ValueError, OSError):
        raise Problem("broken") from None
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > _MOST_ENTRIES or len(names) < len(entries):
        raise Problem("bomb")
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise Problem("bomb")
    for entry in entries:
        _check_entry(entry)
    return package


def _check_entry(entry: ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise Problem("locked")
    if entry.compress_type not in _METHODS:
        raise Problem("broken")
    if entry.file_size > max(_SMALL, _MOST_RATIO * entry.compress_size):
        raise Problem("bomb")
