"""The words of a record in the text of its document, as a field of the form."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry.passage_view import PassageView
from kharkiv_tracker.i18n import _


class PassageField(QWidget):
    """Has ranges of characters as its text, so that drafts save it as any other field."""

    edited = Signal()
    entered = Signal()
    window_left = Signal()
    #: Words were marked here by a person.
    marked = Signal(object)

    def __init__(self, name: str, label: str) -> None:
        super().__init__()
        self.name, self.label = name, label
        self.pins = self.pinned = self.prefilled = False
        #: Tab goes past it: words are found from the quote; Shift+Tab comes to it.
        self.passed_over = True
        self._words: Ranges = ()
        self._box = PassageView()
        self._box.setAccessibleName(label)
        title = widgets.text(label, "quiet")
        title.setBuddy(self._box)
        self._note = widgets.wrapped("", "echo", 9)
        self._box.marked.connect(self._mark)
        self._box.window_left.connect(self.window_left)
        self._box.installEventFilter(self)
        self.setLayout(widgets.column(title, 3, self._box, 2, self._note))

    @property
    def box(self) -> PassageView:
        return self._box

    @property
    def is_touched(self) -> bool:
        """The quote says whether something was marked."""
        return False

    @property
    def words(self) -> Ranges:
        return self._words

    def show_content(self, text: str, used: Iterable[Ranges] = ()) -> None:
        """Show the text of a document, with what other records were taken from it."""
        passages = tuple(filter(None, used))
        self._box.show_content(text, passages)
        self._box.mark(self._words)
        note = _("Shaded words are used by other records.") if passages else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._box.setAccessibleDescription(note)

    def mark(self, words: Ranges) -> None:
        """Mark these words as those of the record."""
        if words != self._words:
            self._words = words
            self._box.mark(words)
            self.edited.emit()

    def text(self) -> str:
        return passage.stored(self._words)

    def set_text(self, text: str) -> None:
        self.mark(passage.parse(text))

    def replace_text(self, text: str) -> None:
        """The same for marked words."""
        self.set_text(text)

    def set_pinned(self, pinned: bool) -> None:
        """Never pinned: each entry has words of its own."""

    def toggle_pin(self) -> None:
        """Never pinned."""

    def start_next(self) -> None:
        self.mark(())

    def check(self) -> bool:
        return True

    def refuse(self, sentence: str) -> None:
        """Say why the words are refused."""
        self._note.setText(sentence)
        self._note.show()

    def keep_recorded(self, text: str) -> None:
        """Whatever is recorded can be marked."""

    def caution(self, sentence: str) -> None:
        """Nothing about a mark looks odd."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _mark(self, words: Ranges) -> None:
        self._words = words
        self.edited.emit()
        self.marked.emit(words)
