"""The rule of the second person: the last author of an incident may not approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.incident import REVIEW, ReviewState
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.record import UNCOUNTED
from kharkiv_tracker.domain.revision import UNNAMED, Revision
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import approval_history, history, records, revision_chain
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.record_scope import OF_RECORD

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def wants_second_name(db: Database) -> bool:
    """Whether incidents of this case are approved by another than who changed them last."""
    row = db.execute("SELECT second_name FROM cases").fetchone()
    return bool(row and row[0])


def require_second_name(edit: Edit, incident: str, code: str) -> None:
    """Raise Refused where the author of the edit may not approve this incident (by uid)."""
    if objection := objection_to(edit, incident, code):
        raise Refused(objection)


def check_redo(edit: Edit, undo_edit: str) -> None:
    """Raise Refused where this edit, redone, approves what its author may not approve.

    `undo_edit` is the edit that undid the approval.
    """
    if not wants_second_name(edit.db):
        return
    for revision in revision_chain.stored(edit.db, "WHERE r.edit = ?", [undo_edit]):
        before, _after = revision.changes.get("state", (None, None))
        approves = before == ReviewState.APPROVED.value or "approved_changes" in revision.changes
        if revision.kind == "incident" and approves:
            state = records.read(edit.db, "incident", revision.record) or {}
            require_second_name(edit, revision.record, state.get("code", ""))


def objection_to(edit: Edit, incident: str, code: str) -> str:
    """Why the author of the edit may not approve this incident (by uid); "": they may."""
    if not wants_second_name(edit.db):
        return ""
    author = fold(edit.author)
    if author == fold(UNNAMED) or not any(sign.isalnum() for sign in author):
        return _("This case file requires approval by a second person. Enter your name.")
    if author == fold(_last_to_change(edit.db, incident)):
        return _("{author} changed {code} last; another person must approve it.").format(
            author=edit.author, code=code
        )
    return ""


def edited_since(case: CaseFile, code: str) -> list[Revision]:
    """The revisions of an approved incident, and of what is its, since it was approved, readable.

    Its review state, dismissed flags and figures that other records moved are left out.
    """
    kind, uid = find(case.db, code)
    state = records.read(case.db, kind, uid) or {}
    if state.get("state") != ReviewState.APPROVED.value:
        return []
    end = approval_history.last_approval(case.db, uid)
    later = [seq for seq in history.numbers(case, code)[::-1] if end is not None and seq > end]
    return [
        revision
        for revision in history.numbered(case, later)
        if revision.kind not in (figure_change.KIND, "override")
        and not (revision.kind == "incident" and REVIEW.issuperset(revision.changes))
    ]


def _last_to_change(db: Database, incident: str) -> str:
    """Who made the newest revision of what an incident, its reports or its persons say."""
    revisions = revision_chain.stored(db, f"WHERE {OF_RECORD}", [incident])
    for revision in reversed(list(revisions)):
        beside = {**UNCOUNTED, "incident": REVIEW}.get(revision.kind, revision.changes)
        if set(revision.changes).difference(beside):
            return revision.author
    return ""
