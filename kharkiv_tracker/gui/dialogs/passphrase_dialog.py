"""The dialog for the passphrase of the open case: set, changed or removed, and its sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.new_passphrase import NewPassphrase
from kharkiv_tracker.gui.dialogs.passphrase_field import PassphraseField
from kharkiv_tracker.gui.files.wrong_tries import TRIES
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.case_connection import CaseConnection
from kharkiv_tracker.store.open_checks import PassphraseNeeded

_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Passphrases:
    """What opens the case now, and what is to open it; "" for none."""

    current: str
    new: str


def ask_passphrases(parent: QWidget, case: CaseConnection) -> Passphrases | None:
    """What the passphrase of a case is to be changed to; None to leave it as it is."""
    dialog = PassphraseDialog(parent, case)
    answer = dialog.answer if dialog.exec() else None
    dialog.wipe()
    dialog.deleteLater()
    return answer


class PassphraseDialog(Dialog):
    """Asks for the current passphrase, though the case is open: its owner may be away."""

    def __init__(self, parent: QWidget, case: CaseConnection) -> None:
        super().__init__(parent, _("Passphrase"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._case, self._path = case, case.path or Path()
        self.answer: Passphrases | None = None
        self.current = PassphraseField(self._path)
        self.new = NewPassphrase((self._path.stem,))
        self._wrong = widgets.wrapped("", "attention")
        self._wrong.setVisible(False)
        self._build(case.is_encrypted)
        (self.current if case.is_encrypted else self.new).setFocus()

    def accept(self) -> None:
        """Set or change the passphrase, once both are right."""
        problem = self.new.problem() or ("" if self.new.passphrase() else _("Enter a passphrase."))
        self._warn(problem)
        if problem:
            self.new.setFocus()
        elif self._is_right():
            self._end(self.new.passphrase())

    def remove(self) -> None:
        """Remove the passphrase, once the current one is right."""
        question = _(
            "Remove the passphrase? The case file is not encrypted then: anyone who has the file "
            "can read everything in it."
        )
        if self._is_right() and standard_dialogs.confirm(self, question, _("Remove passphrase")):
            self._end("")

    def show_sheet(self) -> None:
        """Show what can be done with the recovery sheet, once the current passphrase is right."""
        if self._is_right():
            from kharkiv_tracker.gui.dialogs.sheet_dialog import SheetDialog

            SheetDialog(self, self._case).exec()

    def wipe(self) -> None:
        """Keep nothing of what was typed."""
        self.current.clear()
        self.new.clear()

    def _end(self, new: str) -> None:
        self.answer = Passphrases(self.current.line.text(), new)
        super().accept()

    def _is_right(self) -> bool:
        """Whether the current passphrase opens the file; else that is said."""
        if not self._case.is_encrypted:
            return True
        typed = self.current.line.text()
        if not self.current.can_submit:
            self.current.setFocus()
            return False
        try:
            self._case.check_passphrase(typed)
        except PassphraseNeeded as needed:
            self.current.refuse(str(needed))
            return False
        TRIES.clear(self._path)
        return True

    def _warn(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def _build(self, is_encrypted: bool) -> None:
        sentence = (
            _("{name} is encrypted. Enter its current passphrase, or the key of its sheet.")
            if is_encrypted
            else _("{name} is not encrypted. Anyone who has the file can read everything in it.")
        )
        self.add(widgets.wrapped(sentence.format(name=self._path.name)))
        if is_encrypted:
            self.add(self.current)
        else:
            self.current.setParent(None)
        self.add(self.new)
        self.add(
            widgets.wrapped(
                _(
                    "Backups and copies made before stay as they are. Deleted parts of the "
                    "previous file may remain on the disk for a while."
                ),
                "quiet",
            )
        )
        self.add(self._wrong)
        label = _("Change passphrase") if is_encrypted else _("Set passphrase")
        self.accepting = widgets.button(label, self.accept, main=True)
        self.accepting.setDefault(True)
        parts: list[QWidget | int] = [self.accepting]
        if is_encrypted:
            self.removing = widgets.button(_("Remove passphrase"), self.remove)
            self.printing = widgets.button(_("Recovery sheet…"), self.show_sheet)
            parts += [8, self.removing, 8, self.printing]
            self.current.ready.connect(self._let)
        self.add_buttons(*parts, 8, widgets.button(_("Cancel"), self.reject))
        self.current.refresh()

    def _let(self, is_ready: bool) -> None:
        for button in (self.accepting, self.removing, self.printing):
            button.setEnabled(is_ready)
