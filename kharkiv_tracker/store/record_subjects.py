"""The records that notes and identifiers are on: found by code, named, and merged."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import codes, document_references, records
from kharkiv_tracker.store.states import State

if TYPE_CHECKING:
    from kharkiv_tracker.store.edit import Edit

#: The kinds of records that are on others, by the id of their `subject`.
HANGING = ("note", "identifier")
_MERGED = {"incident": records.merge_target, "document": document_references.merge_target}


def subject_of(db: Database, code: str, kinds: Collection[str], sentence: str) -> str:
    """The id of the record of that code, or of the one it was merged into.

    Raises Refused where it does not exist, with this sentence where it is of no such kind.
    """
    kind, uid = codes.find(db, code)
    if kind not in kinds:
        raise Refused(sentence.format(code=code_of(code)))
    return _MERGED[kind](db, uid) if kind in _MERGED else uid


def belonging(db: Database, owner: str) -> tuple[str, ...]:
    """The ids of a record and of the reports, persons and files that belong to it."""
    numbered = (
        f"SELECT uid FROM {records.table_of(kind)} WHERE {field} = ?1"
        for kind in NUMBERED
        for field in RECORDS[kind].owners
    )
    rows = db.execute(f"SELECT ?1 UNION ALL {' UNION ALL '.join(numbered)}", [owner])
    return tuple(uid for (uid,) in rows)


def hanging(db: Database, kind: str, subject: str) -> Iterator[tuple[str, State]]:
    """The ids and states of the notes or identifiers on a record (by uid), oldest first."""
    return records.states(db, kind, "WHERE subject = ?", [subject])


def move(edit: Edit, merged: str, target: str) -> None:
    """Move the notes and identifiers of a merged record (by uid) to the one it is part of now.

    An identifier that the target has already stays with the merged record.
    """
    own = {
        _key(state)
        for _uid, state in hanging(edit.db, "identifier", target)
        if not state.get("withdrawn")
    }
    for kind in HANGING:
        for uid, state in list(hanging(edit.db, kind, merged)):
            if kind == "note" or _key(state) not in own:
                edit.write(kind, uid, {**state, "subject": target})


def _key(identifier: State) -> str:
    return str(records.WORKED_OUT["identifier"](identifier)["folded"])
