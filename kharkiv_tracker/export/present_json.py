"""The present state as JSON, in the words of `add`: without history, ids of edits and authors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kharkiv_tracker import __version__
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import is_incident_code
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.exchange.person_json import person_document
from kharkiv_tracker.exchange.record_json import document_of, spoken
from kharkiv_tracker.export import export_notes
from kharkiv_tracker.export.published_records import PublishedIncident, PublishedRecords
from kharkiv_tracker.store import identifier_list, note_list
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.summary.summary_data import Progress, no_progress

#: The version of this format.
FORMAT = 1
#: What the first key of every JSON file of ours is called.
HEAD = "kharkiv_tracker"


def text(records: PublishedRecords, progress: Progress = no_progress) -> Iterator[bytes]:
    """The document in parts: a head, and every record that the profile shows."""
    yield f'{{"{HEAD}": {_json(_head(records))}'.encode()
    yield from parts(records, progress)
    yield b"\n}\n"


def parts(records: PublishedRecords, progress: Progress = no_progress) -> Iterator[bytes]:
    """The lists of records, each under its key, to follow another key in an object."""
    beside = _Beside(records)
    listed: Mapping[str, Iterable[dict[str, Any]]] = {
        "incidents": (beside.incident(one) for one in records.incidents(progress)),
        "statements": map(beside.coded, records.statements()),
        "joint_reports": map(beside.coded, records.joint_reports()),
        "documents": map(beside.document, records.documents()),
        "sources": beside.sources(),
        "notes": beside.of_others(),
        "about": ({"name": name, "text": line} for name, line in export_notes.lines(records, {})),
    }
    for name, entries in listed.items():
        yield f',\n"{name}": ['.encode()
        separator = "\n"
        for entry in entries:
            yield f"{separator}{_json(entry)}".encode()
            separator = ",\n"
        yield b"\n]"


def _head(records: PublishedRecords) -> dict[str, Any]:
    frame, view = records.frame, records.request.view
    clocks = {
        name: at.isoformat() if at else None
        for name, at in (
            ("as_known_on", view.as_known_on),
            ("as_recorded_on", view.as_recorded_on),
        )
    }
    return {
        "format": FORMAT,
        "version": __version__,
        "complete": False,
        "profile": records.request.profile.value,
        "title": frame.title,
        "selection": records.selection_shown,
        **clocks,
        "rule": frame.rule.value,
        "stress": frame.stress.value,
        "revision": frame.revisions,
        "fingerprint": frame.fingerprint,
    }


class _Beside:
    """What is on records, and was read once: notes and identifiers, for the team alone."""

    def __init__(self, records: PublishedRecords) -> None:
        self._records = records
        self._notes: dict[str, list[Note]] = {}
        self._identifiers: dict[str, list[Identifier]] = {}
        if records.is_internal:
            for listed in note_list.listed(records.case):
                self._notes.setdefault(listed.on, []).append(listed.note)
            for entry in identifier_list.listed(records.case):
                self._identifiers.setdefault(entry.on, []).append(entry.identifier)

    def incident(self, incident: PublishedIncident) -> dict[str, Any]:
        """An incident as `add` takes it, with its code and its figures."""
        return {
            "code": incident.code,
            **self._recorded(incident.incident),
            **({} if incident.is_counted else {"counted": False}),
            "figures": figures_document(incident.figures),
            "reports": [self._recorded(report) for report in incident.reports],
            **spoken(
                {
                    "persons": [self._person(incident.code, person) for person in incident.persons],
                    "notes": self._listed(self._notes, incident.code),
                    "identifiers": self._listed(self._identifiers, incident.code),
                }
            ),
        }

    def document(self, document: Any) -> dict[str, Any]:
        """A document; its code is its id in the file."""
        return {
            "id": document.code,
            **self._recorded(document),
            **spoken({"identifiers": self._listed(self._identifiers, document.code)}),
        }

    def sources(self) -> Iterator[dict[str, Any]]:
        """The list of sources, for the team alone."""
        if self._records.is_internal:
            yield from map(self._recorded, read_records(self._records.case.db, Source))

    def of_others(self) -> Iterator[dict[str, Any]]:
        """The notes on what is not an incident itself; a document has notes of its own."""
        for on, notes in self._notes.items():
            if "/" in on or not is_incident_code(on):
                for note in notes if self._records.is_read(on) else ():
                    yield {"on": on, **self._recorded(note)}

    def _listed(
        self, listed: Mapping[str, Sequence[Note | Identifier]], code: str
    ) -> list[dict[str, Any]]:
        """What is on the record of that code."""
        return [self._recorded(one) for one in listed.get(code, ())]

    def _person(self, code: str, person: Person) -> dict[str, Any]:
        report = int(person.report.rpartition("/")[2]) if person.report else 0
        listed = self._listed(self._identifiers, f"{code}/P{person.number}")
        return {
            "id": f"P{person.number}",
            **person_document(person, report, person.same_as, self._records.is_internal),
            **spoken({"identifiers": listed}),
        }

    def coded(self, record: Any) -> dict[str, Any]:
        """A record by its code."""
        return {"code": record.code, **self._recorded(record)}

    def _recorded(self, record: Any) -> dict[str, Any]:
        """The fields of a record; for the team also what the program gave it, its id first."""
        document = document_of(record, self._records.is_internal)
        number = getattr(record, "number", 0)
        return {**({"number": number} if number else {}), **document}


def figures_document(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """Low, best and high of each figure that is known."""
    return {
        name: {
            "low": figure.low,
            "best": figure.best,
            "high": figure.high,
            **({"about": True} if figure.about else {}),
        }
        for name, figure in figures.items()
        if not figure.is_unknown
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
