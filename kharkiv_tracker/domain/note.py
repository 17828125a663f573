"""A dated note on any record: a discussion, a doubt, a phone call; never on a public page."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _

#: The kinds of records that can have notes.
SUBJECTS = ("incident", "report", "statement", "joint", "document", "person", "attachment")
#: A note's code begins with this, then the day it was written: `NOTE-2026-11-26-01`.
CODE = "NOTE"


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `subject` is the id of the record it is on, `written` an instant."""

    text: str = declared(
        Kind.TEXT,
        NP_("field", "Note"),
        help=Help(
            N_("A doubt, a discussion or a phone call about this record, for colleagues."),
            N_("what a source says: enter a report."),
            (N_("called the press office: the number includes the dead of 18 August"),),
        ),
    )
    subject: str = declared(Kind.RECORD, NP_("field", "Record"), automatic=True)
    author: str = declared(Kind.LINE, NP_("field", "Author"), automatic=True)
    written: str = declared(Kind.INSTANT, NP_("field", "Written"), automatic=True)
    uid: str = ""
    code: str = declared(Kind.NAME, NP_("field", "Code"), automatic=True)
    withdrawn: bool = declared(Kind.TICK, NP_("field", "Withdrawn"), default=False, automatic=True)

    def check(self) -> None:
        """Raise Refused for a note without words."""
        if not self.text.strip():
            raise Refused(_("Enter the text of the note."), path="text")
