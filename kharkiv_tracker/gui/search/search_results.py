"""The results of the search: records of the open case, and commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.incident import ReviewState, is_incident_code
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui.case_reader import Topic
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command import AnyCommand
from kharkiv_tracker.gui.commands.command_table import TABLE, recent_cases
from kharkiv_tracker.gui.commands.controls import native
from kharkiv_tracker.gui.commands.hosts import WindowHost
from kharkiv_tracker.gui.search import search_dialog
from kharkiv_tracker.gui.search.search_dialog import Hit
from kharkiv_tracker.i18n import LANGUAGES, _, ngettext, pgettext, speaking
from kharkiv_tracker.labels import approval_text, people_text
from kharkiv_tracker.store import text_search
from kharkiv_tracker.store.document_list import DocumentRow
from kharkiv_tracker.store.incidents import IncidentRow
from kharkiv_tracker.store.text_search import SearchResults


def show_dialog(
    parent: QWidget, window: WindowHost, view: CaseView | None, gazetteer: Gazetteer
) -> None:
    """Show the search dialog over its parent."""
    dialog = search_dialog.SearchDialog(parent, finder(window, view, gazetteer))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if view:
        reader = view.session.reader
        dialog.finished.connect(lambda _result: reader.withdraw(Topic.HITS))
    dialog.show_over(parent)


def finder(window: WindowHost, view: CaseView | None, gazetteer: Gazetteer) -> search_dialog.Finder:
    """A function that searches the records of the open case, if any, and the commands.

    In a large case the records are searched in the background.
    """
    recent = recent_cases()

    def find(text: str, receive: Callable[[list[Hit]], None]) -> None:
        def show(matches: SearchResults | None) -> None:
            hits = list(records(view, gazetteer, matches)) if view and matches else []
            # Recent cases would crowd the list before anything is typed.
            receive(hits + commands(window, text, (*TABLE, *(recent if text else ()))))

        if view:
            view.session.reader.withdraw(Topic.HITS)
        if view and text:
            view.session.reader.read(
                Topic.HITS,
                lambda case: text_search.find(case, text, search_dialog.MAX_HITS),
                show,
            )
        else:
            show(None)

    return find


def records(view: CaseView, gazetteer: Gazetteer, matches: SearchResults) -> Iterator[Hit]:
    """The records of every kind that match."""
    for entry in matches.identifiers:
        title = str(entry.identifier)
        owner = entry.on.partition("/")[0]
        act = view.open_incident if is_incident_code(owner) else view.open_document
        yield Hit(_("identifier"), title, entry.on, partial(act, owner))
    for row in matches.incidents:
        yield Hit(
            ngettext("incident", "incidents", 1),
            row.code,
            _incident(row, gazetteer),
            partial(view.open_incident, row.code),
        )
    for speaker in matches.speakers:
        name = speaker.person or speaker.office
        detail = speaker.office if speaker.person else ""
        yield Hit(_("speaker"), name, detail, partial(view.open_text, name))
    for source in matches.sources:
        kind = labels.word(source.kind) if source.kind else ""
        name = source.name or pgettext("source", "unnamed")
        yield Hit(_("source"), name, kind, partial(view.open_source, source))
    for statement in matches.statements:
        area = gazetteer.get(statement.area)
        parts = (
            labels.speaker(statement.speaker),
            labels.area(area) if area else statement.area,
            labels.counts(statement.counts),
        )
        detail = " · ".join(words for words in parts if words)
        act = partial(view.open_statement, statement.code)
        yield Hit(_("official total"), statement.code, detail, act)
    for joint in matches.joint_reports:
        detail = " · ".join((labels.speaker(joint.speaker), labels.counts(joint.counts)))
        act = partial(view.open_statement, joint.code)
        yield Hit(_("combined report"), joint.code, detail, act)
    for document in matches.documents:
        act = partial(view.open_document, document.code)
        yield Hit(_("document"), document.name, _document(document), act)


def _document(row: DocumentRow) -> str:
    kind = labels.word(row.kind) if row.kind else ""
    published = labels.as_of(row.published) if row.published else ""
    return " · ".join(filter(None, (row.code, kind, row.source.name, published)))


def commands(window: WindowHost, text: str, table: Iterable[AnyCommand] = TABLE) -> list[Hit]:
    """The enabled commands of the menus that contain every word, in any language."""
    hits = []
    for command in table:
        if command.menu and target.is_enabled(command, window):
            name, names = target.name(command, window), _names(command) if text else ()
            if search_dialog.holds(text, name, *names, _other_words(command) if text else ""):
                act = partial(target.run, command, window)
                hits.append(Hit(_("command"), name, native(command.key), act, names))
    return hits


@lru_cache(maxsize=1024)
def _names(command: AnyCommand) -> tuple[str, ...]:
    """What a command is called in each language."""
    names = []
    for language in LANGUAGES:
        with speaking(language):
            names.append(_(command.text))
    return tuple(names)


@lru_cache(maxsize=1024)
def _other_words(command: AnyCommand) -> str:
    """The titles of its menus and other words for it, in each language."""
    words = []
    for language in LANGUAGES:
        with speaking(language):
            menu = command.menu
            while menu:
                words.append(menu.name)
                menu = menu.parent
            if command.also:
                words.append(_(command.also))
    return " ".join(words)


def _incident(row: IncidentRow, gazetteer: Gazetteer) -> str:
    parts = [
        people_text.incident(row.place, gazetteer.get(row.district)),
        labels.event_time_brief(row.event),
        *labels.each_figure(row.figures),
    ]
    if row.state is ReviewState.WITHDRAWN:
        parts.append(approval_text.review_state(row.state, row.is_changed, row.is_merged))
    return " · ".join(parts)
