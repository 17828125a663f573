"""The window with a case open: rail, work, and one panel that inspects or takes entries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSplitter, QStackedWidget, QWidget

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.gui import kept, theme, widgets
from kharkiv_tracker.gui.charts_view import ChartsView
from kharkiv_tracker.gui.entry.panel import EntryPanel
from kharkiv_tracker.gui.figure_pane import Drawing
from kharkiv_tracker.gui.history_view import HistoryView
from kharkiv_tracker.gui.incidents_view import IncidentsView
from kharkiv_tracker.gui.inspector import Inspector
from kharkiv_tracker.gui.map_view import MapView
from kharkiv_tracker.gui.rail import WaitingList
from kharkiv_tracker.gui.selection_bar import SelectionBar
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.sources_view import SourcesView
from kharkiv_tracker.gui.statements_view import StatementsView
from kharkiv_tracker.gui.timeline_strip import TimelineStrip
from kharkiv_tracker.i18n import _

_RAIL, _PANEL, _PANEL_LEAST = 140, 364, 340
_INCIDENTS, _CHARTS, _MAP, _STATEMENTS, _SOURCES, _HISTORY = range(6)


def view_names() -> tuple[str, ...]:
    """The views in the order of their keys, Ctrl+1 for the first."""
    return (
        _("Incidents"),
        _("Charts"),
        _("Map"),
        _("Official totals"),
        _("Sources"),
        _("History"),
    )


class CaseView(QWidget):
    """Puts the panes together; they know the session and not one another."""

    def __init__(
        self,
        session: Session,
        gazetteer: Gazetteer,
        drawing: Drawing,
        ask_discard: Callable[[], bool],
        export: Callable[[], object],
    ) -> None:
        super().__init__()
        self.session = session
        self.bar = SelectionBar(session, gazetteer, self.enter, export)
        self.incidents = IncidentsView(session, gazetteer)
        self.charts = ChartsView(session, gazetteer, drawing)
        self.map = MapView(session, drawing)
        self.statements = StatementsView(session, gazetteer)
        self.inspector = Inspector(session, gazetteer, drawing, self.add_update)
        self.entry = EntryPanel(session, gazetteer, ask_discard)
        self.sources = SourcesView(session)
        self.history = HistoryView(session, gazetteer)
        self.strip = TimelineStrip(session)
        self.waiting = WaitingList(session, gazetteer)
        self._views = QStackedWidget()
        for view in (
            self.incidents,
            self.charts,
            self.map,
            self.statements,
            self.sources,
            self.history,
        ):
            self._views.addWidget(view)
        self._side = QStackedWidget()
        self._side.setObjectName("side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side.setMinimumWidth(_PANEL_LEAST)
        for panel in (self.inspector, self.entry):
            self._side.addWidget(panel)
        self._build()
        self.inspector.history_asked.connect(self.open_history)
        self.waiting.chosen.connect(partial(self.show_view, _INCIDENTS))
        self.incidents.chosen.connect(self.inspector.show_incident)
        self.incidents.chosen.connect(self.history.offer_incident)
        self.history.offer_incident(self.incidents.current)
        self.inspector.show_incident(self.incidents.current)
        self.entry.closed.connect(self._inspect)
        self.entry.saved.connect(self._point_at)

    @property
    def view(self) -> int:
        return self._views.currentIndex()

    @property
    def is_entering(self) -> bool:
        return self._side.currentWidget() is self.entry

    def show_view(self, number: int) -> None:
        """Show a view by its number on the rail."""
        self._views.setCurrentIndex(number)
        self._rail.button(number).setChecked(True)
        self._make_room()
        if not self.is_entering:
            self._hand(number).setFocus()

    def open_incident(self, code: str) -> None:
        """Show an incident in the table, with everything selected where it is not selected now."""
        self.show_view(_INCIDENTS)
        self.incidents.show_incident(code)
        if self.incidents.current != code:
            self.session.select_everything()
            self.incidents.show_incident(code)

    def open_text(self, text: str) -> None:
        """Select the incidents that hold a text: those that quote a speaker."""
        self.show_view(_INCIDENTS)
        self.session.select(Selection(text=text))

    def open_statement(self, code: str) -> None:
        self.show_view(_STATEMENTS)
        self.statements.show_statement(code)

    def open_source(self, source: Source) -> None:
        self.show_view(_SOURCES)
        self.sources.show_source(source)

    def open_history(self, code: str) -> None:
        """Show the changes of one incident and its reports."""
        self.show_view(_HISTORY)
        self.history.show_incident(code)

    def enter(self) -> None:
        """Open the entry panel, the cursor in its first field."""
        if not self.session.case.read_only:
            self._side.setCurrentWidget(self.entry)
            self._make_room()
            self.entry.begin()

    def add_update(self, code: str) -> None:
        """Open the entry panel for another report of this incident."""
        if not self.session.case.read_only:
            self._side.setCurrentWidget(self.entry)
            self._make_room()
            self.entry.add_to(code)

    def _make_room(self) -> None:
        """The inspector stands beside the table of incidents only; the entry panel anywhere."""
        shown = self.is_entering or self.view == 0
        self._side.setVisible(shown)

    def _hand(self, number: int) -> QWidget:
        """What takes the keyboard in a view."""
        return (
            self.incidents.table,
            self._rail.button(_CHARTS),
            self._rail.button(_MAP),
            self.statements.table,
            self.sources.table,
            self.history.table,
        )[number]

    def keep(self) -> None:
        """Keep the view and the width of the panel for the next start."""
        kept.keep("view", self.view)
        kept.keep("panel", self._work.saveState())

    def may_close(self) -> bool:
        return self.entry.may_close()

    def _inspect(self) -> None:
        self._side.setCurrentWidget(self.inspector)
        self.show_view(self.view)

    def _point_at(self, code: str) -> None:
        if code.startswith("KHT-"):
            self.incidents.show_incident(code)

    def _build(self) -> None:
        self._rail = QButtonGroup(self)
        buttons: list[QPushButton] = []
        for number, name in enumerate(view_names()):
            chosen = widgets.button(name, partial(self.show_view, number), kind="view")
            chosen.setCheckable(True)
            chosen.setToolTip(f"Ctrl+{number + 1}")
            self._rail.addButton(chosen, number)
            buttons.append(chosen)
        buttons[0].setChecked(True)
        rail = widgets.holding(
            widgets.column(
                *(part for button in buttons for part in (button, 2)),
                -1,
                self.waiting,
                margins=(10, 10, 10, 10),
            ),
            "side",
        )
        bold = QFontMetrics(theme.font(theme.BASE, bold=True))
        widest = max(bold.horizontalAdvance(name) for name in view_names())

        def fit() -> None:
            wanted = (widest + 46, self.waiting.sizeHint().width() + 20)
            rail.setFixedWidth(max(rail.minimumWidth(), *wanted))

        rail.setMinimumWidth(_RAIL)
        fit()
        self.waiting.counted.connect(fit)
        self._work = QSplitter(Qt.Orientation.Horizontal)
        self._work.setHandleWidth(1)
        self._work.setChildrenCollapsible(False)
        over = widgets.column(self._views, widgets.hairline(), self.strip)
        over.setStretch(0, 1)
        for part in (widgets.holding(over), self._side):
            self._work.addWidget(part)
        self._work.setStretchFactor(0, 1)
        self._work.setSizes([10 * _PANEL, _PANEL])
        self._work.restoreState(kept.kept_bytes("panel"))
        middle = widgets.column(self.bar, widgets.hairline(), *self._banners(), self._work)
        middle.setStretch(middle.count() - 1, 1)
        whole = widgets.row(rail, widgets.hairline(vertical=True), middle)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _banners(self) -> list[QWidget]:
        """What must be known about the case before its figures are read."""
        told = []
        if self.session.case.sample:
            told.append(
                _("Sample case: real strikes as reported, for trying out; not to be quoted.")
            )
        if self.session.case.notice:
            told.append(self.session.case.notice)
        return [widgets.wrapped(sentence, "banner", 9) for sentence in told]
