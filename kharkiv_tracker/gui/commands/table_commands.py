"""The commands about the table of a view: its columns, and its rows on the clipboard."""

from __future__ import annotations

from kharkiv_tracker.gui.commands.command import VIEW, About, AnyCommand, Command
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.i18n import N_


def _has_columns(case: CaseHost) -> bool:
    return case.table is not None and case.table.choose_columns is not None


def _choose_columns(case: CaseHost) -> None:
    if case.table is not None and case.table.choose_columns is not None:
        case.table.choose_columns()


TABLE_COMMANDS: tuple[AnyCommand, ...] = (
    Command[CaseHost](
        "choose-columns",
        N_("Columns…"),
        _choose_columns,
        about=About.CASE,
        possible=_has_columns,
        menu=VIEW,
        line=True,
    ),
)
#: Of any table that has the keyboard, and of a chart.
COMMANDS: tuple[AnyCommand, ...] = (
    Command[Table](
        "copy-rows",
        N_("Copy the chosen rows, or the chart"),
        lambda table: table.copy(),
        ("Ctrl+C",),
        About.CASE,
    ),
)
