"""What a sentence says of people: so many of a quantity, whole or part, new or changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kharkiv_tracker.intake.passages.people_group import Group


@dataclass(slots=True)
class Claim:
    """So many people of a quantity, as one sentence says it; places are those of its tokens."""

    quantity: str
    group: Group
    at: tuple[int, int]
    """The tokens of its quantity."""
    condition: str = ""
    is_part: bool = False
    is_among: bool = False
    """Whether there may be others like it: including a child."""
    is_rise: bool = False
    is_first: bool = False
    """Whether it was said before, and is not what is said now."""
    of_before: bool = False
    """Whether it is a part of what an earlier sentence counts."""
    is_detail: bool = False
    """Whether it only describes people who were counted: two men, one of 33 and one of 45."""
    is_own: bool = False
    """Whether its quantity is surely its own: right beside it."""


@dataclass(slots=True)
class SentenceClaims:
    """Everything that a sentence says of people."""

    claims: list[Claim] = field(default_factory=list)
    transfer: Claim | None = None
    left_out: list[tuple[int, int, str]] = field(default_factory=list)
    """Numbers of people that are not recorded, by their tokens, and why."""

    heading: str = ""
    """What happened to people who are not counted here: those who died in the strike are:"""
    listed: list[Group] = field(default_factory=list)
    """People described one by one in a sentence that does not say what happened to them."""

    def __bool__(self) -> bool:
        return bool(self.claims or self.transfer)
