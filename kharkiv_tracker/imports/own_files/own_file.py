"""A file or folder of ours: recognised, and read as one document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.export.csv_folder import DESCRIPTION
from kharkiv_tracker.export.present_json import HEAD
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.files import file_reader
from kharkiv_tracker.imports.files.table_file import TableFile
from kharkiv_tracker.imports.own_files import own_json, own_tables
from kharkiv_tracker.imports.own_files.own_document import Records

#: Signs of the beginning of a file that has the head of our JSON, and the longest description.
_BEGINNING, _LONGEST = 4096, 4 * 1024**2
_OURS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"kharkiv_tracker":[^{}]*\{[^{}]*"complete":\s*false')
#: What reads a table with an encoding and a delimiter.
Table = Callable[[Path, str, str, Callable[[], object]], TableFile]


def is_folder(path: Path) -> bool:
    """Whether this is a folder of ours, or a file of one that is about all of it."""
    folder = _folder(path)
    return folder is not None and HEAD in _description(folder)


def is_json(path: Path) -> bool:
    """Whether a file begins as our JSON of a state does; complete JSON is a whole case."""
    try:
        with path.open("rb") as stream:
            beginning = stream.read(_BEGINNING)
    except OSError:
        return False
    return _OURS.match(beginning) is not None


def read(
    path: Path, step: Callable[[], object] = tuple, table: Table = file_reader.read
) -> dict[str, Records] | None:
    """The records of a folder, a workbook or JSON of ours; None for what is not ours.

    Tables are read by `table`. Raises Refused or CaseUnavailable for what cannot be read.
    """
    if is_json(path):
        return _read_json(path)
    if is_folder(path):
        files_of = [(_folder(path) or path) / f"{name}.csv" for name in own_tables.TABLES]
        tables = [table(file, "utf-8", ",", step) for file in files_of if file.exists()]
        return read_tables(tables)
    return None


def read_tables(tables: Sequence[TableFile]) -> dict[str, Records] | None:
    """The records of tables that were read, such as a workbook; None where they are not ours."""
    return own_tables.document(tables) if own_tables.is_own(tables) else None


def _read_json(path: Path) -> dict[str, Records]:
    try:
        return own_json.document(path.read_bytes())
    except OSError as error:
        raise CaseUnavailable(
            _("Could not read {file}: {error}. Nothing was changed.").format(
                file=path, error=files.reason(error)
            )
        ) from None


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
