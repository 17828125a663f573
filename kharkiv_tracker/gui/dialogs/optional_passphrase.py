"""A new passphrase that is filled in: whoever wants none has to decline it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs.new_passphrase import NewPassphrase
from kharkiv_tracker.i18n import _


class OptionalPassphrase(QWidget):
    """Six words are suggested; below them is the tick that declines them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = NewPassphrase()
        self.without = QCheckBox(_("Without a passphrase"))
        risk = _("Anyone who has the file can read everything in it.")
        self.setLayout(
            widgets.column(self.fields, 10, self.without, 4, widgets.wrapped(risk, "quiet"))
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.without.toggled.connect(self._follow)
        self.fields.changed.connect(self.changed)
        self.fields.suggest()

    def chosen(self) -> str:
        """The passphrase; "" where it was declined."""
        return "" if self.without.isChecked() else self.fields.passphrase()

    def problem(self) -> str:
        """Why it cannot be used, as a sentence; "" where it can, or was declined."""
        if self.without.isChecked():
            return ""
        if not self.fields.passphrase():
            return _("Enter a passphrase, or choose “Without a passphrase”.")
        return self.fields.problem()

    def _follow(self, is_declined: bool) -> None:
        self.fields.setEnabled(not is_declined)
        self.changed.emit()
