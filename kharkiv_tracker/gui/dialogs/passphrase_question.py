"""Temporary."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.i18n import _


class PassphraseField(QWidget):
    """A field."""

    submitted = Signal(str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.line = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(_("Passphrase"))
        self.wrong = widgets.wrapped("", "attention")
        self.setLayout(
            widgets.column(
                self.line,
                4,
                self.wrong,
                8,
                widgets.row(widgets.button(_("Open"), self._go, main=True), -1),
            )
        )
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._go)

    def _go(self) -> None:
        self.submitted.emit(self.line.text())

    def refuse(self, sentence: str) -> None:
        self.wrong.setText(sentence)

    def accept(self) -> None:
        self.line.clear()
