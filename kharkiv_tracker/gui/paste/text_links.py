"""What joins the text and the proposals: a row and its words, and words given to a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal

from kharkiv_tracker.domain import passage
from kharkiv_tracker.gui.paste import field_menu, text_marks
from kharkiv_tracker.gui.paste.marked_text import MarkedText
from kharkiv_tracker.gui.paste.proposal_check import ProposalCheck
from kharkiv_tracker.gui.paste.proposal_list import ProposalList
from kharkiv_tracker.gui.paste.proposed_entry import ProposedEntry
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.passages.proposal import PassageReading, Subject


class TextLinks(QObject):
    """Marks the words of the row that has the keyboard, and goes to the row of words clicked on."""

    #: Why nothing is done.
    refused = Signal(str)

    def __init__(self, text: MarkedText, proposals: ProposalList, check: ProposalCheck) -> None:
        super().__init__(text)
        self._text, self._list, self._check = text, proposals, check
        self._passage = ""
        self._entries: Sequence[ProposedEntry] = ()
        text.chosen.connect(self._go_to_row)
        proposals.pointed.connect(self._point_at)

    def show_marks(self, reading: PassageReading, entries: Sequence[ProposedEntry]) -> int:
        """Mark the words of all rows; how many numbers belong to none."""
        self._passage, self._entries = reading.text, entries
        numbers = text_marks.unused(reading, entries)
        self._text.show_marks(reading.text, text_marks.marks(entries), numbers)
        return len(numbers)

    def assign(self) -> None:
        """Give the marked words to a field of the current proposal, or to a new one."""
        words = self._text.selected
        if not words:
            self.refused.emit(_("Mark words in the text first. F6 goes there."))
            return
        card = self._list.current
        quoted = passage.quote(self._passage, words)

        def take(name: str) -> None:
            if card:
                card.assign(name, quoted, words)

        def begin(subject: Subject) -> None:
            self._list.add(ProposedEntry(subject, {}, quote=words), self._check)

        entry = card.entry if card and card.is_open else None
        menu = field_menu.of(self._text, entry, take, begin)
        menu.aboutToHide.connect(menu.deleteLater)
        place = self._text.cursorRect().bottomLeft() + QPoint(8, 8)
        menu.popup(self._text.viewport().mapToGlobal(place))

    def _point_at(self, entry: ProposedEntry, name: str) -> None:
        rows = text_marks.rows(self._entries)
        if (entry, name) in rows:
            self._text.point_at(rows.index((entry, name)))
        else:
            self._text.show_words(entry.words(self._passage))

    def _go_to_row(self, number: int) -> None:
        entry, name = text_marks.rows(self._entries)[number]
        if card := self._list.card_of(entry):
            card.go_to(name)
