"""Incidents that may be the same: shown to the analyst, never merged or refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Protocol

from rapidfuzz import fuzz

from kharkiv_tracker import city
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.i18n import _

_DAY = timedelta(days=1)
#: From this similarity (of 100) on, two texts are about one strike, whatever their word order.
_MUCH_THE_SAME = 85
#: Each incident is compared with at most so many others of its day, or without a day.
_NEAR = 400


class Row(Protocol):
    """The fields of an incident that are compared."""

    @property
    def event(self) -> EventTime: ...
    @property
    def district(self) -> str: ...
    @property
    def figures(self) -> Mapping[str, Range]: ...


def around(day: date | None) -> Selection:
    """The incidents close enough in time to be the same: a day before to a day after."""
    return Selection() if day is None else Selection(first=day - _DAY, last=day + _DAY)


def days_around(day: date) -> tuple[date, date, date]:
    """The days on which an incident of this day may have been recorded as well."""
    return day - _DAY, day, day + _DAY


def alike(first: Row, second: Row) -> bool:
    """Whether two incidents may be one: a day apart at most, district and figures compatible."""
    return (
        _days_apart(first, second)
        and _districts_agree(first.district, second.district)
        and _alike_in_figures(first, second)
    )


class Traits(Row, Protocol):
    """An incident with its links and folded quotes as well."""

    @property
    def code(self) -> str: ...
    @property
    def links(self) -> frozenset[str]: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents that may be one, the code that sorts first first, and why."""

    one: str
    other: str
    same_link: bool
    similar_words: bool
    similar_figures: bool
    score: float

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why they may be one, in words."""
        reasons = (
            (self.same_link, _("same link")),
            (self.similar_words, _("similar words")),
            (self.similar_figures, _("similar figures")),
        )
        return tuple(words for applies, words in reasons if applies)


def pairs(
    incidents: Iterable[Traits], different: Collection[frozenset[str]] = ()
) -> Iterator[Pair]:
    """Pairs that may be one incident; those known to be `different` (by code) are left out.

    A day apart at most and the districts agree; besides, the figures are similar, or they share a
    link, or their words are much the same. Only neighbours in time are compared.
    """
    for day_pairs in by_day(incidents, different):
        yield from day_pairs


def by_day(
    incidents: Iterable[Traits], different: Collection[frozenset[str]] = ()
) -> Iterator[tuple[Pair, ...]]:
    """The same pairs day by day, in the order in which the days come; a day may have none."""
    days: dict[date | None, list[Traits]] = {}
    for incident in incidents:
        days.setdefault(incident.event.date, []).append(incident)
    for day, same_day in days.items():
        after = days.get(day + _DAY, []) if day else []
        alike_or_not = (
            _pair(first, second)
            for number, first in enumerate(same_day)
            for second in islice((*same_day[number + 1 : number + 1 + _NEAR], *after), _NEAR)
            if _districts_agree(first.district, second.district)
        )
        yield tuple(
            pair
            for pair in alike_or_not
            if pair and frozenset((pair.one, pair.other)) not in different
        )


def is_likely(first: Traits, second: Traits, figures_count: bool = True) -> bool:
    """Whether something speaks for two incidents being one, beside that nothing speaks against it.

    A link or much the same words do, and so do similar figures in one known district, where
    `figures_count`. Archives give a number to each incident: theirs differ.
    """
    is_spoken_for = figures_count or not first.links.isdisjoint(second.links)
    if not (is_spoken_for or (first.words and second.words)) or not alike(first, second):
        return False
    return (
        not first.links.isdisjoint(second.links)
        or _alike_in_words(first, second)
        or (figures_count and _are_known_alike(first, second))
    )


def likeliest(alike: Iterable[Pair], most: int | None = None) -> list[Pair]:
    """The pairs most likely to be one first, at most so many."""
    return sorted(alike, key=lambda pair: (-pair.score, pair.one, pair.other))[:most]


def _pair(first: Traits, second: Traits) -> Pair | None:
    figures = _alike_in_figures(first, second)
    link = not first.links.isdisjoint(second.links)
    words = _alike_in_words(first, second)
    if not (figures or link or words):
        return None
    score = 3 * link + 2 * words + figures + _equal(first, second)
    codes = sorted((first.code, second.code))
    return Pair(codes[0], codes[1], link, words, figures, score)


def _alike_in_words(first: Traits, second: Traits) -> bool:
    # By the words, not their order: two outlets describe one strike in similar words.
    return bool(first.words and second.words) and (
        fuzz.token_set_ratio(first.words, second.words, score_cutoff=_MUCH_THE_SAME) > 0
    )


def _are_known_alike(first: Row, second: Row) -> bool:
    """Whether both are in one known district, and have a figure of something that happened."""
    return (
        first.district == second.district
        and first.district not in city.load().unknown_areas
        and any(first.figures[name].best and second.figures[name].best for name in COUNTED)
    )


def _equal(first: Traits, second: Traits) -> float:
    """Points for the same day, the same known district and the same figures."""
    return (
        0.5 * (first.event.date == second.event.date)
        + 0.5
        * (first.district == second.district and first.district not in city.load().unknown_areas)
        + 0.5 * sum(_same(first.figures[name], second.figures[name]) for name in COUNTED)
    )


def _days_apart(first: Row, second: Row) -> bool:
    if first.event.date is None or second.event.date is None:
        return first.event.date is second.event.date
    return abs(first.event.date - second.event.date) <= _DAY


def _districts_agree(first: str, second: str) -> bool:
    unknown = city.load().unknown_areas
    return first == second or first in unknown or second in unknown


def _alike_in_figures(first: Row, second: Row) -> bool:
    return all(_similar(first.figures[name], second.figures[name]) for name in COUNTED)


def _same(first: Range, second: Range) -> bool:
    return first.best is not None and first.best == second.best


def _similar(first: Range, second: Range) -> bool:
    """Unknown is like anything; else the larger is at most twice the smaller, or two more."""
    if first.best is None or second.best is None:
        return True
    smaller, larger = sorted((first.best, second.best))
    return larger <= max(2 * smaller, smaller + 2)
