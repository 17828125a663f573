"""The map of the selection: districts as tiles, or in loaded outlines."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas
from kharkiv_tracker.gui.charts.chart_foot import MARGINS, ChartFoot
from kharkiv_tracker.gui.charts.chooser_row import ChooserRow
from kharkiv_tracker.gui.charts.figure_pane import Drawing
from kharkiv_tracker.gui.charts.map_options import MapOptions
from kharkiv_tracker.gui.charts.view_date_bar import ViewDateBar
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import button, button_with_key
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _


class MapView(QWidget):
    """Draws the totals of each district at its position."""

    def __init__(
        self, session: Session, gazetteer: Gazetteer, drawing: Drawing, host: CaseHost
    ) -> None:
        super().__init__()
        self._session = session
        people = labels.joined([labels.of_people(quantity) for quantity in COUNTED])
        name = _("Map of {people} by district").format(people=people)
        self.pane = ChartCanvas(session, drawing, lambda: "map", name)
        self.date_bar = ViewDateBar(session)
        self.options = MapOptions(session, gazetteer, drawing.background)
        copy = button_with_key(named("copy-chart"), host)
        save = button(named("export-chart"), host)
        chooser = ChooserRow((self.options,), (copy, save))
        self.foot = ChartFoot(session, self.pane, self.date_bar)
        layout = widgets.column(
            *(chooser, 4, self.pane, 2, self.foot),
            margins=MARGINS,
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        widgets.shortcut(self, "Alt+M", self.foot.toggle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.foot.fit(self.height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.options.load_saved()
