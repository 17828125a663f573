"""Official running totals: a table of their own, and a short list beside the curve."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.gui import parts, theme, widgets, words
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import statements


class StatementsView(QWidget):
    """All official totals of the case, in words."""

    def __init__(self, session: Session, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._all: tuple[Statement, ...] = ()
        self._statements: tuple[Statement, ...] = ()
        self.model = TableModel(_columns(gazetteer), self._rows, self)
        self.table = Table(self.model, _("Official totals"))
        self._number = widgets.text("", points=theme.TITLE, bold=True)
        self._about = widgets.Elided(
            _("What offices gave as the toll of an area. Shown beside our figures, never added."),
            "quiet",
        )
        self._none = widgets.wrapped(
            _("No official total is recorded yet. Press Ctrl+N, then Alt+T, to enter one."), "quiet"
        )
        head = widgets.row(self._number, 14, self._about, margins=(8, 0, 0, 0))
        head.setStretch(2, 1)
        self.setLayout(
            widgets.column(
                head, 8, self.table, widgets.filling(self._none), margins=(10, 14, 10, 8)
            )
        )
        session.changed.connect(self.refresh)
        self.refresh(Changes(case=True))

    def refresh(self, changes: Changes) -> None:
        if changes.statements or changes.case:
            self._all = statements.statements(self._session.case)
        selection = self._session.selection
        shown = tuple(one for one in self._all if parts.holds(selection, one, self._gazetteer))
        if changes.statements or changes.case or shown != self._statements:
            self._statements = shown
            self.model.show_ids(range(len(shown)))
            self._tell(len(shown), len(self._all))

    def _tell(self, n: int, every: int) -> None:
        said = ngettext("{n} official total", "{n} official totals", n)
        if n < every:
            said = ngettext("{n} of {all} official total", "{n} of {all} official totals", every)
        self._number.setText(said.format(n=labels.number(n), all=labels.number(every)))
        self.table.setVisible(n > 0)
        self._none.setVisible(every == 0)

    def show_statement(self, code: str) -> None:
        """Put the cursor on the official total of that code, selected or not."""
        if all(one.code != code for one in self._statements):
            self._session.select_everything()
        for number, one in enumerate(self._statements):
            if one.code == code:
                self.table.selectRow(number)
                self.table.scrollTo(self.model.index(number, 0))

    def _rows(self, ids: list[int]) -> list[Statement]:
        return [self._statements[number] for number in ids]


def sentence(said: Statement, gazetteer: Gazetteer) -> str:
    """An official total in one line; the numbers stand where they are cut off last."""
    where = gazetteer.get(said.area)
    area = labels.area(where) if where else said.area
    if said.since:
        area = _("{area} since {day}").format(area=area, day=labels.date(said.since, short=True))
    speaker, as_of = labels.speaker(said.speaker), labels.as_of(said.as_of)
    return _("{as_of}: {counts} · {speaker} · {area}").format(
        as_of=as_of, speaker=speaker, area=area, counts=words.counts(said.counts)
    )


def _columns(gazetteer: Gazetteer) -> tuple[Column[Statement], ...]:
    def area(row: Statement) -> str:
        found = gazetteer.get(row.area)
        return labels.area(found) if found else row.area

    return (
        Column(_("As of"), lambda row: labels.as_of(row.as_of), width=100),
        Column(_("Speaker"), lambda row: labels.speaker(row.speaker), width=160, stretches=True),
        Column(_("Area"), area, width=90, gives_way=2),
        Column(
            _("Since"),
            lambda row: labels.date(row.since, short=True) if row.since else "?",
            width=90,
            quiet=lambda row: row.since is None,
            gives_way=1,
        ),
        _counting(_("Killed"), lambda row: row.count("killed"), 70),
        _counting(_("Children killed"), lambda row: row.count("killed.child"), 70),
        _counting(_("Injured"), lambda row: row.count("injured"), 70),
    )


def _counting(title: str, count: Callable[[Statement], Count], width: int) -> Column[Statement]:
    return Column(
        title,
        lambda row: "?" if count(row).is_unknown else labels.count(count(row)),
        right=True,
        width=width,
        quiet=lambda row: count(row).is_unknown,
    )
