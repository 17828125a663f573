"""Two counts of one thing that contradict: one falls, jumps, or has its digits swapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Protocol

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import AFFECTED, CHILDREN, INJURED, MINORS, STRESS, subset
from kharkiv_tracker.domain.report import added
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.when import AsOf

#: Within one step a figure seldom more than triples; small ones do, and that is not a mistake.
TIMES, MORE = 3, 20
#: A fall by fewer is not asked about.
LESS = 3
_NEVER = datetime.max.replace(tzinfo=UTC)


class _Record(Protocol):
    @property
    def as_of(self) -> AsOf | None: ...
    @property
    def speaker(self) -> Speaker: ...
    def count(self, quantity: str) -> Count: ...


@dataclass(frozen=True, slots=True)
class ReportedCount:
    """A reported number: by whom, in which record, as of when, and how it is written."""

    name: str
    speaker: str
    as_of: AsOf | None
    low: int
    best: int
    high: int | None
    about: bool
    text: str

    @classmethod
    def of(
        cls, record: _Record, quantity: str, name: str, speaker: str = ""
    ) -> ReportedCount | None:
        """The count of a quantity in the record of this name; None if it has none.

        `speaker` is who speaks, where that is not as it is named.
        """
        total_name, _dot, part = quantity.partition(".")
        if part == CHILDREN:
            counts = [record.count(subset(total_name, minor)) for minor in MINORS]
            known_counts = [count for count in counts if not count.is_unknown]
        else:
            known_counts = compared(record, quantity)
        range_ = known_counts[0] if len(known_counts) == 1 else added(known_counts)
        if range_ is None or range_.low is None or range_.best is None:
            return None
        text = "+".join(map(str, known_counts))
        bounds = (range_.low, range_.best, range_.high, range_.about)
        return cls(name, speaker or record.speaker.key, record.as_of, *bounds, text)

    def is_later_than(self, other: ReportedCount) -> bool:
        """Whether its as-of is certainly later."""
        if self.as_of is None or other.as_of is None:
            return False
        return self.as_of.is_later_than(other.as_of)

    def order(self) -> tuple[datetime, datetime, int, str]:
        """Sorts by the end of the as-of, unknown times last, the smaller number first."""
        end, start = (self.as_of.end, self.as_of.start) if self.as_of else (_NEVER, _NEVER)
        return (end, start, self.best, self.name)


def compared(record: _Record, quantity: str) -> list[Count]:
    """The counts that together are compared with another record's count of a quantity.

    One may report as injured what another reports as affected, or as acute stress apart.
    """
    names = (quantity, STRESS) if quantity == INJURED else (quantity,)
    counts = [record.count(name) for name in names]
    if quantity == INJURED and not record.count(AFFECTED).is_unknown:
        counts = [record.count(AFFECTED)]
    elif counts[0].is_unknown:
        return []
    return [count for count in counts if not count.is_unknown]


@cache
def compared_names(quantity: str) -> frozenset[str]:
    """The names of all counts that may be compared with another record's count of a quantity."""
    total_name, _dot, part = quantity.partition(".")
    if part == CHILDREN:
        return frozenset(subset(total_name, minor) for minor in MINORS)
    return frozenset((INJURED, AFFECTED) if quantity == INJURED else (quantity,))


def falls(before: ReportedCount, after: ReportedCount) -> bool:
    """Whether a later number is below an earlier one; never for “about”."""
    if before.about or after.about or after.high is None:
        return False
    return after.high < before.low


def falls_far(before: Range, after: Range) -> bool:
    """Whether a later number is below two thirds of a figure, and by three or more.

    Never for “about”, nor for an “at least”: neither says that there were fewer.
    """
    if before.low is None or after.high is None or before.about or after.about:
        return False
    return 3 * after.high < 2 * before.low and before.low - after.high >= LESS


def jump(before: int, after: int) -> bool:
    """Whether a number more than triples, and by more than twenty, within one step."""
    return after > TIMES * before and after - before > MORE


def swapped(counts: Sequence[ReportedCount]) -> Iterator[tuple[ReportedCount, ReportedCount]]:
    """Numbers that are one another with two digits swapped, the higher first: 72 and 27.

    A number may well rise from 27 to 72; that it falls so, or that two say so at once, is a slip of
    the hand. Each pair of numbers comes once.
    """
    by_number: dict[int, list[ReportedCount]] = {}
    for first in sorted(counts, key=ReportedCount.order):
        by_number.setdefault(first.best, []).append(first)
    for higher in sorted(by_number):
        for lower in sorted(_swaps(higher)):
            pairs = (
                (first, second)
                for first in by_number[higher]
                for second in by_number.get(lower, ())
                if not first.is_later_than(second)
            )
            yield from islice(pairs, 1)


def _swaps(number: int) -> set[int]:
    """The smaller numbers of as many digits with two neighbouring digits of this one swapped."""
    digits = str(number)
    swaps = {
        int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        for at in range(len(digits) - 1)
        if digits[at + 1] != "0" or at > 0
    }
    return {swap for swap in swaps if swap < number}
