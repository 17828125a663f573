"""Totals: the one law by which figures are added, and the sums of groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kharkiv_tracker.domain.figure import Figure, Range, affected
from kharkiv_tracker.domain.quantity import (
    ADULTS,
    AFFECTED,
    CHILDREN,
    COUNTED,
    DERIVED,
    MISSING,
    STRESS,
    TOTALLED,
    subset,
)


class Addends(NamedTuple):
    """A figure, or a sum of figures, as seven numbers that add up one by one.

    How many figures are known, the sums of low, best and high (an open figure adds nothing to
    high), how many of them have no upper limit, how many figures are unknown, and how many are
    *about*. SQL and columns of numbers have the same seven in the same order.
    """

    known: int
    low: int
    best: int
    high: int
    open: int
    unknown: int
    about: int

    @classmethod
    def of(cls, figure: Range) -> Addends:
        """The addends of one figure; one that is unknown adds nothing and is counted."""
        if figure.low is None:
            return cls(0, 0, 0, 0, 0, 1, 0)
        is_open = figure.high is None
        bounds = (figure.low, figure.best or 0, figure.high or 0)
        return cls(1, *bounds, int(is_open), 0, int(figure.about))


@dataclass(frozen=True, slots=True)
class Total:
    """Figures added up: unknown ones add nothing and are counted, one open high opens the sum."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    unknown: int = 0
    about: bool = False

    @classmethod
    def added(cls, addends: Iterable[int]) -> Total:
        """The total of seven sums of addends; where nothing is known it is unknown."""
        known, low, best, high, opened, unknown, about = addends
        if not known:
            return cls(unknown=unknown)
        return cls(low, best, None if opened else high, unknown, about > 0)

    @classmethod
    def of(cls, figures: Iterable[Range]) -> Total:
        """The sum of figures; an empty sum knows nothing, it is not 0."""
        rows = [Addends.of(figure) for figure in figures]
        return cls.added(map(sum, zip(*rows, strict=True))) if rows else cls()

    @property
    def addends(self) -> Addends:
        """Its addends in another sum; it counts as one known figure."""
        if self.low is None:
            return Addends(0, 0, 0, 0, 0, self.unknown, 0)
        opened, high = (1, 0) if self.high is None else (0, self.high)
        return Addends(1, self.low, self.best or 0, high, opened, self.unknown, int(self.about))

    def __add__(self, other: Total) -> Total:
        return Total.added(map(sum, zip(self.addends, other.addends, strict=True)))

    @property
    def is_unknown(self) -> bool:
        return self.low is None

    @property
    def is_open(self) -> bool:
        return self.low is not None and self.high is None


_NOTHING = Total()
_NAMES = frozenset(DERIVED)


class Toll(Mapping[str, Total]):
    """Totals by quantity, parts under names of their own: `toll["killed"]`, `["killed.child"]`.

    A quantity without a figure is unknown; a name of no quantity raises KeyError.
    """

    __slots__ = ("_totals",)

    def __init__(self, totals: Mapping[str, Total] | None = None) -> None:
        self._totals = dict(totals or {})
        if undeclared := self._totals.keys() - _NAMES:
            raise KeyError(*sorted(undeclared))

    @classmethod
    def of(cls, figures: Iterable[Mapping[str, Figure]]) -> Toll:
        """The sum of the counted figures of incidents, slow and obvious."""
        rows = [{**row, AFFECTED: affected(row)} for row in figures]
        return cls({name: Total.of(row.get(name, Figure()) for row in rows) for name in TOTALLED})

    @classmethod
    def added(cls, tolls: Iterable[Toll]) -> Toll:
        """The sum of many, as `+` adds two of them."""
        addends: dict[str, list[Addends]] = {}
        for toll in tolls:
            for name, total in toll._totals.items():
                addends.setdefault(name, []).append(total.addends)
        return cls(
            {name: Total.added(map(sum, zip(*rows, strict=True))) for name, rows in addends.items()}
        )

    def __getitem__(self, quantity: str) -> Total:
        if quantity in self._totals:
            return self._totals[quantity]
        if quantity not in _NAMES:
            raise KeyError(quantity)
        return _NOTHING

    def get(self, quantity: str, default: Any = None) -> Any:
        """The total of a quantity that has one, else the default."""
        return self._totals.get(quantity, default)

    def __contains__(self, quantity: object) -> bool:
        return quantity in self._totals

    def __iter__(self) -> Iterator[str]:
        return iter(self._totals)

    def __len__(self) -> int:
        return len(self._totals)

    def __add__(self, other: Toll) -> Toll:
        return Toll.added((self, other))

    def __hash__(self) -> int:
        return hash(frozenset(self._totals.items()))

    def __repr__(self) -> str:
        return f"Toll({self._totals})"

    @property
    def counted(self) -> tuple[Total, ...]:
        """The totals of the counted quantities, in their order."""
        return tuple(self[name] for name in COUNTED)

    @property
    def beside(self) -> tuple[str, ...]:
        """What is to be shown beside the counted: acute stress where known, missing if not 0."""
        names = (STRESS, AFFECTED) if not self[STRESS].is_unknown else ()
        missing = self[MISSING]
        return (*names, MISSING) if not missing.is_unknown and missing.high != 0 else names

    def parts(self, quantity: str) -> dict[str, Total]:
        """The parts of a counted quantity that have totals, by their names."""
        heads = ((name, *name.partition(".")) for name in self._totals)
        return {part: self[name] for name, head, _dot, part in heads if part and head == quantity}

    def not_said(self, quantity: str) -> Total:
        """Those of a counted quantity whom no report divides into children and adults."""
        whole = self[quantity]
        if whole.low is None:
            return whole
        groups = [self[subset(quantity, group)] for group in (CHILDREN, ADULTS)]
        known = sum(group.low or 0 for group in groups)
        least = max(0, (whole.best or 0) - known)
        most = None if whole.high is None else max(0, whole.high - known)
        about = whole.about or any(group.about for group in groups)
        return Total(least, least, most, whole.unknown, about)


@dataclass(frozen=True, slots=True)
class DayTotal:
    """What one day (None: undated) adds to one district's curve.

    What the remainders of joint reports add is a row of its own, with no incident.
    """

    day: date | None
    district: str
    incidents: int
    toll: Toll = Toll()

    @property
    def is_remainder(self) -> bool:
        return not self.incidents


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """The totals of one group of incidents; `key` is a district's code, a month, a weapon ...

    `remainder` is how much of the total is the remainder of joint reports, None where nothing is:
    a group may have that alone, and no incident.
    """

    key: str
    incidents: int = 0
    toll: Toll = Toll()
    undivided: int = 0
    """In how many incidents the reports only give affected, who may include acute stress."""
    remainder: Toll | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many incidents the selection leaves out for their state, grade or date.

    One of several days counts on its first day: `touching` are those that began before the
    period and reach into it.

    `remainder` is how many remainders of joint reports it leaves out.
    """

    withdrawn: int = 0
    discounted: int = 0
    undated: int = 0
    touching: int = 0
    remainder: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Groups in order, their sum counted incident by incident, and what is left out."""

    groups: tuple[GroupTotal, ...]
    total: GroupTotal
    left_out: LeftOut
