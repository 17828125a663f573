"""Texts in the JSON of `add` that are typed as a person would, read by the one reader.

What is in the notation of the JSON already stays as it is, and costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange.json_shape import Fields
from kharkiv_tracker.exchange.record_json import Document, read_fields
from kharkiv_tracker.intake import aged_persons
from kharkiv_tracker.intake.outcome import Context, present
from kharkiv_tracker.intake.record_part import merge
from kharkiv_tracker.intake.typed_fields import READ, source_kind

#: The path of a field in a record, and the value it is to have.
Change = tuple[list[str], Any]
#: The persons in reports of an update who are new to its incident.
Newcomers = Callable[[str, Sequence[Document]], list[Document]]
#: The order in which what the fields say is put together.
_ORDER = {name: place for place, name in enumerate(READ)}


def canonical(
    document: object, places: Gazetteer, newcomers: Newcomers = aged_persons.everybody
) -> object:
    """The document with every typed text as `add` takes it; Refused, at its path, where one is
    not understood or has to be asked about. What is of another shape is left to `add`.
    `newcomers` are the persons an update mentions and the incident of a code does not have."""
    if not isinstance(document, dict):
        return document
    walk = _Walk(places, newcomers)
    read: Mapping[str, Callable[[Document], Document]] = {
        "incidents": walk.incident,
        "statements": walk.account,
        "joint_reports": walk.account,
        "sources": walk.source,
    }
    return {
        name: _each(value, name, read[name]) if name in read else value
        for name, value in document.items()
    }


def changes(path: Sequence[str], value: object, places: Gazetteer) -> list[Change]:
    """A change of a field, or the changes that a text typed for it comes to."""
    name, *inner = path
    nested = value
    for step in reversed(inner):
        nested = {step: nested}
    part = _Walk(places).part(name, {name: nested})
    if part is None:
        return [(list(path), value)]
    if "persons" in part:
        with under(name):
            raise aged_persons.no_place()
    return [
        (step, entry)
        for step, entry in _leaves(part)
        if entry not in ("", [], {}) or step[0] in (name, "settlement")
    ]


def _leaves(document: Document) -> Iterator[Change]:
    """Every value of a document with its path; an event is one value."""
    for name, value in document.items():
        if isinstance(value, dict) and name != "event":
            yield from (([name, *path], inner) for path, inner in _leaves(value))
        else:
            yield [name], value


def _each(value: object, name: str, read: Callable[[Document], Document]) -> object:
    """The objects of a list, each read; anything else as it is."""
    if not isinstance(value, list):
        return value
    entries = []
    for index, entry in enumerate(value):
        with under(f"{name}[{index}]"):
            entries.append(read(entry) if isinstance(entry, dict) else entry)
    return entries


@dataclass(frozen=True, slots=True)
class _Walk:
    """Reads the records of a document; the event is that of the incident it has come to."""

    places: Gazetteer
    newcomers: Newcomers = aged_persons.everybody
    event: object = None

    def incident(self, entry: Document) -> Document:
        """An incident with its reports; each age given in a count is a person of it, once."""
        reports = entry.get("reports")
        read = self.record(entry)
        walk = replace(self, event=read.get("event"))
        if isinstance(reports, list):
            read = {**read, "reports": _each(reports, "reports", walk.record)}
        if "persons" in read:
            read = {**read, "persons": _each(read["persons"], "persons", walk.record)}
        return _with_persons(read, self.newcomers)

    def account(self, entry: Document) -> Document:
        """A report of its own, with which no persons are recorded."""
        read = self.record(entry)
        if "persons" in read and "persons" not in entry:
            raise aged_persons.no_place()
        return read

    def source(self, entry: Document) -> Document:
        """A source of the list; the field of its kind is named `kind` there."""
        with under("kind"):
            part = source_kind("kind", entry.get("kind"), lambda: self._context(entry))
        return entry if part is None else {**entry, **part}

    def record(self, entry: Document) -> Document:
        """The fields of one object: those that are texts of no notation are read."""
        parts: dict[str, Document] = {}
        for name in sorted(READ.keys() & entry.keys(), key=_ORDER.__getitem__):
            part = self.part(name, entry)
            if part is not None:
                parts[name] = part
        if not parts:
            return entry
        document = {name: value for name, value in entry.items() if name not in parts}
        for name, part in parts.items():
            with under(name):
                merge(document, part)
        return document

    def part(self, name: str, entry: Document) -> Document | None:
        """What a field comes to; None where its value is as it should be."""
        read = READ.get(name)
        if read is None:
            return None
        with under(name):
            return read(name, entry[name], lambda: self._context(entry))

    def _context(self, entry: Document) -> Context:
        """What is known where a field is read: of an incident, when its first report was out."""
        reports = entry.get("reports")
        published = next(
            (
                report["published"]
                for report in (entry, *(reports if isinstance(reports, list) else ()))
                if isinstance(report, dict) and "published" in report
            ),
            None,
        )
        killed = entry.get("killed")
        return replace(
            present(self.places),
            published=_day(published),
            event=_event(self.event, self.places),
            killed=killed if isinstance(killed, str) else "",
        )


def _day(published: object) -> date | None:
    """The day of a time in the notation of the JSON; None for any other value."""
    with suppress(Refused):
        as_of = parse_as_of(published) if isinstance(published, str) else None
        return as_of.day if as_of else None
    return None


def _event(event: object, places: Gazetteer) -> EventTime | None:
    """When the strike was; None where that is wrong, which `add` says."""
    with suppress(Refused):
        if isinstance(event, dict):
            values = read_fields(EventTime, Fields(event), places)
            implied = Precision.EXACT if "time" in values else Precision.DATE
            return EventTime(**{"precision": implied, **values})
    return None


def _with_persons(incident: Document, newcomers: Newcomers) -> Document:
    """An incident to which the persons of its reports were moved, whoever is repeated once."""
    reports = incident.get("reports")
    if not isinstance(reports, list) or not any(map(_names_persons, reports)):
        return incident
    given = incident.get("persons") or []
    if not isinstance(given, list):
        # Of no shape that persons have: `add` says so.
        return incident
    persons = list(given)
    written: list[Any] = []
    for number, report in enumerate(reports, 1):
        if not _names_persons(report):
            written.append(report)
            continue
        written.append({name: value for name, value in report.items() if name != "persons"})
        named = [{**person, "report": number} for person in report["persons"]]
        persons += aged_persons.unknown(named, persons)
    if "code" in incident:
        persons = [*given, *newcomers(str(incident["code"]), persons[len(given) :])]
    return {**incident, "reports": written, "persons": persons}


def _names_persons(report: object) -> bool:
    return isinstance(report, dict) and isinstance(report.get("persons"), list)
