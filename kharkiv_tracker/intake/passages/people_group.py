"""People counted in a sentence: so many, of which class and ages, and the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.passages.people_noun import YOUTH

_ADULT = 18
#: The classes of children.
MINORS = ("boys", "girls", "child")
_MALES, _FEMALES = ("men", "boys"), ("women", "girls")
_GROWN = {"girls": "women", "boys": "men"}
_YOUNG = {"men": "boys", "women": "girls", "": "child", "adult": "child"}


@dataclass(slots=True)
class Group:
    """Some people named together; places are those of tokens in their sentence."""

    start: int
    end: int
    count: Count | Ratio
    number: tuple[int, int]
    """The tokens of its number; of a noun alone its own."""
    name: str = ""
    """The class: men, women, boys, girls, child, adult; "" where it is not said."""
    ages: tuple[str, ...] = ()
    own: str = ""
    """The quantity that the noun itself says: 16 wounded."""
    is_bare: bool = False
    """Whether it is a number alone."""
    is_beside: bool = False
    is_combatant: bool = False
    is_unclear: bool = False
    is_among: bool = False
    """Whether it is said to be some of those before: two of them."""
    is_single: bool = False
    """Whether it is a noun without a number: a woman, «жінка»."""
    is_all: bool = False
    """Whether it is all of those before."""
    person: str = ""
    """The name of the one it is."""

    @property
    def low(self) -> int:
        """How many there are at least."""
        return (self.count.low or 0) if isinstance(self.count, Count) else 0

    @property
    def sex(self) -> str:
        """The sex that the class says."""
        return "male" if self.name in _MALES else "female" if self.name in _FEMALES else ""


def class_of(name: str, ages: Sequence[str]) -> str:
    """The class of people of a noun and an age: a youth of 15 is a boy, of 40 a man."""
    lows = [low for age in ages if (low := _years(age)) is not None]
    youth = name.removeprefix(f"{YOUTH} ") if name.startswith(YOUTH) else ""
    if not lows:
        return "" if youth else name
    if all(low < _ADULT for low in lows):
        return youth or _YOUNG.get(name, name)
    if min(lows) >= _ADULT:
        return _GROWN[youth] if youth else "" if name in MINORS else name
    return "" if youth else name


def _years(age: str) -> int | None:
    """The age in whole years; None where it cannot be read."""
    try:
        parsed = parse_age(age)
    except Refused:
        return None
    return parsed.low if parsed.months is None else 0
