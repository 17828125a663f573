"""What is in a cell of a workbook, as text."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.imports.json_rows import short_number

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
#: A sign that XML cannot hold, as workbooks spell it.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: As many digits as a spreadsheet shows.
_DIGITS = 15


def unescaped(text: str) -> str:
    """A text as it was typed: `_x000D_` is one sign."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


@dataclass(frozen=True, slots=True)
class CellTexts:
    """How the cells of a workbook are read: its shared texts, and which styles are dates."""

    shared: Sequence[str]
    epoch: datetime
    dates: Container[int]
    durations: Container[int]

    def text(self, kind: str, raw: str, style: int) -> str:
        """The text of a cell of that type and style; raises Problem for one that cannot be."""
        match kind:
            case "s":
                number = int(raw) if _WHOLE.fullmatch(raw) else -1
                if not 0 <= number < len(self.shared):
                    raise Problem("broken")
                return self.shared[number]
            case "n" | "":
                return self._number(raw, style)
            case "b":
                return "yes" if raw.strip() in ("1", "true") else "no"
            case "d":
                return _iso(raw)
            case "str":
                return unescaped(raw)
        # An error, as it is shown in the cell.
        return raw

    def _number(self, raw: str, style: int) -> str:
        raw = raw.strip()
        if style in self.dates and (text := self._date(raw, style)):
            return text
        if _WHOLE.fullmatch(raw):
            return str(int(raw))
        if not (_NUMBER.fullmatch(raw) and math.isfinite(float(raw))):
            raise Problem("number", number=raw[:40])
        return short_number(float(f"{float(raw):.{_DIGITS}g}"))

    def _date(self, raw: str, style: int) -> str:
        """The date that a number is; "" where it is beyond all dates, which leaves the number."""
        from openpyxl.utils.datetime import from_excel

        try:
            return date_text(from_excel(float(raw), self.epoch, style in self.durations))
        except (OverflowError, ValueError):
            return ""


def date_text(value: object) -> str:
    """A date, without a time at midnight, which is where one without a time begins."""
    match value:
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


def _iso(raw: str) -> str:
    from openpyxl.utils.datetime import from_ISO8601

    try:
        return date_text(from_ISO8601(raw))
    except (ArithmeticError, TypeError, ValueError):
        return raw
