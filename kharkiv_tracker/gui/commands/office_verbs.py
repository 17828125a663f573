"""The commands about the list of offices and of sources: join, separate, mark."""

from __future__ import annotations

from enum import Enum, auto

from kharkiv_tracker.gui.commands.command import OFFICES, About, Command
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.i18n import N_


class OfficeVerb(Enum):
    """What is done to the current office or source of the lists."""

    JOIN = auto()
    SEPARATE = auto()
    MARK_OFFICIAL = auto()
    MARK_UNOFFICIAL = auto()
    UNMARK = auto()
    SET_ASIDE = auto()
    TAKE_UP = auto()
    JOIN_SOURCE = auto()


def _command(
    name: str, text: str, verb: OfficeVerb, button: str = "", line: bool = False
) -> Command[CaseHost]:
    return Command(
        name,
        text,
        lambda case: case.change_office(verb),
        about=About.CASE,
        possible=lambda case: not case.session.case.read_only,
        button=button,
        menu=OFFICES,
        line=line,
    )


#: Those about an office, by what they do.
OFFICE_COMMANDS = {
    OfficeVerb.JOIN: _command(
        "join-office", N_("Merge with another office…"), OfficeVerb.JOIN, N_("Merge…")
    ),
    OfficeVerb.SEPARATE: _command(
        "separate-office", N_("Separate this name…"), OfficeVerb.SEPARATE, N_("Separate…")
    ),
    OfficeVerb.MARK_OFFICIAL: _command(
        "mark-office-official", N_("Mark as official…"), OfficeVerb.MARK_OFFICIAL
    ),
    OfficeVerb.MARK_UNOFFICIAL: _command(
        "mark-office-unofficial", N_("Mark as unofficial…"), OfficeVerb.MARK_UNOFFICIAL
    ),
    OfficeVerb.UNMARK: _command("unmark-office", N_("Remove mark…"), OfficeVerb.UNMARK),
    OfficeVerb.SET_ASIDE: _command(
        "set-office-aside", N_("Dismiss flag on office…"), OfficeVerb.SET_ASIDE
    ),
    OfficeVerb.TAKE_UP: _command("take-office-up", N_("Reopen flag on office"), OfficeVerb.TAKE_UP),
}
JOIN_SOURCE = _command(
    "join-source", N_("Merge with another source…"), OfficeVerb.JOIN_SOURCE, line=True
)
COMMANDS_OF_LISTS = (*OFFICE_COMMANDS.values(), JOIN_SOURCE)
