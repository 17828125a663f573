"""Persons of incidents: listed, added and corrected."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.match_key import is_blank
from kharkiv_tracker.domain.person import PURGED as PURGED
from kharkiv_tracker.domain.person import Person, Visibility
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import field_merge, person_groups, person_references, records
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.incidents import uid_of
from kharkiv_tracker.store.record_reader import read_record, read_records
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person with their code, those of the report that names them and of who they are, if any."""

    code: str
    person: Person
    report: str = ""
    same_as: str = ""


def of(case: CaseFile, code: str) -> tuple[Person, ...]:
    """The persons of an incident by number, withdrawn ones too."""
    where = "WHERE incident = ? ORDER BY number"
    return tuple(read_records(case.db, Person, where, [uid_of(case, code)]))


def person(case: CaseFile, code: str) -> Person:
    """The person of that code, `KHT-…-01/P1`; raises Refused if not found."""
    return in_case(case.db, _uid(case.db, code))


def in_case(db: Database, uid: str) -> Person:
    """The person of that id; blank if not found."""
    record: Person = read_record(db, "person", uid)
    return record


def listed(case: CaseFile, code: str | None = None) -> Iterator[ListedPerson]:
    """Every person of the case, or of one incident, in the order of the codes."""
    if code is None:
        return _listed(case, "TRUE", [])
    return _listed(case, "p.incident = ?", [uid_of(case, code)])


def of_uids(case: CaseFile, uids: Sequence[str]) -> list[ListedPerson]:
    """The persons of these ids, in the order of the codes."""
    return list(_listed(case, f"p.uid IN {LISTED}", [json.dumps(list(uids))]))


def _listed(case: CaseFile, where: str, params: list[str]) -> Iterator[ListedPerson]:
    rows = case.db.execute(
        "SELECT p.uid, i.code, p.number, r.number FROM persons AS p "
        "JOIN incidents AS i ON i.uid = p.incident LEFT JOIN reports AS r ON r.uid = p.report "
        f"WHERE {where} ORDER BY i.code, p.number",
        params,
    ).fetchall()
    for uid, incident, number, report in rows:
        record = in_case(case.db, uid)
        report_code = f"{incident}/{report}" if report else ""
        same_as = person_references.code_in(case.db, record.same_as) if record.same_as else ""
        yield ListedPerson(f"{incident}/{NUMBERED['person']}{number}", record, report_code, same_as)


def add(edit: Edit, code: str, person: Person) -> str:
    """Add a person to an incident; returns the person's code, `KHT-…-01/P1`."""
    kind, uid = find(edit.db, code)
    if kind != "incident":
        raise Refused(_("Incident {code} is not in this case file.").format(code=code))
    _check_references(edit.db, records.merge_target(edit.db, uid), person)
    person_code = edit.add_person(code_of(code), person)
    person_groups.arrange(edit, _uid(edit.db, person_code))
    return person_code


def amend(edit: Edit, code: str, person: Person, before: Person | None = None) -> None:
    """Make a person what they are corrected to; incident, number and withdrawal stay.

    `before` is how they were when the correction was begun: what others changed since stays.
    Raises Refused where they changed the same field.
    """
    uid = _uid(edit.db, code)
    state = records.read(edit.db, "person", uid) or {}
    if before is not None:
        person = field_merge.merged(before, person, in_case(edit.db, uid))
    person.check()
    _check_references(edit.db, state["incident"], person, uid)
    corrected = replace(person, number=state["number"], withdrawn=bool(state.get("withdrawn")))
    person_state = edit.person_state(corrected, state)
    edit.write("person", uid, {**person_state, "incident": state["incident"]})
    person_groups.arrange(edit, uid)


def show_name(edit: Edit, code: str, visibility: Visibility, reason: str) -> None:
    """Note what of a person may be published, why, and that the author of the edit decided it."""
    if visibility is not Visibility.AGE_AND_SEX and is_blank(reason):
        raise Refused(
            _("Enter a reason for what may be published. It is kept in the history."), "reason"
        )
    known = in_case(edit.db, _uid(edit.db, code))
    decided = replace(
        known, visibility=visibility, visibility_reason=reason, cleared_by=edit.author
    )
    amend(edit, code, decided)


def report_id(case: CaseFile, code: str, number: int) -> str:
    """The id of a report of a person's incident by its number; "" for 0, which is none."""
    if not number:
        return ""
    row = case.db.execute(
        "SELECT uid FROM reports WHERE number = ? AND incident = "
        "(SELECT incident FROM persons WHERE uid = ?)",
        [number, _uid(case.db, code)],
    ).fetchone()
    if row is None:
        raise Refused(_("The incident has no report {number}.").format(number=number), "report")
    return str(row[0])


def same_person(case: CaseFile, code: str, name: str) -> str:
    """The id of a person by code, or by number in the incident of this one; "" for ""."""
    if not name:
        return ""
    incident = code_of(code).partition("/")[0]
    owner = records.read(case.db, "person", _uid(case.db, code)) or {}
    with under("same_as"):
        return person_references.PersonReferences(case.db, owner["incident"], incident).same_as(
            name
        )


def report_number(case: CaseFile, report: str) -> int:
    """The number of the report of that id, 0 if not found."""
    row = case.db.execute("SELECT number FROM reports WHERE uid = ?", [report]).fetchone()
    return int(row[0]) if row else 0


def death_report(case: CaseFile, uid: str) -> str:
    """The id of the report that names the person (by uid) among those who died; "" for none."""
    row = case.db.execute(
        "SELECT d.record FROM report_died AS d JOIN reports AS r ON r.uid = d.record "
        "WHERE d.value = ? ORDER BY r.withdrawn, r.number",
        [uid],
    ).fetchone()
    return str(row[0]) if row else ""


def set_death_report(edit: Edit, code: str, report: str) -> None:
    """Name the person among those who died by this report (by id), and by no other; "": by none."""
    uid, person_state = _state(edit.db, code)
    where = "WHERE incident = ?"
    for report_uid, state in list(
        records.states(edit.db, "report", where, [person_state["incident"]])
    ):
        died = {*state.get("died", ())} - {uid} | ({uid} if report_uid == report else set())
        if report_uid == report and len(died) > state.get("transfer", 0):
            raise Refused(
                _("More people are named than died according to report {number}.").format(
                    number=state["number"]
                ),
                "died",
            )
        edit.write("report", report_uid, {**state, "died": sorted(died)})


def _state(db: Database, code: str) -> tuple[str, State]:
    uid = _uid(db, code)
    return uid, records.read(db, "person", uid) or {}


def _uid(db: Database, code: str) -> str:
    kind, uid = find(db, code)
    if kind != "person":
        raise Refused(_("{code} is not a person.").format(code=code))
    return uid


def _check_references(db: Database, incident: str, person: Person, uid: str = "") -> None:
    """Refuse a person whose report is of another incident (by uid), or who names no person."""
    report = records.read(db, "report", person.report) if person.report else None
    if person.report and (report is None or report["incident"] != incident):
        raise Refused(_("The report does not belong to this incident."), "report")
    if person.same_as and person.same_as == uid:
        raise Refused(_("This is the same record. Enter another person."), "same_as")
    if person.same_as and records.read(db, "person", person.same_as) is None:
        raise Refused(_("Person {name} not found.").format(name=person.same_as), "same_as")
