"""One proposal: what is asked about it, its rows, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry.open_questions import Asked, OpenQuestions
from kharkiv_tracker.gui.paste.card_title import CardTitle
from kharkiv_tracker.gui.paste.entry_questions import EntryQuestions
from kharkiv_tracker.gui.paste.proposal_check import Check, ProposalCheck
from kharkiv_tracker.gui.paste.proposal_row import ProposalRow
from kharkiv_tracker.gui.paste.proposed_entry import Decision, ProposedEntry
from kharkiv_tracker.gui.paste.row_column import RowColumn
from kharkiv_tracker.intake.outcome import Reading
from kharkiv_tracker.store.confirmed_doubts import Confirmation

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDE = 12


class ProposalCard(QWidget):
    """Open, it shows its rows; decided, or one of many, its title alone."""

    #: The keyboard came to a row of this name, "" for the card.
    pointed = Signal(str)
    #: A text or an answer is another.
    changed = Signal()
    #: It was confirmed or dropped, or that was taken back.
    decided = Signal()
    #: A field of the document has to be looked at.
    head_needed = Signal(str)

    def __init__(self, entry: ProposedEntry, check: ProposalCheck) -> None:
        super().__init__()
        self.entry, self._checks = entry, check
        self.check = Check()
        self._asked: list[Asked] = []
        self._is_folded = True
        self.asking = EntryQuestions(entry, self._go_to)
        self.setObjectName("proposal")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = CardTitle(entry)
        self._title.change.clicked.connect(self._choose_again)
        self._wrong = widgets.wrapped("", "attention", 9)
        self.questions = OpenQuestions()
        self._rows = RowColumn(entry, check, self.asking.label)
        self._rows.pointed.connect(self.pointed)
        self._rows.changed.connect(self._refresh_all)
        self._rows.answered.connect(self._take_answer)
        self._body = widgets.holding(widgets.column(2, self.questions, self._wrong, self._rows))
        self._body.hide()
        self.setLayout(widgets.column(self._title, self._body, margins=(_SIDE, 7, _SIDE, 7)))

    @property
    def rows(self) -> Mapping[str, ProposalRow]:
        """Its rows, by the names of their fields."""
        return self._rows.rows

    @property
    def confirmation(self) -> Confirmation | None:
        """What was odd about it and confirmed."""
        return self.asking.odd.confirmation

    @property
    def is_open(self) -> bool:
        """Whether nothing is decided on it."""
        return self.entry.is_open

    @property
    def is_folded(self) -> bool:
        """Whether its title alone is shown."""
        return self._body.isHidden()

    @property
    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        if self.is_folded:
            return [self]
        change = [self._title.change] if self._title.change.isVisible() else []
        return [*self.questions.stops, *self._rows.stops, *change]

    def fold(self, is_folded: bool) -> None:
        """Show the title alone, or all of an open proposal."""
        self._is_folded = is_folded
        if self.is_open and not is_folded and self.is_folded:
            self.refresh()
        self._show_body()

    def refresh(self) -> None:
        """Check it again, and show that."""
        self.check = self._checks.check(self.entry)
        self._rows.show_check(self.check)
        open_questions = self.asking.asked(self.check) if self.is_open else ()
        asked = [self._with_sequel(asked) for asked in open_questions]
        if _words(asked) != _words(self._asked):
            had_focus = any(stop.hasFocus() for stop in self.questions.stops)
            self._asked = asked
            self.questions.ask(asked, takes_keyboard=False)
            if had_focus:
                self.begin()
        self.questions.setVisible(bool(asked))
        self._wrong.setText(self.check.refused)
        self._wrong.setVisible(bool(self.check.refused))
        self._show_body()

    def begin(self) -> None:
        """Move the keyboard to what is asked, else to the first row."""
        if stops := self.stops:
            stops[0].setFocus(Qt.FocusReason.TabFocusReason)

    def leave_questions(self) -> bool:
        """Move the keyboard from what is asked to the first row; False where it is not there."""
        is_asked = any(stop.hasFocus() for stop in self.questions.stops)
        return is_asked and self._rows.go_to(next(iter(self.rows), ""))

    def confirm(self) -> bool:
        """Confirm it, unless something is asked, wrong or missing: then go there."""
        self._rows.leave()
        self.refresh()
        if not self.check.is_sound or self._asked:
            self._show_body(is_needed=True)
            if self._asked:
                self.questions.enter()
            else:
                self._go_to(next(iter(self.check.refusals), ""))
            return False
        self._decide(Decision.CONFIRMED)
        return True

    def holds(self) -> bool:
        """Whether it can be recorded as it was confirmed, in the case as it is now."""
        check = self._checks.check(self.entry)
        return check.is_sound and not any(self.asking.asked(check))

    def drop(self) -> None:
        """Drop it; the same again takes that back, as it does of a confirmation."""
        self._decide(Decision.DROPPED if self.is_open else Decision.OPEN)

    def go_to(self, name: str, text: str | None = None) -> None:
        """Move the keyboard to a row; with a text that is not understood, to type another."""
        self._rows.go_to(name, text is not None, text)

    def assign(self, name: str, text: str, words: tuple[tuple[int, int], ...]) -> None:
        """Give a field these words of the text."""
        self.entry.put(name, text, words)
        self._refresh_all()
        self.go_to(name, text if name in self.check.refusals else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.confirm() if self.is_open else self.drop()
        elif key is Qt.Key.Key_Delete:
            self.drop()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit("")

    def _decide(self, decision: Decision) -> None:
        self.entry.decision = decision
        self._refresh_all()
        self.decided.emit()

    def _with_sequel(self, asked: Asked) -> Asked:
        """A question whose answer is followed by what is asked then."""

        def choose(number: int) -> bool:
            if not asked.choose(number):
                self._asked = []
                self._refresh_all()
                self.begin()
            return True

        return replace(asked, choose=choose)

    def _choose_again(self) -> None:
        """Ask once more which incident it belongs to."""
        self.asking.choose_again()
        self._refresh_all()
        self.begin()

    def _go_to(self, name: str) -> None:
        if not self._rows.go_to(name, types=True) and name:
            self.head_needed.emit(name)

    def _take_answer(self, reading: Reading) -> None:
        self.asking.answer(reading)
        self._refresh_all()

    def _refresh_all(self) -> None:
        self.refresh()
        self.changed.emit()

    def _show_body(self, is_needed: bool = False) -> None:
        is_shown = self.is_open and (is_needed or not self._is_folded)
        policy = Qt.FocusPolicy.NoFocus if is_shown else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(policy)
        self._body.setVisible(is_shown)
        self._title.show_check(self.check, self.is_folded)
        self.setAccessibleName(self._title.spoken)


def _words(asked: list[Asked]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.title, each.words, each.answers) for each in asked]
