"""A table of whole rows, sorted by its headers; columns are hidden if room is short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.table.cell_delegate import CellDelegate
from kharkiv_tracker.gui.table.table_model import Column as Column
from kharkiv_tracker.gui.table.table_model import TableModel as TableModel

_SAMPLE, _PADDING = 50, 22
#: A stretching column narrower than this shows nothing.
_FEWEST = 70


class Table(QTableView):
    """A table of whole rows, one of them current; sorted by its headers."""

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
        self._fitted = False
        self._narrow: set[int] = set()
        self._hidden: frozenset[str] | None = None
        self.absent: frozenset[str] = frozenset()
        """The sort keys of columns that have nothing to show: never seen, nor offered."""
        self._full_widths = [column.width for column in model.columns]
        #: No column is narrowed to less than its title.
        self._least_widths = list(self._full_widths)
        self._dress(model)
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(self._fit)
        self._fit()

    @property
    def order(self) -> list[str]:
        """The sort keys of the columns from left to right."""
        header = self.horizontalHeader()
        return [self._columns[header.logicalIndex(n)].sort_key for n in range(header.count())]

    @property
    def hidden(self) -> frozenset[str]:
        """The sort keys of hidden columns, hidden by choice or for lack of room."""
        columns = enumerate(self._columns)
        return frozenset(column.sort_key for n, column in columns if self.isColumnHidden(n))

    def arrange(self, order: Sequence[str], hidden: frozenset[str] | None) -> None:
        """Set the order and the hidden columns; None hides columns if room is short."""
        header = self.horizontalHeader()
        numbers = {column.sort_key: n for n, column in enumerate(self._columns)}
        for place, key in enumerate(key for key in order if key in numbers):
            header.moveSection(header.visualIndex(numbers[key]), place)
        self._hidden = hidden
        self._make_room()

    def set_absent(self, keys: frozenset[str]) -> None:
        """Take away the columns that have nothing to show; others come back."""
        if keys != self.absent:
            self.absent = keys
            self._make_room()

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

    def chosen_ids(self) -> list[int]:
        """The ids of the selected rows."""
        model = self.model()
        if not isinstance(model, TableModel):
            return []
        spans = self.selectionModel().selection()
        rows = sorted(
            {
                n
                for span in map(spans.at, range(spans.size()))
                for n in range(span.top(), span.bottom() + 1)
            }
        )
        return [model.ids[number] for number in rows]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _fit(self, *_what: object) -> None:
        """Fit the columns to their titles and first rows; to the rows once there are any."""
        if self._fitted:
            return
        rows = min(self.model().rowCount(), _SAMPLE)
        self._fitted = rows > 0
        title, cell = QFontMetrics(theme.font(theme.BASE, bold=True)), self.fontMetrics()
        for number, column in enumerate(self._columns):
            # Room for the sort arrow, then for the padding of a cell.
            widest = title.horizontalAdvance(column.title) + (14 if column.sort_key else 0)
            self._least_widths[number] = max(column.width, widest + _PADDING)
            for row in range(rows):
                text = str(self.model().index(row, number).data())
                widest = max(widest, cell.horizontalAdvance(text))
            self._full_widths[number] = min(max(column.width, widest + _PADDING), column.max_width)
            self.horizontalHeader().resizeSection(number, self._full_widths[number])
        self._make_room()

    def _make_room(self) -> None:
        """Hide columns that give way until the stretching column has its minimum width."""
        absent = {n for n, column in enumerate(self._columns) if column.sort_key in self.absent}
        if self._hidden is not None:
            for number, column in enumerate(self._columns):
                is_hidden = column.sort_key in self._hidden
                self.setColumnHidden(number, is_hidden or number in absent)
            return
        widths = [
            column.width if column.stretches else self._full_widths[number]
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
            if column.stretches and needed - column.width + _FEWEST > room:
                self.setColumnHidden(number, True)
                needed -= column.width
        self._narrow_texts(max(0, needed - room))

    def _narrow_texts(self, excess: int) -> None:
        """Narrow the columns of texts that never give way until nothing has to be scrolled."""
        for number, column in enumerate(self._columns):
            if column.gives_way or column.right or column.stretches:
                continue
            full = self._full_widths[number]
            width = max(min(column.width, full), full - excess)
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
            header.resizeSection(number, column.width)
            if column.stretches:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        if any(column.sort_key for column in model.columns):
            header.setSectionsClickable(True)
            header.setSortIndicatorClearable(False)
            header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
