"""Incidents that may be one and the same: told to the analyst, never merged or refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import EventTime

#: Areas that say no more than the city or the oblast: the district may be any of theirs.
UNKNOWN_AREAS = ("UA63120270010096107", "UA63000000000041885")
_DAY = timedelta(days=1)


class Row(Protocol):
    """What is compared of an incident."""

    @property
    def event(self) -> EventTime: ...
    @property
    def district(self) -> str: ...
    @property
    def killed(self) -> Range: ...
    @property
    def injured(self) -> Range: ...


def around(day: date | None) -> Selection:
    """The incidents close enough in time to be the same: a day before to a day after."""
    return Selection() if day is None else Selection(first=day - _DAY, last=day + _DAY)


def days_around(day: date) -> tuple[date, date, date]:
    """The days on which an incident of this day may have been recorded as well."""
    return day - _DAY, day, day + _DAY


def alike(one: Row, other: Row) -> bool:
    """Whether two incidents may be one: a day apart at most, district and figures compatible."""
    return (
        _days_apart(one, other)
        and _districts_agree(one.district, other.district)
        and _similar(one.killed, other.killed)
        and _similar(one.injured, other.injured)
    )


def _days_apart(one: Row, other: Row) -> bool:
    if one.event.date is None or other.event.date is None:
        return one.event.date is other.event.date
    return abs(one.event.date - other.event.date) <= _DAY


def _districts_agree(one: str, other: str) -> bool:
    return one == other or one in UNKNOWN_AREAS or other in UNKNOWN_AREAS


def _similar(one: Range, other: Range) -> bool:
    """Unknown is like anything; else the larger is at most twice the smaller, or two more."""
    if one.best is None or other.best is None:
        return True
    smaller, larger = sorted((one.best, other.best))
    return larger <= max(2 * smaller, smaller + 2)
