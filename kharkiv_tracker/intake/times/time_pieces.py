"""The items of a text put together: days with their months and years, hours with their parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times.doubts import Doubt, Doubts
from kharkiv_tracker.intake.times.time_items import Item
from kharkiv_tracker.intake.times.time_words import Mark, Night

#: The years of the war, as far as two digits or four alone are taken for one.
FIRST_YEAR = 2014


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as it is written; `is_bare` where it may be of the morning or of the evening."""

    hour: int
    minute: int = 0
    is_bare: bool = False
    part: Precision | None = None
    """The part of the day said right behind it: `9 вечора`."""
    meridiem: str = ""
    is_about: bool = False
    is_named: bool = False
    """Noon or midnight, by a word: known about as exactly as that."""
    is_midnight: bool = False
    is_beside_part: bool = False
    """Whether it stands in brackets, and leaves the part of the day as it is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A day, an hour or a word between them."""

    mark: Mark
    value: Any = None


_NUMBERS = (Mark.NUMBER, Mark.ORDINAL, Mark.CARDINAL)
_ENDS = (Mark.TO, Mark.DASH, Mark.AND, Mark.ONTO)
_KEPT = (
    Mark.PART, Mark.NIGHT, Mark.HALF, Mark.TO, Mark.DASH, Mark.AND, Mark.ONTO, Mark.FROM,
    Mark.BETWEEN, Mark.STRETCH, Mark.NOW, Mark.UNDATED, Mark.ABOUT, Mark.AGO, Mark.NEXT_DAY,
)  # fmt: skip


class Pieces:
    """Reads the items from the first to the last; what is beside decides what a number is."""

    def __init__(self, items: Sequence[Item], doubts: Doubts, latest_year: int) -> None:
        self._items = _split_slashes(items)
        self._doubts = doubts
        self._latest_year = latest_year
        self._place = 0
        self._days = 0
        self._hours = 0
        self._has_open_year = False

    def all(self) -> list[Piece]:
        """Every piece; Refused where something belongs to none."""
        pieces: list[Piece] = []
        while self._place < len(self._items):
            pieces.extend(self._next())
        return list(_about_clocks(pieces))

    def _at(self, offset: int) -> Item | None:
        place = self._place + offset
        return self._items[place] if 0 <= place < len(self._items) else None

    def _is(self, offset: int, *marks: Mark) -> bool:
        item = self._at(offset)
        return item is not None and item.mark in marks

    def _next(self) -> Iterator[Piece]:
        item = self._items[self._place]
        match item.mark:
            case Mark.AT | Mark.IN | Mark.AS_OF:
                if self._at(1) is None or self._is(1, *_ENDS, Mark.UNDATED):
                    raise _dangling(item)
                self._place += 1
            case Mark.ZONE if self._hours:
                self._take(1)
            case Mark.OPEN | Mark.CLOSE:
                yield from self._bracket()
            case Mark.DATE:
                yield from self._date(item)
            case Mark.DOTTED:
                yield self._dotted(item)
            case Mark.COMPACT:
                yield self._compact(item)
            case Mark.NUMBER | Mark.ORDINAL | Mark.CARDINAL:
                yield self._number(item)
            case Mark.MONTH:
                yield self._month(item)
            case Mark.MONTH_OF_YEAR:
                self._take(1)
                self._skip_year_unit()
                yield Piece(Mark.MONTH_OF_YEAR, item.value)
            case Mark.CLOCK:
                self._take(1)
                yield Piece(Mark.CLOCK, self._clock(*item.value))
            case Mark.NOON:
                self._take(1)
                yield Piece(Mark.CLOCK, Clock(12, is_named=True))
            case Mark.MIDNIGHT:
                self._take(1)
                yield Piece(Mark.CLOCK, Clock(0, is_midnight=True, is_named=True))
            case Mark.SHIFT:
                yield self._shifted(item)
            case Mark.HOUR_OF_PART:
                self._take(1)
                is_night = item.value is Precision.NIGHT
                yield Piece(Mark.PART, Precision.SMALL_HOURS if is_night else item.value)
            case Mark.WEEKDAY:
                self._take(1)
                yield Piece(Mark.WEEKDAY, (item.value, False))
            case Mark.LAST | Mark.THIS:
                yield self._demonstrative(item)
            case Mark.NIGHT if item.value is not Night.EITHER:
                self._take(1)
                yield from (Piece(Mark.AGO, 0), Piece(Mark.NIGHT, item.value))
            case mark if mark in _KEPT:
                self._take(1)
                if mark in _ENDS:
                    self._days, self._has_open_year = 0, False
                if mark is Mark.AGO:
                    self._days += 1
                yield Piece(mark, item.value)
            case Mark.VAGUE | Mark.ONE_SIDED:
                raise Refused(
                    _("“{word}” names no day; write the first and the last one, such as "
                      "01.05.2022 – 31.05.2022.").format(word=shown(item.text))
                )  # fmt: skip
            case _:
                raise _dangling(item)

    def _take(self, count: int) -> None:
        self._place += count

    def _bracket(self) -> Iterator[Piece]:
        """Brackets around a weekday say nothing more; around an hour they keep the part."""
        inside = self._at(1)
        if not self._is(0, Mark.OPEN) or inside is None or not self._is(2, Mark.CLOSE):
            raise _dangling(self._items[self._place])
        if inside.mark is Mark.WEEKDAY:
            yield Piece(Mark.WEEKDAY, (inside.value, False))
        elif inside.mark is Mark.CLOCK:
            clock = self._checked(*inside.value)
            yield Piece(Mark.CLOCK, replace(clock, is_beside_part=True))
        else:
            raise _dangling(inside)
        self._take(3)

    def _date(self, item: Item) -> Iterator[Piece]:
        day, month, year, is_short = item.value
        if is_short:
            year = self._whole_year(year)
        self._take(1)
        self._days += 1
        self._skip_year_unit()
        if day == 0 and 1 <= month <= 12:
            self._doubts.ask(Doubt.MONTH_ALONE)
            yield Piece(Mark.MONTH_OF_YEAR, (month, year))
            return
        if self._is(0, Mark.COMPACT) and item.text.isdigit():
            yield Piece(Mark.DATE, (day, month, year))
            yield Piece(Mark.CLOCK, self._solid_clock())
            return
        yield Piece(Mark.DATE, (day, month, year))

    def _whole_year(self, year: int) -> int:
        if FIRST_YEAR <= year + 2000 <= self._latest_year:
            return year + 2000
        raise Refused(_("Write the year with four digits, such as 2022."))

    def _solid_clock(self) -> Clock:
        hour, minute = self._items[self._place].value
        self._take(1)
        return self._clock(int(hour), int(minute))

    def _dotted(self, item: Item) -> Piece:
        first, second, sign = item.value
        is_hour = (
            self._is(1, Mark.HOUR_UNIT, Mark.MERIDIEM, Mark.HOUR_OF_PART)
            or self._is(-1, Mark.AT)
            or (self._is(-1, Mark.ABOUT) and (int(second) > 12 or self._has_day(item)))
            or (int(second) > 12 and sign == "." and int(first) < 24 and self._has_day(item))
        )  # fmt: skip
        if is_hour and len(second) == 2 and int(first) < 24 and int(second) < 60:
            self._take(1)
            return Piece(Mark.CLOCK, self._clock(int(first), int(second)))
        if self._has_day(item):
            raise Refused(
                _("Write an hour with a colon, such as 21:30, and a stretch of days with a dash.")
            )
        self._take(1)
        self._days += 1
        return Piece(Mark.DATE, (int(first), int(second), self._year()))

    def _has_day(self, item: Item) -> bool:
        """Whether this end names another day."""
        return self._days > 0 or any(
            each is not item and each.mark in (Mark.DATE, Mark.AGO, Mark.MONTH)
            for each in self._side()
        )

    def _side(self) -> Iterator[Item]:
        """The items up to the next word or dash between two ends."""
        for item in self._items[self._place :]:
            if item.mark in _ENDS:
                return
            yield item

    def _compact(self, item: Item) -> Piece:
        first, second = int(item.value[0]), int(item.value[1])
        whole = first * 100 + second
        if self._is(1, Mark.YEAR_UNIT) or (whole >= FIRST_YEAR and self._is(1, Mark.HOUR_UNIT)):
            self._take(2)
            return Piece(Mark.YEAR, whole)
        if self._is(-1, Mark.AT, Mark.ABOUT) and not self._is_year(whole):
            return Piece(Mark.CLOCK, self._solid_clock())
        if self._has_open_year and self._is_year(whole):
            self._has_open_year = False
            form = self._doubts.choose(Doubt.FORM, Mark.YEAR, Mark.CLOCK)
            if form is Mark.YEAR:
                self._take(1)
                return Piece(Mark.YEAR, whole)
            return Piece(Mark.CLOCK, self._solid_clock())
        if self._days:
            if self._is_year(whole):
                raise _dangling(item)
            return Piece(Mark.CLOCK, self._solid_clock())
        self._take(1)
        if self._is_year(whole):
            return Piece(Mark.YEAR, whole)
        if 2000 < whole < FIRST_YEAR:
            # A year before the war, or the twentieth of a month.
            form = self._doubts.choose(Doubt.FORM, Mark.DATE, Mark.YEAR)
            if form is Mark.YEAR:
                return Piece(Mark.YEAR, whole)
        self._days += 1
        return Piece(Mark.DATE, (first, second, self._year()))

    def _is_year(self, number: int) -> bool:
        return FIRST_YEAR <= number <= self._latest_year + 1

    def _year(self) -> int | None:
        """The year right behind a day and its month, which may be left out."""
        offset = 1 if self._is(0, Mark.IN, Mark.AT) else 0
        item = self._at(offset)
        if item is None:
            return None
        if item.mark is Mark.COMPACT:
            number = int("".join(item.value))
            is_named = self._is(offset + 1, Mark.YEAR_UNIT, Mark.HOUR_UNIT)
            # A day in figures may have an hour behind it: that stays open.
            after_word = self._is(-1, Mark.MONTH) or self._is(-2, Mark.MONTH)
            if is_named or (after_word and self._is_written_year(number)):
                self._take(offset + 1)
                self._skip_year_unit()
                return number
            self._has_open_year = True
        elif item.mark in _NUMBERS and self._is(offset + 1, Mark.YEAR_UNIT):
            self._take(offset + 2)
            return self._whole_year(item.value)
        return None

    def _is_written_year(self, number: int) -> bool:
        return 1900 <= number < 2000 or (number >= 2000 and (number % 100 > 59 or number < 2100))

    def _skip_year_unit(self) -> None:
        if self._is(0, Mark.YEAR_UNIT) or (
            self._is(0, Mark.HOUR_UNIT) and not self._is(-1, Mark.CLOCK)
        ):
            self._take(1)

    def _number(self, item: Item) -> Piece:
        number = item.value
        skipped = 2 if self._is(1, Mark.IN) and self._is(2, Mark.MONTH) else 1
        if self._is(skipped, Mark.MONTH) and item.mark is not Mark.CARDINAL:
            month = self._at(skipped)
            self._take(skipped + 1)
            self._days += 1
            return Piece(Mark.DATE, (number, month.value if month else 0, self._year()))
        if self._is(1, Mark.AGO_UNIT):
            self._take(2)
            self._days += 1
            return Piece(Mark.AGO, number)
        if self._is(1, Mark.DAY_UNIT):
            self._take(2)
            return Piece(Mark.DAY, (number, True))
        if self._is(1, Mark.YEAR_UNIT) and item.mark is Mark.NUMBER:
            self._take(2)
            return Piece(Mark.YEAR, self._whole_year(number))
        if self._is(1, Mark.HOUR_UNIT, Mark.MERIDIEM, Mark.HOUR_OF_PART):
            return self._hour(item)
        if self._is(-1, Mark.AT, Mark.ABOUT) or item.mark is Mark.CARDINAL:
            return self._hour(item)
        self._take(1)
        return Piece(Mark.DAY, (number, item.mark is Mark.ORDINAL))

    def _hour(self, item: Item) -> Piece:
        """A number that is an hour, with its minutes."""
        is_bare = not item.text.startswith("0") and item.value <= 12
        self._take(1)
        minute = 0
        if self._is(0, Mark.HOUR_UNIT):
            self._take(1)
            if self._is(0, *_NUMBERS) and self._is(1, Mark.MINUTE_UNIT):
                minute = int(self._items[self._place].value)
                self._take(2)
        return Piece(Mark.CLOCK, self._clock(item.value, minute, is_bare))

    def _shifted(self, item: Item) -> Piece:
        """`пів на десяту`, half past nine, `за чверть дев’ята`."""
        if not self._is(1, *_NUMBERS):
            raise _dangling(item)
        number = self._items[self._place + 1]
        self._take(2)
        if self._is(0, Mark.HOUR_UNIT):
            self._take(1)
        if not 1 <= number.value <= 24:
            raise not_an_hour(f"{number.value}")
        minutes = number.value * 60 + item.value
        hour = minutes // 60 % 24
        return Piece(Mark.CLOCK, self._clock(hour or 12, minutes % 60, hour <= 12))

    def _month(self, item: Item) -> Piece:
        self._take(1)
        day = self._at(0)
        offset = 0
        if day is not None and day.mark is Mark.IN and self._is(1, Mark.ORDINAL):
            offset, day = 1, self._at(1)
        if day is not None and day.mark in (Mark.NUMBER, Mark.ORDINAL) and not self._is(
            offset + 1, Mark.HOUR_UNIT, Mark.MERIDIEM, Mark.HOUR_OF_PART, Mark.MONTH, Mark.YEAR_UNIT
        ):  # fmt: skip
            self._take(offset + 1)
            self._days += 1
            year = None
            if self._is(0, Mark.COMPACT):
                number = int("".join(self._items[self._place].value))
                if self._is_written_year(number):
                    self._take(1)
                    self._skip_year_unit()
                    year = number
            return Piece(Mark.DATE, (day.value, item.value, year))
        return Piece(Mark.MONTH_OF_YEAR, (item.value, self._year()))

    def _demonstrative(self, item: Item) -> Piece:
        following = self._at(1)
        if following is not None and following.mark is Mark.WEEKDAY:
            self._take(2)
            return Piece(Mark.WEEKDAY, (following.value, item.mark is Mark.LAST))
        if following is not None and following.mark in (Mark.PART, Mark.HOUR_OF_PART):
            self._take(1)
            self._days += 1
            return Piece(Mark.AGO, 1 if item.mark is Mark.LAST else 0)
        raise _dangling(item)

    def _clock(self, hour: int, minute: int, is_bare: bool = False) -> Clock:
        clock = replace(self._checked(hour, minute), is_bare=is_bare)
        if self._is(0, Mark.HOUR_UNIT):
            self._take(1)
        following = self._at(0)
        if following is None or following.mark not in (Mark.MERIDIEM, Mark.HOUR_OF_PART):
            return clock
        self._take(1)
        if following.mark is Mark.HOUR_OF_PART:
            return replace(clock, part=following.value)
        if not 1 <= hour <= 12:
            raise not_an_hour(f"{hour}:{minute:02} {following.value}")
        return replace(clock, meridiem=following.value)

    def _checked(self, hour: int, minute: int) -> Clock:
        self._hours += 1
        if hour > 23 or minute > 59:
            raise not_an_hour(f"{hour}:{minute:02}")
        return Clock(hour, minute)


def _split_slashes(items: Sequence[Item]) -> list[Item]:
    """`17/18 August` as two days."""
    parted: list[Item] = []
    for place, item in enumerate(items):
        following = items[place + 1].mark if place + 1 < len(items) else None
        if item.mark is Mark.DOTTED and item.value[2] == "/" and following in (
            Mark.MONTH, Mark.MONTH_OF_YEAR
        ):  # fmt: skip
            first, second, _sign = item.value
            parted += [Item(Mark.NUMBER, int(first), first), Item(Mark.DASH, None, "/")]
            if following is Mark.MONTH:
                parted.append(Item(Mark.NUMBER, int(second), second))
            else:
                month, year = items[place + 1].value
                parted.append(Item(Mark.DATE, (int(second), month, year, False), second))
        elif not (
            item.mark is Mark.MONTH_OF_YEAR
            and place
            and items[place - 1].mark is Mark.DOTTED
            and items[place - 1].value[2] == "/"
        ):
            parted.append(item)
    return parted


def _about_clocks(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The word “about” as part of the hour behind it; it says nothing of a day."""
    about = False
    for piece in pieces:
        if piece.mark is Mark.ABOUT:
            if about:
                raise _about_day()
            about = True
            continue
        if about:
            if piece.mark is not Mark.CLOCK:
                raise _about_day()
            about = False
            yield replace(piece, value=replace(piece.value, is_about=True))
            continue
        yield piece
    if about:
        raise _about_day()


def _about_day() -> Refused:
    return Refused(
        _("Only an hour can be “about”; write a stretch of days as 17.08.2022 – 19.08.2022.")
    )


def _dangling(item: Item) -> Refused:
    return Refused(
        _("“{word}” belongs to nothing here; write 17.08.2022 21:30 or 17.08.2022 – "
          "19.08.2022.").format(word=shown(item.text))
    )  # fmt: skip


def not_an_hour(text: str) -> Refused:
    """A refusal of what no clock shows."""
    return Refused(_("“{text}” is not a time of day; write it as 21:30.").format(text=shown(text)))
