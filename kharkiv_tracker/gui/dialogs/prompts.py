"""Dialogs before a record is changed: each function returns the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import shown
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.identifier_dialog import IdentifierDialog
from kharkiv_tracker.gui.dialogs.link_dialog import LinkDialog, LinkRequest
from kharkiv_tracker.gui.dialogs.merge_dialog import MergeDialog, MergeRequest
from kharkiv_tracker.gui.dialogs.note_dialog import NoteDialog
from kharkiv_tracker.gui.dialogs.person_dialog import (
    PersonContext,
    PersonDialog,
    PersonRequest,
)
from kharkiv_tracker.gui.dialogs.split_dialog import SplitDialog, SplitRequest
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.person_records import ListedPerson


def ask_reason(
    parent: QWidget, title: str, sentence: str, button: str, needed: bool = True
) -> str | None:
    """Why something is done; None where it is not to be. `button` is the text of its button."""
    dialog = ReasonDialog(parent, title, sentence, button, needed)
    return dialog.reason if dialog.exec() else None


def ask_merge(
    parent: QWidget, case: CaseFile, gazetteer: Gazetteer, code: str, other_code: str = ""
) -> MergeRequest | None:
    """Which incident is the same as this one; `other` is shown to begin with."""
    dialog = MergeDialog(parent, case, gazetteer, code)
    if other_code:
        dialog.picker.field.setText(other_code)
        dialog.picker.refresh()
    return dialog.answer() if dialog.exec() else None


def ask_split(
    parent: QWidget, case: CaseFile, gazetteer: Gazetteer, code: str
) -> SplitRequest | None:
    """Which reports of an incident are about another."""
    dialog = SplitDialog(parent, case, gazetteer, code)
    return dialog.answer() if dialog.exec() else None


def ask_link(
    parent: QWidget, case: CaseFile, gazetteer: Gazetteer, code: str
) -> LinkRequest | None:
    """Which incident belongs with this one, and how."""
    dialog = LinkDialog(parent, case, gazetteer, code)
    return dialog.answer() if dialog.exec() else None


def ask_person(
    parent: QWidget, title: str, person: Person, context: PersonContext
) -> PersonRequest | None:
    """A person harmed, as far as known, and the report of the death."""
    dialog = PersonDialog(parent, title, person, context)
    return dialog.answer() if dialog.exec() else None


def ask_same_person(parent: QWidget, code: str, persons: Sequence[ListedPerson]) -> str | None:
    """Which of these the person of that code is; its code."""
    dialog = Dialog(parent, _("Same person as {code}").format(code=code))
    choice = widgets.Choice(_("Person"))
    for listed in persons:
        choice.addItem(f"{listed.code} · {people_text.person(listed.person, False)}", listed.code)
    sentence = _("Both records are kept. In one incident the person is counted once.")
    dialog.add(widgets.wrapped(sentence))
    dialog.add_field(_("Person"), choice)
    dialog.finish(_("Same person"))
    return str(choice.currentData()) if dialog.exec() else None


def ask_note(parent: QWidget, title: str, text: str = "") -> str | None:
    """The text of a note."""
    dialog = NoteDialog(parent, title, text)
    return dialog.answer() if dialog.exec() else None


def ask_identifier(
    parent: QWidget,
    title: str,
    identifier: Identifier,
    archives: Sequence[str],
    others: Callable[[Identifier], Sequence[str]],
) -> Identifier | None:
    """What another archive calls a record; `others` are the records called the same."""
    dialog = IdentifierDialog(parent, title, identifier, archives, others)
    return dialog.answer() if dialog.exec() else None


def ask_files(parent: QWidget) -> list[Path]:
    """Which files to keep with a record."""
    names, _filter = QFileDialog.getOpenFileNames(parent, _("Attach files"), "", _("All files (*)"))
    return [Path(name) for name in names]


def ask_file_owner(parent: QWidget, code: str, owners: Sequence[tuple[str, str]]) -> str | None:
    """Which incident or document a file is moved to, of these codes with what they are about."""
    dialog = Dialog(parent, _("Move {code}").format(code=code))
    choice = widgets.Choice(_("Move to"))
    for owner, about in owners:
        choice.addItem(" · ".join(filter(None, (owner, shown(about)))), owner)
    sentence = _("Its redacted copies go along. The old codes stay valid.")
    dialog.add(widgets.wrapped(sentence, "quiet"))
    dialog.add_field(_("Move to"), choice)
    dialog.finish(_("Move"))
    return str(choice.currentData()) if dialog.exec() else None


class ReasonDialog(Dialog):
    """One sentence on what is about to happen, and a field for the reason."""

    def __init__(
        self, parent: QWidget, title: str, sentence: str, button: str, needed: bool
    ) -> None:
        super().__init__(parent, title)
        self._needed = needed
        self.line = QLineEdit()
        self._wrong = widgets.wrapped("", "attention", 9)
        if sentence:
            self.add(widgets.wrapped(sentence))
        self.add_field(_("Reason"), self.line)
        self.add(self._wrong, gap=0)
        self._wrong.hide()
        self.finish(button)
        self.line.setFocus()

    @property
    def reason(self) -> str:
        return " ".join(self.line.text().split())

    def accept(self) -> None:
        if self._needed and not self.reason:
            self._wrong.setText(_("Enter a reason. It is kept in the history."))
            self._wrong.show()
            self.line.setFocus()
            return
        super().accept()
