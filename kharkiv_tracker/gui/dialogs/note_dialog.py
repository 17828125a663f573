"""A note: one field; Ctrl+Enter saves."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _

_HEIGHT = 130


class NoteDialog(Dialog):
    """Closes only with a text."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent, title)
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(_HEIGHT))
        self._wrong = widgets.wrapped("", "attention", 9)
        self.add(widgets.wrapped(_("For colleagues. Never on a public page."), "quiet", 9), gap=6)
        self.add_field(_("Note"), self.text)
        self.add(self._wrong, gap=0)
        self._wrong.hide()
        self.finish(_("Save"))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            widgets.shortcut(self, keys, self.accept)
        self.text.setFocus()

    def answer(self) -> str:
        """The text as typed."""
        return self.text.toPlainText().strip()

    def accept(self) -> None:
        try:
            Note(self.answer()).check()
        except Refused as refusal:
            self._wrong.setText(refusal.sentence)
            self._wrong.show()
            self.text.setFocus()
        else:
            super().accept()
