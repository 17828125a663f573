"""The content of the window for an open case: views, and the panel for inspecting and entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.incident import is_incident_code
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.banner import Banner
from kharkiv_tracker.gui.case_menus import menu_of_rows
from kharkiv_tracker.gui.case_navigation import CaseNavigation
from kharkiv_tracker.gui.case_panes import CHARTS, DOCUMENTS, INCIDENTS, MAP, STATEMENTS, VIEWS
from kharkiv_tracker.gui.charts.figure_pane import Drawing
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.entry import form_draft
from kharkiv_tracker.gui.files.file_export import FileExport
from kharkiv_tracker.gui.incidents.flag_list import FlagList
from kharkiv_tracker.gui.incidents.incidents_view import IncidentsView
from kharkiv_tracker.gui.incidents.selection_bar import SelectionBar
from kharkiv_tracker.gui.incidents.timeline_strip import TimelineStrip
from kharkiv_tracker.gui.inspector.panel import Inspector
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.gui.view_rail import ViewRail
from kharkiv_tracker.i18n import _

if TYPE_CHECKING:
    from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas

#: What has the focus in each view, by the name of the view.
_HANDS = (
    *("incidents.table", "charts.pane", "map.pane", "statements.table"),
    *("sources.keyboard_target", "history.table", "documents.keyboard_target"),
)
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
        super().__init__(session, gazetteer, drawing, ask_discard, exporting)
        self.banner = Banner()
        self.bar = SelectionBar(session, gazetteer, self)
        self.incidents = IncidentsView(session, gazetteer)
        self.inspector = Inspector(session, gazetteer, drawing, self)
        self._number_chosen = 1
        self.strip = TimelineStrip(session)
        self.waiting = FlagList(session, gazetteer)
        label = _("Back to entry  Ctrl+N")
        self._back = widgets.button(label, self.enter, kind="link")
        self._back.hide()
        self.side_changed.connect(self._show_back)
        rail = ViewRail(self, self.waiting)
        self.arrange(len(VIEWS), rail, self.bar, self.strip, self._back, self.banner)
        self.put_view(INCIDENTS, self.incidents)
        self.add_side(self.inspector)
        self.banner.show_notices(session.case)
        self.incidents.table.make_menu = partial(menu_of_rows, self, self.incidents)
        self.waiting.chosen.connect(partial(self.show_view, INCIDENTS))
        self.waiting.record_chosen.connect(self.open_statement)
        self.waiting.office_chosen.connect(self.open_office)
        self.waiting.document_chosen.connect(self.open_document)
        self.waiting.duplicates_chosen.connect(lambda: self.dialogs.show_duplicates())
        session.pointed.connect(self.incidents.show_incident)
        session.pointed.connect(lambda _code: self.show_beside())
        session.opened.connect(self._open_from_chart)
        self.incidents.chosen.connect(self.inspector.show_incident)
        self.incidents.table.activated.connect(lambda _index: self.look_closer())
        self.inspector.left.connect(self.leave_details)
        self.incidents.number_chosen.connect(self._show_number)
        self.inspector.show_incident(self.incidents.current)

    @property
    def host(self) -> CaseHost:
        return self

    @property
    def is_entering(self) -> bool:
        return self.is_at_side("entry")

    @property
    def is_editing(self) -> bool:
        return self.is_at_side("editing")

    def is_at_side(self, name: str) -> bool:
        """Whether the panel of this name is at the right."""
        return self.is_built(name) and self.side is getattr(self, name)

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
        """Show a view by its number on the rail; it is built the first time."""
        getattr(self, VIEWS[number])
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
        (self.several if self.is_at_side("several") else self.inspector).focus_first()

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
        from kharkiv_tracker.gui.entry import discarded_dialog

        discarded_dialog.ask(self, self)

    def enter_joint(self, document: str = "") -> None:
        """Enter a joint report on the selected incidents, and show it beside their sum."""
        from kharkiv_tracker.gui.dialogs.joint_dialog import ask_joint

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
        if chosen > 1 or self.is_built("several"):
            self.several.show_number(chosen)
        if self._is_inspecting:
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
        has_input = self.is_built("entry") and not self.entry.is_blank
        self._back.setVisible(self._is_inspecting and has_input)

    @property
    def _is_inspecting(self) -> bool:
        """Whether no form is at the right."""
        return self.side is self.inspector or self.is_at_side("several")

    def _make_room(self) -> None:
        """Show the inspector only in the view of incidents, and a form in any view."""
        is_form = self.is_entering or self.is_editing
        is_chart = self.view in (CHARTS, MAP)
        self.make_room(is_form, self.view == INCIDENTS, self.view in _SELECTED, is_chart)

    def _hand(self, number: int) -> QWidget:
        """The widget of a view that gets the focus."""
        widget: QWidget = attrgetter(_HANDS[number])(self)
        return widget

    def may_close(self) -> bool:
        has_waiting = self.is_built("sources") and self.sources.panel.waiting
        if has_waiting and not self._ask_discard():
            return False
        forms = [getattr(self, name) for name in ("entry", "editing") if self.is_built(name)]
        return all(form.may_close() for form in forms)

    @property
    def holds_more(self) -> bool:
        """Whether something is typed that is kept in no draft."""
        return self.is_built("sources") and bool(self.sources.panel.waiting)

    def may_keep(self) -> bool:
        """Whether what is in forms could be saved as drafts."""
        with suppress(TrackerError):
            self.keep_drafts()
            return True
        return False

    def keep_drafts(self) -> frozenset[str]:
        """Save all that is in forms; the keys of the drafts. Raises TrackerError."""
        keys = self.entry.drafts.keep() if self.is_built("entry") else frozenset()
        return keys | ({self.editing.keep()} - {""} if self.is_built("editing") else set())

    def resume_drafts(self, keys: frozenset[str]) -> None:
        """Continue with these drafts where they were typed."""
        forms = set(map(form_draft.form_of, keys))
        if forms - form_draft.ELSEWHERE:
            self.entry.drafts.resume(keys)
        if form_draft.CORRECTION in forms:
            self.editing.resume(keys)

    def offer_drafts(self, ask: Callable[[str, str], str]) -> None:
        """Offer to restore the unsaved drafts of this case."""
        drafts = {draft.form for draft in form_draft.load_all(self.session.case)}
        if form_draft.PASTE in drafts:
            from kharkiv_tracker.gui.paste import paste_report

            if draft := paste_report.offered(self.session.case, ask):
                self.dialogs.resume_paste(draft)
                return
        if drafts - form_draft.ELSEWHERE and self.entry.offer_drafts(ask):
            self.enter()
        elif form_draft.CORRECTION in drafts and self.editing.offer_draft(ask):
            self.go_on_editing()

    def take_over(self, previous: CaseView) -> None:
        """Take over the unsaved input of another view that is being closed."""
        if previous.is_built("entry"):
            self.entry.take_over(previous.entry)
        if previous.is_built("sources"):
            self.sources.take_over(previous.sources)
        if previous.is_built("editing") and previous.editing.code:
            self.editing.take_over(previous.editing)
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
