"""What other archives call the records of a case: added and corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.identifier import CODE, SUBJECTS, Identifier
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import codes, record_subjects, records
from kharkiv_tracker.store.states import state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.edit import Edit


def add(edit: Edit, subject: str, identifier: Identifier) -> str:
    """Add an identifier to a record (by uid); returns the identifier's own code."""
    identifier = _clean(identifier)
    _refuse_twice(edit, subject, identifier)
    code = edit.next_code(CODE, identifier.code)
    identifier = replace(identifier, subject=subject, code=code)
    edit.add("identifier", state_of(identifier), identifier.uid)
    return code


def add_to(edit: Edit, code: str, identifier: Identifier) -> str:
    """Add an identifier to the record of that code; returns the identifier's own."""
    return add(edit, subject_of(edit.db, code), identifier)


def amend(edit: Edit, code: str, identifier: Identifier) -> None:
    """Correct the archive and the value of an identifier."""
    _kind, uid = codes.find(edit.db, code)
    state = records.read(edit.db, "identifier", uid) or {}
    identifier = _clean(identifier)
    _refuse_twice(edit, state["subject"], identifier, uid)
    state = {**state, "scheme": identifier.scheme, "value": identifier.value}
    edit.write("identifier", uid, state)


def subject_of(db: Database, code: str) -> str:
    """The id of the record of that code; Refused where it cannot have identifiers."""
    sentence = _("{code} cannot have identifiers. Choose an incident, a document or a person.")
    return record_subjects.subject_of(db, code, SUBJECTS, sentence)


def same(db: Database, identifier: Identifier) -> list[tuple[str, str]]:
    """The ids of all identifiers like this one that are not withdrawn, with their subjects."""
    return db.execute(
        "SELECT uid, subject FROM identifiers WHERE folded = ? AND NOT withdrawn",
        [_folded(identifier)],
    ).fetchall()


def _folded(identifier: Identifier) -> str:
    return str(records.WORKED_OUT["identifier"](state_of(identifier))["folded"])


def _refuse_twice(edit: Edit, subject: str, identifier: Identifier, own: str = "") -> None:
    """Raise Refused where the record has this identifier already."""
    known = edit.memory.identifiers_on(subject)
    if known is None:
        is_known = any(on == subject and uid != own for uid, on in same(edit.db, identifier))
    else:
        is_known = _folded(identifier) in known
    if is_known:
        raise Refused(_("The record already has this identifier."), path="value")


def _clean(identifier: Identifier) -> Identifier:
    """The identifier in one line each, as it is typed in JSON too."""
    clean = replace(
        identifier,
        scheme=" ".join(storable(identifier.scheme).split()),
        value=" ".join(storable(identifier.value).split()),
    )
    clean.check()
    return clean
