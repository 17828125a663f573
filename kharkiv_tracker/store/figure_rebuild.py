"""Everything derived made anew of all records, and which of it was not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from kharkiv_tracker.store import (
    derived_figures,
    incident_orders,
    incident_text,
    open_checks,
    record_checks,
    search_index,
    sums,
)
from kharkiv_tracker.store.case_file import CaseFile

#: What is derived of an incident, by table, and of a day.
_OF_INCIDENTS = {
    "figure_steps": "quantity, known_from, known_to, low, best, high, about, because",
    "incident_texts": incident_text.LISTED,
    "findings": "kind, key, told",
}
_OF_DAYS = "date, district, quantity, incidents, low, best, high, unknown, about, open"

Rows = dict[object, set[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What differed: the codes of incidents, and how many days and districts."""

    incidents: tuple[str, ...]
    days: int


def rebuild(case: CaseFile, author: str, step: Callable[[], object] = tuple) -> Rebuilt:
    """Derive the figures, searchable texts, flags and sums of the whole case again, in one edit.

    Nothing that was recorded changes, so the edit leaves no revision. Raises CaseDamaged, and
    derives nothing, where a record is not what its history says: its figures would be wrong.
    """
    for check in (record_checks.chain(case.db), record_checks.recorded(case.db, step)):
        for problem in record_checks.named(check):
            raise open_checks.CaseDamaged(
                case.path, f"{problem.record}: {problem.problem}".lstrip(": ")
            )
    with case.edit(author, "check") as edit:
        db = edit.db
        before, days_before = _of_incidents(db), _of_days(db)
        unsearchable = search_index.wrong(db)
        # Nothing can be taken out of an index that does not have it.
        search_index.rebuild(db)
        for table in _OF_INCIDENTS:
            db.execute(f"DELETE FROM {table}")
        uids = [uid for (uid,) in db.execute("SELECT uid FROM incidents").fetchall()]
        derived_figures.rederive(db, uids, step)
        search_index.rebuild(db)
        sums.add_up(db)
        incident_orders.refresh(db)
        after, days_after = _of_incidents(db), _of_days(db)
        codes = dict(db.execute("SELECT id, code FROM incidents").fetchall())
    return Rebuilt(
        tuple(
            sorted(codes.get(row, str(row)) for row in {*_differing(before, after), *unsearchable})
        ),
        len(_differing(days_before, days_after)),
    )


def _of_incidents(db: Database) -> Rows:
    rows: Rows = {}
    for table, columns in _OF_INCIDENTS.items():
        for incident, *values in db.execute(f"SELECT incident, {columns} FROM {table}").fetchall():
            rows.setdefault(incident, set()).add((table, *values))
    return rows


def _of_days(db: Database) -> Rows:
    rows: Rows = {}
    for day, district, *values in db.execute(f"SELECT {_OF_DAYS} FROM day_sums").fetchall():
        rows.setdefault((day, district), set()).add(tuple(values))
    return rows


def _differing(before: Rows, after: Rows) -> list[object]:
    return [key for key in {**before, **after} if before.get(key) != after.get(key)]
