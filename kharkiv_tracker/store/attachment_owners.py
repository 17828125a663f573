"""What files belong to: an incident, one of its reports, or a document."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from kharkiv_tracker.domain.document import INHERITED, Document
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.link_key import link_key
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import document_records, records
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.record_reader import read_record
from kharkiv_tracker.store.states import State

#: Official totals and combined reports have their files through their document.
_THROUGH_DOCUMENT = ("statement", "joint")


@dataclass(frozen=True, slots=True)
class Owner:
    """An incident or a document with files, and the id of the report, if they are of only one."""

    kind: str
    uid: str
    code: str
    report: str = ""


def owner_of(edit: Edit, code: str) -> Owner:
    """What files attached to the record of that code belong to.

    Files of an official total or a combined report belong to its document; one without a document
    gets one, from its own source, link and time of publication.
    """
    kind, uid = find(edit.db, code)
    report = ""
    if kind in _THROUGH_DOCUMENT:
        kind, uid = "document", _document_of(edit, kind, uid)
    if kind == "report":
        incident, report = (records.read(edit.db, kind, uid) or {})["incident"], uid
        kind, uid = "incident", incident
    if kind == "incident":
        uid = records.merge_target(edit.db, uid)
    elif kind == "document":
        uid = edit.documents.uid_of(_code(edit.db, kind, uid))
    else:
        raise Refused(
            _("{code} is not an incident, a report, an official total or a document.").format(
                code=code_of(code)
            )
        )
    return Owner(kind, uid, _code(edit.db, kind, uid), report)


def owner_in(db: Database, state: State) -> Owner:
    """What the attachment with that state belongs to."""
    kind = next(owner for owner in RECORDS["attachment"].owners if state.get(owner))
    return Owner(kind, state[kind], _code(db, kind, state[kind]), state.get("report", ""))


def _document_of(edit: Edit, kind: str, uid: str) -> str:
    """The document of an official total or a combined report; made where it has none."""
    state = records.read(edit.db, kind, uid) or {}
    if document := state.get("document"):
        return str(document)
    account: Statement | JointReport = read_record(edit.db, kind, uid)
    document = _of_link(edit.db, state)
    if not document:
        begun = Document(**{name: getattr(account, name) for name in INHERITED})
        if not (begun.url or begun.source.name):
            raise Refused(
                _(
                    "Files of {code} belong to its document. Enter its source or link first, "
                    "or attach them to a document."
                ).format(code=account.code)
            )
        document = document_records.add(edit, begun)
    edit.write(kind, uid, {**state, "document": document})
    return document


def _of_link(db: Database, state: State) -> str:
    """The document with the same link and time of publication; "" where none or several have."""
    key = link_key(state.get("url", ""))
    rows = db.execute(
        "SELECT uid FROM documents WHERE link_key = ? AND link_key <> '' AND published IS ? "
        "AND NOT withdrawn AND merged_into IS NULL",
        [key, state.get("published")],
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else ""


def _code(db: Database, kind: str, uid: str) -> str:
    row = db.execute(f"SELECT code FROM {records.table_of(kind)} WHERE uid = ?", [uid]).fetchone()
    return str(row[0])
