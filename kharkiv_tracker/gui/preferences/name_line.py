"""The line that asks, once on a machine, under which name changes are recorded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.preferences import author_name
from kharkiv_tracker.i18n import _

LONGEST = 120
_WIDTH = 220


class NameLine(QWidget):
    """Shown until a name is known, or the user chose to work without one.

    `prefer` saves preferences, `answered` is called once it is known.
    """

    def __init__(self, prefer: Callable[..., object], answered: Callable[[], object]) -> None:
        super().__init__()
        self._prefer, self._answered = prefer, answered
        question = widgets.text(_("Who records changes?"))
        self.field = QLineEdit(maxLength=LONGEST)
        self.field.setFixedWidth(theme.px(_WIDTH))
        self.field.setAccessibleName(_("Your name or initials"))
        self.field.setAccessibleDescription(
            _("It is saved with every change. It is kept on this computer and in the case file.")
        )
        self.field.setToolTip(widgets.tooltip(self.field.accessibleDescription()))
        self.field.setPlaceholderText(_("Name or initials"))
        self.field.returnPressed.connect(self._take)
        question.setBuddy(self.field)
        self.use = widgets.button(_("Use this name"), self._take)
        self.decline = widgets.small_button(_("Work without a name"), self._decline)
        line = widgets.row(
            question, 12, self.field, 8, self.use, 8, self.decline, -1, margins=(16, 6, 12, 6)
        )
        inner = widgets.holding(line, "banner")
        self.setLayout(widgets.column(inner))
        # Shown with its window: by itself it would be a window of its own.
        if not author_name.is_open():
            self.hide()

    def refresh(self) -> None:
        """Show the line only while the name is an open question."""
        self.setVisible(author_name.is_open())

    def _take(self) -> None:
        if name := author_name.clean(self.field.text()):
            self._prefer(author=name, unnamed=False)
            self._answered()
        else:
            self.field.setFocus()

    def _decline(self) -> None:
        self._prefer(author="", unnamed=True)
        self._answered()
