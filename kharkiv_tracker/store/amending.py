"""Corrections to what was recorded: nothing is deleted, and each is a revision like any other."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import Incident, ReviewState, code_of
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import chain, records
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.states import State, incident_state, report_state, statement_state


def find(db: Database, code: str) -> tuple[str, str]:
    """The kind and id behind a code; a report's is its incident's with its number: `…-01/3`.

    Raises Refused where there is no such record, or where making it was taken back.
    """
    wanted, _slash, number = code_of(code).partition("/")
    for kind in ("incident", "statement"):
        found = db.execute(
            f"SELECT uid FROM {records.KINDS[kind].table} WHERE code = ?", [wanted]
        ).fetchone()
        if found and not number:
            return kind, str(found[0])
        if found and kind == "incident" and number.isascii() and number.isdigit():
            report = db.execute(
                "SELECT uid FROM reports WHERE incident = ? AND number = ?",
                [found[0], int(number[:9])],
            ).fetchone()
            if report:
                return "report", str(report[0])
    raise Refused(_("There is no record {code} in this case file.").format(code=code))


def amend(edit: Edit, code: str, corrected: Incident | Report | Statement) -> None:
    """Make a record what it is corrected to; its code, number and withdrawal stay."""
    kind, uid, before = _now(edit, code)
    if isinstance(corrected, Incident) and kind == "incident":
        state = incident_state(replace(corrected, code=before["code"]))
        for name in ("chosen", "chosen_reason", "merged_into"):
            if name in before:
                state[name] = before[name]
    elif isinstance(corrected, Report) and kind == "report":
        state = report_state(replace(corrected, number=before["number"]))
        state["incident"] = before["incident"]
        state.update(edit.voices(corrected.speaker, corrected.source))
    elif isinstance(corrected, Statement) and kind == "statement":
        state = statement_state(replace(corrected, code=before["code"]))
        state.update(edit.voices(corrected.speaker, corrected.source))
    else:
        raise TypeError(f"{code} is a {kind}, not a {type(corrected).__name__}")
    if before.get("withdrawn"):
        state["withdrawn"] = True
    edit.write(kind, uid, state)


def withdraw(edit: Edit, code: str) -> None:
    """Take an incident, report or statement out of every figure; it stays in the record."""
    kind, uid, state = _now(edit, code)
    if kind == "incident":
        state["state"] = ReviewState.WITHDRAWN.value
    else:
        state["withdrawn"] = True
    edit.write(kind, uid, state)


def reinstate(edit: Edit, code: str) -> None:
    """Count again what was withdrawn; an incident goes back to the review state it had."""
    kind, uid, state = _now(edit, code)
    withdrawn = state.get("withdrawn") or state.get("state") == ReviewState.WITHDRAWN.value
    if not withdrawn:
        raise Refused(_("{code} is not withdrawn.").format(code=code))
    if kind == "incident":
        state["state"] = _state_before(edit.db, uid)
    else:
        del state["withdrawn"]
    edit.write(kind, uid, state)


def approve(edit: Edit, code: str) -> None:
    """Mark an incident as approved; a withdrawn one has to be reinstated first."""
    kind, uid, state = _now(edit, code)
    if kind != "incident":
        raise Refused(_("{code} is no incident; only incidents are approved.").format(code=code))
    if state["state"] == ReviewState.WITHDRAWN.value:
        raise Refused(_("{code} is withdrawn; reinstate it first.").format(code=code))
    state["state"] = ReviewState.APPROVED.value
    edit.write(kind, uid, state)


def _now(edit: Edit, code: str) -> tuple[str, str, State]:
    kind, uid = find(edit.db, code)
    return kind, uid, records.read(edit.db, kind, uid) or {}


def _state_before(db: Database, uid: str) -> str:
    """The review state an incident had before it was withdrawn last."""
    for revision in reversed(list(chain.stored(db, "WHERE r.record = ?", [uid]))):
        before, after = revision.changes.get("state", (None, None))
        if after == ReviewState.WITHDRAWN.value and before:
            return str(before)
    return ReviewState.DRAFT.value
