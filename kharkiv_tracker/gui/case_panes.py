"""The panes of an open case that are built when they are first asked for, and their modules."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.case_layout import CaseLayout
from kharkiv_tracker.gui.charts.figure_pane import Drawing
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.files.file_export import FileExport
from kharkiv_tracker.gui.incidents.incidents_view import IncidentsView
from kharkiv_tracker.gui.preparation import Preparation
from kharkiv_tracker.gui.session import Session

if TYPE_CHECKING:
    from kharkiv_tracker.gui.case_dialogs import CaseDialogs
    from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas
    from kharkiv_tracker.gui.charts.charts_view import ChartsView
    from kharkiv_tracker.gui.charts.map_view import MapView
    from kharkiv_tracker.gui.commands.record_edits import RecordEdits
    from kharkiv_tracker.gui.correction.panel import EditPanel
    from kharkiv_tracker.gui.documents.documents_view import DocumentsView
    from kharkiv_tracker.gui.entry.panel import EntryPanel
    from kharkiv_tracker.gui.history.history_view import HistoryView
    from kharkiv_tracker.gui.many.many_panel import ManyPanel
    from kharkiv_tracker.gui.sources.sources_view import SourcesView
    from kharkiv_tracker.gui.statements.statements_view import StatementsView

#: The views by their names, in the order of the rail.
VIEWS = ("incidents", "charts", "map", "statements", "sources", "history", "documents")
INCIDENTS, CHARTS, MAP, STATEMENTS, SOURCES, HISTORY, DOCUMENTS = range(7)


class CasePanes(CaseLayout):
    """Builds each pane once; its heir says what they do to each other."""

    incidents: IncidentsView

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
        self._gazetteer, self._drawing, self._ask_discard = gazetteer, drawing, ask_discard
        self._entry: EntryPanel

    def is_built(self, name: str) -> bool:
        """Whether the pane of this name is built: one that is not holds nothing typed."""
        return name in vars(self)

    @cached_property
    def edits(self) -> RecordEdits:
        from kharkiv_tracker.gui.commands.record_edits import RecordEdits

        return RecordEdits(self.session, self._gazetteer, self)

    @cached_property
    def dialogs(self) -> CaseDialogs:
        from kharkiv_tracker.gui.case_dialogs import CaseDialogs

        return CaseDialogs(
            self, self.incidents, self.session, self._gazetteer, self.edits, self.peek_at
        )

    @cached_property
    def charts(self) -> ChartsView:
        from kharkiv_tracker.gui.charts.charts_view import ChartsView

        view = ChartsView(self.session, self._gazetteer, self._drawing, self.host)
        self._connect_chart(view.pane)
        return self.put_view(CHARTS, view)

    @cached_property
    def map(self) -> MapView:
        from kharkiv_tracker.gui.charts.map_view import MapView

        view = MapView(self.session, self._gazetteer, self._drawing, self.host)
        self._connect_chart(view.pane)
        return self.put_view(MAP, view)

    @cached_property
    def statements(self) -> StatementsView:
        from kharkiv_tracker.gui.statements.statements_view import StatementsView

        return self.put_view(STATEMENTS, StatementsView(self.session, self._gazetteer, self.host))

    @cached_property
    def sources(self) -> SourcesView:
        from kharkiv_tracker.gui.sources.sources_view import SourcesView

        view = SourcesView(self.session, self.host)
        view.speaker_chosen.connect(self.open_text)
        return self.put_view(SOURCES, view)

    @cached_property
    def history(self) -> HistoryView:
        from kharkiv_tracker.gui.history.history_view import HistoryView

        view = HistoryView(self.session, self._gazetteer, self.edits)
        self.incidents.chosen.connect(view.offer_incident)
        view.offer_incident(self.incidents.current)
        return self.put_view(HISTORY, view)

    @cached_property
    def documents(self) -> DocumentsView:
        from kharkiv_tracker.gui.documents.documents_view import DocumentsView

        view = DocumentsView(self.host, self._gazetteer)
        table = view.table
        table.selectionModel().selectionChanged.connect(
            lambda _on, _off: self._note_number(table.number_chosen)
        )
        return self.put_view(DOCUMENTS, view)

    def prepare(self) -> None:
        """Build what is asked for next, while the window is idle."""
        if not self.session.case.read_only:
            self._preparation.start()

    @cached_property
    def entry(self) -> EntryPanel:
        """The panel for entering records."""
        self._preparation.finish()
        return self._entry

    @cached_property
    def _preparation(self) -> Preparation:
        return Preparation(self._build_entry, self)

    def _build_entry(self) -> Iterator[None]:
        from kharkiv_tracker.gui.entry.forms import ReportForm, StatementForm
        from kharkiv_tracker.gui.entry.panel import EntryPanel
        from kharkiv_tracker.gui.entry.reader import Reader

        reader = Reader(self._gazetteer)
        report = ReportForm(reader)
        yield
        statement = StatementForm(reader)
        yield
        forms = report, statement
        panel = EntryPanel(self.session, self._gazetteer, self._ask_discard, forms)
        yield
        yield from panel.join(self.add_side)
        panel.open_requested.connect(self.peek_at)
        panel.joint_requested.connect(self.enter_joint)
        panel.closed.connect(self._inspect)
        panel.saved.connect(self._point_at)
        self._entry = panel
        yield
        panel.completion.complete(panel.form)

    @cached_property
    def editing(self) -> EditPanel:
        """The panel for correcting saved records."""
        from kharkiv_tracker.gui.correction.panel import EditPanel

        panel = EditPanel(self.session, self._gazetteer, self._ask_discard)
        panel.closed.connect(self._inspect)
        panel.saved.connect(self._point_at)
        return self.add_side(panel)

    @cached_property
    def several(self) -> ManyPanel:
        """The panel for what is done to all chosen incidents."""
        from kharkiv_tracker.gui.many.many_panel import ManyPanel

        panel = ManyPanel(self.host)
        widgets.shortcut(panel, "Escape", self.leave_details)
        return self.add_side(panel)

    def _connect_chart(self, pane: ChartCanvas) -> None:
        from kharkiv_tracker.gui.charts.chart_menu import ChartMenu

        ChartMenu(pane, self.host)
        pane.dismissed.connect(self.close_beside)
        self.beside_changed.connect(pane.accompany)

    @property
    @abstractmethod
    def host(self) -> CaseHost:
        """What runs the commands of the panes."""

    @abstractmethod
    def open_text(self, text: str) -> None:
        """Select the incidents that contain a text."""

    @abstractmethod
    def peek_at(self, code: str) -> None:
        """Show an incident while a report is being typed."""

    @abstractmethod
    def enter_joint(self, document: str = "") -> None:
        """Enter a joint report."""

    @abstractmethod
    def _inspect(self) -> None:
        """A form was closed."""

    @abstractmethod
    def _point_at(self, code: str) -> None:
        """A form saved this record."""

    @abstractmethod
    def _note_number(self, chosen: int) -> None:
        """So many records of the view are chosen."""
