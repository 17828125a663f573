"""The layout of the entry panel: two forms, the update card, the status line, the buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton

from kharkiv_tracker.gui import widgets, window_state
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.form_frame import FormFrame
from kharkiv_tracker.gui.entry.open_questions import Asked
from kharkiv_tracker.gui.entry.update_card import UpdateCard
from kharkiv_tracker.i18n import _

_BESIDE_BAR = 10


class Frame(FormFrame):
    """Head, scrolling fields, and a foot that stays visible."""

    def __init__(
        self,
        forms: tuple[Form, Form],
        choose: Callable[[int], None],
        save: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__(forms, widgets.wrapped("", "status"))
        self.offer = UpdateCard()
        self._message.setAccessibleName(_("Save result"))
        self.offer.offering.connect(self._share_foot)
        self._kinds = QButtonGroup(self)
        for form in forms:
            form.show_more(bool(window_state.saved_number(f"more-{form.name}", 0, 2)))
            form.more_toggled.connect(partial(_keep_more, form))
        self.questions.entered.connect(self.bring_into_view)
        self._inner = widgets.column(self.questions, self._forms, -1, margins=(20, 0, 20, 0))
        fields = self._scroll_fields(widgets.holding(self._inner))
        self._scroll.verticalScrollBar().rangeChanged.connect(self._make_room)
        report, total = self._choices(choose)
        head = widgets.row(report, 4, total, -1, margins=(20, 14, 20, 10))
        self._beneath = widgets.holding(widgets.column(self.offer))
        buttons = widgets.row(
            widgets.button(_("Save and next  Ctrl+Enter"), save, main=True),
            8,
            widgets.button(_("Close  Esc"), close),
            -1,
            self.guidance.button,
            margins=(20, 8, 8, 16),
        )
        notes = widgets.column(
            self.guidance, self._beneath, 8, self._message, margins=(20, 8, 20, 0)
        )
        foot = widgets.column(notes, buttons)
        self.setLayout(widgets.column(widgets.holding(head), fields, widgets.holding(foot)))
        self.show_status("")

    def show_form(self, form: Form) -> None:
        super().show_form(form)
        number = self._forms.currentIndex()
        self._kinds.button(number).setChecked(True)
        self._beneath.setVisible(number == 0)

    def show_questions(self, asked: Sequence[Asked]) -> None:
        """Ask in place of the fields."""
        self._forms.hide()
        self.guidance.make_way(True)
        self._beneath.hide()
        self.questions.ask(asked)

    def withdraw_questions(self) -> None:
        """Show the fields again."""
        self.questions.withdraw()
        self._forms.show()
        self._beneath.setVisible(self._forms.currentIndex() == 0)
        self._share_foot()
        self.show_status("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # After the layout: what changes its own height meanwhile is not laid out again.
        QTimer.singleShot(0, self, lambda: self.offer.earlier.fit(self.height()))

    def _make_room(self, _minimum: int, maximum: int) -> None:
        """Keep the fields as wide as the foot, with the scroll bar or without it."""
        self._inner.setContentsMargins(20, 0, _BESIDE_BAR if maximum else 20, 0)

    def _share_foot(self) -> None:
        """The update card has precedence over the guidance."""
        self.guidance.make_way(self.offer.offers)

    def show_from_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    def show_status(self, sentence: str, wrong: bool = False) -> None:
        self.show_message(sentence)
        self._message.setObjectName("attention" if wrong else "status")
        self._message.style().unpolish(self._message)
        self._message.style().polish(self._message)

    def _choices(self, choose: Callable[[int], None]) -> list[QPushButton]:
        choices = []
        for number, label in enumerate((_("Report"), _("Official total  Alt+T"))):
            choice = widgets.button(label, partial(choose, number), kind="kind")
            choice.setCheckable(True)
            choice.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._kinds.addButton(choice, number)
            choices.append(choice)
        choices[0].setChecked(True)
        return choices


def _keep_more(form: Form) -> None:
    window_state.save(f"more-{form.name}", int(form.shows_more))
