"""What a pasted text proposes to record; nothing of it is recorded before a person confirms it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.place import District


class Subject(StrEnum):
    """What kind of record is proposed."""

    INCIDENT = "incident"
    """A report of one incident."""
    STATEMENT = "statement"
    """An official running total."""


class Scope(StrEnum):
    """Which part of the area a proposal is about."""

    CITY = "kharkiv_city"
    OBLAST = "kharkiv_oblast"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the text gives for one field, and the words that give it.

    `part` is what it comes to in the JSON of `add`; `text` is what a person would type for it;
    `spans` are ranges of code points of the stored text, in order.
    """

    part: Mapping[str, Any]
    text: str
    spans: Ranges


@dataclass(frozen=True, slots=True)
class Proposal:
    """One report or one official total.

    `findings` are by input name of the form that records it (`when`, `where`, `killed`, …);
    `persons` are victims described one by one, whose `part` is a person in the JSON of `add`.
    Where a place lies in several districts, these are the `candidates` and `where` has none.
    """

    subject: Subject
    findings: Mapping[str, Finding]
    persons: tuple[Finding, ...] = ()
    candidates: tuple[District, ...] = ()
    place: str = ""
    """What the place in one of them is called."""
    scope: Scope = Scope.OBLAST
    is_update: bool = False
    """Whether the text says that a number changed: rose to, has now reached."""
    is_area: bool = False
    """Whether no district is said, but the city or the oblast as a whole."""
    quote: Ranges = ()
    """The sentences that it was read from."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A number that no proposal uses; `reason` says why, "" where that is not known."""

    start: int
    end: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PassageReading:
    """The stored text with what it proposes, in its order, and the numbers left over."""

    text: str
    proposals: tuple[Proposal, ...] = ()
    unused: tuple[Unused, ...] = field(default=())
