"""The words for screen, chart and page in the language spoken: numbers, dates, figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from kharkiv_tracker.domain.count import Count, Qualifier, Ratio
from kharkiv_tracker.domain.figure import Figure, Range, Reason, Total
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.when import KYIV, AsOf, EventTime, Precision
from kharkiv_tracker.i18n import N_, _, current, ngettext


def number(value: int) -> str:
    """A whole number with the language's thousands separator: `1,000`."""
    return _number(value, current())


# A chart writes the same numbers again and again.
@lru_cache(4096)
def _number(value: int, language: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=language))


def date(day: dt.date, short: bool = False) -> str:
    """`17 August 2022`, or `17 Aug 2022`."""
    from babel.dates import format_date

    return str(format_date(day, "d MMM y" if short else "d MMMM y", locale=current()))


def weekday(day: dt.date) -> str:
    """`Wednesday 17 August 2022`."""
    from babel.dates import format_date

    return str(format_date(day, "EEEE d MMMM y", locale=current()))


def month(day: dt.date) -> str:
    """`August 2022`."""
    from babel.dates import format_date

    return str(format_date(day, "LLLL y", locale=current()))


def clock(at: dt.time) -> str:
    """`21:30`: both languages tell the time alike."""
    return at.strftime("%H:%M")


def date_time(instant: dt.datetime, short: bool = False) -> str:
    """An instant as Kyiv's clocks showed it: `18 August 2022, 12:00`."""
    at = instant.astimezone(KYIV)
    return _("{date}, {time}").format(date=date(at.date(), short), time=clock(at.time()))


def moment(instant: dt.datetime) -> str:
    """What a clock is set to; a bare date means the end of that day: `20 August 2022, 24:00`."""
    at = instant.astimezone(KYIV)
    if at.time() == dt.time(0):
        day = at.date() - dt.timedelta(days=1)
        return _("{date}, {time}").format(date=date(day), time="24:00")
    return date_time(instant)


def as_of(when: AsOf | None, short: bool = True) -> str:
    """The time a report speaks of: `18 Aug 2022, 09:00`, `18 Aug 2022, early`, `July 2023`."""
    if when is None:
        return _("time unknown")
    if when.is_point:
        return date_time(when.start, short)
    first, _slash, last = when.text.partition("/")
    if last:
        return _("{first} to {last}").format(
            first=_interval(first, short), last=_interval(last, short)
        )
    return _interval(when.text, short)


def _interval(text: str, short: bool) -> str:
    written, _space, half = text.partition(" ")
    match written.split("-"):
        case [_year, _month, _day]:
            told = date(dt.date.fromisoformat(written), short)
        case [year, number]:
            told = month(dt.date(int(year), int(number), 1))
        case _:
            told = written
    if half == "early":
        return _("{when}, early").format(when=told)
    return _("{when}, late").format(when=told) if half else told


def event_time(event: EventTime, short: bool = True) -> str:
    """When a strike happened, as exactly as it is known."""
    if event.date is None:
        return _("undated")
    day = date(event.date, short)
    if event.precision is Precision.RANGE and event.until is not None:
        return _("{first} to {last}").format(first=day, last=as_of(event.until, short))
    if event.precision is Precision.APPROXIMATE and event.time:
        return _("{date}, about {time}").format(date=day, time=clock(event.time))
    if event.precision is Precision.EXACT and event.time:
        return _("{date}, {time}").format(date=day, time=clock(event.time))
    if event.precision is Precision.DATE:
        return day
    told = _("{date}, {part}").format(date=day, part=word(event.precision))
    return (
        _("{when}, about {time}").format(when=told, time=clock(event.time)) if event.time else told
    )


def event_time_brief(event: EventTime) -> str:
    """When a strike happened, short enough for a column: `17 Aug 2022, ~21:30`."""
    if event.precision is Precision.APPROXIMATE and event.date and event.time:
        return _("{date}, ~{time}").format(
            date=date(event.date, short=True), time=clock(event.time)
        )
    return event_time(event)


def count(said: Count | Ratio) -> str:
    """A count in words: `at least 7`, `more than 1,000`, `none`, `unknown`."""
    if isinstance(said, Ratio):
        return _("{times} times the number of {of}").format(
            times=number(said.times), of=quantity(said.of)
        )
    if said.is_none:
        return _("none")
    low = "" if said.number is None else number(said.number)
    high = "" if said.upper is None else number(said.upper)
    return _(_COUNTS[said.qualifier]).format(number=low, low=low, high=high)


_COUNTS: Mapping[Qualifier, str] = {
    Qualifier.UNKNOWN: N_("unknown"),
    Qualifier.SEVERAL: N_("several"),
    Qualifier.AT_LEAST: N_("at least {number}"),
    Qualifier.MORE_THAN: N_("more than {number}"),
    Qualifier.BETWEEN: N_("{low} to {high}"),
    Qualifier.ABOUT: N_("about {number}"),
    Qualifier.UP_TO: N_("up to {number}"),
    Qualifier.EXACTLY: "{number}",
}


def figure_text(figure: Range) -> str:
    """A figure in the fewest signs: `19`, `7+`, `16–20`, `~20`; a quiet `?` where it is unknown."""
    if figure.low is None:
        return "?"
    about = "~" if figure.about else ""
    if figure.high is None:
        return f"{about}{number(figure.low)}+"
    if figure.low == figure.high:
        return about + number(figure.low)
    return f"{about}{number(figure.low)}–{number(figure.high)}"


def figure_words(figure: Range) -> str:
    """A figure in words: `19`, `at least 7`, `16 to 20`, `unknown`."""
    if figure.low is None:
        return _("unknown")
    if figure.high is None:
        return _("at least {number}").format(number=number(figure.low))
    if figure.low == figure.high:
        told = number(figure.low)
        return _("about {number}").format(number=told) if figure.about else told
    return _("{low} to {high}").format(low=number(figure.low), high=number(figure.high))


def at_least(part: Range) -> str:
    """A subset's figure in words, a lower bound where it is not certain: `at least 1`."""
    if part.low is None or part.low == part.high:
        return figure_words(part)
    return _("at least {number}").format(number=number(part.low))


def unknown_in(total: Total) -> str:
    """`unknown in 3 incidents`, or nothing where every figure is known."""
    if not total.unknown:
        return ""
    return ngettext("unknown in {n} incident", "unknown in {n} incidents", total.unknown).format(
        n=number(total.unknown)
    )


def speaker(who: Speaker) -> str:
    """Whom a report quotes; a report that names nobody says so."""
    return str(who) or _("speaker not named")


def district(place: District) -> str:
    """A district's name as it stands in a table; the unknown ones say what is unknown."""
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return _("Kharkiv city, district unknown")
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return _("Kharkiv oblast, raion unknown")
    if place.kind is DistrictKind.RAION:
        return place.name(current())
    return place.short_name(current())


def area(place: District) -> str:
    """The area an official statement speaks of: the whole city or oblast, or one district of it."""
    if place.kind is DistrictKind.CITY_UNKNOWN:
        return _("Kharkiv city")
    if place.kind is DistrictKind.OBLAST_UNKNOWN:
        return _("Kharkiv oblast")
    return district(place)


def because(figure: Figure, reports: Mapping[str, Report]) -> str:
    """Why the figure is what it is, in sentences; `reports` are the incident's, by id."""
    if figure.is_unknown:
        return _("No report gives a number.")
    told = []
    for uid in figure.reports(Reason.ADOPTED):
        told.append(
            _("{speaker}, {as_of}: the latest report that gives a number.").format(
                speaker=_who(reports[uid]), as_of=as_of(reports[uid].as_of)
            )
        )
    for uid in figure.reports(Reason.CHOSEN):
        told.append(
            _("Chosen by the analyst: {speaker}, {as_of}.").format(
                speaker=_who(reports[uid]), as_of=as_of(reports[uid].as_of)
            )
        )
    for uid in figure.reports(Reason.OPENED):
        told.append(
            _("{speaker} says “at least”, so the upper end is open.").format(
                speaker=_who(reports[uid])
            )
        )
    told.extend(_counted_reasons(figure, reports))
    return " ".join(told)


def _counted_reasons(figure: Figure, reports: Mapping[str, Report]) -> list[str]:
    told = []
    if transferred := figure.reports(Reason.TRANSFERRED):
        who = ", ".join(sorted({_who(reports[uid]) for uid in transferred}))
        told.append(
            _("Deaths in hospital since then are moved over: {speaker}.").format(speaker=who)
        )
    if widened := len(figure.reports(Reason.WIDENED)):
        told.append(
            ngettext(
                "{n} other speaker disagrees and widens the range.",
                "{n} other speakers disagree and widen the range.",
                widened,
            ).format(n=number(widened))
        )
    if superseded := len(figure.reports(Reason.SUPERSEDED)):
        told.append(
            ngettext(
                "{n} earlier report is superseded.",
                "{n} earlier reports are superseded.",
                superseded,
            ).format(n=number(superseded))
        )
    return told


def _who(report: Report) -> str:
    return _("Confidential source") if report.is_confidential else speaker(report.speaker)


def word(value: StrEnum) -> str:
    """The word for a weapon, place hit, grade, review state, source kind, precision or rule."""
    return _(value.value)


def quantity(name: str) -> str:
    """The word for a quantity, or for a class of people among the killed or injured."""
    return _(_QUANTITIES[name.rpartition(".")[2]])


#: The words of the enumerations, marked here because the domain names them once, in English.
_MARKED = (
    N_("missile"),
    N_("aerial bomb"),
    N_("loitering munition"),
    N_("short-range drone"),
    N_("multiple-launch rocket system"),
    N_("artillery or mortar"),
    N_("mine or unexploded ordnance"),
    N_("small arms"),
    N_("other"),
    N_("unknown"),
    N_("residential"),
    N_("commercial"),
    N_("school or childcare"),
    N_("healthcare"),
    N_("industrial"),
    N_("road or transport"),
    N_("administrative"),
    N_("cultural"),
    N_("religious"),
    N_("humanitarian"),
    N_("energy or water"),
    N_("open area"),
    N_("military"),
    N_("Confirmed"),
    N_("Fair"),
    N_("Weak"),
    N_("Contested"),
    N_("Discounted"),
    N_("Draft"),
    N_("Ready for review"),
    N_("Approved"),
    N_("Has issues"),
    N_("Withdrawn"),
    N_("military administration"),
    N_("emergency service"),
    N_("prosecutor"),
    N_("police"),
    N_("health authority"),
    N_("mayor or council"),
    N_("national government"),
    N_("media"),
    N_("NGO"),
    N_("UN"),
    N_("witness"),
    N_("social media"),
    N_("exact"),
    N_("approximate"),
    N_("night"),
    N_("dawn"),
    N_("morning"),
    N_("day"),
    N_("evening"),
    N_("date"),
    N_("range"),
    N_("street"),
    N_("neighbourhood"),
    N_("settlement"),
    N_("district"),
    N_("latest"),
    N_("highest-ranked source"),
    N_("range of all speakers"),
    N_("chosen by the analyst"),
    N_("female"),
    N_("male"),
    N_("injured, died later"),
    N_("same attack wave"),
    N_("double strike"),
    N_("split from"),
    N_("not the same"),
    N_("joint contradiction"),
    N_("disagreement"),
    N_("falls"),
    N_("digits swapped"),
    N_("jump"),
    N_("persons exceed figure"),
    N_("same person"),
    N_("single speaker"),
    N_("district unknown"),
    N_("undated"),
    N_("provisional"),
    N_("no update"),
    N_("not approved"),
    N_("it does not say since when it counts"),
    N_("it does not say as of when it counts"),
    N_("nothing is recorded for its area and period"),
)

_QUANTITIES: Mapping[str, str] = {
    "killed": N_("killed"),
    "injured": N_("injured"),
    "missing": N_("missing"),
    "rescued": N_("rescued"),
    "men": N_("men"),
    "women": N_("women"),
    "boys": N_("boys"),
    "girls": N_("girls"),
    "child": N_("children of unknown sex"),
    "children": N_("children"),
    "adult": N_("adults of unknown sex"),
    "unknown": N_("age and sex unknown"),
    "hospitalised": N_("hospitalised"),
    "serious": N_("seriously injured"),
    "stress": N_("acute stress reaction"),
}
