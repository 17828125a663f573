"""How two incidents belong together, or that they do not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What one incident is to another; all but SPLIT hold both ways."""

    ATTACK_WAVE = "same attack wave"
    DOUBLE_STRIKE = "double strike"
    SPLIT = "split from"
    DIFFERENT = "not the same"


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two incidents, by their codes; `one` was split from `other`."""

    one: str
    other: str
    relation: Relation
    notes: str = ""
    uid: str = ""
