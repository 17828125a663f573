"""Those harmed who are known by name or age, checked against the counts; names are kept back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.flag import counted
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands import context_menu, subject
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.inspector.link_button import Pressed
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.person_records import PURGED


def section(
    host: CaseHost,
    code: str,
    persons: Sequence[Person],
    figures: Mapping[str, Figure],
    reports: Sequence[Report],
    shown: bool,
    show: Callable[[bool], object],
) -> Section | None:
    """The persons of an incident; None where there are none. `shown` says that names are."""
    if not persons:
        return None
    numbers = {report.uid: report.number for report in reports}
    lines: list[QWidget] = [
        _Line(host, f"{code}/P{one.number}", one, numbers.get(one.report, 0), shown)
        for one in persons
    ]
    hidden = any(one.name and not one.cleared and one.name != PURGED for one in persons)
    text = _("Hide names") if shown else _("Show names")
    reveal = widgets.small_button(text, lambda: show(not shown))
    if hidden:
        lines.append(widgets.holding(widgets.row(14, reveal, -1)))
    return Section("persons", _("Persons"), lines, checked(persons, figures))


def checked(persons: Sequence[Person], figures: Mapping[str, Figure]) -> str:
    """How many of those counted are known as persons: `3 of 7 …`."""
    told = []
    for whole in COUNTED:
        n = counted(persons, whole)
        if n:
            figure = labels.figure_text(figures.get(whole, Figure()))
            told.append(
                _("{n} of {figure} {people}").format(
                    n=labels.number(n), figure=figure, people=labels.of_people(whole)
                )
            )
    return ", ".join(told)


def told(person: Person, shown: bool) -> str:
    """A person in one line: `name kept back · female · 34`, and what befell them."""
    if not person.name:
        name = _("name unknown")
    elif person.name == PURGED:
        name = _("name purged")
    else:
        name = person.name if shown or person.cleared else _("name kept back")
    age = "" if person.age.is_unknown else str(person.age)
    parts = (
        name,
        labels.word(person.sex) if person.sex else "",
        age,
        labels.word(person.status) if person.status else "",
    )
    return " · ".join(part for part in parts if part)


class _Line(QWidget):
    """Pressed, it opens the person's form."""

    def __init__(self, host: CaseHost, code: str, person: Person, report: int, shown: bool) -> None:
        super().__init__()
        self.subject = subject.of_person(host, code, person)
        command = context_menu.offered(self.subject)[0]
        said = told(person, shown)
        if report:
            said = f"{said} · {_('report {number}').format(number=report)}"
        button = Pressed(
            said, partial(command.run, self.subject), struck=person.withdrawn, more=person.notes
        )
        self.setLayout(widgets.column(button, margins=(13, 0, 0, 0)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        context_menu.open_menu(self, self.subject, event.globalPos())
