"""The record that a command is about, with what decides which commands are possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.document import Document, is_document_code
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui.commands.command import About
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.person_records import PURGED

if TYPE_CHECKING:
    from kharkiv_tracker.gui.commands.record_edits import RecordEdits

#: Pictures that are shown in place, each with the name of its format.
PICTURES = {"image/png": b"png", "image/jpeg": b"jpeg"}


class Standing(Enum):
    """Whether a record counts, can be reinstated, or is read-only."""

    STANDS = auto()
    WITHDRAWN = auto()
    CLOSED = auto()


@dataclass(frozen=True)
class Subject:
    """A record by its code; the other fields are for menus that leave out impossible commands.

    Where several are chosen `codes` has them all, and `code` is the first of them.
    """

    host: CaseHost
    code: str
    kind: About = About.INCIDENT
    standing: Standing = Standing.STANDS
    is_approved: bool = False
    is_divisible: bool = False
    is_chosen: bool = False
    is_named: bool = False
    is_joined: bool = False
    is_picture: bool = False
    is_uncovered: bool = False
    is_redactable: bool = False
    is_copy: bool = False
    codes: tuple[str, ...] = ()
    is_mixed: bool = False
    """Whether some of several are withdrawn and others not."""

    @property
    def edits(self) -> RecordEdits:
        return self.host.edits

    @property
    def stands(self) -> bool:
        return self.standing is Standing.STANDS

    @property
    def is_withdrawn(self) -> bool:
        return self.is_mixed or self.standing is Standing.WITHDRAWN


def of_incident(host: CaseHost, incident: Incident, reports: int) -> Subject:
    """An incident with its number of reports; a merged one is read-only."""
    withdrawn = Standing.CLOSED if incident.merged_into else Standing.WITHDRAWN
    return Subject(
        host,
        incident.code,
        standing=withdrawn if incident.state is ReviewState.WITHDRAWN else Standing.STANDS,
        is_approved=incidents.is_approved(host.session.case, incident),
        is_divisible=reports > 1,
    )


def of_incident_code(host: CaseHost, code: str) -> Subject:
    """The incident of that code."""
    case = host.session.case
    return of_incident(host, incidents.incident(case, code), len(incidents.reports(case, code)))


def of_several(host: CaseHost, codes: Sequence[str]) -> Subject:
    """Several incidents, or several documents."""
    from kharkiv_tracker.store import many_records

    kind = About.DOCUMENT if is_document_code(codes[0]) else About.INCIDENT
    withdrawn = many_records.number_withdrawn(host.session.case, codes)
    is_none_left = withdrawn == len(codes)
    return Subject(
        host,
        codes[0],
        kind,
        Standing.WITHDRAWN if is_none_left else Standing.STANDS,
        codes=tuple(codes),
        is_mixed=0 < withdrawn < len(codes),
    )


def of_report(host: CaseHost, incident: Incident, report: Report) -> Subject:
    """A report of an incident; reports of a withdrawn incident are read-only."""
    closed = incident.state is ReviewState.WITHDRAWN
    return Subject(
        host,
        f"{incident.code}/{report.number}",
        About.REPORT,
        Standing.CLOSED if closed else _standing(report.withdrawn),
        is_chosen=incident.chosen == report.uid,
    )


def of_person(host: CaseHost, code: str, person: Person, is_joined: bool = False) -> Subject:
    """A person, `KHT-…-01/P1`."""
    return Subject(
        host,
        code,
        About.PERSON,
        _standing(person.withdrawn),
        is_named=bool(person.name) and person.name != PURGED,
        is_joined=is_joined,
    )


def of_attachment(host: CaseHost, code: str, attachment: Attachment, is_own: bool) -> Subject:
    """An attachment, `KHT-…-01/A1`; what is not the shown record's own is read-only."""
    from kharkiv_tracker.redaction.page_reader import READABLE

    return Subject(
        host,
        code,
        About.ATTACHMENT,
        _standing(attachment.withdrawn) if is_own else Standing.CLOSED,
        is_picture=attachment.type in PICTURES,
        is_uncovered=attachment.uncovered,
        is_redactable=attachment.type in READABLE,
        is_copy=bool(attachment.redacted_from),
    )


def of_note(host: CaseHost, note: Note) -> Subject:
    """A note on any record."""
    return Subject(host, note.code, About.NOTE, _standing(note.withdrawn))


def of_identifier(host: CaseHost, identifier: Identifier) -> Subject:
    """An identifier of another archive."""
    return Subject(host, identifier.code, About.IDENTIFIER, _standing(identifier.withdrawn))


def of_document(host: CaseHost, document: Document) -> Subject:
    """A document; one that was merged into another is read-only."""
    closed = document.merged_into or host.session.case.read_only
    standing = Standing.CLOSED if closed else _standing(document.withdrawn)
    return Subject(host, document.code, About.DOCUMENT, standing)


def of_total(host: CaseHost, code: str, kind: About) -> Subject:
    """An official total or a joint report; read-only if the case is."""
    read_only = host.session.case.read_only
    return Subject(host, code, kind, Standing.CLOSED if read_only else Standing.STANDS)


def _standing(withdrawn: bool) -> Standing:
    return Standing.WITHDRAWN if withdrawn else Standing.STANDS
