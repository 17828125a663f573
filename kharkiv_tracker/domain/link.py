"""How two incidents belong together, or that they do not."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import N_, NP_


class Relation(Word):
    """The relation of two incidents; all but SPLIT are symmetric."""

    ATTACK_WAVE = "same attack wave", NP_("relation", "same attack wave")
    DOUBLE_STRIKE = "double strike", NP_("relation", "double strike")
    SPLIT = "split from", NP_("relation", "split from")
    DIFFERENT = "not the same", NP_("relation", "not the same")


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two incidents, by their codes; `one` was split from `other`."""

    one: str = declared(Kind.RECORD, NP_("field", "Incident"), of="incident", automatic=True)
    other: str = declared(
        Kind.RECORD, NP_("field", "Other incident"), of="incident", automatic=True
    )
    relation: Relation = declared(
        Kind.WORD,
        NP_("field", "Kind of link"),
        default=Relation.DIFFERENT,
        of=Relation,
        help=Help(
            N_(
                "Same attack wave, double strike (a second strike on those who came to "
                "help), split from, or not the same."
            ),
            N_("one strike recorded twice: merge the incidents."),
            (N_("25 May 2024, the second missile 10 minutes later: double strike"),),
        ),
    )
    notes: str = declared(Kind.TEXT, NP_("field", "Notes"))
    uid: str = ""
