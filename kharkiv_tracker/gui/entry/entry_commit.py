"""What is typed made part of the case, together with what it is said not to be."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import merge_split
from kharkiv_tracker.store.edit import Edit


def record(session: Session, entries: Entries, apart: Sequence[str]) -> Recorded:
    """Save in one edit; a new incident is noted as not the same as those `apart`, by code.

    Raises TrackerError, and then nothing was saved.
    """

    if not apart:
        return session.record(entries, "add")

    def change(edit: Edit) -> Recorded:
        recorded = edit.record(entries)
        for code in recorded.incidents:
            for other in apart:
                # One that was withdrawn meanwhile needs no note.
                with suppress(Refused):
                    merge_split.link(edit, code, other, Relation.DIFFERENT)
        return recorded

    return session.edit("add", change)
