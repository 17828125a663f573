"""The commands of the Help menu."""

from __future__ import annotations

from kharkiv_tracker.gui.commands.command import HELP, AnyCommand, Command
from kharkiv_tracker.gui.commands.hosts import WindowHost
from kharkiv_tracker.i18n import N_

HELP_COMMANDS: tuple[AnyCommand, ...] = (
    Command[WindowHost](
        "user-guide",
        N_("User guide"),
        lambda window: window.help.show_page("guide/index"),
        ("Ctrl+F1",),
        menu=HELP,
        also=N_("manual instructions how to"),
    ),
    Command[WindowHost](
        "first-steps",
        N_("First steps"),
        lambda window: window.help.show_first_steps(),
        menu=HELP,
        also=N_("tour introduction"),
    ),
    Command[WindowHost](
        "show-codebook",
        N_("Codebook"),
        lambda window: window.help.show_page("codebook"),
        menu=HELP,
        line=True,
        also=N_("what to enter fields rules"),
    ),
    Command[WindowHost](
        "show-numbers",
        N_("How the numbers are made"),
        lambda window: window.help.show_page("how-numbers-are-made"),
        menu=HELP,
        also=N_("counting rule method"),
    ),
    Command[WindowHost](
        "show-keys",
        N_("Keyboard shortcuts"),
        lambda window: window.show_keys(),
        ("Ctrl+/",),
        menu=HELP,
        line=True,
    ),
    Command[WindowHost](
        "about",
        N_("About Kharkiv Tracker"),
        lambda window: window.help.show_about(),
        menu=HELP,
        also=N_("version licence"),
    ),
)
