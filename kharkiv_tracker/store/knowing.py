"""What became known when, incident by incident, as bare rows for an index of the whole case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.report import WHOLES
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store.selecting import LISTED, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

Rows = Iterator[list[tuple[Any, ...]]]

_AT_ONCE = 20_000
#: 0 counts; 1 is withdrawn, 2 discounted; 3 was merged and counts in another incident.
_STANDING = (
    "CASE WHEN state = 'Withdrawn' THEN iif(merged_into IS NULL, 1, 3) "
    "WHEN grade = 'Discounted' THEN 2 ELSE 0 END"
)


def standings(case: CaseFile, codes: Sequence[str] | None = None) -> Rows:
    """Id, day, district and how it counts, of every incident or of these (by code), in batches."""
    only = "" if codes is None else f"WHERE code IN {LISTED}"
    query = f"SELECT id, date, district, {_STANDING} FROM incidents {only} ORDER BY id"
    return _batches(case, query, codes)


def steps(case: CaseFile, codes: Sequence[str] | None = None) -> Rows:
    """How the killed (0) and the injured (1) of each incident grew, in batches of bare numbers.

    A row holds the incident's id, 0 or 1, the second from which it was known (`NEVER` where it is
    known on no date), low, best, high (-1 where there is none) and whether it is about.
    """
    only = ""
    if codes is not None:
        only = f"AND incident IN (SELECT id FROM incidents WHERE code IN {LISTED})"
    query = (
        "SELECT incident, quantity = 'injured', known_from, ifnull(low, -1), ifnull(best, -1), "
        f"ifnull(high, -1), about FROM figure_steps WHERE quantity IN {WHOLES} {only} "
        "ORDER BY incident, quantity, known_from"
    )
    return _batches(case, query, codes)


def beyond_days(selection: Selection) -> Selection:
    """What a selection asks for besides days and districts."""
    return replace(selection, first=None, last=None, districts=())


def ids(case: CaseFile, selection: Selection) -> list[int]:
    """The ids of the incidents that are selected, whatever their day and district."""
    where, params = selected(beyond_days(selection))
    found = case.db.execute(f"SELECT i.id FROM incidents AS i WHERE {where}", params)
    return [row[0] for row in found]


def content(case: CaseFile) -> tuple[int, str]:
    """The last revision by number and id: it is another one after every change."""
    query = "SELECT seq, id FROM revisions ORDER BY seq DESC LIMIT 1"
    return tuple(case.db.execute(query).fetchone() or (0, ""))


@contextmanager
def unmoved(case: CaseFile) -> Iterator[None]:
    """Read one state of the case, whatever others write meanwhile."""
    if case.db.conn.in_transaction:
        yield
        return
    case.db.execute("BEGIN")
    try:
        yield
    finally:
        case.db.execute("COMMIT")


def _batches(case: CaseFile, query: str, codes: Sequence[str] | None) -> Rows:
    found = case.db.execute(query, [] if codes is None else [json.dumps(list(codes))])
    while batch := found.fetchmany(_AT_ONCE):
        yield batch
