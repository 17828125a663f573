"""Documents: added, read and corrected; what points to them follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import CODE, Document
from kharkiv_tracker.domain.match_key import is_blank
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.when import code_stem
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import document_followers, identity, records
from kharkiv_tracker.store.document_references import document_named, merge_target
from kharkiv_tracker.store.record_reader import read_record, read_records
from kharkiv_tracker.store.states import State, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_connection import CaseConnection
    from kharkiv_tracker.store.edit import Edit


def add(edit: Edit, document: Document) -> str:
    """Add a document, collected now if not earlier; returns its id."""
    collected = document.collected or identity.now().astimezone().isoformat(timespec="seconds")
    return add_uncollected(edit, replace(document, collected=collected))


def add_uncollected(edit: Edit, document: Document) -> str:
    """Add a document whose time of collection is unknown; returns its id."""
    document.check()
    code = edit.next_code(code_stem(CODE, document.published), document.code)
    return edit.add("document", _state(edit, replace(document, code=code)), document.uid)


def amend(edit: Edit, code: str, corrected: Document) -> None:
    """Make a document what it is corrected to; its code and withdrawal stay.

    Records that still have its former source, link, archive link, language or time of publication
    take the new one; their words are located again in another text.
    """
    uid = document_named(edit.db, code)
    before = records.read(edit.db, "document", uid) or {}
    refuse_merged(edit.db, before)
    corrected.check()
    corrected = replace(
        corrected,
        code=before["code"],
        collected=corrected.collected or before.get("collected", ""),
        withdrawn=bool(before.get("withdrawn")),
        merged_into="",
    )
    rewrite(edit, uid, _state(edit, corrected))


def rewrite(edit: Edit, uid: str, state: State) -> None:
    """Give a document this state, and let what points to it follow."""
    before = records.read(edit.db, "document", uid) or {}
    edit.write("document", uid, state)
    document_followers.follow(edit, uid, before, state)


def document(case: CaseConnection, code: str) -> Document:
    """The document of that code, also one that was merged; raises Refused if not found."""
    return in_case(case.db, document_named(case.db, code))


def documents(case: CaseConnection) -> Iterator[Document]:
    """Every document, withdrawn and merged ones too, in the order they were entered."""
    return read_records(case.db, Document)


def current(case: CaseConnection, code: str) -> Document:
    """The document of that code, or the one it was merged into; raises Refused if not found."""
    return in_case(case.db, merge_target(case.db, document_named(case.db, code)))


def in_case(db: Database, uid: str) -> Document:
    """The document of that id; blank if not found."""
    record: Document = read_record(db, "document", uid)
    return record


def refuse_merged(db: Database, state: State) -> None:
    """Raise Refused for a document that was merged: it only points to its target."""
    if not state.get("merged_into"):
        return
    target = records.read(db, "document", merge_target(db, state["merged_into"])) or {}
    raise Refused(
        _("{code} was merged into {kept}. Change that document, or undo the merge.").format(
            code=state["code"], kept=target.get("code", "")
        )
    )


def _state(edit: Edit, document: Document) -> State:
    text = "" if is_blank(document.text) else passage.normal(document.text)
    state = state_of(replace(document, text=text, text_digest=passage.digest(text)))
    source = edit.speaker_and_source(Speaker(), document.source)
    return {**state, **source}
