"""The sources of reports and official totals, and the speakers they quote."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QStackedWidget, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.button_menu import button_menu
from kharkiv_tracker.gui.commands.controls import button
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.commands.office_verbs import JOIN_SOURCE, OfficeVerb
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.list_and_panel import ListAndPanel
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.sources.office_edits import OfficeEdits
from kharkiv_tracker.gui.sources.office_list import Offices
from kharkiv_tracker.gui.sources.source_panel import SourcePanel, language
from kharkiv_tracker.gui.table.column_picker import ColumnPicker
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext, pgettext
from kharkiv_tracker.store import source_usage
from kharkiv_tracker.store.source_usage import ListedSource

_PANEL, _PANEL_LEAST = 330, 300


class SourcesView(QWidget):
    """All sources of the case, the most used first; loaded when visible."""

    #: The name of a speaker whose reports to show.
    speaker_chosen = Signal(str)

    def __init__(self, session: Session, host: CaseHost) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._sources: tuple[ListedSource, ...] = ()
        self._stale = True
        self.panel = SourcePanel(session)
        self.offices = Offices(session, host)
        self.model = TableModel(_columns(self.panel), self._rows, self)
        self.table = Table(self.model, _("Sources"), several=True)
        ColumnPicker(self.table, self.model, "sources")
        self._number = widgets.text("", points=theme.TITLE, bold=True)
        self._about = widgets.Elided("", "quiet")
        self._none = widgets.wrapped(
            _("No sources yet. A source is added with the first report that names it."),
            "quiet",
        )
        self._lists = QStackedWidget()
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.activated.connect(lambda _index: self._enter())
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._allow())
        self.table.make_menu = self.menu
        self.panel.typed.connect(self._mark)
        self.panel.saved.connect(lambda _uid: self.table.setFocus())
        self.offices.speaker_chosen.connect(self.speaker_chosen)
        session.changed.connect(self.refresh)

    @property
    def keyboard_target(self) -> QWidget:
        """The table that takes the focus."""
        return self.offices.table if self._lists.currentIndex() else self.table

    def refresh(self, changes: Changes) -> None:
        """Ask anew once it is seen; a moved selection changes no source."""
        if changes:
            self._stale = True
            if self.isVisible():
                self._reload()

    def show_source(self, source: Source) -> None:
        """Select a source by its name in any spelling."""
        self.show_list(0)
        self._reload()
        for number, row in enumerate(self._sources):
            if (fold(row.source.name), row.source.kind) == (fold(source.name), source.kind):
                self._point_at(number)
                return

    def show_list(self, number: int) -> None:
        """Show the sources (0), or the offices and their people (1)."""
        self._lists.setCurrentIndex(number)
        self._tabs.button(number).setChecked(True)
        if number and self.offices.stale:
            self.offices.refresh()
        self._show_number()
        self.keyboard_target.setFocus()

    def show_office(self, name: str) -> None:
        """Select an office by one of its names."""
        self.show_list(1)
        self.offices.refresh()
        self.offices.point_at(name)

    def change_office(self, verb: OfficeVerb) -> None:
        """Do what a command says to the current office or source, in the list of its kind."""
        number = 0 if verb is OfficeVerb.JOIN_SOURCE else 1
        if self._lists.currentIndex() != number:
            self.show_list(number)
        if number:
            self.offices.change(verb)
        elif self._sources and self.table.number_chosen < 2:
            current = self.model.row(self.table.currentIndex().row())
            others = tuple(row for row in self._sources if row.uid != current.uid)
            OfficeEdits(self._host, self).join_source(current, others)

    def menu(self) -> QMenu:
        """What can be done to the current source; it is deleted when it closes."""
        may_edit = self.table.number_chosen == 1 and self.panel.name.isEnabled()
        edit = [(_("Edit"), self._enter)] if may_edit else []
        menu = button_menu(self, [self.join], edit)
        self.table.add_copy(menu)
        return menu

    def take_over(self, previous: SourcesView) -> None:
        """Continue with the text typed in a view that is replaced."""
        self.panel.take_over(previous.panel)
        self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        current = self.model.row(self.table.currentIndex().row()) if self._sources else None
        self._sources = source_usage.listed(self._session.case)
        n = len(self._sources)
        self.model.show_ids(range(n))
        self.offices.stale = True
        if self._lists.currentIndex():
            self.offices.refresh()
        self._show_number()
        self._listed.setVisible(n > 0)
        self._none.setVisible(n == 0)
        uids = [row.uid for row in self._sources]
        if n:
            uid = current.uid if current else ""
            self._point_at(uids.index(uid) if uid in uids else 0)
        else:
            self.panel.show_source(None)

    def _show_number(self) -> None:
        if self._lists.currentIndex():
            self._number.setText(self.offices.number_text)
            self._about.setText(
                _("An office counts as one speaker, however many people or outlets repeat it.")
            )
            return
        n = len(self._sources)
        self._number.setText(ngettext("{n} source", "{n} sources", n).format(n=labels.number(n)))
        self._about.setText(
            _(
                "Where reports and official totals were published. The person or office they "
                "quote is the speaker."
            )
        )

    def _point_at(self, number: int) -> None:
        self.table.selectRow(number)
        self.table.scrollTo(self.model.index(number, 0))
        self.panel.show_source(self._sources[number])

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.panel.show_source(self.model.row(current.row()))

    def _enter(self) -> None:
        """Go to the fields of the source."""
        self._parts.show_panel()
        self.panel.name.setFocus()

    def _allow(self) -> None:
        is_one = self.table.number_chosen == 1
        self.join.setEnabled(is_one and not self._session.case.read_only)

    def _mark(self) -> None:
        self.table.viewport().update()

    def _rows(self, ids: list[int]) -> list[ListedSource]:
        return [self._sources[number] for number in ids]

    def _build(self) -> None:
        self._tabs = QButtonGroup(self)
        tabs = []
        for number, name in enumerate((_("Sources"), _("Offices and their people"))):
            tab = widgets.button(name, partial(self.show_list, number), kind="kind")
            tab.setCheckable(True)
            self._tabs.addButton(tab, number)
            tabs.append(tab)
        tabs[0].setChecked(True)
        head = FlowRow(self._number, self._about, *tabs, filler=self._about, margins=(8, 0, 10, 0))
        self.join = button(JOIN_SOURCE, self._host)
        self.join.setEnabled(not self._session.case.read_only)
        row = FlowRow(self.join, margins=(8, 8, 8, 8))
        table = widgets.column(self.table, row)
        table.setStretch(0, 1)
        self._listed = widgets.holding(table)
        self._parts = ListAndPanel(self._listed, self.panel, _PANEL, _PANEL_LEAST, self.table)
        sources = widgets.column(self._parts, widgets.filling(self._none))
        sources.setStretch(0, 1)
        self._lists.addWidget(widgets.holding(sources))
        self._lists.addWidget(self.offices)
        layout = widgets.column(head, 8, self._lists, margins=(10, 14, 0, 0))
        layout.setStretch(2, 1)
        self.setLayout(layout)


def _columns(panel: SourcePanel) -> tuple[Column[ListedSource], ...]:
    def name(row: ListedSource) -> str:
        text = row.source.name or pgettext("source", "unnamed")
        return _("{name} (not saved)").format(name=text) if row.uid in panel.waiting else text

    def kind(row: ListedSource) -> str:
        return labels.word(row.source.kind) if row.source.kind else "?"

    def reliability(row: ListedSource) -> str:
        return row.source.reliability.value if row.source.reliability else labels.NOTHING

    def confidential(row: ListedSource) -> str:
        return "" if row.source.may_be_named else _("yes")

    return (
        Column(
            _("Name"),
            name,
            width=150,
            stretches=True,
            quiet=lambda row: not row.source.name,
            key="name",
        ),
        Column(
            _("Kind"),
            kind,
            width=90,
            max_width=180,
            quiet=lambda row: row.source.kind is None,
            gives_way=3,
            key="kind",
        ),
        Column(
            _("Reliability"),
            reliability,
            width=60,
            quiet=lambda row: row.source.reliability is None,
            gives_way=5,
            key="reliability",
        ),
        Column(
            _("Rank"),
            lambda row: str(row.source.rank or labels.NOTHING),
            right=True,
            width=50,
            quiet=lambda row: row.source.rank is None,
            gives_way=4,
            key="rank",
        ),
        Column(
            _("Language"),
            lambda row: language(row.source.language),
            width=60,
            gives_way=1,
            key="language",
        ),
        Column(_("Confidential"), confidential, width=60, gives_way=2, key="confidential"),
        _count_column(_("Reports"), "reports", lambda row: row.reports),
        _count_column(_("Totals"), "totals", lambda row: row.statements),
    )


def _count_column(title: str, key: str, of: Callable[[ListedSource], int]) -> Column[ListedSource]:
    return Column(
        title,
        lambda row: labels.number(of(row)),
        right=True,
        width=60,
        quiet=lambda row: of(row) == 0,
        key=key,
    )
