"""The keys of the panel for corrections."""

from __future__ import annotations

from typing import Protocol

from kharkiv_tracker.gui.commands.command import About, Command
from kharkiv_tracker.i18n import N_


class CorrectionHost(Protocol):
    """What the keys need of the panel."""

    def save(self) -> None: ...
    def escape(self) -> None: ...


COMMANDS = (
    Command[CorrectionHost](
        "save-correction",
        N_("Save correction"),
        lambda panel: panel.save(),
        ("Ctrl+Return", "Ctrl+Enter"),
        About.CORRECTION,
    ),
    Command[CorrectionHost](
        "close-correction",
        N_("Discard changes"),
        lambda panel: panel.escape(),
        ("Escape",),
        About.CORRECTION,
    ),
)
