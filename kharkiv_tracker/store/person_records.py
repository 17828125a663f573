"""Persons of incidents: added, corrected, and searched for duplicates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import field_merge, records
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.incidents import uid_of
from kharkiv_tracker.store.states import record_from, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: The replacement of a purged name.
PURGED = "[purged]"


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person with their code and that of the report that names them, if any."""

    code: str
    person: Person
    report: str = ""


def of(case: CaseFile, code: str) -> tuple[Person, ...]:
    """The persons of an incident by number, withdrawn ones too."""
    where = "WHERE incident = ? ORDER BY number"
    states = records.states(case.db, "person", where, [uid_of(case, code)])
    return tuple(record_from(Person, state, uid=uid) for uid, state in states)


def person(case: CaseFile, code: str) -> Person:
    """The person of that code, `KHT-…-01/P1`; raises Refused where there is none."""
    uid = _uid(case.db, code)
    return record_from(Person, uid=uid, state=records.read(case.db, "person", uid) or {})


def listed(case: CaseFile, code: str | None = None) -> Iterator[ListedPerson]:
    """Every person of the case, or of one incident, in the order of the codes."""
    where = "" if code is None else "WHERE p.incident = ?"
    rows = case.db.execute(
        "SELECT p.uid, i.code, p.number, r.number FROM persons AS p "
        "JOIN incidents AS i ON i.uid = p.incident LEFT JOIN reports AS r ON r.uid = p.report "
        f"{where} ORDER BY i.code, p.number",
        [] if code is None else [uid_of(case, code)],
    ).fetchall()
    for uid, incident, number, report in rows:
        record = record_from(Person, uid=uid, state=records.read(case.db, "person", uid) or {})
        report_code = f"{incident}/{report}" if report else ""
        yield ListedPerson(f"{incident}/{NUMBERED['person']}{number}", record, report_code)


def add(edit: Edit, code: str, person: Person) -> str:
    """Add a person to an incident; returns the person's code, `KHT-…-01/P1`."""
    kind, uid = find(edit.db, code)
    if kind != "incident":
        raise Refused(_("There is no incident {code} in this case file.").format(code=code))
    _check_report(edit.db, records.merge_target(edit.db, uid), person)
    return edit.add_person(code_of(code), person)


def amend(edit: Edit, code: str, person: Person, before: Person | None = None) -> None:
    """Make a person what they are corrected to; incident, number and withdrawal stay.

    `before` is how they were when the correction was begun: what others changed since stays.
    Raises Refused where they changed the same field.
    """
    uid = _uid(edit.db, code)
    state = records.read(edit.db, "person", uid) or {}
    if before is not None:
        person = field_merge.merged(before, person, record_from(Person, state, uid=uid))
    person.check()
    _check_report(edit.db, state["incident"], person)
    corrected = replace(person, number=state["number"], withdrawn=bool(state.get("withdrawn")))
    edit.write("person", uid, {**state_of(corrected), "incident": state["incident"]})


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


def report_number(case: CaseFile, report: str) -> int:
    """The number of the report of that id, 0 where there is none."""
    row = case.db.execute("SELECT number FROM reports WHERE uid = ?", [report]).fetchone()
    return int(row[0]) if row else 0


def twice(case: CaseFile) -> list[tuple[str, ...]]:
    """Codes of persons who bear one name in different incidents that count, group by group."""
    rows = case.db.execute(
        "SELECT p.folded, i.code, p.number FROM persons AS p "
        "JOIN incidents AS i ON i.uid = p.incident "
        "WHERE p.folded <> '' AND p.name NOT LIKE ? || '%' AND p.withdrawn = 0 "
        "AND i.state <> 'Withdrawn' AND i.grade IS NOT 'Discounted' "
        "ORDER BY p.folded, i.code, p.number",
        [PURGED],
    )
    groups: dict[str, dict[str, str]] = {}
    for folded, incident, number in rows:
        # Twice in one incident is for the list of its persons to show.
        named = f"{incident}/{NUMBERED['person']}{number}"
        groups.setdefault(folded, {}).setdefault(incident, named)
    return [tuple(group.values()) for group in groups.values() if len(group) > 1]


def _uid(db: Database, code: str) -> str:
    kind, uid = find(db, code)
    if kind != "person":
        raise Refused(_("{code} is no person.").format(code=code))
    return uid


def _check_report(db: Database, incident: str, person: Person) -> None:
    """Refuse a person whose report belongs to another incident than this (by uid)."""
    report = records.read(db, "report", person.report) if person.report else None
    if person.report and (report is None or report["incident"] != incident):
        raise Refused(_("The report named is not one of this incident."), "report")
