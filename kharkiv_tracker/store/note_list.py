"""Notes as they are listed, with the records they are on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.store import codes, history, note_records, record_subjects
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.selection_sql import LISTED

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note, and the code of the record it is on."""

    note: Note
    on: str


def listed(case: CaseFile, code: str | None = None) -> tuple[ListedNote, ...]:
    """All notes, oldest first; or those on the record of that code and on what belongs to it."""
    if code is None:
        return _listed(case.db)
    uids = record_subjects.belonging(case.db, note_records.subject_of(case.db, code))
    return _listed(case.db, f"WHERE subject IN {LISTED}", [json.dumps(uids)])


def note(case: CaseFile, code: str) -> ListedNote:
    """The note of that code; raises Refused if not found."""
    _kind, uid = codes.find(case.db, code)
    return _listed(case.db, "WHERE uid = ?", [uid])[0]


def _listed(
    db: Database, where: str = "", params: list[str] | None = None
) -> tuple[ListedNote, ...]:
    notes = tuple(read_records(db, Note, where, params))
    names = history.names_of(db, {entry.subject for entry in notes})
    return tuple(ListedNote(entry, names.get(entry.subject, "")) for entry in notes)
