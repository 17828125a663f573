"""Days, hours and what is known of them, as a person reads them."""

from __future__ import annotations

import datetime as dt

from kharkiv_tracker import city
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, parse_as_of, zone
from kharkiv_tracker.i18n import _, locale, pgettext, unbroken
from kharkiv_tracker.labels import date_manner
from kharkiv_tracker.labels.record_text import word

#: Before the hour of one end of a stretch.
_HOUR = "T"


def date(day: dt.date, short: bool = False) -> str:
    """`17 August 2022`, or `17 Aug 2022`; in figures where the window is to write it so."""
    if figures := date_manner.in_figures(day):
        return figures
    from babel.dates import format_date

    return unbroken(format_date(day, "d MMM y" if short else "d MMMM y", locale=locale()))


def weekday(day: dt.date) -> str:
    """`Wednesday 17 August 2022`."""
    from babel.dates import format_date

    if figures := date_manner.in_figures(day):
        return unbroken(f"{format_date(day, 'EEEE', locale=locale())} {figures}")
    return unbroken(format_date(day, "EEEE d MMMM y", locale=locale()))


def month(day: dt.date) -> str:
    """`August 2022`."""
    from babel.dates import format_date

    return str(format_date(day, "LLLL y", locale=locale()))


def clock(at: dt.time) -> str:
    """`21:30` in every language."""
    return at.strftime("%H:%M")


def date_time(instant: dt.datetime, short: bool = False) -> str:
    """An instant as Kyiv's clocks showed it: `18 August 2022, 12:00`."""
    at = instant.astimezone(zone())
    return _("{date}, {time}").format(date=date(at.date(), short), time=clock(at.time()))


def zoned(when: str) -> str:
    """An hour with whose clocks show it: `18 August 2022, 12:00 Kyiv time`."""
    return _("{when} {clock}").format(when=when, clock=city.text("clock"))


def moment(instant: dt.datetime) -> str:
    """What a clock is set to; a bare date means the end of that day: `20 August 2022, 24:00`."""
    at = instant.astimezone(zone())
    if at.time() == dt.time(0):
        day = at.date() - dt.timedelta(days=1)
        return _("{date}, {time}").format(date=date(day), time="24:00")
    return date_time(instant)


def as_of(when: AsOf | None, short: bool = True) -> str:
    """The as-of of a report: `18 Aug 2022, 09:00`, `18 Aug 2022, early`, `July 2023`."""
    if when is None:
        return _("time unknown")
    if when.is_point:
        at = date_time(when.start, short)
        return at if short else zoned(at)
    first, _slash, last = when.text.partition("/")
    if not last:
        return _interval(when.text, short)
    text = _stretch(first, last, short)
    return zoned(text) if not short and _HOUR in when.text else text


def _stretch(first: str, last: str, short: bool) -> str:
    if _HOUR in first and _HOUR in last and first.split(_HOUR)[0] == last.split(_HOUR)[0]:
        return _("{first}–{last}").format(
            first=_interval(first, short), last=last.partition(_HOUR)[2]
        )
    return _("{first} to {last}").format(first=_interval(first, short), last=_interval(last, short))


def _interval(text: str, short: bool) -> str:
    if _HOUR in text:
        day_text, _letter, hour = text.partition(_HOUR)
        return _("{date}, {time}").format(
            date=date(dt.date.fromisoformat(day_text), short), time=hour
        )
    if "T" in text and (instant := parse_as_of(text)):
        return date_time(instant.start, short)
    written, _space, half = text.partition(" ")
    match written.split("-"):
        case [_year, _month, _day]:
            date_text = date(dt.date.fromisoformat(written), short)
            if half:
                # A half of a day has another name than that of a month in some languages.
                return _half_of_day(half).format(when=date_text)
        case [year, number]:
            date_text = month(dt.date(int(year), int(number), 1))
        case _:
            date_text = written
    if half == "early":
        return _("{when}, early").format(when=date_text)
    return _("{when}, late").format(when=date_text) if half else date_text


def _half_of_day(half: str) -> str:
    if half == "early":
        return pgettext("day", "{when}, early")
    return pgettext("day", "{when}, late")


def event_time(event: EventTime, short: bool = True) -> str:
    """When a strike happened, as exactly as it is known."""
    if event.date is None:
        return _("undated")
    if event.precision is Precision.RANGE and event.until is not None:
        return _until(event, event.until, short)
    text = _one_time(event, short)
    return zoned(text) if event.time and not short else text


def _until(event: EventTime, until: AsOf, short: bool) -> str:
    assert event.date is not None  # noqa: S101 - an undated one is said otherwise
    if event.time is None:
        first = date(event.date, short)
        return _("{first} to {last}").format(first=first, last=as_of(until, short))
    first = f"{event.date.isoformat()}{_HOUR}{clock(event.time)}"
    last = until.text.rpartition("/")[2]
    text = _stretch(first, last, short)
    return text if short else zoned(text)


def _one_time(event: EventTime, short: bool) -> str:
    assert event.date is not None  # noqa: S101 - an undated one is said otherwise
    day = date(event.date, short)
    if event.precision is Precision.APPROXIMATE and event.time:
        return _("{date}, about {time}").format(date=day, time=clock(event.time))
    if event.precision is Precision.EXACT and event.time:
        return _("{date}, {time}").format(date=day, time=clock(event.time))
    if event.precision is Precision.DATE:
        return day
    if event.precision is Precision.NIGHT:
        # Languages differ in which day a night belongs to.
        following = (event.date + dt.timedelta(days=1)).day
        text = _("{date}, night to {day}").format(date=day, day=following)
    else:
        text = _("{date}, {part}").format(date=day, part=word(event.precision))
    return (
        _("{when}, about {time}").format(when=text, time=clock(event.time)) if event.time else text
    )


def event_time_brief(event: EventTime) -> str:
    """When a strike happened, short enough for a column: `17 Aug 2022, ~21:30`."""
    if event.precision is Precision.APPROXIMATE and event.date and event.time:
        return _("{date}, ~{time}").format(
            date=date(event.date, short=True), time=clock(event.time)
        )
    return event_time(event)
