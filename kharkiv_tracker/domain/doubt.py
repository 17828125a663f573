"""Two counts of one thing that do not go together: one falls, jumps, or has its digits swapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Protocol

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.quantity import CHILDREN, MINORS, subset
from kharkiv_tracker.domain.report import added
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.when import AsOf

#: Within one step a toll seldom more than triples; small ones do, and so much is no slip yet.
TIMES, MORE = 3, 20
_NEVER = datetime.max.replace(tzinfo=UTC)


class _Telling(Protocol):
    @property
    def as_of(self) -> AsOf | None: ...
    @property
    def speaker(self) -> Speaker: ...
    def count(self, quantity: str) -> Count: ...


@dataclass(frozen=True, slots=True)
class Said:
    """A number somebody gave: by whom, in which record, as of when, and how it is written."""

    name: str
    speaker: str
    as_of: AsOf | None
    low: int
    best: int
    high: int | None
    about: bool
    text: str

    @classmethod
    def of(cls, telling: _Telling, quantity: str, name: str) -> Said | None:
        """What the record of this name says of a quantity; None where it is silent."""
        whole, _dot, part = quantity.partition(".")
        if part == CHILDREN:
            given = [telling.count(subset(whole, minor)) for minor in MINORS]
            told = [count for count in given if not count.is_unknown]
            range_ = added(told)
            text = "+".join(map(str, told)) if len(told) > 1 else "".join(map(str, told))
        else:
            count = telling.count(quantity)
            range_ = added([] if count.is_unknown else [count])
            text = str(count)
        if range_ is None or range_.low is None or range_.best is None:
            return None
        ends = (range_.low, range_.best, range_.high, range_.about)
        return cls(name, telling.speaker.key, telling.as_of, *ends, text)

    def is_later_than(self, other: Said) -> bool:
        """Whether it speaks of a later time for certain."""
        if self.as_of is None or other.as_of is None:
            return False
        return self.as_of.is_later_than(other.as_of)

    def order(self) -> tuple[datetime, datetime, int, str]:
        """Sorts by the end of what it speaks of, unknown times last, the smaller number first."""
        end, start = (self.as_of.end, self.as_of.start) if self.as_of else (_NEVER, _NEVER)
        return (end, start, self.best, self.name)


def falls(before: Said, after: Said) -> bool:
    """Whether a later number lies below an earlier one; “about” is too loose to tell."""
    if before.about or after.about or after.high is None:
        return False
    return after.high < before.low


def jump(before: int, after: int) -> bool:
    """Whether a number more than triples, and by more than twenty, within one step."""
    return after > TIMES * before and after - before > MORE


def swapped(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    """Numbers that are one another with two digits swapped, the higher first: 72 and 27.

    A toll may well rise from 27 to 72; that it falls so, or that two say so at once, is a slip of
    the hand. Each pair of numbers is told once.
    """
    by_number: dict[int, list[Said]] = {}
    for one in sorted(said, key=Said.order):
        by_number.setdefault(one.best, []).append(one)
    for higher in sorted(by_number):
        for lower in sorted(_swaps(higher)):
            pairs = (
                (one, other)
                for one in by_number[higher]
                for other in by_number.get(lower, ())
                if not one.is_later_than(other)
            )
            yield from islice(pairs, 1)


def _swaps(number: int) -> set[int]:
    """The smaller numbers of as many digits with two neighbouring digits of this one swapped."""
    digits = str(number)
    made = {
        int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        for at in range(len(digits) - 1)
        if digits[at + 1] != "0" or at > 0
    }
    return {each for each in made if each < number}
