"""The schematic map of the selection: a tile for each district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.figure_pane import Drawing, FigurePane
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Tone

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class MapView(QWidget):
    """Draws the totals of every district where it lies to the others."""

    def __init__(self, session: Session, drawing: Drawing) -> None:
        super().__init__()
        self._session = session
        self.pane = FigurePane(drawing, _("Schematic map of the killed and injured by district"))
        self.setLayout(widgets.column(self.pane, margins=(20, 14, 16, 10)))
        self.pane.show_figure(self._draw)
        session.changed.connect(self.refresh)
        session.turned.connect(self.pane.refresh)

    def refresh(self, _changes: Changes) -> None:
        self.pane.refresh()

    def _draw(self, tone: Tone, size: tuple[float, float]) -> Figure:
        from kharkiv_tracker.charts import kinds

        held = self._session
        return kinds.draw(held.case, "map", held.view, held.options, tone, size)
