"""What became known when, incident by incident, as bare rows for an index of the whole case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import sums
from kharkiv_tracker.store.selection_sql import LISTED, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

Rows = Iterator[list[tuple[Any, ...]]]

_AT_ONCE = 20_000
#: 0 counts; 1 is withdrawn, 2 discounted; 3 was merged and counts in another incident.
_COUNTING = (
    "CASE WHEN state = 'Withdrawn' THEN iif(merged_into IS NULL, 1, 3) "
    "WHEN grade = 'Discounted' THEN 2 ELSE 0 END"
)


def incident_rows(case: CaseFile, codes: Sequence[str] | None = None) -> Rows:
    """Id, day, end of a range, district and how it counts, of every incident, or of these by code.

    In batches.
    """
    only = "" if codes is None else f"WHERE code IN {LISTED}"
    query = f"SELECT id, date, until, district, {_COUNTING} FROM incidents {only} ORDER BY id"
    return _batches(case, query, codes)


def steps(case: CaseFile, codes: Sequence[str] | None = None) -> Rows:
    """How the counted figures of each incident grew, in batches of bare numbers.

    A row has the incident's id, which of COUNTED it is, the second from which it was known
    (`NEVER` where it is known on no date), and the numbers it adds, as `Addends`.
    """
    only = ""
    if codes is not None:
        only = f"AND f.incident IN (SELECT id FROM incidents WHERE code IN {LISTED})"
    place = " ".join(f"WHEN '{name}' THEN {number}" for number, name in enumerate(COUNTED))
    query = (
        f"SELECT f.incident, CASE f.quantity {place} END AS place, f.known_from, "
        f"{sums.addends('f')} FROM figure_steps AS f WHERE {sums.of_quantities('f', COUNTED)} "
        f"{only} ORDER BY f.incident, f.quantity, f.known_from"
    )
    return _batches(case, query, codes)


def without_days(selection: Selection) -> Selection:
    """The selection without its days and districts."""
    return replace(selection, first=None, last=None, districts=())


def ids(case: CaseFile, selection: Selection) -> list[int]:
    """The ids of the selected incidents of any day and district."""
    where, params = selected(case.db, without_days(selection))
    rows = case.db.execute(f"SELECT i.id FROM incidents AS i WHERE {where}", params)
    return [row[0] for row in rows]


def content(case: CaseFile) -> tuple[int, str]:
    """The last revision by number and id: it is another one after every change."""
    query = "SELECT seq, id FROM revisions ORDER BY seq DESC LIMIT 1"
    return tuple(case.db.execute(query).fetchone() or (0, ""))


@contextmanager
def read_transaction(case: CaseFile) -> Iterator[None]:
    """Read one state of the case, even if others write meanwhile."""
    if case.db.conn.in_transaction:
        yield
        return
    case.db.execute("BEGIN")
    try:
        yield
    finally:
        case.db.execute("COMMIT")


def _batches(case: CaseFile, query: str, codes: Sequence[str] | None) -> Rows:
    cursor = case.db.execute(query, [] if codes is None else [json.dumps(list(codes))])
    while batch := cursor.fetchmany(_AT_ONCE):
        yield batch
