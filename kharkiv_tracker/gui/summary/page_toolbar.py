"""The notice above the pages, and the toolbar below with progress, page number and zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.summary.page_view import STEPS, PageView
from kharkiv_tracker.i18n import _


class Notice(QWidget):
    """A message on why pages are missing and what to do; hidden while empty."""

    def __init__(self, again: Callable[[], object]) -> None:
        super().__init__()
        self._account = ""
        self.label = widgets.wrapped()
        self.again = widgets.button(_("Try again"), again)
        self.more = widgets.button(_("Details…"), self._show_account)
        line = widgets.row(self.label, 12, self.again, 8, self.more, margins=(16, 12, 16, 12))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.show_message("")

    def show_message(
        self, text: str, attention: bool = False, again: bool = False, account: str = ""
    ) -> None:
        """Show a message; "" hides the notice."""
        self._account = account
        self.label.setText(text)
        self.label.setObjectName("attention" if attention else "quiet")
        widgets.restyle(self.label, "wrong", attention)
        self.again.setVisible(again)
        self.more.setVisible(bool(account))
        self.setVisible(bool(text))

    def _show_account(self) -> None:
        standard_dialogs.show_error_report(self, self._account)


class PageToolbar(QWidget):
    """Progress and a stop button, the page number, and the zoom."""

    def __init__(self, pages: PageView, stop: Callable[[], object]) -> None:
        super().__init__()
        self._pages = pages
        self.state = widgets.Elided("", "quiet", 9)
        self.stop = widgets.button(_("Stop"), stop)
        self.page = widgets.text("", "quiet", 9)
        self.smaller = widgets.button("−", pages.smaller)
        self.larger = widgets.button("+", pages.larger)
        for button, name, keys in (
            (self.smaller, _("Zoom out"), "Ctrl+-"),
            (self.larger, _("Zoom in"), "Ctrl++"),
        ):
            button.setFixedWidth(theme.px(36))
            button.setAccessibleName(name)
            button.setToolTip(widgets.tooltip(f"{name}  {keys}"))
        self.zoom = widgets.Choice(_("Zoom"))
        self.zoom.setToolTip(widgets.tooltip(_("Page width") + "  Ctrl+0"))
        self.zoom.addItem(_("Page width"), None)
        for step in STEPS:
            self.zoom.addItem(_("{n} %").format(n=labels.number(round(step * 100))), step)
        self.zoom.activated.connect(lambda _index: pages.set_zoom(self.zoom.currentData()))
        parts = (self.stop, self.page, self.smaller, self.zoom, self.larger)
        self.setLayout(FlowRow(self.state, *parts, margins=(16, 8, 16, 8)))
        pages.page_changed.connect(lambda _page: self._follow())
        pages.changed.connect(self._follow)
        self.show_state("")
        self._follow()

    def show_state(self, text: str, stoppable: bool = False) -> None:
        """Show the current progress."""
        self.state.setText(text)
        self.state.setAccessibleName(text)
        self.stop.setVisible(stoppable)

    def _follow(self) -> None:
        pages = self._pages
        text = _("Page {page} of {pages}").format(
            page=labels.number(pages.page + 1), pages=labels.number(pages.count)
        )
        self.page.setText(text if pages.count else "")
        self.zoom.setCurrentIndex(max(0, self.zoom.findData(pages.zoom)))
        for widget in (self.smaller, self.larger, self.zoom):
            widget.setEnabled(pages.count > 0)
