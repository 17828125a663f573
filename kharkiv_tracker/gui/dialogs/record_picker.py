"""Choose a record of the case by its code or its words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.search import search_dialog
from kharkiv_tracker.i18n import _
from kharkiv_tracker.search import typed_terms

#: The most rows that are listed.
MOST = 30
_REST = 150
_ROWS = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_Row = TypeVar("_Row")


class RecordPicker(QWidget, Generic[_Row]):
    """A field and a list of records; without text, those most like the current one.

    A subclass has what it needs before this is initialised.
    """

    def __init__(self, name: str, records: str, hint: str, picked: Callable[[str], object]) -> None:
        super().__init__()
        self._picked = picked
        #: The widget that Enter focuses.
        self.then: QWidget = self
        self.field = QLineEdit()
        widgets.set_hint(self.field, hint)
        self.field.setAccessibleName(name)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(records)
        self.list.setItemDelegate(search_dialog.HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = widgets.text("", "quiet", 9)
        self.setLayout(widgets.column(self.field, 6, self.list, 3, self._none))
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST)
        self._rest_timer.timeout.connect(self.refresh)
        self.field.textChanged.connect(lambda _text: self._rest_timer.start())
        self.list.currentRowChanged.connect(lambda _row: picked(self.code))
        self.refresh()

    @abstractmethod
    def _matching(self, text: str) -> Sequence[_Row]:
        """The records that match a text, the best first; for none, those that may be meant."""

    @abstractmethod
    def _item(self, row: _Row) -> QListWidgetItem:
        """The line of a record; its text is the code."""

    @abstractmethod
    def _nothing(self) -> str:
        """The sentence where no record may be meant and nothing is typed."""

    @property
    def code(self) -> str:
        """The record under the cursor; "" without one."""
        item = self.list.currentItem()
        return item.text() if item else ""

    def refresh(self) -> None:
        """List the records that match the typed text."""
        self._rest_timer.stop()
        text = self.field.text().strip()
        rows = self._matching(text)[:MOST]
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            self.list.addItem(self._item(row))
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        height = max(1, self.list.sizeHintForRow(0)) * _ROWS + 8
        self.list.setFixedHeight(height)
        none = typed_terms.read(text).problem or _("No matches.") if text else self._nothing()
        self._none.setText("" if rows else none)
        self._none.setVisible(not rows)
        self._picked(self.code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in _MOVING:
            self.list.event(event)
        elif event.key() in _ENTER and self._rest_timer.isActive():
            self.refresh()
        elif event.key() in _ENTER:
            self.then.setFocus()
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest_timer.stop()


def list_item(code: str, detail: str, kind: str) -> QListWidgetItem:
    """A line of the list: the code, what it is, and quietly at the end what it has."""
    item = QListWidgetItem(code)
    item.setData(search_dialog.DETAIL, detail)
    item.setData(search_dialog.KIND, kind)
    text = ", ".join(filter(None, (code, detail, kind)))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
    item.setToolTip(widgets.tooltip(text))
    return item
