"""The text of a document to mark words in: what other records rest on is marked quietly."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.gui.documents.passage_text import PassageText

_LINES = 7


class PassageView(PassageText):
    """Words are marked with the mouse, or with Shift and the arrow keys."""

    #: The words that a person marked, as ranges of the text.
    marked = Signal(object)
    window_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._used: tuple[Ranges, ...] = ()
        self._words: Ranges = ()
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 20)
        self.selectionChanged.connect(self._mark_selected)

    @property
    def words(self) -> Ranges:
        """The words that are marked for the record at hand."""
        return self._words

    def show_content(self, text: str, used: Iterable[Ranges] = ()) -> None:
        """Show a text, with the words of other records marked."""
        if text != self._text:
            self._words = ()
        self._used = tuple(used)
        blocked = self.blockSignals(True)
        self.show_text(text, (*self._used, self._words))
        self.blockSignals(blocked)
        self.mark(self._words)

    def mark(self, words: Ranges) -> None:
        """Mark words for the record at hand, and bring them into sight."""
        self._words = words if words and words[-1][1] <= len(self._text) else ()
        blocked = self.blockSignals(True)
        self.show_text(self._text, (*self._used, self._words))
        # Somebody who marks here is there already.
        self.point_at(len(self._used)) if not self.hasFocus() else self._mark_current()
        self.blockSignals(blocked)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            self.window_left.emit()

    def _mark_current(self) -> None:
        self._current = len(self._used)
        self._mark()

    def _mark_selected(self) -> None:
        cursor = self.textCursor()
        if not self.hasFocus() or not cursor.hasSelection():
            return
        start, end = self.textCursor(), self.textCursor()
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        first, last = self._place(start), self._place(end)
        chosen = self._text[first:last]
        first += len(chosen) - len(chosen.lstrip())
        last -= len(chosen) - len(chosen.rstrip())
        if first < last:
            self._words = ((first, last),)
            self.show_text(self._text, (*self._used, self._words))
            self._mark_current()
            self.marked.emit(self._words)
