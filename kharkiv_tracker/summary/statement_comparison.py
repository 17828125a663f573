"""Official totals compared with our own sums of the same area and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.store import statements as stored
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_request import SummaryRequest

#: Our own sum is printed with an official total only where it can be counted twice in good time.
MOST_COMPARED = 20_000
#: Official totals listed on the page, the latest; the rest are counted.
MOST_STATEMENTS = 12


@dataclass(frozen=True, slots=True)
class StatementComparison:
    """A statement, and our own sum of what was known when it was made; None: not comparable.

    A sum of more than MOST_COMPARED incidents is left out: `too_many`.
    """

    statement: Statement
    selection: Selection | None = None
    clock: datetime | None = None
    own: GroupTotal | None = None
    too_many: bool = False


def statements(
    case: CaseFile, request: SummaryRequest, selection: Selection
) -> tuple[tuple[StatementComparison, ...], int]:
    """The selected official totals with our sums, the latest first, and the number of the rest."""
    selected = [
        statement
        for statement in stored.statements(case)
        if cumulative_chart.is_known(statement, request.view.as_known_on)
        and statement.is_selected(selection, gazetteer.load())
    ][::-1]
    compared = tuple(
        _compared(case, request, statement) for statement in selected[:MOST_STATEMENTS]
    )
    return compared, len(selected) - len(compared)


def _compared(case: CaseFile, request: SummaryRequest, statement: Statement) -> StatementComparison:
    """The statement and our own sum; a page of approved incidents sums approved ones alone."""
    if statement.since is None or statement.as_of is None:
        return StatementComparison(statement)
    chosen = Selection(
        first=statement.since,
        last=statement.as_of.last_day,
        districts=tuple(gazetteer.load().within(statement.area)),
        states=(ReviewState.APPROVED,) if request.approved_only else (),
        changed=False if request.approved_only else None,
    )
    own = totals.summed(case, chosen, statement.as_of.end)
    if own.incidents > MOST_COMPARED:
        return StatementComparison(statement, too_many=True)
    return StatementComparison(
        statement, chosen, statement.as_of.end, own if own.incidents else None
    )
