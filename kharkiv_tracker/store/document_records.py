"""Documents: added, read and listed with what was taken from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import CODE, Document
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.when import code_stem
from kharkiv_tracker.store import codes, document_references, identity
from kharkiv_tracker.store.record_reader import read_record
from kharkiv_tracker.store.states import State, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_connection import CaseConnection
    from kharkiv_tracker.store.edit import Edit


def add(edit: Edit, document: Document) -> str:
    """Add a document; returns its id."""
    document.check()
    code = codes.next_code(edit.db, code_stem(CODE, document.published))
    collected = document.collected or identity.now().astimezone().isoformat(timespec="seconds")
    uid = identity.new_uid()
    edit.write("document", uid, _state(edit, replace(document, code=code, collected=collected)))
    return uid


def document(case: CaseConnection, code: str) -> Document:
    """The document of that code; raises Refused if not found."""
    return in_case(case.db, document_references.document_named(case.db, code))


def in_case(db: Database, uid: str) -> Document:
    """The document of that id; blank if not found."""
    record: Document = read_record(db, "document", uid)
    return record


def _state(edit: Edit, document: Document) -> State:
    text = passage.normal(document.text)
    state = state_of(replace(document, text=text, text_digest=passage.digest(text)))
    source = edit.speaker_and_source(Speaker(), document.source)
    return {**state, **source}
