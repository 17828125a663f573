"""The context menu of a chart: the incidents it was opened at, copying, saving, the whole view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas
from kharkiv_tracker.gui.charts.hover_text import incident_line
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import short_text
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.i18n import _

_COMMANDS = ("copy-chart", "export-chart")
#: The most incidents that are listed one by one.
_MOST = 8


class ChartMenu(QObject):
    """Opens by a right click or the Menu key; Ctrl+C copies the chart that has the keyboard."""

    def __init__(self, pane: ChartCanvas, host: CaseHost) -> None:
        super().__init__(pane)
        self._pane, self._host = pane, host
        pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pane.customContextMenuRequested.connect(self._open)
        widgets.shortcut(pane, "Ctrl+C", partial(named("copy-chart").run, host))

    def menu(self) -> QMenu:
        """What can be done to the chart and to the target; it is deleted when it closes."""
        menu = QMenu(self._pane)

        def add(text: str, act: Callable[[], object]) -> None:
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False: act())

        session, chart = self._host.session, self._pane.input
        rows = chart.hover.rows()
        for row in rows if rows and len(rows) <= _MOST else ():
            add(incident_line(row), partial(session.point_at, row.code))
        if rows and len(rows) == 1:
            add(_("Show in table"), partial(session.open, rows[0].code))
        elif rows != [] and (narrowed := chart.hover.narrowed()) is not None:

            def select() -> None:
                session.select(narrowed)
                session.open("")

            add(_("Show these incidents"), select)
        if menu.actions():
            menu.addSeparator()
        for command in map(named, _COMMANDS):
            keys = "\tCtrl+C" if command.name == "copy-chart" else ""
            add(short_text(command) + keys, partial(command.run, self._host))
        if not chart.is_whole:
            add(_("Whole chart") + "\t0", chart.reset)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open(self, at: QPoint) -> None:
        self.menu().popup(self._pane.mapToGlobal(at))
