"""The commands that take changes back, and bring back what was discarded."""

from __future__ import annotations

from kharkiv_tracker.gui.commands.command import RECORD, About, AnyCommand, Command
from kharkiv_tracker.gui.commands.hosts import CaseHost, WindowHost
from kharkiv_tracker.i18n import N_

UNDO_COMMANDS: tuple[AnyCommand, ...] = (
    Command[WindowHost](
        "undo",
        N_("Undo"),
        lambda window: window.undo.undo(),
        ("Ctrl+Z",),
        possible=lambda window: window.undo.may_undo,
        menu=RECORD,
        title=lambda window: window.undo.undo_title,
    ),
    Command[WindowHost](
        "redo",
        N_("Redo"),
        lambda window: window.undo.redo(),
        ("Ctrl+Shift+Z",),
        possible=lambda window: window.undo.may_redo,
        menu=RECORD,
        title=lambda window: window.undo.redo_title,
    ),
    Command[WindowHost](
        "undo-several",
        N_("Undo several steps…"),
        lambda window: window.undo.undo_several(),
        possible=lambda window: window.undo.may_undo,
        menu=RECORD,
    ),
    Command[CaseHost](
        "discarded-entries",
        N_("Discarded entries…"),
        lambda case: case.show_discarded(),
        about=About.CASE,
        possible=lambda case: not case.session.case.read_only,
        menu=RECORD,
    ),
)
