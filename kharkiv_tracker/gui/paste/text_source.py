"""The box that a text is pasted or typed into before it is read."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kharkiv_tracker.i18n import _


class TextSource(QPlainTextEdit):
    """What is pasted into the empty box is read at once."""

    pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Pasted text"))
        self.setPlaceholderText(
            _("Paste or type the text of a post or an article here, then press Ctrl+Enter.")
        )

    def text(self) -> str:
        """The text with the spaces that were pasted, which Qt changes otherwise."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def insertFromMimeData(self, source: QMimeData) -> None:
        was_empty = self.document().isEmpty()
        super().insertFromMimeData(source)
        if was_empty and self.text().strip():
            self.pasted.emit()
