"""What is asked before an entry is saved: every open question in one panel, a digit for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry.answer_button import AnswerButton
from kharkiv_tracker.i18n import _

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what it is about, its words, its answers, and what comes of the one chosen.

    `choose` returns True where it leaves the questions. With `reason` there is a line below the
    answers: its words are handed over before the answer, and Enter there gives the last answer.
    """

    title: str
    words: str
    answers: tuple[str, ...]
    choose: Callable[[int], bool | None]
    reason: Callable[[str], object] | None = None


class OpenQuestions(QWidget):
    """The questions one below the other; the keyboard is in the first without an answer."""

    #: The last one was answered.
    settled = Signal()
    #: The keyboard came to this answer.
    entered = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._asked: list[Asked] = []
        self._answers: list[list[AnswerButton | QLineEdit]] = []
        self._lines = widgets.column()
        self.setLayout(widgets.column(self._lines, -1, margins=(0, 4, 0, 12)))
        self.hide()

    @property
    def is_open(self) -> bool:
        return bool(self._asked)

    @property
    def text(self) -> str:
        """All that is asked and not answered, in words; "" for nothing."""
        return "\n".join(f"{asked.title}\n{asked.words}" for asked in self._asked)

    def ask(self, asked: Sequence[Asked], takes_keyboard: bool = True) -> None:
        """Ask these questions in their order."""
        self._asked, self._answers = list(asked), []
        widgets.emptied(self._lines)
        for question in asked:
            self._add(question)
        for before, after in pairwise((self, *(part for each in self._answers for part in each))):
            QWidget.setTabOrder(before, after)
        self.show()
        if takes_keyboard:
            self.enter()

    def accept(self, number: int) -> None:
        """Give the answer with this number to the question that the keyboard is in."""
        here = next((each for each in self._answers if any(b.hasFocus() for b in each)), [])
        _press(here, number)

    @property
    def stops(self) -> list[QWidget]:
        """What takes the keyboard, in its order."""
        return [part for parts in self._answers for part in parts]

    def withdraw(self) -> None:
        """Ask nothing more."""
        self._asked, self._answers = [], []
        widgets.emptied(self._lines)
        self.hide()

    def _add(self, asked: Asked) -> None:
        parts: list[AnswerButton | QLineEdit] = []
        for number, answer in enumerate(asked.answers, 1):
            text = _("{number}  {answer}").format(number=number, answer=answer)
            button = AnswerButton(text, partial(self._choose, asked, number - 1))
            button.setAccessibleName(f"{asked.words} {answer}")
            button.installEventFilter(self)
            parts.append(button)
        self._answers.append(parts)
        title = widgets.wrapped(asked.title, "quiet", 9)
        block = widgets.column(title, 2, widgets.wrapped(asked.words), 2)
        for part in parts:
            block.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        if asked.reason:
            parts.append(line := self._reason_line())
            block.addLayout(widgets.column(4, line))
        block.addSpacing(12)
        self._lines.addWidget(widgets.holding(block))

    def _reason_line(self) -> QLineEdit:
        line = QLineEdit()
        widgets.set_hint(line, _("reason, if you like; kept in the history"))
        line.setAccessibleName(_("Reason"))
        line.installEventFilter(self)
        widgets.leave_keys_to_menu(line)
        return line

    def _choose(self, asked: Asked, answer: int) -> None:
        if asked not in self._asked:
            return
        place = self._asked.index(asked)
        del self._asked[place]
        parts = self._answers.pop(place)
        if asked.reason and isinstance(line := parts[-1], QLineEdit):
            asked.reason(" ".join(line.text().split()))
        for part in parts:
            part.setEnabled(False)
        if asked.choose(answer):
            return
        if self._asked:
            self.enter()
        else:
            self.withdraw()
            self.settled.emit()

    def enter(self) -> None:
        """Move the keyboard to the first question without an answer."""
        if self._answers:
            self._answers[0][0].setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        # Who undoes here means what is asked about, not what was saved before.
        undoes = isinstance(event, QKeyEvent) and any(map(event.matches, _UNDO_KEYS))
        if undoes and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            # With the first answer its question comes into sight.
            is_first = any(watched is each[0] for each in self._answers)
            self.entered.emit(watched.parentWidget() if is_first else watched)
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        here = next((each for each in self._answers if watched in each), None)
        if here is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step:
            every = [part for each in self._answers for part in each]
            place = next(n for n, part in enumerate(every) if part is watched) + step
            every[max(0, min(place, len(every) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if isinstance(watched, QLineEdit):
            # Digits are typed there, and what is typed belongs to saving.
            return event.key() in _ENTER and _press(here, len(here) - 1)
        if event.key() in _ENTER and isinstance(watched, QPushButton):
            watched.click()
            return True
        return event.text().isdigit() and _press(here, int(event.text()))


def _press(parts: Sequence[QWidget], number: int) -> bool:
    """Press the answer with this number among the parts of a question; False without one."""
    buttons = [part for part in parts if isinstance(part, AnswerButton)]
    if not 0 < number <= len(buttons):
        return False
    buttons[number - 1].click()
    return True
