"""The charts of the selection, with the official totals listed below the curve."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas
from kharkiv_tracker.gui.charts.chart_foot import MARGINS, ChartFoot
from kharkiv_tracker.gui.charts.chart_options import ChartOptions
from kharkiv_tracker.gui.charts.chooser_row import ChooserRow
from kharkiv_tracker.gui.charts.figure_pane import Drawing
from kharkiv_tracker.gui.charts.view_date_bar import ViewDateBar
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.controls import button, button_with_key
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.statements.statements_view import sentence
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import statements

#: The height of the list with two lines.
_LISTED = 68
_MIN_WIDTH = 60


class ChartsView(QWidget):
    """Draws the selection; redrawn when the case or the selection changes."""

    def __init__(
        self, session: Session, gazetteer: Gazetteer, drawing: Drawing, host: CaseHost
    ) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._listed = session.view
        self._statements: tuple[Statement, ...] = ()
        self._totals: list[Statement] = []
        self.choice = widgets.Choice(_("Chart type"))
        self.choice.setMinimumWidth(theme.px(_MIN_WIDTH))
        for kind in kinds.listed():
            self.choice.addItem(_(kind.label), kind.name)
        self.choice.setCurrentIndex(self.choice.findData(session.chart))
        self.choice.currentIndexChanged.connect(self._choose)
        self.pane = ChartCanvas(session, drawing, lambda: session.chart, self.choice.currentText())
        self.options = ChartOptions(session, gazetteer)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._title = widgets.text(
            _("Official totals: shown beside the curve, not included in it"), bold=True
        )
        self._scroll = widgets.scrolling(widgets.holding(self._list), self._title.text())
        self._totals_panel = widgets.holding(
            widgets.column(widgets.hairline(), 4, self._title, 4, self._scroll)
        )
        self._totals_panel.setFixedHeight(theme.px(_LISTED))
        copy = button_with_key(named("copy-chart"), host)
        save = button(named("export-chart"), host)
        chooser = ChooserRow((self.choice, self.options), (copy, save))
        self.date_bar = ViewDateBar(session)
        self.foot = ChartFoot(session, self.pane, self.date_bar, self._totals_panel)
        layout = widgets.column(*(chooser, 4, self.pane, 2, self.foot), margins=MARGINS)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        widgets.shortcut(self, "Alt+M", self.foot.toggle)
        session.changed.connect(self.refresh)
        session.view_changed.connect(self._follow_view)
        self.refresh(Changes(case=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.foot.fit(self.height())

    def refresh(self, changes: Changes) -> None:
        view = self._session.view
        if changes.statements or changes.case or view.as_recorded_on != self._listed.as_recorded_on:
            self._statements = statements.statements(self._session.viewed)
        elif view == self._listed:
            return
        self._listed = view
        totals = self._known()
        self._totals_panel.setVisible(bool(totals) and self._session.chart == kinds.DEFAULT.name)
        if totals != self._totals:
            self._totals = totals
            self._list_anew()

    def _list_anew(self) -> None:
        widgets.emptied(self._list)
        for total in reversed(self._totals):
            text = sentence(total, self._gazetteer)
            self._list.addWidget(widgets.Elided(text, "quiet"))
        self._list.addStretch()

    def _known(self) -> list[Statement]:
        """The official totals in the selection that were known by the known-on date."""
        view = self._session.view
        totals = [
            total
            for total in self._statements
            if selection_fields.holds(view.selection, total, self._gazetteer)
        ]
        if view.as_known_on is None:
            return totals
        # Imported late: charts load after the window is visible.
        from kharkiv_tracker.charts.curves.cumulative_chart import is_known

        return [total for total in totals if is_known(total, view.as_known_on)]

    def _choose(self, index: int) -> None:
        if index >= 0:
            self._session.set_view(chart=str(self.choice.currentData()))

    def _follow_view(self) -> None:
        """Show the current chart kind."""
        self.choice.setCurrentIndex(self.choice.findData(self._session.chart))
        self._totals_panel.setVisible(
            bool(self._totals) and self._session.chart == kinds.DEFAULT.name
        )
        self.pane.setAccessibleName(self.choice.currentText())
        self.refresh(Changes())
