"""What a column of a table can be: every field of an incident, its report and a person of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from kharkiv_tracker import labels
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import COUNTED, PARTS, WITH_PARTS, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.i18n import _


class Subject(StrEnum):
    """The record a column says something of."""

    INCIDENT = "incident"
    REPORT = "report"
    PERSON = "person"
    TOTAL = "official total"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a column can be.

    `name` is stored in mappings and never changes. `path` is where its text goes in the JSON of
    `add`, below the record. `kind` is None where no record has such a field.
    """

    name: str
    subject: Subject
    path: tuple[str, ...] = ()
    kind: Kind | None = None
    label: Callable[[], str] = str

    @property
    def is_date(self) -> bool:
        return self.kind in (Kind.EVENT, Kind.DAY, Kind.AS_OF)

    @property
    def is_count(self) -> bool:
        return self.kind in (Kind.COUNTS, Kind.COMBATANTS, Kind.COUNT)


#: A column that is not taken in.
LEFT_OUT = ""
#: A column whose text becomes a line of a note on the incident.
NOTE = "note"
#: A column by which rows are known to be about one incident; it is not stored.
GROUP = "group"
#: What another archive calls the incident, followed by the name of the archive.
IDENTIFIER = "identifier:"
LATITUDE, LONGITUDE = "latitude", "longitude"
#: The records rows can become, each with what its columns can be.
_RECORDS: Mapping[Subject, tuple[tuple[Subject, type, str], ...]] = {
    Subject.INCIDENT: (
        (Subject.INCIDENT, Incident, ""),
        (Subject.REPORT, Report, ""),
        (Subject.PERSON, Person, "person."),
    ),
    Subject.TOTAL: ((Subject.TOTAL, Statement, ""),),
}
#: Not a text in one cell, or a reference to another record of the file.
_SKIPPED = (Kind.TRANSFER, Kind.RECORD, Kind.RECORDS, Kind.RANGES)
#: Name, path, kind and label of a target.
_Column = tuple[str, tuple[str, ...], Kind, Callable[[], str]]


@cache
def of(record: Subject) -> Mapping[str, Target]:
    """What a column can be where rows become such a record, by name; identifiers are apart."""
    every = [target for part in _RECORDS[record] for target in _of_record(*part)]
    if record is Subject.INCIDENT:
        every += [
            Target(NOTE, Subject.OTHER, label=lambda: _("Keep in a note")),
            Target(GROUP, Subject.OTHER, label=lambda: _("Rows of one incident")),
        ]
    return {target.name: target for target in every}


def target(record: Subject, name: str) -> Target | None:
    """The target of a name; None for an unknown one."""
    if record is Subject.INCIDENT and name.startswith(IDENTIFIER) and name != IDENTIFIER:
        archive = name.removeprefix(IDENTIFIER)
        return Target(name, Subject.INCIDENT, label=lambda: identifier_label(archive))
    return of(record).get(name)


def identifier_label(archive: str) -> str:
    """What the identifier of an archive is called."""
    (value,) = (field for field in fields_of(Identifier) if field.name == "value")
    return f"{labels.field(value)}: {archive}"


def _of_record(subject: Subject, record: type, prefix: str) -> Iterator[Target]:
    for field in fields_of(record):
        if not field.automatic and field.kind not in _SKIPPED:
            for name, path, kind, label in _EXPANDED.get(field.kind, _plain)(field):
                yield Target(f"{prefix}{name}", subject, path, kind, label)


def _plain(field: Field) -> Iterator[_Column]:
    name = record_json.json_name(field)
    yield name, (name,), field.kind, partial(labels.field, field)


def _event(field: Field) -> Iterator[_Column]:
    """When it was: in one text, or its time, end and precision in columns of their own."""
    yield from _plain(field)
    for part in fields_of(EventTime):
        if part.name != "date":
            kind = Kind.DAY if part.name == "until" else part.kind
            yield f"event.{part.name}", ("event", part.name), kind, partial(labels.field, part)


def _point(field: Field) -> Iterator[_Column]:
    yield from _plain(field)
    yield LATITUDE, ("point",), field.kind, lambda: _("Latitude")
    yield LONGITUDE, ("point",), field.kind, lambda: _("Longitude")


def _speaker(field: Field) -> Iterator[_Column]:
    yield from _plain(field)
    yield "office", ("office",), field.kind, lambda: _("Office")


def _source(field: Field) -> Iterator[_Column]:
    yield from _plain(field)
    (kind,) = (part for part in fields_of(Source) if part.name == "kind")
    yield "source_kind", ("source_kind",), kind.kind, partial(labels.field, kind)


def _counts(field: Field) -> Iterator[_Column]:
    for name in field.of:
        yield name, (name,), field.kind, partial(labels.heading, name)
        for part in PARTS if name in WITH_PARTS else ():
            key = subset(name, part)
            yield key, ("of_whom", name, part), field.kind, partial(_part_label, name, key)


def _part_label(quantity: str, key: str) -> str:
    return f"{labels.heading(quantity)}: {labels.quantity(key)}"


def _combatants(field: Field) -> Iterator[_Column]:
    for name in COUNTED:
        label = partial(_combatants_label, field, name)
        yield f"combatants.{name}", ("combatants", name), field.kind, label


def _combatants_label(field: Field, quantity: str) -> str:
    return f"{labels.field(field)}: {labels.quantity(quantity)}"


#: The kinds of fields that several columns can give.
_EXPANDED: Mapping[Kind, Callable[[Field], Iterator[_Column]]] = {
    Kind.EVENT: _event,
    Kind.POINT: _point,
    Kind.SPEAKER: _speaker,
    Kind.SOURCE: _source,
    Kind.COUNTS: _counts,
    Kind.COMBATANTS: _combatants,
}
