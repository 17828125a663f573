"""Choice, order and widths of the columns of a table and its sorting, saved between starts."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from kharkiv_tracker import paths
from kharkiv_tracker.gui import popups, theme, widgets
from kharkiv_tracker.gui.table.header_menu import header_menu
from kharkiv_tracker.gui.table.table_view import Table, TableModel
from kharkiv_tracker.i18n import _

#: What one key press adds to a width.
_STEP = 12


class ColumnsPopup(popups.Popup):
    """Checked columns are shown; Alt with an arrow moves or widens one, Enter sorts by it."""

    def __init__(self, owner: QWidget, columns: ColumnPicker) -> None:
        super().__init__(owner, _("Columns"), 240)
        self._columns = columns
        self.list = popups.TickList(_("Columns"), self._tick)
        self.list.installEventFilter(self)
        how = popups.hint(
            _(
                "Space: show or hide. Alt+↑, Alt+↓: move. Alt+←, Alt+→: width. "
                "Enter: sort; again: reverse order."
            )
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
            widths = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
            key = self._columns.order[max(0, self.list.currentRow())]
            if is_alt and event.key() in steps:
                self.move_line(steps[Qt.Key(event.key())])
                return True
            if is_alt and event.key() in widths:
                self._columns.widen(key, widths[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._columns.sort_by(key)
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


class ColumnPicker(QObject):
    """Saves order, choice, widths and sorting of one table's columns under a name."""

    def __init__(self, table: Table, model: TableModel[Any], name: str) -> None:
        super().__init__(table)
        self._table = table
        self._name = f"columns/{name}"
        self._model = model
        self._titles = {column.name: column.full_title for column in model.columns}
        self._own = False
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_at_header)
        self._popup: ColumnsPopup | None = None
        self._restore()
        table.choose_columns = self.open_choice
        header.sectionMoved.connect(self._moved)
        table.width_chosen.connect(self._remember)
        model.sort_requested.connect(lambda _key, _descending: self._remember())

    @cached_property
    def button(self) -> popups.DropButton:
        """A button that opens the choice."""
        return popups.DropButton(_("Columns"), _("Columns"), self._make)

    @property
    def order(self) -> list[str]:
        return [key for key in self._table.order if key not in self._table.absent]

    @property
    def hidden(self) -> frozenset[str]:
        return self._table.hidden - self._table.absent

    def title(self, key: str) -> str:
        return self._titles[key]

    def is_sortable(self, key: str) -> bool:
        """Whether the table can be sorted by this column."""
        return any(column.sort_key == key for column in self._model.columns)

    def may_widen(self, key: str) -> bool:
        """Whether the column has a width of its own; others take the room that remains."""
        return not self._model.columns[self._number(key)].stretches

    def choose(self, order: list[str], hidden: frozenset[str]) -> None:
        """Show the columns in this order without these, now and at the next start."""
        self._arrange(order, hidden)
        self._remember()

    def hide(self, key: str) -> None:
        """Hide a column, unless it is the last one."""
        if set(self.order) - self.hidden - {key}:
            self.choose(self.order, self.hidden | {key})

    def reset(self) -> None:
        """Restore the default columns, widths and sorting."""
        self._arrange(list(self._titles), None)
        self._table.set_widths({})
        self.sort_by(*self._model.default_order)
        self._settings().remove(self._name)

    def sort_by(self, key: str, descending: bool | None = None) -> None:
        """Sort by this column; without a way ascending, or the reverse if it is so already."""
        if self.is_sortable(key):
            reverse = self._model.sorted_by == (key, False) if descending is None else descending
            way = Qt.SortOrder.DescendingOrder if reverse else Qt.SortOrder.AscendingOrder
            self._table.sortByColumn(self._number(key), way)

    def fit_width(self, key: str) -> None:
        """Make a column as wide as its visible content."""
        if self.may_widen(key):
            self._table.resizeColumnToContents(self._number(key))

    def widen(self, key: str, step: int) -> None:
        """Make a column wider (1) or narrower (-1)."""
        if self.may_widen(key):
            header, number = self._table.horizontalHeader(), self._number(key)
            width = header.sectionSize(number) + step * theme.px(_STEP)
            header.resizeSection(number, max(header.minimumSectionSize(), width))

    def open_choice(self) -> popups.Popup:
        """Open the choice of columns under the header."""
        popup = self._make()
        popup.open_under(self._table.horizontalHeader())
        return popup

    def menu(self, key: str) -> QMenu:
        """The context menu of the header of a column."""
        return header_menu(self._table, self, key)

    def _number(self, key: str) -> int:
        return list(self._titles).index(key)

    def _arrange(self, order: list[str], hidden: frozenset[str] | None) -> None:
        self._own = True
        try:
            self._table.arrange(order, hidden)
        finally:
            self._own = False

    def _make(self) -> popups.Popup:
        if self._popup is None:
            self._popup = ColumnsPopup(self._table, self)
        return self._popup

    def _open_at_header(self, at: QPoint) -> None:
        header = self._table.horizontalHeader()
        number = header.logicalIndexAt(at)
        key = self._model.columns[number].name if number >= 0 else ""
        self.menu(key).popup(header.mapToGlobal(at))

    def _moved(self, *_places: int) -> None:
        """Save a dragged column; columns are not hidden for lack of room once chosen."""
        if not self._own:
            self._table.arrange(self._table.order, self.hidden)
            self._remember()

    def _remember(self) -> None:
        hidden = self._table.chosen_hidden
        state = {
            "order": self._table.order,
            "hidden": None if hidden is None else sorted(hidden - self._table.absent),
            # At a text size of 100 %.
            "widths": {
                key: round(width * 100 / theme.px(100)) for key, width in self._table.widths.items()
            },
            "sort": list(self._model.sorted_by),
        }
        self._settings().setValue(self._name, json.dumps(state))

    def _restore(self) -> None:
        try:
            saved = json.loads(str(self._settings().value(self._name, "")))
            order, widths = [str(key) for key in saved["order"]], dict(saved.get("widths") or {})
            hidden = None if saved["hidden"] is None else frozenset(map(str, saved["hidden"]))
            sort_key, descending = saved.get("sort") or self._model.default_order
            widths = {str(key): theme.px(int(width)) for key, width in widths.items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        keys = [key for key in order if key in self._titles]
        rest = [key for key in self._titles if key not in keys]
        if hidden is not None:
            # A column that was not there yet is not shown if it is optional.
            hidden |= {c.name for c in self._model.columns if c.is_optional and c.name in rest}
        if hidden is None or set(keys) - hidden:
            self._arrange(keys + rest, hidden)
        valid = {key for key in self._titles if self.may_widen(key)}
        self._table.set_widths({key: w for key, w in widths.items() if key in valid and w > 0})
        if (sort_key, descending) != self._model.sorted_by:
            self.sort_by(str(sort_key), bool(descending))

    def _settings(self) -> QSettings:
        return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)
