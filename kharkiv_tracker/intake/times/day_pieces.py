"""Days as they are written, with their months and years, and numbers that may be something else."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times import hour_pieces
from kharkiv_tracker.intake.times.doubts import Doubt
from kharkiv_tracker.intake.times.item_cursor import NUMBERS, ItemCursor
from kharkiv_tracker.intake.times.time_items import Item
from kharkiv_tracker.intake.times.time_piece import FIRST_YEAR, Piece, dangling
from kharkiv_tracker.intake.times.time_words import Mark

_OF_HOURS = (Mark.HOUR_UNIT, Mark.MERIDIEM, Mark.HOUR_OF_PART)
_BEFORE_HOURS = (Mark.AT, Mark.ABOUT)


def date(cursor: ItemCursor) -> Iterator[Piece]:
    """`17.08.2022`, `170822`, `2022-08-17`; of day 00 the month alone."""
    item = cursor.item
    day, month, year, is_short = item.value
    if is_short:
        year = _whole_year(cursor, year)
    cursor.take()
    cursor.days += 1
    _skip_year_unit(cursor)
    if day == 0 and 1 <= month <= 12:
        cursor.doubts.ask(Doubt.MONTH_ALONE)
        yield Piece(Mark.MONTH_OF_YEAR, (month, year))
        return
    yield Piece(Mark.DATE, (day, month, year))
    if cursor.has(0, Mark.COMPACT) and item.text.isdigit():
        yield hour_pieces.solid(cursor)


def dotted(cursor: ItemCursor) -> Iterator[Piece]:
    """`17.08`, or `21.30` where it can only be an hour."""
    first, second, _sign = cursor.item.value
    has_day = _has_day(cursor)
    if _is_dotted_hour(cursor, has_day):
        cursor.take()
        yield Piece(Mark.CLOCK, hour_pieces.clock(cursor, int(first), int(second)))
        return
    if has_day:
        raise Refused(
            _("Write an hour with a colon, such as 21:30, and a range of days with a dash.")
        )
    cursor.take()
    cursor.days += 1
    yield Piece(Mark.DATE, (int(first), int(second), _year(cursor)))


def _is_dotted_hour(cursor: ItemCursor, has_day: bool) -> bool:
    first, second, sign = cursor.item.value
    if len(second) != 2 or int(first) > 23 or int(second) > 59 or sign != ".":
        return False
    is_no_month = int(second) > 12
    return (
        cursor.has(1, *_OF_HOURS)
        or cursor.has(-1, Mark.AT)
        or (cursor.has(-1, Mark.ABOUT) and (is_no_month or has_day))
        or (is_no_month and has_day)
    )


def _has_day(cursor: ItemCursor) -> bool:
    """Whether this end names another day."""
    marks = (Mark.DATE, Mark.AGO, Mark.MONTH)
    return cursor.days > 0 or any(item.mark in marks for item in cursor.side())


def compact(cursor: ItemCursor) -> Iterator[Piece]:
    """Four digits: a year, `1708`, or `2130` after a day."""
    first, second = (int(digits) for digits in cursor.item.value)
    whole = first * 100 + second
    if _is_year_unit(cursor, 1):
        cursor.take(2)
        yield Piece(Mark.YEAR, whole)
    elif cursor.has_open_year and _is_year(cursor, whole):
        cursor.has_open_year = False
        yield _chosen(cursor, Mark.YEAR, Mark.CLOCK)
    elif _is_year(cursor, whole):
        if cursor.days:
            raise dangling(cursor.item)
        yield _chosen(cursor, Mark.YEAR)
    elif cursor.days or cursor.has(-1, *_BEFORE_HOURS):
        yield _chosen(cursor, Mark.CLOCK)
    elif 2000 < whole < FIRST_YEAR:
        # A year before the war, or the twentieth of a month.
        yield _chosen(cursor, Mark.DATE, Mark.YEAR)
    else:
        yield _chosen(cursor, Mark.DATE)


def _chosen(cursor: ItemCursor, *forms: Mark) -> Piece:
    form = cursor.doubts.choose(Doubt.FORM, *forms)
    if form is Mark.CLOCK:
        return hour_pieces.solid(cursor)
    first, second = (int(digits) for digits in cursor.item.value)
    cursor.take()
    if form is Mark.YEAR:
        return Piece(Mark.YEAR, first * 100 + second)
    cursor.days += 1
    return Piece(Mark.DATE, (first, second, _year(cursor)))


def number(cursor: ItemCursor) -> Iterator[Piece]:
    """A number of one or two digits, or a word for one: what is beside it says of what."""
    item = cursor.item
    skipped = 2 if cursor.has(1, Mark.IN) else 1
    month = cursor.at(skipped)
    if month is not None and month.mark is Mark.MONTH and item.mark is not Mark.CARDINAL:
        cursor.take(skipped + 1)
        cursor.days += 1
        yield Piece(Mark.DATE, (item.value, month.value, _year(cursor)))
    elif _is_dashed_date(cursor):
        month, whole = cursor.items[cursor.place + 2], cursor.items[cursor.place + 4]
        cursor.take(5)
        cursor.days += 1
        yield Piece(Mark.DATE, (item.value, month.value, _whole(whole)))
    elif _is_dashed_hour(cursor):
        yield hour_pieces.dashed(cursor)
    elif cursor.has(1, Mark.AGO_UNIT):
        cursor.take(2)
        cursor.days += 1
        yield Piece(Mark.AGO, item.value)
    elif cursor.has(1, Mark.DAY_UNIT):
        cursor.take(2)
        yield Piece(Mark.DAY, (item.value, True))
    elif cursor.has(1, Mark.YEAR_UNIT) and item.mark is Mark.NUMBER:
        cursor.take(2)
        yield Piece(Mark.YEAR, _whole_year(cursor, item.value))
    elif cursor.has(1, *_OF_HOURS) or cursor.has(-1, *_BEFORE_HOURS) or item.mark is Mark.CARDINAL:
        yield hour_pieces.hour(cursor)
    else:
        cursor.take()
        yield Piece(Mark.DAY, (item.value, item.mark is Mark.ORDINAL))


def _is_dashed_date(cursor: ItemCursor) -> bool:
    """`17-Aug-2022`."""
    marks = (Mark.DASH, Mark.MONTH, Mark.DASH, Mark.COMPACT)
    return all(cursor.has(offset, mark) for offset, mark in enumerate(marks, 1))


def _is_dashed_hour(cursor: ItemCursor) -> bool:
    """`21-30` behind a day or a preposition; `21-22` are two hours."""
    minute = cursor.at(2)
    if not cursor.has(1, Mark.DASH) or minute is None or minute.mark is not Mark.NUMBER:
        return False
    is_minute = len(minute.text) == 2 and (minute.value > 24 or minute.text == "00")
    is_behind = cursor.days > 0 or cursor.has(-1, Mark.AT)
    return is_minute and is_behind and not cursor.has(3, Mark.MONTH, Mark.IN)


def month(cursor: ItemCursor) -> Iterator[Piece]:
    """A month by its name, with the day behind it: `August 17`."""
    month = cursor.item.value
    cursor.take()
    offset = 1 if cursor.has(0, Mark.IN) and cursor.has(1, Mark.ORDINAL) else 0
    day = cursor.at(offset)
    follows = (*_OF_HOURS, Mark.MONTH, Mark.YEAR_UNIT)
    if day is None or day.mark not in (Mark.NUMBER, Mark.ORDINAL) or cursor.has(
        offset + 1, *follows
    ):  # fmt: skip
        yield Piece(Mark.MONTH_OF_YEAR, (month, _year(cursor)))
        return
    cursor.take(offset + 1)
    cursor.days += 1
    year = None
    if cursor.has(0, Mark.COMPACT) and _is_written_year(_whole(cursor.item)):
        year = _whole(cursor.item)
        cursor.take()
        _skip_year_unit(cursor)
    yield Piece(Mark.DATE, (day.value, month, year))


def month_of_year(cursor: ItemCursor) -> Iterator[Piece]:
    """`08.2022`, `2022-08`."""
    value = cursor.item.value
    cursor.take()
    _skip_year_unit(cursor)
    yield Piece(Mark.MONTH_OF_YEAR, value)


def demonstrative(cursor: ItemCursor) -> Iterator[Piece]:
    """This or last before a weekday or a part of the day: last Tuesday, `цього ранку`."""
    item, following = cursor.item, cursor.at(1)
    is_last = item.mark is Mark.LAST
    if following is not None and following.mark is Mark.WEEKDAY:
        cursor.take(2)
        yield Piece(Mark.WEEKDAY, (following.value, is_last))
    elif following is not None and following.mark in (Mark.PART, Mark.HOUR_OF_PART):
        cursor.take()
        cursor.days += 1
        yield Piece(Mark.AGO, 1 if is_last else 0)
    else:
        raise dangling(item)


def _year(cursor: ItemCursor) -> int | None:
    """The year right behind a day and its month, which may be left out."""
    offset = 1 if cursor.has(0, Mark.IN, Mark.AT) else 0
    item = cursor.at(offset)
    if item is None:
        return None
    if item.mark is Mark.COMPACT:
        # A day in figures may have an hour behind it: that stays open.
        is_after_word = cursor.has(-1, Mark.MONTH)
        if _is_year_unit(cursor, offset + 1) or (is_after_word and _is_written_year(_whole(item))):
            cursor.take(offset + 1)
            _skip_year_unit(cursor)
            return _whole(item)
        cursor.has_open_year = True
    elif item.mark in NUMBERS and cursor.has(offset + 1, Mark.YEAR_UNIT):
        cursor.take(offset + 2)
        return _whole_year(cursor, item.value)
    return None


def _whole(item: Item) -> int:
    return int("".join(item.value))


def _is_year(cursor: ItemCursor, number: int) -> bool:
    return FIRST_YEAR <= number <= cursor.latest_year + 1


def _is_written_year(number: int) -> bool:
    """Whether four digits behind the name of a month are a year, however wrong: `2202`."""
    return number >= 1900 and (number % 100 > 59 or number < 2100)


def _whole_year(cursor: ItemCursor, year: int) -> int:
    if FIRST_YEAR <= year + 2000 <= cursor.latest_year:
        return year + 2000
    raise Refused(_("Write the year with four digits, such as 2022."))


def _is_year_unit(cursor: ItemCursor, offset: int) -> bool:
    """A word for a year; in Russian one of them means an hour as well."""
    item = cursor.at(offset)
    if item is None or item.mark not in (Mark.YEAR_UNIT, Mark.HOUR_UNIT):
        return False
    return item.mark is Mark.YEAR_UNIT or fold(item.text) in languages.words("year")


def _skip_year_unit(cursor: ItemCursor) -> None:
    if _is_year_unit(cursor, 0):
        cursor.take()
