"""What is to be recorded, read and checked, and what came of recording it."""

from __future__ import annotations

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
class Entries:
    """All that is recorded in one edit, or not at all."""

    incidents: tuple[IncidentEntry, ...] = ()
    statements: tuple[Statement, ...] = ()
    joint: tuple[JointReport, ...] = ()
    sources: tuple[Source, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()


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
