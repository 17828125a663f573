"""The command for the passphrase of the open case."""

from __future__ import annotations

from kharkiv_tracker.gui.commands.command import FILE, AnyCommand, Command
from kharkiv_tracker.gui.commands.hosts import WindowHost
from kharkiv_tracker.i18n import N_

PASSPHRASE_COMMANDS: tuple[AnyCommand, ...] = (
    Command[WindowHost](
        "change-passphrase",
        N_("Passphrase…"),
        lambda window: window.safety.change_passphrase(),
        possible=lambda window: window.view is not None and not window.view.session.case.read_only,
        menu=FILE,
        line=True,
        also=N_("password encryption encrypt recovery sheet key"),
    ),
)
