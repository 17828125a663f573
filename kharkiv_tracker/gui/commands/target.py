"""The target of a command of the menu bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kharkiv_tracker.domain.document import is_document_code
from kharkiv_tracker.gui.commands import subject
from kharkiv_tracker.gui.commands.command import About, AnyCommand, Command
from kharkiv_tracker.gui.commands.hosts import CaseHost, WindowHost
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.i18n import _


def run(command: AnyCommand, window: WindowHost) -> None:
    """Run a command on the window, the open case or the current record, if there is one."""
    target = _target(command, window)
    if isinstance(target, Subject):
        start(command, target)
    elif target is not None:
        command.run(target)


def start(command: Command[Subject], record: Subject) -> None:
    """Run a command on a record, or on all that are chosen; never on one of them alone."""
    if not record.codes:
        command.run(record)
    elif command.many is not None:
        command.many(record)


def is_enabled(command: AnyCommand, window: WindowHost) -> bool:
    """Whether the menu enables a command; commands about records need an open case only."""
    if command.about is About.WINDOW:
        return command.possible(window)
    if command.about is About.CASE:
        return window.view is not None and command.possible(window.view)
    return window.view is not None and _fits(command, _chosen(command, window.view))


def title(command: AnyCommand, window: WindowHost) -> str:
    """The current text of a command."""
    return command.title(window) if command.title else _(command.text)


def name(command: AnyCommand, window: WindowHost) -> str:
    """The text outside the menu, with the name of its submenu: `Theme: Dark`."""
    menu = command.menu
    within = _("{menu}: ").format(menu=menu.name) if menu and menu.parent else ""
    return within + title(command, window).rstrip("…")


def _target(command: AnyCommand, window: WindowHost) -> Any:
    if command.about is About.WINDOW:
        return window
    if command.about is About.CASE or window.view is None:
        return window.view
    return _record(command, window.view)


def _record(command: AnyCommand, host: CaseHost) -> Subject | None:
    """The current report if the command is about reports, else its incident; or the document.

    Where several incidents or documents are chosen, all of them.
    """
    if chosen := _chosen(command, host):
        return subject.of_several(host, chosen) if _fits(command, chosen) else None
    code = host.at_cursor if command.at_cursor else host.in_hand()
    if is_document_code(code):
        return Subject(host, code, About.DOCUMENT) if About.DOCUMENT in command.about else None
    if About.REPORT not in command.about:
        code = code.partition("/")[0]
    return Subject(host, code) if code else None


def _chosen(command: AnyCommand, host: CaseHost) -> Sequence[str]:
    """The records that are chosen where they are several, unless a report of one is pointed at."""
    if About.REPORT in command.about and "/" in host.in_hand():
        return ()
    return host.chosen_codes()


def _fits(command: AnyCommand, chosen: Sequence[str]) -> bool:
    """Whether a command is for all that are chosen; where none are, for the current record."""
    if not chosen:
        return True
    kind = About.DOCUMENT if is_document_code(chosen[0]) else About.INCIDENT
    return kind in command.about and command.acts_on(len(chosen))
