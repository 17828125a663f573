"""What the last renewal of a case moved, read from its revisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.figure_change import FigureChange
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.store import history, revision_chain

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class RenewedFigure:
    """A figure of an incident that the renewal moved; reports in its reasons are by code.

    `approved`: the incident was approved then.
    """

    code: str
    change: FigureChange
    approved: bool


def renewed(case: CaseFile) -> tuple[RenewedFigure, ...]:
    """Every figure that moved when the case was renewed last, by code; () where it never was."""
    rows = case.db.execute(
        "SELECT seq, record FROM revisions WHERE edit = ? AND kind = ? ORDER BY seq",
        [_edit(case), figure_change.KIND],
    ).fetchall()
    records = dict(rows)
    return tuple(
        RenewedFigure(
            revision.record, change, _was_approved(case.db, records[revision.seq], revision.seq)
        )
        for revision in history.numbered(case, list(records))
        for change in figure_change.read(revision.changes)
    )


def is_renewed(case: CaseFile) -> bool:
    """Whether the figures of the case were ever renewed."""
    return _edit(case) is not None


def _edit(case: CaseFile) -> str | None:
    """The edit of the last renewal."""
    row = case.db.execute(
        "SELECT edit FROM revisions WHERE record = 'case' AND author = ? ORDER BY seq DESC",
        [figure_change.RENEWAL],
    ).fetchone()
    return str(row[0]) if row else None


def _was_approved(db: Database, incident: str, before: int) -> bool:
    """Whether an incident (by uid) was approved before the revision of that number."""
    state = None
    where = "WHERE r.record = ? AND r.kind = 'incident' AND r.seq < ?"
    for revision in revision_chain.stored(db, where, [incident, before]):
        _before, state = revision.changes.get("state", (None, state))
    return state == ReviewState.APPROVED.value
