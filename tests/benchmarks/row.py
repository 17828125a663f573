"""A row of the table: what is measured, beside what, and the loop that measures it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from statistics import median
from time import perf_counter
from typing import Any

from tests.benchmarks.case_set import CaseSet

#: Sizes that are measured if none is named, and the one that is only measured if named.
USUAL, LARGEST = (10_000, 100_000), 1_000_000
#: The baseline of what is encrypted.
PLAIN = "the same, not encrypted"
#: A row of which one round takes longer than so many seconds has so few rounds.
LONG, FEW = 30.0, 3

Timer = Callable[[], float]
Aim = float | Mapping[int, float] | None


@dataclass(frozen=True)
class Pair:
    """Two measures that take turns; each call returns one measurement, in the unit of its row.

    `check` compares the results of both before anything is timed; it raises where they differ.
    """

    ours: Timer
    bare: Timer | None = None
    check: Callable[[], None] = tuple


Measure = Callable[[CaseSet], AbstractContextManager[Pair]]


@dataclass(frozen=True)
class Row:
    """One line of the table, which can be measured alone by its name.

    The aim is of the ratio if there is a baseline, else of the median; it may differ by size.
    """

    name: str
    what: str
    measure: Measure
    baseline: str = ""
    aim: Aim = None
    unit: str = "ms"
    largest: bool = True
    """Whether it is measured for a million incidents, which have no history."""
    once: bool = False
    """Whether it does not depend on the case: then it is measured for one size, unless named."""
    single: bool = False
    """Whether one round is enough, as for the worst of 1,000 keystrokes."""
    package: str = ""
    """The package that the baseline needs; without it the row is left out."""
    on_request: bool = False
    """Whether it is only measured if it is named."""

    def is_due(self, size: int) -> bool:
        """Whether this row is measured for a case of this size if nobody names it."""
        if self.on_request or (self.once and size > min(USUAL)):
            return False
        if self.package and find_spec(self.package) is None:
            return False
        return self.largest or size < LARGEST

    def aim_at(self, size: int) -> float | None:
        return self.aim.get(size) if isinstance(self.aim, Mapping) else self.aim


@dataclass(frozen=True)
class Result:
    """The measurements of a row: ours, and those of the baseline if there is one."""

    row: str
    ours: list[float]
    bare: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.ours)

    @property
    def ratio(self) -> float | None:
        return self.median / median(self.bare) if self.bare else None

    @property
    def worst_ratio(self) -> float | None:
        return max(self.ours) / median(self.bare) if self.bare else None

    def document(self) -> dict[str, Any]:
        """As it is stored, to three digits."""
        rounded = {
            name: [float(f"{number:.4g}") for number in numbers]
            for name, numbers in (("ours", self.ours), ("bare", self.bare))
        }
        return asdict(self) | rounded


def run(row: Row, cases: CaseSet, rounds: int) -> Result:
    """Measure ours and the baseline in turns; of several rounds the first is dropped."""
    with ExitStack() as stack:
        pair = stack.enter_context(row.measure(cases))
        pair.check()
        ours: list[float] = []
        bare: list[float] = []
        wanted = 1 if row.single else rounds + (rounds > 1)
        while len(ours) < wanted:
            began = perf_counter()
            ours.append(pair.ours())
            if pair.bare:
                bare.append(pair.bare())
            if perf_counter() - began > LONG:
                wanted = min(wanted, FEW + 1)
    first = int(wanted > 1)
    return Result(row.name, ours[first:], bare[first:])
