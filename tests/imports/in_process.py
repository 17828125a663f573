"""Files read as the child reads them, without the child."""

from __future__ import annotations

from pathlib import Path

from kharkiv_tracker.file_checks.character_set import encoding_name
from kharkiv_tracker.imports.files import file_worker
from kharkiv_tracker.imports.files.file_reader import gathered
from kharkiv_tracker.imports.files.table_file import Sheet, TableFile


def read(path: Path, encoding: str = "", delimiter: str = "") -> TableFile:
    """The file as `file_reader.read` gives it; raises what it raises."""
    return gathered(path, file_worker.answers(path, encoding_name(encoding), delimiter))


def read_bytes(folder: Path, content: bytes, encoding: str = "", delimiter: str = "") -> TableFile:
    """A file of these bytes, read."""
    path = folder / "file"
    path.write_bytes(content)
    return read(path, encoding, delimiter)


def rows(folder: Path, content: bytes, encoding: str = "", delimiter: str = "") -> list[list[str]]:
    """The rows of the one sheet of these bytes."""
    (sheet,) = read_bytes(folder, content, encoding, delimiter).sheets
    return rows_of(sheet)


def rows_of(sheet: Sheet) -> list[list[str]]:
    """The rows of a sheet, as lists."""
    return [list(row) for row in sheet.rows]
