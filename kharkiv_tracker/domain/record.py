"""Every kind of record there is, and the columns its fields come to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kharkiv_tracker.domain import account, person
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.case import Case
from kharkiv_tracker.domain.clearance import Clearance
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.fields import LISTS, Field, Kind, default_of, fields_of
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.link import Link
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.override import Override
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import COMBATANTS, PARTS, WITH_PARTS, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.i18n import NP_

#: The fields that a record of an incident, or of a document, has beside its own.
_OWNERS: Mapping[str, Field] = {
    "incident": Field(
        Kind.RECORD, NP_("field", "Incident"), of="incident", automatic=True, name="incident"
    ),
    "document": Field(
        Kind.RECORD, NP_("field", "Document"), of="document", automatic=True, name="document"
    ),
}
#: The columns of a point.
POINT = (
    Field(Kind.DEGREES, NP_("field", "Latitude"), name="latitude"),
    Field(Kind.DEGREES, NP_("field", "Longitude"), name="longitude"),
)
#: What a record is called by; no earlier version of it brings these back.
_CALLED = ("code", "number")


@dataclass(frozen=True)
class Record:
    """A kind of record: its dataclass and its columns.

    `mark` comes before the number of a record of an incident: `P` in `…-01/P1`; it is
    None for all others. `owners` are the kinds of records it can belong to.
    """

    name: str
    dataclass: type
    mark: str | None = None
    owners: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Its fields, in the order of the dataclass."""
        return fields_of(self.dataclass)

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """Every value it is stored as, what it is called by first; counts are apart."""
        own = tuple(_OWNERS[owner] for owner in self.owners)
        columns = [column for field in self.fields for column in _columns(field)]
        named = [column for column in columns if column.name in _CALLED]
        return (*own, *named, *(column for column in columns if column not in named))

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Its columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The columns with several values."""
        return tuple(column.name for column in self.columns if column.kind in LISTS)

    @cached_property
    def identity(self) -> tuple[str, ...]:
        """The columns it is called by and belongs by: an incident's code, a report's number."""
        called_by = ("code", *self.owners, "number")
        return tuple(name for name in called_by if name in self.by_name)

    @cached_property
    def quantities(self) -> frozenset[str]:
        """Every name of a count in it."""
        return frozenset(name for field in self.fields for name in _quantities(field))

    def stored(self, names: Container[str]) -> frozenset[str]:
        """The names under which a state has these fields, or has them of its owners."""
        own = [field for field in self.fields if field.name in names]
        columns = (column.name for field in own for column in _columns(field))
        counts = (quantity for field in own for quantity in _quantities(field))
        return frozenset((*columns, *counts, *(one for one in self.owners if one in names)))

    def default(self, name: str) -> Any:
        """The default of a column in its dataclass."""
        if name in {field.name for field in self.fields}:
            return default_of(self.dataclass, name)
        if name in {field.name for field in fields_of(EventTime)}:
            return default_of(EventTime, name)
        return None


def _columns(field: Field) -> Iterator[Field]:
    if field.kind is Kind.EVENT:
        yield from fields_of(EventTime)
    elif field.kind is Kind.POINT:
        yield from POINT
    elif field.kind not in (Kind.COUNTS, Kind.COMBATANTS):
        yield field


def _quantities(field: Field) -> Iterator[str]:
    if field.kind is Kind.COUNTS:
        for quantity in field.of:
            yield quantity
            if quantity in WITH_PARTS:
                yield from (subset(quantity, part) for part in PARTS)
    elif field.kind is Kind.COMBATANTS:
        yield from (subset(COMBATANTS, quantity) for quantity in field.of)


RECORDS: Mapping[str, Record] = {
    record.name: record
    for record in (
        Record("case", Case),
        Record("speaker", Speaker),
        Record("source", Source),
        Record("office", Office),
        Record("document", Document),
        Record("incident", Incident),
        Record("report", Report, mark="", owners=("incident",)),
        Record("statement", Statement),
        Record("joint", JointReport),
        Record("person", Person, mark="P", owners=("incident",)),
        Record("attachment", Attachment, mark="A", owners=("incident", "document")),
        Record("link", Link),
        Record("override", Override),
        Record("note", Note),
        Record("identifier", Identifier),
        Record("clearance", Clearance),
        Record("method", Method),
    )
}
#: Kinds of records with a code of their own.
CODED = tuple(name for name, record in RECORDS.items() if "code" in record.by_name)
#: Kinds of records that point to documents, and to words of their texts.
POINTING = tuple(
    name
    for name, record in RECORDS.items()
    if "document" in record.by_name and "words" in record.by_name
)
#: Numbered records of an incident or a document, each with the mark before its number.
NUMBERED: Mapping[str, str] = {
    record.name: record.mark for record in RECORDS.values() if record.mark is not None
}
#: Of what the figures of an incident rest on, the fields that no figure and no approval is about.
UNCOUNTED: Mapping[str, frozenset[str]] = {
    "report": frozenset(account.UNCOUNTED),
    "person": person.UNCOUNTED,
}


def record_of(record: type) -> Record:
    """The kind of record of a dataclass."""
    return next(kind for kind in RECORDS.values() if kind.dataclass is record)
