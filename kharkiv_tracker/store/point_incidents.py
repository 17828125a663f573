"""The incidents of one point of a chart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.incidents import IncidentRow
from kharkiv_tracker.store.selection_sql import COUNTS, LISTED, known_by, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def rows(
    case: CaseFile,
    selections: Sequence[Selection],
    codes: Sequence[str] = (),
    undated: bool = False,
    as_known_on: datetime | None = None,
    limit: int = 20,
) -> list[IncidentRow] | None:
    """The counted incidents that all of the selections include, most casualties first.

    With `codes` only these are meant, with `undated` only those without a date. None where there
    are more than `most`: to put a million in an order takes longer than a pointer rests.
    """
    conditions, params = [COUNTS, known_by(as_known_on)], list[Any]()
    for selection in selections:
        where, values = selected(case.db, selection)
        conditions.append(where)
        params += values
    if codes:
        conditions.append(f"i.code IN {LISTED}")
        params.append(json.dumps(list(codes)))
    if undated:
        conditions.append("i.date IS NULL")
    ids = case.db.execute(
        f"SELECT i.id FROM incidents AS i WHERE {' AND '.join(conditions)} LIMIT {limit + 1}",
        params,
    ).fetchall()
    if len(ids) > limit:
        return None
    incident_rows = incidents.rows(case, [row[0] for row in ids], as_known_on)
    return sorted(incident_rows, key=_order)


def _order(row: IncidentRow) -> tuple[int | str, ...]:
    return *(-(row.figures[name].best or 0) for name in COUNTED), row.code
