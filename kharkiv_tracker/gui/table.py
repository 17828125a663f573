"""A table over ids: rows are fetched a page at a time, so a million scroll like a hundred."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from kharkiv_tracker.gui import theme, widgets

_PAGE = 256
_SAMPLE, _PADDING = 50, 22
_Index = QModelIndex | QPersistentModelIndex
_Row = TypeVar("_Row")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROLE = Qt.ItemDataRole
_ANSWERED = frozenset(
    (_ROLE.DisplayRole, _ROLE.TextAlignmentRole, _ROLE.ForegroundRole, _ROLE.AccessibleTextRole)
)


@dataclass(frozen=True, slots=True)
class Column(Generic[_Row]):
    """One column: its title, a row's text, the name to sort by ("": not), where it stands.

    It is as wide as what stands in it, between `width` and `most`.

    `quiet` says of which rows the text stands back, as the unknown does.
    """

    title: str
    text: Callable[[_Row], str]
    sort_key: str = ""
    right: bool = False
    width: int = 100
    most: int = 210
    quiet: Callable[[_Row], bool] = lambda _row: False
    stretches: bool = False
    """Takes up the room the others leave; `width` is then the least it is content with."""
    gives_way: int = 0
    """Where room is short, columns with 1 here are hidden first, then those with 2; 0 never."""


class TableModel(QAbstractTableModel, Generic[_Row]):
    """Rows behind ids; `fetch` returns the rows of some ids in their order."""

    sort_asked = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column[_Row]],
        fetch: Callable[[list[int]], Sequence[_Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: Sequence[int] = ()
        self._sorted = (next((c.sort_key for c in self.columns if c.sort_key), ""), False)
        self._pages: dict[int, Sequence[_Row]] = {}

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these rows and forget the ones fetched before."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def number_of(self, wanted: int) -> int:
        """The row in which this id stands, -1 where it does not."""
        try:
            return self._ids.index(wanted)
        except ValueError:
            return -1

    def row(self, number: int) -> _Row:
        page, place = divmod(number, _PAGE)
        if page not in self._pages:
            if len(self._pages) > 8:
                self._pages.clear()
            self._pages[page] = self._fetch(list(self._ids[page * _PAGE : (page + 1) * _PAGE]))
        return self._pages[page][place]

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        # Most questions are for roles nobody answers; they come by the thousand.
        if role not in _ANSWERED:
            return None
        column = self.columns[index.column()]
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        row = self.row(index.row())
        if role == _ROLE.DisplayRole:
            return column.text(row)
        if role == _ROLE.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}"
        return QColor(theme.colours().quiet) if column.quiet(row) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            column = self.columns[section]
            arrow = (" ↑", " ↓")[self._sorted[1]] if column.sort_key == self._sorted[0] else ""
            return column.title + (arrow if column.sort_key else "")
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if self.columns[section].right else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort_key:
            self._sorted = (self.columns[column].sort_key, order is Qt.SortOrder.DescendingOrder)
            self.sort_asked.emit(*self._sorted)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)


class _Cells(QStyledItemDelegate):
    """Cells of one line; what is cut off is told in a tooltip, as plain text."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        said = str(index.data() or "")
        room = view.visualRect(view.model().index(index.row(), index.column())).width() - 16
        if view.fontMetrics().horizontalAdvance(said) > room:
            QToolTip.showText(event.globalPos(), widgets.tooltip(said), view)
        else:
            QToolTip.hideText()
        return True


class Table(QTableView):
    """A table of whole rows, one of them current; sorted by its headers."""

    def __init__(self, model: TableModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._columns = model.columns
        self._fitted = False
        self._wanted = [column.width for column in model.columns]
        self._dress(model)
        model.modelReset.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _fit(self) -> None:
        """Make the columns as wide as their titles and first rows need, once there are rows."""
        rows = min(self.model().rowCount(), _SAMPLE)
        if self._fitted or not rows:
            return
        self._fitted = True
        title, cell = QFontMetrics(theme.font(theme.BASE, bold=True)), self.fontMetrics()
        for number, column in enumerate(self._columns):
            # Room for the sign of sorting, then for the padding of a cell.
            widest = title.horizontalAdvance(column.title) + (14 if column.sort_key else 0)
            for row in range(rows):
                said = str(self.model().index(row, number).data())
                widest = max(widest, cell.horizontalAdvance(said))
            self._wanted[number] = min(max(column.width, widest + _PADDING), column.most)
            self.horizontalHeader().resizeSection(number, self._wanted[number])
        self._make_room()

    def _make_room(self) -> None:
        """Hide the columns that give way until the stretching one has the room it needs."""
        widths = [
            column.width if column.stretches else self._wanted[number]
            for number, column in enumerate(self._columns)
        ]
        needed = sum(widths)
        by_rank = sorted((column.gives_way, number) for number, column in enumerate(self._columns))
        for rank, number in by_rank:
            short = bool(rank) and needed > self.viewport().width()
            self.setColumnHidden(number, short)
            if short:
                needed -= widths[number]

    def _dress(self, model: TableModel[Any]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setFixedHeight(theme.ROW)
        for number, column in enumerate(model.columns):
            header.resizeSection(number, column.width)
            if column.stretches:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        if any(column.sort_key for column in model.columns):
            header.setSectionsClickable(True)
            header.setSortIndicatorClearable(False)
            header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
