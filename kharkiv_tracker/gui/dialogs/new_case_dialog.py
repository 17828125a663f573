"""The dialog for a new case file: where it is, its title, and a passphrase that is suggested."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker import city, files
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.optional_passphrase import OptionalPassphrase
from kharkiv_tracker.i18n import _


@dataclass(frozen=True, slots=True)
class NewCase:
    """Path, title and passphrase of a new case file."""

    path: Path
    title: str
    passphrase: str


def ask_new_case(parent: QWidget, folder: Path) -> NewCase | None:
    """Where a new case file is to be, what it is called, and whether it is encrypted."""
    path = standard_dialogs.ask_save_path(
        parent,
        _("New case file"),
        folder / (city.text("name") + files.CASE_SUFFIX),
        _("Case files (*.ktcase)"),
        replaces=False,
    )
    if path is None:
        return None
    dialog = NewCaseDialog(parent, path)
    answer = dialog.answer() if dialog.exec() else None
    dialog.passphrase.clear()
    dialog.deleteLater()
    return answer


class NewCaseDialog(Dialog):
    """A passphrase is filled in: whoever wants none has to decline it."""

    def __init__(self, parent: QWidget, path: Path) -> None:
        super().__init__(parent, _("New case file"))
        self._path = path
        self.title = QLineEdit(path.stem)
        self._optional = OptionalPassphrase()
        self.passphrase, self.without = self._optional.fields, self._optional.without
        self._wrong = widgets.wrapped("", "attention")
        self.add(widgets.Elided(str(path), "quiet", is_path=True))
        self.add_field(_("Title"), self.title)
        self.add(self._optional)
        self.add(self._wrong)
        self.finish(_("Create"))
        self.title.textChanged.connect(self._refresh_known)
        self._optional.changed.connect(self._refresh)
        self._refresh_known()
        self.title.setFocus()

    def answer(self) -> NewCase:
        """What was entered; the passphrase is empty where it was declined."""
        return NewCase(self._path, self.title.text().strip(), self._optional.chosen())

    def accept(self) -> None:
        if problem := self._optional.problem():
            self._wrong.setText(problem)
            self._wrong.show()
            self.passphrase.setFocus()
            return
        super().accept()

    def _refresh(self) -> None:
        self._wrong.clear()
        self._wrong.hide()

    def _refresh_known(self) -> None:
        self.passphrase.set_known((self.title.text(), self._path.stem))
