"""Incidents that may be one and the same: told to the analyst, never merged or refused."""

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
#: So much of a hundred have two texts in common that tell of one strike in their own order.
_MUCH_THE_SAME = 85
#: With so many others of a day, or without one, each is compared at most.
_NEAR = 400


class Row(Protocol):
    """What is compared of an incident."""

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


def alike(one: Row, other: Row) -> bool:
    """Whether two incidents may be one: a day apart at most, district and figures compatible."""
    return (
        _days_apart(one, other)
        and _districts_agree(one.district, other.district)
        and _alike_in_figures(one, other)
    )


class Compared(Row, Protocol):
    """An incident with all that may give it away: its links and folded quotes as well."""

    @property
    def code(self) -> str: ...
    @property
    def links(self) -> frozenset[str]: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents that may be one, the code that sorts first first, and what speaks for it."""

    one: str
    other: str
    same_link: bool
    similar_words: bool
    similar_figures: bool
    score: float

    @property
    def because(self) -> tuple[str, ...]:
        """What speaks for it, in words."""
        told = (
            (self.same_link, _("same link")),
            (self.similar_words, _("similar words")),
            (self.similar_figures, _("similar figures")),
        )
        return tuple(words for holds, words in told if holds)


def pairs(
    incidents: Iterable[Compared], different: Collection[frozenset[str]] = ()
) -> Iterator[Pair]:
    """Pairs that may be one incident; those known to be `different` (by code) are left out.

    A day apart at most and the districts agree; besides, the figures are similar, or they share a
    link, or their words are much the same. Only neighbours in time are compared.
    """
    for found in by_day(incidents, different):
        yield from found


def by_day(
    incidents: Iterable[Compared], different: Collection[frozenset[str]] = ()
) -> Iterator[tuple[Pair, ...]]:
    """The same pairs day by day, in the order in which the days come; a day may have none."""
    days: dict[date | None, list[Compared]] = {}
    for incident in incidents:
        days.setdefault(incident.event.date, []).append(incident)
    for day, own in days.items():
        after = days.get(day + _DAY, []) if day else []
        alike_or_not = (
            _pair(one, other)
            for number, one in enumerate(own)
            for other in islice((*own[number + 1 : number + 1 + _NEAR], *after), _NEAR)
            if _districts_agree(one.district, other.district)
        )
        yield tuple(
            pair
            for pair in alike_or_not
            if pair and frozenset((pair.one, pair.other)) not in different
        )


def _pair(one: Compared, other: Compared) -> Pair | None:
    figures = _alike_in_figures(one, other)
    link = not one.links.isdisjoint(other.links)
    # By the words themselves, not their order: two outlets tell of one strike alike.
    words = bool(one.words and other.words) and (
        fuzz.token_set_ratio(one.words, other.words, score_cutoff=_MUCH_THE_SAME) > 0
    )
    if not (figures or link or words):
        return None
    score = 3 * link + 2 * words + figures + _equal(one, other)
    first, second = sorted((one.code, other.code))
    return Pair(first, second, link, words, figures, score)


def _equal(one: Compared, other: Compared) -> float:
    """What speaks for it besides: the very day, the very district, the very figures."""
    return (
        0.5 * (one.event.date == other.event.date)
        + 0.5 * (one.district == other.district and one.district not in city.load().unknown_areas)
        + 0.5 * sum(_same(one.figures[name], other.figures[name]) for name in COUNTED)
    )


def _days_apart(one: Row, other: Row) -> bool:
    if one.event.date is None or other.event.date is None:
        return one.event.date is other.event.date
    return abs(one.event.date - other.event.date) <= _DAY


def _districts_agree(one: str, other: str) -> bool:
    unknown = city.load().unknown_areas
    return one == other or one in unknown or other in unknown


def _alike_in_figures(one: Row, other: Row) -> bool:
    return all(_similar(one.figures[name], other.figures[name]) for name in COUNTED)


def _same(one: Range, other: Range) -> bool:
    return one.best is not None and one.best == other.best


def _similar(one: Range, other: Range) -> bool:
    """Unknown is like anything; else the larger is at most twice the smaller, or two more."""
    if one.best is None or other.best is None:
        return True
    smaller, larger = sorted((one.best, other.best))
    return larger <= max(2 * smaller, smaller + 2)
