"""What can be done to a record from where it stands: in the table, or on the line of a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui.actions import Actions
from kharkiv_tracker.i18n import _


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be done, by its name."""

    name: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a record leads to in the window, by its code."""

    update: Callable[[str], object]
    edit: Callable[[str], object]
    history: Callable[[str], object]
    incident: Callable[[str], object]


def of_incident(incident: Incident, reports: int, actions: Actions, ways: Ways) -> list[Verb]:
    """What can be done to an incident as it stands now; a withdrawn one can be reinstated."""
    code = incident.code
    history = Verb(_("History"), lambda: ways.history(code))
    if incident.state is ReviewState.WITHDRAWN:
        if incident.merged_into:
            return [history]
        return [Verb(_("Reinstate"), lambda: actions.reinstate(code)), history]
    approve = Verb(_("Approve"), lambda: actions.approve(code))
    split = Verb(_("Split…"), lambda: actions.split(code))
    return [
        Verb(_("Add update"), lambda: ways.update(code)),
        Verb(_("Edit"), lambda: ways.edit(code)),
        history,
        *(() if incident.state is ReviewState.APPROVED else (approve,)),
        Verb(_("Merge with…"), lambda: actions.merge(code)),
        *((split,) if reports > 1 else ()),
        Verb(_("Link…"), lambda: actions.link(code)),
        Verb(_("Add person…"), lambda: actions.add_person(code)),
        Verb(_("Attach file…"), lambda: actions.attach(code)),
        Verb(_("Withdraw…"), lambda: actions.withdraw(code)),
    ]


def of_report(incident: Incident, report: Report, actions: Actions, ways: Ways) -> list[Verb]:
    """What can be done to one report of an incident."""
    code = f"{incident.code}/{report.number}"
    if incident.state is ReviewState.WITHDRAWN:
        return []
    if report.withdrawn:
        return [Verb(_("Reinstate"), lambda: actions.reinstate(code))]
    chosen = Verb(_("Back to the rule"), lambda: actions.back_to_rule(incident.code))
    choose = Verb(_("Choose…"), lambda: actions.choose_report(code))
    return [
        Verb(_("Edit"), lambda: ways.edit(code)),
        chosen if incident.chosen == report.uid else choose,
        Verb(_("Withdraw…"), lambda: actions.withdraw(code)),
    ]


def open_menu(parent: QWidget, verbs: Sequence[Verb], at: QPoint) -> None:
    """Let one of the verbs be chosen from a menu at a place of the screen."""
    if verbs:
        menu(parent, verbs).popup(at)


def menu(parent: QWidget, verbs: Sequence[Verb]) -> QMenu:
    """A menu of verbs that is gone once it is closed."""
    made = QMenu(parent)
    for verb in verbs:
        action = made.addAction(verb.name)
        action.triggered.connect(lambda _checked=False, verb=verb: verb.act())
    made.aboutToHide.connect(made.deleteLater)
    return made
