"""The quote of a form in the text of its document: typed words lead to their sentence in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from kharkiv_tracker.domain import passage, passage_search
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.passage_search import Passage
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.passage_field import PassageField
from kharkiv_tracker.gui.entry.text_box import Lines
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Reading

#: So many characters at once are pasted: what was copied is meant as it is.
_PASTED = 25


class QuoteSearch(QObject):
    """Keeps the quote and the marked words the same, as far as the quote is in the text.

    While words are typed the sentence they lead to is marked; Tab takes it, Escape the words alone,
    the down arrow goes to the next place, Shift with it adds a sentence.
    """

    def __init__(self, quote: Field, passages: PassageField) -> None:
        super().__init__(quote)
        self._quote, self._passages = quote, passages
        self._text = ""
        self._used: tuple[Ranges, ...] = ()
        self._places: tuple[Passage, ...] = ()
        self._place: Passage | None = None
        self._number = 0
        self._pasted = self._busy = False
        box = quote.box
        box.installEventFilter(self)
        assert isinstance(box, Lines)  # noqa: S101 - made so
        box.document().contentsChange.connect(self._note_length)
        quote.edited.connect(self._look_up)
        quote.set_reader(lambda _text: Reading({}, self._note))
        passages.marked.connect(self._take_marked)

    @property
    def is_open(self) -> bool:
        """Whether a sentence is marked that is not taken yet."""
        return self._place is not None

    def show_content(self, text: str, used: tuple[Ranges, ...] = ()) -> None:
        """The document has this text, and these words of it are used by other records."""
        self._used, self._place, self._places = used, None, ()
        if text != self._text:
            self._text = text
            self._passages.show_content(text, used)
            if self._quote.text().strip() or not text:
                self._passages.mark(self._exact())
            self._quote.check()
        else:
            self._passages.show_content(text, used)

    def take(self) -> None:
        """Take the sentence that is marked as the quote."""
        if self._place:
            place, self._place, self._places = self._place, None, ()
            self._set_quote(((place.first, place.last),))

    def take_typed(self) -> None:
        """Take only what was typed."""
        self._place, self._places = None, ()
        self._passages.mark(self._exact())
        self._quote.check()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.is_open or not isinstance(event, QKeyEvent):
            return False
        key, shift = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.type() is QEvent.Type.ShortcutOverride and key is Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
            # Tab goes on to the next field.
            return key is not Qt.Key.Key_Tab
        if key is Qt.Key.Key_Escape:
            self.take_typed()
        elif key is Qt.Key.Key_Down:
            self._lengthen() if shift else self._go(1)
        elif key is Qt.Key.Key_Up:
            self._shorten() if shift else self._go(-1)
        else:
            return False
        return True

    def _note_length(self, _place: int, _removed: int, added: int) -> None:
        self._pasted = added >= _PASTED

    def _look_up(self) -> None:
        """The quote was changed: mark what it leads to."""
        if self._busy or not self._text:
            return
        self._place, self._places = None, ()
        if self._quote.box.hasFocus() and not self._pasted:
            self._places = passage_search.search(self._text, self._quote.text())
            unused = (n for n, place in enumerate(self._places) if not self._is_used(place))
            self._number = next(unused, 0)
            self._place = self._places[self._number] if self._places else None
        self._mark()

    def _mark(self) -> None:
        place = self._place
        self._passages.mark(((place.first, place.last),) if place else self._exact())
        self._quote.check()

    def _go(self, step: int) -> None:
        self._number = (self._number + step) % len(self._places)
        self._place = self._places[self._number]
        self._mark()

    def _lengthen(self) -> None:
        if self._place:
            self._place = passage_search.longer(self._text, self._place)
            self._mark()

    def _shorten(self) -> None:
        if self._place:
            self._place = passage_search.shorter(self._text, self._place)
            self._mark()

    def _take_marked(self, words: Ranges) -> None:
        self._place, self._places = None, ()
        self._set_quote(words)

    def _set_quote(self, words: Ranges) -> None:
        self._busy = True
        self._quote.set_text(passage.quote(self._text, words))
        self._busy = False
        self._passages.mark(words)
        self._quote.check()

    def _exact(self) -> Ranges:
        """Where the quote as it is typed is in the text; marked words that are it stay."""
        words, typed = self._passages.words, self._quote.text()
        if words and typed.strip() and passage.matches(self._text, words, typed):
            return words
        return passage.located(self._text, typed)

    def _is_used(self, place: Passage) -> bool:
        return any(
            first < place.last and place.first < last
            for words in self._used
            for first, last in words
        )

    @property
    def _note(self) -> str:
        """What is said below the quote."""
        if not self._text:
            return ""
        if self._place:
            keys = _("Tab: take the marked sentence. Shift+↓: one more.")
            if len(self._places) < 2:
                return keys
            count = _("Place {number} of {count}; ↓ next.").format(
                number=self._number + 1, count=len(self._places)
            )
            return f"{count} {keys}"
        return "" if self._passages.words else _("Not in the text of the document.")
