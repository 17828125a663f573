"""What is shown of a locked case file: that it is locked, and where its passphrase goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.passphrase_field import PassphraseField
from kharkiv_tracker.i18n import _

_WIDTH = 420


class LockPage(QWidget):
    """In the place of an open case, whose file is closed.

    `unlock` gets what was typed; `leave` gives the case up.
    """

    def __init__(
        self, field: PassphraseField, name: str, unlock: Callable[[str], object],
        leave: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.field = field
        field.submitted.connect(unlock)
        opening = unlock_button(field)
        sentence = _("{name} is closed. What you typed is saved in it.").format(name=name)
        middle = widgets.column(
            -1,
            widgets.text(_("Locked"), points=theme.FIGURE, bold=True),
            8,
            widgets.wrapped(sentence, "quiet"),
            24,
            field,
            12,
            widgets.row(opening, 16, widgets.button(_("Close case file"), leave, kind="link"), -1),
            -1,
            -1,
        )
        holder = widgets.holding(middle)
        holder.setFixedWidth(theme.px(_WIDTH))
        self.setLayout(widgets.row(-1, holder, -1))
        self.setFocusProxy(field)


def unlock_button(field: PassphraseField) -> QPushButton:
    """The button for what is typed in the field; it waits with it."""
    button = widgets.button(_("Unlock"), field.submit, main=True)
    button.setDefault(True)
    field.ready.connect(button.setEnabled)
    field.refresh()
    return button
