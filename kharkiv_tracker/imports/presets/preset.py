"""A preset: how the table of an archive is read, with its traps taken care of."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.imports.columns.column_map import ColumnMap
from kharkiv_tracker.imports.columns.targets import Subject
from kharkiv_tracker.imports.rows.row_draft import RowDraft


def _as_it_is(_row: RowDraft) -> None:
    """Change nothing of a row."""


@dataclass(frozen=True, slots=True)
class Preset:
    """`name` is what the command takes, `title` what the archive calls itself.

    The file is one of the archive's where its heads include all of `heads`. `adjust` is called for
    each row after the columns were read and before anything else: what an archive writes in codes
    becomes words there, and what is not to be counted is rejected with a sentence. `notices` are
    messages on what the archive's numbers are.
    """

    name: str
    title: str
    heads: frozenset[str]
    column_map: ColumnMap
    adjust: Callable[[RowDraft], None] = _as_it_is
    notices: tuple[str, ...] = ()
    document: Callable[[RowDraft], tuple[Subject, Document]] | None = None
    """Reads a row that is a record in the JSON of `add` itself; its columns are then of no map."""

    def fits(self, heads: Collection[str]) -> bool:
        """Whether a table with these heads is one of this archive."""
        return self.heads <= set(heads)
