"""What a text leaves open, and every way to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Generic, TypeVar

from kharkiv_tracker.errors import Refused

_Value = TypeVar("_Value")
_MOST = 8
_TRIES = 48


class Doubt(Enum):
    """What is open."""

    HOUR = auto()
    NIGHT = auto()
    MIDNIGHT = auto()
    PART = auto()
    HALF = auto()
    YEAR = auto()
    OLD_YEAR = auto()
    DAY = auto()
    LAST_DAY = auto()
    MONTH_ALONE = auto()
    FORM = auto()
    WAR = auto()


@dataclass(slots=True)
class Doubts:
    """Takes one of several options each time, as a script says, and keeps what it took."""

    script: tuple[int, ...] = ()
    taken: list[tuple[Doubt, int, int]] = field(default_factory=list)
    raised: set[Doubt] = field(default_factory=set)

    def choose(self, doubt: Doubt, *options: _Value) -> _Value:
        """One of the options, the likeliest first."""
        turn = len(self.taken)
        index = self.script[turn] if turn < len(self.script) else 0
        self.taken.append((doubt, index, len(options)))
        if len(options) > 1:
            self.raised.add(doubt)
        return options[index]

    def ask(self, doubt: Doubt) -> None:
        """Have the reading confirmed, though it is the only one."""
        self.raised.add(doubt)

    def next(self) -> Doubts | None:
        """Those that take the next way; None after the last one."""
        for turn in range(len(self.taken) - 1, -1, -1):
            _doubt, index, count = self.taken[turn]
            if index + 1 < count:
                before = tuple(taken for _doubt, taken, _count in self.taken[:turn])
                return Doubts((*before, index + 1))
        return None


@dataclass(frozen=True, slots=True)
class Ways(Generic[_Value]):
    """The ways to read a text, the likeliest first, and what is to be asked, if anything."""

    values: tuple[_Value, ...]
    doubts: tuple[Doubt, ...]


def explore(read: Callable[[Doubts], _Value]) -> Ways[_Value]:
    """Every different way; Refused as the likeliest one is where none can be read."""
    values: list[_Value] = []
    asked: list[Doubt] = []
    confirmed: set[Doubt] = set()
    first_refusal: Refused | None = None
    doubts: Doubts | None = Doubts()
    for _turn in range(_TRIES):
        if doubts is None:
            break
        try:
            value = read(doubts)
        except Refused as refusal:
            first_refusal = first_refusal or refusal
        else:
            if value not in values:
                values.append(value)
            asked += [doubt for doubt, _index, count in doubts.taken if count > 1]
            asked += sorted(doubts.raised, key=lambda doubt: doubt.value)
            confirmed |= doubts.raised & {Doubt.OLD_YEAR, Doubt.MONTH_ALONE}
        doubts = doubts.next()
    if not values and first_refusal is not None:
        raise first_refusal
    if len(values) == 1 and not confirmed:
        return Ways(tuple(values), ())
    return Ways(tuple(values[:_MOST]), tuple(dict.fromkeys(asked)))
