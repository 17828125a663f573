"""What the analyst says of an office: which it is one with, and whether its word is official."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import N_, NP_


class Authority(Word):
    """Whether a count is an official one."""

    OFFICIAL = "official", NP_("authority", "official")
    UNOFFICIAL = "unofficial", NP_("authority", "unofficial")


class Judge(Enum):
    """Who said whether an office is official."""

    ANALYST = auto()
    KNOWN = auto()
    NOBODY = auto()


@dataclass(frozen=True, slots=True)
class Office:
    """One office of the list of offices, under the name by which it was joined or marked.

    `same_as` is the name of the office it is one with: its own where it was separated from all
    others, "" where nothing is said.
    """

    name: str = declared(Kind.LINE, NP_("field", "Office"))
    same_as: str = declared(
        Kind.LINE,
        NP_("field", "Same office as"),
        help=Help(
            N_("The office this name belongs to: both names count as one speaker."),
            N_("another office that only repeats its numbers."),
            (N_("“Kharkiv OVA” and “Oblast Military Administration”"),),
        ),
    )
    authority: Authority | None = declared(
        Kind.WORD,
        NP_("field", "Official"),
        default=None,
        of=Authority,
        help=Help(
            N_(
                "Whether its counts are official. An official count replaces unofficial "
                "ones; an unofficial count never replaces an official one."
            ),
            N_("how far you trust it: use the reliability of the source for that."),
            (N_("an occupation administration: unofficial"),),
        ),
    )
