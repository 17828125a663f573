"""The first incidents that match a search text: what a list shows while it is typed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing

from sqlite_utils import Database

from kharkiv_tracker.search.typed_terms import Term
from kharkiv_tracker.store import search_candidates
from kharkiv_tracker.store.search_candidates import FEW
from kharkiv_tracker.store.search_index import BEGINNING
from kharkiv_tracker.store.term_sql import LISTED, SEARCHED, containing

_IS_WITHDRAWN = "(w.state = 'Withdrawn')"
_IS_BEGINNING = f"(instr(t.folded, ?) BETWEEN 1 AND {BEGINNING:d})"
#: The latest first, as in the index `incidents_latest`.
_LATEST = "w.sort_at IS NULL, w.sort_at DESC, w.code DESC"
IN_ORDER = f"SELECT w.id FROM incidents AS w WHERE {_IS_WITHDRAWN} = 0 ORDER BY {_LATEST}"
#: So many in that order are looked at for a word that many have, a part after another.
_PARTS = (500, 4_000, 16_000)


def find(
    db: Database,
    terms: Sequence[Term],
    limit: int,
    few: int = FEW,
    sizes: Sequence[int] = _PARTS,
) -> list[int]:
    """Incidents with the first term in code or place before those that quote it; latest first.

    Those withdrawn or merged come last.
    """
    candidates = search_candidates.narrowest(db, terms, few)
    if not candidates.are_few and (rows := _latest(db, terms, limit, few, sizes)):
        return rows
    matches, params = containing(terms)
    query = (
        f"SELECT w.id FROM {SEARCHED} WHERE t.incident IN ({candidates.sql}) AND {matches} "
        f"ORDER BY {_IS_WITHDRAWN}, NOT {_IS_BEGINNING}, {_LATEST} LIMIT {limit:d}"
    )
    hits = db.execute(query, [*candidates.params, *params, terms[0].text]).fetchall()
    return [row for (row,) in hits]


def _latest(
    db: Database, terms: Sequence[Term], limit: int, few: int, sizes: Sequence[int]
) -> list[int]:
    """The same where so many match that the latest are enough; none where they are not."""
    matches, params = containing(terms)
    text = terms[0].text
    query = (
        f"SELECT {_IS_BEGINNING} AS is_beginning, w.id FROM {SEARCHED} "
        f"WHERE t.incident IN {{rows}} AND {_IS_WITHDRAWN} = 0 AND {matches} ORDER BY {_LATEST}"
    )
    beginning: list[int] = []
    others: list[int] = []
    candidates = search_candidates.beginning(db, text, few)
    if candidates.are_few:
        hits = db.execute(
            query.format(rows=f"({candidates.sql})"), [text, *candidates.params, *params]
        ).fetchall()
        beginning = [row for is_beginning, row in hits if is_beginning]
    with closing(db.execute(IN_ORDER)) as in_order:
        for size in sizes:
            part = json.dumps([row for (row,) in in_order.fetchmany(size)])
            hits = db.execute(query.format(rows=LISTED), [text, part, *params]).fetchall()
            others += [row for is_beginning, row in hits if not is_beginning]
            if not candidates.are_few:
                beginning += [row for is_beginning, row in hits if is_beginning]
            enough = len(beginning) + (len(others) if candidates.are_few else 0)
            if enough >= limit:
                return [*beginning, *others][:limit]
    return []
