"""Edits of the lists of offices and sources: each shows what would move, and asks why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import city, collation, office_register
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.voice import registered
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.commands.office_verbs import OfficeVerb
from kharkiv_tracker.gui.dialogs import figure_change_dialog
from kharkiv_tracker.gui.dialogs.figure_change_dialog import Question
from kharkiv_tracker.i18n import _, current, pgettext
from kharkiv_tracker.labels import flag_text
from kharkiv_tracker.store import office_changes, office_usage, source_list, work_queue
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.office_changes import Apart, Join, Mark, OfficeChange
from kharkiv_tracker.store.office_usage import ListedOffice
from kharkiv_tracker.store.source_usage import ListedSource


class OfficeEdits:
    """Each method changes one office, name or source of the open case."""

    def __init__(self, host: CaseHost, parent: QWidget) -> None:
        self._host, self._parent = host, parent

    def change(self, verb: OfficeVerb, office: ListedOffice, name: str) -> None:
        """Do what a command says to an office, or to one of its names."""
        match verb:
            case OfficeVerb.JOIN:
                self._join(office)
            case OfficeVerb.SEPARATE:
                self._make(
                    _("Separate {name}").format(name=name),
                    _("This name becomes a separate office again."),
                    _("Separate"),
                    Apart(name),
                )
            case OfficeVerb.MARK_OFFICIAL:
                self._make(
                    _("Mark {name} as official").format(name=office.name),
                    _("Its counts replace unofficial ones."),
                    _("Mark as official"),
                    Mark(office.name, Authority.OFFICIAL),
                )
            case OfficeVerb.MARK_UNOFFICIAL:
                self._make(
                    _("Mark {name} as unofficial").format(name=office.name),
                    _("Its counts never replace official ones."),
                    _("Mark as unofficial"),
                    Mark(office.name, Authority.UNOFFICIAL),
                )
            case OfficeVerb.UNMARK:
                self._make(
                    _("Remove mark from {name}").format(name=office.name),
                    _(
                        "The built-in list decides whether it is official. An office not in "
                        "the list counts as official until marked."
                    ),
                    _("Remove"),
                    Mark(office.name, None),
                )
            case OfficeVerb.SET_ASIDE | OfficeVerb.TAKE_UP:
                self._set_aside(office, verb is OfficeVerb.TAKE_UP)

    def join_source(self, listed: ListedSource, others: tuple[ListedSource, ...]) -> None:
        """Let all that was read in another source be read in this one."""
        question = Question(
            _("Merge {name} with…").format(
                name=listed.source.name or pgettext("source", "unnamed")
            ),
            _(
                "All records from the other source move to this one. The other source is "
                "removed from the list."
            ),
            _("Merge"),
            lambda case, other: source_list.merge_differences(case, listed.uid, other),
            _("Other source"),
            [(other.source.name or pgettext("source", "unnamed"), other.uid) for other in others],
        )
        self._ask(question, lambda edit, other: source_list.merge_sources(edit, listed.uid, other))

    def _join(self, office: ListedOffice) -> None:
        offices = office_usage.listed(self._host.session.case)
        quoted = [
            (entry.name, entry.name) for entry in offices if entry.key not in ("", office.key)
        ]
        keys = {entry.key for entry in offices}
        known = [
            (city.in_language(entry.titles, current()), entry.names[0])
            for entry in office_register.load()
            if fold(entry.names[0]) not in keys and entry is not registered(office.key)
        ]
        known.sort(key=lambda entry: collation.key(entry[0]))
        question = Question(
            _("Merge {name} with…").format(name=office.name),
            _("Both will count as one speaker under all their names."),
            _("Merge"),
            lambda case, other: office_changes.differences(case, Join(office.name, other)),
            _("Other office"),
            [*quoted, *known],
        )
        self._ask(
            question,
            lambda edit, other: office_changes.make(edit, Join(office.name, other)),
        )

    def _make(self, title: str, sentence: str, button: str, change: OfficeChange) -> None:
        question = Question(
            title,
            sentence,
            button,
            lambda case, _chosen: office_changes.differences(case, change),
        )
        self._ask(question, lambda edit, _chosen: office_changes.make(edit, change))

    def _ask(self, question: Question, change: Callable[[Edit, str], object]) -> None:
        host = self._host
        answer = figure_change_dialog.ask(
            self._parent, host.session, host.exporting.background, question
        )
        if answer is not None:
            host.edits.run_edit(answer.reason, partial(_made, change, answer.chosen))

    def _set_aside(self, office: ListedOffice, again: bool) -> None:
        """Take an office not yet assessed out of the queue, or put it back."""
        for finding in work_queue.findings(self._host.session.case, office.name, aside=True):
            if again and finding.aside:
                self._host.edits.take_up(finding)
            elif not again and not finding.aside:
                self._host.edits.set_aside(finding, flag_text.sentence(finding, {}))


def _made(change: Callable[[Edit, str], object], chosen: str, edit: Edit) -> object:
    return change(edit, chosen)
