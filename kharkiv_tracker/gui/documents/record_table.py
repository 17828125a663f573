"""The records that were taken from a document, each with what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.document_usage import Taken
from kharkiv_tracker.store.record_reader import read_record


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record by its code, and its numbers in a line."""

    taken: Taken
    content: str


def record_rows(case: CaseFile, taken: Sequence[Taken]) -> list[RecordRow]:
    """The rows of these records, in their order."""
    return [RecordRow(record, _content(case, record)) for record in taken]


class RecordTable(Table):
    """One row is current; `row` is its record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows: Sequence[RecordRow] = ()
        self._model = TableModel(_columns(), lambda ids: [self._rows[n] for n in ids])
        super().__init__(self._model, _("Taken from this document"), parent)
        self._model.setParent(self)
        # A code and numbers need no titles.
        self.horizontalHeader().hide()

    @property
    def current(self) -> int:
        """The number of the current row; -1 without one."""
        return self.currentIndex().row()

    @property
    def record(self) -> Taken | None:
        """The current record."""
        return self._rows[self.current].taken if 0 <= self.current < len(self._rows) else None

    def show_rows(self, rows: Sequence[RecordRow]) -> None:
        """Show these records; the current one stays current."""
        before = self.record
        self._rows = rows
        self._model.show_ids(range(len(rows)))
        for number, row in enumerate(rows):
            if before and row.taken.uid == before.uid:
                self.point_at(number)


def _columns() -> tuple[Column[RecordRow], ...]:
    def name(row: RecordRow) -> str:
        code = row.taken.code
        return _("{name} (withdrawn)").format(name=code) if row.taken.withdrawn else code

    return (
        Column(
            _("Record"),
            name,
            width=150,
            max_width=270,
            quiet=lambda row: row.taken.withdrawn,
        ),
        Column(
            _("Content"),
            lambda row: row.content,
            width=90,
            stretches=True,
            quiet=lambda row: row.taken.withdrawn,
        ),
    )


def _content(case: CaseFile, taken: Taken) -> str:
    """What a record says: its numbers and whose they are; of a person no name that is withheld."""
    record = read_record(case.db, taken.kind, taken.uid)
    if isinstance(record, Person):
        return people_text.person(record, False)
    if isinstance(record, Report):
        numbers = labels.short_report(record)
    else:
        numbers = labels.counts(record.counts) if isinstance(record, Account) else ""
    who = str(record.speaker) if isinstance(record, Account) else ""
    return " · ".join(filter(None, (numbers or _("no number"), who)))
