"""What counts come to: an incident's figure with its reasons, and the totals of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


class Reason(StrEnum):
    """Why a figure is what it is; the words for it come from labels."""

    ADOPTED = "adopted"
    CHOSEN = "chosen"
    SUPERSEDED = "superseded"
    WIDENED = "widened"
    OPENED = "opened"
    TRANSFERRED = "transferred"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason with the ids of the reports it rests on."""

    reason: Reason
    reports: tuple[str, ...]


class Range(Protocol):
    """Anything with low, best and high: all None when unknown, `high` alone None when open."""

    @property
    def low(self) -> int | None: ...
    @property
    def best(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def about(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """An incident's derived number of people for one quantity."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    about: bool = False
    because: tuple[Because, ...] = ()

    @property
    def is_unknown(self) -> bool:
        return self.low is None

    @property
    def is_open(self) -> bool:
        return self.low is not None and self.high is None

    def reports(self, reason: Reason) -> tuple[str, ...]:
        """The ids of the reports that stand behind `reason`, () where it does not apply."""
        return tuple(uid for b in self.because if b.reason is reason for uid in b.reports)


@dataclass(frozen=True, slots=True)
class Total:
    """Figures added up: unknown ones add nothing and are counted, one open high opens the sum."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    unknown: int = 0
    about: bool = False

    @classmethod
    def of(cls, figures: Iterable[Range]) -> Total:
        """The sum of figures, slow and obvious; an empty sum knows nothing, it is not 0."""
        total = cls()
        for figure in figures:
            if figure.low is None:
                total += cls(unknown=1)
            else:
                total += cls(figure.low, figure.best, figure.high, 0, figure.about)
        return total

    def __add__(self, other: Total) -> Total:
        if self.low is None or other.low is None:
            known = other if self.low is None else self
            unknown = self.unknown + other.unknown
            return Total(known.low, known.best, known.high, unknown, known.about)
        high = None if self.high is None or other.high is None else self.high + other.high
        return Total(
            self.low + other.low,
            (self.best or 0) + (other.best or 0),
            high,
            self.unknown + other.unknown,
            self.about or other.about,
        )

    @property
    def is_unknown(self) -> bool:
        return self.low is None

    @property
    def is_open(self) -> bool:
        return self.low is not None and self.high is None


@dataclass(frozen=True, slots=True)
class DayTotal:
    """What one day (None: undated) adds to one district's curve."""

    day: date | None
    district: str
    incidents: int
    killed: Total
    injured: Total


@dataclass(frozen=True, slots=True)
class GroupTotal:
    """The totals of one group of incidents; `key` is a district's code, a month, a weapon ..."""

    key: str
    incidents: int = 0
    killed: Total = Total()
    injured: Total = Total()
    of_whom: Mapping[str, Mapping[str, Total]] = field(default_factory=dict)
    """Subset totals by whole and class: `of_whom["injured"]["child"]`."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many incidents the selection leaves out for their state, grade or missing date."""

    withdrawn: int = 0
    discounted: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Groups in order, their sum counted incident by incident, and what is left out."""

    groups: tuple[GroupTotal, ...]
    total: GroupTotal
    left_out: LeftOut
