"""A selection and a clock as conditions in SQL."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection

#: Withdrawn and Discounted incidents stay reachable and never count.
COUNTS = "i.state <> 'Withdrawn' AND i.grade IS NOT 'Discounted'"


#: A list as one parameter, in JSON: SQLite takes only so many of them.
LISTED = "(SELECT value FROM json_each(?))"


def selected(selection: Selection) -> tuple[str, list[Any]]:
    """A condition on incidents `i`, and its parameters."""
    conditions, params = ["TRUE"], []
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
        (
            fold(selection.text).split(),
            "i.id IN (SELECT incident FROM incident_texts AS t WHERE NOT EXISTS "
            "(SELECT 1 FROM json_each(?) AS word WHERE NOT instr(t.folded, word.value)))",
        ),
    ):
        if values:
            conditions.append(condition.format(listed=LISTED))
            params.append(json.dumps([str(value) for value in values]))
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
