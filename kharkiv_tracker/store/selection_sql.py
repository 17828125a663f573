"""A selection and a clock as conditions in SQL."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import term_sql, text_matches

#: Withdrawn and Discounted incidents stay reachable and never count.
COUNTS = "i.state <> 'Withdrawn' AND i.grade IS NOT 'Discounted'"


#: Whether an incident `i` is not as it was approved; one that does not count has no flag.
CHANGED = (
    "EXISTS (SELECT 1 FROM findings WHERE incident = i.id "
    f"AND kind = '{FindingKind.CHANGED.value}')"
)
LISTED = term_sql.LISTED


def selected(db: Database, selection: Selection) -> tuple[str, list[Any]]:
    """A condition on incidents `i`, and its parameters."""
    conditions = ["TRUE"]
    params: list[Any] = []
    if selection.first:
        conditions.append("i.date >= ?")
        params.append(selection.first.isoformat())
    if selection.last:
        conditions.append("i.date <= ?")
        params.append(selection.last.isoformat())
    for values, condition in (
        (selection.districts, "i.district IN {listed}"),
        (
            selection.weapons,
            "i.uid IN (SELECT record FROM incident_weapons WHERE value IN {listed})",
        ),
        (selection.grades, "i.grade IN {listed}"),
        (selection.states, "i.state IN {listed}"),
    ):
        if values:
            conditions.append(condition.format(listed=LISTED))
            params.append(json.dumps([str(value) for value in values]))
    if selection.changed is not None:
        conditions.append(CHANGED if selection.changed else f"NOT {CHANGED}")
    query = typed_terms.read(selection.text)
    if query.is_nothing:
        conditions.append("FALSE")
    elif query.terms:
        conditions.append(f"i.id IN ({text_matches.ROWS})")
        params.append(text_matches.number(db, selection.text, selection.profile))
    return " AND ".join(conditions), params


def at_clock(steps: str, as_known_on: datetime | None) -> str:
    """The condition that a step is today's, or the one known at an instant."""
    if as_known_on is None:
        return f"{steps}.known_to IS NULL"
    second = int(as_known_on.timestamp())
    ended = f"{steps}.known_to IS NULL OR {steps}.known_to > {second}"
    return f"{steps}.known_from <= {second} AND ({ended})"


def known_by(as_known_on: datetime | None) -> str:
    """The condition that something was known of an incident `i` by a clock."""
    if as_known_on is None:
        return "TRUE"
    # All counted figures of an incident begin with the first thing known of it.
    return (
        "EXISTS (SELECT 1 FROM figure_steps AS known WHERE known.incident = i.id "
        f"AND known.quantity = '{COUNTED[0]}' AND {at_clock('known', as_known_on)})"
    )
