"""A selection and a clock as conditions in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.romanised_key import part_of
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.search.typed_terms import Term
from kharkiv_tracker.store.incident_text import COLUMNS, LEVELS

#: Withdrawn and Discounted incidents stay reachable and never count.
COUNTS = "i.state <> 'Withdrawn' AND i.grade IS NOT 'Discounted'"


#: Whether an incident `i` is not as it was approved; one that does not count has no flag.
CHANGED = (
    "EXISTS (SELECT 1 FROM findings WHERE incident = i.id "
    f"AND kind = '{FindingKind.CHANGED.value}')"
)
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
        matches, needles = containing(query.terms, selection.profile)
        conditions.append(f"i.id IN (SELECT w.id FROM {SEARCHED} WHERE {matches})")
        params += needles
    return " AND ".join(conditions), params


#: Incidents `w` with their texts `t`.
SEARCHED = "incident_texts AS t CROSS JOIN incidents AS w ON w.id = t.incident"
#: Conditions on an incident `w` whose value of a field is one of a list.
_VALUES = {
    "district": f"w.district IN {LISTED}",
    "settlement": f"w.settlement IN {LISTED}",
    "state": f"w.state IN {LISTED}",
    "grade": f"w.grade IN {LISTED}",
    "precision": f"w.precision IN {LISTED}",
    "month": f"substr(w.date, 6, 2) IN {LISTED}",
    "weapons": f"w.uid IN (SELECT record FROM incident_weapons WHERE value IN {LISTED})",
    "places_hit": f"w.uid IN (SELECT record FROM incident_places_hit WHERE value IN {LISTED})",
}


def containing(terms: Iterable[Term], profile: Profile | None = None) -> tuple[str, list[Any]]:
    """The condition that an incident of SEARCHED matches all of these terms, and its parameters.

    It is what a page of this profile shows that is searched; None is the window.
    """
    texts, keys = zip(*(COLUMNS[level] for level in LEVELS[profile]), strict=True)
    both: list[str] = []
    params: list[Any] = []
    for term in terms:
        either = []
        if term.code:
            either.append(("w.code = ?", term.code))
        else:
            either += [
                (_VALUES[field], json.dumps(sorted(values)))
                for field, values in term.values.items()
            ]
            either += [(_on(day), day.lstrip("-")) for day in term.dates]
            parts = (term.text, *(f" {name}" for name in term.names))
            either += [(f"instr(t.{column}, ?)", part) for column in texts for part in parts]
            part = part_of(term.key) if term.key else ""
            either += [(f"instr(t.{column}, ?)", part) for column in keys if part]
        both.append(f"({' OR '.join(condition for condition, _value in either)})")
        params += [value for _condition, value in either]
    return " AND ".join(both), params


def _on(day: str) -> str:
    """The condition that an incident `w` is of a day (of any year: `--08-17`) or of a month."""
    start, length = (6, 5) if day.startswith("--") else (1, len(day))
    part = f"{start}, {length}"
    return f"? IN (substr(w.date, {part}), substr(w.until, {part}))"


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
