"""What was confirmed of a pasted text, recorded in one edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.gui.entry import entry_commit
from kharkiv_tracker.gui.entry.entry_commit import Remark
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.paste.pasted_document import PastedDocument
from kharkiv_tracker.gui.paste.proposal_check import ProposalCheck
from kharkiv_tracker.gui.paste.proposed_entry import REMARK, ProposedEntry
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.confirmed_doubts import Confirmation


def read(
    document: PastedDocument,
    check: ProposalCheck,
    entries: Sequence[ProposedEntry],
    reader: Reader,
) -> Entries:
    """All of them as one document with its records; raises Refused."""
    written = [check.document_of(entry) for entry in entries]
    return entry_json.read(document.written(_by_incident(written), reader), reader.gazetteer)


def record(
    session: Session,
    entries: Entries,
    confirmed: Sequence[ProposedEntry],
    confirmations: Sequence[Confirmation],
) -> Recorded:
    """Save in one edit; raises TrackerError, and then nothing was saved."""
    new = [entry for entry in confirmed if not entry.is_statement and not entry.code]
    distinct = [entry.distinct_codes for entry in new]
    confirmation = None
    if confirmations:
        kinds = frozenset(kind for each in confirmations for kind in each.kinds)
        reasons = dict.fromkeys(each.reason for each in confirmations)
        confirmation = Confirmation(kinds, " ".join(reasons))
    remarks = list(_remarks(session.case, confirmed))
    return entry_commit.record(session, entries, distinct, remarks, confirmation)


def _remarks(case: CaseFile, confirmed: Sequence[ProposedEntry]) -> Iterator[Remark]:
    """What updates say of the victims, after what their incidents say already."""
    for entry in confirmed:
        if entry.code and (text := entry.value(REMARK).text):
            before = incidents.incident(case, entry.code).circumstances
            if text not in before:
                yield Remark(entry.code, "\n".join(filter(None, (before, text))))


def _by_incident(documents: Sequence[Document]) -> list[Document]:
    """Several updates of one incident become one, whose persons name the right report."""
    updates: dict[str, Document] = {}
    merged: list[Document] = []
    for document in documents:
        incidents = document.get("incidents", [])
        code = incidents[0].get("code", "") if incidents else ""
        if code in updates:
            before, (incident,) = updates[code], incidents
            count = len(before["reports"])
            before["reports"] += incident["reports"]
            persons = incident.get("persons", [])
            moved = [{**person, "report": person["report"] + count} for person in persons]
            if moved:
                before.setdefault("persons", []).extend(moved)
            continue
        if code:
            updates[code] = incidents[0]
        merged.append(document)
    return merged
