"""Records as they were after any of their revisions, and how to make them so again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import ReviewState, code_of
from kharkiv_tracker.domain.record import POINTING, RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    approval,
    corrections,
    document_followers,
    history,
    records,
    revision_chain,
)
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.states import State, record_from

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def versions(case: CaseFile, code: str) -> list[Revision]:
    """The revisions that made a record what it was and is, newest first, readable."""
    kind, uid = find(case.db, code)
    stood = list(_versions(case.db, kind, uid))
    return history.numbered(case, stood[::-1])


def restore(edit: Edit, code: str, seq: int) -> None:
    """Make a record what it was after the revision of that number; that is a revision too.

    Code, number and the incident it belongs to stay; whether it was withdrawn comes back with the
    rest. A choice comes back only while the report chosen is one of the incident's; where the case
    requires a second name, what was approved then becomes ready for review.
    """
    kind, uid = find(edit.db, code)
    state_now = records.read(edit.db, kind, uid) or {}
    corrections.refuse_merged(edit.db, code, state_now, kind)
    earlier = _versions(edit.db, kind, uid).get(seq)
    if earlier is None:
        raise Refused(
            _("Revision {number} is not a version of {code}. See its history.").format(
                number=seq, code=code_of(code)
            )
        )
    if earlier.get("merged_into"):
        raise Refused(
            _("{code} was merged in that version. Merge it again instead.").format(
                code=code_of(code)
            )
        )
    # The code of a record and its incident are not part of a version.
    kept = RECORDS[kind].identity
    if state_now.get("state") == earlier.get("state") == ReviewState.APPROVED.value:
        # To restore what was approved again is not to approve it again.
        kept = (*kept, "approved_changes")
    state = {name: value for name, value in earlier.items() if name not in kept}
    state.update({name: state_now[name] for name in kept if name in state_now})
    _name_what_is_there(edit, uid, state)
    if kind in POINTING and state.get("document"):
        document_followers.refit(edit.db, state, state_now)
    approved = state_now.get("state") != state.get("state") == ReviewState.APPROVED.value
    if approved and approval.wants_second_name(edit.db):
        state["state"] = ReviewState.READY.value
    if state == state_now:
        raise Refused(_("No change: {code} already has these values.").format(code=code_of(code)))
    edit.write(kind, uid, state, earlier=earlier)
    if kind == "document":
        document_followers.follow(edit, uid, state_now, state)
    if kind == "report" and state.get("withdrawn"):
        corrections.end_choice(edit, state["incident"], uid)


def _versions(db: Database, kind: str, uid: str) -> dict[int, State]:
    """What the record was after each of its revisions, where it was there at all."""
    state: State = {}
    stood = {}
    for revision in revision_chain.stored(db, "WHERE r.record = ? AND r.kind = ?", [uid, kind]):
        revision_chain.apply(state, revision.changes)
        if state:
            stood[revision.seq] = dict(state)
    return stood


def _name_what_is_there(edit: Edit, uid: str, state: State) -> None:
    """Let an earlier version name only records that are still there and still belong to it."""
    for kind in ("speaker", "source"):
        if state.get(kind) and records.read(edit.db, kind, state[kind]) is None:
            # It was undone with the edit that brought it; the record needs it again.
            earlier = list(_versions(edit.db, kind, state.pop(kind)).values())[-1]
            speaker = record_from(Speaker, earlier if kind == "speaker" else {})
            source = record_from(Source, earlier if kind == "source" else {})
            state.update(edit.speaker_and_source(speaker, source))
    chosen = records.read(edit.db, "report", state.get("chosen") or "")
    if not chosen or chosen["incident"] != uid or chosen.get("withdrawn"):
        for name in ("chosen", "chosen_reason"):
            state.pop(name, None)
    if state.get("report"):
        report = records.read(edit.db, "report", state["report"])
        if not report or report["incident"] != state.get("incident"):
            del state["report"]
    if "incidents" in state:
        state["incidents"] = _incidents(edit.db, state["incidents"])


def _incidents(db: Database, named: list[str]) -> list[str]:
    """The incidents a joint report named that are still there, or those they were merged into."""
    uids = {records.merge_target(db, uid) for uid in named}
    return sorted(uid for uid in uids if records.read(db, "incident", uid))
