"""What changed in the figures since an earlier summary of the same view."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace

from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.quantity import QUANTITIES, TOTALLED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, revision_lookup
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import second_count
from kharkiv_tracker.summary.second_count import bounds
from kharkiv_tracker.summary.summary_data import (
    IncidentData,
    Progress,
    SelectionData,
    gather,
    no_progress,
)
from kharkiv_tracker.summary.summary_request import SummaryRequest


@dataclass(frozen=True, slots=True)
class RemovedIncident:
    """An incident that was counted and is not: as it was, and why."""

    incident: IncidentData
    why: str


@dataclass(frozen=True, slots=True)
class ChangedIncident:
    """An incident counted both times of which something that is printed changed."""

    before: IncidentData
    after: IncidentData


@dataclass(frozen=True, slots=True)
class SummaryDiff:
    """Two summaries of one view, and every incident that differs between them."""

    revision: int
    """The number of the last revision of the earlier one."""
    before: SelectionData
    now: SelectionData
    new: tuple[IncidentData, ...]
    gone: tuple[RemovedIncident, ...]
    altered: tuple[ChangedIncident, ...]
    same: int


def read(case: CaseFile, request: SummaryRequest, progress: Progress = no_progress) -> SummaryDiff:
    """Read both summaries, each counted twice; raises Refused if the earlier one is missing."""
    revision = revision_lookup.revision(case, request.since)
    # The earlier case is as recorded when the earlier summary was made; known-on stays the same.
    then = replace(request, view=replace(request.view, as_recorded_on=None))
    with closing(case.as_recorded_on(revision)) as before_case:
        before = gather(before_case, then, progress)
        second_count.check(before_case, before)
    now = gather(case, request, progress)
    second_count.check(case, now)
    diff = _compared(case, revision, before, now)
    check(diff)
    return diff


def _compared(
    case: CaseFile, revision: int, before: SelectionData, now: SelectionData
) -> SummaryDiff:
    old = {incident.row.code: incident for incident in before.incidents}
    new = {incident.row.code: incident for incident in now.incidents}
    altered = tuple(
        ChangedIncident(old[code], incident)
        for code, incident in new.items()
        if code in old and _differ(old, incident)
    )
    return SummaryDiff(
        revision,
        before,
        now,
        tuple(incident for code, incident in new.items() if code not in old),
        tuple(
            RemovedIncident(incident, why(case, code, now.selection))
            for code, incident in old.items()
            if code not in new
        ),
        altered,
        len(set(old) & set(new)) - len(altered),
    )


def _differ(old: Mapping[str, IncidentData], incident: IncidentData) -> bool:
    before = old[incident.row.code]
    then, now = before.figures, incident.figures
    return before.incident != incident.incident or any(
        bounds(then.get(name, Figure())) != bounds(now.get(name, Figure())) for name in QUANTITIES
    )


def why(case: CaseFile, code: str, selection: Selection) -> str:
    """Why an incident that was counted is not counted now."""
    try:
        incident = incidents.incident(case, code)
    except Refused:
        return _("undone")
    if incident.merged_into:
        return _("merged with another incident")
    is_changed = incident.state is ReviewState.APPROVED and not incidents.is_approved(
        case, incident
    )
    if selection.changed is False and is_changed:
        return _("changed since approval")
    if incident.counts_in_totals:
        return _("no longer in the selection")
    return _("withdrawn or discounted")


def check(changes: SummaryDiff) -> None:
    """What is new, gone, altered or remainder must account for the difference of the totals."""
    for quantity in TOTALLED:
        before = changes.before.totals.total.toll[quantity].best or 0
        now = changes.now.totals.total.toll[quantity].best or 0
        moved = (
            sum(_best(incident, quantity) for incident in changes.new)
            - sum(_best(gone.incident, quantity) for gone in changes.gone)
            + sum(
                _best(change.after, quantity) - _best(change.before, quantity)
                for change in changes.altered
            )
            + _remainder(changes.now, quantity)
            - _remainder(changes.before, quantity)
        )
        second_count.same(now - before, moved, _("total"), quantity)
    number = len(changes.now.incidents) - len(changes.before.incidents)
    second_count.same(number, len(changes.new) - len(changes.gone), _("total"), "incidents")


def _remainder(data: SelectionData, quantity: str) -> int:
    """What the totals contain of no incident: the remainders of combined reports."""
    remainder = data.totals.total.remainder
    return (remainder[quantity].best or 0) if remainder is not None else 0


def _best(incident: IncidentData, quantity: str) -> int:
    return incident.figures.get(quantity, Figure()).best or 0
