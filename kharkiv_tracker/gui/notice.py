"""What was saved last, for some seconds, with a link that undoes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.i18n import _

#: How long it stays once neither the mouse nor the keyboard is on it.
_SHOWN = 10_000


class Notice(QWidget):
    """One sentence at a time. `undo` undoes what it says; `moved` follows when it comes or goes."""

    def __init__(self, undo: Callable[[], object], moved: Callable[[], object]) -> None:
        super().__init__()
        self._moved = moved
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = widgets.Elided("", "", 9)
        self.link = widgets.small_button(_("Undo"), undo)
        # A click leaves the keyboard where somebody types.
        self.link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.link.installEventFilter(self)
        line = widgets.row(self._label, 8, self.link, -1, margins=(12, 2, 12, 2))
        self.setLayout(line)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN)
        self._timer.timeout.connect(self.withdraw)
        widgets.shortcut(self, "Escape", self.withdraw)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; "" without one."""
        return self._label.text()

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence in place of another, and read it aloud."""
        self._label.setText(sentence)
        self.setAccessibleName(sentence)
        self.link.setAccessibleDescription(sentence)
        self.show()
        self._moved()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self._wait()

    def withdraw(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._label.setText("")
        self.hide()
        self._moved()

    def _wait(self) -> None:
        """Let its time begin, unless the mouse or the keyboard is on it."""
        if self.text and not (self.underMouse() or self.link.hasFocus()):
            self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        # Only then is the mouse known to be elsewhere.
        QTimer.singleShot(0, self, self._wait)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() is QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._wait)
        return super().eventFilter(watched, event)
