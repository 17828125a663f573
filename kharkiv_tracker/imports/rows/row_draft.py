"""One row of a table on its way to a record: its cells, and what they are for each target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kharkiv_tracker.imports.columns import targets
from kharkiv_tracker.imports.columns.column_map import ColumnMap


class Rejected(Exception):
    """A row that cannot be taken in: the head of a column, "" for the whole row, and a sentence."""

    def __init__(self, head: str, sentence: str) -> None:
        super().__init__(sentence)
        self.head, self.sentence = head, sentence


@dataclass(slots=True)
class RowDraft:
    """A row, by the number a person finds it under.

    `cells` are its filled cells by head, `texts` the text for each target by name. A preset may
    change `texts`, add lines to `notes`, name further people in `persons` and raise Rejected.
    """

    number: int
    cells: Mapping[str, str]
    texts: dict[str, str]
    heads: dict[str, str]
    """The head each target has its text from."""
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    """Sentences on what a person should look at."""
    quotes: bool = True
    """Whether the row itself is the quote where no column is one."""

    def head(self, target: str) -> str:
        """The head of the column that gives a target, "" where none does."""
        return self.heads.get(target, "")

    def reject(self, target: str, sentence: str) -> Rejected:
        """The rejection of this row for the text of a target."""
        return Rejected(self.head(target), sentence)

    def rejected(self, head: str, sentence: str) -> Rejected:
        """The rejection of this row for the cell of a head."""
        return Rejected(head if head in self.cells else "", sentence)


def draft(number: int, cells: Mapping[str, str], column_map: ColumnMap) -> RowDraft:
    """A row as a map of columns reads it."""
    texts: dict[str, str] = dict(column_map.constants)
    heads: dict[str, str] = {}
    for head, target in column_map.columns.items():
        if target:
            heads.setdefault(target, head)
    notes: list[str] = []
    read: set[str] = set()
    for head, text in cells.items():
        name = column_map.columns.get(head)
        if name == targets.NOTE:
            notes.append(f"{head}: {text}")
        elif name:
            texts[name] = f"{texts[name]}\n{text}" if name in read else text
            read.add(name)
    return RowDraft(number, cells, texts, heads, notes)
