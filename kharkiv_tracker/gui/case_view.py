"""The window with a case open: rail, work, and one panel that inspects or takes entries."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.charts_view import ChartsView
from kharkiv_tracker.gui.entry.panel import EntryPanel
from kharkiv_tracker.gui.figure_pane import Drawing
from kharkiv_tracker.gui.incidents_view import IncidentsView
from kharkiv_tracker.gui.inspector import Inspector
from kharkiv_tracker.gui.selection_bar import SelectionBar
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.statements_view import StatementsView
from kharkiv_tracker.i18n import _

_RAIL, _PANEL = 140, 364


def view_names() -> tuple[str, ...]:
    """The views in the order of their keys, Ctrl+1 and on."""
    return (_("Incidents"), _("Charts"), _("Official totals"))


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
        self.statements = StatementsView(session, gazetteer)
        self.inspector = Inspector(session, gazetteer, drawing, self.add_update)
        self.entry = EntryPanel(session, gazetteer, ask_discard)
        self._views = QStackedWidget()
        for view in (self.incidents, self.charts, self.statements):
            self._views.addWidget(view)
        self._side = QStackedWidget()
        self._side.setObjectName("side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side.setFixedWidth(_PANEL)
        for panel in (self.inspector, self.entry):
            self._side.addWidget(panel)
        self._build()
        self.incidents.chosen.connect(self.inspector.show_incident)
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
            (self.incidents.table, self.charts, self.statements.table)[number].setFocus()

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
        self._parting.setVisible(shown)

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
                *(part for button in buttons for part in (button, 2)), -1, margins=(10, 10, 10, 10)
            ),
            "side",
        )
        bold = QFontMetrics(theme.font(theme.BASE, bold=True))
        widest = max(bold.horizontalAdvance(name) for name in view_names())
        rail.setFixedWidth(max(_RAIL, widest + 46))
        self._parting = widgets.hairline(vertical=True)
        work = widgets.row(self._views, self._parting, self._side)
        work.setStretch(0, 1)
        middle = widgets.column(self.bar, widgets.hairline(), *self._banners(), work)
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
