"""Text boxes: a line with completion in the quiet colour, and one of several lines for quotes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kharkiv_tracker.gui.entry.list_arrow import ListArrow
from kharkiv_tracker.gui.entry.option_list import OptionList
from kharkiv_tracker.intake.name_completion import Names

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ACCEPT = (Qt.Key.Key_Right, Qt.Key.Key_End)


class Line(QLineEdit):
    """Tab, Right or End accept the proposal; Escape rejects it.

    `several`: names separated by commas, each of them completed; `leading`: only the text before
    the first comma is a name. A comma accepts a proposal too.
    """

    confirmed = Signal()
    went_down = Signal()
    went_up = Signal()
    proposed = Signal(str)
    left = Signal()
    window_left = Signal()
    #: The list of names is asked for.
    listed = Signal()
    #: A text of several lines was pasted, where this line `takes_lines`.
    lines_pasted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.several = self.leading = self.takes_lines = False
        self.names = Names()
        self.options: OptionList | None = None
        self._arrow: ListArrow | None = None
        self._proposal = ""
        self.textChanged.connect(lambda _text: self._propose(""))

    @property
    def proposal(self) -> str:
        """The completed text, "" without a proposal."""
        return self._proposal

    def show_arrow(self, visible: bool) -> None:
        """Show the arrow that opens the list, or hide it while the list is empty."""
        if self._arrow is None and visible:
            self._arrow = ListArrow(self)
            self._arrow.clicked.connect(lambda _checked=False: self.open_list())
        if self._arrow:
            self._arrow.setVisible(visible)

    def open_list(self) -> None:
        """List the names below the line; the same closes it."""
        if self.options:
            self.options.close_list()
        elif self.names:
            self.setFocus()
            self._propose("")
            self.options = OptionList(self, self.names, self.several, self.leading)
            self.options.closed.connect(self._forget_list)

    def _forget_list(self) -> None:
        self.options = None

    def accept_proposal(self) -> bool:
        if not self._proposal:
            return False
        self.setText(self._proposal)
        return True

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self._proposal
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.takes_lines and event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text().strip()
            if "\n" in text:
                self.lines_pasted.emit(text)
                return
        if self._proposal and event.key() == Qt.Key.Key_Escape:
            self._propose("")
        elif event.key() in _ENTER and not modifiers:
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Down and modifiers == Qt.KeyboardModifier.AltModifier:
            self.listed.emit()
        elif event.key() == Qt.Key.Key_Up and not modifiers:
            self.went_up.emit()
        elif event.key() == Qt.Key.Key_Down and not modifiers:
            # A signal, since the fields' scroll area would consume the key.
            self.went_down.emit()
        elif event.key() in _ACCEPT and not modifiers and self._at_end() and self.accept_proposal():
            return
        else:
            if event.text() == "," and (self.several or self.leading) and self._at_end():
                self.accept_proposal()
            before = self.text()
            super().keyPressEvent(event)
            self._look_up(before)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before = self.text()
        super().inputMethodEvent(event)
        self._look_up(before)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward:
            self.accept_proposal()
        return bool(super().focusNextPrevChild(forward))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._propose("")
        # A long name is shown from its beginning.
        self.home(False)
        self.left.emit()
        if event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            self.window_left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._proposal or not self._at_end():
            return
        typed = self.text()
        proposal = self._proposal
        suffix = (
            proposal[len(typed) :]
            if proposal.casefold().startswith(typed.casefold())
            else f" → {proposal}"
        )
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        rect = self.rect().adjusted(0, 0, -8 - self.textMargins().right(), 0)
        rect.setLeft(self.cursorRect().center().x() + 1)
        text = QFontMetrics(self.font()).elidedText(
            suffix, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _at_end(self) -> bool:
        return self.cursorPosition() == len(self.text()) and not self.hasSelectedText()

    def _look_up(self, before: str) -> None:
        """Propose a name if typing has changed the text."""
        text = self.text()
        if text == before:
            return
        if self.leading and "," in text:
            self._propose("")
            return
        done, comma, part = text.rpartition(",") if self.several else ("", "", text)
        is_completed = self._at_end() and not self.options
        completion = self.names.completion(part) if is_completed else ""
        before = f"{done}{comma} " if comma else ""
        self._propose(before + completion if completion else "")

    def _propose(self, text: str) -> None:
        if text != self._proposal:
            self._proposal = text
            self.proposed.emit(text)
            self.update()


class Lines(QPlainTextEdit):
    """A box for quotes: Tab leaves it, as any other field."""

    left = Signal()
    window_left = Signal()
    #: Up was pressed in the first line.
    went_up = Signal()

    def __init__(self, parent: QWidget, lines: int) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)

    def text(self) -> str:
        """The text with the spaces that were typed or pasted, which Qt changes otherwise."""
        return self.document().toRawText().replace("\u2029", "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_up = event.key() == Qt.Key.Key_Up and not event.modifiers()
        if is_up and not self.textCursor().movePosition(QTextCursor.MoveOperation.Up):
            self.went_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
        if event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            self.window_left.emit()
