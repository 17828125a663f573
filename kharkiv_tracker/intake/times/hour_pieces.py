"""Hours as they are written: `21:30`, `о 9 вечора`, half past nine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kharkiv_tracker.intake.times.item_cursor import NUMBERS, ItemCursor
from kharkiv_tracker.intake.times.time_piece import Clock, Piece, dangling, not_an_hour
from kharkiv_tracker.intake.times.time_words import Mark

#: Units between an hour and its minutes: `21h30`.
_SHORT_UNITS = ("h", "H")


def face(cursor: ItemCursor) -> Iterator[Piece]:
    """`21:30`, with the part of the day behind it."""
    item = cursor.item
    cursor.take()
    read = clock(cursor, *item.value)
    yield Piece(Mark.CLOCK, replace(read, is_of_day=item.text.startswith("0")))


def solid(cursor: ItemCursor) -> Piece:
    """`2130`."""
    hour, minute = cursor.item.value
    cursor.take()
    return Piece(Mark.CLOCK, clock(cursor, int(hour), int(minute)))


def noon(cursor: ItemCursor) -> Iterator[Piece]:
    """Noon, by its word."""
    cursor.take()
    yield Piece(Mark.CLOCK, Clock(12, is_named=True))


def midnight(cursor: ItemCursor) -> Iterator[Piece]:
    """Midnight, by its word."""
    cursor.take()
    yield Piece(Mark.CLOCK, Clock(0, is_midnight=True, is_named=True))


def hour(cursor: ItemCursor) -> Piece:
    """A number that is an hour, with its minutes."""
    item = cursor.item
    is_bare = not item.text.startswith("0") and item.value <= 12
    cursor.take()
    minute = 0
    if cursor.has(0, Mark.HOUR_UNIT):
        cursor.take()
        is_short = cursor.has(0, Mark.NUMBER) and cursor.has(-1, Mark.HOUR_UNIT) and (
            cursor.items[cursor.place - 1].text in _SHORT_UNITS
        )  # fmt: skip
        if cursor.has(0, *NUMBERS) and (cursor.has(1, Mark.MINUTE_UNIT) or is_short):
            # Whoever writes minutes counts hours to 24: 9 год 05 хв is as 9:05.
            minute, is_bare = int(cursor.item.value), False
            cursor.take(2 if cursor.has(1, Mark.MINUTE_UNIT) else 1)
    return Piece(Mark.CLOCK, clock(cursor, item.value, minute, is_bare))


def dashed(cursor: ItemCursor) -> Piece:
    """`21-30`, where it is not a stretch."""
    hour, minute = cursor.item.value, cursor.items[cursor.place + 2].value
    cursor.take(3)
    return Piece(Mark.CLOCK, clock(cursor, hour, minute))


def shifted(cursor: ItemCursor) -> Iterator[Piece]:
    """`пів на десяту`, half past nine, `за чверть дев’ята`."""
    number = cursor.at(1)
    if number is None or number.mark not in NUMBERS:
        raise dangling(cursor.item)
    minutes = number.value * 60 + cursor.item.value
    cursor.take(2)
    if cursor.has(0, Mark.HOUR_UNIT):
        cursor.take()
    if not 1 <= number.value <= 24:
        raise not_an_hour(f"{number.value}")
    at = minutes // 60 % 24
    yield Piece(Mark.CLOCK, clock(cursor, at or 12, minutes % 60, at <= 12))


def bracketed(cursor: ItemCursor) -> Iterator[Piece]:
    """Brackets around a weekday say nothing more; around an hour they keep the part."""
    inside = cursor.at(1)
    if not cursor.has(0, Mark.OPEN) or inside is None or not cursor.has(2, Mark.CLOSE):
        raise dangling(cursor.item)
    if inside.mark is Mark.WEEKDAY:
        yield Piece(Mark.WEEKDAY, (inside.value, False))
    elif inside.mark is Mark.CLOCK:
        yield Piece(Mark.CLOCK, replace(_checked(*inside.value), is_beside_part=True))
    else:
        raise dangling(inside)
    cursor.take(3)


def clock(cursor: ItemCursor, hour: int, minute: int, is_bare: bool = False) -> Clock:
    """An hour with what comes right after it: its unit, am or pm, the part of the day."""
    read = replace(_checked(hour, minute), is_bare=is_bare)
    cursor.hours += 1
    if cursor.has(0, Mark.HOUR_UNIT):
        cursor.take()
    following = cursor.at(0)
    if following is None or following.mark not in (Mark.MERIDIEM, Mark.HOUR_OF_PART):
        return read
    cursor.take()
    if following.mark is Mark.HOUR_OF_PART:
        return replace(read, part=following.value)
    if not 1 <= hour <= 12:
        raise not_an_hour(f"{hour}:{minute:02} {following.value}")
    return replace(read, meridiem=following.value)


def _checked(hour: int, minute: int) -> Clock:
    if hour > 23 or minute > 59:
        raise not_an_hour(f"{hour}:{minute:02}")
    return Clock(hour, minute)
