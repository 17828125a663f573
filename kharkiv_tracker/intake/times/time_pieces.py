"""The items of a text put together: days with their months and years, hours with their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times import day_pieces, hour_pieces
from kharkiv_tracker.intake.times.doubts import Doubts
from kharkiv_tracker.intake.times.item_cursor import PARTERS, ItemCursor
from kharkiv_tracker.intake.times.time_items import Item
from kharkiv_tracker.intake.times.time_piece import Piece, dangling
from kharkiv_tracker.intake.times.time_words import Mark, Night


def pieces(items: Sequence[Item], doubts: Doubts, latest_year: int) -> list[Piece]:
    """Every piece of a text, from the first to the last; Refused for what belongs to none."""
    cursor = ItemCursor(_with_days_parted(items), doubts, latest_year)
    return list(_with_about(list(_all(cursor))))


def _all(cursor: ItemCursor) -> Iterator[Piece]:
    while not cursor.is_at_end:
        make = _MAKERS.get(cursor.item.mark)
        if make is None:
            raise dangling(cursor.item)
        yield from make(cursor)


def _bracketed(cursor: ItemCursor) -> Iterator[Piece]:
    """What is in brackets is as without them: today (12 August)."""
    rest = cursor.items[cursor.place :]
    size = next((i for i, item in enumerate(rest) if item.mark is Mark.CLOSE), 0)
    inside = rest[1:size]
    marks = [item.mark for item in inside]
    if not inside or marks in ([Mark.CLOCK], [Mark.WEEKDAY]) or {*PARTERS, Mark.OPEN} & {*marks}:
        yield from hour_pieces.bracketed(cursor)
        return
    within = ItemCursor(inside, cursor.doubts, cursor.latest_year)
    yield from _all(within)
    cursor.take(size + 1)
    cursor.days += within.days
    cursor.hours += within.hours


def _preposition(cursor: ItemCursor) -> Iterator[Piece]:
    if cursor.at(1) is None or cursor.has(1, *PARTERS, Mark.UNDATED):
        raise dangling(cursor.item)
    cursor.take()
    yield from ()


def _zone(cursor: ItemCursor) -> Iterator[Piece]:
    if not cursor.hours:
        raise dangling(cursor.item)
    cursor.take()
    yield from ()


def _inclusive(cursor: ItemCursor) -> Iterator[Piece]:
    """The last day of a stretch belongs to it in any case."""
    if not any(item.mark in PARTERS for item in cursor.items[: cursor.place]):
        raise dangling(cursor.item)
    cursor.take()
    yield from ()


def _hour_of_part(cursor: ItemCursor) -> Iterator[Piece]:
    """`ранку` without an hour before it is the morning."""
    is_night = cursor.item.value is Precision.NIGHT
    yield Piece(Mark.PART, Precision.SMALL_HOURS if is_night else cursor.item.value)
    cursor.take()


def _weekday(cursor: ItemCursor) -> Iterator[Piece]:
    yield Piece(Mark.WEEKDAY, (cursor.item.value, False))
    cursor.take()


def _night(cursor: ItemCursor) -> Iterator[Piece]:
    """Last night and tonight are nights of today."""
    if cursor.item.value is not Night.EITHER:
        cursor.days += 1
        yield Piece(Mark.AGO, 0)
    yield from _as_it_is(cursor)


def _ago(cursor: ItemCursor) -> Iterator[Piece]:
    cursor.days += 1
    yield from _as_it_is(cursor)


def _parter(cursor: ItemCursor) -> Iterator[Piece]:
    cursor.days, cursor.has_open_year = 0, False
    yield from _as_it_is(cursor)


def _as_it_is(cursor: ItemCursor) -> Iterator[Piece]:
    yield Piece(cursor.item.mark, cursor.item.value)
    cursor.take()


def _vague(cursor: ItemCursor) -> Iterator[Piece]:
    raise Refused(
        _(
            "“{word}” does not give a day. Write the first and the last day, such as "
            "01.05.2022 – 31.05.2022."
        ).format(word=shown(cursor.item.text))
    )


_MAKERS: Mapping[Mark, Callable[[ItemCursor], Iterator[Piece]]] = {
    **dict.fromkeys((Mark.AT, Mark.IN, Mark.AS_OF), _preposition),
    **dict.fromkeys((Mark.NUMBER, Mark.ORDINAL, Mark.CARDINAL), day_pieces.number),
    **dict.fromkeys((Mark.LAST, Mark.THIS), day_pieces.demonstrative),
    **dict.fromkeys((Mark.OPEN, Mark.CLOSE), _bracketed),
    **dict.fromkeys((Mark.VAGUE, Mark.ONE_SIDED), _vague),
    **dict.fromkeys(PARTERS, _parter),
    **dict.fromkeys(
        (
            *(Mark.PART, Mark.HALF, Mark.FROM, Mark.BETWEEN, Mark.STRETCH, Mark.NOW),
            *(Mark.UNDATED, Mark.ABOUT, Mark.NEXT_DAY),
        ),
        _as_it_is,
    ),
    Mark.ZONE: _zone,
    Mark.INCLUSIVE: _inclusive,
    Mark.DATE: day_pieces.date,
    Mark.DOTTED: day_pieces.dotted,
    Mark.COMPACT: day_pieces.compact,
    Mark.MONTH: day_pieces.month,
    Mark.MONTH_OF_YEAR: day_pieces.month_of_year,
    Mark.CLOCK: hour_pieces.face,
    Mark.NOON: hour_pieces.noon,
    Mark.MIDNIGHT: hour_pieces.midnight,
    Mark.SHIFT: hour_pieces.shifted,
    Mark.HOUR_OF_PART: _hour_of_part,
    Mark.WEEKDAY: _weekday,
    Mark.NIGHT: _night,
    Mark.AGO: _ago,
}


def _with_days_parted(items: Sequence[Item]) -> list[Item]:
    """`17/18 August` as the two days of a stretch."""
    parted: list[Item] = []
    for item in items:
        before = parted[-1] if parted else None
        is_pair = before is not None and before.mark is Mark.DOTTED and before.value[2] == "/"
        if before is None or not is_pair or item.mark not in (Mark.MONTH, Mark.MONTH_OF_YEAR):
            parted.append(item)
            continue
        first, second, sign = before.value
        parted[-1:] = [Item(Mark.NUMBER, int(first), first), Item(Mark.DASH, None, sign)]
        if item.mark is Mark.MONTH:
            parted += [Item(Mark.NUMBER, int(second), second), item]
        else:
            parted.append(Item(Mark.DATE, (int(second), *item.value, False), item.text))
    return parted


def _with_about(pieces: Sequence[Piece]) -> list[Piece]:
    """The word “about” as part of the hour beside it; it says nothing of a day."""
    read: list[Piece] = []
    is_about = False
    for piece in pieces:
        if is_about and piece.mark is Mark.CLOCK:
            read.append(_about(piece))
            is_about = False
        elif is_about:
            raise _about_day()
        elif piece.mark is Mark.ABOUT:
            is_about = True
        else:
            read.append(piece)
    if is_about:
        if not read or read[-1].mark is not Mark.CLOCK:
            raise _about_day()
        read[-1] = _about(read[-1])
    return read


def _about(piece: Piece) -> Piece:
    return replace(piece, value=replace(piece.value, is_about=True))


def _about_day() -> Refused:
    return Refused(
        _("Use “about” only with an hour. Write a range of days as 17.08.2022 – 19.08.2022.")
    )
