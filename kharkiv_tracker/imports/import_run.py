"""A plan carried out: all its records in one edit, or none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kharkiv_tracker.domain.entry import IncidentEntry, Recorded
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports.plan import Fate, Plan, PlanEntry
from kharkiv_tracker.imports.rows.record_drafts import Reject
from kharkiv_tracker.store import entry_records
from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Imported:
    """What was recorded, with the code of each planned record; and what the case refused."""

    recorded: Recorded
    codes: tuple[tuple[PlanEntry, str], ...]
    rejects: tuple[Reject, ...]


def run(
    case: CaseFile, plan: Plan, author: str, reason: str, step: Callable[[], object] = tuple
) -> Imported:
    """Record what a plan adds and updates; a record the case refuses is rejected alone.

    It is one edit, undone as one. `step` is called for each record and for each incident that is
    derived; what it raises leaves the case as it was.
    """
    wanted = [one for one in plan.planned if one.fate is not Fate.UNCHANGED]
    if not wanted:
        return Imported(Recorded(), (), ())
    codes: list[tuple[PlanEntry, str]] = []
    rejects: list[Reject] = []
    with case.edit(author, reason, step) as edit:
        edit.expect(
            one.entry.incident
            for one in wanted
            if isinstance(one.entry, IncidentEntry) and one.entry.incident
        )
        for planned in wanted:
            step()
            try:
                with edit.attempt():
                    recorded = entry_records.record(edit, planned.entries)
            except Refused as refused:
                rejects += [Reject(row, "", refused.sentence) for row in planned.rows]
                continue
            (code,) = (*recorded.incidents, *recorded.updated, *recorded.statements)
            codes.append((planned, code))
        changes = edit.changes
    whole = Recorded(
        tuple(c for p, c in codes if p.fate is Fate.ADDED and isinstance(p.entry, IncidentEntry)),
        tuple(dict.fromkeys(c for p, c in codes if p.fate is Fate.UPDATED)),
        tuple(c for p, c in codes if not isinstance(p.entry, IncidentEntry)),
        changes=changes,
    )
    return Imported(whole, tuple(codes), tuple(rejects))


def done(plan: Plan, imported: Imported) -> Plan:
    """What a plan came to: without what the case refused, which is among the rejects."""
    recorded = {id(one) for one, _code in imported.codes}
    planned = [p for p in plan.planned if p.fate is Fate.UNCHANGED or id(p) in recorded]
    return replace(plan, planned=planned, rejects=[*plan.rejects, *imported.rejects])
