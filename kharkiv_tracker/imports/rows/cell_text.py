"""Cells as the one reader of typed text takes them: dates in one order, blanks as blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from kharkiv_tracker.domain.match_key import fold, storable
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns.column_map import DateOrder
from kharkiv_tracker.labels import time_text

#: What tables have where a number is not known; a hyphen or a dash alone as well.
_NOTHING = frozenset(
    (
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "n.a.",
        "nil",
        "н/д",
        "нд",
        "н.д.",
        "немає даних",
        "нет данных",
    )
)
_DASHES = re.compile(r"[\s\-‐‑‒–—―.?]*")
#: With three zeros it would be a thousand.
_WHOLE = re.compile(r"\d{1,9}[.,]0{1,2}")
#: Three numbers, the first two of which may be day and month.
_NUMBERS = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)", re.DOTALL)
#: The same anywhere in a text, where the order can be either.
_EITHER = re.compile(
    r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])"
    r"|(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})(?![\d-])"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)(.*)", re.DOTALL)
#: A moment of the world. Behind a time without seconds, a hyphen begins the end of a range.
_OFFSET = re.compile(
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d| \d\d:\d\d(?=:|Z|\+)).*(?:Z|[+-](?:0\d|1[0-4]):?\d\d)"
)
#: How programs write a day that has no time.
_MIDNIGHT = re.compile(r"(.*\d)[T ]0?0:00:00(?:[.,]0+)?(?: ?(?:Z|[+-]\d\d:?\d\d))?", re.DOTALL)
#: Times are recorded to the minute.
_SECONDS = re.compile(r"(?<![\d:])(\d{1,2}:\d\d):\d\d(?:[.,]\d+)?(?![\d:])")
_MONTHS = 12


def plain(cell: str) -> str:
    """A cell without what cannot be stored, spaces at its ends dropped."""
    return storable(cell).strip()


def is_nothing(text: str) -> bool:
    """Whether a cell for a number says that there is none."""
    return _DASHES.fullmatch(text) is not None or fold(text) in _NOTHING


def number(text: str) -> str:
    """A count as it is typed: `7.0` of a spreadsheet is 7; blank where it says nothing."""
    if is_nothing(text):
        return ""
    return re.split("[.,]", text)[0] if _WHOLE.fullmatch(text) else text


def day(text: str, order: DateOrder | None) -> str:
    """A date with its numbers in the order of the notation; any other text as it is.

    Raises Refused where the order makes it no date. A time with an offset is that of the city. A
    time that is midnight to the second is none.
    """
    text = " ".join(text.split())
    if match := _MIDNIGHT.fullmatch(text):
        return day(match[1], order)
    if _OFFSET.fullmatch(text):
        with suppress(ValueError):
            moment = datetime.fromisoformat(text).astimezone(zone()).replace(tzinfo=None)
            return moment.isoformat(sep=" ", timespec="minutes").removesuffix(" 00:00")
    text = _SECONDS.sub(r"\1", text)
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day_, rest = match.groups()
        return _iso(text, int(year), int(month), int(day_), rest)
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return _month_first(text) if order is DateOrder.MONTH_FIRST else text
    first, sign, second, year_text, rest = match.groups()
    # With points between, the day is first wherever dates are written so.
    if sign == "." or order is not DateOrder.MONTH_FIRST:
        return _iso(text, _year(year_text), int(second), int(first), rest)
    return _iso(text, _year(year_text), int(first), int(second), _month_first(rest))


def _month_first(text: str) -> str:
    """A text with each of its dates that may begin with the month as one that does."""

    def iso(match: re.Match[str]) -> str:
        month, day_, year = filter(None, match.groups())
        return _iso(match[0], _year(year), int(month), int(day_), "")

    return _EITHER.sub(iso, text)


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """What the dates of a table say of the order of day and month.

    `example` is a date that is one in both orders, "" where there is none; `orders` are those that
    some date demands.
    """

    example: str = ""
    sample: str = ""
    """The first date in numbers, with slashes if there is one."""
    orders: frozenset[DateOrder] = frozenset()

    @property
    def order(self) -> DateOrder | None:
        """The order of all dates in numbers; None where there are none or it is to be asked."""
        if len(self.orders) == 1:
            (order,) = self.orders
            return order
        return DateOrder.DAY_FIRST if self.sample and not (self.orders or self.example) else None

    @property
    def is_asked(self) -> bool:
        """Whether a person has to say which order is meant."""
        return (bool(self.example) and self.order is None) or len(self.orders) > 1


def evidence(texts: Iterable[str]) -> DateEvidence:
    """What dates say of their order; with points between, the day is always first."""
    example = dotted = slashed = ""
    orders = set()
    for text in texts:
        line = " ".join(text.split())
        is_date = _NUMBERS.fullmatch(line)
        if is_date and is_date[2] == ".":
            dotted = dotted or text
        for match in _EITHER.finditer(line):
            first, second, _year_text = filter(None, match.groups())
            slashed = slashed or match[0]
            if int(first) > _MONTHS >= int(second):
                orders.add(DateOrder.DAY_FIRST)
            elif int(second) > _MONTHS >= int(first):
                orders.add(DateOrder.MONTH_FIRST)
            elif int(first) != int(second) and not example:
                example = match[0]
    return DateEvidence(example, slashed or dotted, frozenset(orders))


def order_words(order: DateOrder, example: str = "") -> str:
    """An order in words, with a date as it is read then: `03/04/2022 is 3 April 2022.`"""
    text = example or "03/04/2022"
    day_text = time_text.date(date.fromisoformat(day(text, order)[:10]))
    sentence = (
        _("Day first: {text} is {date}.")
        if order is DateOrder.DAY_FIRST
        else _("Month first: {text} is {date}.")
    )
    return sentence.format(text=text, date=day_text)


def _iso(text: str, year: int, month: int, day_: int, rest: str) -> str:
    try:
        start = date(year, month, day_).isoformat()
    except ValueError:
        raise Refused(
            _("“{text}” is not a date in the order chosen.").format(text=shown(text))
        ) from None
    rest = rest.strip().removeprefix("р.").removeprefix("г.").lstrip(",T ")
    return f"{start} {rest}" if rest else start
