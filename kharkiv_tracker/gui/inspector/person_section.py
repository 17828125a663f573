"""The persons of an incident, compared with its counts; names are hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from kharkiv_tracker.gui.inspector.link_button import LinkButton
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.labels.person_name import other_forms
from kharkiv_tracker.store.person_records import PURGED


def section(
    host: CaseHost,
    code: str,
    persons: Sequence[Person],
    figures: Mapping[str, Figure],
    reports: Sequence[Report],
    names_visible: bool,
    show: Callable[[bool], object],
    elsewhere: Mapping[str, Sequence[str]],
) -> Section | None:
    """The persons of an incident; None without any.

    `elsewhere` are the codes of the same persons (by uid) in other incidents.
    """
    if not persons:
        return None
    numbers = {report.uid: report.number for report in reports}
    same = {person.uid: f"P{person.number}" for person in persons}
    joined = {uid for p in persons if p.same_as in same for uid in (p.uid, p.same_as)}
    lines: list[QWidget] = [
        _Line(
            host,
            f"{code}/P{person.number}",
            person,
            numbers.get(person.report, 0),
            same.get(person.same_as, ""),
            person.uid in joined or person.uid in elsewhere,
            names_visible,
            elsewhere.get(person.uid, ()),
        )
        for person in persons
    ]
    hidden = any(
        person.name and not person.is_named and person.name != PURGED for person in persons
    )
    text = _("Hide names") if names_visible else _("Show names")
    reveal = widgets.small_button(text, lambda: show(not names_visible))
    if hidden:
        lines.append(widgets.holding(widgets.row(14, reveal, -1)))
    return Section("persons", _("Persons"), lines, checked(persons, figures))


def checked(persons: Sequence[Person], figures: Mapping[str, Figure]) -> str:
    """How many of the people counted are recorded as persons: `3 of 7 …`."""
    parts = []
    for quantity in COUNTED:
        n = counted(persons, quantity)
        if n:
            figure = labels.figure_text(figures.get(quantity, Figure()))
            parts.append(
                _("{people}: {n} of {figure}").format(
                    n=labels.number(n), figure=figure, people=labels.quantity(quantity)
                )
            )
    return ", ".join(parts)


def _more(person: Person, name_visible: bool) -> Iterator[str]:
    """Other spellings of the name where it is shown, family, document, and the note."""
    if (name_visible or person.is_named) and (others := other_forms(person)):
        yield others
    if name_visible and person.family:
        yield person.family
    if person.document:
        yield _("named in {code}").format(code=person.document)
    if person.notes:
        yield person.notes


def _elsewhere(host: CaseHost, code: str) -> LinkButton:
    """Where the same person is recorded too; a press opens that incident."""
    incident = code.partition("/")[0]
    text = _("same person as {code}").format(code=code)
    return LinkButton(text, partial(host.open_incident, incident), 9)


class _Line(QWidget):
    """A press opens the person's form."""

    def __init__(
        self,
        host: CaseHost,
        code: str,
        person: Person,
        report: int,
        same_as: str,
        is_joined: bool,
        name_visible: bool,
        elsewhere: Sequence[str],
    ) -> None:
        super().__init__()
        self.subject = subject.of_person(host, code, person, is_joined)
        command = context_menu.offered(self.subject)[0]
        text = people_text.person(person, name_visible)
        if report:
            text += " · " + _("report {number}").format(number=report)
        if same_as:
            text += " · " + _("same person as {code}").format(code=same_as)
        button = LinkButton(
            text,
            partial(command.run, self.subject),
            struck=person.withdrawn,
            more="\n".join(_more(person, name_visible)),
        )
        lines: list[QWidget] = [_elsewhere(host, other) for other in elsewhere]
        if published := people_text.shown_as(person):
            lines.append(widgets.Elided(published, "quiet", 9))
        self.setLayout(widgets.column(button, *lines, margins=(13, 0, 0, 0)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        context_menu.open_menu(self, self.subject, event.globalPos())
