"""The typed entry saved, with what it notes on incidents recorded before."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import corrections, entry_records, incidents, merge_split
from kharkiv_tracker.store.edit import Edit


@dataclass(frozen=True, slots=True)
class Remark:
    """What the victims of an incident, by its code, were doing or who they were."""

    code: str
    circumstances: str


def record(
    session: Session,
    entries: Entries,
    distinct_codes: Sequence[str],
    remark: Remark | None = None,
) -> Recorded:
    """Save in one edit; a new incident is noted as not the same as those `distinct_codes`, by code.

    Raises TrackerError, and then nothing was saved.
    """

    if not distinct_codes and not remark:
        return session.record(entries, "add")

    def change(edit: Edit) -> Recorded:
        recorded = entry_records.record(edit, entries)
        for code in recorded.incidents:
            for distinct_code in distinct_codes:
                # One that was withdrawn meanwhile needs no note.
                with suppress(Refused):
                    merge_split.link(edit, code, distinct_code, Relation.DIFFERENT)
        if remark:
            incident = incidents.incident(session.case, remark.code)
            corrected = replace(incident, circumstances=remark.circumstances)
            corrections.amend(edit, incident.code, corrected)
        return recorded

    return session.edit("add", change)
