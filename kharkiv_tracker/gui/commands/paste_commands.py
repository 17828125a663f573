"""Commands that read whole texts: from the clipboard, from files and channels."""

from __future__ import annotations

from kharkiv_tracker.gui.commands.command import RECORD, About, AnyCommand, Command
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.i18n import N_


def _may_write(case: CaseHost) -> bool:
    return not case.session.case.read_only


PASTE_COMMANDS: tuple[AnyCommand, ...] = (
    Command[CaseHost](
        "paste-report",
        N_("Paste a report…"),
        lambda case: case.dialogs.paste_report(),
        ("Ctrl+Shift+V",),
        About.CASE,
        menu=RECORD,
        possible=_may_write,
        also=N_("article post text clipboard read"),
    ),
    Command[CaseHost](
        "work-through-posts",
        N_("Work through posts…"),
        lambda case: case.dialogs.work_through(),
        about=About.CASE,
        menu=RECORD,
        possible=_may_write,
        also=N_("telegram channel folder stack files"),
    ),
)
