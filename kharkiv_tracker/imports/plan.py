"""What is planned for the rows of a file: added, updated, left as it is or rejected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.columns.table_heads import PROBLEM_HEADS, Table
from kharkiv_tracker.imports.columns.targets import LEFT_OUT
from kharkiv_tracker.imports.presets.preset import Preset
from kharkiv_tracker.imports.rows.record_drafts import Reject


class Fate(StrEnum):
    """What becomes of rows that can be taken in."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class PlanEntry:
    """A record of some rows, and what becomes of it.

    `code` is the incident that is updated, or in the case already. `like` are what may be the same:
    codes of the case, and rows of the file. `doubts` are sentences on what to look at, `kept` those
    on fields that the case has otherwise and keeps.
    """

    rows: tuple[int, ...]
    entry: IncidentEntry | Statement
    fate: Fate = Fate.ADDED
    code: str = ""
    like: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    heads: dict[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> Entries:
        """What is recorded for it."""
        if isinstance(self.entry, Statement):
            return Entries(statements=(self.entry,))
        return Entries((self.entry,))


@dataclass(slots=True)
class Plan:
    """What an import of a table would do; nothing of it is done yet."""

    table: Table
    column_map: ColumnMap
    preset: Preset | None = None
    planned: list[PlanEntry] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def of(self, fate: Fate) -> list[PlanEntry]:
        """The records that become this."""
        return [planned for planned in self.planned if planned.fate is fate]

    @property
    def suspected(self) -> list[PlanEntry]:
        """The records that may be in the case, or in the file, already."""
        return [planned for planned in self.planned if planned.like]

    @property
    def reports(self) -> Counter[Fate]:
        """How many reports are added with incidents that are new, and with those updated."""
        return Counter(
            {
                fate: sum(
                    len(planned.entry.reports)
                    for planned in self.of(fate)
                    if isinstance(planned.entry, IncidentEntry)
                )
                for fate in Fate
            }
        )

    def totals(self, fate: Fate) -> int:
        """How many of the records with a fate are official totals."""
        return sum(isinstance(entry.entry, Statement) for entry in self.of(fate))

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The heads without a field: kept in quotes and notes."""
        heads = (head for head in self.table.heads if head not in PROBLEM_HEADS)
        return tuple(head for head in heads if head not in self.column_map.columns)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The heads of columns that a person chose not to take in."""
        columns = self.column_map.columns
        return tuple(head for head in self.table.heads if columns.get(head) == LEFT_OUT)
