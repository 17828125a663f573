"""What the things a typed count is made of can be."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any, NamedTuple

#: The class of those whose age and sex are unknown.
UNKNOWN_CLASS = "unknown"
#: What words say something beside that are said of any people: their, о, про.
PEOPLE = "people"


class Kind(Enum):
    """What a word, a number or a sign is in a count."""

    AMOUNT = auto()
    RATIO = auto()
    RATIO_BASE = auto()
    AGES = auto()
    PART = auto()
    YOUTH = auto()
    QUANTITY = auto()
    PEOPLE = auto()
    MEN_OR_PEOPLE = auto()
    SHOCK = auto()
    UNKNOWN = auto()
    AMONG = auto()
    BESIDE = auto()
    MORE = auto()
    AND = auto()
    STOP = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()
    ALL = auto()
    FILLER = auto()
    COMPANION = auto()


class Item(NamedTuple):
    """One thing, what it means, and whether its word is that for one of it."""

    kind: Kind
    value: Any
    text: str
    is_one: bool = False
