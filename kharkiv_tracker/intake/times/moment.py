"""One moment of a text, or the two ends of a stretch, as far as the text alone names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times.item_cursor import PARTERS
from kharkiv_tracker.intake.times.time_piece import Clock, Piece, not_an_hour
from kharkiv_tracker.intake.times.time_words import Mark, Night


@dataclass(frozen=True, slots=True)
class Moment:
    """What is said of one moment; None and "" where nothing is."""

    day: int | None = None
    month: int | None = None
    is_number: bool = False
    """Whether the day is no more than a number, which may be an hour as well."""
    year: int | None = None
    weekday: int | None = None
    is_before_today: bool = False
    """Of a weekday: the last one that is over, not today."""
    ago: int | None = None
    clock: Clock | None = None
    part: Precision | str | None = None
    night: Night | None = None
    half: str = ""
    stretch: str = ""
    is_now: bool = False

    @property
    def has_day(self) -> bool:
        """Whether it names a day, a month or a year."""
        known = (self.day, self.month, self.year, self.weekday, self.ago)
        return any(value is not None for value in known) or bool(self.stretch) or self.is_now

    @property
    def has_part(self) -> bool:
        return self.part is not None or self.night is not None


@dataclass(frozen=True, slots=True)
class Shape:
    """A moment, or a stretch between two; `is_night` where it is the night from one to another."""

    first: Moment
    last: Moment | None = None
    is_night: bool = False
    is_undated: bool = False


_DAYLIKE = (Mark.DATE, Mark.DAY, Mark.MONTH_OF_YEAR, Mark.WEEKDAY, Mark.AGO, Mark.YEAR)


def shape(pieces: Sequence[Piece], is_as_of: bool = False) -> Shape:
    """The pieces as a moment or a stretch; Refused where they are neither."""
    if [piece.mark for piece in pieces] == [Mark.UNDATED]:
        return Shape(Moment(), is_undated=True)
    rest = _with_nights(list(pieces), is_as_of)
    parters = [place for place, piece in enumerate(rest) if piece.mark in PARTERS]
    leads = [place for place, piece in enumerate(rest) if piece.mark in (Mark.FROM, Mark.BETWEEN)]
    if not parters:
        if leads:
            raise _one_sided()
        return Shape(_moment(rest))
    if len(parters) > 1 or len(leads) > 1 or (leads and leads[0] > parters[0]):
        raise _jumbled()
    (place,) = parters
    parter = rest[place].mark
    lead = rest[leads[0]].mark if leads else None
    if (parter is Mark.AND) != (lead is Mark.BETWEEN) and (
        parter is Mark.AND or parter is not Mark.DASH
    ):
        raise _jumbled() if parter is not Mark.AND else _two_days()
    if not rest[:place] or place == len(rest) - 1 or (leads and leads[0] == place - 1):
        raise _one_sided()
    before, after = _with_hours(
        [piece for piece in rest[:place] if piece.mark is not lead], rest[place + 1 :]
    )
    return _pair(_moment(before), _moment(after), parter)


def _with_hours(before: list[Piece], after: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """A number beside the dash is an hour where that on its other side is one: `21–22:30`."""
    left, right = before[-1], after[0]
    days = [piece for piece in (*before[:-1], *after[1:]) if piece.mark in _DAYLIKE]
    if left.mark is Mark.DAY and right.mark is Mark.DAY and days:
        left = right = Piece(Mark.CLOCK)
    if before[-1].mark is Mark.DAY and right.mark is Mark.CLOCK:
        before = [*before[:-1], _hour(before[-1])]
    if left.mark is Mark.CLOCK and after[0].mark is Mark.DAY:
        if left.value and len(after) == 1 and days:
            raise _jumbled()
        after = [_hour(after[0]), *after[1:]]
    return before, after


def _hour(piece: Piece) -> Piece:
    number, _is_ordinal = piece.value
    if number > 23:
        raise not_an_hour(str(number))
    return Piece(Mark.CLOCK, Clock(number, 0, is_bare=number <= 12))


def _with_nights(pieces: list[Piece], is_as_of: bool) -> list[Piece]:
    """The night onto a day as one night of that day: «у ніч на 18», “overnight into the 18th”."""
    for place, piece in enumerate(pieces):
        if piece.mark not in (Mark.ONTO, Mark.TO):
            continue
        before = pieces[:place]
        if any(each.mark in _DAYLIKE for each in before):
            continue
        nights = [number for number, each in enumerate(before) if _is_night(each)]
        if len(nights) == 1 and not any(each.mark is Mark.FROM for each in before):
            before[nights[0]] = Piece(Mark.NIGHT, Night.ONTO)
            return [*before, *pieces[place + 1 :]]
        if piece.mark is Mark.ONTO and not before and is_as_of:
            return pieces[1:]
    return pieces


def _is_night(piece: Piece) -> bool:
    if piece.mark is Mark.NIGHT:
        return piece.value is Night.EITHER
    return piece.mark is Mark.PART and piece.value in (Precision.NIGHT, Precision.SMALL_HOURS)


def _pair(first: Moment, last: Moment, parter: Mark) -> Shape:
    if last == Moment(ago=-1):
        # “The night of the 17th into the next day”.
        if parter is Mark.ONTO and first.has_day and first.part is not Precision.SMALL_HOURS:
            return Shape(replace(first, part=Precision.NIGHT, night=None))
        raise _jumbled()
    if parter is Mark.ONTO:
        if not first.has_day or not last.has_day:
            raise _jumbled()
        return Shape(first, last, is_night=True)
    nights = (Precision.NIGHT, Precision.SMALL_HOURS)
    is_midnight = first.clock is not None and first.clock.is_midnight and last.clock is None
    if first.has_day and last.has_day and (
        is_midnight or
        first.night is Night.EITHER or (first.part in nights and not last.has_part)
        or (last.part in nights and not first.has_part and last.clock is None)
        or last.night is Night.EITHER
    ):  # fmt: skip
        return Shape(first, last, is_night=True)
    return Shape(*_both_hours(first, last))


def _both_hours(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Both ends, where one of them says for the other of which part of the day its hour is."""
    start, end = first.clock, last.clock
    if start and end:
        if start.is_bare and not (start.part or start.meridiem):
            start = replace(start, part=end.part, meridiem=end.meridiem)
            first = replace(first, clock=start)
        if first.has_part and not last.has_part:
            last = replace(last, part=first.part, night=first.night)
        elif last.has_part and not first.has_part:
            first = replace(first, part=last.part, night=last.night)
    return first, last


def _moment(pieces: Sequence[Piece]) -> Moment:
    values: dict[str, Any] = {}
    for piece in pieces:
        for name, value in _values(piece):
            if value is None or value is False:
                continue
            if name in values:
                raise _two_days() if name in ("day", "month", "year") else _jumbled()
            values[name] = value
    if "part" in values and "night" in values:
        raise _jumbled()
    return Moment(**values)


#: Which values of a moment a piece sets, in their order.
_SETS: Mapping[Mark, tuple[str, ...]] = {
    Mark.DATE: ("day", "month", "year"),
    Mark.MONTH_OF_YEAR: ("month", "year"),
    Mark.YEAR: ("year",),
    Mark.WEEKDAY: ("weekday", "is_before_today"),
    Mark.AGO: ("ago",),
    Mark.CLOCK: ("clock",),
    Mark.PART: ("part",),
    Mark.NIGHT: ("night",),
    Mark.HALF: ("half",),
    Mark.STRETCH: ("stretch",),
}


def _values(piece: Piece) -> Iterator[tuple[str, Any]]:
    if piece.mark is Mark.DAY:
        day, is_ordinal = piece.value
        yield from (("day", day), ("is_number", not is_ordinal))
    elif piece.mark is Mark.NEXT_DAY:
        yield "ago", -1
    elif piece.mark is Mark.NOW:
        yield "is_now", True
    elif piece.mark in _SETS:
        names = _SETS[piece.mark]
        yield from zip(names, piece.value if len(names) > 1 else (piece.value,), strict=True)
    else:
        raise _jumbled()


def _one_sided() -> Refused:
    return Refused(
        _("Write both ends, such as 17.08.2022 – 19.08.2022, or ? if the day is unknown.")
    )


def _two_days() -> Refused:
    return Refused(_("Enter one day or one range. Write a range as 17.08.2022 – 19.08.2022."))


def _jumbled() -> Refused:
    return Refused(
        _("More than one time given. Write 17.08.2022 21:30 or 17.08.2022 – 19.08.2022.")
    )
