"""The people whom a document of an incident may name, though they are recorded in another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from kharkiv_tracker.domain.person import NAMES, Person
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State

#: The documents of incidents, with the parameter in which they are listed.
_OF = (
    f"SELECT document FROM reports WHERE document IS NOT NULL AND incident IN {LISTED} "
    f"UNION SELECT document FROM persons WHERE document IS NOT NULL AND incident IN {LISTED}"
)
_TOLD_OF = (
    f"SELECT incident FROM reports WHERE document IN {LISTED} "
    f"UNION SELECT incident FROM persons WHERE document IN {LISTED}"
)
#: What of a person decides whether texts may name them.
_HIDING = (*NAMES, "visibility", "cleared", "withdrawn", "incident", "document")


def beside(db: Database, incidents: Iterable[str]) -> tuple[Person, ...]:
    """The persons of other incidents that these (by uid) share a document with."""
    own = set(incidents)
    others = _sharing(db, _documents(db, own)) - own
    if not others:
        return ()
    where = f"WHERE incident IN {LISTED} ORDER BY id"
    return tuple(read_records(db, Person, where, [json.dumps(sorted(others))]))


def affected(db: Database, kind: str, before: State, after: State) -> Iterator[str]:
    """The incidents (by uid) whose texts may name others once a report or person was written."""
    fields = {"person": _HIDING, "report": ("incident", "document")}.get(kind, ())
    if all(before.get(field) == after.get(field) for field in fields):
        return
    incidents = {state["incident"] for state in (before, after) if state.get("incident")}
    if not _has_names(before) and not _has_names(after) and not has_named(db, incidents):
        # There is nobody to hide; what these hide themselves is derived with them.
        return
    documents = {state["document"] for state in (before, after) if state.get("document")}
    if kind == "person":
        documents |= _documents(db, incidents)
    yield from sorted(_sharing(db, documents))


def _has_names(state: State) -> bool:
    return any(state.get(name) for name in NAMES)


def has_named(db: Database, incidents: set[str]) -> bool:
    """Whether a person of these incidents has a name."""
    query = f"SELECT 1 FROM persons WHERE incident IN {LISTED} AND {' || '.join(NAMES)} <> ''"
    return db.execute(query, [json.dumps(sorted(incidents))]).fetchone() is not None


def _documents(db: Database, incidents: set[str]) -> set[str]:
    listed = json.dumps(sorted(incidents))
    return {uid for (uid,) in db.execute(_OF, [listed, listed])}


def _sharing(db: Database, documents: set[str]) -> set[str]:
    if not documents:
        return set()
    listed = json.dumps(sorted(documents))
    return {uid for (uid,) in db.execute(_TOLD_OF, [listed, listed])}
