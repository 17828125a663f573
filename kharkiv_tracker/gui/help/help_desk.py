"""Opens what the Help menu offers, over the main window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import native

if TYPE_CHECKING:
    from kharkiv_tracker.gui.help.help_viewer import HelpViewer


class HelpDesk:
    """One window of help at a time."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.viewer: HelpViewer | None = None

    def show_page(self, name: str) -> None:
        """Show a page of help by its name; nothing where it is not installed."""
        from kharkiv_tracker.gui.help import help_pages
        from kharkiv_tracker.gui.help.help_viewer import HelpViewer

        page = help_pages.named(name)
        if page is None:
            return
        if self.viewer is None:
            self.viewer = HelpViewer(self._window)
        self.viewer.show_page(page)
        self.viewer.show()
        self.viewer.raise_()
        self.viewer.activateWindow()
        self.viewer.browser.setFocus()

    def show_first_steps(self) -> None:
        from kharkiv_tracker.gui.help.first_steps import FirstSteps

        self._open(FirstSteps(self._window, _keys))

    def show_about(self) -> None:
        from kharkiv_tracker.gui.help.about_dialog import AboutDialog

        self._open(AboutDialog(self._window))

    def leave(self) -> None:
        """Close the window of help: it is built again in another language or size."""
        if self.viewer:
            self.viewer.close()
            self.viewer.deleteLater()
            self.viewer = None

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _keys(name: str) -> str:
    """The keys of a command, or the keys themselves."""
    return native(named(name).key if "+" not in name else name).replace("Return", "Enter")
