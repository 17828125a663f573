"""Corrections to what was recorded: nothing is deleted, and each is a revision like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, code_of
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    approval,
    attachment_records,
    codes,
    derived_figures,
    document_records,
    figure_revisions,
    identifier_records,
    note_records,
    person_records,
    records,
    remainders,
    revision_chain,
)
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.person_references import PersonReferences
from kharkiv_tracker.store.states import State, state_of

find = codes.find

#: Of a joint report, whether its remainder is counted and for what.
_COUNTED_FOR = ("count_remainder", "incidents", "districts", "first", "last")
#: What a record can be corrected to be.
Correctable = (
    Incident | Report | Statement | JointReport | Person | Attachment | Document | Note | Identifier
)
#: Those that are corrected where they are written.
_OWN: Mapping[type, Callable[[Edit, str, Any], None]] = {
    Person: person_records.amend,
    Attachment: attachment_records.amend,
    Document: document_records.amend,
    Note: note_records.amend,
    Identifier: identifier_records.amend,
}


def amend(edit: Edit, code: str, corrected: Correctable) -> None:
    """Make a record what it is corrected to; its code, number and withdrawal stay."""
    if own_amend := _OWN.get(type(corrected)):
        own_amend(edit, code, corrected)
        return
    kind, uid, before = _current(edit, code)
    if isinstance(corrected, Incident) and kind == "incident":
        _amend_incident(edit, uid, before, corrected)
        return
    if isinstance(corrected, Report) and kind == "report":
        state = edit.account_state(replace(corrected, number=before["number"]), before)
        state["incident"] = before["incident"]
        persons = PersonReferences(edit.db, before["incident"], code.partition("/")[0])
        state["died"] = persons.ids_of(corrected.died, before.get("died", ()))
    elif isinstance(corrected, Statement) and kind == "statement":
        state = edit.account_state(replace(corrected, code=before["code"]), before)
    elif isinstance(corrected, JointReport) and kind == "joint":
        state = edit.account_state(replace(corrected, code=before["code"]), before)
        corrected.check()
        about = _about(edit, before, corrected)
        state.update({"incidents": sorted(about)} if about else {})
    else:
        raise TypeError(f"{code} is a {kind}, not a {type(corrected).__name__}")
    state.pop("withdrawn", None)
    if before.get("withdrawn"):
        state["withdrawn"] = True
    edit.write(kind, uid, state)
    if kind == "joint" and any(before.get(name) != state.get(name) for name in _COUNTED_FOR):
        remainders.refuse_twice(edit.db, uid)
    if kind == "report" and state.get("role") == Role.RETOLD.value:
        # Nothing rests on a look-back.
        end_choice(edit, state["incident"], uid)


def withdraw(edit: Edit, code: str) -> None:
    """Take a record out of every figure; it stays in the case file.

    An incident that was counted by the report withdrawn is counted by the case's rule again.
    """
    kind, uid, state = _current(edit, code)
    if kind == "document":
        refuse_merged(edit.db, code, state, kind)
    if kind == "incident":
        state["state"] = ReviewState.WITHDRAWN.value
    else:
        state["withdrawn"] = True
    edit.write(kind, uid, state)
    if kind == "report":
        end_choice(edit, state["incident"], uid)


def end_choice(edit: Edit, incident: str, report: str) -> None:
    """Count an incident by the case's rule again if it was this report that was chosen for it."""
    state = records.read(edit.db, "incident", incident) or {}
    if state.get("chosen") == report:
        without = {n: v for n, v in state.items() if n not in ("chosen", "chosen_reason")}
        edit.write("incident", incident, without)


def reinstate(edit: Edit, code: str) -> None:
    """Count again what was withdrawn; an incident goes back to the review state it had.

    Where the case requires a second name and no other person is available, an approved incident
    becomes ready for review.
    """
    kind, uid, state = _current(edit, code)
    refuse_merged(edit.db, code, state, kind)
    withdrawn = state.get("withdrawn") or state.get("state") == ReviewState.WITHDRAWN.value
    if not withdrawn:
        raise Refused(_("{code} is not withdrawn.").format(code=code))
    if kind == "incident":
        state["state"] = _state_before(edit.db, uid)
        approved = state["state"] == ReviewState.APPROVED.value
        if approved and approval.objection_to(edit, uid, code):
            state["state"] = ReviewState.READY.value
    else:
        del state["withdrawn"]
    edit.write(kind, uid, state)


def approve(edit: Edit, code: str) -> None:
    """Mark an incident as approved; a withdrawn one has to be reinstated first.

    One that changed since it was approved is approved again as it is now.
    Where the case requires a second name, it must differ from that of the last to change what
    the incident or its reports say.
    """
    kind, uid, state = _current(edit, code)
    if kind != "incident":
        raise Refused(
            _("{code} is not an incident. Only incidents can be approved.").format(code=code)
        )
    refuse_merged(edit.db, code, state)
    if state["state"] == ReviewState.WITHDRAWN.value:
        raise Refused(_("{code} is withdrawn. Reinstate it first.").format(code=code))
    is_approved = state["state"] == ReviewState.APPROVED.value
    again = is_approved and derived_figures.since_approval(edit.db, uid) is not None
    write_reviewed(edit, uid, {**state, "state": ReviewState.APPROVED.value}, again)


def set_grade(edit: Edit, code: str, grade: Grade | None) -> None:
    """Say how well an incident is established; None: that it is not decided."""
    kind, uid, state = _current(edit, code)
    _refuse_other(kind, code)
    refuse_merged(edit.db, code, state)
    state.pop("grade", None)
    edit.write(kind, uid, {**state, **({"grade": grade.value} if grade else {})})


def set_state(edit: Edit, code: str, new_state: ReviewState) -> None:
    """Set the review state of an incident; approving and withdrawing follow their own rules."""
    if new_state is ReviewState.APPROVED:
        approve(edit, code)
        return
    kind, uid, state = _current(edit, code)
    _refuse_other(kind, code)
    refuse_merged(edit.db, code, state)
    edit.write(kind, uid, {**state, "state": new_state.value})


def refuse_merged(db: Database, code: str, state: State, kind: str = "incident") -> None:
    """Raise Refused for an incident or document that was merged: it only points to its target."""
    if kind == "document":
        document_records.refuse_merged(db, state)
    if kind == "document" or not state.get("merged_into"):
        return
    target = records.read(db, "incident", records.merge_target(db, state["merged_into"])) or {}
    raise Refused(
        _("{code} was merged into {kept}. Change that incident, or undo the merge.").format(
            code=code_of(code), kept=target.get("code", "")
        )
    )


def _amend_incident(edit: Edit, uid: str, before: State, corrected: Incident) -> None:
    refuse_merged(edit.db, before["code"], before)
    state = state_of(replace(corrected, code=before["code"]))
    for name in ("chosen", "chosen_reason", "merged_into", "approved_changes"):
        state.pop(name, None)
        if name in before:
            state[name] = before[name]
    write_reviewed(edit, uid, state)


def write_reviewed(edit: Edit, uid: str, state: State, again: bool = False) -> None:
    """Write an incident; where that approves it, as an approval of its own that may be refused.

    With `again` one that is approved is approved with the values it has now.
    """
    before = (records.read(edit.db, "incident", uid) or {}).get("state")
    approved = ReviewState.APPROVED.value
    if state["state"] == approved and (again or before != approved):
        if approval.wants_second_name(edit.db):
            # A correction that also approves would be approved by its own author.
            edit.write("incident", uid, {**state, "state": before})
            approval.require_second_name(edit, uid, state["code"])
        times = state.get("approved_changes", 0) + again
        times = max(times, figure_revisions.count(edit.db, uid))
        state = {**state, "approved_changes": times}
    edit.write("incident", uid, state)


def _about(edit: Edit, before: State, corrected: JointReport) -> set[str]:
    """The ids of the incidents it names: as they were, merged or not, where none was exchanged."""
    named = set(before.get("incidents", ()))
    codes = {(records.read(edit.db, "incident", uid) or {}).get("code") for uid in named}
    codes_after = {code_of(code) for code in corrected.incidents}
    return named if codes_after == codes else edit.about(corrected.incidents, {})


def _refuse_other(kind: str, code: str) -> None:
    if kind != "incident":
        raise Refused(_("{code} is not an incident.").format(code=code))


def _current(edit: Edit, code: str) -> tuple[str, str, State]:
    kind, uid = find(edit.db, code)
    return kind, uid, records.read(edit.db, kind, uid) or {}


def _state_before(db: Database, uid: str) -> str:
    """The review state an incident had before it was withdrawn last."""
    for revision in reversed(list(revision_chain.stored(db, "WHERE r.record = ?", [uid]))):
        before, after = revision.changes.get("state", (None, None))
        # Undoing an edit can restore a withdrawal without being one.
        if after == ReviewState.WITHDRAWN.value and before and not revision.undoes:
            return str(before)
    return ReviewState.DRAFT.value
