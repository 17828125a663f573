"""The typed entry saved, with what it notes on incidents recorded before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.gui.entry import typed_document
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.forms import StatementForm
from kharkiv_tracker.gui.entry.inputs import Texts
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.update_target import UpdateTarget
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.intake import aged_persons
from kharkiv_tracker.store import corrections, entry_records, incidents, merge_split
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.confirmed_doubts import Confirmation, Confirmed
from kharkiv_tracker.store.edit import Edit


@dataclass(frozen=True, slots=True)
class Remark:
    """What the victims of an incident, by its code, were doing or who they were."""

    code: str
    circumstances: str


def read(
    session: Session, form: Form, target: UpdateTarget, reader: Reader, is_document: bool
) -> Entries:
    """What a form says, read as a file would be; raises Refused.

    `is_document`: nothing is typed in it but the document itself.
    """
    texts = form.texts()
    written: Document = {}
    if isinstance(form, StatementForm) and not is_document:
        written = typed_document.statement(texts, reader)
    elif not is_document:
        written = report(session.case, texts, reader, target.code, target.event_day)
    written = typed_document.with_document(written, texts, reader)
    return entry_json.read(written, reader.gazetteer)


def report(
    case: CaseFile,
    texts: Texts,
    reader: Reader,
    code: str = "",
    event_day: date | None = None,
    persons: Sequence[Document] = (),
) -> Document:
    """One report in the JSON of `add`, with those of its persons that the incident has not yet.

    `persons` are named with it, beside those whose ages are typed in a count.
    """
    written = typed_document.report(texts, reader, code, event_day)
    (incident,) = written["incidents"]
    everybody = [*incident.pop("persons", ()), *({**person, "report": 1} for person in persons)]
    if code:
        everybody = aged_persons.newcomers(case, code, everybody)
    if everybody:
        incident["persons"] = everybody
    return written


def record(
    session: Session,
    entries: Entries,
    distinct_codes: Sequence[Collection[str]],
    remarks: Sequence[Remark] = (),
    confirmation: Confirmation | None = None,
) -> Recorded:
    """Save in one edit; each new incident is noted as not the same as its `distinct_codes`.

    What was odd and confirmed is dismissed with the reason of that. Raises TrackerError, and then
    nothing was saved.
    """

    if not any(distinct_codes) and not remarks and not confirmation:
        return session.record(entries, "add")

    def change(edit: Edit) -> Recorded:
        updated = [entry.code for entry in entries.incidents if entry.code]
        confirmed = Confirmed(session.case, confirmation, updated) if confirmation else None
        recorded = entry_records.record(edit, entries)
        for code, others in zip(recorded.incidents, distinct_codes, strict=False):
            for distinct_code in others:
                # One that was withdrawn meanwhile needs no note.
                with suppress(Refused):
                    merge_split.link(edit, code, distinct_code, Relation.DIFFERENT)
        for remark in remarks:
            incident = incidents.incident(session.case, remark.code)
            corrected = replace(incident, circumstances=remark.circumstances)
            corrections.amend(edit, incident.code, corrected)
        if confirmed:
            confirmed.dismiss(edit, (*recorded.incidents, *recorded.updated))
        return recorded

    return session.edit(confirmation.reason if confirmation else "add", change)
