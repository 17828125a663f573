"""The cell in which the field of a column is typed or chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker.gui.entry.option_list import OptionList
from kharkiv_tracker.gui.imports.field_names import FieldNames
from kharkiv_tracker.gui.table.cell_delegate import CellDelegate
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.name_completion import Names

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldEditor(CellDelegate):
    """Opens the list of fields below a cell: letters filter it, Enter chooses.

    `names` gives the fields there are, `choose` takes the row and the name that was chosen.
    """

    def __init__(
        self, table: Table, names: Callable[[], FieldNames], choose: Callable[[int, str], object]
    ) -> None:
        super().__init__(table)
        self._table, self._names, self._choose = table, names, choose
        table.setEditTriggers(Table.EditTrigger.NoEditTriggers)
        table.installEventFilter(self)
        table.doubleClicked.connect(lambda index: self.open_at(index.row()))

    def open_at(self, row: int, typed: str = "") -> None:
        """Open the list at a row, filtered by what was typed."""
        table = self._table
        column = table.model().columnCount() - 1
        index = table.model().index(row, column)
        if not index.isValid():
            return
        table.scrollTo(index)
        # It is opened by hand: keys that are typed in a table otherwise search its rows.
        line = _FieldLine(table.viewport(), self._names(), lambda name: self._take(row, name))
        line.setAccessibleName(_("Field"))
        line.setGeometry(table.visualRect(index))
        line.setText(typed)
        line.show()
        line.setFocus()
        line.open_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._table
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and self._table.currentIndex().isValid()
        ):
            row, text = self._table.currentIndex().row(), event.text()
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            is_plain = not held & ~Qt.KeyboardModifier.KeypadModifier
            if is_plain and (event.key() in (*_ENTER, Qt.Key.Key_F2, Qt.Key.Key_Space)):
                self.open_at(row)
                return True
            if is_plain and event.key() == Qt.Key.Key_Delete:
                self._choose(row, self._names().name(None))
                return True
            if is_plain and text.strip() and text.isprintable():
                self.open_at(row, text)
                return True
        # The delegate itself would take the table for an editor.
        return False

    def _take(self, row: int, name: str) -> None:
        """Take what was chosen, and move to the next row."""
        table = self._table
        if name:
            self._choose(row, name)
            table.setCurrentIndex(
                table.model().index(min(row + 1, table.model().rowCount() - 1), 0)
            )
        table.setFocus()


class _FieldLine(QLineEdit):
    """Over its cell, until a field is chosen or it is left."""

    def __init__(self, parent: QWidget, names: FieldNames, take: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._names, self._take = names, take
        self._is_over = False

    def open_list(self) -> None:
        options = Names(self._names.names)
        if self.text() and not options.matching(self.text()):
            self.clear()
        list_ = OptionList(self, options)
        if self.text():
            self.textEdited.emit(self.text())
        # After the list is done with the key or the click.
        list_.closed.connect(lambda: QTimer.singleShot(0, self, self._end))

    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            had_focus = self.hasFocus()
            name = self.text() if self._names.is_one(self.text()) else ""
            self.hide()
            self.deleteLater()
            if had_focus or name:
                self._take(name)
