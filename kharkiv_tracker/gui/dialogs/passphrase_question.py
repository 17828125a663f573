"""The dialog that asks for the passphrase of a case file that is to be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.passphrase_field import PassphraseField
from kharkiv_tracker.i18n import _


def ask_passphrase(parent: QWidget, path: Path, wrong: str = "") -> str | None:
    """The passphrase of an encrypted case file; `wrong`: what is wrong with the last one."""
    dialog = PassphraseQuestion(parent, path, wrong)
    answer = dialog.field.line.text() if dialog.exec() else None
    dialog.field.clear()
    dialog.deleteLater()
    return answer


class PassphraseQuestion(Dialog):
    """Asks once; after several wrong passphrases it can be answered after a wait only."""

    def __init__(self, parent: QWidget, path: Path, wrong: str = "") -> None:
        super().__init__(parent, _("Passphrase"))
        self.field = PassphraseField(path)
        self.add(widgets.wrapped(_("{name} is encrypted.").format(name=path.name)))
        self.add(self.field)
        self.finish(_("Open"))
        self.field.ready.connect(self.accepting.setEnabled)
        if wrong:
            self.field.refuse(wrong)
        self.field.refresh()
        self.field.setFocus()

    def accept(self) -> None:
        if self.field.can_submit:
            super().accept()
