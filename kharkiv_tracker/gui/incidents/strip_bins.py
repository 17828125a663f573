"""All days in bins of days, weeks or months, for a strip of any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kharkiv_tracker.domain.total import DayTotal, Toll
from kharkiv_tracker.i18n import locale

#: Days in a bin, the shortest for which a bin is wide enough to hit.
_SIZES = (1, 7, 14, 28, 91)
_MIN_WIDTH = 4.0
#: The minimum number of days of a strip.
_SHORTEST = 28


@dataclass(frozen=True, slots=True)
class Bin:
    """Incidents and figures of some consecutive days."""

    first: date
    last: date
    incidents: int = 0
    toll: Toll = Toll()

    @property
    def is_nothing(self) -> bool:
        """Whether it has no incident and no remainder of joint reports."""
        return not self.incidents and all(total.is_unknown for total in self.toll.counted)


@dataclass(frozen=True, slots=True)
class Bins:
    """Bins of equal length without a gap; some are empty."""

    size: int
    bins: tuple[Bin, ...]
    undated: DayTotal | None

    @property
    def highest(self) -> int:
        """The largest number in any bin, 0 if none is known."""
        return max(
            (total.best or 0 for interval in self.bins for total in interval.toll.counted),
            default=0,
        )

    def number_of(self, day: date) -> int:
        """The bin of a day, the nearest for a day outside."""
        number = (day - self.bins[0].first).days // self.size
        return max(0, min(len(self.bins) - 1, number))

    def ticks(self, left: float, width: float) -> list[tuple[float, str]]:
        """Where the years begin, or the months of a record of less than two years."""
        first, last = self.bins[0].first, self.bins[-1].last
        per_day = width / ((last - first).days + 1)
        by_month = (last - first).days < 730
        ticks: list[tuple[float, str]] = []
        month = first.replace(day=1)
        while month <= last:
            if by_month or month.month == 1 or not ticks:
                x = left + max(0, (month - first).days) * per_day
                ticks.append((x, _month(month) if by_month else str(month.year)))
            month = (month + timedelta(days=32)).replace(day=1)
        return ticks


def binned(days: Sequence[DayTotal], width: float) -> Bins:
    """The days in bins, as short as `width` pixels allow."""
    dated = [day for day in days if day.day]
    undated = next((day for day in days if day.day is None), None)
    if not dated:
        return Bins(1, (), undated)
    first, last = dated[0].day or date.min, dated[-1].day or date.max
    spare = max(0, _SHORTEST - (last - first).days - 1)
    first -= timedelta(days=spare // 2)
    last += timedelta(days=spare - spare // 2)
    span = (last - first).days + 1
    size = next((days for days in _SIZES if width * days / span >= _MIN_WIDTH), _SIZES[-1])
    if size > 1:
        # Weeks begin on Mondays, and so do their fours and thirteens.
        first -= timedelta(days=first.weekday())
    return Bins(size, _filled(dated, first, last, size), undated)


def _filled(dated: Sequence[DayTotal], first: date, last: date, size: int) -> tuple[Bin, ...]:
    number = -(-((last - first).days + 1) // size)
    day_lists: list[list[DayTotal]] = [[] for _ in range(number)]
    for day in dated:
        if day.day:
            day_lists[(day.day - first).days // size].append(day)
    return tuple(
        Bin(
            first + timedelta(days=index * size),
            first + timedelta(days=(index + 1) * size - 1),
            sum(day.incidents for day in days),
            Toll.added(day.toll for day in days),
        )
        for index, days in enumerate(day_lists)
    )


def _month(day: date) -> str:
    from babel.dates import format_date

    return str(format_date(day, "LLL y", locale=locale()))
