"""Official running totals: their table, and one as a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total_comparison import Gap, JointComparison
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands import context_menu, subject
from kharkiv_tracker.gui.commands.command import About
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.list_and_panel import ListAndPanel
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.statements import statement_columns
from kharkiv_tracker.gui.statements.statement_panel import StatementPanel
from kharkiv_tracker.gui.table.column_picker import ColumnPicker
from kharkiv_tracker.gui.table.table_view import Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import joint_comparison, remainders, statements, work_queue

_PANEL, _PANEL_LEAST, _JOINT = 330, 300, 100


class StatementsView(QWidget):
    """All official totals of the case with our own sums, and a table of the joint reports."""

    def __init__(self, session: Session, gazetteer: Gazetteer, host: CaseHost) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._gazetteer = gazetteer
        self._all: tuple[Statement, ...] = ()
        self._statements: tuple[Statement, ...] = ()
        self._joint: tuple[JointComparison, ...] = ()
        self._gaps: dict[str, Gap] = {}
        self._stale = True
        self.model = TableModel(statement_columns.totals(gazetteer, self._gaps), self._rows, self)
        self.table = Table(self.model, _("Official totals"), several=True)
        self.joint_model = TableModel(
            statement_columns.joint_reports(gazetteer), self._joint_rows, self
        )
        self.joint_table = Table(self.joint_model, _("Combined reports"), several=True)
        ColumnPicker(self.table, self.model, "totals")
        ColumnPicker(self.joint_table, self.joint_model, "combined")
        self.panel = StatementPanel(gazetteer, host)
        self._number = widgets.text("", points=theme.TITLE, bold=True)
        self._about = widgets.Elided(
            _("Totals that offices published for an area. Shown beside our figures, never added."),
            "quiet",
        )
        self._none = widgets.wrapped(
            _("No official totals yet. Press Ctrl+N, then Alt+T to enter one."), "quiet"
        )
        self._build()
        self._gap_timer = QTimer(self, singleShot=True, interval=0)
        self._gap_timer.timeout.connect(self._measure_next)
        for table in (self.table, self.joint_table):
            table.selectionModel().currentRowChanged.connect(partial(self._choose, table))
            table.make_menu = partial(self._menu, table)
        session.changed.connect(self.refresh)
        self.refresh(Changes(case=True))

    @property
    def gaps(self) -> Mapping[str, Gap]:
        """What was measured so far, by code."""
        return self._gaps

    def refresh(self, changes: Changes) -> None:
        if changes.statements or changes.case:
            self._all = statements.statements(self._session.case)
        selection = self._session.selection
        selected = _newest_first(
            statement
            for statement in self._all
            if selection_fields.holds(selection, statement, self._gazetteer)
        )
        if changes.statements or changes.case or selected != self._statements:
            row = self.table.currentIndex().row()
            self._statements = selected
            self.model.show_ids(range(len(selected)))
            self._show_number(len(selected), len(self._all))
            if selected:
                self.table.point_at(max(0, min(row, len(selected) - 1)))
        if changes:
            self._stale = True
            if self.isVisible():
                self._compare()

    @property
    def code(self) -> str:
        """The code of the current official total or joint report; "" without one."""
        number = self.joint_table.currentIndex().row()
        if 0 <= number < len(self._joint):
            return self._joint[number].joint.code
        number = self.table.currentIndex().row()
        return self._statements[number].code if 0 <= number < len(self._statements) else ""

    def show_statement(self, code: str) -> None:
        """Select the official total or joint report with this code."""
        self._compare()
        for number, compared in enumerate(self._joint):
            if compared.joint.code == code:
                self._point_at(self.joint_table, number)
                return
        if all(statement.code != code for statement in self._statements):
            self._session.select_everything()
        for number, statement in enumerate(self._statements):
            if statement.code == code:
                self._point_at(self.table, number)

    def _menu(self, table: Table) -> QMenu:
        """The commands of the chosen official total or joint report; of several only copying."""
        if table.number_chosen != 1:
            return table.copy_menu()
        kind = About.TOTAL if table is self.table else About.JOINT
        return context_menu.menu(table, subject.of_total(self._host, self.code, kind))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._compare()

    def _compare(self) -> None:
        """Recompute our own sums, one after another to keep the window responsive."""
        if not self._stale:
            return
        self._stale = False
        case = self._session.case
        self._gaps.clear()
        reports = joint_comparison.joint_reports(case)
        self._joint = tuple(
            joint_comparison.compare(case, report, self._gazetteer) for report in reports
        )
        row = self.joint_table.currentIndex().row()
        self.joint_model.show_ids(range(len(reports)))
        self._joint_section.setVisible(bool(reports))
        if reports and row >= 0:
            self.joint_table.point_at(min(row, len(reports) - 1))
        self._gap_timer.start()
        self._show_current()

    def _measure_next(self) -> None:
        waiting = [statement for statement in self._statements if statement.code not in self._gaps]
        if waiting:
            self._gap(waiting[0])
            self.table.viewport().update()
            self._gap_timer.start()

    def _gap(self, statement: Statement) -> Gap:
        if statement.code not in self._gaps:
            self._gaps[statement.code] = statements.gap(
                self._session.case, self._gazetteer, statement
            )
        return self._gaps[statement.code]

    def _point_at(self, table: Table, number: int) -> None:
        table.setFocus()
        table.selectRow(number)
        table.scrollTo(table.model().index(number, 0))
        self._choose(table, table.model().index(number, 0), QModelIndex())

    def _choose(self, table: Table, current: QModelIndex, _previous: QModelIndex) -> None:
        """Only one of the two tables has a row chosen."""
        if current.isValid():
            other_table = self.joint_table if table is self.table else self.table
            other_table.selectionModel().clear()
            if self.isVisible():
                self._show_current()

    def _show_current(self) -> None:
        case, number = self._session.case, self.joint_table.currentIndex().row()
        if 0 <= number < len(self._joint):
            compared = self._joint[number]
            flags = work_queue.findings(case, compared.joint.code, aside=True)
            remainder, is_counted = remainders.of_joint(case.db, compared.joint.code)
            self.panel.show_joint(compared, remainder, is_counted, flags)
        elif 0 <= (number := self.table.currentIndex().row()) < len(self._statements):
            statement = self._statements[number]
            flags = work_queue.findings(case, statement.code, aside=True)
            self.panel.show_gap(self._gap(statement), flags)
        else:
            self.panel.show_nothing()
        self.panel.setVisible(bool(self._statements or self._joint))

    def _show_number(self, number: int, total: int) -> None:
        text = ngettext("{n} official total", "{n} official totals", number)
        if number < total:
            text = ngettext("{n} of {all} official total", "{n} of {all} official totals", total)
        self._number.setText(text.format(n=labels.number(number), all=labels.number(total)))
        self.table.setVisible(number > 0)
        self._none.setVisible(total == 0)

    def _rows(self, ids: list[int]) -> list[Statement]:
        return [self._statements[number] for number in ids]

    def _joint_rows(self, ids: list[int]) -> list[JointComparison]:
        return [self._joint[number] for number in ids]

    def _build(self) -> None:
        head = widgets.row(self._number, 14, self._about, margins=(8, 0, 10, 0))
        head.setStretch(2, 1)
        title = widgets.row(
            widgets.text(_("Combined reports"), bold=True),
            14,
            widgets.Elided(
                _("One number for several incidents, compared with their sum."), "quiet"
            ),
            margins=(8, 10, 0, 4),
        )
        title.setStretch(2, 1)
        apart = widgets.column(widgets.hairline(), title, self.joint_table)
        self._joint_section = widgets.holding(apart)
        self._joint_section.setMinimumHeight(theme.px(_JOINT))
        self._joint_section.hide()
        tables = widgets.column(self.table, widgets.filling(self._none), self._joint_section)
        tables.setStretch(0, 3)
        tables.setStretch(2, 2)
        listed = widgets.holding(tables)
        parts = ListAndPanel(listed, self.panel, _PANEL, _PANEL_LEAST, self.table)
        for table in (self.table, self.joint_table):
            table.activated.connect(lambda _index: parts.show_panel())
        layout = widgets.column(head, 8, parts, margins=(10, 14, 0, 0))
        layout.setStretch(2, 1)
        self.setLayout(layout)


def _newest_first(totals: Iterable[Statement]) -> tuple[Statement, ...]:
    """Those that come by their as-of, the latest first; those without one stay last."""
    dated: list[Statement] = []
    undated: list[Statement] = []
    for total in totals:
        (dated if total.as_of else undated).append(total)
    return (*reversed(dated), *undated)


def sentence(statement: Statement, gazetteer: Gazetteer) -> str:
    """An official total in one line; the numbers first, as the end may be cut off."""
    where = gazetteer.get(statement.area)
    area = labels.area(where) if where else statement.area
    if statement.since:
        area = _("{area} since {day}").format(
            area=area, day=labels.date(statement.since, short=True)
        )
    speaker, as_of = labels.speaker(statement.speaker), labels.as_of(statement.as_of)
    return _("{as_of}: {counts} · {speaker} · {area}").format(
        as_of=as_of, speaker=speaker, area=area, counts=labels.counts(statement.counts)
    )
