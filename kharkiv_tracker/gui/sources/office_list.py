"""Each office under all its names, with its people, and whether it is official."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QMenu, QWidget

from kharkiv_tracker import collation, labels
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Judge
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands.controls import button, short_text
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.commands.office_verbs import OFFICE_COMMANDS, OfficeVerb
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.sources.office_edits import OfficeEdits
from kharkiv_tracker.gui.table.column_picker import ColumnPicker
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext, pgettext
from kharkiv_tracker.labels import office_text
from kharkiv_tracker.store import office_usage, work_queue
from kharkiv_tracker.store.office_usage import ListedOffice

_BUTTONS = (
    OfficeVerb.JOIN,
    OfficeVerb.SEPARATE,
    OfficeVerb.MARK_OFFICIAL,
    OfficeVerb.MARK_UNOFFICIAL,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """An office under one of its names with one of its speakers; the first has its authority."""

    office: ListedOffice
    name: str
    person: str
    times: int
    also: str
    is_first: bool
    shows_name: bool


class Offices(QWidget):
    """A line for each speaker, by office; Enter shows the incidents that quote them."""

    speaker_chosen = Signal(str)

    def __init__(self, session: Session, host: CaseHost) -> None:
        super().__init__()
        self._session, self._host = session, host
        self._edits = OfficeEdits(host, self)
        self._lines: list[_Line] = []
        self.number_text = ""
        #: Whether the case has changed since the last refresh.
        self.stale = True
        self.model = TableModel(_columns(), lambda ids: [self._lines[n] for n in ids], self)
        self.table = Table(self.model, _("Offices and their people"), several=True)
        ColumnPicker(self.table, self.model, "offices")
        self._none = widgets.wrapped(_("No speakers yet."), "quiet")
        self._twice = widgets.wrapped("", "attention", 9)
        self._twice.setContentsMargins(8, 8, 8, 8)
        self.buttons = [button(OFFICE_COMMANDS[verb], host) for verb in _BUTTONS]
        self._row = widgets.holding(FlowRow(*self.buttons, margins=(8, 8, 8, 8)))
        layout = widgets.column(self._twice, self.table, widgets.filling(self._none), self._row)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.table.activated.connect(self._open)
        self.table.make_menu = self.menu
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._allow())

    @property
    def current(self) -> _Line | None:
        """The line at the cursor."""
        number = self.table.currentIndex().row()
        return self._lines[number] if 0 <= number < len(self._lines) else None

    def refresh(self) -> None:
        """Reload the offices; the cursor stays at the office where it was."""
        self.stale = False
        before = self.current
        offices = office_usage.listed(self._session.case)
        self._lines = [line for office in offices for line in _lines_of(office)]
        n = sum(bool(office.key) for office in offices)
        self.number_text = ngettext("{n} office", "{n} offices", n).format(n=labels.number(n))
        self.model.show_ids(range(len(self._lines)))
        for widget in (self.table, self._row):
            widget.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)
        repeated = {line.person for line in self._lines if line.also}
        self._twice.setVisible(bool(repeated))
        sentence = ngettext(
            "{names} is listed under two offices and counts as two speakers.",
            "{names} are listed under two offices and count as two speakers each.",
            len(repeated),
        )
        self._twice.setText(sentence.format(names=", ".join(sorted(repeated, key=collation.key))))
        if self._lines:
            self.point_at(before.name if before else "")

    def point_at(self, name: str) -> None:
        """Move the cursor to the first line of an office by one of its names, else to the top."""
        folded = fold(name)
        numbers = [n for n, line in enumerate(self._lines) if folded and fold(line.name) == folded]
        self.table.selectRow(numbers[0] if numbers else 0)
        self._allow()

    def change(self, verb: OfficeVerb) -> None:
        """Do what a command says to the office at the cursor."""
        if (line := self.current) and line.office.key:
            self._edits.change(verb, line.office, line.name)

    def menu(self) -> QMenu:
        """What can be done to the office at the cursor; it is deleted when it closes."""
        context_menu = QMenu(self)
        if self.current:
            show = context_menu.addAction(_("Show incidents"))
            show.triggered.connect(lambda _checked=False: self._open(self.table.currentIndex()))
        for verb in self._possible():
            command = OFFICE_COMMANDS[verb]
            action = context_menu.addAction(short_text(command))
            action.triggered.connect(lambda _checked=False, run=command.run: run(self._host))
        self.table.add_copy(context_menu)
        context_menu.aboutToHide.connect(context_menu.deleteLater)
        return context_menu

    def _possible(self) -> Iterator[OfficeVerb]:
        line = self.current
        is_one = self.table.number_chosen < 2
        if line is None or not line.office.key or self._session.case.read_only or not is_one:
            return
        yield OfficeVerb.JOIN
        if len(line.office.names) > 1:
            yield OfficeVerb.SEPARATE
        marked = line.office.judge is Judge.ANALYST
        if not (marked and line.office.is_official):
            yield OfficeVerb.MARK_OFFICIAL
        if not marked or line.office.is_official:
            yield OfficeVerb.MARK_UNOFFICIAL
        if marked:
            yield OfficeVerb.UNMARK
        flags = work_queue.findings(self._session.case, line.name, aside=True)
        if not all(flag.aside for flag in flags):
            yield OfficeVerb.SET_ASIDE
        if any(flag.aside for flag in flags):
            yield OfficeVerb.TAKE_UP

    def _allow(self) -> None:
        possible = set(self._possible())
        for widget, verb in zip(self.buttons, _BUTTONS, strict=True):
            widget.setEnabled(verb in possible)

    def _open(self, index: QModelIndex) -> None:
        line = self._lines[index.row()]
        self.speaker_chosen.emit(line.person or line.name)


def _lines_of(office: ListedOffice) -> Iterator[_Line]:
    """A line for each name with each of its people, names not quoted last."""
    quoted = set()
    order = {fold(name): number for number, name in enumerate(office.names)}

    def place(folded: str) -> int:
        return order.get(folded, len(order))

    people = sorted(office.people, key=lambda who: place(fold(who.speaker.office)))
    entries = [(who.speaker.office or office.name, who) for who in people]
    quoted = {fold(name) for name, _who in entries}
    unquoted = [(name, None) for name in office.names if fold(name) not in quoted]
    previous = None
    for name, who in (*entries, *unquoted):
        yield _Line(
            office,
            name,
            who.speaker.person if who else "",
            who.times if who else 0,
            ", ".join(who.also) if who else "",
            previous is None,
            name != previous,
        )
        previous = name


def _columns() -> tuple[Column[_Line], ...]:
    def name(line: _Line) -> str:
        return (line.name or _("office not named")) if line.shows_name else ""

    def standing(line: _Line) -> str:
        office = line.office
        if not line.is_first or not office.key:
            return ""
        return office_text.standing(office.authority, office.judge)

    return (
        Column(
            _("Office"),
            name,
            width=160,
            stretches=True,
            quiet=lambda line: not line.is_first,
            key="office",
        ),
        Column(
            pgettext("office", "Official"),
            standing,
            width=120,
            max_width=280,
            quiet=lambda line: line.office.judge is not Judge.NOBODY,
            key="official",
        ),
        Column(
            _("Person"),
            lambda line: line.person or _("the office itself"),
            width=160,
            max_width=300,
            quiet=lambda line: not line.person,
            key="person",
        ),
        Column(
            _("Times quoted"),
            lambda line: labels.number(line.times),
            right=True,
            width=80,
            key="times",
        ),
        Column(
            _("Other offices"),
            lambda line: line.also,
            width=120,
            max_width=300,
            gives_way=1,
            key="others",
        ),
    )
