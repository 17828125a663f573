"""Of a few incidents whether they are selected, and where they belong in an order."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.selection_sql import LISTED, selected
from kharkiv_tracker.store.term_sql import SEARCHED, containing

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: So many incidents of an order are compared with another at a time.
_COMPARED = 48


def are_at_least(case: CaseFile, number: int) -> bool:
    """Whether the case has so many incidents, without counting them all."""
    row = case.db.execute("SELECT 1 FROM incidents LIMIT 1 OFFSET ?", [number - 1]).fetchone()
    return row is not None


def ids_of(case: CaseFile, codes: Collection[str]) -> dict[str, int]:
    """The ids of those of these incidents that there are, by code."""
    rows = case.db.execute(
        f"SELECT code, id FROM incidents WHERE code IN {LISTED}", [json.dumps(sorted(codes))]
    )
    return dict(rows.fetchall())


def among(
    case: CaseFile,
    ids: Collection[int],
    selection: Selection = Selection(),
    withdrawn: Collection[int] | None = None,
) -> set[int]:
    """Those of these incidents that `incidents.ids` would list; no text of others is searched."""
    where, params = selected(case.db, replace(selection, text=""))
    query = typed_terms.read(selection.text)
    if query.is_nothing:
        return set()
    if query.terms:
        matches, needles = containing(query.terms, selection.profile)
        where += f" AND EXISTS (SELECT 1 FROM {SEARCHED} WHERE t.incident = i.id AND {matches})"
        params += needles
    if withdrawn is not None:
        where += f" AND (i.state <> 'Withdrawn' OR i.id IN {LISTED})"
        params.append(json.dumps(sorted(withdrawn)))
    rows = case.db.execute(
        f"SELECT i.id FROM incidents AS i WHERE i.id IN {LISTED} AND {where}",
        [json.dumps(sorted(ids)), *params],
    )
    return {row[0] for row in rows}


def place(
    case: CaseFile, incident: int, ids: Sequence[int], order: str, descending: bool = False
) -> int:
    """How many of these ids, which are in this order, come before an incident not among them."""
    first, last = 0, len(ids)
    while first < last:
        step = max(1, (last - first) // _COMPARED)
        places = range(first, last, step)
        compared = incidents.ids(
            case,
            order=order,
            descending=descending,
            among=[incident, *(ids[place] for place in places)],
        )
        before = compared.index(incident)
        if before == 0:
            return first
        # It comes after one of those compared, and before the next.
        first, last = places[before - 1] + 1, min(last, places[before - 1] + step)
    return first
