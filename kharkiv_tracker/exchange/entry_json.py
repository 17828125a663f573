"""The JSON by which incidents, reports, statements and the like are added, read and checked.

What cannot be taken is refused with the path of the value: `incidents[1].reports[0].killed`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kharkiv_tracker.domain.entry import Entries, IncidentEntry, NoteEntry, PersonEntry
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.exchange import document_json, person_json
from kharkiv_tracker.exchange.attached_json import read_identifiers, read_notes
from kharkiv_tracker.exchange.json_shape import Fields, items
from kharkiv_tracker.exchange.record_json import read_fields, read_record
from kharkiv_tracker.i18n import _


def parse(text: str | bytes, gazetteer: Gazetteer) -> Entries:
    """Read a JSON document; raises Refused if it is not JSON."""
    return read(parse_json(text), gazetteer)


def parse_object(text: str | bytes) -> dict[str, Any]:
    """A JSON object; raises Refused if the text is not one."""
    document = parse_json(text)
    if not isinstance(document, dict):
        raise Refused(_("Use an object in braces."))
    return document


def parse_json(text: str | bytes) -> object:
    """Any JSON; raises Refused if the text is not JSON, or has a key twice."""
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refused(_("Not valid JSON: {error}.").format(error=_problem(error))) from None


def read(document: object, gazetteer: Gazetteer, own: bool = False) -> Entries:
    """Entries from a parsed document: counts are typed strings, names may have any spelling.

    One of our `own` files has what the program gave each record; its incidents are whole.
    """
    fields = Fields(document)
    documents = document_json.read_documents(fields, own)
    incidents = [
        _incident(entry, gazetteer, path, own)
        for path, entry in items(fields.pop("incidents"), "incidents")
    ]
    statements = []
    for path, entry in items(fields.pop("statements"), "statements"):
        with under(path):
            statements.append(read_record(Statement, entry, gazetteer, own))
    together = []
    for path, entry in items(fields.pop("joint_reports"), "joint_reports"):
        with under(path):
            together.append(read_record(JointReport, entry, gazetteer, own))
    sources = []
    for path, entry in items(fields.pop("sources"), "sources"):
        with under(path):
            sources.append(read_record(Source, entry))
    notes = tuple(_notes(fields)) if own else ()
    fields.refuse_rest()
    if not (incidents or statements or together or sources or documents or notes):
        raise Refused(
            _(
                "The file contains no documents, incidents, official totals, combined reports or "
                "sources."
            )
        )
    return Entries(
        tuple(incidents), tuple(statements), tuple(together), tuple(sources), documents, notes
    )


def _notes(fields: Fields) -> Iterator[NoteEntry]:
    for path, entry in items(fields.pop("notes"), "notes"):
        with under(path):
            note = Fields(entry)
            yield NoteEntry(note.text("on"), read_record(Note, note.rest(), own=True), path)


def _incident(entry: object, gazetteer: Gazetteer, path: str, own: bool) -> IncidentEntry:
    with under(path):
        fields = Fields(entry)
        code = "" if own else fields.text("code")
        incident = None if code else Incident(**read_fields(Incident, fields, gazetteer, own))
        if incident:
            incident.check()
        reports = []
        for place, report in items(fields.pop("reports"), "reports"):
            with under(place):
                reports.append(read_record(Report, report, own=own))
        persons: list[PersonEntry] = []
        for place, person in items(fields.pop("persons"), "persons"):
            with under(place):
                entered = person_json.read_person(person, place, own)
                if entered.id and entered.id in {other.id for other in persons}:
                    raise Refused(_("This id is already used for another person."), path="id")
                persons.append(entered)
        identifiers, notes = read_identifiers(fields, own), read_notes(fields, own)
        if code:
            fields.refuse_rest(
                _(
                    "only reports, persons, identifiers and notes can be added to an incident that "
                    "has a code"
                )
            )
        fields.refuse_rest()
        if not reports and not (code and (persons or identifiers or notes)):
            raise Refused(_("Add at least one report."), path="reports")
        return IncidentEntry(
            incident, tuple(reports), code, path, tuple(persons), identifiers, notes
        )


def _problem(error: Exception) -> str:
    """Why it is not JSON; Python words this in English only."""
    if isinstance(error, json.JSONDecodeError):
        return _("error at line {line}, column {column}").format(
            line=error.lineno, column=error.colno
        )
    if isinstance(error, RecursionError):
        return _("too many brackets within brackets")
    if isinstance(error, UnicodeError):
        return _("the text is not in Unicode")
    return str(error)


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _once(pairs: list[tuple[str, object]]) -> Mapping[str, object]:
    fields: dict[str, object] = {}
    for key, value in pairs:
        if key in fields:
            raise ValueError(_("“{key}” is repeated").format(key=shown(key)))
        fields[key] = value
    return fields
