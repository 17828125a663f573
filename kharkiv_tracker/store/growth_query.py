"""How far the figure of each incident grew from its first report that gave a number."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.figure_growth import Growth
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import sums
from kharkiv_tracker.store.selection_sql import COUNTS, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def growths(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> tuple[Growth, ...]:
    """The selected incidents that count and of which more than one report gave a number.

    More exactly: whose figure, or what it rests on, changed at least once by the clock.
    """
    where, params = selected(case.db, selection)
    by_clock = f"AND known_from <= {int(as_known_on.timestamp())}" if as_known_on else ""
    rows = case.db.execute(
        "WITH told AS (SELECT incident, quantity, min(known_from) AS first, "
        "max(known_from) AS last FROM figure_steps "
        f"WHERE {sums.of_quantities('figure_steps', COUNTED)} AND low IS NOT NULL {by_clock} "
        "GROUP BY incident, quantity HAVING count(*) > 1) "
        "SELECT i.code, i.date, i.district, i.place, t.quantity, "
        "(SELECT group_concat(w.value) FROM incident_weapons AS w WHERE w.record = i.uid), "
        "a.low, a.best, a.high, a.about, z.low, z.best, z.high, z.about "
        "FROM told AS t JOIN incidents AS i ON i.id = t.incident "
        "JOIN figure_steps AS a ON a.incident = t.incident AND a.quantity = t.quantity "
        "AND a.known_from = t.first "
        "JOIN figure_steps AS z ON z.incident = t.incident AND z.quantity = t.quantity "
        f"AND z.known_from = t.last WHERE {COUNTS} AND {where} ORDER BY i.code, t.quantity",
        params,
    )
    return tuple(
        Growth(
            code,
            date.fromisoformat(day) if day else None,
            district,
            place,
            tuple(sorted(weapons.split(","))) if weapons else (),
            quantity,
            _figure(*numbers[:4]),
            _figure(*numbers[4:]),
        )
        for code, day, district, place, quantity, weapons, *numbers in rows
    )


def _figure(low: int, best: int, high: int | None, about: int) -> Figure:
    return Figure(low, best, high, bool(about))
