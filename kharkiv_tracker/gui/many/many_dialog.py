"""A change of many records: what is asked, what would change, and the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import progress_dialog
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.many.change_inputs import ChangeInput
from kharkiv_tracker.gui.many.change_preview import ChangePreview
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import many_records
from kharkiv_tracker.store.many_records import ManyChange, Preview

_WIDTH = 720
#: After so many seconds the window may have been painted while the change was tried.
_LONG = 0.4


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of many records. `entry` makes the field of what they get, None where all is
    known: then `change` is it.
    """

    title: str
    button: str
    reason: str
    change: ManyChange | None = None
    entry: Callable[[Callable[[], object]], ChangeInput] | None = None
    sentence: str = ""
    is_reason_needed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The change, the records it is made of, and why."""

    change: ManyChange
    codes: tuple[str, ...]
    reason: str


class ManyDialog(Dialog):
    """Shows what would change; Enter makes it."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        gazetteer: Gazetteer,
        codes: Sequence[str],
        question: Question,
    ) -> None:
        super().__init__(parent, question.title)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._session, self._codes, self._question = session, codes, question
        self._made: tuple[ManyChange, Preview] | None = None
        self.input = question.entry(self._work_out) if question.entry else None
        self.preview = ChangePreview(session.case, gazetteer)
        self.reason = QLineEdit(maxLength=300)
        self._wrong = widgets.wrapped("", "attention", 9)
        self._wrong.hide()
        if question.sentence:
            self.add(widgets.wrapped(question.sentence))
        if self.input:
            self.add(self.input)
        self.add(self.preview.status, gap=6)
        self.add(self.preview)
        self.add_field(_("Reason"), self.reason)
        if not question.is_reason_needed:
            widgets.set_hint(self.reason, _("reason; kept in the history"))
        self.add(self._wrong, gap=0)
        self.finish(question.button)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            widgets.shortcut(self, keys, self.accept)
        self._work_out()
        (self.input or (self.reason if question.is_reason_needed else self.accepting)).setFocus()

    def answer(self) -> Answer | None:
        """What was decided; None while nothing would change."""
        if self._made is None:
            return None
        change, preview = self._made
        if self.input:
            # What is typed in a note or beside a link is read last.
            change = self.input.change() or change
        reason = " ".join(self.reason.text().split())
        return Answer(change, preview.codes, reason or self._question.reason)

    def accept(self) -> None:
        if self._made is None:
            return
        if self._question.is_reason_needed and not self.reason.text().strip():
            self._wrong.setText(_("Enter a reason. It is kept in the history."))
            self._wrong.show()
            self.reason.setFocus()
            return
        super().accept()

    def _work_out(self) -> None:
        """Show what the change would do; nothing can be accepted that changes nothing."""
        if not hasattr(self, "accepting"):
            return
        change = self.input.change() if self.input else self._question.change
        self._made = None
        if change is None:
            self.preview.say("")
        else:
            try:
                preview = self._preview(change)
            except TrackerError as error:
                self.preview.say(error.sentence)
            else:
                self.preview.show_preview(preview, self.input.added if self.input else "")
                self._made = (change, preview) if preview.lines else None
        self.accepting.setEnabled(self._made is not None)

    def _preview(self, change: ManyChange) -> Preview:
        session, began = self._session, monotonic()
        work = partial(many_records.preview, session.case, session.author, self._codes, change)
        try:
            return progress_dialog.do_here(
                self, self.windowTitle(), _("Calculating changes…"), work
            )
        finally:
            if monotonic() - began > _LONG:
                show_again(session, self._codes)


def ask(
    parent: QWidget,
    session: Session,
    gazetteer: Gazetteer,
    codes: Sequence[str],
    question: Question,
) -> Answer | None:
    """What is decided on these records; None if cancelled."""
    dialog = ManyDialog(parent, session, gazetteer, codes, question)
    answer = dialog.answer() if dialog.exec() else None
    dialog.deleteLater()
    return answer


def show_again(session: Session, codes: Sequence[str]) -> None:
    """Read records again that may have been painted while an edit was under way."""
    session.changed.emit(Changes(incidents=set(codes), documents=set(codes)))
