"""The text of a document to read and mark: what other records were taken from is marked in it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPalette,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.gui import theme

_LINES = 7


class PassageView(QPlainTextEdit):
    """Read only. Words are marked with the mouse or with Shift and the arrow keys.

    Places in the text are code points; Qt counts a sign beyond the basic ones twice.
    """

    #: The words that a person marked in it, as ranges of the text.
    marked = Signal(object)
    left = Signal()
    window_left = Signal()

    def __init__(self, parent: QWidget | None = None, lines: int = _LINES) -> None:
        super().__init__(parent)
        self._text = ""
        self._used: tuple[Ranges, ...] = ()
        self._words: Ranges = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 20)
        self.selectionChanged.connect(self._mark_selected)

    @property
    def content(self) -> str:
        """The text as it was given; what Qt returns has other spaces."""
        return self._text

    @property
    def words(self) -> Ranges:
        """The words that are marked for the record at hand."""
        return self._words

    def show_content(self, text: str, used: Iterable[Ranges] = ()) -> None:
        """Show a text, with the words of other records marked quietly."""
        if text != self._text:
            self._text, self._words = text, ()
            self.setPlainText(text)
        self._used = tuple(used)
        self._paint_marks()

    def mark(self, words: Ranges) -> None:
        """Mark words for the record at hand, and bring them into sight."""
        self._words = words if words and words[-1][1] <= len(self._text) else ()
        if self._words and not self.hasFocus():
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._position(self._words[0][0]))
            blocked = self.blockSignals(True)
            self.setTextCursor(cursor)
            self.centerCursor()
            self.blockSignals(blocked)
        self._paint_marks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
        if event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            self.window_left.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._paint_marks()

    def _mark_selected(self) -> None:
        cursor = self.textCursor()
        if not self.hasFocus() or not cursor.hasSelection():
            return
        first, last = (
            self._point(place) for place in (cursor.selectionStart(), cursor.selectionEnd())
        )
        chosen = self._text[first:last]
        first, last = (
            first + len(chosen) - len(chosen.lstrip()),
            last - len(chosen) + len(chosen.rstrip()),
        )
        if first < last:
            self._words = ((first, last),)
            self._paint_marks()
            self.marked.emit(self._words)

    def _paint_marks(self) -> None:
        colours = theme.colours()
        used, own = QTextCharFormat(), QTextCharFormat()
        used.setBackground(QColor(colours.hairline))
        own.setBackground(QColor(colours.selection))
        # Told apart in grey too.
        own.setFontUnderline(True)
        own.setUnderlineColor(self.palette().color(QPalette.ColorRole.Accent))
        marks = [self._extra(pair, used) for words in self._used for pair in words]
        marks += [self._extra(pair, own) for pair in self._words]
        self.setExtraSelections(marks)

    def _extra(self, pair: tuple[int, int], look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        extra = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(min(pair[0], len(self._text))))
        cursor.setPosition(
            self._position(min(pair[1], len(self._text))), QTextCursor.MoveMode.KeepAnchor
        )
        extra.cursor, extra.format = cursor, look
        return extra

    def _position(self, point: int) -> int:
        """The place in Qt's text of a character of ours."""
        return len(self._text[:point].encode("utf-16-le")) // 2

    def _point(self, position: int) -> int:
        """The character of our text at a place in Qt's."""
        units = self._text.encode("utf-16-le", "surrogatepass")[: 2 * position]
        return len(units.decode("utf-16-le", "ignore"))
