"""The lists of a trial run: what becomes of the rows of a file, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.gui.table.table_view import Column
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports import import_text
from kharkiv_tracker.imports.plan import Fate, Plan, PlanEntry
from kharkiv_tracker.imports.rows.record_drafts import Reject
from kharkiv_tracker.labels import people_text


class Listed(StrEnum):
    """What a list has, in the order in which they are offered."""

    REJECTED = "rejected"
    SUSPECTED = "suspected"
    DOUBTED = "doubted"
    UPDATED = "updated"
    ADDED = "added"
    UNCHANGED = "unchanged"


TITLES = {
    Listed.REJECTED: N_("Rejected rows"),
    Listed.SUSPECTED: N_("Possible duplicates"),
    Listed.DOUBTED: N_("To look at"),
    Listed.UPDATED: N_("Updated"),
    Listed.ADDED: N_("Added"),
    Listed.UNCHANGED: N_("Already in the case file"),
}
#: The lists of what is recorded: any of it may be left out.
CHOSEN = (Listed.SUSPECTED, Listed.DOUBTED, Listed.UPDATED, Listed.ADDED)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A record of a plan in a list, and whether it is imported."""

    entry: PlanEntry
    is_chosen: bool
    remark: str


class TrialLists:
    """A plan by what its records become; of many it is made in a thread."""

    def __init__(self, plan: Plan, gazetteer: Gazetteer) -> None:
        self.plan = plan
        self.gazetteer = gazetteer
        self._left_out: set[int] = set()
        recorded = [entry for entry in plan.planned if entry.fate is not Fate.UNCHANGED]
        self.entries: dict[Listed, list[PlanEntry]] = {
            Listed.SUSPECTED: [entry for entry in recorded if entry.like],
            Listed.DOUBTED: [entry for entry in plan.planned if entry.doubts or entry.kept],
            Listed.UPDATED: plan.of(Fate.UPDATED),
            Listed.ADDED: plan.of(Fate.ADDED),
            Listed.UNCHANGED: plan.of(Fate.UNCHANGED),
        }
        self._by_row = {entry.rows[0]: entry for entry in plan.planned}
        self.counts = tuple(import_text.count_lines(plan, is_done=False))
        """How many records are added, updated and rejected, in sentences."""

    def number(self, listed: Listed) -> int:
        """How many a list has."""
        if listed is Listed.REJECTED:
            return len(self.plan.rejects)
        return len(self.entries[listed])

    @property
    def number_left_out(self) -> int:
        """How many records are left out that would be recorded."""
        return len(self._left_out)

    @property
    def number_chosen(self) -> int:
        """How many records are imported."""
        unchanged = len(self.entries[Listed.UNCHANGED])
        return len(self.plan.planned) - unchanged - len(self._left_out)

    def is_chosen(self, entry: PlanEntry) -> bool:
        """Whether a record is imported."""
        return entry.fate is not Fate.UNCHANGED and id(entry) not in self._left_out

    def choose(self, entries: Sequence[PlanEntry], are_chosen: bool) -> None:
        """Import these records, or leave them out."""
        ids = {id(entry) for entry in entries if entry.fate is not Fate.UNCHANGED}
        self._left_out = self._left_out - ids if are_chosen else self._left_out | ids

    @property
    def chosen_plan(self) -> Plan:
        """The plan without what is left out."""
        plan = self.plan
        planned = [entry for entry in plan.planned if id(entry) not in self._left_out]
        return Plan(plan.table, plan.column_map, plan.preset, planned, plan.rejects)

    def rows(self, listed: Listed, numbers: Sequence[int]) -> list[EntryRow]:
        """Rows of a list of records."""
        entries = self.entries[listed]
        return [self._row(listed, entries[number]) for number in numbers]

    def rejects(self, numbers: Sequence[int]) -> list[Reject]:
        return [self.plan.rejects[number] for number in numbers]

    def of_row(self, name: str) -> PlanEntry | None:
        """The record made of a row, named as duplicates are: `row 12`."""
        number = next((int(word) for word in name.split() if word.isdigit()), 0)
        return self._by_row.get(number)

    def _row(self, listed: Listed, entry: PlanEntry) -> EntryRow:
        if listed is Listed.SUSPECTED:
            remark = ", ".join(entry.like)
        elif listed is Listed.DOUBTED:
            remark = " ".join((*entry.doubts, *entry.kept))
        else:
            remark = entry.code
        return EntryRow(entry, self.is_chosen(entry), remark)

    def columns(self, remark: str) -> tuple[Column[EntryRow], ...]:
        """The columns of a list of records; `remark` is the title of the last."""
        return (
            Column(_("Import"), _tick, width=64, max_width=130),
            Column(_("Row"), _rows, width=60, right=True, gives_way=1),
            Column(_("When"), lambda row: when(row.entry), width=90),
            Column(_("Where"), self._where, width=120, stretches=True),
            Column(_("Figures"), lambda row: figures(row.entry), width=90, max_width=170),
            Column(remark, lambda row: row.remark, width=150, max_width=320),
        )

    def _where(self, row: EntryRow) -> str:
        return where(row.entry, self.gazetteer)


def reject_columns() -> tuple[Column[Reject], ...]:
    return (
        Column(_("Row"), lambda reject: labels.number(reject.row), width=60, right=True),
        Column(_("Column"), lambda reject: reject.column, width=100, max_width=200),
        Column(_("Problem"), lambda reject: reject.sentence, width=240, stretches=True),
    )


def when(entry: PlanEntry) -> str:
    """When what a record is about was."""
    record = entry.entry
    if isinstance(record, Statement):
        return labels.as_of(record.as_of)
    return labels.event_time_brief(record.incident.event) if record.incident else ""


def where(entry: PlanEntry, gazetteer: Gazetteer) -> str:
    """Where it was; of an update the incident."""
    record = entry.entry
    if isinstance(record, Statement):
        area = gazetteer.get(record.area)
        return labels.area(area) if area else record.area
    if record.incident is None:
        return entry.code
    district = gazetteer.get(record.incident.district)
    return people_text.incident(record.incident.place, district)


def figures(entry: PlanEntry) -> str:
    """The figures that its reports come to."""
    record = entry.entry
    if isinstance(record, Statement):
        return labels.short_counts(record.counts)
    derived = derive(Grounds(record.reports))
    return people_text.figures_in_signs({name: derived.get(name, Figure()) for name in COUNTED})


def _tick(row: EntryRow) -> str:
    if row.entry.fate is Fate.UNCHANGED:
        return labels.NOTHING
    return "✓" if row.is_chosen else _("left out")


def _rows(row: EntryRow) -> str:
    first, *others = row.entry.rows
    return f"{labels.number(first)} +{len(others)}" if others else labels.number(first)
