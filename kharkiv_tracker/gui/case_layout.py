"""Where the panes of an open case are: the rail, the views, the strip, the panel at the right."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from kharkiv_tracker.gui import focus_chain, theme, widgets, window_state
from kharkiv_tracker.gui.files.file_export import FileExport
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.gui.view_rail import ViewRail
from kharkiv_tracker.i18n import _

_Pane = TypeVar("_Pane", bound=QWidget)

_PANEL = 364
#: Room for the views beside the panel; with less they take turns.
_VIEW = 380
#: In a window that is lower the strip gives its room to the views.
_LOW = 520


class CaseLayout(QWidget):
    """Arranges panes that it does not know."""

    #: Another panel is shown at the right.
    side_changed = Signal()
    #: Whether the inspector is beside a chart, where Escape closes it.
    beside_changed = Signal(bool)
    #: Says what is copied from tables.
    exporting: FileExport

    def __init__(self) -> None:
        super().__init__()
        self._views = widgets.Pages()
        self._side = QStackedWidget()
        self._side.setObjectName("side")
        self._side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side.setMinimumWidth(theme.px(_PANEL))
        self._side.currentChanged.connect(lambda _page: self.side_changed.emit())
        self._work = QSplitter(Qt.Orientation.Horizontal)
        # With each text size the panel has a width of its own.
        size = theme.px(100)
        self._state_name = "panel" if size == 100 else f"panel-{size}"
        self._for_form = self._for_inspector = self._for_selection = self._for_chart = False
        #: Whether a chart showed an incident in the inspector, which stays open beside it.
        self._is_beside = False
        self._close = widgets.button(_("Close  Esc"), self.close_beside, kind="link")
        #: Whether the inspector was asked for where it takes turns with the views.
        self._peeks = False
        self._details = widgets.button(_("Details  Enter"), self.show_details, kind="link")
        self._to_list = widgets.button(_("Back to the list  Esc"), self.leave_details, kind="link")

    @property
    def view(self) -> int:
        """The number of the visible view."""
        return self._views.currentIndex()

    @property
    def side(self) -> QWidget | None:
        """The panel at the right."""
        return self._side.currentWidget()

    def add_side(self, panel: _Pane) -> _Pane:
        """Add a panel that can be shown at the right."""
        self._side.addWidget(panel)
        self._connect_tables(panel)
        return panel

    def put_view(self, number: int, view: _Pane) -> _Pane:
        """Put a view in its place on the rail, which was empty."""
        current = self.view
        self._views.insertWidget(number, view)
        if (place := self._views.widget(number + 1)) is not None:
            focus_chain.put_in_order(place, view)
            self._views.removeWidget(place)
            place.deleteLater()
        self._views.setCurrentIndex(current)
        self._connect_tables(view)
        return view

    def _connect_tables(self, pane: QWidget) -> None:
        """Say in the status line what is copied from the tables of a pane."""
        for table in pane.findChildren(Table):
            table.copied.connect(self.exporting.show_copied)

    def show_side(self, panel: QWidget) -> None:
        """Show this panel at the right, where a view has room for one."""
        self._side.setCurrentWidget(panel)

    def show_page(self, number: int) -> None:
        """Show a view by its number on the rail."""
        self._views.setCurrentIndex(number)
        self._rail.show_chosen(number)

    @property
    def is_narrow(self) -> bool:
        """Whether panel and views take turns, as in a narrow window."""
        return self.width() - self._rail.width() < theme.px(_PANEL) + theme.px(_VIEW)

    def show_details(self) -> None:
        """Show the inspector in place of the views, in a narrow window."""
        self._peeks = True
        self._share_room()

    def hide_details(self) -> None:
        """Show the views again, where they take turns with the inspector."""
        self._peeks = False
        self._share_room()

    def leave_details(self) -> None:
        """Back to the view, from where it takes turns with the inspector or is beside it."""
        self.hide_details()
        self.close_beside()

    def show_beside(self) -> None:
        """Show the inspector beside a chart, where no form is open."""
        self._is_beside = True
        self._share_room()

    def close_beside(self) -> None:
        """Close the inspector beside a chart."""
        if self._for_chart and self._is_beside:
            self._is_beside = False
            self._share_room()
            self.focus_view()

    def focus_view(self) -> None:
        """Give the focus to the visible view; what in it takes keys is not known here."""

    def make_room(
        self, for_form: bool, for_inspector: bool, for_selection: bool, for_chart: bool = False
    ) -> None:
        """Show or hide the panel, a form or the inspector, and what selects incidents.

        Charts take the height: they have days of their own, and the strip gives its room to them.
        """
        self._for_form, self._for_inspector = for_form, for_inspector
        self._for_selection, self._for_chart = for_selection, for_chart
        if for_form:
            self._peeks = False
        self._share_room()

    def _share_room(self) -> None:
        narrow, waits = self.is_narrow, self._for_inspector and not self._for_form
        beside = self._is_beside and self._for_chart and not self._for_form
        panel = self._for_form or beside or (self._for_inspector and (self._peeks or not narrow))
        over = not (narrow and panel)
        self._panel.setVisible(panel)
        self._over.setVisible(over)
        bar, strip, line_of_bar, line_of_strip = self._selecting
        for part in (bar, line_of_bar):
            part.setVisible(self._for_selection and over)
        has_strip = self._for_selection and over and self.height() >= theme.px(_LOW)
        has_strip = has_strip and not self._for_chart
        for part in (strip, line_of_strip):
            part.setVisible(has_strip)
        self._details.setVisible(narrow and waits)
        self._to_list.setVisible(narrow and waits)
        self._close.setVisible(beside)
        self.beside_changed.emit(beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def keep(self) -> None:
        """Save the view and the width of the panel for the next start."""
        window_state.save("view", self.view)
        window_state.save(self._state_name, self._work.saveState())

    def showEvent(self, event: QShowEvent) -> None:
        # Only now is the padding known that the style sheet adds to buttons.
        self._rail.fit()
        super().showEvent(event)

    def arrange(
        self,
        views: int,
        rail: ViewRail,
        bar: QWidget,
        strip: QWidget,
        above_panel: QWidget,
        banner: QWidget,
    ) -> None:
        """Put the panes in their places: the bar above the views, the strip below.

        So many `views` have a place, where `put_view` puts them.
        """
        self._rail = rail
        for _number in range(views):
            self._views.addWidget(QWidget())
        self._work.setHandleWidth(1)
        self._work.setChildrenCollapsible(False)
        lines = widgets.hairline(), widgets.hairline()
        self._selecting = (bar, strip, lines[1], lines[0])
        details = widgets.row(self._details, -1, margins=(16, 0, 16, 0))
        over = widgets.column(self._views, lines[0], strip, details)
        over.setStretch(0, 1)
        self._over = widgets.holding(over)
        above = widgets.row(*(above_panel, self._to_list, -1, self._close), margins=(20, 6, 12, 0))
        self._panel = widgets.holding(widgets.column(above, self._side), "side")
        for widget in (self._over, self._panel):
            self._work.addWidget(widget)
        self._work.setStretchFactor(0, 1)
        self._work.setSizes([10 * _PANEL, theme.px(_PANEL)])
        self._work.restoreState(window_state.saved_bytes(self._state_name))
        middle = widgets.column(bar, lines[1], self._work)
        middle.setStretch(middle.count() - 1, 1)
        below = widgets.row(rail, widgets.hairline(vertical=True), middle)
        below.setStretch(2, 1)
        layout = widgets.column(banner, below)
        layout.setStretch(1, 1)
        self.setLayout(layout)
