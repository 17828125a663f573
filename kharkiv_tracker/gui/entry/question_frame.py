"""The frame of the entry panel with its questions: asked in place of the fields, or below one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kharkiv_tracker.gui.entry.entry_frame import Frame
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.i18n import ngettext


class QuestionFrame(Frame):
    """Answers come from the keyboard: a digit, Alt with it, or Enter for the first."""

    #: What follows once everything is answered.
    _after_answers: Callable[[], object]

    def ask(self, asked: Sequence[Asked], after: Callable[[], object]) -> None:
        """Ask in place of the fields; `after` follows the last answer."""
        self._after_answers = after
        self.show_questions(asked)

    def ask_before_save(self, asked: Sequence[Asked], save: Callable[[], object]) -> None:
        """Ask before anything is saved; the last answer saves it."""
        sentence = ngettext(
            "Not saved yet: {count} question unanswered.",
            "Not saved yet: {count} questions unanswered.",
            len(asked),
        )
        self.show_status(sentence.format(count=len(asked)), wrong=True)
        self.ask(asked, save)

    def leave_questions(self) -> None:
        """Back to the fields, where questions are shown in their place."""
        if self.questions.is_open:
            self.withdraw_questions()

    def go_back_to(self, name: str) -> None:
        """Leave the questions for the field of this name."""
        self.withdraw_questions()
        self.form.reveal(self.form.fields[name])

    def take(self, number: int) -> None:
        """Give the answer, or take the offer, with this number."""
        if not self._answer(number):
            self.take_offer(number)

    def take_offer(self, number: int = 1) -> None:
        """Make it an update of the offer with this number."""
        if self.form is self._pages[0]:
            self.offer.accept(number)

    def _settle(self) -> None:
        """Everything is answered."""
        self.withdraw_questions()
        self._after_answers()

    def _confirm(self) -> None:
        """Enter accepts the first answer or offer."""
        self.take(1)

    def _go_down(self) -> None:
        """The down arrow focuses the answers or the offers; without any it opens the list."""
        field = self.form.focused
        if not isinstance(field, Field) or field.answers.enter():
            return
        if self.form is self._pages[0] and self.offer.offers:
            self.offer.enter()
        else:
            field.open_list()

    def _answer(self, number: int) -> bool:
        """Answer what the field with the keyboard asks; False where it asks nothing."""
        if self.questions.is_open:
            self.questions.accept(number)
            return True
        field = self.form.focused
        return isinstance(field, Field) and field.answers.accept(number)
