"""Two documents that are one: everything of the other goes to the one that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    document_followers,
    document_records,
    identity,
    record_subjects,
    records,
)
from kharkiv_tracker.store.document_references import document_named
from kharkiv_tracker.store.states import State

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile
    from kharkiv_tracker.store.edit import Edit

#: What is not taken from the other document: its own, or decided apart.
_OWN = ("code", "collected", "text_digest", "confidential", "withdrawn", "merged_into")


def merge(edit: Edit, kept: str, other: str) -> None:
    """Merge two documents (by code): what points to `other` points to `kept` from then on.

    Blank fields of `kept` are filled; it is confidential if either is. Files, notes and identifiers
    move. `other` is withdrawn, and its code leads to `kept`.
    """
    (uid, before), (merged_uid, merged_state) = _mergeable(edit, kept), _mergeable(edit, other)
    if uid == merged_uid:
        raise Refused(_("{code} cannot be merged with itself.").format(code=before["code"]))
    filled = _filled(edit, uid, merged_uid)
    document_records.rewrite(edit, uid, filled)
    document_followers.follow(edit, merged_uid, merged_state, filled, uid)
    _move_files(edit, merged_uid, uid)
    record_subjects.move(edit, merged_uid, uid)
    _clear_again(edit, merged_uid, uid)
    closed = {**merged_state, "withdrawn": True, "merged_into": uid}
    edit.write("document", merged_uid, closed)


def merged_from(case: CaseFile, code: str) -> tuple[str, ...]:
    """The codes of the documents that were merged into this one."""
    rows = case.db.execute(
        "SELECT code FROM documents WHERE merged_into = ? ORDER BY code",
        [document_named(case.db, code)],
    )
    return tuple(row[0] for row in rows)


def _mergeable(edit: Edit, code: str) -> tuple[str, State]:
    uid = document_named(edit.db, code)
    state = records.read(edit.db, "document", uid) or {}
    document_records.refuse_merged(edit.db, state)
    if state.get("withdrawn"):
        raise Refused(_("{code} is withdrawn. Reinstate it first.").format(code=state["code"]))
    return uid, state


def _filled(edit: Edit, uid: str, merged_uid: str) -> State:
    """The state of the document that is kept, with what only the other has."""
    own = [name for name in RECORDS["document"].by_name if name not in _OWN]
    states = [records.read(edit.db, "document", one) or {} for one in (uid, merged_uid)]
    state, merged_state = states
    filled = {n: merged_state[n] for n in own if n in merged_state and n not in state}
    if "text" in filled:
        filled["text_digest"] = merged_state["text_digest"]
    state = {**state, **filled}
    kept, other = (document_records.in_case(edit.db, one) for one in (uid, merged_uid))
    source = filled.get("source")
    stays_open = other.source.may_be_named or bool(source)
    if kept.confidential or other.confidential or not stays_open:
        state["confidential"] = True
    return state


def _move_files(edit: Edit, merged_uid: str, uid: str) -> None:
    where = "WHERE document = ? ORDER BY number"
    for file, state in list(records.states(edit.db, "attachment", where, [merged_uid])):
        number = edit.next_number("attachment", uid, "document")
        edit.write("attachment", file, {**state, "document": uid, "number": number})


def _clear_again(edit: Edit, merged_uid: str, uid: str) -> None:
    """What was withheld stays withheld; what was decided of one of them alone is undecided."""
    decisions = {
        state["subject"]: (clearance, state.get("decision"))
        for clearance, state in records.states(
            edit.db, "clearance", "WHERE subject IN (?, ?)", [uid, merged_uid]
        )
    }
    clearance, decision = decisions.get(uid, (identity.new_uid(), None))
    _other, other_decision = decisions.get(merged_uid, ("", None))
    if decision == other_decision:
        return
    withheld = Decision.WITHHELD.value in (decision, other_decision)
    state = {"subject": uid, "decision": Decision.WITHHELD.value} if withheld else {}
    if state or decision:
        edit.write("clearance", clearance, state)
