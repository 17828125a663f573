"""What each day, week or month adds, and the mean of seven days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.analysis.day_columns import UNDATED, Days
from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.total import Toll

if TYPE_CHECKING:
    from kharkiv_tracker.analysis.day_columns import Integers

COLUMNS = ("incidents", *csv_table.BOUNDS, *csv_table.NOTES)
#: The ordinal of the day from which numpy counts.
_EPOCH = date(1970, 1, 1).toordinal()
_MEAN = 7


class Step(StrEnum):
    """How long a period is; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """The totals of one period; `last` is its last day. Undated: both None."""

    first: date | None
    last: date | None
    incidents: int = 0
    toll: Toll = Toll()


def periods(days: Days, step: Step) -> tuple[Period, ...]:
    """The periods that have an incident, oldest first, the undated last; districts together."""
    import numpy as np

    if not len(days):
        return ()
    begins = _beginnings(days.day, step)
    starts = np.flatnonzero(np.concatenate(([True], begins[1:] != begins[:-1])))
    incidents = np.add.reduceat(days.incidents, starts)
    sums_of = {name: sums.stretches(starts) for name, sums in days.sums.items()}
    rows = []
    for index, start in enumerate(starts):
        ordinal = int(begins[start])
        first = date.fromordinal(ordinal) if ordinal else None
        last = last_day(first, step) if first else None
        toll = Toll({name: sums.total(index) for name, sums in sums_of.items()})
        rows.append(Period(first, last, int(incidents[index]), toll))
    return tuple(rows)


def last_day(first: date, step: Step) -> date:
    """The last day of the period that begins on this one."""
    if step is Step.DAY:
        return first
    if step is Step.WEEK:
        return first + timedelta(days=6)
    if first.month == 12:
        return first.replace(day=31)
    return first.replace(month=first.month + 1) - timedelta(days=1)


def mean(days: Sequence[Period], quantity: str) -> tuple[tuple[date, float], ...]:
    """From the first day on, the mean best figure of the seven days that end with each day.

    Days without a number add nothing; fewer than seven days have no mean.
    """
    best = {period.first: period.toll[quantity].best or 0 for period in days if period.first}
    if not best:
        return ()
    first, last = min(best), max(best)
    means = []
    running = 0
    for index in range((last - first).days + 1):
        day = first + timedelta(days=index)
        running += best.get(day, 0) - best.get(day - timedelta(days=_MEAN), 0)
        if index >= _MEAN - 1:
            means.append((day, running / _MEAN))
    return tuple(means)


def to_csv(periods: Iterable[Period], step: Step, stress: Stress) -> str:
    """A row for each period under its first day; open and unknown cells are empty."""
    return csv_table.text(
        [step.value, *COLUMNS],
        (
            [
                period.first.isoformat() if period.first else "undated",
                period.incidents,
                *csv_table.cells(*period.toll.counted),
                *csv_table.notes(stress, *period.toll.counted),
            ]
            for period in periods
        ),
    )


def _beginnings(day: Integers, step: Step) -> Integers:
    """The ordinal of the first day of each one's period; what is undated stays so."""
    import numpy as np

    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        return np.where(day == UNDATED, UNDATED, day - (day - 1) % 7)
    months = (day - _EPOCH).astype("datetime64[D]").astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64) + _EPOCH
    return np.where(day == UNDATED, UNDATED, first)
