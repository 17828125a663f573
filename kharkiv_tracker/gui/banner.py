"""The banner above a case: one sentence on the file as a whole, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, auto

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.case_file import CaseFile


class Gravity(IntEnum):
    """What a message is about; of several the gravest is shown."""

    SYNCED = auto()
    SAMPLE = auto()
    NOTICE = auto()
    IMPORT = auto()
    BACKUP = auto()
    STRANGER = auto()
    UPDATED = auto()
    DAMAGED = auto()
    REPLACED = auto()


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and up to three actions, each a text and what it does; may be hidden or not.

    Nothing is wrong where it `is_good`: its actions are links beside the sentence.
    """

    gravity: Gravity
    sentence: str
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    may_hide: bool = False
    is_good: bool = False


class Banner(QWidget):
    """Shows at most one message at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._messages: dict[Gravity, Message] = {}
        self._shown: Message | None = None
        self._label = widgets.wrapped("", "attention", 9)
        self._beside, self._below = QHBoxLayout(), QVBoxLayout()
        line = widgets.row(self._label, 12, self._beside)
        line.setStretch(0, 1)
        inner = widgets.holding(widgets.column(line, self._below, margins=(16, 6, 12, 6)), "banner")
        self.setLayout(widgets.column(inner))
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; "" without one."""
        return self._shown.sentence if self._shown else ""

    @property
    def actions_shown(self) -> dict[str, Callable[[], object]]:
        """What can be done now, by the text of its button."""
        return dict(self._shown.actions) if self._shown else {}

    def show_message(self, message: Message) -> None:
        """Show a message until it is withdrawn or hidden, unless there is a graver one."""
        self._messages[message.gravity] = message
        self._refresh()

    def show_notices(self, case: CaseFile) -> None:
        """Show what belongs above the figures of a case."""
        if case.sample:
            sentence = _("Sample case for trying out the program; do not quote.")
            self.show_message(Message(Gravity.SAMPLE, sentence))
        if case.notice:
            self.show_message(Message(Gravity.NOTICE, case.notice, may_hide=True))

    def withdraw(self, gravity: Gravity) -> None:
        """Remove the message of this gravity, if there is one."""
        if self._messages.pop(gravity, None):
            self._refresh()

    def _refresh(self) -> None:
        message = self._messages[max(self._messages)] if self._messages else None
        if message == self._shown:
            return
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._shown = message
        for layout in (self._beside, self._below):
            widgets.emptied(layout)
        if message is None:
            self.hide()
            return
        self._label.setText(message.sentence)
        self.setAccessibleName(message.sentence)
        make = widgets.small_button if message.is_good else widgets.button
        buttons = [make(label, act) for label, act in message.actions]
        if message.is_good:
            for button in buttons:
                self._beside.addWidget(button)
                self._beside.addSpacing(12)
        elif buttons:
            line = widgets.row(*(part for button in buttons for part in (button, 8)), -1)
            self._below.addSpacing(6)
            self._below.addLayout(line)
            self._below.addSpacing(2)
        if message.may_hide:
            hide = widgets.small_button(_("Hide"), lambda: self.withdraw(message.gravity))
            buttons.append(hide)
            self._beside.addWidget(hide)
        for button in buttons:
            button.setAccessibleDescription(message.sentence)
            button.show()
        self.show()
        if had_focus and buttons:
            buttons[0].setFocus()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
