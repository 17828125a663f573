"""The JSON of a person, read and written: `{"name": "…", "age": "34", "report": 1}`."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.domain.entry import PersonEntry
from kharkiv_tracker.domain.person import Person, Sex, Status
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange.shape import Fields, text_of, whole_number
from kharkiv_tracker.i18n import _


def read_person(document: object, path: str = "") -> PersonEntry:
    """A person from the fields of the JSON of `add`; a report is named by its number."""
    fields = Fields(document)
    person = Person(
        name=fields.text("name"),
        cleared=fields.flag("cleared"),
        age=_age(fields.take("age")),
        sex=fields.word("sex", Sex),
        status=fields.word("status", Status),
        notes=fields.long_text("notes"),
    )
    report = fields.take("report")
    with under("report"):
        number = 0 if report is None else whole_number(report)
        if report is not None and not number:
            raise Refused(_("Reports are numbered from 1."))
    fields.nothing_else()
    person.check()
    return PersonEntry(person, number, path)


def person_document(person: Person, report: int = 0) -> dict[str, Any]:
    """The fields of a person, the report that tells of them by its number; only what is said."""
    told = {
        "name": person.name,
        "cleared": person.cleared,
        "age": str(person.age),
        "sex": person.sex.value if person.sex else None,
        "status": person.status.value if person.status else None,
        "report": report,
        "notes": person.notes,
    }
    return {name: value for name, value in told.items() if value}


def _age(value: object) -> Count:
    with under("age"):
        age = parse_count(text_of(value))
        if isinstance(age, Ratio):
            raise Refused(_("A number is needed here, not a ratio."))
        return age
