"""The second page of an import: what each column is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.imports import table_area
from kharkiv_tracker.gui.imports.field_editor import FieldEditor
from kharkiv_tracker.gui.imports.field_names import FieldNames
from kharkiv_tracker.gui.imports.import_draft import ImportDraft
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns import named_maps, targets
from kharkiv_tracker.imports.columns.targets import Subject

_GAP = 12
_HEIGHT = 170
#: What else is in a high window beside the table.
_BESIDE = 430
#: What a file often does not say, as it is the same in every row.
_CONSTANTS = {
    Subject.INCIDENT: ("source", "office", "language", "district"),
    Subject.TOTAL: ("source", "office", "language", "area"),
}


@dataclass(frozen=True, slots=True)
class _Row:
    head: str
    values: str
    field: str


class ColumnPage(QWidget):
    """A row for each column; letters typed in it search the fields. `saved` names a mapping."""

    changed = Signal()
    saved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._draft: ImportDraft | None = None
        self._names = FieldNames(Subject.INCIDENT, "")
        self._values: dict[str, str] = {}
        self.model = TableModel(_columns(), self._rows, self)
        self.table = Table(self.model, _("Columns of the file"))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.editor = FieldEditor(self.table, lambda: self._names, self._choose)
        self.table.setItemDelegate(self.editor)
        self.constants: dict[str, QLineEdit] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setHorizontalSpacing(_GAP)
        self.name = QLineEdit(maxLength=80)
        self.name.setAccessibleName(_("Name of the mapping"))
        widgets.set_hint(self.name, _("Name of the mapping"))
        self.saving = widgets.button(_("&Save mapping"), self._save)
        self.removing = widgets.button(_("&Remove mapping…"), self._remove)
        self.name.textChanged.connect(lambda _text: self._show_removing())
        self.problem = widgets.wrapped("", "attention", 9)
        self.problem.hide()
        hint = widgets.wrapped(
            _("Type letters of a field, or press Enter for the list. Delete clears a field."),
            "quiet",
            9,
        )
        every = widgets.text(_("The same in every row"), "quiet", 9, bold=True)
        line = widgets.row(self.name, 8, self.saving, 8, self.removing)
        line.setStretch(0, 1)
        area = table_area.TableArea(widgets.column(self.table))
        parts = (hint, 6, area, 6, self.problem, 6, every, self._grid, 8, line)
        self.setLayout(widgets.column(*parts))

    def show_draft(self, draft: ImportDraft) -> None:
        """Show the columns of a table, each with its field."""
        self._draft = draft
        self._names = FieldNames(draft.record, draft.archive, draft.columns.values())
        self._values = {head: " · ".join(draft.values(head)) for head in draft.heads}
        self.name.setText(draft.name)
        self._show_removing()
        self._place_constants(draft)
        self.model.show_ids(range(len(draft.heads)))
        self.table.fit_again()
        table_area.fit(self.table, theme.px(_HEIGHT), theme.px(_BESIDE))
        if draft.heads:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.say("")

    def say(self, sentence: str) -> None:
        """Show what is wrong with the columns."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def focus_first(self) -> None:
        self.table.setFocus()

    def take_constants(self) -> None:
        """Take what was typed for every row."""
        if self._draft is not None:
            typed = {name: " ".join(line.text().split()) for name, line in self.constants.items()}
            self._draft.use_constants(typed)

    def _rows(self, numbers: list[int]) -> Sequence[_Row]:
        draft = self._draft
        if draft is None:
            return ()
        heads = [draft.heads[number] for number in numbers]
        return [
            _Row(head, self._values[head], self._names.name(draft.columns.get(head)))
            for head in heads
        ]

    def _choose(self, row: int, name: str) -> None:
        """Make a column the field of a name."""
        if self._draft is not None:
            draft = self._draft
            draft.use_field(draft.heads[row], self._names.field(name))
            self._dim_constants(draft)
            self.model.fetch_again()
            self.say("")
            self.changed.emit()

    def _place_constants(self, draft: ImportDraft) -> None:
        widgets.emptied(self._grid)
        self.constants.clear()
        for column, name in enumerate(_CONSTANTS[draft.record]):
            target = targets.target(draft.record, name)
            label = target.label() if target else name
            line = QLineEdit(draft.constants.get(name, ""))
            line.setAccessibleName(label)
            title = widgets.text(label, "quiet", 9)
            title.setBuddy(line)
            self._grid.addWidget(title, 0, column)
            self._grid.addWidget(line, 1, column)
            self.constants[name] = line
        # They are newer than what comes behind them.
        parts: tuple[QWidget, ...] = (self.table, *self.constants.values(), self.name)
        for before, part in pairwise(parts):
            self.setTabOrder(before, part)
        self._dim_constants(draft)

    def _dim_constants(self, draft: ImportDraft) -> None:
        """A field that a column has can be nothing else."""
        for name, line in self.constants.items():
            line.setEnabled(name not in draft.columns.values())

    @property
    def _typed_name(self) -> str:
        return " ".join(self.name.text().split())

    def _show_removing(self) -> None:
        """A mapping can be removed where its name is."""
        self.removing.setVisible(self._typed_name in named_maps.names())

    def _remove(self) -> None:
        """Remove the mapping of the name; the columns stay as they are."""
        draft, name = self._draft, self._typed_name
        question = _("Remove the mapping “{name}”? What was imported with it stays as it is.")
        is_meant = standard_dialogs.confirm(self, question.format(name=name), _("Remove"))
        if draft is None or not is_meant:
            return
        try:
            named_maps.remove(name)
        except TrackerError as error:
            self.say(str(error))
            return
        if draft.name == name:
            draft.name = ""
        self.name.clear()
        self.name.setFocus()
        self.say("")

    def _save(self) -> None:
        draft, name = self._draft, self._typed_name
        if draft is None:
            return
        self.take_constants()
        try:
            named_maps.save(name, draft.choice.column_map)
        except TrackerError as error:
            self.say(str(error))
            self.name.setFocus()
            return
        draft.name = name
        self._show_removing()
        self.say("")
        self.saved.emit(name)


def _columns() -> tuple[Column[_Row], ...]:
    return (
        Column(_("Column"), lambda row: row.head, width=120, max_width=260),
        Column(_("First values"), lambda row: row.values, width=160, stretches=True),
        Column(_("Field"), lambda row: row.field, width=210, max_width=330),
    )
