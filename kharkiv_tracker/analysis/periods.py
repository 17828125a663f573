"""What each day, week or month adds, and the mean of seven days."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kharkiv_tracker.domain.figure import DayTotal, Total

_ENDS = tuple(f"{q}_{e}" for q in ("killed", "injured") for e in ("low", "best", "high"))
COLUMNS = ("incidents", *_ENDS)
_MEAN = 7
_NOTHING = Total()


class Step(StrEnum):
    """How long a period is; weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """What the incidents of one period come to; `last` is its last day. Undated: both None."""

    first: date | None
    last: date | None
    incidents: int = 0
    killed: Total = _NOTHING
    injured: Total = _NOTHING

    def of(self, quantity: str) -> Total:
        """The total of `killed` or of `injured`."""
        return self.killed if quantity == "killed" else self.injured


def periods(days: Iterable[DayTotal], step: Step) -> tuple[Period, ...]:
    """The periods that have an incident, oldest first, the undated last; districts together."""
    found: dict[date | None, Period] = {}
    for each in days:
        first = _beginning(each.day, step) if each.day else None
        before = found.get(first) or Period(first, _end(first, step) if first else None)
        found[first] = Period(
            first,
            before.last,
            before.incidents + each.incidents,
            before.killed + each.killed,
            before.injured + each.injured,
        )
    return tuple(sorted(found.values(), key=lambda each: each.first or date.max))


def mean(days: Sequence[Period], quantity: str) -> tuple[tuple[date, float], ...]:
    """From the first day on, the mean best figure of the seven days that end with each day.

    Days on which nobody gives a number add nothing; fewer than seven days have no mean.
    """
    best = {each.first: each.of(quantity).best or 0 for each in days if each.first}
    if not best:
        return ()
    first, last = min(best), max(best)
    told = []
    running = 0
    for index in range((last - first).days + 1):
        day = first + timedelta(days=index)
        running += best.get(day, 0) - best.get(day - timedelta(days=_MEAN), 0)
        if index >= _MEAN - 1:
            told.append((day, running / _MEAN))
    return tuple(told)


def to_csv(told: Iterable[Period], step: Step) -> str:
    """A row for each period under its first day; open and unknown cells are empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([step.value, *COLUMNS])
    for each in told:
        ends = [
            "" if end is None else end
            for total in (each.killed, each.injured)
            for end in (total.low, total.best, total.high)
        ]
        day = each.first.isoformat() if each.first else "undated"
        writer.writerow([day, each.incidents, *ends])
    return text.getvalue()


def _beginning(day: date, step: Step) -> date:
    if step is Step.MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step is Step.WEEK else day


def _end(first: date, step: Step) -> date:
    if step is Step.DAY:
        return first
    if step is Step.WEEK:
        return first + timedelta(days=6)
    if first.month == 12:
        return first.replace(day=31)
    return first.replace(month=first.month + 1) - timedelta(days=1)
