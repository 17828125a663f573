"""The running total of each district, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.analysis.day_columns import Days, Sums
from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.total import DayTotal, Toll

if TYPE_CHECKING:
    from kharkiv_tracker.analysis.day_columns import Integers

#: What a row of the numbers is of.
INCIDENTS, REMAINDER = "incidents", "remainder"
COLUMNS = ("date", "district", *csv_table.BOUNDS, "kind", *csv_table.NOTES)
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Point:
    """The total of one district from this day on; `day` is None once undated ones are added."""

    day: date | None
    incidents: int
    toll: Toll

    @property
    def is_nothing(self) -> bool:
        """Whether no incident and no remainder of joint reports has been added."""
        return not self.incidents and all(total.is_unknown for total in self.toll.counted)

    def plus(self, added: DayTotal) -> Point:
        return Point(added.day, self.incidents + added.incidents, self.toll + added.toll)


NOTHING = Point(None, 0, Toll())


@dataclass(frozen=True, eq=False)
class Curve:
    """One district's running total in order of days, and what its undated incidents add.

    `reached` holds a row for each day on which an incident happened: the total from that day on.
    `added` holds what the days add, the undated last. `end` is everything and equals the district's
    totals.
    """

    district: str
    reached: Days
    added: Days
    undated: DayTotal | None = None

    @property
    def days(self) -> Integers:
        """The ordinals of the days."""
        return self.reached.day

    def of(self, quantity: str) -> Sums:
        """The sums of a counted quantity from each day on."""
        return self.reached.sums[quantity]

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The days one by one, for small uses."""
        return tuple(self.point(index) for index in range(len(self.reached)))

    def point(self, index: int) -> Point:
        """One day by its place; from the end it is negative."""
        reached = self.reached
        return Point(
            date.fromordinal(int(reached.day[index])),
            int(reached.incidents[index]),
            reached.toll_at(index),
        )

    @cached_property
    def dated_end(self) -> Point:
        """The total after the last day."""
        return self.point(-1) if len(self.reached) else NOTHING

    @cached_property
    def end(self) -> Point:
        return self.dated_end.plus(self.undated) if self.undated else self.dated_end


def cumulative(days: Days) -> tuple[Curve, ...]:
    """One curve for each district that has an incident, by district key.

    Each day adds the whole current figures of its incidents; several entries of one day make one
    point. Open high ends and the number of unknown figures carry over to every later point.
    """
    import numpy as np

    sorted_days = days.take(np.argsort(days.district, kind="stable"))
    starts = np.searchsorted(sorted_days.district, np.arange(len(days.districts) + 1)).tolist()
    return tuple(
        curve(sorted_days.take(slice(first, last)), key)
        for key, first, last in zip(days.districts, starts, starts[1:], strict=False)
        if last > first
    )


def together(days: Days, districts: Iterable[str], key: str) -> Curve:
    """One curve under `key` for all incidents of several districts."""
    import numpy as np

    keys = set(districts)
    indices = [index for index, district in enumerate(days.districts) if district in keys]
    return curve(days.take(np.isin(days.district, indices)), key)


def curve(added: Days, key: str) -> Curve:
    """The curve of what all these days add."""
    import numpy as np

    dated, undated = added.dated, added.undated
    last = np.append(dated.day[1:] != dated.day[:-1], True)[: len(dated)]
    reached = Days(
        dated.day,
        dated.district,
        dated.districts,
        np.cumsum(dated.incidents),
        {name: sums.running() for name, sums in dated.sums.items()},
    )
    rest = None
    if len(undated):
        rest = DayTotal(None, key, int(undated.incidents.sum()), undated.toll())
    return Curve(key, reached if last.all() else reached.take(last), added, rest)


def until(whole: Curve, last: date) -> Curve:
    """A curve up to a day, without undated incidents."""
    import numpy as np

    length = int(np.searchsorted(whole.days, last.toordinal(), side="right"))
    return Curve(whole.district, whole.reached.take(slice(length)), whole.added)


def rows(curves: Iterable[Curve], stress: Stress) -> Iterator[tuple[str, ...]]:
    """The numbers of the chart, one row per district and day on which an incident happened.

    A row holds the total from that day on. Undated incidents come last in their district. The
    remainders of joint reports follow in rows of their own kind, so that the last row of a
    district, with that of its remainder added, equals its totals. Open and unknown cells are empty.
    """
    for whole in curves:
        beside = whole.added.is_remainder
        for kind, mask in ((INCIDENTS, ~beside), (REMAINDER, beside)):
            if mask.any():
                own = whole if mask.all() else curve(whole.added.take(mask), whole.district)
                yield from _rows(own, kind, stress)


def _rows(curve: Curve, kind: str, stress: Stress) -> Iterator[tuple[str, ...]]:
    days = [date.fromordinal(day).isoformat() for day in curve.days.tolist()]
    bounds = (
        [_cell(number) for number in column.tolist()]
        for sums in curve.reached.sums.values()
        for column in (sums.low, sums.best, sums.high)
    )
    about = (
        [csv_table.yes_or_no(flag) for flag in sums.about.tolist()]
        for sums in curve.reached.sums.values()
    )
    yield from zip(
        *(days, repeat(curve.district, len(days)), *bounds),
        *(repeat(kind, len(days)), *about),
        repeat(csv_table.stress_cell(stress), len(days)),
        strict=True,
    )
    if curve.undated:
        yield _row(curve.end, curve.district, kind, stress)


def to_csv(curves: Iterable[Curve], stress: Stress) -> str:
    """The rows as comma-separated values under COLUMNS."""
    return csv_table.text(COLUMNS, rows(curves, stress))


def _cell(number: float) -> str:
    return "" if number != number else str(int(number))


def _row(point: Point, district: str, kind: str, stress: Stress) -> tuple[str, ...]:
    day = point.day.isoformat() if point.day else UNDATED
    totals = point.toll.counted
    numbers = map(str, csv_table.cells(*totals))
    return (day, district, *numbers, kind, *csv_table.notes(stress, *totals))
