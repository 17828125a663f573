"""A table of whole rows, sorted by its headers; columns are hidden if room is short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.table.cell_delegate import CellDelegate
from kharkiv_tracker.gui.table.table_copy import copied_table
from kharkiv_tracker.gui.table.table_model import Column as Column
from kharkiv_tracker.gui.table.table_model import TableModel as TableModel
from kharkiv_tracker.i18n import _

_SAMPLE, _PADDING = 50, 22
#: A stretching column narrower than this shows nothing.
_FEWEST = 70


class Table(QTableView):
    """A table of whole rows, one of them current; sorted by its headers, copied by Ctrl+C."""

    #: Other columns are visible.
    columns_changed = Signal()
    #: A width was chosen, by dragging or for its content.
    width_chosen = Signal()
    #: This many rows are on the clipboard.
    copied = Signal(int)

    def __init__(
        self,
        model: TableModel[Any],
        name: str,
        parent: QWidget | None = None,
        several: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._columns = model.columns
        self._fitted = self._is_arranging = False
        self._narrow: set[int] = set()
        self._hidden: frozenset[str] | None = None
        self.absent: frozenset[str] = frozenset()
        """The names of columns that have nothing to show: never seen, nor offered."""
        self.widths: dict[str, int] = {}
        """The widths that were chosen, by the name of the column."""
        self.make_menu: Callable[[], QMenu] = self.copy_menu
        """Makes the context menu of the chosen rows, with `add_copy` at its end."""
        self.choose_columns: Callable[[], object] | None = None
        """Opens the choice of its columns, if it has one."""
        self._visible: frozenset[str] = frozenset()
        self._full_widths = [theme.px(column.width) for column in model.columns]
        #: No column is narrowed to less than its title.
        self._least_widths = list(self._full_widths)
        self._dress(model)
        self.horizontalHeader().sectionResized.connect(self._choose_width)
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(self._fit)
        self._fit()

    @property
    def order(self) -> list[str]:
        """The names of the columns from left to right."""
        header = self.horizontalHeader()
        return [self._columns[header.logicalIndex(n)].name for n in range(header.count())]

    @property
    def hidden(self) -> frozenset[str]:
        """The names of hidden columns, hidden by choice or for lack of room."""
        columns = enumerate(self._columns)
        return frozenset(column.name for n, column in columns if self.isColumnHidden(n))

    @property
    def visible(self) -> frozenset[str]:
        """The names of the columns that are seen."""
        return self._visible

    @property
    def chosen_hidden(self) -> frozenset[str] | None:
        """The names of the columns hidden by choice; None if nothing was chosen."""
        return self._hidden

    def arrange(self, order: Sequence[str], hidden: frozenset[str] | None) -> None:
        """Set the order and the hidden columns; None hides columns if room is short."""
        header = self.horizontalHeader()
        numbers = {column.name: n for n, column in enumerate(self._columns)}
        for place, key in enumerate(key for key in order if key in numbers):
            header.moveSection(header.visualIndex(numbers[key]), place)
        self._hidden = hidden
        self._make_room()

    def set_absent(self, keys: frozenset[str]) -> None:
        """Take away the columns that have nothing to show; others come back."""
        if keys != self.absent:
            self.absent = keys
            self._make_room()

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Use these widths from now on, and for the other columns those of their content."""
        self.widths = dict(widths)
        self.fit_again()

    def fit_again(self) -> None:
        """Fit the columns to their content again, as when one has other texts."""
        self._fitted = False
        self._fit()

    def copy(self) -> None:
        """Copy the chosen rows with their titles, the visible columns from left to right."""
        header, model = self.horizontalHeader(), self.model()
        columns = [header.logicalIndex(n) for n in range(header.count())]
        seen = [number for number in columns if not self.isColumnHidden(number)]
        rows = self.chosen_rows()
        if rows:
            titles = [self._columns[number].full_title for number in seen]
            texts = ([str(model.index(row, n).data() or "") for n in seen] for row in rows)
            QGuiApplication.clipboard().setMimeData(copied_table(titles, texts))
            self.copied.emit(len(rows))

    def copy_menu(self) -> QMenu:
        """A context menu that offers to copy the chosen rows; deleted when it closes."""
        menu = QMenu(self)
        self.add_copy(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def add_copy(self, menu: QMenu) -> None:
        """Offer at the end of a menu to copy the chosen rows."""
        if menu.actions():
            menu.addSeparator()
        keys = QKeySequence(QKeySequence.StandardKey.Copy)
        action = menu.addAction(_("Copy"))
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.setEnabled(bool(self.chosen_rows()))
        action.triggered.connect(lambda _checked=False: self.copy())

    def point_at(self, number: int) -> None:
        """Move the cursor to a row and select only this row, regardless of modifier keys."""
        flag = QItemSelectionModel.SelectionFlag
        index = self.model().index(number, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    @property
    def number_chosen(self) -> int:
        """How many rows are selected."""
        spans = self.selectionModel().selection()
        rows = {(spans.at(n).top(), spans.at(n).bottom()) for n in range(spans.size())}
        return sum(bottom - top + 1 for top, bottom in rows)

    def chosen_rows(self) -> list[int]:
        """The numbers of the selected rows."""
        spans = self.selectionModel().selection()
        return sorted(
            {
                n
                for span in map(spans.at, range(spans.size()))
                for n in range(span.top(), span.bottom() + 1)
            }
        )

    def chosen_ids(self) -> list[int]:
        """The ids of the selected rows."""
        model = self.model()
        if not isinstance(model, TableModel):
            return []
        return [model.ids[number] for number in self.chosen_rows()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            # At the cursor, not where the pointer happens to be.
            cell = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(cell.bottomLeft())
        self.make_menu().popup(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    @contextmanager
    def _arranging(self) -> Iterator[None]:
        """What is resized within was not resized by hand."""
        before, self._is_arranging = self._is_arranging, True
        try:
            yield
        finally:
            self._is_arranging = before

    def _choose_width(self, number: int, _before: int, width: int) -> None:
        column = self._columns[number]
        if width and column.name and not (self._is_arranging or column.stretches):
            self.widths[column.name] = width
            self._full_widths[number] = self._least_widths[number] = width
            self._narrow.discard(number)
            self.width_chosen.emit()

    def _fit(self, *_what: object) -> None:
        """Fit the columns to their titles and first rows; to the rows once there are any."""
        if self._fitted:
            return
        rows = min(self.model().rowCount(), _SAMPLE)
        self._fitted = rows > 0
        title, cell = QFontMetrics(theme.font(theme.BASE, bold=True)), self.fontMetrics()
        with self._arranging():
            for number, column in enumerate(self._columns):
                # Room for the sort arrow, then for the padding of a cell.
                widest = title.horizontalAdvance(column.title) + (14 if column.sort_key else 0)
                least = max(theme.px(column.width), widest + _PADDING)
                for row in range(rows):
                    text = str(self.model().index(row, number).data() or "")
                    widest = max(widest, cell.horizontalAdvance(text))
                full = max(theme.px(column.width), widest + _PADDING)
                full = min(full, theme.px(column.max_width))
                chosen = self.widths.get(column.name, 0)
                self._full_widths[number] = chosen or full
                self._least_widths[number] = chosen or least
                self.horizontalHeader().resizeSection(number, self._full_widths[number])
        self._narrow.clear()
        self._make_room()

    def _make_room(self) -> None:
        """Show the chosen columns, or those that there is room for."""
        with self._arranging():
            if self._hidden is None:
                self._hide_for_room()
            else:
                for number, column in enumerate(self._columns):
                    self.setColumnHidden(number, column.name in self._hidden | self.absent)
        visible = frozenset(column.name for column in self._columns) - self.hidden
        if visible != self._visible:
            self._visible = visible
            self.columns_changed.emit()

    def _hide_for_room(self) -> None:
        """Hide columns that give way until the stretching column has its minimum width."""
        absent = {
            number
            for number, column in enumerate(self._columns)
            if column.is_optional or column.name in self.absent
        }
        widths = [
            theme.px(column.width) if column.stretches else self._full_widths[number]
            for number, column in enumerate(self._columns)
        ]
        columns = [(n, column) for n, column in enumerate(self._columns) if n not in absent]
        for number in absent:
            self.setColumnHidden(number, True)
        needed, room = sum(widths[number] for number, _column in columns), self.viewport().width()
        by_rank = sorted((column.gives_way, number) for number, column in columns)
        for rank, number in by_rank:
            width, min_width = widths[number], min(widths[number], self._least_widths[number])
            short = bool(rank) and needed > room
            # A column narrower than its content is better than a hidden one.
            narrow = short and needed - (width - min_width) <= room
            self.setColumnHidden(number, short and not narrow)
            if short:
                needed -= width - min_width if narrow else width
            if narrow is not (number in self._narrow):
                self.horizontalHeader().resizeSection(number, min_width if narrow else width)
                self._narrow ^= {number}
        for number, column in columns:
            # A few letters of it are not worth scrolling to the figures.
            width = theme.px(column.width)
            if column.stretches and needed - width + theme.px(_FEWEST) > room:
                self.setColumnHidden(number, True)
                needed -= width
        self._narrow_texts(max(0, needed - room))

    def _narrow_texts(self, excess: int) -> None:
        """Narrow the columns of texts that never give way until nothing has to be scrolled."""
        for number, column in enumerate(self._columns):
            if column.gives_way or column.right or column.stretches or column.is_optional:
                continue
            full = self._full_widths[number]
            least = full if column.name in self.widths else min(theme.px(column.width), full)
            width = max(least, full - excess)
            excess -= full - width
            is_narrow = width < full
            if is_narrow or number in self._narrow:
                self.horizontalHeader().resizeSection(number, width)
            self._narrow = self._narrow | {number} if is_narrow else self._narrow - {number}

    def _dress(self, model: TableModel[Any]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setFixedHeight(theme.row_height())
        for number, column in enumerate(model.columns):
            header.resizeSection(number, theme.px(column.width))
            if column.stretches:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        if any(column.sort_key for column in model.columns):
            header.setSectionsClickable(True)
            header.setSortIndicatorClearable(False)
            key, is_descending = model.default_order
            way = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator([c.sort_key for c in model.columns].index(key), way)
            self.setSortingEnabled(True)
