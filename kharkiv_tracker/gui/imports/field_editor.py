"""The cell in which the field of a column is typed or chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
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
        line.setText(typed or str(index.data()))
        if not typed:
            line.selectAll()
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
            if name != table.model().index(row, table.model().columnCount() - 1).data():
                self._choose(row, name)
            table.setCurrentIndex(
                table.model().index(min(row + 1, table.model().rowCount() - 1), 0)
            )
        table.setFocus()


class _FieldLine(QLineEdit):
    """Over its cell, until a field is chosen or it is left; Escape leaves the cell as it is."""

    def __init__(self, parent: QWidget, names: FieldNames, take: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._names, self._take = names, take
        self._options = Names(names.names)
        self._list: OptionList | None = None
        self._is_over = False

    def open_list(self) -> None:
        """List the fields that are meant by what is typed, or all of them."""
        self._list = OptionList(self, self._options)
        # After the list is done with the key or the click.
        self._list.closed.connect(lambda: QTimer.singleShot(0, self, self._leave_list))
        if not self.hasSelectedText():
            self.textEdited.emit(self.text())
        self.textEdited.connect(self._follow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            self._end("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(0, self, lambda: self._end(""))

    def _follow(self, text: str) -> None:
        """List fields again, once what is typed is the beginning of one."""
        if self._list is None and self._options.matching(text):
            self.textEdited.disconnect(self._follow)
            self.open_list()

    def _leave_list(self) -> None:
        """Take what was chosen; letters that no field has wait to be corrected."""
        self._list = None
        if self._names.is_one(self.text()):
            self._end(self.text())
        elif not self.text() or self._options.matching(self.text()):
            self._end("")

    def _end(self, name: str) -> None:
        if not self._is_over:
            self._is_over = True
            self.hide()
            self.deleteLater()
            self._take(name)
