"""Doubts in a typed count, and every meaning it has as each of them is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeVar

from kharkiv_tracker.errors import Refused

_Option = TypeVar("_Option")
_Unsaid = TypeVar("_Unsaid")
_Meaning = TypeVar("_Meaning")
#: So many answers have a digit.
MOST = 8


class Doubt(Enum):
    """What a text leaves open."""

    TENS = auto()
    MEN = auto()
    YOUTH = auto()
    SHOCK = auto()
    AMONG = auto()
    STRESS = auto()
    WHOLE = auto()
    BOTH = auto()
    WHOSE = auto()
    ANOTHER = auto()


@dataclass
class Decisions:
    """Decides doubts as they are met, by the given options, and by the likeliest beyond them."""

    options: tuple[int, ...] = ()
    unsaid: bool = False
    met: list[tuple[Doubt, int]] = field(default_factory=list)

    def pick(self, doubt: Doubt, options: Sequence[_Option], unsaid: _Unsaid) -> _Option | _Unsaid:
        """One of the options, the likeliest first; `unsaid` where the source does not say."""
        index = len(self.met)
        self.met.append((doubt, len(options)))
        if self.unsaid:
            return unsaid
        return options[self.options[index] if index < len(self.options) else 0]


def meanings(
    build: Callable[[Decisions], _Meaning],
) -> tuple[Doubt | None, list[_Meaning], _Meaning]:
    """The first doubt, every meaning that is possible, and that of which nothing is said.

    Refused where no way to decide the doubts leads to a count that is possible.
    """
    results: list[_Meaning] = []
    refusals: list[Refused] = []
    doubt: Doubt | None = None
    waiting: list[tuple[int, ...]] = [()]
    while waiting and len(results) < MOST:
        decisions = Decisions(waiting.pop())
        try:
            meaning = build(decisions)
        except Refused as refusal:
            refusals.append(refusal)
        else:
            results += [meaning] if meaning not in results else []
        doubt = doubt or next((kind for kind, _options in decisions.met), None)
        waiting.extend(_others(decisions))
    if not results:
        raise refusals[0]
    if doubt is None:
        return None, results, results[0]
    try:
        return doubt, results, build(Decisions(unsaid=True))
    except Refused:
        return doubt, results, results[-1]


def _others(decisions: Decisions) -> Iterator[tuple[int, ...]]:
    """The ways to decide that differ from this one where it took the likeliest, that one last."""
    met, options = decisions.met, decisions.options
    taken = (*options, *([0] * (len(met) - len(options))))
    for index in range(len(options), len(met)):
        for option in range(met[index][1] - 1, 0, -1):
            yield (*taken[:index], option)
