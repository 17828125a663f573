"""The incidents of the selection as a table, with their sum in one line above it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Total
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.gui import theme, widgets, words
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import incidents, totals
from kharkiv_tracker.store.incidents import IncidentRow


class IncidentsView(QWidget):
    """`chosen` names the incident under the cursor, "" where there is none."""

    chosen = Signal(str)

    def __init__(self, session: Session, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._session = session
        self._order, self._descending = "when", False
        self._current, self._current_id = "", 0
        self.model = TableModel(columns(gazetteer), self._rows, self)
        self.table = Table(self.model, _("Incidents"))
        self._number = widgets.text("", points=theme.TITLE, bold=True)
        self._sums = widgets.Elided("", "quiet")
        self._none = widgets.wrapped("", "quiet")
        head = widgets.row(self._number, 14, self._sums, margins=(8, 0, 0, 0))
        head.setStretch(2, 1)
        self.setLayout(
            widgets.column(
                head, 8, self.table, widgets.filling(self._none), margins=(10, 14, 10, 8)
            )
        )
        self.model.sort_asked.connect(self._sort)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        session.changed.connect(self.refresh)
        self.refresh(Changes())

    @property
    def current(self) -> str:
        return self._current

    def refresh(self, _changes: Changes) -> None:
        """Ask anew which incidents are selected and what they come to."""
        keep = self._current_id
        found = incidents.ids(
            self._session.case, self._session.selection, self._order, self._descending
        )
        self.model.show_ids(found)
        self._tell(len(found))
        if not found:
            self._current, self._current_id = "", 0
            self.chosen.emit("")
        elif self.model.number_of(keep) >= 0:
            self._point_at(keep)
        else:
            self.table.selectRow(0)

    def show_incident(self, code: str) -> None:
        """Put the cursor on this incident; it stays where it is when the table has no such one."""
        case = self._session.case
        day = incidents.incident(case, code).event.date
        near = incidents.ids(case, Selection(first=day, last=day) if day else Selection())
        for row in incidents.rows(case, near[:500]):
            if row.code == code:
                self._point_at(row.id)

    def _point_at(self, wanted: int) -> None:
        number = self.model.number_of(wanted)
        if number >= 0:
            self.table.selectRow(number)
            self.table.scrollTo(self.model.index(number, 0))

    def _rows(self, ids: list[int]) -> list[IncidentRow]:
        return incidents.rows(self._session.case, ids)

    def _sort(self, order: str, descending: bool) -> None:
        self._order, self._descending = order, descending
        self.refresh(Changes())

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            row = self.model.row(current.row())
            self._current, self._current_id = row.code, row.id
            self.chosen.emit(self._current)

    def _tell(self, number: int) -> None:
        said = ngettext("{n} incident", "{n} incidents", number).format(n=labels.number(number))
        self._number.setText(said)
        self._sums.setText(" · ".join(self._summed()) if number else "")
        self.table.setVisible(bool(number))
        self._none.setVisible(not number)
        if self._session.selection.is_everything:
            self._none.setText(_("Nothing is recorded yet. Press Ctrl+N to enter a report."))
        else:
            self._none.setText(_("No incident matches. Press Escape to clear the selection."))

    def _summed(self) -> list[str]:
        case, selection = self._session.case, self._session.selection
        summed = totals.totals(case, selection)
        told = [
            _sum(_("killed {figure}"), summed.total.killed),
            _sum(_("injured {figure}"), summed.total.injured),
        ]
        undated = sum(day.incidents for day in totals.per_day(case, selection) if not day.day)
        for count, sentence in (
            (undated, _("{n} undated")),
            (summed.left_out.withdrawn, _("{n} withdrawn, not counted")),
            (summed.left_out.discounted, _("{n} discounted, not counted")),
        ):
            if count:
                told.append(sentence.format(n=labels.number(count)))
        return told


def columns(gazetteer: Gazetteer) -> tuple[Column[IncidentRow], ...]:
    """The columns of the incidents table, titles in the current language."""
    unknown = {one.key for one in gazetteer.districts if one.kind.is_unknown}

    def district(row: IncidentRow) -> str:
        found = gazetteer.get(row.district)
        return words.district(found) if found else row.district

    return (
        Column(
            _("When"),
            lambda row: words.when(row.event),
            "when",
            width=110,
            quiet=lambda row: row.event.date is None,
        ),
        Column(
            _("District"),
            district,
            "district",
            width=90,
            quiet=lambda row: row.district in unknown,
        ),
        Column(_("Place"), lambda row: row.place, "place", width=120, stretches=True),
        Column(
            _("Weapon"),
            _weapons,
            "weapon",
            width=80,
            most=128,
            quiet=lambda row: not row.weapons,
        ),
        Column(
            _("Killed"),
            lambda row: labels.figure_text(row.killed),
            "killed",
            right=True,
            width=60,
            quiet=lambda row: row.killed.is_unknown,
        ),
        Column(
            _("Injured"),
            lambda row: labels.figure_text(row.injured),
            "injured",
            right=True,
            width=60,
            quiet=lambda row: row.injured.is_unknown,
        ),
        Column(
            _("Grade"),
            lambda row: labels.word(row.grade) if row.grade else "",
            "grade",
            width=78,
            gives_way=2,
        ),
        Column(
            _("Reports"),
            lambda row: labels.number(row.reports),
            "reports",
            right=True,
            width=80,
            gives_way=1,
        ),
    )


def _weapons(row: IncidentRow) -> str:
    return ", ".join(labels.word(weapon) for weapon in row.weapons) or "?"


def _sum(sentence: str, total: Total) -> str:
    said = sentence.format(figure=labels.figure_text(total))
    if total.unknown and not total.is_unknown:
        said = _("{sum}, unknown in {n}").format(sum=said, n=labels.number(total.unknown))
    return said
