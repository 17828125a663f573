"""A change that moves figures: what it does, the figures, and the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.difference_preview import DifferencePreview
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.rule_choice import Difference

_WIDTH = 560


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `compute` gives the differences, of the choice made if there is one.

    `choices` are names and what they mean.
    """

    title: str
    sentence: str
    button: str
    compute: Callable[[CaseFile, str], Sequence[Difference]]
    choice: str = ""
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen, and why."""

    chosen: str
    reason: str


def ask(
    parent: QWidget, session: Session, background: BackgroundWorker, question: Question
) -> Answer | None:
    """The answer; None if cancelled."""
    dialog = FigureChangeDialog(parent, session, background, question)
    return dialog.answer() if dialog.exec() else None


class FigureChangeDialog(Dialog):
    """Shows the figures that would move; accepted only with a reason."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        background: BackgroundWorker,
        question: Question,
    ) -> None:
        super().__init__(parent, question.title)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._question = question
        self.choice = widgets.Choice(question.choice)
        for name, value in question.choices:
            self.choice.addItem(name, value)
        self.choice.setCurrentIndex(-1)
        self.preview = DifferencePreview(session, background, self._allow)
        self.reason = QLineEdit(maxLength=300)
        self._wrong = widgets.wrapped("", "attention", 9)
        self.add(widgets.wrapped(question.sentence))
        if question.choices:
            self.add_field(question.choice, self.choice)
        self.add(self.preview)
        self.add_field(_("Reason"), self.reason)
        self.add(self._wrong, gap=0)
        self._wrong.hide()
        self.finish(question.button)
        self.choice.currentIndexChanged.connect(lambda _index: self._work_out())
        self._allow()
        if question.choices:
            self.choice.setFocus()
        else:
            self._work_out()
            self.reason.setFocus()

    def answer(self) -> Answer:
        return Answer(self.choice.currentData() or "", " ".join(self.reason.text().split()))

    def accept(self) -> None:
        if self.answer().reason:
            super().accept()
            return
        self._wrong.setText(_("Enter a reason. It is kept in the history."))
        self._wrong.show()
        self.reason.setFocus()

    def _work_out(self) -> None:
        chosen = self.answer().chosen
        self.preview.work_out(lambda case: self._question.compute(case, chosen))

    def _allow(self) -> None:
        if hasattr(self, "accepting"):
            self.accepting.setEnabled(self.preview.is_ready)
