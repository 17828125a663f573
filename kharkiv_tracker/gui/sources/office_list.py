"""Each office with its speakers; people under two offices are listed."""

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
    """An office (in its first line only), one of its speakers, and how often quoted."""

    office: str
    person: str
    times: int
    also: str
    name: str


class Offices(QWidget):
    """A line for each speaker, by office; Enter shows the incidents that quote them."""

    speaker_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines: list[_Line] = []
        self.number_text = ""
        #: Whether the case has changed since the last refresh.
        self.stale = True
        self.model = TableModel(_columns(), lambda ids: [self._lines[n] for n in ids], self)
        self.table = Table(self.model, _("Offices and their people"))
        self._none = widgets.wrapped(_("Nobody is quoted yet."), "quiet")
        self._twice = widgets.wrapped("", "attention", 9)
        self._twice.setContentsMargins(8, 8, 8, 8)
        layout = widgets.column(self._twice, self.table, widgets.filling(self._none))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.table.activated.connect(self._open)

    def refresh(self) -> None:
        """Reload the offices."""
        self.stale = False
        offices = source_usage.offices(self._session.case)
        self._lines = []
        repeated = set()
        for office, people in offices:
            for number, person in enumerate(people):
                first = office or _("no office named")
                other_offices = ", ".join(person.also)
                self._lines.append(
                    _Line(
                        "" if number else first,
                        person.speaker.person or _("the office itself"),
                        person.times,
                        other_offices,
                        person.speaker.person or person.speaker.office,
                    )
                )
                if other_offices:
                    repeated.add(person.speaker.person)
        n = sum(bool(office) for office, _people in offices)
        self.number_text = ngettext("{n} office", "{n} offices", n).format(n=labels.number(n))
        self.model.show_ids(range(len(self._lines)))
        self.table.setVisible(bool(self._lines))
        self._none.setVisible(not self._lines)
        self._twice.setVisible(bool(repeated))
        sentence = ngettext(
            "{names} is known under two offices and counts as two voices.",
            "{names} are known under two offices and count as two voices each.",
            len(repeated),
        )
        self._twice.setText(sentence.format(names=", ".join(sorted(repeated))))
        if self._lines:
            self.table.selectRow(0)

    def _open(self, index: QModelIndex) -> None:
        self.speaker_chosen.emit(self._lines[index.row()].name)


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
