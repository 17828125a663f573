"""Numbers in merged cells: the sum of rows or columns, and not the number of any of them."""

from __future__ import annotations

from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.columns.table_heads import Table
from kharkiv_tracker.imports.files.table_file import Region


def numbers(table: Table, column_map: ColumnMap, index: int) -> dict[str, Region]:
    """The heads of the row of an index whose number is that of several rows or columns.

    A column that is not read may be a part of the one beside it.
    """
    listed: dict[str, Region] = {}
    cells = table.cells(index)
    for region in table.regions(index):
        read = {
            head: target
            for head in table.heads[region.first_column : region.last_column + 1]
            if (target := column_map.target(head)) and head in cells
        }
        if region.first_row < region.last_row or len(read) > 1:
            listed.update({head: region for head, target in read.items() if target.is_count})
    return listed


def problem(table: Table, region: Region) -> str:
    """Why a number in these cells is not taken."""
    if region.first_row == region.last_row:
        return _("The number is merged over several columns. Enter the number of each.")
    sentence = _("The number is merged over rows {first} to {last}. Enter the number of each row.")
    return sentence.format(**_rows(table, region))


def together(table: Table, region: Region, text: str) -> str:
    """A number that says of which cells it is."""
    if region.first_row == region.last_row:
        return _("{text} for several columns together").format(text=text)
    sentence = _("{text} for rows {first} to {last} together")
    return sentence.format(text=text, **_rows(table, region))


def _rows(table: Table, region: Region) -> dict[str, int]:
    return {"first": table.number(region.first_row), "last": table.number(region.last_row)}
