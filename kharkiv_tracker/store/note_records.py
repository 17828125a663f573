"""Notes on records: added and corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.domain.note import CODE, SUBJECTS, Note
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import codes, identity, record_subjects, records
from kharkiv_tracker.store.states import state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.edit import Edit


def add(edit: Edit, subject: str, note: Note) -> str:
    """Add a note to a record (by uid); returns the note's code."""
    note = _clean(note)
    written = identity.now().astimezone().isoformat(timespec="seconds")
    code = edit.next_code(f"{CODE}-{written[:10]}", note.code)
    note = replace(note, subject=subject, code=code, author=edit.author, written=written)
    edit.add("note", state_of(note), note.uid)
    return code


def add_to(edit: Edit, code: str, note: Note) -> str:
    """Add a note to the record of that code; returns the note's own."""
    return add(edit, subject_of(edit.db, code), note)


def amend(edit: Edit, code: str, note: Note) -> None:
    """Correct the text of a note; who wrote it and when stays."""
    _kind, uid = codes.find(edit.db, code)
    state = records.read(edit.db, "note", uid) or {}
    edit.write("note", uid, {**state, "text": _clean(note).text})


def subject_of(db: Database, code: str) -> str:
    """The id of the record of that code; Refused where it cannot have notes."""
    sentence = _("{code} cannot have notes. Choose the record that the note is about.")
    return record_subjects.subject_of(db, code, SUBJECTS, sentence)


def _clean(note: Note) -> Note:
    clean = replace(note, text=storable(note.text).strip())
    clean.check()
    return clean
