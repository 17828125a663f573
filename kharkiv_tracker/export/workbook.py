"""Tables as a workbook: a sheet for each, with real dates and without a single formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.export.columns import Cell, Column
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.table_list import Table
from kharkiv_tracker.export.table_rows import TableRows
from kharkiv_tracker.i18n import _
from kharkiv_tracker.summary import page_frame
from kharkiv_tracker.summary.summary_data import Progress, no_progress

#: What the format allows: rows of a sheet with its head, letters of a cell and of a sheet's name.
_ROWS, _LETTERS, _NAME = 1_048_576, 32_767, 31
#: The day from which it counts: it has none before.
_FIRST = date(1900, 3, 1)
#: Signs: the narrowest and widest column.
_NARROW, _WIDE = 6, 60
#: Points: two lines of a head, which LibreOffice does not make room for by itself.
_HEAD = 31
_FORMATS: Mapping[str, str] = {
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "hour": "hh:mm",
    "whole": "0",
}
_DATES: Mapping[str, int] = {"day": 11, "moment": 17, "hour": 7}


def write(records: PublishedRecords, path: Path, progress: Progress = no_progress) -> TableRows:
    """Write a workbook; what the library keeps meanwhile is in the folder of the path."""
    from xlsxwriter import Workbook

    rows = TableRows(records)
    # Texts that look like formulas, links or numbers stay texts.
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(str(path), options) as book:
        frame = records.frame
        book.set_properties(
            {
                "title": page_frame.named(frame),
                "comments": page_frame.selected(frame),
                "author": "Kharkiv Tracker",
                "created": _naive(frame.recorded) if frame.recorded else datetime(2022, 1, 1),  # noqa: DTZ001
            }
        )
        sheets = {table.name: _Sheets(book, table) for table in rows.tables if not table.is_child}
        for table, cells in rows.read(progress):
            if table.name in sheets:
                sheets[table.name].write(cells)
        for sheet in sheets.values():
            sheet.close()
    return rows


def sheet_name(table: Table, ending: str) -> str:
    """The name of the sheet of a table; a further one has the ending ` 2`."""
    return f"{table.title[: _NAME - len(ending)]}{ending}"


class _Sheets:
    """The sheet of a table, and others where it has more rows than a sheet may have."""

    def __init__(self, book: Any, table: Table) -> None:
        self._book, self._table = book, table
        bold = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self._head = book.add_format(bold)
        self._formats = {
            name: book.add_format({"num_format": text, "align": "left" if name != "whole" else ""})
            for name, text in _FORMATS.items()
        }
        self._number = 0
        self._begin()

    def write(self, cells: Sequence[Sequence[Cell]]) -> None:
        """Add rows below those that are there."""
        for row in zip(*cells, strict=True):
            if self._row == _ROWS:
                self.close()
                self._begin()
            for at, value in enumerate(row):
                if value is not None and value != "":
                    self._write(at, self._table.columns[at], value)
            self._row += 1

    def _begin(self) -> None:
        self._number += 1
        ending = f" {self._number}" if self._number > 1 else ""
        self._sheet = self._book.add_worksheet(sheet_name(self._table, ending))
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_row(0, _HEAD)
        for at, column in enumerate(self._table.columns):
            self._sheet.set_column(at, at, _width(column), self._formats.get(column.type))
            self._sheet.write_string(0, at, column.label, self._head)
        self._row = 1

    def close(self) -> None:
        """Put filters over what was written."""
        self._sheet.autofilter(0, 0, max(1, self._row - 1), len(self._table.columns) - 1)

    def _write(self, at: int, column: Column, value: Any) -> None:
        sheet, format_ = self._sheet, self._formats.get(column.type)
        # LibreOffice makes a formula of a truth value, and every program calls it in capitals.
        if isinstance(value, bool):
            sheet.write_string(self._row, at, _("yes") if value else _("no"))
        elif isinstance(value, int | float):
            sheet.write_number(self._row, at, value, format_)
        elif isinstance(value, datetime):
            sheet.write_datetime(self._row, at, _naive(value), format_)
        elif isinstance(value, time) or (isinstance(value, date) and value >= _FIRST):
            sheet.write_datetime(self._row, at, value, format_)
        else:
            text = labels.word(value) if isinstance(value, Word) else str(value)
            sheet.write_string(self._row, at, _shortened(text))


def _shortened(text: str) -> str:
    """The text, or as much of it as a cell can have; then it says so."""
    if len(text) * 2 <= _LETTERS or _length(text) <= _LETTERS:
        return text
    ending = _(" … [the text goes on: {n} characters, whole in CSV and JSON]").format(
        n=labels.number(len(text))
    )
    room = 2 * (_LETTERS - _length(ending))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + ending


def _length(text: str) -> int:
    """The letters of a text as the format counts them: a picture sign is two."""
    return len(text.encode("utf-16-le")) // 2


def _naive(moment: datetime) -> datetime:
    """The time in the city, which a workbook has without a zone."""
    return moment.astimezone(zone()).replace(tzinfo=None)


def _width(column: Column) -> float:
    """A width for what such a column usually has, and for its head in two lines."""
    if column.type in _DATES:
        return _DATES[column.type]
    words = max(len(column.label) / 2 + 3, *map(len, column.label.split()))
    if column.type == "text":
        return min(_WIDE, max(_TEXT_WIDTHS.get(column.name, 18), words))
    return max(_NARROW, words)


#: Texts that are longer or shorter than most.
_TEXT_WIDTHS: Mapping[str, int] = {
    "summary": 60,
    "quote": 60,
    "text": 60,
    "about": 60,
    "title": 40,
    "district_key": 22,
    "settlement": 22,
    "place": 32,
    "url": 32,
    "archive_url": 32,
    "office": 32,
    "notes": 40,
}
