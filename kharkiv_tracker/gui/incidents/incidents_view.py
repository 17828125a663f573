"""The incidents of the selection as a table, with their sum above it."""

from __future__ import annotations

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
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.incidents.detail_columns import detail_columns
from kharkiv_tracker.gui.incidents.last_row import LastRow
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.column_picker import ColumnPicker
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import approval_text, people_text, remainder_text, stress_text
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import incidents, totals, work_queue
from kharkiv_tracker.store.incidents import IncidentRow

#: Lower than this the table has more need of the room than the sums above it.
_LOW = 300


class IncidentsView(QWidget):
    """`chosen` emits the code of the current incident, "" without one."""

    chosen = Signal(str)
    #: Of so many rows that are chosen, whenever they are others.
    number_chosen = Signal(int)

    def __init__(self, session: Session, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._current, self._current_id = "", 0
        #: Incidents that stay in the table though they are withdrawn.
        self._in_sight: set[int] = set()
        self._all: tuple[str, GroupTotal] = ("", GroupTotal(""))
        # The newest first.
        dimmed = [_dimmed(column) for column in columns(gazetteer)]
        self.model = TableModel(dimmed, self._rows, self, ("when", True))
        self.table = Table(self.model, _("Incidents"), several=True)
        self.columns = ColumnPicker(self.table, self.model, "incidents")
        self._fetched = self.table.visible
        self._number = widgets.text("", points=theme.TITLE, bold=True)
        self._sums = widgets.wrapped("", "quiet")
        self._sums.setContentsMargins(8, 0, 8, 0)
        #: The sums in a line, where more would leave no room for the table.
        self._brief = widgets.Elided("", "quiet")
        self._brief.setContentsMargins(8, 0, 8, 0)
        self._beside = widgets.wrapped("", "quiet", 9)
        self._beside.setContentsMargins(8, 0, 8, 0)
        self._beside.hide()
        self._none = widgets.wrapped("", "quiet")
        self._none.setContentsMargins(8, 0, 8, 8)
        head = widgets.row(self._number, -1, self.columns.button, margins=(8, 0, 0, 0))
        lines = widgets.column(head, self._sums, self._brief, self._beside)
        self.setLayout(widgets.column(lines, 8, self._none, self.table, margins=(10, 14, 10, 8)))
        self.model.sort_requested.connect(lambda *_by: self._reload(Changes()))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._choose_rows())
        self.table.columns_changed.connect(self._fetch_columns)
        session.changed.connect(self.refresh)
        self.refresh(Changes())
        self._last_row = LastRow(session.case)
        self._point_at(self._last_row.saved())

    @property
    def current(self) -> str:
        return self._current

    def refresh(self, changes: Changes) -> None:
        """Reload the selected incidents and their sum.

        What an edit withdrew stays in sight, dimmed, until the selection is another.
        """
        self._in_sight = {self._current_id, *self.table.chosen_ids()} if changes else set()
        self._reload(changes)

    def _reload(self, changes: Changes) -> None:
        current_id = self._current_id
        ids = self._ids()
        present = incidents.beside(self._session.case)
        self.table.set_absent(frozenset(name for name in BESIDE if name not in present))
        if changes:
            self.model.update_ids(ids)
        else:
            self.model.show_ids(ids)
        hidden = self._session.has_withdrawn or self._in_sight
        self._show_number(
            len(ids) - (incidents.withdrawn(self._session.case, ids) if hidden else 0)
        )
        if not ids:
            self._current, self._current_id = "", 0
            self.chosen.emit("")
        elif self.model.number_of(current_id) < 0:
            self.table.point_at(0)
        elif not self.table.currentIndex().isValid():
            self._point_at(current_id)

    def _ids(self) -> list[int]:
        """The ids to show: those selected, filtered by the flag chosen in the list."""
        case, waiting = self._session.case, self._session.flag_filter
        ids = incidents.ids(
            case,
            self._session.selection,
            *self.model.sorted_by,
            withdrawn=None if self._session.has_withdrawn else self._in_sight,
        )
        if waiting is None:
            return ids
        due = set(work_queue.ids(case, self._gazetteer, waiting))
        return [incident_id for incident_id in ids if incident_id in due]

    def keep(self) -> None:
        """Save the current row for the next start."""
        self._last_row.save(self._current_id)

    def chosen_codes(self) -> list[str]:
        """The codes of the chosen rows."""
        return incidents.codes(self._session.case, self.table.chosen_ids())

    def show_incident(self, code: str) -> None:
        """Select this incident; no change if the table does not have it."""
        case = self._session.case
        day = incidents.incident(case, code).event.date
        near = incidents.ids(case, Selection(first=day, last=day) if day else Selection())
        for row in incidents.rows(case, near[:500]):
            if row.code == code:
                if row.state is ReviewState.WITHDRAWN and self.model.number_of(row.id) < 0:
                    self._in_sight.add(row.id)
                    self._reload(Changes())
                self._point_at(row.id)

    def _point_at(self, incident_id: int) -> None:
        number = self.model.number_of(incident_id)
        if number >= 0:
            self.table.point_at(number)
            self.table.scrollTo(self.model.index(number, 0))

    def _rows(self, ids: list[int]) -> list[IncidentRow]:
        return incidents.rows(self._session.case, ids, columns=self.table.visible)

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
            row = self.model.row(current.row())
            self._current, self._current_id = row.code, row.id
            self.chosen.emit(self._current)

    def _show_number(self, number: int) -> None:
        text = ngettext("{n} incident", "{n} incidents", number).format(n=labels.number(number))
        self._number.setText(text)
        self._session.run_when_painted(self, self._sum_all)
        self._none.setVisible(not number)
        session = self._session
        if session.selection.is_everything and session.flag_filter is None:
            self._none.setText(_("No records yet. Press Ctrl+N to enter a report."))
        else:
            no_match = _("No matching incidents. Press Ctrl+Shift+L to reset the selection.")
            self._none.setText(typed_terms.read(session.selection.text).problem or no_match)

    def _sum_all(self) -> None:
        parts, summed = self._summed()
        self._all = (" · ".join(parts), summed)
        self._sum_up()

    def _choose_rows(self) -> None:
        self._sum_up()
        self.number_chosen.emit(self.table.number_chosen)

    def _sum_up(self) -> None:
        """Show the sum of the chosen rows if there are several, else of all."""
        chosen = self.table.chosen_ids()
        if len(chosen) < 2:
            self._show_sums(*self._all)
            return
        summed = totals.of_incidents(self._session.case, chosen)
        n = len(chosen)
        parts = [
            ngettext("{n} incident chosen", "{n} incidents chosen", n).format(n=labels.number(n)),
            *_sums(summed),
        ]
        if left_out := n - summed.incidents:
            parts.append(_("{n} not counted").format(n=labels.number(left_out)))
        self._show_sums(" · ".join(parts), summed)

    def _show_sums(self, text: str, summed: GroupTotal) -> None:
        """The sum, what is beside the counted below, which injured are meant."""
        beside = " · ".join(stress_text.each(summed.toll, summed.toll.beside))
        self._sums.setText(text)
        self._beside.setText(beside)
        self._brief.setText(" · ".join(filter(None, (text, beside))))
        self._share_height()
        case = self._session.case
        notes = [stress_text.which(case.stress), stress_text.undivided(summed.undivided)]
        note = "\n".join(note for note in notes if note) if text else ""
        self._brief.set_note(note)
        for line in (self._sums, self._beside):
            line.setToolTip(widgets.tooltip(note))
            line.setAccessibleDescription(note)

    def _share_height(self) -> None:
        """In a low window the sums are one line, with the rest in its tooltip."""
        is_low = self.height() < theme.px(_LOW)
        for line in (self._sums, self._beside):
            line.setVisible(bool(line.text()) and not is_low)
        self._brief.setVisible(bool(self._brief.text()) and is_low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def _summed(self) -> tuple[list[str], GroupTotal]:
        case, selection, ids = self._session.case, self._session.selection, self.model.ids
        if self._session.flag_filter is not None:
            summed = totals.of_incidents(case, ids)
            return (_sums(summed) if ids else []), summed
        summed, left_out, undated = totals.overall(case, selection)
        # What reaches into a period is not in the table: it is named below an empty one as well.
        parts = _sums(summed) if ids or summed.remainder is not None else []
        if summed.remainder is not None:
            parts.append(remainder_text.brief(summed.remainder))
        for count, sentence in (
            (undated, _("{n} undated")),
            (left_out.withdrawn, _("{n} withdrawn, not counted")),
            (left_out.discounted, _("{n} discounted, not counted")),
            (left_out.touching, _("{n} began before the period, not counted")),
            (left_out.remainder, _("remainders of combined reports not counted: {n}")),
        ):
            if count:
                parts.append(sentence.format(n=labels.number(count)))
        return parts, summed


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


def _sums(summed: GroupTotal) -> list[str]:
    """The sum of each counted quantity, and in how many incidents it is unknown."""
    sums = []
    for text, total in zip(labels.each_figure(summed.toll), summed.toll.counted, strict=True):
        if total.unknown and not total.is_unknown:
            n = labels.number(total.unknown)
            sums.append(_("{sum} (unknown: {n})").format(sum=text, n=n))
        else:
            sums.append(text)
    return sums
