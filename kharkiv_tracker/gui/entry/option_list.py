"""The list of a text box: what can be typed there, to choose from or to tick."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QWidget,
)

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.name_completion import Names

#: Lines at once, and as few as are worth opening below the box.
_LINES, _FEWEST = 10, 4
#: Case files with more names of one kind are searched by typing.
_MOST = 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _LINES - 1,
    Qt.Key.Key_PageUp: 1 - _LINES,
}
_CLOSING = (QEvent.Type.FocusOut, QEvent.Type.Hide)


class OptionList(QFrame):
    """Opens below its line, which keeps the keyboard: typing filters it.

    With `several`, the space bar adds and removes names; with `leading`, only what is before the
    first comma is a name.
    """

    closed = Signal()

    def __init__(
        self, line: QLineEdit, names: Names, several: bool = False, leading: bool = False
    ) -> None:
        super().__init__(line.window())
        self.setObjectName("popup")
        self._line, self._names = line, names
        self._several, self._leading = several, leading
        self._list = QListWidget()
        for part in (self, self._list):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            part.setAccessibleName(line.accessibleName())
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.itemClicked.connect(self._click)
        self._list.currentItemChanged.connect(self._announce)
        self.setLayout(widgets.column(self._list, margins=(4, 4, 4, 4)))
        self._fill(names.matching("")[:_MOST])
        values = [fold(value) for value in self._values()]
        present = (n for n, name in enumerate(self.options) if fold(name) in values)
        self._list.setCurrentRow(next(present, 0))
        _bring_into_view(line)
        self._place()
        # Keys come to the line, and a press anywhere else closes the list.
        _application().installEventFilter(self)
        line.textEdited.connect(self._filter)
        self.show()
        self.raise_()

    @property
    def options(self) -> list[str]:
        """The names that are listed, in order."""
        return [self._list.item(number).text() for number in range(self._list.count())]

    @property
    def ticked(self) -> list[str]:
        """The names listed that are in the line."""
        values = {fold(value) for value in self._values()}
        return [name for name in self.options if fold(name) in values]

    @property
    def current(self) -> str:
        item = self._list.currentItem()
        return item.text() if item else ""

    def close_list(self) -> None:
        """Close it; what is in the line stays."""
        _application().removeEventFilter(self)
        self._line.textEdited.disconnect(self._filter)
        self.hide()
        self.deleteLater()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        line = self._line
        if watched is line and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() is QEvent.Type.Move and _holds(watched, line):
            # What is shown below a field moves those after it.
            self._place()
        is_left = watched is line and event.type() in _CLOSING
        is_moved = watched is line.window() and event.type() is QEvent.Type.Resize
        if is_left or is_moved or self._is_press_elsewhere(watched, event):
            self.close_list()
        return False

    def _is_press_elsewhere(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.MouseButtonPress or not isinstance(watched, QWidget):
            return False
        return not any(part is watched or part.isAncestorOf(watched) for part in (self, self._line))

    def _key(self, event: QKeyEvent) -> bool:
        """Take the keys of the list; all else is typed in the line."""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if event.type() is QEvent.Type.ShortcutOverride:
            if key == Qt.Key.Key_Escape:
                # Else it would close the form.
                event.accept()
                return True
            return False
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if key == Qt.Key.Key_Escape or (
            key == Qt.Key.Key_Up and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.close_list()
        elif is_plain and key in _STEPS:
            row = self._list.currentRow() + _STEPS[key]
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
        elif is_plain and key in _ENTER:
            self._choose()
        elif is_plain and key == Qt.Key.Key_Space and self._several and not self._is_after_comma():
            self._toggle(self.current)
        else:
            return False
        return True

    def _click(self, item: QListWidgetItem) -> None:
        if self._several:
            self._toggle(item.text())
        else:
            self._choose()

    def _choose(self) -> None:
        name = self.current
        if name and self._several and fold(name) not in {fold(each) for each in self._values()}:
            self._toggle(name)
        elif name and not self._several:
            self._write([name])
        self.close_list()

    def _toggle(self, name: str) -> None:
        """Add the name to the line, in place of a beginning typed there, or take it out."""
        values = self._values()
        if fold(name) in {fold(value) for value in values}:
            values = [value for value in values if fold(value) != fold(name)]
        elif not name:
            return
        else:
            known = {fold(each) for each in self._names.matching("")}
            if values and fold(values[-1]) not in known and self._begun():
                values.pop()
            values.append(name)
        self._write(values)
        row = self._list.currentRow() if name in self.options else 0
        self._fill(self._names.matching("")[:_MOST])
        self._list.setCurrentRow(self.options.index(name) if name in self.options else row)
        self._announce()

    def _values(self) -> list[str]:
        """The names in the line."""
        text = self._line.text()
        if self._several:
            return [value.strip() for value in text.split(",") if value.strip()]
        return [text.partition(",")[0].strip() if self._leading else text.strip()]

    def _begun(self) -> str:
        """What is typed of the name that the list is filtered by."""
        text = self._line.text()
        if self._several:
            return text.rpartition(",")[2].strip()
        return text.partition(",")[0].strip() if self._leading else text.strip()

    def _is_after_comma(self) -> bool:
        """Whether the next name is about to be typed, with a space before it."""
        return self._line.text().endswith(",")

    def _write(self, values: list[str]) -> None:
        text = ", ".join(values)
        if self._leading:
            _name, comma, rest = self._line.text().partition(",")
            text = f"{text}{comma}{rest}"
        # As if typed: undo brings the former text back.
        self._line.selectAll()
        self._line.insert(text)
        self._mark()

    def _filter(self, _text: str) -> None:
        options = self._names.matching(self._begun())[:_MOST]
        if not options:
            self.close_list()
            return
        self._fill(options)
        self._list.setCurrentRow(0)
        self._place()

    def _fill(self, options: tuple[str, ...]) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems(list(options))
        self._list.blockSignals(False)
        self._mark()

    def _mark(self) -> None:
        """Tick what is in the line."""
        if not self._several:
            return
        ticked = set(self.ticked)
        for number in range(self._list.count()):
            item = self._list.item(number)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            state = Qt.CheckState.Checked if item.text() in ticked else Qt.CheckState.Unchecked
            item.setCheckState(state)

    def _place(self) -> None:
        """Below the line, or above it where there is more room."""
        window, line = self._line.window(), self._line
        top = line.mapTo(window, QPoint(0, 0))
        row = max(1, self._list.sizeHintForRow(0))
        around = 10 + 2 * self._list.frameWidth()
        below = window.height() - top.y() - line.height() - 8
        height = min(self._list.count(), _LINES) * row + around
        goes_up = below < min(height, _FEWEST * row + around) and top.y() > below
        room = min(height, top.y() - 8 if goes_up else below) - around
        # Whole lines.
        height = max(1, room // row) * row + around
        bar = self._list.verticalScrollBar().sizeHint().width()
        wanted = self._list.sizeHintForColumn(0) + bar + theme.px(24)
        width = min(max(line.width(), wanted), window.width() - 16)
        x = max(8, min(top.x(), window.width() - width - 8))
        y = top.y() - height - 2 if goes_up else top.y() + line.height() + 2
        self.setGeometry(x, y, width, height)

    def _announce(self, *_items: object) -> None:
        """Announce what is chosen, as the keyboard stays in the line."""
        name = self.current
        if not name:
            return
        place = _("{name}, {number} of {count}").format(
            name=name, number=self._list.currentRow() + 1, count=self._list.count()
        )
        if name in self.ticked:
            place = _("{option}; chosen").format(option=place)
        self._list.setAccessibleDescription(place)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._line, place))


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None  # noqa: S101 - a widget is shown
    return application


def _bring_into_view(line: QWidget) -> None:
    """Scroll to the line, which a smaller window may have left outside."""
    area = line.parentWidget()
    while area:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(line, 0, 12)
        area = area.parentWidget()


def _holds(part: QObject, line: QWidget) -> bool:
    return isinstance(part, QWidget) and not part.isWindow() and part.isAncestorOf(line)
