"""What is to be recorded, read and checked, and what came of recording it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document; `id` is what records entered with it call it."""

    document: Document
    id: str = ""
    path: str = ""
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person of an incident; `report` is the number of the report that names them, 0: none.

    `id` is what other records of the same document call the person; `same_as` is such an id, or
    the code of a person recorded before.
    """

    person: Person
    report: int = 0
    path: str = ""
    id: str = ""
    same_as: str = ""
    identifiers: tuple[Identifier, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """A new incident with its reports; or reports that update the incident of a code.

    `died` of a report names persons as `PersonEntry.same_as` does.
    """

    incident: Incident | None
    reports: tuple[Report, ...]
    code: str = ""
    path: str = ""
    """Its path in the document: `incidents[1]`."""
    persons: tuple[PersonEntry, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note on a record that goes by a code in the same document."""

    on: str
    note: Note
    path: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """All that is recorded in one edit, or not at all.

    A record that has an id or a code of its own comes from a file of ours: it keeps the id, and the
    code where that is free. `ids` are the ids of records by the codes they go by in that file.
    """

    incidents: tuple[IncidentEntry, ...] = ()
    statements: tuple[Statement, ...] = ()
    joint: tuple[JointReport, ...] = ()
    sources: tuple[Source, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The codes given out, the codes added to, and what an open window has to redraw."""

    incidents: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Names of the sources listed."""
    documents: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)
