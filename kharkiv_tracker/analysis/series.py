"""How the toll of each district builds up, day by day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kharkiv_tracker.analysis.columns import Days, Ends
from kharkiv_tracker.domain.figure import DayTotal, Total

if TYPE_CHECKING:
    from kharkiv_tracker.analysis.columns import Integers

COLUMNS = (
    "date",
    "district",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
)
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Point:
    """The toll of one district from this day on; `day` is None once undated incidents are added."""

    day: date | None
    incidents: int
    killed: Total
    injured: Total

    def plus(self, added: DayTotal) -> Point:
        return Point(
            added.day,
            self.incidents + added.incidents,
            self.killed + added.killed,
            self.injured + added.injured,
        )

    def of(self, quantity: str) -> Total:
        """The total of `killed` or of `injured`."""
        return self.killed if quantity == "killed" else self.injured


NOTHING = Point(None, 0, Total(), Total())


@dataclass(frozen=True, eq=False)
class Curve:
    """One district's toll in order of days, and what its undated incidents add by themselves.

    `reached` holds a row for each day on which an incident happened: the toll from that day on.
    `added` holds what the days add, the undated last. `end` is everything and equals the
    district's totals.
    """

    district: str
    reached: Days
    added: Days
    undated: DayTotal | None = None

    @property
    def days(self) -> Integers:
        """The ordinals of the days."""
        return self.reached.day

    def of(self, quantity: str) -> Ends:
        """What `killed` or `injured` have come to from each day on."""
        return self.reached.quantity(quantity)

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
            reached.killed.total(index),
            reached.injured.total(index),
        )

    @cached_property
    def dated_end(self) -> Point:
        """Where the curve stands after its last day."""
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

    wanted = set(districts)
    which = [index for index, each in enumerate(days.districts) if each in wanted]
    return curve(days.take(np.isin(days.district, which)), key)


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
        _risen(dated.killed),
        _risen(dated.injured),
    )
    rest = None
    if len(undated):
        sums = (undated.killed.sum(), undated.injured.sum())
        rest = DayTotal(None, key, int(undated.incidents.sum()), *sums)
    return Curve(key, reached if last.all() else reached.take(last), added, rest)


def rows(curves: Iterable[Curve]) -> Iterator[tuple[str, ...]]:
    """The numbers behind the chart, one row per district and day on which an incident happened.

    A row holds the toll from that day on. Undated incidents come last in their district, so that
    its last row equals its totals. Open and unknown cells are empty.
    """
    for each in curves:
        days = [date.fromordinal(day).isoformat() for day in each.days.tolist()]
        ends = (
            [_cell(number) for number in column.tolist()]
            for quantity in ("killed", "injured")
            for column in (each.of(quantity).low, each.of(quantity).best, each.of(quantity).high)
        )
        yield from zip(days, [each.district] * len(days), *ends, strict=True)
        if each.undated:
            yield _row(each.end, each.district)


def to_csv(curves: Iterable[Curve]) -> str:
    """The rows as comma-separated values under COLUMNS."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(curves))
    return text.getvalue()


def _risen(ends: Ends) -> Ends:
    """Totals added up row by row, as `Total` adds."""
    import numpy as np

    is_known = ~np.isnan(ends.low)
    known = np.logical_or.accumulate(is_known)
    opened = np.logical_or.accumulate(is_known & np.isnan(ends.high))
    low, best, high = (
        np.where(known, np.cumsum(np.where(np.isnan(each), 0.0, each)), np.nan)
        for each in (ends.low, ends.best, ends.high)
    )
    return Ends(
        low,
        best,
        np.where(opened, np.nan, high),
        np.cumsum(ends.unknown),
        np.logical_or.accumulate(ends.about & is_known),
    )


def _cell(number: float) -> str:
    return "" if number != number else str(int(number))


def _row(point: Point, district: str) -> tuple[str, ...]:
    day = point.day.isoformat() if point.day else UNDATED
    ends = [
        "" if end is None else str(end)
        for total in (point.killed, point.injured)
        for end in (total.low, total.best, total.high)
    ]
    return (day, district, *ends)
