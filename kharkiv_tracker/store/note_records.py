"""Notes on records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.note import CODE, Note
from kharkiv_tracker.store import codes, identity
from kharkiv_tracker.store.states import state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.edit import Edit


def add(edit: Edit, subject: str, note: Note) -> str:
    """Add a note to a record (by uid); returns the note's code."""
    note.check()
    written = identity.now().astimezone().isoformat(timespec="seconds")
    code = codes.next_code(edit.db, f"{CODE}-{written[:10]}")
    note = replace(note, subject=subject, code=code, author=edit.author, written=written)
    edit.write("note", identity.new_uid(), state_of(note))
    return code
