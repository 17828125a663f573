"""The time a report is as of, in the notation of times, from the shape of what is typed."""

from __future__ import annotations

from datetime import date, timedelta

from kharkiv_tracker.domain.when import EventTime, Precision, local, parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times.day_choice import DayChoice
from kharkiv_tracker.intake.times.doubts import Doubt
from kharkiv_tracker.intake.times.event_time import ends, lone_days, night_between, same_half
from kharkiv_tracker.intake.times.hour_choice import hour_of
from kharkiv_tracker.intake.times.moment import Moment, Shape
from kharkiv_tracker.intake.times.stretch import Stretch, backwards
from kharkiv_tracker.intake.times.time_words import Night

_DAY = timedelta(days=1)


def as_of_time(shape: Shape, choice: DayChoice) -> str:
    """The notation of an as-of time, "" where it is unknown."""
    if shape.is_undated:
        return ""
    for moment in (shape.first, shape.last):
        if moment and moment.clock and (moment.clock.is_about or moment.clock.is_beside_part):
            raise Refused(
                _("An “as of” time is exact. Write only the hour, or early or late.")
            )  # fmt: skip
    if shape.is_night and shape.last:
        return _night(shape.first, shape.last, choice)
    if shape.last:
        return _stretch(shape.first, shape.last, choice)
    return _single(shape.first, choice)


def _night(first: Moment, last: Moment, choice: DayChoice) -> str:
    day, moment = night_between(first, last, choice)
    hour = hour_of(moment, choice.doubts, is_from_one_to_another=True)
    if hour is None:
        return _night_onto(day + _DAY)
    return f"{(day + timedelta(days=hour.days_later)).isoformat()}T{hour.at:%H:%M}"


def _night_onto(day: date) -> str:
    return f"{(day - _DAY).isoformat()} late/{day.isoformat()}T06:00"


def _single(moment: Moment, choice: DayChoice) -> str:
    if moment.is_now:
        if moment.clock or moment.has_part or moment.half:
            raise _mixed()
        choice.one(moment)
        return choice.context.now.strftime("%Y-%m-%dT%H:%M")
    if moment.has_day:
        return _of(choice.one(moment), moment, choice)
    return _lone(moment, choice)


def _lone(moment: Moment, choice: DayChoice) -> str:
    """An hour or a part of the day alone: of the day of the strike if that is today."""
    event, context = choice.context.event, choice.context
    if choice.since is None or event is None:
        if context.published:
            days: tuple[date, ...] = (context.published, context.published - _DAY)
        else:
            days = lone_days(choice)
        return _of(Stretch.of_day(choice.doubts.choose(Doubt.DAY, *days)), moment, choice)
    here = _of(Stretch.of_day(choice.since), moment, choice)
    if choice.since == context.today and not _is_before(here, event):
        return here
    first = 1 if _is_before(here, event) else 0
    options = [choice.since + timedelta(days=first), choice.since + timedelta(days=first + 1)]
    if context.published and context.published >= choice.since:
        options = [context.published, *options]
    days = tuple(dict.fromkeys(options))
    day = choice.doubts.choose(Doubt.DAY, *days)
    # An hour in doubt was chosen above: this is the same one on another day.
    return _shifted(here, day - choice.since)


def _shifted(text: str, by: timedelta) -> str:
    return "/".join(
        f"{(date.fromisoformat(part[:10]) + by).isoformat()}{part[10:]}" for part in text.split("/")
    )


def _is_before(text: str, event: EventTime) -> bool:
    when = parse_as_of(text)
    if when is None or event.date is None:
        return False
    strike = local(event.date, event.time) if event.time else local(event.date)
    return when.end < strike or (when.end == strike and not when.is_point)


def _of(stretch: Stretch, moment: Moment, choice: DayChoice) -> str:
    """The notation of a moment on these days."""
    if not stretch.is_day:
        if moment.clock or moment.has_part or (moment.half and moment.stretch == "last week"):
            raise _mixed()
        return f"{stretch.name} {moment.half}".strip()
    day = stretch.first
    if moment.half and (moment.clock or not moment.has_part):
        if moment.clock:
            raise _mixed()
        return f"{stretch.name} {moment.half}"
    hour = hour_of(moment, choice.doubts)
    if hour:
        return f"{(day + timedelta(days=hour.days_later)).isoformat()}T{hour.at:%H:%M}"
    return _of_part(day, moment, choice)


def _of_part(day: date, moment: Moment, choice: DayChoice) -> str:
    """The notation of a day with its part, if any."""
    name = day.isoformat()
    small_hours = f"{name}T00:00/{name}T06:00"
    match moment.night or moment.part:
        case None:
            return name
        case Night.ONTO:
            return _night_onto(day)
        case Night.EITHER:
            nights = (small_hours, _night_onto(day + _DAY), _night_onto(day))
            return choice.doubts.choose(Doubt.NIGHT, *nights)
        case Precision.SMALL_HOURS:
            return small_hours
        case Precision.DAY:
            return f"{name} {choice.doubts.choose(Doubt.HALF, 'late', 'early')}"
        case Precision.DAWN | Precision.MORNING:
            return f"{name} early"
        case _:
            return f"{name} late"


def _stretch(first: Moment, last: Moment, choice: DayChoice) -> str:
    if first.is_now or last.is_now or first.stretch or last.stretch:
        raise _mixed()
    first, last = same_half(first, last, choice)
    start, end = ends(first, last, choice)
    begins, closes = _of(start, first, choice), _of(end, last, choice)
    begins, closes = begins.partition("/")[0], closes.rpartition("/")[2]
    if not last.has_day and first.clock and last.clock and closes <= begins:
        closes = _shifted(closes, _DAY)
    if begins == closes:
        return begins
    text = f"{begins}/{closes}"
    try:
        parse_as_of(text)
    except Refused:
        raise backwards() from None
    return text


def _mixed() -> Refused:
    return Refused(
        _("Write one time, such as 18.08.2022 09:00, 18.08.2022 early or July 2023.")
    )  # fmt: skip
