"""What can be found from the window: records of the open case, and everything in the menu."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from kharkiv_tracker import labels
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui import find, words
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.find import Hit
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import finding
from kharkiv_tracker.store.incidents import IncidentRow


def finder(bar: QMenuBar, view: CaseView | None, gazetteer: Gazetteer) -> find.Finder:
    """Finds among the records of the view's case, if one is open, and the menu's commands."""

    def found(text: str) -> list[Hit]:
        told = list(records(view, gazetteer, text)) if view and text else []
        return told + commands(bar, text)

    return found


def records(view: CaseView, gazetteer: Gazetteer, text: str) -> Iterator[Hit]:
    """Incidents, speakers, sources and official totals that hold every word."""
    session = view.session
    held = finding.find(session.case, text, find.MOST)
    for row in held.incidents:
        yield Hit(
            ngettext("incident", "incidents", 1),
            row.code,
            _incident(row, gazetteer),
            partial(view.open_incident, row.code),
        )
    for speaker in held.speakers:
        name = speaker.person or speaker.office
        detail = speaker.office if speaker.person else ""
        yield Hit(_("speaker"), name, detail, partial(view.open_text, name))
    for source in held.sources:
        kind = labels.word(source.kind) if source.kind else ""
        name = source.name or _("not named")
        yield Hit(_("source"), name, kind, partial(view.open_source, source))
    for told in held.statements:
        area = gazetteer.get(told.area)
        parts = (
            labels.speaker(told.speaker),
            labels.area(area) if area else told.area,
            labels.counts(told.counts),
        )
        detail = " · ".join(part for part in parts if part)
        yield Hit(_("official total"), told.code, detail, partial(view.open_statement, told.code))


def commands(bar: QMenuBar, text: str) -> list[Hit]:
    """The menu's commands that can be done now and hold every word."""
    return [
        Hit(_("command"), name, action.shortcut().toString(_NATIVE), action.trigger)
        for name, action in actions(bar)
        if action.isEnabled() and find.holds(text, name)
    ]


def actions(bar: QMenuBar) -> Iterator[tuple[str, QAction]]:
    """Every command of the menu with its name, in submenus too: `Theme: Dark`."""
    for top in bar.actions():
        if isinstance(menu := top.menu(), QMenu):
            yield from within(menu)


def within(menu: QMenu, before: str = "") -> Iterator[tuple[str, QAction]]:
    """The commands of one menu and those below it."""
    for action in menu.actions():
        name = before + plain(action.text())
        if isinstance(inner := action.menu(), QMenu):
            yield from within(inner, _("{menu}: ").format(menu=name))
        elif not action.isSeparator():
            yield name, action


_NATIVE = QKeySequence.SequenceFormat.NativeText


def plain(text: str) -> str:
    """A menu's text without the mark of its underlined letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def _incident(row: IncidentRow, gazetteer: Gazetteer) -> str:
    told = [
        words.incident(row.place, gazetteer.get(row.district)),
        labels.event_time_brief(row.event),
        *labels.each_figure(row.figures),
    ]
    return " · ".join(told)
