"""The points of the selected incidents on the map."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store.selection_sql import COUNTS, known_by, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def points(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> list[tuple[Any, ...]]:
    """Code, district, latitude, longitude and precision of every incident that has a point.

    Those that count, today or as known on a date, in the order of the record.
    """
    where, params = selected(case.db, selection)
    return case.db.execute(
        "SELECT i.code, i.district, i.latitude, i.longitude, i.point_precision "
        f"FROM incidents AS i WHERE i.latitude IS NOT NULL AND {known_by(as_known_on)} "
        f"AND {COUNTS} AND {where} ORDER BY i.id",
        params,
    ).fetchall()
