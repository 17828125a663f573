"""The incidents that a report of a day may belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile

#: More than these are not looked at.
MOST = 150


def near(case: CaseFile, day: date, period: Selection, most: int = MOST) -> list[int]:
    """The incidents of a period around a day (by row) in the order of time, `most` of them.

    Where there are more, those of the day go before all others, and what is close to it before
    what is further away.
    """
    rows = incidents.ids(case, period)
    if len(rows) <= most:
        return rows
    of_day = len(incidents.ids(case, Selection(day, day)))
    before = len(incidents.ids(case, replace(period, last=day))) - of_day
    start = max(0, before - max(0, most - of_day) // 2)
    return rows[start : start + most]
