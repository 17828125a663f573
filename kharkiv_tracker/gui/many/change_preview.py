"""What a change of many records would do: which change, which do not and why, and the totals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import is_document_code
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import approval_text, change_text, people_text
from kharkiv_tracker.store import document_titles, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.many_records import Line, Moved, Preview, Refusal

#: So many rows are shown without scrolling: of what changes, of what does not, of totals.
_ROWS = (6, 3, 4)
_APPROVED = {"state": ReviewState.APPROVED.value}


class _Row(NamedTuple):
    """A line of the preview with what the record is about."""

    line: Line | Refusal
    about: str


class ChangePreview(QWidget):
    """A table for each of the three, where it has something to show; `status` says how many."""

    def __init__(self, case: CaseFile, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._case, self._gazetteer = case, gazetteer
        self._preview = Preview()
        self._added = ""
        self.status = widgets.wrapped()
        self.changing = self._table(self._line_columns(), _("Records that change"), self._lines)
        self.refused = self._table(self._refusal_columns(), _("Not changed"), self._refusals)
        self.totals = self._table(self._total_columns(), _("Totals that change"), self._moved)
        self._titles = [
            widgets.text(title, bold=True) for title in (_("Not changed"), _("Totals that change"))
        ]
        tables = widgets.column(self.changing)
        for title, table in zip(self._titles, (self.refused, self.totals), strict=True):
            title.setContentsMargins(8, 10, 0, 2)
            tables.addWidget(title)
            tables.addWidget(table)
        self.setLayout(widgets.column(tables, -1))
        self.say("")

    def say(self, sentence: str) -> None:
        """Show a sentence and nothing else."""
        self.show_preview(Preview())
        self.status.setText(sentence)

    def show_preview(self, preview: Preview, added: str = "") -> None:
        """Show what changes; `added` is what each record gets where no field of it changes."""
        self._preview, self._added = preview, added
        self.status.setText(_sentence(preview))
        parts = (preview.lines, preview.refusals, preview.moved)
        tables = (self.changing, self.refused, self.totals)
        for table, rows, part in zip(tables, _ROWS, parts, strict=True):
            self._fill(table, len(part), rows)
        for title, part in zip(self._titles, parts[1:], strict=True):
            title.setVisible(bool(part))

    def _fill(self, table: Table, number: int, rows: int) -> None:
        model = table.model()
        assert isinstance(model, TableModel)  # noqa: S101 - it was made with one
        model.show_ids(range(number))
        table.setVisible(number > 0)
        # The header is as high as a row; two pixels for the lines around.
        table.setFixedHeight(theme.row_height() * (min(number, rows) + 1) + 2)

    def _table(self, columns: Sequence[Column[Any]], name: str, fetch: Any) -> Table:
        return Table(TableModel(columns, fetch, self), name)

    def _lines(self, numbers: list[int]) -> list[_Row]:
        return self._rows([self._preview.lines[n] for n in numbers])

    def _refusals(self, numbers: list[int]) -> list[_Row]:
        return self._rows([self._preview.refusals[n] for n in numbers])

    def _moved(self, numbers: list[int]) -> list[Moved]:
        return [self._preview.moved[n] for n in numbers]

    def _rows(self, lines: Sequence[Line | Refusal]) -> list[_Row]:
        return [_Row(line, self._about(line.code)) for line in lines]

    def _about(self, code: str) -> str:
        """The place of an incident, or the name of a document."""
        if is_document_code(code):
            return document_titles.by_code(self._case, code).title
        incident = incidents.incident(self._case, code)
        district = self._gazetteer.get(incident.district)
        return people_text.capital(incident.place) or people_text.incident("", district)

    def _line_columns(self) -> tuple[Column[_Row], ...]:
        return (
            Column(_("Record"), lambda row: row.line.code, width=170),
            Column(_("Place"), lambda row: row.about, width=120, stretches=True),
            Column(_("Current"), partial(self._values, after=False), width=90, max_width=230),
            Column(_("New"), partial(self._values, after=True), width=90, max_width=270),
        )

    def _refusal_columns(self) -> tuple[Column[_Row], ...]:
        return (
            Column(_("Record"), lambda row: row.line.code, width=170),
            Column(_("Why"), _why, width=200, stretches=True),
        )

    def _total_columns(self) -> tuple[Column[Moved], ...]:
        return (
            Column(_("District"), self._district, width=120, stretches=True),
            *(_total_column(name) for name in COUNTED),
            Column(
                _("Incidents"),
                lambda row: _arrow(
                    labels.number(row.before.incidents), labels.number(row.after.incidents)
                ),
                right=True,
                width=90,
            ),
        )

    def _values(self, row: _Row, after: bool) -> str:
        line = row.line
        if not isinstance(line, Line):
            return ""
        values = line.after if after else line.before
        if not after and line.before == line.after == _APPROVED:
            # It is approved again, as it is now.
            return approval_text.review_state(ReviewState.APPROVED, is_changed=True)
        texts = [
            change_text.value(name, stored, self._gazetteer, line.kind)
            for name, stored in values.items()
        ]
        if not values:
            return self._added if after else ""
        return " · ".join(text or labels.NOTHING for text in texts)

    def _district(self, row: Moved) -> str:
        if not row.district:
            return _("All districts")
        district = self._gazetteer.get(row.district)
        return people_text.district(district) if district else row.district


def _why(row: _Row) -> str:
    return row.line.sentence if isinstance(row.line, Refusal) else ""


def _total_column(quantity: str) -> Column[Moved]:
    def figure(total: GroupTotal) -> str:
        # Without an incident there still may be the remainder of a combined report.
        is_nothing = not total.incidents and total.toll[quantity].is_unknown
        return labels.NOTHING if is_nothing else labels.figure_text(total.toll[quantity])

    return Column(
        labels.heading(quantity),
        lambda row: _arrow(figure(row.before), figure(row.after)),
        right=True,
        width=120,
    )


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _sentence(preview: Preview) -> str:
    """How many records change, and how many do not."""
    n, left = len(preview.lines), len(preview.refusals)
    if not n:
        return _("Nothing would change.")
    changing = ngettext("{n} record changes.", "{n} records change.", n)
    parts = [changing.format(n=labels.number(n))]
    if left:
        staying = ngettext("{n} stays as it is.", "{n} stay as they are.", left)
        parts.append(staying.format(n=labels.number(left)))
    if again := sum(line.is_unapproved for line in preview.lines):
        sentence = ngettext(
            "{n} has to be approved again.", "{n} have to be approved again.", again
        )
        parts.append(sentence.format(n=labels.number(again)))
    return " ".join(parts)
