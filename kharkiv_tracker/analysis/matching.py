"""Which incident a report that is being typed most likely belongs to, best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

from kharkiv_tracker import city
from kharkiv_tracker.analysis.duplicates import Row
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.folding import fold

#: Below this two incidents share too little to be offered.
_WORTH_OFFERING = 4.0


class Candidate(Row, Protocol):
    """What is known of an incident that may be meant."""

    @property
    def place(self) -> str: ...


_Known = TypeVar("_Known", bound=Candidate)


@dataclass(frozen=True, slots=True)
class Typed:
    """What has been typed so far; anything not typed yet is None or empty."""

    day: date | None = None
    district: str = ""
    place: str = ""
    counts: Mapping[str, Range] = field(default_factory=dict)


def ranked(typed: Typed, candidates: Iterable[_Known]) -> list[_Known]:
    """The candidates worth offering, the likeliest first; equals keep their order."""
    scored = [(score(typed, candidate), candidate) for candidate in candidates]
    worth = [pair for pair in scored if pair[0] >= _WORTH_OFFERING]
    return [candidate for _score, candidate in sorted(worth, key=lambda pair: -pair[0])]


def score(typed: Typed, candidate: Candidate) -> float:
    """How much speaks for a candidate: the day, the district, words of the place, the figures."""
    return (
        _day(typed.day, candidate.event.date)
        + _district(typed.district, candidate.district)
        + _place(typed.place, candidate.place)
        + sum(_figure(count, candidate.figures[name]) for name, count in typed.counts.items())
    )


def _day(typed: date | None, known: date | None) -> float:
    if typed is None or known is None:
        return 1.0 if typed is known else 0.0
    return {0: 3.0, 1: 1.5}.get(abs((typed - known).days), -10.0)


def _district(typed: str, known: str) -> float:
    if not typed:
        return 0.0
    unknown = city.load().unknown_areas
    if typed == known:
        return 3.0 if typed not in unknown else 1.5
    return 1.0 if typed in unknown or known in unknown else -10.0


def _place(typed: str, known: str) -> float:
    if not typed or not known:
        return 0.0
    return 3.0 * fuzz.token_set_ratio(fold(typed), fold(known)) / 100


def _figure(typed: Range, known: Range) -> float:
    """Tolls of one strike rise from report to report, but seldom more than threefold."""
    if typed.best is None or known.best is None:
        return 0.0
    smaller, larger = sorted((typed.best, known.best))
    if smaller == larger:
        return 1.5
    return 0.5 if larger <= max(3 * smaller, smaller + 5) else -1.0
