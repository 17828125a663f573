"""What a fault is, and how each try of it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any


class Verdict(StrEnum):
    """Whether the promise was kept, and else how it was broken."""

    KEPT = "kept"
    LOST = "lost"
    CRASHED = "crashed"
    TRACEBACK = "traceback"
    WRONG = "wrong figure"


@dataclass(frozen=True)
class Outcome:
    """One try: its verdict, one word for how it ended, and what is to be added up over all.

    Of `peaks` the largest of all tries is wanted.
    """

    verdict: Verdict
    note: str = ""
    detail: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    peaks: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_broken(self) -> bool:
        return self.verdict is not Verdict.KEPT

    def document(self) -> dict[str, Any]:
        """As JSON, for the way from one process to another."""
        return asdict(self)

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Outcome:
        return cls(**{**document, "verdict": Verdict(document["verdict"])})


def kept(note: str = "", **counts: int) -> Outcome:
    return Outcome(Verdict.KEPT, note, counts=counts)


def lost(detail: str) -> Outcome:
    return Outcome(Verdict.LOST, detail=detail)


#: One round of a fault in a folder of its own: some tries, the same for the same dice.
Round = Callable[[Path, Random], Iterator[Outcome]]


@dataclass(frozen=True)
class Fault:
    """Something that happens to a case file, how many rounds of it are done, and the promise."""

    name: str
    promise: str
    rounds: int
    round: Round
    #: Why it cannot be done here; empty where it can.
    missing: Callable[[], str] = str
    #: Makes what all rounds begin with, before they are spread over processes.
    prepare: Callable[[], object] = tuple
