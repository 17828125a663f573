"""The subject of commands for a record that is known by its kind and code."""

from __future__ import annotations

from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.gui.commands import subject
from kharkiv_tracker.gui.commands.command import About
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.store import incidents, person_pairs, person_records

_TOTALS = {"statement": About.TOTAL, "joint": About.JOINT}


def of_coded(host: CaseHost, kind: str, code: str) -> Subject | None:
    """A report, person, official total or joint report by its code; None for other kinds."""
    case, (incident_code, _slash, number) = host.session.case, code.partition("/")
    if kind == "report":
        incident = incidents.incident(case, incident_code)
        reports = incidents.reports(case, incident_code)
        report = next((report for report in reports if str(report.number) == number), None)
        return subject.of_report(host, incident, report) if report else None
    if kind == "person":
        person = person_records.person(case, code)
        return subject.of_person(host, code, person, _is_joined(host, person))
    return subject.of_total(host, code, _TOTALS[kind]) if kind in _TOTALS else None


def _is_joined(host: CaseHost, person: Person) -> bool:
    """Whether another record is of the same person."""
    groups = person_pairs.joined(host.session.case.db)
    group = groups.get(person.uid, person.uid)
    return sum(other == group for other in groups.values()) > 1
