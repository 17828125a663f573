"""Records of the team's files, which name one another by codes: ids alone say nothing to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.store import merge_split, person_references
from kharkiv_tracker.store.case_file import CaseFile


class RecordCodes:
    """The codes by which an incident, its reports and its persons name others."""

    def __init__(self, case: CaseFile, code: str) -> None:
        self._case, self._code = case, code
        self._codes: dict[str, str] = {}

    def read(self, reports: Sequence[Report], persons: Sequence[Person]) -> None:
        """Take in the records of the incident."""
        for kind, listed in (("report", reports), ("person", persons)):
            for one in listed:
                self._codes[one.uid] = f"{self._code}/{NUMBERED[kind]}{one.number}"

    def incident(self, incident: Incident) -> Incident:
        """The incident with the code of the report chosen, and of what it was merged into."""
        if not incident.chosen and not incident.merged_into:
            return incident
        merged = incident.merged_into and merge_split.merged_into(self._case, self._code)
        return replace(incident, chosen=self._codes.get(incident.chosen, ""), merged_into=merged)

    def report(self, report: Report) -> Report:
        """A report with the codes of those who died by it."""
        if not report.died:
            return report
        return replace(report, died=tuple(sorted(filter(None, map(self._person, report.died)))))

    def person(self, person: Person) -> Person:
        """A person with the codes of the report that names them and of whom they are."""
        if not person.report and not person.same_as:
            return person
        report = self._codes.get(person.report, "")
        return replace(person, report=report, same_as=self._person(person.same_as))

    def _person(self, uid: str) -> str:
        if uid and uid not in self._codes:
            # Of another incident.
            self._codes[uid] = person_references.code_in(self._case.db, uid)
        return self._codes.get(uid, "")
