"""Rejected rows as a file: corrected, it is imported like the one they come from."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterable
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.export import csv_folder
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.columns.table_heads import PROBLEM_HEADS, Table
from kharkiv_tracker.imports.rows import merged_cells
from kharkiv_tracker.imports.rows.record_drafts import Reject


def text(table: Table, column_map: ColumnMap, rejects: Iterable[Reject]) -> str:
    """The rejected rows under the heads of their table, with number, column and problem behind.

    A row comes once, with its first problem. Merged cells have their value in each row; of a number
    that says that it was merged, so that it is not taken for that of each row.
    """
    stream = io.StringIO(newline="")
    writer = csv_folder.writer(stream)
    heads = [head for head in table.heads if head not in PROBLEM_HEADS]
    writer.writerow([csv_table.guarded(head) for head in (*heads, *PROBLEM_HEADS)])
    by_row: dict[int, Reject] = {}
    for reject in rejects:
        by_row.setdefault(reject.row, reject)
    for number, reject in sorted(by_row.items()):
        index = number - table.sheet.first
        cells = table.cells(index)
        for head, region in merged_cells.numbers(table, column_map, index).items():
            cells[head] = merged_cells.together(table, region, cells[head])
        row = [*(cells.get(head, "") for head in heads), table.archive, str(number), reject.column]
        writer.writerow([csv_table.guarded(cell) for cell in (*row, reject.sentence)])
    return stream.getvalue()


def check(path: Path, source: Path) -> None:
    """Raise CaseUnavailable or WrongCall where rejected rows of a file could not be saved.

    Never over the file they are from: only there the rows are as they were.
    """
    if path.exists() and source.exists() and path.samefile(source):
        raise CaseUnavailable(
            _("{file} is the file that is imported. Choose another name.").format(file=path)
        )
    files.refuse_case(path)
    if path.is_dir() or not path.parent.is_dir():
        error = errno.EISDIR if path.is_dir() else errno.ENOENT
        raise _failure(path, OSError(error, ""))


def write(
    path: Path, source: Path, table: Table, column_map: ColumnMap, rejects: Iterable[Reject]
) -> None:
    """Write them to a file, whole or not at all; raises CaseUnavailable."""
    check(path, source)
    try:
        # With a mark at its beginning, spreadsheets read its letters right.
        files.write(path, b"\xef\xbb\xbf" + text(table, column_map, rejects).encode())
    except OSError as error:
        raise _failure(path, error) from None


def _failure(path: Path, error: OSError) -> CaseUnavailable:
    sentence = _("Could not write {file}: {error}.")
    return CaseUnavailable(sentence.format(file=path, error=files.reason(error)))
