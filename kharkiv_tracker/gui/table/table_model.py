"""The rows of a table by id, fetched a page at a time: a million scroll like a hundred."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
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
from PySide6.QtGui import QColor

from kharkiv_tracker.gui import theme

_PAGE = 64
#: So many rows are remembered.
_REMEMBERED = 32 * _PAGE
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
    """One column: title, text of a row, sort key ("" if not sortable), alignment.

    It is as wide as its content, between `width` and `max_width`.

    `quiet` returns whether the text of a row is dimmed, as unknown values are.
    """

    title: str
    text: Callable[[_Row], str]
    sort_key: str = ""
    right: bool = False
    width: int = 100
    max_width: int = 210
    quiet: Callable[[_Row], bool] = lambda _row: False
    stretches: bool = False
    """Takes up the remaining room; `width` is then its minimum."""
    hint: str = ""
    """Said of its title where the pointer rests."""
    gives_way: int = 0
    """If room is short, columns with 1 are hidden first, then those with 2; 0 never."""
    key: str = ""
    """What it is saved as if it is not sortable."""
    is_optional: bool = False
    """Hidden until it is chosen; its texts are fetched only then."""
    long_title: str = ""
    """The title where there is room, if it differs."""

    @property
    def name(self) -> str:
        """What its width and place are saved as."""
        return self.key or self.sort_key

    @property
    def full_title(self) -> str:
        """The title outside the table: in menus and on the clipboard."""
        return self.long_title or self.title


class TableModel(QAbstractTableModel, Generic[_Row]):
    """Rows by id; `fetch` returns the row of each of some ids, in their order."""

    sort_requested = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column[_Row]],
        fetch: Callable[[list[int]], Sequence[_Row]],
        parent: QObject | None = None,
        order: tuple[str, bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: Sequence[int] = ()
        first = next((c.sort_key for c in self.columns if c.sort_key), "")
        #: The key it is sorted by unless chosen otherwise, and whether it is descending.
        self.default_order = order or (first, False)
        self._sorted = self.default_order
        self._rows: dict[int, _Row] = {}
        #: Where ids were found last: a long list is not searched again and again.
        self._places: dict[int, int] = {}

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these rows and discard the rows fetched before."""
        self.beginResetModel()
        self._ids = ids
        self._rows.clear()
        self.endResetModel()

    def fetch_again(self, ids: Collection[int] | None = None) -> None:
        """Fetch these rows again, or all, as when a column is shown that was not fetched before."""
        if ids is None:
            self._rows.clear()
            self._tell(0, len(self._ids) - 1)
            return
        for id_ in ids:
            # One that was not fetched is not seen.
            if self._rows.pop(id_, None) is not None:
                number = self.number_of(id_)
                self._tell(number, number)

    def update_ids(self, ids: Sequence[int]) -> None:
        """Show these rows after an edit, without a reset if possible."""
        old = self._ids
        if ids == old:
            self.fetch_again()
        elif len(ids) == len(old) + 1 and (place := _parting(old, ids)) is not None:
            self._rows.clear()
            self.insert(place, ids[place])
        elif len(ids) == len(old) - 1 and (place := _parting(ids, old)) is not None:
            self._rows.clear()
            self.remove(place)
        else:
            self.show_ids(ids)

    def insert(self, number: int, id_: int) -> None:
        """Show one more row, with this number."""
        self.beginInsertRows(QModelIndex(), number, number)
        self._ids = list(self._ids)
        self._ids.insert(number, id_)
        self._note_place(id_, number)
        self.endInsertRows()

    def remove(self, number: int) -> None:
        """Show the row with this number no more."""
        self.beginRemoveRows(QModelIndex(), number, number)
        self._ids = list(self._ids)
        self._rows.pop(self._ids.pop(number), None)
        self.endRemoveRows()

    def move(self, number: int, target: int) -> None:
        """Move a row, which has the number `target` then."""
        place = target + 1 if target > number else target
        self.beginMoveRows(QModelIndex(), number, number, QModelIndex(), place)
        self._ids = list(self._ids)
        id_ = self._ids.pop(number)
        self._ids.insert(target, id_)
        self._note_place(id_, target)
        self.endMoveRows()

    def _tell(self, first: int, last: int) -> None:
        """Say that these rows may be others."""
        if 0 <= first <= last:
            columns = len(self.columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, columns))

    @property
    def ids(self) -> Sequence[int]:
        return self._ids

    @property
    def fetched(self) -> list[_Row]:
        """The rows that are remembered, among them all that are seen."""
        return list(self._rows.values())

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The key of the column and whether it is descending."""
        return self._sorted

    def number_of(self, id_: int) -> int:
        """The number of the row with this id; -1 if not found."""
        near = self._places.get(id_, 0)
        # One more or less above it, after an edit.
        for number in (near, near + 1, near - 1):
            if 0 <= number < len(self._ids) and self._ids[number] == id_:
                break
        else:
            try:
                number = self._ids.index(id_)
            except ValueError:
                return -1
        self._note_place(id_, number)
        return number

    def _note_place(self, id_: int, number: int) -> None:
        if len(self._places) >= _REMEMBERED:
            self._places.clear()
        self._places[id_] = number

    def row(self, number: int) -> _Row:
        id_ = self._ids[number]
        if id_ not in self._rows:
            first = number - number % _PAGE
            page = self._ids[first : first + _PAGE]
            missing = [key for key in page if key not in self._rows]
            if len(self._rows) + len(missing) > _REMEMBERED:
                self._rows.clear()
                missing = list(page)
            self._rows.update(zip(missing, self._fetch(missing), strict=True))
        return self._rows[id_]

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        # Most calls are for roles without data; they come by the thousand.
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
        if role == _ROLE.ToolTipRole:
            return self.columns[section].hint or None
        if role == _ROLE.TextAlignmentRole:
            return _RIGHT if self.columns[section].right else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort_key:
            self._sorted = (self.columns[column].sort_key, order is Qt.SortOrder.DescendingOrder)
            self.sort_requested.emit(*self._sorted)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)


def _parting(shorter: Sequence[int], longer: Sequence[int]) -> int | None:
    """The position of the one extra id in the longer list; None if they differ otherwise."""
    place = next((n for n, id_ in enumerate(shorter) if id_ != longer[n]), len(shorter))
    return place if list(shorter[place:]) == list(longer[place + 1 :]) else None
