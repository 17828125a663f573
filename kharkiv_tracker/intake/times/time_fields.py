"""The fields of days and hours: when a strike happened, as of when, published, since."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from kharkiv_tracker import labels
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reader, Reading
from kharkiv_tracker.intake.times.as_of_time import as_of_time
from kharkiv_tracker.intake.times.day_choice import DayChoice
from kharkiv_tracker.intake.times.doubts import Doubt, Doubts, Ways, explore
from kharkiv_tracker.intake.times.event_time import event_time
from kharkiv_tracker.intake.times.moment import Shape, shape
from kharkiv_tracker.intake.times.since_day import since_day
from kharkiv_tracker.intake.times.time_items import items
from kharkiv_tracker.intake.times.time_piece import FIRST_YEAR, dangling
from kharkiv_tracker.intake.times.time_pieces import pieces
from kharkiv_tracker.intake.times.time_texts import AS_WRITTEN, as_of_text, day_text, event_text
from kharkiv_tracker.intake.times.time_words import Mark
from kharkiv_tracker.intake.typed_text import normal

_Value = TypeVar("_Value")
#: What stays open without its day: the day itself is known.
_OF_ONE_DAY = frozenset((Doubt.HOUR, Doubt.NIGHT, Doubt.MIDNIGHT, Doubt.PART, Doubt.HALF))
_UNTIL = re.compile(r"(.+?) - (\d{4}(?:-\S+)?(?: (?:early|late))?(?:/.+)?)")


def read_when(text: str, context: Context) -> Outcome:
    """When a strike happened: `{"event": …}`."""
    typed = normal(text)
    if not typed:
        raise Refused(_("Enter a date, or ? if it is unknown."))
    ways = _event_in_notation(typed, context) or _ways(
        typed, context, lambda form, choice: event_time(form, choice), None
    )
    if not ways.doubts:
        return _event(ways.values[0], short=False)
    candidates = tuple(_event(value, short=True) for value in ways.values)
    first = ways.values[0]
    unsaid = EventTime()
    if set(ways.doubts) <= _OF_ONE_DAY and first.date:
        same_range = first.precision is Precision.RANGE and first.until
        unsaid = (
            EventTime(first.date, None, Precision.RANGE, _day_of(first.until))
            if same_range
            else EventTime(first.date, None, Precision.DATE)
        )
    if Doubt.LAST_DAY in ways.doubts and ways.values[-1].date:
        following = parse_as_of(ways.values[-1].date.isoformat())
        unsaid = EventTime(first.date, None, Precision.RANGE, following)
    return Question(_question(ways.doubts), candidates, _event(unsaid, short=True))


def read_as_of(text: str, context: Context) -> Outcome:
    """The time a report is as of: `{"as_of": …}`."""
    since = context.event.date if context.event else None
    return _as_of("as_of", text, context, since)


def read_published(text: str, context: Context) -> Outcome:
    """When a text was published: `{"published": …}`; the strike says nothing of its day."""
    return _as_of("published", text, replace(context, event=None), None)


def read_since(text: str, context: Context) -> Outcome:
    """The day on which an official total begins: `{"since": …}`."""
    typed = normal(text)
    if not typed:
        return Reading({"since": ""})
    is_meant, typed = _unmarked(typed)
    read = items(typed)

    def way(doubts: Doubts) -> date | None:
        choice = DayChoice(context, doubts, is_meant=is_meant)
        return since_day(read, choice)

    ways = explore(way)
    if not ways.doubts:
        return _since(ways.values[0])
    candidates = tuple(map(_since, ways.values))
    return Question(_question(ways.doubts), candidates, _since(None))


#: How each field of a time is read.
READERS: Mapping[str, Reader] = {
    "when": read_when,
    "as_of": read_as_of,
    "published": read_published,
    "since": read_since,
}


def _as_of(field: str, text: str, context: Context, since: date | None) -> Outcome:
    typed = normal(text)
    if not typed:
        return Reading({field: ""})
    ways = _in_notation(typed, context) or _ways(typed, context, as_of_time, since)
    if not ways.doubts:
        return _when(field, ways.values[0], short=False)
    candidates = tuple(_when(field, value, short=True) for value in ways.values)
    is_known = set(ways.doubts) <= _OF_ONE_DAY
    unsaid = ways.values[0].partition("/")[0][:10] if is_known else ""
    return Question(_question(ways.doubts), candidates, _when(field, unsaid, short=True))


def _ways(
    typed: str,
    context: Context,
    read: Callable[[Shape, DayChoice], _Value],
    since: date | None,
) -> Ways[_Value]:
    is_meant, typed = _unmarked(typed)
    listed = items(typed)
    is_as_of = read is as_of_time
    for item in listed:
        if item.mark is Mark.AS_OF and not is_as_of:
            raise dangling(item)

    def way(doubts: Doubts) -> _Value:
        read_pieces = pieces(listed, doubts, context.today.year)
        choice = DayChoice(context, doubts, since, is_meant)
        return read(shape(read_pieces, is_as_of), choice)

    return explore(way)


def _unmarked(typed: str) -> tuple[bool, str]:
    return typed.startswith(AS_WRITTEN), typed.removeprefix(AS_WRITTEN).strip()


def _in_notation(typed: str, context: Context) -> Ways[str] | None:
    """A text in the notation of times, where its years are those of the war or meant."""
    is_meant, rest = _unmarked(typed)
    if not re.match(r"\d{4}(?!\d)", rest):
        return None
    try:
        when = parse_as_of(rest)
    except Refused:
        return None
    if when is None or not (is_meant or _is_of_war(when, context)):
        return None
    return Ways((when.text,), ())


def _is_of_war(when: AsOf, context: Context) -> bool:
    return when.day.year >= FIRST_YEAR and when.last_day.year <= context.today.year + 1


def _event_in_notation(typed: str, context: Context) -> Ways[EventTime] | None:
    """A stretch of which the end is in the notation of times: `17.08.2022 – 2022-08-18 early`."""
    match = _UNTIL.fullmatch(typed)
    if not match:
        return None
    try:
        until = parse_as_of(match[2])
        first = _ways(match[1], context, event_time, None)
    except Refused:
        return None
    if until is None or first.doubts or first.values[0].precision not in (
        Precision.DATE, Precision.EXACT
    ):  # fmt: skip
        return None
    (begin,) = first.values
    return Ways((EventTime(begin.date, begin.time, Precision.RANGE, until),), ())


def _event(event: EventTime, short: bool) -> Reading:
    part: dict[str, str] = {}
    if event.date:
        part["date"] = event.date.isoformat()
    if event.time:
        part["time"] = labels.clock(event.time)
    part["precision"] = event.precision.value
    if event.until:
        part["until"] = event.until.text
    words = labels.event_time(event, short=short)
    if event.date and event.precision is not Precision.RANGE and not short:
        words = words.replace(labels.date(event.date), labels.weekday(event.date))
    return Reading({"event": part}, words, {"when": event_text(event)})


def _when(field: str, text: str, short: bool) -> Reading:
    when = parse_as_of(text)
    words = labels.as_of(when, short=short)
    return Reading({field: when.text if when else ""}, words, {field: as_of_text(when)})


def _since(day: date | None) -> Reading:
    words = labels.date(day) if day else labels.as_of(None)
    return Reading({"since": day.isoformat() if day else ""}, words, {"since": day_text(day)})


def _day_of(until: AsOf | None) -> AsOf | None:
    return parse_as_of(until.last_day.isoformat()) if until else None


def _question(doubts: tuple[Doubt, ...]) -> str:
    match doubts[0]:
        case Doubt.HOUR:
            return _("Morning or evening?")
        case Doubt.NIGHT:
            return _("Which night?")
        case Doubt.MIDNIGHT:
            return _("Midnight before this day, or after it?")
        case Doubt.PART:
            return _("The hour and the part of the day differ. Which is right?")
        case Doubt.HALF:
            return _("In the first or the second half of the day?")
        case Doubt.YEAR | Doubt.OLD_YEAR:
            return _("Which year?")
        case Doubt.MONTH_ALONE:
            return _("Is only the month known?")
        case Doubt.FORM:
            return _("Is this a year or an hour?")
        case Doubt.WAR:
            return _("The start of which war?")
        case _:
            return _("Which day?")
