"""Each office with those who spoke for it; whoever is known under two offices is pointed out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.table.table_view import Column, Table, TableModel
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import source_usage


@dataclass(frozen=True, slots=True)
class _Line:
    """An office told at its first line only, one who spoke for it, and how often."""

    office: str
    person: str
    times: int
    also: str
    name: str


class Offices(QWidget):
    """A line for everybody quoted, office by office; Enter shows the incidents that quote them."""

    asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: list[_Line] = []
        self.told = ""
        #: Whether something was changed since they were asked for.
        self.stale = True
        self.model = TableModel(_columns(), lambda ids: [self._lines[n] for n in ids], self)
        self.table = Table(self.model, _("Offices and their people"))
        self._none = widgets.wrapped(_("Nobody is quoted yet."), "quiet")
        self._twice = widgets.wrapped("", "attention", 9)
        self._twice.setContentsMargins(8, 8, 8, 8)
        whole = widgets.column(self._twice, self.table, widgets.filling(self._none))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.table.activated.connect(self._open)

    def ask(self) -> None:
        """Read the offices anew."""
        self.stale = False
        found = source_usage.offices(self._session.case)
        self._lines = []
        twice = set()
        for office, people in found:
            for number, who in enumerate(people):
                first = office or _("no office named")
                also = ", ".join(who.also)
                self._lines.append(
                    _Line(
                        "" if number else first,
                        who.speaker.person or _("the office itself"),
                        who.times,
                        also,
                        who.speaker.person or who.speaker.office,
                    )
                )
                if also:
                    twice.add(who.speaker.person)
        n = sum(bool(office) for office, _people in found)
        self.told = ngettext("{n} office", "{n} offices", n).format(n=labels.number(n))
        self.model.show_ids(range(len(self._lines)))
        self.table.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)
        self._twice.setVisible(bool(twice))
        said = ngettext(
            "{names} is known under two offices and counts as two voices.",
            "{names} are known under two offices and count as two voices each.",
            len(twice),
        )
        self._twice.setText(said.format(names=", ".join(sorted(twice))))
        if self._lines:
            self.table.selectRow(0)

    def _open(self, index: QModelIndex) -> None:
        self.asked.emit(self._lines[index.row()].name)


def _columns() -> tuple[Column[_Line], ...]:
    return (
        Column(_("Office"), lambda line: line.office, width=160, stretches=True),
        Column(
            _("Person"),
            lambda line: line.person,
            width=160,
            max_width=300,
            quiet=lambda line: line.name != line.person,
        ),
        Column(_("Quoted"), lambda line: labels.number(line.times), right=True, width=80),
        Column(_("Also under"), lambda line: line.also, width=120, max_width=300),
    )
