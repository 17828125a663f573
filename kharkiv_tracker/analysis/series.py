"""How the toll of each district builds up, day by day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kharkiv_tracker.domain.figure import DayTotal, Total

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


@dataclass(frozen=True, slots=True)
class Curve:
    """One district's points in order of days, and the point its undated incidents bring it to.

    `undated` is what those add by themselves; `end` is everything and equals the district's totals.
    """

    district: str
    points: tuple[Point, ...]
    undated: DayTotal | None = None

    @property
    def dated_end(self) -> Point:
        """Where the curve stands after its last day."""
        return self.points[-1] if self.points else NOTHING

    @property
    def end(self) -> Point:
        return self.dated_end.plus(self.undated) if self.undated else self.dated_end


def cumulative(days: Iterable[DayTotal]) -> tuple[Curve, ...]:
    """One curve for each district that has an incident, by district key.

    Each day adds the whole current figures of its incidents; several entries of one day make one
    point. Open high ends and the number of unknown figures carry over to every later point.
    """
    by_district: dict[str, list[DayTotal]] = {}
    for each in days:
        by_district.setdefault(each.district, []).append(each)
    return tuple(_curve(key, by_district[key]) for key in sorted(by_district))


def rows(curves: Iterable[Curve]) -> Iterator[tuple[str, ...]]:
    """The numbers behind the chart, one row per district and day on which an incident happened.

    A row holds the toll from that day on. Undated incidents come last in their district, so that
    its last row equals its totals. Open and unknown cells are empty.
    """
    for curve in curves:
        for point in curve.points:
            yield _row(point, curve.district)
        if curve.undated:
            yield _row(curve.end, curve.district)


def to_csv(curves: Iterable[Curve]) -> str:
    """The rows as comma-separated values under COLUMNS."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(curves))
    return text.getvalue()


def _curve(district: str, days: list[DayTotal]) -> Curve:
    points: list[Point] = []
    dated = sorted((each for each in days if each.day), key=lambda each: each.day or date.min)
    for each in dated:
        before = points[-1] if points else NOTHING
        if points and before.day == each.day:
            points.pop()
        points.append(before.plus(each))
    return Curve(district, tuple(points), _together([each for each in days if not each.day]))


def _together(days: list[DayTotal]) -> DayTotal | None:
    if not days:
        return None
    end = NOTHING
    for each in days:
        end = end.plus(each)
    return DayTotal(None, days[0].district, end.incidents, end.killed, end.injured)


def _row(point: Point, district: str) -> tuple[str, ...]:
    day = point.day.isoformat() if point.day else UNDATED
    ends = [
        "" if end is None else str(end)
        for total in (point.killed, point.injured)
        for end in (total.low, total.best, total.high)
    ]
    return (day, district, *ends)
