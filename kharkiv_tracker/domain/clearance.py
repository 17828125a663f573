"""Whether a source, document, report or person may be named on the open page."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Kind, declared
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_


class Decision(Word):
    """What was decided when the list was looked through."""

    NAMED = "named", NP_("open page", "named")
    WITHHELD = "withheld", NP_("open page", "withheld")


@dataclass(frozen=True, slots=True)
class Clearance:
    """One decision for the open page; `subject` is the id of the record it is about."""

    subject: str = declared(Kind.RECORD, NP_("field", "Record"), automatic=True)
    decision: Decision | None = declared(
        Kind.WORD, NP_("field", "On the open page"), default=None, of=Decision, automatic=True
    )
