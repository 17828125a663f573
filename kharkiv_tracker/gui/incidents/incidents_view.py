"""The incidents of the selection as a table, with their sum above it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import city, labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import AFFECTED, BESIDE, COUNTED, MISSING, STRESS
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.case_reader import Topic
from kharkiv_tracker.gui.incidents.detail_columns import detail_columns
from kharkiv_tracker.gui.incidents.last_row import LastRow
from kharkiv_tracker.gui.incidents.sums_head import SumsHead
from kharkiv_tracker.gui.incidents.table_query import TableIds, TableQuery
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.column_picker import ColumnPicker
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import approval_text, people_text
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import incidents, selected_incidents
from kharkiv_tracker.store.incidents import IncidentRow

#: Lower than this the table has more need of the room than the sums above it.
_LOW = 300
_GONE = IncidentRow(
    0, "", EventTime(), "", "", (), None, ReviewState.DRAFT, dict.fromkeys(COUNTED, Figure()), 0
)


class IncidentsView(QWidget):
    """`chosen` emits the code of the current incident, "" without one.

    A large case is read in the background: the rows before stay until the new are there.
    """

    chosen = Signal(str)
    #: Of so many rows that are chosen, whenever they are others.
    number_chosen = Signal(int)

    def __init__(self, session: Session, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._current, self._current_id = "", 0
        #: Incidents that stay in the table though they are withdrawn.
        self._in_sight: frozenset[int] = frozenset()
        #: What the table shows, what is being read for it, and the row to point at then.
        self._query: TableQuery | None = None
        self._pending: TableQuery | None = None
        self._wanted_id = 0
        # The newest first.
        dimmed = [_dimmed(column) for column in columns(gazetteer)]
        self.model = TableModel(dimmed, self._rows, self, ("when", True))
        self.table = Table(self.model, _("Incidents"), several=True)
        self.columns = ColumnPicker(self.table, self.model, "incidents")
        self._fetched = self.table.visible
        self.head = SumsHead(session, self.columns.button)
        self._none = widgets.wrapped("", "quiet")
        self._none.setContentsMargins(8, 0, 8, 8)
        parts = (self.head, 8, self._none, self.table)
        self.setLayout(widgets.column(*parts, margins=(10, 14, 10, 8)))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._choose_rows())
        self.table.columns_changed.connect(self._fetch_columns)
        # The first rows are there when the window is.
        query = self._asked()
        self._show(query, query.read(session.case, gazetteer), is_edit=False)
        self._last_row = LastRow(session.case)
        self._point_at(self._last_row.saved())
        self.model.sort_requested.connect(lambda *_by: self._read())
        session.changed.connect(self.refresh)

    @property
    def current(self) -> str:
        return self._current

    def refresh(self, changes: Changes) -> None:
        """Reload the selected incidents and their sum.

        What an edit withdrew stays in sight, dimmed, until the selection is another.
        """
        in_sight = {self._current_id, *self.table.chosen_ids()} - {0} if changes else ()
        self._in_sight = frozenset(in_sight)
        if changes:
            self._follow(changes)
        else:
            self._read()

    def _asked(self) -> TableQuery:
        """What the session asks the table to show."""
        session = self._session
        return TableQuery(
            session.selection,
            *self.model.sorted_by,
            has_withdrawn=session.has_withdrawn,
            in_sight=self._in_sight,
            flag=session.flag_filter,
            subset=session.subset.ids if session.subset else None,
        )

    def _read(self, is_edit: bool = False) -> None:
        """Read all that the table shows; after an edit without a reset, if possible."""
        query = self._pending = self._asked()
        self._session.reader.read(
            Topic.ROWS,
            lambda case: query.read(case, self._gazetteer),
            lambda ids: self._show(query, ids, is_edit),
        )
        if self._pending is not None:
            self.head.wait()

    def _follow(self, changes: Changes) -> None:
        """Show what an edit changed: only its rows, unless others can have moved."""
        case, query, before = self._session.case, self._asked(), self._query
        ids_of = selected_incidents.ids_of(case, changes.incidents)
        # What an undo took away was in the table, and is found where it was seen.
        seen = {row.code: row.id for row in self.model.fetched}
        edited = {ids_of.get(code) or seen.get(code, 0) for code in changes.incidents}
        is_wide = changes.case or changes.sources or bool(changes.documents)
        self.model.fetch_again(None if is_wide else edited)
        can_follow = self._pending is None and before is not None and 0 not in edited
        if before and can_follow and query.can_follow(changes, before):
            self._follow_rows(query, edited | query.in_sight | before.in_sight)
        else:
            self._read(is_edit=True)

    def _follow_rows(self, query: TableQuery, edited: set[int]) -> None:
        """Put these incidents where they belong now; the others stay."""
        with self._keeping_place():
            ids = query.follow(self._session.case, self.model, edited)
        self._settle(query, ids)

    def _show(self, query: TableQuery, ids: TableIds, is_edit: bool) -> None:
        """Show what was read."""
        if is_edit:
            with self._keeping_place():
                self.model.update_ids(ids.ids)
        else:
            self.model.show_ids(ids.ids)
        self._settle(query, ids)

    def _settle(self, query: TableQuery, ids: TableIds) -> None:
        """Show how many rows there are, and point at one."""
        current_id, self._query, self._pending = self._current_id, query, None
        wanted_id, self._wanted_id = self._wanted_id, 0
        present = incidents.beside(self._session.case)
        self.table.set_absent(frozenset(name for name in BESIDE if name not in present))
        self._show_number(len(ids.ids) - ids.withdrawn)
        if not ids.ids:
            self._current, self._current_id = "", 0
            self.chosen.emit("")
        elif wanted_id and self.model.number_of(wanted_id) >= 0:
            self._point_at(wanted_id)
        elif self.model.number_of(current_id) < 0:
            self.table.point_at(0)
        elif not self.table.currentIndex().isValid():
            self._point_at(current_id)

    @contextmanager
    def _keeping_place(self) -> Iterator[None]:
        """Keep the current row where it is seen, whatever comes above it."""
        table, current_id = self.table, self._current_id
        index = table.currentIndex()
        top = table.rowViewportPosition(index.row()) if index.isValid() else -1
        is_seen = 0 <= top < table.viewport().height()
        yield
        if is_seen and (number := self.model.number_of(current_id)) >= 0:
            moved = table.rowViewportPosition(number) - top
            if moved:
                table.verticalScrollBar().setValue(table.verticalScrollBar().value() + moved)

    def keep(self) -> None:
        """Save the current row for the next start."""
        self._last_row.save(self._current_id)

    def chosen_codes(self) -> list[str]:
        """The codes of the chosen rows."""
        return incidents.codes(self._session.case, self.table.chosen_ids())

    def show_incident(self, code: str) -> bool:
        """Select this incident, now or when it is read; whether the table has it.

        One that is withdrawn comes into sight.
        """
        case = self._session.case
        incident_id = incidents.id_of(case, code)
        if self._pending is None and self.model.number_of(incident_id) >= 0:
            self._point_at(incident_id)
            return True
        in_sight = self._in_sight
        if incidents.withdrawn(case, [incident_id]):
            self._in_sight |= {incident_id}
        query = self._asked()
        if not query.shows(case, self._gazetteer, incident_id):
            self._in_sight = in_sight
            return False
        self._wanted_id = incident_id
        if self._pending is None:
            self._follow_rows(query, {incident_id})
        elif self._pending != query:
            self._read()
        return True

    def _point_at(self, incident_id: int) -> None:
        number = self.model.number_of(incident_id)
        if number >= 0:
            self.table.point_at(number)
            self.table.scrollTo(self.model.index(number, 0))

    def _rows(self, ids: list[int]) -> list[IncidentRow]:
        rows = incidents.rows(self._session.case, ids, columns=self.table.visible)
        by_id = {row.id: row for row in rows}
        # One that is gone is blank until the ids are read again.
        return [by_id.get(key) or replace(_GONE, id=key) for key in ids]

    def _fetch_columns(self) -> None:
        """Fetch the rows again for columns that are shown on request only."""
        seen = self.table.visible
        optional = {column.name for column in self.model.columns if column.is_optional}
        if (seen - self._fetched) & optional:
            self._fetched = seen
            self.model.fetch_again()
            self.table.fit_again()
        self._fetched = seen

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            row, before = self.model.row(current.row()), self._current
            self._current, self._current_id = row.code, row.id
            # After a sort it is another row with the same incident.
            if row.code != before:
                self.chosen.emit(row.code)

    def _show_number(self, number: int) -> None:
        self.head.show_number(number)
        self.head.sum_all(self.model.ids)
        self._none.setVisible(not number)
        session = self._session
        if session.selection.is_everything and not session.is_filtered:
            self._none.setText(_("No records yet. Press Ctrl+N to enter a report."))
        else:
            no_match = _("No matching incidents. Press Ctrl+Shift+F to reset the selection.")
            self._none.setText(typed_terms.read(session.selection.text).problem or no_match)

    def _choose_rows(self) -> None:
        self.head.show_chosen(self.table.chosen_ids())
        self.number_chosen.emit(self.table.number_chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.share_height(self.height() < theme.px(_LOW))


def _dimmed(column: Column[IncidentRow]) -> Column[IncidentRow]:
    """The column, dimmed in rows that are withdrawn or merged."""
    own = column.quiet
    return replace(column, quiet=lambda row: row.state is ReviewState.WITHDRAWN or own(row))


def columns(gazetteer: Gazetteer) -> tuple[Column[IncidentRow], ...]:
    """The columns of the incidents table, titles in the current language."""
    unknown = {area.key for area in gazetteer.districts if area.kind.is_unknown}

    def district(row: IncidentRow) -> str:
        match = gazetteer.get(row.district)
        return people_text.district(match) if match else row.district

    return (
        Column(
            _("When"),
            lambda row: labels.event_time_brief(row.event),
            "when",
            width=110,
            quiet=lambda row: row.event.date is None,
            hint=city.text("clock"),
        ),
        Column(
            _("District"),
            district,
            "district",
            width=90,
            quiet=lambda row: row.district in unknown,
        ),
        Column(_("Place"), lambda row: row.place, "place", width=150, stretches=True),
        Column(
            _("Weapon"),
            _weapons,
            "weapon",
            width=92,
            max_width=128,
            gives_way=7,
            quiet=lambda row: not row.weapons,
        ),
        *(_figures(name) for name in COUNTED),
        *(_beside(name, rank) for name, rank in ((STRESS, 4), (AFFECTED, 1), (MISSING, 6))),
        Column(
            _("Grade"),
            lambda row: labels.word(row.grade) if row.grade else "",
            "grade",
            width=78,
            gives_way=5,
        ),
        Column(
            _("Reports"),
            lambda row: labels.number(row.reports),
            "reports",
            right=True,
            width=80,
            gives_way=3,
        ),
        Column(
            _("Review"),
            lambda row: approval_text.review_state(row.state, row.is_changed, row.is_merged),
            "state",
            width=78,
            gives_way=2,
        ),
        *detail_columns(),
    )


def _weapons(row: IncidentRow) -> str:
    return ", ".join(labels.words(row.weapons)) or "?"


def _figures(quantity: str) -> Column[IncidentRow]:
    return Column(
        labels.heading(quantity),
        lambda row: labels.figure_text(row.figures[quantity]),
        quantity,
        right=True,
        width=60,
        quiet=lambda row: row.figures[quantity].is_unknown,
    )


def _beside(quantity: str, rank: int) -> Column[IncidentRow]:
    """A quantity beside the counted: blank where no report mentions it."""

    def text(row: IncidentRow) -> str:
        figure = row.figures.get(quantity, Figure())
        return "" if figure.is_unknown else labels.figure_text(figure)

    # In full it would be cut off where the window is narrow.
    is_long = quantity == STRESS
    short = people_text.capital(labels.short_quantity(quantity)) if is_long else ""
    return Column(
        short or labels.heading(quantity),
        text,
        quantity,
        right=True,
        width=84,
        gives_way=rank,
        long_title=labels.heading(quantity),
    )
