"""What the last renewal of a case moved, or any edit beside its records, by the revisions."""

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
    """A figure of an incident that an edit moved; reports in its reasons are by code.

    `approved`: the incident was approved then.
    """

    code: str
    change: FigureChange
    approved: bool


def renewed(case: CaseFile) -> tuple[RenewedFigure, ...]:
    """Every figure that moved when the case was renewed last, by code; () where it never was."""
    return moved_by(case, _edit(case) or "")


def moved_by(case: CaseFile, edit: str) -> tuple[RenewedFigure, ...]:
    """Every figure that an edit moved by other records than those of its incident, by code."""
    rows = case.db.execute(
        "SELECT seq, record FROM revisions WHERE edit = ? AND kind = ? ORDER BY seq",
        [edit, figure_change.KIND],
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
