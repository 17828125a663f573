"""What both panels with forms share: one form in sight at a time, and a message beneath it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.guidance import Guidance
from kharkiv_tracker.gui.entry.open_questions import OpenQuestions
from kharkiv_tracker.i18n import _


class FormFrame(QWidget):
    """Forms in a stack, with their guidance, questions and message; `_scroll_fields` once."""

    def __init__(self, forms: tuple[Form, ...], message: QLabel) -> None:
        super().__init__()
        self._pages = forms
        self._message = message
        self.guidance = Guidance(self, forms)
        self.questions = OpenQuestions()
        self._forms = QStackedWidget()
        for form in forms:
            self._forms.addWidget(form)

    def join(self, add: Callable[[FormFrame], object]) -> Iterator[None]:
        """Be added to a window without the forms, then form by form, with a pause after each.

        Qt dresses at once in the style sheet of the window all that comes into it.
        """
        for form in self._pages:
            self._forms.removeWidget(form)
            form.setParent(None)
        add(self)
        yield
        for form in self._pages:
            self._forms.addWidget(form)
            yield

    @property
    def form(self) -> Form:
        form = self._forms.currentWidget()
        assert isinstance(form, Form)  # noqa: S101 - nothing else is put there
        return form

    @property
    def message(self) -> str:
        return self._message.text()

    def named(self, name: str) -> Form:
        """The form of this name; the visible one where there is none."""
        return next((form for form in self._pages if form.name == name), self.form)

    def show_form(self, form: Form) -> None:
        self._forms.setCurrentWidget(form)
        # A hidden form does not make the visible one longer.
        for page in self._pages:
            height = QSizePolicy.Policy.Preferred if page is form else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, height)

    def show_message(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def bring_into_view(self, field: QWidget) -> None:
        # After the layout has changed: leaving the last field may have shown a message.
        QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, 12))

    def _scroll_fields(self, fields: QWidget) -> QWidget:
        """The area in which the fields scroll."""
        self._scroll = widgets.scrolling(fields, _("Fields"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._scroll
