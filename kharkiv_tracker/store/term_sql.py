"""What a search text means, as conditions in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.romanised_key import part_of
from kharkiv_tracker.search.typed_terms import Term
from kharkiv_tracker.store.incident_text import COLUMNS, LEVELS

#: A list as one parameter, in JSON: SQLite takes only so many of them.
LISTED = "(SELECT value FROM json_each(?))"
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
#: Queries for those incidents, where the condition alone does not lead to an index.
_BY_VALUE = "SELECT w.id FROM incidents AS w WHERE {condition}"
_BY_LIST = (
    "SELECT w.id FROM {table} AS v JOIN incidents AS w ON w.uid = v.record "
    f"WHERE v.value IN {LISTED}"
)
_ROWS = {
    "settlement": f"SELECT w.id FROM incidents AS w WHERE {_VALUES['settlement']} "
    "AND w.settlement <> ''",
    "weapons": _BY_LIST.format(table="incident_weapons"),
    "places_hit": _BY_LIST.format(table="incident_places_hit"),
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
            folded, romanised = parts(term)
            either += [(f"instr(t.{column}, ?)", part) for column in texts for part in folded]
            either += [(f"instr(t.{column}, ?)", part) for column in keys for part in romanised]
        both.append(f"({' OR '.join(condition for condition, _value in either)})")
        params += [value for _condition, value in either]
    return " AND ".join(both), params


def parts(term: Term) -> tuple[list[str], list[str]]:
    """What folded texts, and those in Latin letters, contain if they match a term."""
    folded = [term.text, *(f" {name}" for name in term.names)]
    return folded, [part_of(term.key)] if term.key else []


def rows(term: Term) -> Iterator[tuple[str, list[Any]]]:
    """Queries for the incidents with a value, a date or the code of a term, with their parameters.

    What else matches, texts say.
    """
    if term.code:
        yield "SELECT id FROM incidents WHERE code = ?", [term.code]
        return
    for field, values in term.values.items():
        query = _ROWS.get(field, _BY_VALUE.format(condition=_VALUES[field]))
        yield query, [json.dumps(sorted(values))]
    for day in term.dates:
        for column in ("date", "until"):
            query = f"SELECT id FROM incidents WHERE {column} IS NOT NULL AND"
            if day.startswith("--"):
                yield f"{query} substr({column}, 6, 5) = ?", [day.lstrip("-")]
            else:
                # ":" comes after everything that may follow a day or a month.
                yield f"{query} {column} >= ? AND {column} < ?", [day, f"{day}:"]


def _on(day: str) -> str:
    """The condition that an incident `w` is of a day (of any year: `--08-17`) or of a month."""
    start, length = (6, 5) if day.startswith("--") else (1, len(day))
    part = f"{start}, {length}"
    return f"? IN (substr(w.date, {part}), substr(w.until, {part}))"
