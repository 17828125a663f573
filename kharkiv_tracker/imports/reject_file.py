"""Rejected rows as a file: corrected, it is imported like the one they come from."""

from __future__ import annotations

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
        cells = table.cells(number - table.sheet.first)
        cells |= _merged(table, column_map, number - table.sheet.first)
        row = [*(cells.get(head, "") for head in heads), table.archive, str(number), reject.column]
        writer.writerow([csv_table.guarded(cell) for cell in (*row, reject.sentence)])
    return stream.getvalue()


def write(
    path: Path, source: Path, table: Table, column_map: ColumnMap, rejects: Iterable[Reject]
) -> None:
    """Write them to a file, whole or not at all; raises CaseUnavailable.

    Never over the file they are from: only there the rows are as they were.
    """
    if path.exists() and path.samefile(source):
        raise CaseUnavailable(
            _("{file} is the file that is imported. Choose another name.").format(file=path)
        )
    try:
        # With a mark at its beginning, spreadsheets read its letters right.
        files.write(path, b"\xef\xbb\xbf" + text(table, column_map, rejects).encode())
    except OSError as error:
        sentence = _("Could not write {file}: {error}.")
        raise CaseUnavailable(sentence.format(file=path, error=files.reason(error))) from None


def _merged(table: Table, column_map: ColumnMap, index: int) -> dict[str, str]:
    """The numbers of a row that are merged over several, each with its rows."""
    numbers = {}
    cells = table.cells(index)
    for region in table.regions(index):
        for head in table.heads[region.first_column : region.last_column + 1]:
            target = column_map.target(head)
            if region.first_row < region.last_row and target and target.is_count and head in cells:
                numbers[head] = _("{text} for rows {first} to {last} together").format(
                    text=cells[head],
                    first=table.number(region.first_row),
                    last=table.number(region.last_row),
                )
    return numbers
