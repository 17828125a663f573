"""Periods as they are typed: `Aug 2022`, `17.08.2022–22.08.2022`, `2022`, `since 24.02.2022`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import calendar_words as words
from kharkiv_tracker.intake import day_syntax

Period = tuple[date | None, date | None]

#: A hyphen without spaces parts two dates only where it cannot belong to one, as in 2022-08.
_CLOSE = re.compile(r"(?<=\w)-(?=\w)")
_ISO_MONTH = re.compile(r"(\d{4})[-./](\d{1,2})")
_MONTH_NUMBER = re.compile(r"(\d{1,2})[./](\d{4})")
_MONTH_NAME = re.compile(r"([^\W\d_]+)\.?(?: (\d{4}))?")
_BARE_DAY = re.compile(r"(\d{1,2})\.?")
_YEAR_AT_END = re.compile(r"\b(\d{4})\b")


@cache
def _since() -> re.Pattern[str]:
    return _before_day(*languages.words("since"))


@cache
def _until() -> re.Pattern[str]:
    return _before_day(*languages.words("until"), *languages.words("by"))


@cache
def _parted() -> re.Pattern[str]:
    """The words between both ends."""
    return re.compile(rf"\s*[–—]\s*|\s+-\s+|\s+(?:{words.until()})\s+", re.IGNORECASE)


@cache
def _year() -> re.Pattern[str]:
    named = languages.either(languages.words("year"))
    return re.compile(rf"(\d{{4}})(?: ?(?:{named})\.?)?")


def _before_day(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{languages.either(phrases)})\s+(?=\S)", re.IGNORECASE)


def read(text: str, today: date) -> Period:
    """The first and the last day, None where that end is open; Refused for anything else."""
    typed = " ".join(text.replace(",", " ").split())
    if not typed:
        return (None, None)
    if match := _since().match(typed):
        rest = typed[match.end() :]
        if not _parted().search(rest):
            return (_span(rest, text, today)[0], None)
        typed = rest
    elif match := _until().match(typed):
        return (None, _span(typed[match.end() :], text, today)[1])
    parts = _parts(typed)
    if len(parts) == 1:
        return _span(typed, text, today)
    return _bounds(parts, text, today)


def _parts(typed: str) -> list[str]:
    """Both ends of what is typed, one of them "" where it is open, or the whole."""
    if typed.endswith(("–", "—", "-", "…")):
        return [typed.rstrip("–—-… "), ""]
    if typed.startswith(("–", "—", "-", "…")):
        return ["", typed.lstrip("–—-… ")]
    parts = _parted().split(typed, maxsplit=1)
    if len(parts) == 1 and not re.match(r"\d{4}-\d{1,2}(?!\d)", typed):
        parts = _CLOSE.split(typed, maxsplit=1)
    return parts


def _bounds(parts: list[str], text: str, today: date) -> Period:
    first, last = parts
    if not first and not last:
        raise _not_understood(text)
    end = _span(last, text, today) if last else (None, None)
    if not first:
        return (None, end[1])
    begin = _span(_completed(first, last), text, today)
    if end[1] and begin[0] and end[1] < begin[0]:
        raise Refused(_("The period ends before it begins."))
    return (begin[0], end[1])


def _completed(first: str, last: str) -> str:
    """The first end with the month and year that only the second one names."""
    if _BARE_DAY.fullmatch(first):
        return re.sub(r"^\d{1,2}", first.rstrip("."), last)
    year = _YEAR_AT_END.search(last)
    if year and not _YEAR_AT_END.search(first):
        dotted = re.fullmatch(r"\d{1,2}[./]\d{1,2}\.?", first)
        return f"{first.rstrip('.')}.{year[1]}" if dotted else f"{first} {year[1]}"
    return first


def _span(typed: str, text: str, today: date) -> tuple[date, date]:
    """The days of one year, month or day."""
    if match := _year().fullmatch(typed):
        return _days(int(match[1]), 1, int(match[1]), 12, text)
    if match := _ISO_MONTH.fullmatch(typed):
        return _days(int(match[1]), int(match[2]), int(match[1]), int(match[2]), text)
    if match := _MONTH_NUMBER.fullmatch(typed):
        return _days(int(match[2]), int(match[1]), int(match[2]), int(match[1]), text)
    if (match := _MONTH_NAME.fullmatch(typed)) and fold(match[1]) in words.months():
        month = words.months()[fold(match[1])]
        year = int(match[2]) if match[2] else today.year - (month > today.month)
        return _days(year, month, year, month, text)
    try:
        day = date.fromisoformat(day_syntax.read_day(typed, today))
    except (Refused, ValueError) as error:
        raise _not_understood(text) from error
    return day, day


def _days(year: int, month: int, last_year: int, last_month: int, text: str) -> tuple[date, date]:
    try:
        following = date(last_year + last_month // 12, last_month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    except ValueError:
        raise _not_understood(text) from None


def _not_understood(text: str) -> Refused:
    return Refused(
        _(
            "“{text}” is no period; write 2022, Aug 2022, 17.08.2022–22.08.2022 "
            "or since 24.02.2022."
        ).format(text=text.strip())
    )
