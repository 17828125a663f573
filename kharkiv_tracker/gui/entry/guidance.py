"""The codebook entry of the current field, at the foot of the panel: F1 shows and hides it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from kharkiv_tracker import codebook
from kharkiv_tracker.gui import widgets, window_state
from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.gui.commands.controls import bind_keys
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.i18n import N_, _

_SETTING = "codebook"
_POINTS = 9


class Guidance(QWidget):
    """Follows the keyboard through the fields of the forms; whether it is shown is remembered."""

    def __init__(self, panel: QWidget, forms: Iterable[Form]) -> None:
        super().__init__(panel)
        self._title = widgets.text("", bold=True, points=_POINTS)
        self._counts = widgets.wrapped("", points=_POINTS)
        self._left_out = widgets.wrapped("", "quiet", _POINTS)
        self._examples = widgets.wrapped("", "quiet", _POINTS)
        self.button = widgets.button("?", self.toggle, kind="link")
        # The keyboard focus stays in the field.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setAccessibleName(_("What to enter in this field"))
        self.button.setToolTip(widgets.tooltip(_("What to enter in this field  F1")))
        inner = widgets.column(
            self._title, 2, self._counts, 3, self._left_out, 3, self._examples, margins=(0, 8, 0, 0)
        )
        self.setLayout(widgets.column(widgets.hairline(), widgets.holding(inner)))
        for form in forms:
            for name, field in form.fields.items():
                field.entered.connect(partial(self.show_entry, f"{form.name}.{name}"))
        bind_keys(panel, COMMANDS, self)
        self._on = self._waits = False
        self.hide()

    @property
    def text(self) -> str:
        """The visible text, "" while hidden."""
        parts: tuple[QLabel, ...] = (self._title, self._counts, self._left_out, self._examples)
        return "" if self.isHidden() else "\n".join(part.text() for part in parts if part.text())

    def toggle(self) -> None:
        """Show it, or hide it again."""
        self._on, self._waits = self.isHidden(), False
        window_state.save(_SETTING, int(self._on))
        self._show()

    def make_way(self, waits: bool) -> None:
        """Hide while something above asks for an answer, unless F1 is pressed meanwhile."""
        if waits is not self._waits:
            self._waits = waits
            self._show()

    def _show(self) -> None:
        self.setVisible(self._on and not self._waits and bool(self._title.text()))

    def show_entry(self, field_name: str) -> None:
        """Show the entry of the field that has the keyboard."""
        entry = codebook.of(field_name)
        if entry is None:
            # Show nothing rather than the entry of the previous field.
            self._title.clear()
            self._show()
            return
        # It may have been shown or hidden in another panel.
        self._on = bool(window_state.saved_number(_SETTING, 0, 2))
        left_out = entry.not_counted
        self._title.setText(entry.title)
        self._counts.setText(entry.counts)
        self._left_out.setText(_("Leave out: {what}").format(what=left_out) if left_out else "")
        self._left_out.setVisible(bool(left_out))
        self._examples.setText("\n".join(f"· {example}" for example in entry.examples))
        self._show()


COMMANDS = (
    Command[Guidance](
        "show-guidance",
        N_("What to enter in this field"),
        lambda guidance: guidance.toggle(),
        ("F1",),
        About.ENTRY | About.CORRECTION,
    ),
)
