"""The content of the window for an open case: views, and the panel for inspecting and entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.incident import is_incident_code
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.banner import Banner
from kharkiv_tracker.gui.case_dialogs import CaseDialogs
from kharkiv_tracker.gui.case_menus import connect_menus
from kharkiv_tracker.gui.case_navigation import (
    CHARTS,
    DOCUMENTS,
    INCIDENTS,
    MAP,
    STATEMENTS,
    CaseNavigation,
)
from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas
from kharkiv_tracker.gui.charts.charts_view import ChartsView
from kharkiv_tracker.gui.charts.figure_pane import Drawing
from kharkiv_tracker.gui.charts.map_view import MapView
from kharkiv_tracker.gui.commands.record_edits import RecordEdits
from kharkiv_tracker.gui.correction.panel import EditPanel
from kharkiv_tracker.gui.dialogs.joint_dialog import ask_joint
from kharkiv_tracker.gui.documents.documents_view import DocumentsView
from kharkiv_tracker.gui.entry import discarded_dialog, form_draft
from kharkiv_tracker.gui.entry.panel import EntryPanel
from kharkiv_tracker.gui.files.file_export import FileExport
from kharkiv_tracker.gui.history.history_view import HistoryView
from kharkiv_tracker.gui.incidents.flag_list import FlagList
from kharkiv_tracker.gui.incidents.incidents_view import IncidentsView
from kharkiv_tracker.gui.incidents.selection_bar import SelectionBar
from kharkiv_tracker.gui.incidents.timeline_strip import TimelineStrip
from kharkiv_tracker.gui.inspector.panel import Inspector
from kharkiv_tracker.gui.many.many_panel import ManyPanel
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.sources.sources_view import SourcesView
from kharkiv_tracker.gui.statements.statements_view import StatementsView
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.gui.view_rail import ViewRail
from kharkiv_tracker.i18n import _

#: The views that show what is selected; sources, changes and documents have no day and district.
_SELECTED = (INCIDENTS, CHARTS, MAP, STATEMENTS)


class CaseView(CaseNavigation):
    """Connects the panes; they know the session but not each other."""

    #: Commands may be possible for other records than before.
    commands_changed = Signal()

    def __init__(
        self,
        session: Session,
        gazetteer: Gazetteer,
        drawing: Drawing,
        ask_discard: Callable[[], bool],
        exporting: FileExport,
    ) -> None:
        super().__init__()
        self.session, self.exporting = session, exporting
        self.banner = Banner()
        self.edits = RecordEdits(session, gazetteer, self)
        self.bar = SelectionBar(session, gazetteer, self)
        self.incidents = IncidentsView(session, gazetteer)
        self.charts = ChartsView(session, gazetteer, drawing, self)
        self.map = MapView(session, gazetteer, drawing, self)
        self.statements = StatementsView(session, gazetteer, self)
        self.inspector = Inspector(session, gazetteer, drawing, self)
        self.entry = EntryPanel(session, gazetteer, ask_discard)
        self._gazetteer, self._ask_discard = gazetteer, ask_discard
        self._editing: EditPanel | None = None
        self._number_chosen = 1
        self.sources = SourcesView(session, self)
        self.history = HistoryView(session, gazetteer, self.edits)
        self.documents = DocumentsView(self, gazetteer)
        self.dialogs = CaseDialogs(
            self, self.incidents, session, gazetteer, self.edits, self.peek_at
        )
        self.strip = TimelineStrip(session)
        self.waiting = FlagList(session, gazetteer)
        self.several = ManyPanel(self)
        for panel in (self.inspector, self.entry, self.several):
            self.add_side(panel)
        label = _("Back to entry  Ctrl+N")
        self._back = widgets.button(label, self.enter, kind="link")
        self._back.hide()
        self.side_changed.connect(self._show_back)
        views = (
            self.incidents,
            self.charts,
            self.map,
            self.statements,
            self.sources,
            self.history,
            self.documents,
        )
        rail = ViewRail(self, self.waiting)
        self.arrange(views, rail, self.bar, self.strip, self._back, self.banner)
        for table in self.findChildren(Table):
            table.copied.connect(exporting.show_copied)
        self.banner.show_notices(session.case)
        connect_menus(self, self.incidents, (self.charts.pane, self.map.pane))
        self.sources.speaker_chosen.connect(self.open_text)
        self.waiting.chosen.connect(partial(self.show_view, INCIDENTS))
        self.waiting.record_chosen.connect(self.open_statement)
        self.waiting.office_chosen.connect(self.open_office)
        self.waiting.document_chosen.connect(self.open_document)
        self.waiting.duplicates_chosen.connect(self.dialogs.show_duplicates)
        session.pointed.connect(self.incidents.show_incident)
        session.pointed.connect(lambda _code: self.show_beside())
        for pane in (self.charts.pane, self.map.pane):
            pane.dismissed.connect(self.close_beside)
            self.beside_changed.connect(pane.accompany)
        session.opened.connect(self._open_from_chart)
        self.incidents.chosen.connect(self.inspector.show_incident)
        self.incidents.table.activated.connect(lambda _index: self.look_closer())
        self.inspector.left.connect(self.leave_details)
        widgets.shortcut(self.several, "Escape", self.leave_details)
        self.incidents.number_chosen.connect(self._show_number)
        documents = self.documents.table
        documents.selectionModel().selectionChanged.connect(
            lambda _on, _off: self._note_number(documents.number_chosen)
        )
        self.incidents.chosen.connect(self.history.offer_incident)
        self.history.offer_incident(self.incidents.current)
        self.inspector.show_incident(self.incidents.current)
        self.entry.closed.connect(self._inspect)
        self.entry.saved.connect(self._point_at)
        self.entry.open_requested.connect(self.peek_at)
        self.entry.joint_requested.connect(self.enter_joint)

    @property
    def is_entering(self) -> bool:
        return self.side is self.entry

    @property
    def is_editing(self) -> bool:
        return self.side is self._editing

    @property
    def editing(self) -> EditPanel:
        """The panel for correcting saved records, created when first needed."""
        if self._editing is None:
            self._editing = EditPanel(self.session, self._gazetteer, self._ask_discard)
            self.add_side(self._editing)
            self._editing.closed.connect(self._inspect)
            self._editing.saved.connect(self._point_at)
        return self._editing

    @property
    def chart_pane(self) -> ChartCanvas:
        """The visible chart: the map in the map view, else the chart of the Charts view."""
        return self.map.pane if self.view == MAP else self.charts.pane

    @property
    def chart_kind(self) -> str:
        return "map" if self.view == MAP else self.session.chart

    @property
    def table(self) -> Table | None:
        """The table of the visible view, if it has one."""
        widget = self._hand(self.view)
        return widget if isinstance(widget, Table) else None

    def show_view(self, number: int) -> None:
        """Show a view by its number on the rail."""
        self.show_page(number)
        self._make_room()
        self.commands_changed.emit()
        if not (self.is_entering or self.is_editing):
            self._hand(number).setFocus()

    def open_incident(self, code: str) -> None:
        """Show an incident in the table; the selection is cleared if it hides the incident."""
        self.show_view(INCIDENTS)
        if not self.incidents.show_incident(code):
            self.session.select_everything()
            self.incidents.show_incident(code)

    def _open_from_chart(self, code: str) -> None:
        if code:
            self.open_incident(code)
        else:
            self.show_view(INCIDENTS)

    def peek_at(self, code: str) -> None:
        """Show an incident while a report is being typed; the draft is unchanged."""
        self.show_side(self.inspector)
        self.open_incident(code)
        self.show_details()

    def choose(self, number: int) -> None:
        """Choose another grade (0) or review state (1) of the incident at the cursor."""
        self.show_view(INCIDENTS)
        self.show_details()
        self.inspector.choose(number)

    def look_closer(self) -> None:
        """Move the focus to the inspector; in a narrow window it takes the place of the table."""
        self.show_details()
        (self.several if self.side is self.several else self.inspector).focus_first()

    def leave_details(self) -> None:
        """Back to the table or the chart, with the keyboard."""
        super().leave_details()
        self.focus_view()

    def focus_view(self) -> None:
        self._hand(self.view).setFocus()

    def search(self) -> None:
        """Move the cursor to the search text of the selection, or of the list of documents."""
        if self.view == DOCUMENTS:
            self.documents.filter.setFocus()
            return
        if self.view not in _SELECTED:
            self.show_view(INCIDENTS)
        self.bar.text.setFocus()

    def enter(self) -> None:
        """Open the entry panel with the cursor in its first field."""
        if self._show_entry():
            self.entry.begin()

    def enter_another(self) -> None:
        """Enter the next record of the document at hand: in the form, of the current record."""
        if self.is_entering:
            self.entry.sequence.go_on()
        else:
            self.enter_from(self.statements.code if self.view == STATEMENTS else self.in_hand())

    def enter_from(self, code: str) -> None:
        """Begin an entry from the document of this record, or from the document of this code."""
        if self._show_entry():
            self.entry.begin()
            self.entry.sequence.begin_from(code)

    def show_discarded(self) -> None:
        """List discarded entries, to have one back."""
        discarded_dialog.ask(self, self)

    def enter_joint(self, document: str = "") -> None:
        """Enter a joint report on the selected incidents, and show it beside their sum."""
        if not self.session.case.read_only:
            chosen = self.incidents.chosen_codes()
            if code := ask_joint(self, self.session, self._gazetteer, chosen, document):
                self.open_statement(code)

    def add_update(self, code: str) -> None:
        """Open the entry panel for another report of this incident."""
        if self._show_entry():
            self.entry.add_to(code)

    def _show_entry(self) -> bool:
        """Show the entry panel; False in a case file that is read-only."""
        if self.session.case.read_only:
            return False
        self.show_side(self.entry)
        self._make_room()
        return True

    @property
    def at_cursor(self) -> str:
        """The code of the incident that the inspector shows, "" without one."""
        return self.inspector.code

    def in_hand(self) -> str:
        """The code of the record for commands: in the form, the focused report, at the cursor."""
        if self.is_editing:
            return self.editing.code
        if self.view == STATEMENTS and self.statements.table.hasFocus():
            return ""
        if self.view == DOCUMENTS:
            return self.documents.code
        return self.inspector.report_in_hand() or self.incidents.current

    def chosen_codes(self) -> Sequence[str]:
        """The codes of the chosen incidents or documents where they are several; else none."""
        if self.is_editing or self.view not in (INCIDENTS, DOCUMENTS):
            return ()
        is_incidents = self.view == INCIDENTS
        table = (self.incidents if is_incidents else self.documents).table
        if table.number_chosen < 2:
            return ()
        return self.incidents.chosen_codes() if is_incidents else self.documents.chosen_codes

    def edit(self, code: str) -> None:
        """Open a saved record for correction."""
        if not self.session.case.read_only and self.editing.open_record(code):
            self.go_on_editing()

    def go_on_editing(self) -> None:
        """Show the record that is being corrected."""
        self.show_side(self.editing)
        self._make_room()
        self.editing.begin()

    def keep(self) -> None:
        super().keep()
        self.incidents.keep()

    def _show_number(self, chosen: int) -> None:
        """Beside several incidents, show what can be done to all of them."""
        self.several.show_number(chosen)
        if self.side in (self.inspector, self.several):
            self._inspect_chosen()
        self._note_number(chosen)

    def _note_number(self, chosen: int) -> None:
        # Commands are for one, for two or for many; the cursor moves often.
        if self._number_chosen != (number := min(chosen, 3)):
            self._number_chosen = number
            self.commands_changed.emit()

    def _inspect_chosen(self) -> None:
        """Show the inspector, or what it has for several."""
        several = self.incidents.table.number_chosen > 1
        self.show_side(self.several if several else self.inspector)

    def _show_back(self) -> None:
        """Show the link back to an unsaved report."""
        here = self.side in (self.inspector, self.several)
        self._back.setVisible(here and not self.entry.is_blank)

    def _make_room(self) -> None:
        """Show the inspector only in the view of incidents, and a form in any view."""
        is_form = self.is_entering or self.is_editing
        is_chart = self.view in (CHARTS, MAP)
        self.make_room(is_form, self.view == INCIDENTS, self.view in _SELECTED, is_chart)

    def _hand(self, number: int) -> QWidget:
        """The widget of a view that gets the focus."""
        targets = (self.incidents.table, self.charts.pane, self.map.pane, self.statements.table)
        lists = (self.sources.keyboard_target, self.history.table, self.documents.keyboard_target)
        return (*targets, *lists)[number]

    def may_close(self) -> bool:
        if self.sources.panel.waiting and not self._ask_discard():
            return False
        return self.entry.may_close() and (self._editing is None or self._editing.may_close())

    def offer_drafts(self, ask: Callable[[str, str], str]) -> None:
        """Offer to restore the unsaved drafts of this case."""
        if self.entry.offer_drafts(ask):
            self.enter()
        elif form_draft.are_kept(
            self.session.case, form_draft.CORRECTION
        ) and self.editing.offer_draft(ask):
            self.go_on_editing()

    def take_over(self, previous: CaseView) -> None:
        """Take over the unsaved input of another view that is being closed."""
        self.entry.take_over(previous.entry)
        self.sources.take_over(previous.sources)
        if previous._editing is not None and previous._editing.code:
            self.editing.take_over(previous._editing)
        self.show_view(previous.view)
        if previous.is_entering:
            self.enter()
        elif previous.is_editing and self.editing.code:
            self.go_on_editing()

    def _inspect(self) -> None:
        self._inspect_chosen()
        self.show_view(self.view)

    def _point_at(self, code: str) -> None:
        if is_incident_code(code):
            self.incidents.show_incident(code.partition("/")[0])
