"""When a strike happened, from the shape of what is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.times.day_choice import LAST_DAY, DayChoice
from kharkiv_tracker.intake.times.doubts import Doubt
from kharkiv_tracker.intake.times.hour_choice import hour_of
from kharkiv_tracker.intake.times.moment import Moment, Shape
from kharkiv_tracker.intake.times.stretch import Stretch, backwards
from kharkiv_tracker.intake.times.time_words import AFTERNOON, Night

_DAY = timedelta(days=1)


def event_time(shape: Shape, choice: DayChoice) -> EventTime:
    """The time of a strike; Refused for what names neither a day nor a stretch of days."""
    if shape.is_undated:
        return EventTime()
    if shape.first == Moment(stretch=LAST_DAY) and shape.last is None:
        return _last_day(choice)
    for moment in (shape.first, shape.last):
        if moment and (_is_half(moment) or moment.stretch or moment.is_now):
            raise _vague(moment)
    if shape.is_night and shape.last:
        return _night(shape.first, shape.last, choice)
    if shape.last:
        return _range(shape.first, shape.last, choice)
    return _single(shape.first, choice)


def _is_half(moment: Moment) -> bool:
    """Whether it is early or late, and not of a part of the day: “early this morning”."""
    return bool(moment.half) and (not moment.has_part or moment.clock is not None)


def _last_day(choice: DayChoice) -> EventTime:
    """One of the two days that the last 24 hours reach over, which is asked."""
    days = choice.one(Moment(stretch=LAST_DAY))
    day = choice.doubts.choose(Doubt.LAST_DAY, days.first, days.last)
    return EventTime(day, None, Precision.DATE)


def night_between(first: Moment, last: Moment, choice: DayChoice) -> tuple[date, Moment]:
    """The day on which a night from one day to the next begins, and what is said of its hour."""
    start = choice.night(first, last)
    clocks = [moment.clock for moment in (first, last) if moment.clock]
    nights = (None, Precision.NIGHT, Precision.SMALL_HOURS)
    if len(clocks) > 1 or first.part not in nights or last.part not in nights:
        raise Refused(_("Write one hour or the night, such as 18.08.2022 02:30."))
    return start, Moment(clock=clocks[0] if clocks else None, part=Precision.NIGHT)


def _night(first: Moment, last: Moment, choice: DayChoice) -> EventTime:
    day, moment = night_between(first, last, choice)
    if moment.clock and moment.clock.is_beside_part:
        at = time(moment.clock.hour, moment.clock.minute)
        return EventTime(day, at, Precision.NIGHT)
    hour = hour_of(moment, choice.doubts, is_from_one_to_another=True)
    if hour is None or moment.clock is None:
        return EventTime(day, None, Precision.NIGHT)
    return _at(day + timedelta(days=hour.days_later), hour.at, moment)


def _single(moment: Moment, choice: DayChoice) -> EventTime:
    if not moment.has_day and (moment.clock or moment.has_part):
        days = lone_days(choice)
        return _on(choice.doubts.choose(Doubt.DAY, *days), moment, choice)
    stretch = choice.one(moment)
    if stretch.is_day:
        return _on(stretch.first, moment, choice)
    if moment.month is None or moment.clock or moment.has_part:
        raise _vague(moment)
    return EventTime(
        stretch.first, None, Precision.RANGE, parse_as_of(stretch.last.isoformat())
    )  # fmt: skip


def lone_days(choice: DayChoice) -> tuple[date, ...]:
    """The days of which an hour alone may be; Refused where the record is of other years."""
    if not choice.is_reckoned():
        raise Refused(_("Write the day too, such as 17.08.2022 21:30."))
    day = choice.context.reckoned_from
    return day, day - _DAY


def _on(day: date, moment: Moment, choice: DayChoice) -> EventTime:
    doubts = choice.doubts
    if moment.clock and moment.clock.is_beside_part:
        if not isinstance(moment.part, Precision):
            raise Refused(_("Write the hour without brackets."))
        return EventTime(day, time(moment.clock.hour, moment.clock.minute), moment.part)
    hour = hour_of(moment, doubts)
    if hour is not None:
        return _at(day + timedelta(days=hour.days_later), hour.at, moment)
    match moment.night:
        case Night.ONTO:
            return EventTime(day - _DAY, None, Precision.NIGHT)
        case Night.AFTER:
            return EventTime(day, None, Precision.NIGHT)
        case Night.EITHER:
            return doubts.choose(
                Doubt.NIGHT,
                EventTime(day, None, Precision.SMALL_HOURS),
                EventTime(day, None, Precision.NIGHT),
                EventTime(day - _DAY, None, Precision.NIGHT),
            )
    if moment.part == AFTERNOON:
        return EventTime(day, None, Precision.DAY)
    return EventTime(day, None, Precision(moment.part) if moment.part else Precision.DATE)


def _at(day: date, at: time, moment: Moment) -> EventTime:
    clock = moment.clock
    is_about = clock is not None and (clock.is_about or clock.is_named)
    return EventTime(day, at, Precision.APPROXIMATE if is_about else Precision.EXACT)


def _range(first: Moment, last: Moment, choice: DayChoice) -> EventTime:
    if any(moment.clock and moment.clock.is_about for moment in (first, last)):
        raise Refused(_("The ends of a range must be exact hours. Leave out “about”."))
    if first.has_part and not first.clock:
        raise Refused(_("Write the start time, such as 17.08.2022 18:00 – 18.08.2022 06:00."))
    first, last = same_half(first, last, choice)
    start, end = ends(first, last, choice)
    begins, closes = hour_of(first, choice.doubts), hour_of(last, choice.doubts)
    start_day, end_day = start.first, end.last
    if begins:
        start_day += timedelta(days=begins.days_later)
    if closes:
        end_day += timedelta(days=closes.days_later)
    if begins and closes and (end_day, closes.at) <= (start_day, begins.at):
        if last.has_day:
            raise backwards()
        end_day += _DAY
    until = f"{end_day.isoformat()}T{closes.at:%H:%M}" if closes else _until(last, end_day)
    at = begins.at if begins else None
    return EventTime(start_day, at, Precision.RANGE, parse_as_of(until))


def ends(first: Moment, last: Moment, choice: DayChoice) -> tuple[Stretch, Stretch]:
    """The days of both ends; an hour without a day is of the day of the other end."""
    if first.has_day and last.has_day:
        return choice.both(first, last)
    if not (first.clock and last.clock):
        raise Refused(_("Write the day at both ends, such as 17.08.2022 – 19.08.2022."))
    if first.has_day or last.has_day:
        day = choice.one(first if first.has_day else last)
    else:
        day = Stretch.of_day(choice.doubts.choose(Doubt.DAY, *lone_days(choice)))
    return day, day


def same_half(first: Moment, last: Moment, choice: DayChoice) -> tuple[Moment, Moment]:
    """Two hours without their half of the day, both in the same one."""
    clocks = first.clock, last.clock
    if first.has_part or last.has_part or not (clocks[0] and clocks[1]):
        return first, last
    if not all(
        clock and clock.is_bare and 0 < clock.hour < 12 and not (clock.part or clock.meridiem)
        for clock in clocks
    ):
        return first, last
    half = choice.doubts.choose(Doubt.HOUR, "am", "pm")
    return (
        replace(first, clock=replace(clocks[0], meridiem=half)),
        replace(last, clock=replace(clocks[1], meridiem=half)),
    )


def _until(moment: Moment, day: date) -> str:
    """The end of a stretch as the notation of times has it."""
    if moment.night is Night.EITHER:
        raise Refused(_("Write the end time, such as 18.08.2022 06:00."))
    if moment.night is Night.ONTO or moment.part is Precision.SMALL_HOURS:
        return f"{day.isoformat()}T06:00"
    if moment.night is Night.AFTER or moment.part is Precision.NIGHT:
        return f"{(day + _DAY).isoformat()}T06:00"
    match moment.part:
        case Precision.DAWN | Precision.MORNING:
            return f"{day.isoformat()} early"
        case None:
            return day.isoformat()
        case _:
            return f"{day.isoformat()} late"


def _vague(moment: Moment) -> Refused:
    if moment.half and (moment.day, moment.weekday, moment.ago) != (None, None, None):
        return Refused(
            _("Write dawn, morning, day, evening or night. Use early or late only for “as of”.")
        )
    return Refused(
        _("No day given. Write the first and the last day, such as 01.05.2022 – 31.05.2022.")
    )
