"""A record read for correction and written back as one edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.incident import Incident, code_of
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import document_json, record_json
from kharkiv_tracker.gui.entry import typed_document
from kharkiv_tracker.gui.entry.inputs import Texts, texts_of
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import entry_doubts
from kharkiv_tracker.intake.entry_doubts import Doubt
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store import (
    corrections,
    document_records,
    incidents,
    person_references,
    statements,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.confirmed_doubts import Confirmation, Confirmed
from kharkiv_tracker.store.edit import Edit

Record = Incident | Report | Statement | Document


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """A record with its code and the texts of its form."""

    code: str
    record: Record
    event_day: date | None
    texts: Texts

    @property
    def incident(self) -> str:
        """The code of the incident it is or belongs to; "" for an official total or a document."""
        is_apart = isinstance(self.record, Statement | Document)
        return "" if is_apart else self.code.partition("/")[0]

    @property
    def uid(self) -> str:
        """The id of a report; "" for other records."""
        return self.record.uid if isinstance(self.record, Report) else ""

    def corrected(self, changed: Mapping[str, str], reader: Reader) -> Record:
        """The record with these texts; Refused names the field."""
        record = type(self.record)
        present = record_json.document_of(self.record)
        typed = typed_document.corrected(
            present, changed, record, reader, self.event_day, self.texts
        )
        if record is Document:
            return document_json.read_document(typed)
        return record_json.read_record(record, typed, reader.gazetteer)

    def correction(
        self,
        case: CaseFile,
        changed: Mapping[str, str],
        reader: Reader,
        confirmation: Confirmation | None = None,
    ) -> Callable[[Edit], None]:
        """The change that writes these texts into the record; Refused names the field.

        What was odd and confirmed is dismissed with it.
        """
        new_record = self.corrected(changed, reader)

        def change(edit: Edit) -> None:
            if not confirmation or not self.incident:
                corrections.amend(edit, self.code, new_record)
                return
            confirmed = Confirmed(case, confirmation, [self.incident], self.uid)
            corrections.amend(edit, self.code, new_record)
            confirmed.dismiss(edit, [self.incident])

        return change

    def doubts(self, case: CaseFile, changed: Mapping[str, str], reader: Reader) -> list[Doubt]:
        """What these texts make odd that was not."""
        record = self.corrected(changed, reader)
        return entry_doubts.of_correction(case, self.incident, self.record, record)


def find(case: CaseFile, code: str, gazetteer: Gazetteer) -> SavedRecord:
    """The record with this code; raises Refused if not found."""
    kind, uid = corrections.find(case.db, code)
    if kind == "statement":
        totals = statements.statements(case, withdrawn=True)
        total = next(total for total in totals if total.code == code_of(code))
        return SavedRecord(total.code, total, None, texts_of(total, gazetteer))
    if kind == "document":
        document = document_records.document(case, code)
        return SavedRecord(document.code, document, None, texts_of(document, gazetteer))
    incident_code, _slash, _number = code.partition("/")
    incident = incidents.incident(case, incident_code)
    day = incident.event.date
    if kind == "incident":
        return SavedRecord(incident.code, incident, day, texts_of(incident, gazetteer))
    if kind != "report":
        raise Refused(_("Record {code} is not in this case file.").format(code=code))
    report = next(row for row in incidents.reports(case, incident_code) if row.uid == uid)
    report = person_references.with_codes(case.db, report)
    return SavedRecord(f"{incident.code}/{report.number}", report, day, texts_of(report, gazetteer))


def listed(case: CaseFile, code: str) -> list[tuple[str, str]]:
    """The incident and each of its reports: code and label."""
    choices = [(code, _("What happened"))]
    for report in incidents.reports(case, code):
        who = _("Confidential source") if report.is_confidential else labels.speaker(report.speaker)
        label = _("Report {number}: {speaker}, {as_of}").format(
            number=report.number, speaker=who, as_of=labels.as_of(report.as_of)
        )
        choices.append((f"{code}/{report.number}", label))
    return choices


def title(saved: SavedRecord, case: CaseFile, gazetteer: Gazetteer) -> str:
    """The title of a record: place and district of an incident, area of a total, of a document."""
    if isinstance(saved.record, Statement):
        area = gazetteer.get(saved.record.area)
        return labels.area(area) if area else saved.record.area
    if isinstance(saved.record, Document):
        return saved.record.title
    incident = incidents.incident(case, saved.incident)
    return people_text.incident(incident.place, gazetteer.get(incident.district))
