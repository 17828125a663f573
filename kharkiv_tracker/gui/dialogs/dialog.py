"""The base of all dialogs: a title, fields, and buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.i18n import _


class Dialog(QDialog):
    """A dialog filled from top to bottom that ends with its buttons."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(420))
        self._lines = widgets.column(margins=(24, 20, 24, 20))
        self._lines.addWidget(widgets.text(title, points=theme.TITLE, bold=True))
        self._lines.addSpacing(12)
        self.setLayout(self._lines)

    def add(self, widget: QWidget, gap: int = 10) -> None:
        self._lines.addWidget(widget)
        self._lines.addSpacing(gap)

    def add_field(self, label: str, box: QWidget) -> None:
        title = widgets.text(label, "quiet")
        title.setBuddy(box)
        box.setAccessibleName(label)
        self.add(title, gap=3)
        self.add(box)

    def finish(self, label: str, extra_button: object = None, cancel: bool = True) -> None:
        """Add the accepting button and at most one other."""
        self.accepting = accept = widgets.button(label, self.accept, main=True)
        accept.setDefault(True)
        self._lines.addSpacing(6)
        self.buttons = line = widgets.row(accept, 8)
        if isinstance(extra_button, tuple):
            line.addWidget(widgets.button(*extra_button))
        elif cancel:
            line.addWidget(widgets.button(_("Cancel"), self.reject))
        line.addStretch()
        self._lines.addLayout(line)
