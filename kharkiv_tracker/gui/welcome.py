"""The page shown when no case is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kharkiv_tracker import city
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.banner import Banner
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import button
from kharkiv_tracker.gui.commands.hosts import WindowHost
from kharkiv_tracker.i18n import _

_WIDTH = 420


class Welcome(QWidget):
    """Three ways to begin, and the recent cases."""

    def __init__(self, window: WindowHost) -> None:
        super().__init__()
        self._window = window
        self.banner = Banner()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self.first = button(named("new-case"), window, main=True)
        middle = widgets.column(
            -1,
            widgets.text(_("Kharkiv Tracker"), points=theme.FIGURE, bold=True),
            8,
            widgets.wrapped(
                _(
                    "Records reports of strikes on {city} with their sources and shows how "
                    "many people were killed and injured."
                ).format(city=city.text("on")),
                "quiet",
            ),
            24,
            widgets.row(
                self.first,
                8,
                button(named("open-case"), window),
                8,
                button(named("open-sample"), window),
                -1,
            ),
            10,
            widgets.wrapped(
                _("The sample case contains 11 real strikes and 6 official totals to try."),
                "quiet",
                9,
            ),
            24,
            self._recent,
            -1,
            -1,
        )
        holder = widgets.holding(middle)
        holder.setFixedWidth(theme.px(_WIDTH))
        layout = widgets.column(self.banner, widgets.row(-1, holder, -1))
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_recent(self, paths: list[Path]) -> None:
        """Show the recent case files, the latest first."""
        widgets.emptied(self._recent)
        if paths:
            self._recent.addWidget(widgets.text(_("Recent case files"), bold=True))
            self._recent.addSpacing(4)
        for path in paths:
            link = widgets.button(path.name, partial(self._window.open_path, path), kind="link")
            link.setAccessibleName(_("Open {path}").format(path=path))
            link.setToolTip(widgets.tooltip(str(path)))
            line = widgets.row(link, 6, widgets.Elided(str(path.parent), "quiet", 9, is_path=True))
            line.setStretch(2, 1)
            self._recent.addLayout(line)
        if paths:
            clear_link = button(named("forget-recent"), self._window, kind="link")
            self._recent.addSpacing(6)
            self._recent.addLayout(widgets.row(clear_link, -1))
