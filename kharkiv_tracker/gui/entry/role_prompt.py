"""Below the kind of report: what the report looks like, accepted with one key or click."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake.role_suggestion import RoleSuggestion

#: What is suggested of each kind.
_SUGGESTIONS: Mapping[Role, str] = {
    Role.SETTLING: N_("“{words}”: replaces earlier?  Alt+K"),
    Role.PARTIAL: N_("From a hospital: part only?  Alt+K"),
    Role.RETOLD: N_("An article long after the strike: look-back?  Alt+K"),
}


class RolePrompt(QWidget):
    """A line that suggests a kind of report, or nothing."""

    #: A suggestion was accepted.
    chosen = Signal(Role)

    def __init__(self) -> None:
        super().__init__()
        self._suggestion: RoleSuggestion | None = None
        self._line = widgets.button("", self.accept, kind="link")
        # The keyboard stays in the field that is being typed.
        self._line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(widgets.column(widgets.row(self._line, -1)))
        self.hide()

    @property
    def suggestion(self) -> str:
        """What is suggested, in words; "" for nothing."""
        return "" if self.isHidden() else self._line.text()

    def suggest(self, suggestion: RoleSuggestion | None) -> None:
        """Suggest a kind of report, or nothing."""
        self._suggestion = suggestion
        if suggestion:
            self._line.setText(_(_SUGGESTIONS[suggestion.role]).format(words=suggestion.words))
        self.setVisible(suggestion is not None)

    def accept(self) -> bool:
        """Take what is suggested; False where nothing is."""
        if self._suggestion is None:
            return False
        role = self._suggestion.role
        self.suggest(None)
        self.chosen.emit(role)
        return True
