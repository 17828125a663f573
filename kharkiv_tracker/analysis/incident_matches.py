"""The incidents that a report being typed may update, best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

from kharkiv_tracker import city
from kharkiv_tracker.analysis.duplicate_pairs import Row
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.match_key import fold

#: Below this two incidents share too little to be offered.
_WORTH_OFFERING = 4.0


class Candidate(Row, Protocol):
    """The fields of an incident that may be the one reported."""

    @property
    def place(self) -> str: ...


_Candidate = TypeVar("_Candidate", bound=Candidate)


@dataclass(frozen=True, slots=True)
class ReportTraits:
    """The fields of a report typed so far; None or empty where nothing is typed."""

    day: date | None = None
    district: str = ""
    place: str = ""
    counts: Mapping[str, Range] = field(default_factory=dict)


def ranked(traits: ReportTraits, candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """The candidates worth offering, the likeliest first; equals keep their order."""
    scored = [(score(traits, candidate), candidate) for candidate in candidates]
    matches = [pair for pair in scored if pair[0] >= _WORTH_OFFERING]
    return [candidate for _score, candidate in sorted(matches, key=lambda pair: -pair[0])]


def score(traits: ReportTraits, candidate: Candidate) -> float:
    """How well a candidate matches: by day, district, words of the place and figures."""
    return (
        _day(traits.day, candidate.event.date)
        + _district(traits.district, candidate.district)
        + _place(traits.place, candidate.place)
        + sum(_figure(count, candidate.figures[name]) for name, count in traits.counts.items())
    )


def _day(entered: date | None, recorded: date | None) -> float:
    if entered is None or recorded is None:
        return 1.0 if entered is recorded else 0.0
    return {0: 3.0, 1: 1.5}.get(abs((entered - recorded).days), -10.0)


def _district(entered: str, recorded: str) -> float:
    if not entered:
        return 0.0
    unknown = city.load().unknown_areas
    if entered == recorded:
        return 3.0 if entered not in unknown else 1.5
    return 1.0 if entered in unknown or recorded in unknown else -10.0


def _place(entered: str, recorded: str) -> float:
    if not entered or not recorded:
        return 0.0
    return 3.0 * fuzz.token_set_ratio(fold(entered), fold(recorded)) / 100


def _figure(entered: Range, recorded: Range) -> float:
    """Counts of one strike rise from report to report, but seldom more than threefold."""
    if entered.best is None or recorded.best is None:
        return 0.0
    smaller, larger = sorted((entered.best, recorded.best))
    if smaller == larger:
        return 1.5
    return 0.5 if larger <= max(3 * smaller, smaller + 5) else -1.0
