"""Choice and order of the columns of a table, saved between starts."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import paths
from kharkiv_tracker.gui import popups, widgets
from kharkiv_tracker.gui.table.table_view import Table, TableModel
from kharkiv_tracker.i18n import _


class ColumnsPopup(popups.Popup):
    """Checked columns are shown; Alt with an arrow moves one, Enter sorts by it."""

    def __init__(self, owner: QWidget, columns: ColumnPicker) -> None:
        super().__init__(owner, _("Columns"), 240)
        self._columns = columns
        self.list = popups.TickList(_("Columns"), self._tick)
        self.list.installEventFilter(self)
        how = popups.hint(
            _("Space: show or hide. Alt+↑, Alt+↓: move. Enter: sort; again: reverse order.")
        )
        self._reset = widgets.button(_("Reset"), self._reset_columns, kind="choice")
        inner = widgets.column(how, 4, self._reset, margins=(8, 4, 8, 4))
        self.setLayout(widgets.column(self.list, inner, margins=(4, 4, 4, 4)))

    def begin(self) -> None:
        self._fill(0)
        self.list.setFocus()

    def move_line(self, step: int) -> None:
        """Move the line under the cursor up (-1) or down (1)."""
        number = self.list.currentRow()
        order = self._columns.order
        if 0 <= number + step < len(order):
            order[number], order[number + step] = order[number + step], order[number]
            self._columns.choose(order, self._columns.hidden)
            self._fill(number + step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if is_alt and event.key() in steps:
                self.move_line(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._columns.sort_by(self._columns.order[self.list.currentRow()])
                return True
        return super().eventFilter(watched, event)

    def _tick(self) -> None:
        visible = self.list.ticked()
        hidden = frozenset(key for key in self._columns.order if key not in visible)
        if visible:
            self._columns.choose(self._columns.order, hidden)
        else:
            # A table without columns has no header to bring one back.
            self._fill(self.list.currentRow())

    def _reset_columns(self) -> None:
        self._columns.reset()
        self._fill(0)

    def _fill(self, current: int) -> None:
        visible = [key for key in self._columns.order if key not in self._columns.hidden]
        options = [(key, self._columns.title(key)) for key in self._columns.order]
        self.list.fill(options, visible)
        self.list.setCurrentRow(current)


class ColumnPicker:
    """Saves order and choice of one table's columns under a name; all columns are sortable."""

    def __init__(self, table: Table, model: TableModel[Any], name: str) -> None:
        self._table = table
        self._name = f"columns/{name}"
        self._model = model
        self._titles = {column.sort_key: column.title for column in model.columns}
        self._own = False
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_at_header)
        self.button = popups.DropButton(_("Columns"), _("Columns"), self._make)
        self._popup: ColumnsPopup | None = None
        self._restore()
        header.sectionMoved.connect(self._moved)

    @property
    def order(self) -> list[str]:
        return [key for key in self._table.order if key not in self._table.absent]

    @property
    def hidden(self) -> frozenset[str]:
        return self._table.hidden - self._table.absent

    def title(self, key: str) -> str:
        return self._titles[key]

    def choose(self, order: list[str], hidden: frozenset[str]) -> None:
        """Show the columns in this order without these, now and at the next start."""
        self._arrange(order, hidden)
        self._remember()

    def reset(self) -> None:
        """Restore the default columns."""
        self._arrange(list(self._titles), None)
        self._settings().remove(self._name)

    def sort_by(self, key: str) -> None:
        """Sort by this column; if already sorted by it, reverse the order."""
        number = list(self._titles).index(key)
        way = Qt.SortOrder.AscendingOrder
        if self._model.sorted_by == (key, False):
            way = Qt.SortOrder.DescendingOrder
        self._table.sortByColumn(number, way)

    def _arrange(self, order: list[str], hidden: frozenset[str] | None) -> None:
        self._own = True
        try:
            self._table.arrange(order, hidden)
        finally:
            self._own = False

    def _make(self) -> popups.Popup:
        if self._popup is None:
            self._popup = ColumnsPopup(self.button, self)
        return self._popup

    def _open_at_header(self, _at: QPoint) -> None:
        self._make().open_under(self._table.horizontalHeader())

    def _moved(self, *_places: int) -> None:
        """Save a dragged column; columns are not hidden for lack of room once chosen."""
        if not self._own:
            self._table.arrange(self._table.order, self.hidden)
            self._remember()

    def _remember(self) -> None:
        text = json.dumps({"order": self._table.order, "hidden": sorted(self.hidden)})
        self._settings().setValue(self._name, text)

    def _restore(self) -> None:
        try:
            saved = json.loads(str(self._settings().value(self._name, "")))
            order, hidden = list(saved["order"]), frozenset(saved["hidden"])
        except (ValueError, KeyError, TypeError):
            return
        keys = [key for key in order if key in self._titles]
        if set(keys) - hidden:
            rest = [key for key in self._titles if key not in keys]
            self._arrange(keys + rest, hidden)

    def _settings(self) -> QSettings:
        return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)
