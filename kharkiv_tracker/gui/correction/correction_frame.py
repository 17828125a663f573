"""The layout of the panel for corrections: forms that scroll, the question, the reason, buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.form_frame import FormFrame
from kharkiv_tracker.i18n import _


class CorrectionFrame(FormFrame):
    """Head, scrolling fields, and a foot that stays visible."""

    def __init__(
        self, forms: tuple[Form, ...], save: Callable[[], None], close: Callable[[], None]
    ) -> None:
        super().__init__(forms, widgets.wrapped("", "attention"))
        self.which = widgets.Choice(_("Record to edit"))
        self.why = QLineEdit()
        self._title = widgets.text("", points=theme.TITLE, bold=True)
        self._about = widgets.Elided("", "quiet")
        widgets.set_hint(self.why, _("reason; kept in the history"))
        self.why.setAccessibleName(_("Reason"))
        widgets.leave_keys_to_menu(self.why)
        inner = widgets.column(self._forms, -1, margins=(20, 0, 12, 0))
        fields = self._scroll_fields(widgets.holding(inner))
        head = widgets.column(self._title, 2, self._about, 8, self.which, margins=(20, 14, 20, 10))
        reason = widgets.text(_("Reason"), "quiet")
        reason.setBuddy(self.why)
        buttons = widgets.row(
            widgets.button(_("Save  Ctrl+Enter"), save, main=True),
            8,
            widgets.button(_("Cancel  Esc"), close),
            -1,
            self.guidance.button,
        )
        parts = (self.guidance, self.questions, 6, reason, 3, self.why, 6, self._message, 8)
        foot = widgets.column(*parts, buttons, margins=(20, 8, 20, 16))
        self.setLayout(widgets.column(widgets.holding(head), fields, widgets.holding(foot)))
        self.show_message("")
