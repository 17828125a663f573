"""The pasted text: words that proposals use in the colours of their fields, other numbers lined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QHelpEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.quantity import QUANTITIES
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.documents.passage_text import PassageText
from kharkiv_tracker.gui.paste import field_colour
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake.passages.proposal import Unused

#: A reader who looks for numbers is not helped by more, and so many take long to draw.
_MOST_IN_SIGHT = 400
#: Why a number is not used, by the word the reader has for it.
_REASONS = {
    "time": N_("Not used: a time or a date."),
    "combatants": N_("Not used: combatants."),
    "elsewhere": N_("Not used: outside the oblast."),
    "no strike": N_("Not used: an accident."),
    "several strikes": N_("Not used: the sum of several strikes."),
    "unclear": N_("Not used: it is unclear what is counted."),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of one row; `field` gives their colour."""

    field: str
    words: Ranges


class MarkedText(PassageText):
    """Marks only what is in sight: a long text may have a hundred thousand numbers."""

    #: What is said of the number at the cursor; "" where there is nothing to say.
    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: Sequence[Mark] = ()
        self._unused: Sequence[Unused] = ()
        self.setAccessibleName(_("Pasted text"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._mark())
        self.cursorPositionChanged.connect(self._note)

    def show_marks(self, text: str, marks: Sequence[Mark], unused: Sequence[Unused]) -> None:
        """Show a text with the words of its rows, and the numbers that none of them uses."""
        self._marks, self._unused = marks, unused
        current = self.current if text == self._text else -1
        self.show_text(text, [mark.words for mark in marks])
        self._current = current if current < len(marks) else -1
        self._mark()

    def show_words(self, words: Ranges) -> None:
        """Bring words into sight that are in no row of their own."""
        self.point_at(-1)
        if words:
            self._scroll_to(words)

    @property
    def selected(self) -> Ranges:
        """The selected words, without the spaces around them."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return ()
        ends = []
        for position in (cursor.selectionStart(), cursor.selectionEnd()):
            at = self.textCursor()
            at.setPosition(position)
            ends.append(self._place(at))
        first, last = ends
        chosen = self._text[first:last]
        first += len(chosen) - len(chosen.lstrip())
        last -= len(chosen) - len(chosen.rstrip())
        return ((first, last),) if first < last else ()

    def unused_at(self, place: int) -> Unused | None:
        """The unused number at a place of the text."""
        return next((one for one in self._unused if one.start <= place < one.end), None)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            unused = self.unused_at(self._place(self.cursorForPosition(event.pos())))
            if unused:
                QToolTip.showText(event.globalPos(), widgets.tooltip(sentence(unused)), self)
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark()

    def _note(self) -> None:
        if self.hasFocus():
            unused = self.unused_at(self._place(self.textCursor()))
            self.noted.emit(sentence(unused) if unused else "")

    def _mark(self) -> None:
        first, last = self._in_sight()
        self.setExtraSelections(
            [self._drawn(span) for span in list(self._spans(first, last))[:_MOST_IN_SIGHT]]
        )

    def _in_sight(self) -> tuple[int, int]:
        view = self.viewport().rect()
        top = self._place(self.cursorForPosition(view.topLeft()))
        return top, self._place(self.cursorForPosition(view.bottomRight()))

    def _spans(self, first: int, last: int) -> Iterator[_Span]:
        """What is drawn, the current words last and so above all."""
        for unused in self._unused:
            if unused.start <= last and first < unused.end:
                yield _Span(unused.start, unused.end)
        current = []
        # Of words that several fields use, the colour of a number is seen.
        for number, mark in sorted(enumerate(self._marks), key=lambda m: m[1].field in QUANTITIES):
            for start, end in mark.words:
                if start <= last and first < end:
                    if number == self.current:
                        current.append(_Span(start, end, mark.field, is_current=True))
                    else:
                        yield _Span(start, end, mark.field)
        yield from current

    def _drawn(self, span: _Span) -> QTextEdit.ExtraSelection:
        colours, look = theme.colours(), QTextCharFormat()
        line = QTextCharFormat.UnderlineStyle
        if span.field:
            look.setBackground(field_colour.behind(span.field, span.is_current))
            look.setForeground(QColor(colours.ink))
        if span.is_current or not span.field:
            # Seen without colours too.
            look.setUnderlineStyle(line.SingleUnderline if span.field else line.DashUnderline)
            colour = colours.ink if span.field else colours.attention
            look.setUnderlineColor(QColor(colour))
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(span.first))
        cursor.setPosition(self._position(span.last), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, look
        return selection


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    last: int
    field: str = ""
    is_current: bool = False


def sentence(unused: Unused) -> str:
    """Why a number is in no proposal."""
    text = _REASONS.get(unused.reason)
    return _(text) if text else unused.reason or _("This number is not used by a proposal.")
