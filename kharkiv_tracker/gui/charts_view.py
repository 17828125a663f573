"""The charts of the selection, and beside the curve, not in it, the official totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kharkiv_tracker.charts.choices import CHOICES, USUAL
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import parts, widgets
from kharkiv_tracker.gui.figure_pane import Drawing, FigurePane
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.statements_view import sentence
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Tone
from kharkiv_tracker.store import statements

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Room for four lines.
_LISTED = 113


class ChartsView(QWidget):
    """Draws what the selection holds; a change of case or selection draws it anew."""

    def __init__(self, session: Session, gazetteer: Gazetteer, drawing: Drawing) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._listed = session.selection
        self._told = False
        self.choice = widgets.Choice(_("Which chart"))
        for kind, name in CHOICES.items():
            self.choice.addItem(_(name), kind)
        self.choice.setCurrentIndex(self.choice.findData(session.chart))
        self.choice.currentIndexChanged.connect(self._choose)
        self.pane = FigurePane(drawing, self.choice.currentText())
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._title = widgets.text(_("Official totals: beside the curve, not in it"), bold=True)
        scroll = widgets.scrolling(widgets.holding(self._list), self._title.text())
        self._beside = widgets.holding(
            widgets.column(widgets.hairline(), 10, self._title, 6, scroll)
        )
        self._beside.setFixedHeight(_LISTED)
        chooser = widgets.row(self.choice, -1)
        layout = widgets.column(chooser, 8, self.pane, 8, self._beside, margins=(20, 14, 16, 10))
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.pane.show_figure(self._draw)
        session.changed.connect(self.refresh)
        session.turned.connect(self.pane.refresh)
        self.refresh(Changes(case=True))

    def refresh(self, changes: Changes) -> None:
        self.pane.refresh()
        held = self._session.selection
        if changes.statements or changes.case or held != self._listed:
            self._listed = held
            widgets.emptied(self._list)
            every = statements.statements(self._session.case)
            told = [one for one in every if parts.holds(held, one, self._gazetteer)]
            self._told = bool(told)
            self._beside.setVisible(self._told and self._session.chart == USUAL)
            for one in reversed(told):
                said = sentence(one, self._gazetteer)
                self._list.addWidget(widgets.Elided(said, "quiet", cut=Qt.TextElideMode.ElideRight))
            self._list.addStretch()

    def _choose(self, _index: int) -> None:
        self._session.turn(chart=str(self.choice.currentData()))
        self._beside.setVisible(self._told and self._session.chart == USUAL)
        self.pane.setAccessibleName(self.choice.currentText())

    def _draw(self, tone: Tone, size: tuple[float, float]) -> Figure:
        from kharkiv_tracker.charts import kinds

        held = self._session
        return kinds.draw(held.case, held.chart, held.view, held.options, tone, size)
