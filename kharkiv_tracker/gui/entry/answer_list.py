"""The answers to a question about a typed text, one key each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry.answer_button import AnswerButton
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Question

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class Answers(QWidget):
    """Alt and a number answers while typing; here the number alone does."""

    #: The place of the answer in `question.answers`.
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.question: Question | None = None
        self._lines = widgets.column()
        self.setLayout(self._lines)
        self.hide()

    @property
    def buttons(self) -> list[QPushButton]:
        items = (self._lines.itemAt(n) for n in range(self._lines.count()))
        return [
            button for item in items if item and isinstance(button := item.widget(), QPushButton)
        ]

    def ask(self, question: Question | None, before: QWidget | None = None) -> None:
        """Show the answers to this question, after a control in the order of Tab; or nothing."""
        if question == self.question:
            return
        self.question = question
        widgets.emptied(self._lines)
        for number, label in enumerate(question.labels if question else (), 1):
            text = _("{number}  {answer}").format(number=number, answer=label)
            button = AnswerButton(text, partial(self.accept, number))
            button.setAccessibleName(label)
            button.installEventFilter(self)
            self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            if before:
                QWidget.setTabOrder(before, button)
                before = button
        self.setVisible(question is not None)

    def accept(self, number: int) -> bool:
        """Give the answer with this number; False if not found."""
        if self.question is None or not 0 < number <= len(self.question.answers):
            return False
        self.chosen.emit(number - 1)
        return True

    def enter(self) -> bool:
        """Focus the first; the arrow keys move on. False without any."""
        for button in self.buttons[:1]:
            button.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self.buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        buttons = self.buttons
        index = next((n for n, button in enumerate(buttons) if button is watched), 0)
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            buttons[max(0, min(index + step, len(buttons) - 1))].setFocus()
        return bool(step) or (event.text().isdigit() and self.accept(int(event.text())))
