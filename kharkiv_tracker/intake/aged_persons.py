"""Persons whose ages are given in a count: recorded with the incident, each once."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, person_records
from kharkiv_tracker.store.case_file import CaseFile


def no_place() -> Refused:
    """That no persons are recorded with a record of this kind."""
    return Refused(_("Leave out ages here. They are recorded for each person of an incident."))


def everybody(_code: str, persons: Sequence[Document]) -> list[Document]:
    """All of them, of no report: where nothing is known of the incident."""
    return [_of_no_report(person) for person in persons]


def newcomers(case: CaseFile, code: str, persons: Sequence[Document]) -> list[Document]:
    """Those an update mentions and the incident of this code does not have.

    The number of their report, among those of the update, becomes its number in the incident.
    """
    recorded = [record_json.document_of(person) for person in person_records.of(case, code)]
    before = max((report.number for report in incidents.reports(case, code)), default=0)
    return [
        {**person, "report": before + person["report"]} for person in unknown(persons, recorded)
    ]


def unknown(persons: Sequence[Document], recorded: Sequence[Document]) -> list[Document]:
    """The persons that none of those recorded is; each of these is taken for one of them."""
    left, new = [person for person in recorded if isinstance(person, dict)], []
    for person in persons:
        wanted = _of_no_report(person).items()
        same = next((other for other in left if wanted <= other.items()), None)
        if same is None:
            new.append(person)
        else:
            left.remove(same)
    return new


def _of_no_report(person: Document) -> Document:
    return {name: value for name, value in person.items() if name != "report"}
