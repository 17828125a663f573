"""The incidents with most casualties among those of some days and districts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.store.selection_sql import COUNTS, at_clock, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class LargestIncident:
    """The incident of a day and a district with most of one quantity."""

    code: str
    day: date
    district: str
    place: str
    figure: Total


def largest(
    case: CaseFile,
    quantity: str,
    day_totals: Iterable[tuple[date, str, int]],
    limit: int,
    selection: Selection = Selection(),
    as_known_on: datetime | None = None,
) -> list[LargestIncident]:
    """The `limit` incidents with the highest best figures, the highest first.

    `day_totals` are days and districts with the sum of their incidents, the largest first: no
    incident has more than its day, so that the rest need not be read.
    """
    incidents: list[LargestIncident] = []
    for day, district, day_total in day_totals:
        if len(incidents) >= limit and (incidents[limit - 1].figure.best or 0) >= day_total:
            break
        incidents += _of_day(case, quantity, (day, district), limit, selection, as_known_on)
        incidents.sort(
            key=lambda incident: (-(incident.figure.best or 0), incident.day, incident.code)
        )
    return incidents[:limit]


def _of_day(
    case: CaseFile,
    quantity: str,
    when: tuple[date, str],
    limit: int,
    selection: Selection,
    as_known_on: datetime | None,
) -> list[LargestIncident]:
    where, params = selected(case.db, selection)
    day, district = when
    rows = case.db.execute(
        "SELECT i.code, i.place, f.low, f.best, f.high, f.about FROM incidents AS i "
        "JOIN figure_steps AS f ON f.incident = i.id AND f.quantity = ? "
        f"AND {at_clock('f', as_known_on)} WHERE i.date = ? AND i.district = ? AND {COUNTS} "
        f"AND f.best > 0 AND {where} ORDER BY f.best DESC, i.code LIMIT ?",
        [quantity, day.isoformat(), district, *params, limit],
    )
    return [
        LargestIncident(code, day, district, place, Total(low, best, high, 0, bool(about)))
        for code, place, low, best, high, about in rows
    ]
