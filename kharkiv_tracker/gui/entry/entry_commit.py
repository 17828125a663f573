"""The typed entry saved, with a note on incidents it is not the same as."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import entry_records, merge_split
from kharkiv_tracker.store.edit import Edit


def record(session: Session, entries: Entries, distinct_codes: Sequence[str]) -> Recorded:
    """Save in one edit; a new incident is noted as not the same as those `distinct_codes`, by code.

    Raises TrackerError, and then nothing was saved.
    """

    if not distinct_codes:
        return session.record(entries, "add")

    def change(edit: Edit) -> Recorded:
        recorded = entry_records.record(edit, entries)
        for code in recorded.incidents:
            for distinct_code in distinct_codes:
                # One that was withdrawn meanwhile needs no note.
                with suppress(Refused):
                    merge_split.link(edit, code, distinct_code, Relation.DIFFERENT)
        return recorded

    return session.edit("add", change)
