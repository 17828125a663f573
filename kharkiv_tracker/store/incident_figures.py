"""Every incident by itself, with its time, its district and what it adds to sums."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import sums
from kharkiv_tracker.store.selection_sql import COUNTS, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def rows(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> list[tuple[Any, ...]]:
    """Code, day, hour (`21:30`) and district of each, and the `Addends` of each counted quantity.

    Those that count, in order of time, the undated last; day and hour are None where unknown.
    """
    where, params = selected(case.db, selection)
    added = ", ".join(sums.addends(name) for name in COUNTED)
    return case.db.execute(
        f"SELECT i.code, i.date, i.time, i.district, {added} FROM incidents AS i "
        f"{sums.joined_steps(as_known_on)} WHERE {COUNTS} AND {where} "
        "ORDER BY i.date IS NULL, i.date, i.time, i.code",
        params,
    ).fetchall()
