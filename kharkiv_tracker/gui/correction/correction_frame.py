"""The layout of the panel for corrections: forms that scroll, the question, the reason, buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.entry.form import AnyField, Form
from kharkiv_tracker.gui.entry.guidance import Guidance
from kharkiv_tracker.gui.entry.open_questions import OpenQuestions
from kharkiv_tracker.i18n import _


class CorrectionFrame(QWidget):
    """Head, scrolling fields, and a foot that stays visible."""

    def __init__(
        self, forms: tuple[Form, ...], save: Callable[[], None], close: Callable[[], None]
    ) -> None:
        super().__init__()
        self._all = forms
        self.guidance = Guidance(self, forms)
        self.questions = OpenQuestions()
        self.which = widgets.Choice(_("Record to edit"))
        self.why = QLineEdit()
        self._title = widgets.text("", points=theme.TITLE, bold=True)
        self._about = widgets.Elided("", "quiet")
        self._error = widgets.wrapped("", "attention")
        self._forms = QStackedWidget()
        widgets.set_hint(self.why, _("reason; kept in the history"))
        self.why.setAccessibleName(_("Reason"))
        widgets.leave_keys_to_menu(self.why)
        for form in forms:
            self._forms.addWidget(form)
        inner = widgets.column(self._forms, -1, margins=(20, 0, 12, 0))
        self._scroll = widgets.scrolling(widgets.holding(inner), _("Fields"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        parts = (self.guidance, self.questions, 6, reason, 3, self.why, 6, self._error, 8, buttons)
        foot = widgets.column(*parts, margins=(20, 8, 20, 16))
        self.setLayout(widgets.column(widgets.holding(head), self._scroll, widgets.holding(foot)))
        self._show_error("")

    @property
    def form(self) -> Form:
        form = self._forms.currentWidget()
        assert isinstance(form, Form)  # noqa: S101 - nothing else is put there
        return form

    @property
    def message(self) -> str:
        return self._error.text()

    def _show_form(self, form: Form) -> None:
        self._forms.setCurrentWidget(form)
        for page in self._all:
            height = QSizePolicy.Policy.Preferred if page is form else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, height)

    def _show_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _bring_into_view(self, field: AnyField) -> None:
        QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, 12))
