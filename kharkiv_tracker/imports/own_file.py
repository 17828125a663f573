"""A file or folder of ours: recognised, and read as one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.export.csv_folder import DESCRIPTION
from kharkiv_tracker.export.present_json import HEAD
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports import file_reader, own_json, own_tables
from kharkiv_tracker.imports.own_document import Records
from kharkiv_tracker.imports.table_file import TableFile

#: Signs of the beginning of a file that has the head of our JSON, and the longest description.
_BEGINNING, _LONGEST = 4096, 4 * 1024**2


def is_folder(path: Path) -> bool:
    """Whether this is a folder of ours, or a file of one that is about all of it."""
    folder = _folder(path)
    return folder is not None and HEAD in _description(folder)


def is_json(path: Path) -> bool:
    """Whether a file begins as our JSON does."""
    try:
        with path.open("rb") as stream:
            beginning = stream.read(_BEGINNING)
    except OSError:
        return False
    return beginning.removeprefix(b"\xef\xbb\xbf").split()[:1] == [f'{{"{HEAD}":'.encode()]


def read_folder(path: Path, step: Callable[[], object] = tuple) -> dict[str, Records]:
    """The records of a folder of ours."""
    folder = _folder(path)
    if folder is None:
        raise _not_ours(path)
    tables = [folder / f"{name}.csv" for name in own_tables.TABLES]
    return read_tables([_table(file, step) for file in tables if file.exists()], path)


def read_tables(tables: list[TableFile], path: Path) -> dict[str, Records]:
    """The records of our tables that were read; Refused where they are not ours."""
    if not own_tables.is_own(tables):
        raise _not_ours(path)
    return own_tables.document(tables)


def read_json(path: Path) -> dict[str, Records]:
    """The records of our JSON of a state."""
    try:
        return own_json.document(path.read_bytes())
    except OSError as error:
        raise CaseUnavailable(
            _("Could not read {file}: {error}. Nothing was changed.").format(
                file=path, error=files.reason(error)
            )
        ) from None


def _table(file: Path, step: Callable[[], object]) -> TableFile:
    return file_reader.read(file, "utf-8", ",", step)


def _folder(path: Path) -> Path | None:
    if path.is_dir():
        return path
    return path.parent if path.name in (DESCRIPTION, "incidents.csv") else None


def _description(folder: Path) -> Mapping[str, Any]:
    """What the data package says of itself; nothing where it is not one."""
    try:
        with (folder / DESCRIPTION).open("rb") as stream:
            read = json.loads(stream.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _not_ours(path: Path) -> Refused:
    return Refused(_("{file} is not an export of Kharkiv Tracker.").format(file=path))
