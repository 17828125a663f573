"""What was entered, recorded in one edit: documents first, then all that points to them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import replace

from kharkiv_tracker.domain.entry import DocumentEntry, Entries, IncidentEntry, Recorded
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    document_records,
    entry_ids,
    identifier_records,
    identity,
    note_records,
    person_groups,
    records,
)
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.person_references import PersonReferences, reports_by_number


def record(edit: Edit, entries: Entries) -> Recorded:
    """Add documents, incidents, reports, statements and joint reports, and list sources."""
    entry_ids.refuse_recorded(edit.db, entries)
    edit.keeps_ids = True
    edit.memory.reserve(entry_ids.codes_wanted(entries))
    edit.documents.local.update(entries.ids)
    sources = [edit.list_source(source) for source in entries.sources]
    documents = [_document(edit, entry) for entry in entries.documents]
    edit.expect(entry.incident for entry in entries.incidents if entry.incident)
    new: list[str] = []
    updated: list[str] = []
    # Persons may be named before they are recorded.
    uids = [p.person.uid for entry in entries.incidents for p in entry.persons if p.person.uid]
    people = dict(zip(uids, uids, strict=True))
    for entry in entries.incidents:
        (updated if entry.incident is None else new).append(_incident(edit, entry, people))
    statement_codes = []
    for number, statement in enumerate(entries.statements):
        with under(f"statements[{number}]"):
            statement_codes.append(edit.add_statement(statement))
    joint_codes = []
    for number, joint_report in enumerate(entries.joint):
        with under(f"joint_reports[{number}]"):
            joint_codes.append(edit.add_joint(joint_report, entries.ids))
    for note in entries.notes:
        with under(note.path):
            if note.on not in entries.ids:
                raise Refused(_("Record {code} is not in this file.").format(code=shown(note.on)))
            note_records.add(edit, entries.ids[note.on], note.note)
    return Recorded(
        tuple(new),
        tuple(dict.fromkeys(updated)),
        tuple(statement_codes),
        tuple(joint_codes),
        tuple(sources),
        tuple(documents),
        edit.changes,
    )


def _document(edit: Edit, entry: DocumentEntry) -> str:
    with under(entry.path):
        uid = document_records.add(edit, entry.document)
        for identifier in entry.identifiers:
            identifier_records.add(edit, uid, identifier)
    if entry.id:
        edit.documents.local[entry.id] = uid
    return str((records.read(edit.db, "document", uid) or {})["code"])


def _incident(edit: Edit, entry: IncidentEntry, people: dict[str, str]) -> str:
    if entry.incident is not None:
        with under(entry.path):
            uid, code = edit.begin_incident(entry.incident)
        _add_to(edit, uid, code, entry, people)
        return code
    incident = edit.merge_target(entry.code)
    state = records.read(edit.db, "incident", incident[0]) if incident else None
    if not incident or not state or state["state"] == ReviewState.WITHDRAWN.value:
        raise Refused(
            _("Incident {code} is not in this case file.").format(code=entry.code),
            path=f"{entry.path}.code" if entry.path else "code",
        )
    uid, code = incident
    _add_to(edit, uid, code, entry, people)
    return code


def _add_to(
    edit: Edit, incident: str, code: str, entry: IncidentEntry, people: dict[str, str]
) -> None:
    """Add reports and persons, which name one another, to an incident by its uid and code."""
    number = edit.next_number("person", incident) - 1 if entry.persons else 0
    uids = [person.person.uid or identity.new_uid() for person in entry.persons]
    local: ChainMap[str, str] = ChainMap({}, people)
    for person, uid in zip(entry.persons, uids, strict=True):
        number = max(number + 1, person.person.number)
        local[f"{NUMBERED['person']}{number}"] = uid
    local.update({p.id: uid for p, uid in zip(entry.persons, uids, strict=True) if p.id})
    persons = PersonReferences(edit.db, incident, entry.code or code, local)
    with under(entry.path):
        edit.add_reports(incident, entry.reports, persons)
    if entry.persons:
        _add_persons(edit, code, entry, uids, persons)
    for identifier in entry.identifiers:
        identifier_records.add(edit, incident, identifier)
    for note in entry.notes:
        note_records.add(edit, incident, note)


def _add_persons(
    edit: Edit, code: str, entry: IncidentEntry, new_uids: Sequence[str], persons: PersonReferences
) -> None:
    uids = reports_by_number(edit.db, code, entry.code)
    for entry_person, uid in zip(entry.persons, new_uids, strict=True):
        with under(f"{entry.path}.{entry_person.path}".strip(".")):
            if entry_person.report and entry_person.report not in uids:
                raise Refused(
                    _("The incident has no report {number}.").format(number=entry_person.report),
                    path="report",
                )
            same_as = ""
            if entry_person.same_as:
                with under("same_as"):
                    same_as = persons.same_as(entry_person.same_as)
                    if same_as == uid:
                        raise Refused(_("This is the same record. Enter another person."))
            report = uids.get(entry_person.report, entry_person.person.report)
            person = replace(entry_person.person, report=report, same_as=same_as)
            edit.add_person(code, person, uid)
        for identifier in entry_person.identifiers:
            identifier_records.add(edit, uid, identifier)
    for uid in new_uids:
        person_groups.arrange(edit, uid)
