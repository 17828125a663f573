"""What changed in the figures since an earlier summary of the same view."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import earlier, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import checking
from kharkiv_tracker.summary.checking import ends
from kharkiv_tracker.summary.gathered import Progress, Summed, Told, gather, unheard
from kharkiv_tracker.summary.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Gone:
    """An incident that was counted and is not: as it was, and why."""

    told: Told
    why: str


@dataclass(frozen=True, slots=True)
class Altered:
    """An incident counted both times of which something that is printed changed."""

    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Changes:
    """Two summaries of one view, and every incident that differs between them."""

    revision: int
    """The number of the last revision of the earlier one."""
    before: Summed
    now: Summed
    new: tuple[Told, ...]
    gone: tuple[Gone, ...]
    altered: tuple[Altered, ...]
    same: int


def read(case: CaseFile, wanted: Wanted, progress: Progress = unheard) -> Changes:
    """Read both summaries, each counted twice; raises Refused where there is no earlier one."""
    revision = earlier.revision(case, wanted.since)
    # The clock of our record stands where the earlier summary was made; the other one is kept.
    then = replace(wanted, view=replace(wanted.view, as_recorded_on=None))
    with closing(case.as_recorded_on(revision)) as before_case:
        before = gather(before_case, then, progress)
        checking.check(before_case, before)
    now = gather(case, wanted, progress)
    checking.check(case, now)
    made = _compared(case, revision, before, now)
    check(made)
    return made


def _compared(case: CaseFile, revision: int, before: Summed, now: Summed) -> Changes:
    old = {told.row.code: told for told in before.incidents}
    new = {told.row.code: told for told in now.incidents}
    altered = tuple(
        Altered(old[code], told) for code, told in new.items() if code in old and _differ(old, told)
    )
    return Changes(
        revision,
        before,
        now,
        tuple(told for code, told in new.items() if code not in old),
        tuple(Gone(told, _why(case, code)) for code, told in old.items() if code not in new),
        altered,
        len(set(old) & set(new)) - len(altered),
    )


def _differ(old: Mapping[str, Told], told: Told) -> bool:
    before = old[told.row.code]
    return before.incident != told.incident or any(
        ends(figure) != ends(told.row.figures[name]) for name, figure in before.row.figures.items()
    )


def _why(case: CaseFile, code: str) -> str:
    """Why an incident that was counted is not counted now."""
    try:
        incident = incidents.incident(case, code)
    except Refused:
        return _("taken back")
    if incident.merged_into:
        return _("merged with another incident")
    if incident.counts_in_totals:
        return _("no longer in the selection")
    return _("withdrawn or discounted")


def check(changes: Changes) -> None:
    """What is new, gone and altered must account for the difference of the totals, to a person."""
    for whole in COUNTED:
        before = changes.before.totals.total.toll[whole].best or 0
        now = changes.now.totals.total.toll[whole].best or 0
        moved = (
            sum(_best(told, whole) for told in changes.new)
            - sum(_best(gone.told, whole) for gone in changes.gone)
            + sum(_best(each.after, whole) - _best(each.before, whole) for each in changes.altered)
        )
        checking.same(now - before, moved, _("the total"), whole)
    number = len(changes.now.incidents) - len(changes.before.incidents)
    checking.same(number, len(changes.new) - len(changes.gone), _("the total"), "incidents")


def _best(told: Told, whole: str) -> int:
    return told.row.figures[whole].best or 0
