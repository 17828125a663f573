"""Sentences of the window that put figures and people together."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import Count, Qualifier, Ratio, parse_count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.report import INJURED, KILLED, SUBSETS, subset
from kharkiv_tracker.domain.when import EventTime, Precision
from kharkiv_tracker.i18n import _, current, ngettext

_Said = Count | Ratio


def of_whom(name: str, count: Count) -> str:
    """A part of a whole in words: `at least 1 child`, `4 hospitalised`."""
    told = labels.count(count)
    n = count.best or 0
    match name:
        case "child" | "children":
            said = ngettext("{count} child", "{count} children", n)
        case "men":
            said = ngettext("{count} man", "{count} men", n)
        case "women":
            said = ngettext("{count} woman", "{count} women", n)
        case "boys":
            said = ngettext("{count} boy", "{count} boys", n)
        case "girls":
            said = ngettext("{count} girl", "{count} girls", n)
        case "adult":
            said = ngettext("{count} adult", "{count} adults", n)
        case "hospitalised":
            said = ngettext("{count} hospitalised", "{count} hospitalised", n)
        case "serious":
            said = ngettext("{count} seriously injured", "{count} seriously injured", n)
        case "stress":
            said = ngettext("{count} with acute stress", "{count} with acute stress", n)
        case _:
            said = ngettext("{count} of unknown age and sex", "{count} of unknown age and sex", n)
    return said.format(count=told)


def count(text: str, parts: Mapping[str, str]) -> str:
    """A typed count in words: `16, of whom at least 1 child`."""
    whole = labels.count(parse_count(text))
    told = ", ".join(of_whom(name, Count.parse(part)) for name, part in parts.items())
    if not told:
        return whole
    return _("{whole}, of whom {parts}").format(whole=whole, parts=told)


def counts(said: Mapping[str, _Said]) -> str:
    """What a report or statement counts, in words: `at least 7 killed; 16 injured`."""
    return "; ".join(part for part in (_whole(said, KILLED), _whole(said, INJURED)) if part)


def short_counts(said: Mapping[str, _Said]) -> str:
    """The same in the fewest signs, parts left out: `7+ killed, 16 injured`."""
    told = []
    if KILLED in said and str(said[KILLED]):
        told.append(_("{count} killed").format(count=_signs(said[KILLED])))
    if INJURED in said and str(said[INJURED]):
        told.append(_("{count} injured").format(count=_signs(said[INJURED])))
    return ", ".join(told)


def _signs(said: _Said) -> str:
    return labels.count(said) if isinstance(said, Ratio) else str(said)


def _whole(said: Mapping[str, _Said], whole: str) -> str:
    given = said.get(whole)
    if given is None or not str(given):
        return ""
    if isinstance(given, Ratio) and given.of == KILLED:
        told = _("{times} times as many injured as killed").format(times=given.times)
    elif whole == KILLED:
        told = _("{count} killed").format(count=labels.count(given))
    else:
        told = _("{count} injured").format(count=labels.count(given))
    parts = [(name, said.get(subset(whole, name))) for name in SUBSETS]
    within = ", ".join(
        of_whom(name, part)
        for name, part in parts
        if isinstance(part, Count) and not part.is_unknown
    )
    return _("{whole}, of whom {parts}").format(whole=told, parts=within) if within else told


def when(event: EventTime) -> str:
    """When a strike happened, short enough for a column: `17 Aug 2022, ~21:30`."""
    if event.precision is Precision.APPROXIMATE and event.date and event.time:
        return _("{date}, ~{time}").format(
            date=labels.date(event.date, short=True), time=labels.clock(event.time)
        )
    return labels.event_time(event)


def district(place: District) -> str:
    """A district short enough for a column; what is unknown is named by what is known."""
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return _("City, unknown")
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return _("Oblast, unknown")
    return place.short_name(current())


def incident(place: str, where: District | None) -> str:
    """What an incident is called: its place and its district."""
    told = labels.district(where) if where else _("District unknown")
    return _("{place}, {district}").format(place=capital(place), district=told) if place else told


def parts(figures: Mapping[str, Figure]) -> str:
    """Who they were, as far as it was told: `Killed: 10 men, 8 women.`"""
    told = []
    for whole, sentence in ((KILLED, _("Killed: {parts}.")), (INJURED, _("Injured: {parts}."))):
        known = [
            of_whom(name, part_count(figures[subset(whole, name)]))
            for name in SUBSETS
            if subset(whole, name) in figures and not figures[subset(whole, name)].is_unknown
        ]
        if known:
            told.append(sentence.format(parts=", ".join(known)))
    return " ".join(told)


def part_count(figure: Figure) -> Count:
    """A part's figure as a count: from a report other than the whole's it is a lower bound."""
    if figure.low != figure.high:
        return Count(Qualifier.AT_LEAST, figure.low)
    return Count(Qualifier.ABOUT if figure.about else Qualifier.EXACTLY, figure.low)


def capital(said: str) -> str:
    """With a capital first letter, the rest as it is."""
    return said[:1].upper() + said[1:]
