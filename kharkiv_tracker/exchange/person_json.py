"""The JSON of a person, read and written: `{"name": "…", "age": "34", "report": 1}`."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker.domain.entry import PersonEntry
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange.json_shape import Fields, whole_number
from kharkiv_tracker.exchange.record_json import document_of, read_record, spoken
from kharkiv_tracker.i18n import _


def read_person(document: object, path: str = "") -> PersonEntry:
    """A person from the fields of the JSON of `add`; a report is named by its number."""
    fields = Fields(document)
    report = fields.pop("report")
    with under("report"):
        number = 0 if report is None else whole_number(report)
        if report is not None and not number:
            raise Refused(_("Reports are numbered from 1."))
    return PersonEntry(read_record(Person, fields.rest()), number, path)


def person_document(person: Person, report: int = 0) -> dict[str, Any]:
    """The fields of a person, the report that names them by its number; only what is recorded."""
    return spoken({**document_of(person), "report": report or None})
