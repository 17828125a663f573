"""The key sheet, made from the declared commands."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker.gui.commands import table_commands, target
from kharkiv_tracker.gui.commands.command import About, AnyCommand
from kharkiv_tracker.gui.commands.command_table import TABLE
from kharkiv_tracker.gui.commands.controls import native
from kharkiv_tracker.gui.commands.hosts import WindowHost
from kharkiv_tracker.gui.correction import correction_keys
from kharkiv_tracker.gui.documents import documents_view
from kharkiv_tracker.gui.entry import guidance, panel_keys
from kharkiv_tracker.gui.history import history_view
from kharkiv_tracker.gui.incidents import selection_bar
from kharkiv_tracker.gui.inspector import panel as inspector
from kharkiv_tracker.gui.sources import source_panel
from kharkiv_tracker.i18n import _

#: Headings, each with keys and what they do.
Sheet = list[tuple[str, list[tuple[str, str]]]]

#: The commands of single panels, declared with the panels.
PANELS: tuple[AnyCommand, ...] = (
    *guidance.COMMANDS,
    *panel_keys.COMMANDS,
    *selection_bar.COMMANDS,
    *correction_keys.COMMANDS,
    *inspector.COMMANDS,
    *source_panel.COMMANDS,
    *history_view.COMMANDS,
    *documents_view.COMMANDS,
    *table_commands.COMMANDS,
)


def key_sheet(window: WindowHost) -> Sheet:
    """All keys and what they do; those of panels only if a case is open."""
    commands = (*TABLE, *(PANELS if window.view else ()))
    sheet: dict[str, list[tuple[str, str]]] = {}
    for command in commands:
        if keys := ", ".join(_keys(command)):
            row = (keys, target.name(command, window))
            sheet.setdefault(_heading(command), []).append(row)
    return list(sheet.items())


def _keys(command: AnyCommand) -> Iterator[str]:
    for key in (command.key, command.anywhere):
        if key:
            yield native(key).replace("Return", "Enter")


def _heading(command: AnyCommand) -> str:
    if command.menu:
        return command.menu.top.name
    return _("Entry panel") if About.ENTRY in command.about else _("Other")
