"""The text of a document, with the passages that records rest on marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.gui import theme
from kharkiv_tracker.i18n import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: How much of the accent is in the background of one passage, of several, of the current one.
_ONE, _SEVERAL, _CURRENT = 0.16, 0.28, 0.38
#: So many lines before the current passage are seen with it.
_BEFORE = 2


class PassageText(QPlainTextEdit):
    """Read-only text; `chosen` carries the number of the passage that was clicked.

    The ranges of passages are code points of the text as it is stored.
    """

    chosen = Signal(int)
    #: Enter was pressed on the current passage.
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._wide: list[int] = []
        self._passages: Sequence[Ranges] = ()
        self._current, self._is_pressed = -1, False
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(_("Text of the document"))

    @property
    def current(self) -> int:
        """The number of the current passage; -1 without one."""
        return self._current

    def show_text(self, text: str, passages: Sequence[Ranges]) -> None:
        """Show a text and mark its passages; the same text stays where it was scrolled to."""
        if text != self._text:
            self._text = text
            # The window counts in units of UTF-16: each of these characters is two.
            self._wide = [place for place, letter in enumerate(text) if letter > "\uffff"]
            self.setPlainText(text)
        self._passages, self._current = passages, -1
        self._mark()

    def point_at(self, number: int) -> None:
        """Mark a passage as the current one and scroll to it unless it was pressed; -1 for none."""
        if number == self._current:
            return
        self._current = number
        self._mark()
        if not self._is_pressed:
            self._scroll_to_current()

    def numbers_at(self, place: int) -> list[int]:
        """The numbers of the passages that have the character at this place of the text."""
        return [
            number
            for number, words in enumerate(self._passages)
            if any(first <= place < last for first, last in words)
        ]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._choose(self._place(self.cursorForPosition(event.position().toPoint())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text gets its final size only after its passage was scrolled to."""
        super().resizeEvent(event)
        self._scroll_to_current()

    def _scroll_to_current(self) -> None:
        """Show the current passage, in any case its beginning and a little before it."""
        if 0 <= self._current < len(self._passages) and self._passages[self._current]:
            self._scroll_to(self._passages[self._current])

    def _scroll_to(self, words: Ranges) -> None:
        """Show words of the text, in any case their beginning and a little before it."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        is_seen = True
        # Its end is scrolled to first, so that its beginning is seen in any case.
        for place in (words[-1][1], words[0][0]):
            cursor.setPosition(self._position(place))
            is_seen &= self.viewport().rect().contains(self.cursorRect(cursor))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        if not is_seen:
            at = self.cursorRect()
            bar.setValue(bar.value() - max(0, _BEFORE - at.top() // max(1, at.height())))

    def _choose(self, place: int) -> None:
        """Choose the passage at a place; where several are, the one after the current."""
        numbers = self.numbers_at(place)
        if numbers:
            after = [number for number in numbers if number > self._current]
            # Under the pointer it is seen already; the next press is at the same place.
            self._is_pressed = True
            self.chosen.emit((after or numbers)[0])
            self._is_pressed = False

    def _mark(self) -> None:
        spans = list(_spans(self._passages, self._current))
        self.setExtraSelections([self._selection(*span) for span in spans])

    def _selection(
        self, first: int, last: int, number: int, is_current: bool
    ) -> QTextEdit.ExtraSelection:
        colours = theme.colours()
        share = _CURRENT if is_current else _ONE if number == 1 else _SEVERAL
        look = QTextCharFormat()
        look.setBackground(theme.mixed(QColor(colours.ground), QColor(colours.accent), share))
        look.setForeground(QColor(colours.ink))
        if is_current:
            # Seen without colours too.
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(QColor(colours.accent))
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(first))
        cursor.setPosition(self._position(last), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, look
        return selection

    def _position(self, place: int) -> int:
        """The position in the window of a character of the text."""
        return place + bisect_left(self._wide, place)

    def _place(self, cursor: QTextCursor) -> int:
        """The character of the text at a position in the window."""
        position = cursor.position()
        wide: int = sum(place + number < position for number, place in enumerate(self._wide))
        return position - wide


def _spans(passages: Sequence[Ranges], current: int) -> Iterator[tuple[int, int, int, bool]]:
    """Where the marks change: first and last character, how many passages, if it is current."""
    ends = sorted({end for words in passages for pair in words for end in pair})
    for first, last in pairwise(ends):
        numbers = [
            number
            for number, words in enumerate(passages)
            if any(start <= first and last <= end for start, end in words)
        ]
        if numbers:
            yield first, last, len(numbers), current in numbers
