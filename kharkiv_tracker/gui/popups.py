"""Popups that open under a button: a list of check boxes, or any other layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.short_lines import ShortLines
from kharkiv_tracker.gui.short_text import shortened

_ROWS, _BELOW = 18, 150
_WIDTH, _WIDEST = 268, 420
#: The padding of a chip, with its cross.
_AROUND = 40


class Popup(QFrame):
    """Opens under its owner and closes with Escape or a click elsewhere."""

    def __init__(self, owner: QWidget, name: str, width: int = _WIDTH) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        self.setMinimumWidth(width)

    def open_under(self, owner: QWidget) -> None:
        """Show it at the left edge of the owner, or as far left as the screen requires."""
        self.adjustSize()
        at = owner.mapToGlobal(QPoint(0, owner.height() + 4))
        room = owner.screen().availableGeometry()
        x = max(room.left(), min(at.x(), room.right() - self.width() - 4))
        y = at.y()
        if y + self.height() > room.bottom():
            y = max(room.top(), owner.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(x, y)
        self.show()
        self.begin()

    def begin(self) -> None:
        """Set the focus when it opens."""

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            # Escape closes the popup; otherwise it would clear the selection.
            event.accept()
            return True
        return super().event(event)


class DropButton(QPushButton):
    """A flat button with a chevron that opens a popup; highlighted while a value is chosen."""

    def __init__(self, anything: str, title: str, popup: Callable[[], Popup]) -> None:
        super().__init__(anything)
        self._anything, self._title = anything, title
        self._make = popup
        self._popup: Popup | None = None
        self.setAutoDefault(False)
        self.setProperty("drop", True)
        self.setProperty("active", False)
        self.setAccessibleName(anything)
        self.clicked.connect(lambda _checked=False: self.drop())

    def drop(self) -> Popup:
        """Open the popup."""
        if self._popup is None:
            self._popup = self._make()
        self._popup.open_under(self)
        return self._popup

    def show_chosen(self, chosen: str) -> None:
        """Highlight the button if a value is chosen, and announce the value to a screen reader."""
        self.setText(self._title if chosen else self._anything)
        self.setAccessibleName(f"{self._title}: {chosen}" if chosen else self._anything)
        widgets.restyle(self, "active", bool(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opening = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in opening and not event.modifiers():
            self.drop()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = _drawing_on(self)
        step = theme.px(3.5)
        x, y = self.width() - theme.px(17), (self.height() - step) / 2
        painter.drawPolyline([QPointF(x, y), QPointF(x + step, y + step), QPointF(x + 2 * step, y)])


class TickList(QListWidget):
    """A list of check boxes; space or a click toggles, letters jump to a line."""

    def __init__(self, name: str, changed: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(ShortLines(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._changed = changed
        self.itemChanged.connect(lambda _item: changed())
        self.itemPressed.connect(self._press)

    def fill(self, options: Sequence[tuple[Any, str]], ticked: Sequence[Any]) -> None:
        """Show these lines with `ticked` checked, without signals."""
        self.blockSignals(True)
        self.clear()
        for value, label in options:
            item = QListWidgetItem(label)
            item.setToolTip(widgets.tooltip(label))
            item.setData(Qt.ItemDataRole.UserRole, value)
            # With the flag set Qt would toggle on a press too, and a click twice.
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            state = Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.addItem(item)
        self.blockSignals(False)
        # Whole lines, unless they are sentences.
        widest = self.sizeHintForColumn(0) + 2 * self.frameWidth()
        self.setMinimumWidth(min(widest, theme.px(_WIDEST)))
        fit_height(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Until it has its style its rows are lower.
        fit_height(self)

    def ticked(self) -> list[Any]:
        """The values of the checked lines, in order."""
        lines = [self.item(number) for number in range(self.count())]
        return [
            line.data(Qt.ItemDataRole.UserRole)
            for line in lines
            if line.checkState() is Qt.CheckState.Checked
        ]

    def toggle(self, line: QListWidgetItem) -> None:
        ticked = line.checkState() is Qt.CheckState.Checked
        line.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.currentItem()
        if event.key() == Qt.Key.Key_Space and line is not None:
            self.toggle(line)
        else:
            super().keyPressEvent(event)

    def _press(self, line: QListWidgetItem) -> None:
        self.toggle(line)


class TickPopup(Popup):
    """A popup with a list of check boxes; each change applies at once, Enter closes."""

    def __init__(
        self,
        owner: QWidget,
        name: str,
        options: Sequence[tuple[Any, str]],
        chosen: Callable[[], Sequence[Any]],
        choose: Callable[[list[Any]], object],
    ) -> None:
        super().__init__(owner, name)
        self._options, self._chosen = options, chosen
        self.list = TickList(name, lambda: choose(self.list.ticked()))
        self.setLayout(widgets.column(self.list, margins=(4, 4, 4, 4)))

    def begin(self) -> None:
        ticked = self._chosen()
        self.list.fill(self._options, ticked)
        values = [value for value, _label in self._options]
        self.list.setCurrentRow(values.index(ticked[0]) if ticked else 0)
        self.list.setFocus()
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)


class Chip(QPushButton):
    """One active condition of the selection; Enter, space, Delete or a click removes it."""

    def __init__(self, label: str, remove: Callable[[], object], about: str = "") -> None:
        super().__init__()
        self._label = label
        self.setAutoDefault(False)
        self.setProperty("chip", True)
        self.setAccessibleName(label)
        self.setAccessibleDescription(about)
        self.setToolTip(widgets.tooltip(about or label))
        self.clicked.connect(lambda _checked=False: remove())

    @property
    def label(self) -> str:
        return self._label

    @property
    def natural(self) -> int:
        """The width of the full label."""
        return self.fontMetrics().horizontalAdvance(self._label) + theme.px(_AROUND)

    def fit(self, width: int) -> None:
        """Shorten the label to this width."""
        self.setText(shortened(self._label, self.fontMetrics(), width - theme.px(_AROUND)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        removing = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if event.key() in removing and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = _drawing_on(self)
        side = theme.px(6)
        x, y = self.width() - theme.px(17), (self.height() - side) / 2
        painter.drawLine(QPointF(x, y), QPointF(x + side, y + side))
        painter.drawLine(QPointF(x + side, y), QPointF(x, y + side))


def fit_height(lines: QListWidget) -> None:
    """Make a list as high as its lines, up to a limit; on a low screen what is below has room."""
    row = max(1, lines.sizeHintForRow(0))
    # What is below the list needs room on a low screen too.
    room = lines.screen().availableGeometry().height() - theme.px(_BELOW)
    rows = max(1, min(lines.count(), _ROWS, max(4, room // row)))
    lines.setFixedHeight(rows * row + 8)


def hint(text: str) -> QLabel:
    """A small quiet explanatory text."""
    return widgets.wrapped(text, "quiet", 9)


def _drawing_on(button: QWidget) -> QPainter:
    """A painter for the thin lines of an icon, in the text colour of the button."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(button.palette().color(button.foregroundRole()))
    pen.setWidthF(1.3)
    painter.setPen(pen)
    return painter
