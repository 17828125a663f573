"""The panel at the right while several incidents are chosen: what can be done to all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands import subject, target
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import native, short_text
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.i18n import _, ngettext

#: The commands in groups.
_GROUPS = (
    ("approve", "choose-grade", "choose-state"),
    ("change-weapon", "change-places-hit", "change-district"),
    ("link", "add-note"),
    ("withdraw", "reinstate"),
)


class ManyPanel(QWidget):
    """Names how many are chosen; each command shows first what it would change."""

    def __init__(self, host: CaseHost) -> None:
        super().__init__()
        self._host = host
        self._title = widgets.text("", points=theme.TITLE, bold=True)
        hint = widgets.wrapped(
            _("Each command shows first what it would change. Undo takes it back in one step."),
            "quiet",
            9,
        )
        lines: list[QWidget | int] = [self._title, 4, hint, 12]
        for group in _GROUPS:
            for name in group:
                lines += [self._line(name), 2]
            lines.append(10)
        inner = widgets.holding(widgets.column(*lines, -1, margins=(20, 14, 16, 12)))
        self.setLayout(widgets.column(widgets.scrolling(inner, _("Chosen incidents"))))

    @property
    def title(self) -> str:
        return self._title.text()

    def show_number(self, n: int) -> None:
        """Name how many are chosen."""
        text = ngettext("{n} incident chosen", "{n} incidents chosen", n)
        self._title.setText(text.format(n=labels.number(n)))

    def focus_first(self) -> None:
        """Move the focus to its first command."""
        self.findChildren(QPushButton)[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _line(self, name: str) -> QWidget:
        key = widgets.text(native(named(name).key), "quiet", 9)
        return widgets.holding(widgets.row(self._button(name), -1, key))

    def _button(self, name: str) -> QPushButton:
        return widgets.button(short_text(named(name)), lambda: self._run(name), kind="link")

    def _run(self, name: str) -> None:
        if codes := self._host.chosen_codes():
            target.start(named(name), subject.of_several(self._host, codes))
