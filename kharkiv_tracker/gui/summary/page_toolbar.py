"""What stands around the pages: a notice above them, below them what is done and how large."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.summary.page_view import STEPS, Sheets
from kharkiv_tracker.i18n import _


class Notice(QWidget):
    """Says why there are no pages, and what to do; hidden while there is nothing to say."""

    def __init__(self, again: Callable[[], object]) -> None:
        super().__init__()
        self._account = ""
        self.said = widgets.wrapped()
        self.again = widgets.button(_("Try again"), again)
        self.more = widgets.button(_("What happened…"), self._tell_more)
        line = widgets.row(self.said, 12, self.again, 8, self.more, margins=(16, 12, 16, 12))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.tell("")

    def tell(
        self, said: str, attention: bool = False, again: bool = False, account: str = ""
    ) -> None:
        """Show a sentence, or nothing."""
        self._account = account
        self.said.setText(said)
        self.said.setObjectName("attention" if attention else "quiet")
        widgets.restyle(self.said, "wrong", attention)
        self.again.setVisible(again)
        self.more.setVisible(bool(account))
        self.setVisible(bool(said))

    def _tell_more(self) -> None:
        standard_dialogs.show_error_report(self, self._account)


class Foot(QWidget):
    """What is being done and how to stop it; which page is read, and how large it is shown."""

    def __init__(self, sheets: Sheets, stop: Callable[[], object]) -> None:
        super().__init__()
        self._sheets = sheets
        self.state = widgets.Elided("", "quiet", 9, Qt.TextElideMode.ElideRight)
        self.stop = widgets.button(_("Stop"), stop)
        self.page = widgets.text("", "quiet", 9)
        self.smaller = widgets.button("−", sheets.smaller)
        self.larger = widgets.button("+", sheets.larger)
        for button, name, keys in (
            (self.smaller, _("Smaller"), "Ctrl+-"),
            (self.larger, _("Larger"), "Ctrl++"),
        ):
            button.setFixedWidth(36)
            button.setAccessibleName(name)
            button.setToolTip(widgets.tooltip(f"{name}  {keys}"))
        self.zoom = widgets.Choice(_("Size of the pages"))
        self.zoom.setToolTip(widgets.tooltip(_("Page width") + "  Ctrl+0"))
        self.zoom.addItem(_("Page width"), None)
        for step in STEPS:
            self.zoom.addItem(_("{n} %").format(n=labels.number(round(step * 100))), step)
        self.zoom.activated.connect(lambda _index: sheets.set_zoom(self.zoom.currentData()))
        line = widgets.row(
            self.state,
            12,
            self.stop,
            16,
            self.page,
            16,
            self.smaller,
            4,
            self.zoom,
            4,
            self.larger,
            margins=(16, 8, 16, 8),
        )
        line.setStretch(0, 1)
        self.setLayout(line)
        sheets.turned.connect(lambda _page: self._follow())
        sheets.changed.connect(self._follow)
        self.tell_state("")
        self._follow()

    def tell_state(self, said: str, stoppable: bool = False) -> None:
        """Say what is being done now."""
        self.state.setText(said)
        self.state.setAccessibleName(said)
        self.stop.setVisible(stoppable)

    def _follow(self) -> None:
        sheets = self._sheets
        said = _("Page {page} of {pages}").format(
            page=labels.number(sheets.page + 1), pages=labels.number(sheets.count)
        )
        self.page.setText(said if sheets.count else "")
        self.zoom.setCurrentIndex(max(0, self.zoom.findData(sheets.zoom)))
        for widget in (self.smaller, self.larger, self.zoom):
            widget.setEnabled(sheets.count > 0)
