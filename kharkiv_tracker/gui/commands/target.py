"""What a command of the menu bar is done to, when it is chosen in the window."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker.gui.commands.command import About, AnyCommand
from kharkiv_tracker.gui.commands.hosts import CaseHost, WindowHost
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.i18n import _


def run(command: AnyCommand, window: WindowHost) -> None:
    """Do a command to the window, the open case or the record in hand, where there is one."""
    target = _target(command, window)
    if target is not None:
        command.run(target)


def is_enabled(command: AnyCommand, window: WindowHost) -> bool:
    """Whether the menu lets it be chosen; with a case open that is so for all about records."""
    if command.about is About.WINDOW:
        return command.possible(window)
    if command.about is About.CASE:
        return window.view is not None and command.possible(window.view)
    return window.view is not None


def title(command: AnyCommand, window: WindowHost) -> str:
    """The text of a command now."""
    return command.title(window) if command.title else _(command.text)


def name(command: AnyCommand, window: WindowHost) -> str:
    """The same as it is told outside the menu, with that of an inner menu: `Theme: Dark`."""
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
    """The report in hand where the command is about reports, else its incident."""
    code = host.at_cursor if command.at_cursor else host.in_hand()
    if About.REPORT not in command.about:
        code = code.partition("/")[0]
    return Subject(host, code) if code else None
