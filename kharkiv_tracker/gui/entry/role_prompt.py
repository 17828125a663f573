"""Below the kind of report: what the report looks like, and the question after a large fall."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake.role_suggestion import RoleSuggestion

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
#: What is suggested of each kind.
_SUGGESTIONS: Mapping[Role, str] = {
    Role.SETTLING: N_("“{words}”: replaces earlier?  Alt+K"),
    Role.PARTIAL: N_("From a hospital: part only?  Alt+K"),
    Role.RETOLD: N_("An article long after the strike: look-back?  Alt+K"),
}
#: The answers to the question, likeliest first.
_ANSWERS: Mapping[Role, str] = {
    Role.SETTLING: N_("{number}  A correction: replaces earlier"),
    Role.PARTIAL: N_("{number}  Part only"),
    Role.RETOLD: N_("{number}  A look-back"),
    Role.UPDATE: N_("{number}  An update as it is"),
}


class RolePrompt(QWidget):
    """A line that is accepted with one key or click, or a question with an answer for each kind."""

    #: A suggestion was accepted.
    chosen = Signal(Role)
    #: The question was answered.
    answered = Signal(Role)
    #: The focus came to this answer.
    entered = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._suggestion: RoleSuggestion | None = None
        self._line = widgets.button("", self.accept, kind="link")
        # The keyboard stays in the field that is being typed.
        self._line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._question = widgets.wrapped("", "attention", 9)
        self._buttons: list[QPushButton] = []
        rows: list[QWidget] = []
        for number, (role, text) in enumerate(_ANSWERS.items(), 1):
            label = _(text).format(number=number)
            button = widgets.button(label, partial(self.answered.emit, role), kind="link")
            button.installEventFilter(self)
            self._buttons.append(button)
            rows.append(widgets.holding(widgets.row(button, -1)))
        answers = widgets.holding(widgets.column(self._question, 2, *rows))
        self._answers = answers
        self.setLayout(widgets.column(widgets.row(self._line, -1), answers))
        self._line.hide()
        answers.hide()
        self.hide()

    @property
    def suggestion(self) -> str:
        """What is suggested, in words; "" for nothing."""
        return "" if self._line.isHidden() else self._line.text()

    @property
    def question(self) -> str:
        """What is asked; "" for nothing."""
        return "" if self._answers.isHidden() else self._question.text()

    def suggest(self, suggestion: RoleSuggestion | None) -> None:
        """Suggest a kind of report, or nothing; a question that was asked is withdrawn."""
        self._answers.hide()
        self._suggestion = suggestion
        if suggestion:
            self._line.setText(_(_SUGGESTIONS[suggestion.role]).format(words=suggestion.words))
        self._line.setVisible(suggestion is not None)
        self.setVisible(suggestion is not None)

    def accept(self) -> bool:
        """Take what is suggested; False where nothing is."""
        if self._suggestion is None:
            return False
        role = self._suggestion.role
        self.suggest(None)
        self.chosen.emit(role)
        return True

    def ask(self, sentence: str) -> None:
        """Ask which kind of report it is, and why that is asked."""
        which = _("Which kind of report is it?")
        self._question.setText(f"{sentence}\n{which}")
        self._line.hide()
        self._answers.show()
        self.show()
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def answer(self, number: int) -> bool:
        """Answer by number; False where nothing is asked or there is no such answer."""
        if not self.question or not 0 < number <= len(self._buttons):
            return False
        self._buttons[number - 1].click()
        return True

    def withdraw_question(self) -> bool:
        """Ask no more; False where nothing was asked."""
        asked = bool(self.question)
        if asked:
            self.suggest(self._suggestion)
        return asked

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(watched)
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        index = next((n for n, button in enumerate(self._buttons) if button is watched), 0)
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            last = len(self._buttons) - 1
            self._buttons[max(0, min(index + step, last))].setFocus(Qt.FocusReason.TabFocusReason)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            return self.answer(index + 1)
        digit = event.text().isdigit() and self.answer(int(event.text()))
        return bool(step or digit)
