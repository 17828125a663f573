"""The line that a passphrase is typed in, hidden unless it is to be seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit

from kharkiv_tracker.i18n import _

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_PRIMARY = QClipboard.Mode.Selection


class SecretLine(QLineEdit):
    """A line whose text no keyboard learns and no clipboard has unless it is copied."""

    def __init__(self, name: str) -> None:
        super().__init__(echoMode=QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self._refresh_hints()

    def show_text(self, is_shown: bool) -> None:
        """Show what is typed, or hide it."""
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._refresh_hints()

    def wipe(self) -> None:
        """Empty the line; undo does not bring back what was in it, as it would after `clear`."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress):
            self._leave_primary()
        return done

    def _refresh_hints(self) -> None:
        # Qt renews the hints with the mode.
        self.setInputMethodHints(self.inputMethodHints() | _HINTS)

    def _leave_primary(self) -> None:
        """Some systems copy whatever is selected: not this."""
        clipboard = QGuiApplication.clipboard()
        if self.hasSelectedText() and clipboard.ownsSelection():
            clipboard.clear(_PRIMARY)


def show_box(*lines: SecretLine) -> QCheckBox:
    """The box that shows and hides what is typed in these lines."""
    box = QCheckBox(_("Show passphrase"))
    for line in lines:
        box.toggled.connect(line.show_text)
    return box
