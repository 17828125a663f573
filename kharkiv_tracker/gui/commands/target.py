"""The target of a command of the menu bar."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker.domain.document import is_document_code
from kharkiv_tracker.gui.commands.command import About, AnyCommand
from kharkiv_tracker.gui.commands.hosts import CaseHost, WindowHost
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.i18n import _


def run(command: AnyCommand, window: WindowHost) -> None:
    """Run a command on the window, the open case or the current record, if there is one."""
    target = _target(command, window)
    if target is not None:
        command.run(target)


def is_enabled(command: AnyCommand, window: WindowHost) -> bool:
    """Whether the menu enables a command; commands about records need an open case only."""
    if command.about is About.WINDOW:
        return command.possible(window)
    if command.about is About.CASE:
        return window.view is not None and command.possible(window.view)
    return window.view is not None


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
    """The current report if the command is about reports, else its incident; or the document."""
    code = host.at_cursor if command.at_cursor else host.in_hand()
    if is_document_code(code):
        return Subject(host, code, About.DOCUMENT) if About.DOCUMENT in command.about else None
    if About.REPORT not in command.about:
        code = code.partition("/")[0]
    return Subject(host, code) if code else None
