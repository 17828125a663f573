"""How two incidents belong together, or that they do not."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import NP_


class Relation(Word):
    """What one incident is to another; all but SPLIT hold both ways."""

    ATTACK_WAVE = "same attack wave", NP_("relation", "same attack wave")
    DOUBLE_STRIKE = "double strike", NP_("relation", "double strike")
    SPLIT = "split from", NP_("relation", "split from")
    DIFFERENT = "not the same", NP_("relation", "not the same")


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two incidents, by their codes; `one` was split from `other`."""

    one: str
    other: str
    relation: Relation
    notes: str = ""
    uid: str = ""
