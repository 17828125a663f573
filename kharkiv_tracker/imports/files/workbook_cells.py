"""The cells of a sheet as openpyxl reads them, as text."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.utils.cell import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.imports.files.json_rows import short_number

#: As many digits as a spreadsheet shows.
_DIGITS = 15


class CellParser(WorkSheetParser):  # type: ignore[misc]
    """Parses a sheet; each of its rows comes as its number and cells: the column, and the text."""

    #: How many formulas have no value, and where the first of them is.
    open_formulas, first_open = 0, ""

    def parse_cell(self, element: Any) -> tuple[int, str]:
        """A cell, which is right of the one before; raises Problem for what cannot be read."""
        before, kind = self.col_counter, element.get("t", "n")
        raw = element.findtext(VALUE_TAG, "")
        try:
            cell = super().parse_cell(element)
        except ValueError:
            if kind == "n":
                _number(raw)
            raise
        column, value = cell["column"], cell["value"]
        # An index from the end is none.
        if cell["row"] != self.row_counter or column <= before or (kind == "s" and "-" in raw):
            raise Problem("broken")
        if value is None:
            return column, self._formula(element, kind)
        # A date beyond all dates stays the number it is.
        is_number = kind == "n" and isinstance(value, (int, float, str))
        return column, _number(raw) if is_number else _text(value)

    def _formula(self, element: Any, kind: str) -> str:
        """The formula of a cell without a value; "" where there is none."""
        formula = element.find(FORMULA_TAG)
        # The value may be a text without a letter; else nothing has calculated it yet.
        if formula is None or (kind == "str" and element.find(VALUE_TAG) is not None):
            return ""
        self.open_formulas += 1
        place = f"{get_column_letter(self.col_counter)}{self.row_counter}"
        self.first_open = self.first_open or place
        return f"={formula.text or ''}"


def _number(raw: str) -> str:
    try:
        value = float(raw)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Problem("number", number=raw[:40])
    return short_number(float(f"{value:.{_DIGITS}g}"))


def _text(value: object) -> str:
    """A value as text: a date without a time at midnight, where one without a time begins."""
    match value:
        case str():
            return str(unescape(value))
        case bool():
            return "yes" if value else "no"
        case datetime():
            whole = value + timedelta(seconds=round(value.microsecond / 10**6))
            day, clock = whole.date().isoformat(), _clock(whole.time())
            return day if clock == "00:00" else f"{day} {clock}"
        case date():
            return value.isoformat()
        case time():
            return _clock(value)
        case timedelta():
            seconds = round(value.total_seconds())
            minutes, rest = divmod(abs(seconds), 60)
            text = f"{'-' if seconds < 0 else ''}{minutes // 60:02}:{minutes % 60:02}"
            return f"{text}:{rest:02}" if rest else text
    return ""


def _clock(value: time) -> str:
    return value.isoformat("seconds" if value.second else "minutes")
