"""Which hour a text means, with the part of the day beside it, and on which day that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.intake.times.doubts import Doubt, Doubts
from kharkiv_tracker.intake.times.moment import Moment
from kharkiv_tracker.intake.times.time_piece import Clock, not_an_hour
from kharkiv_tracker.intake.times.time_words import AFTERNOON, Night

#: The hours that a part of the day may have, the last one too.
_HOURS = {
    Precision.DAWN: range(2, 10),
    Precision.MORNING: range(3, 12),
    Precision.DAY: range(9, 19),
    Precision.EVENING: range(15, 24),
    AFTERNOON: range(12, 20),
}
_NIGHT = frozenset((*range(20, 24), *range(7)))


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a day, so many days after the one that is named."""

    at: time
    days_later: int = 0


def hour_of(moment: Moment, doubts: Doubts, is_from_one_to_another: bool = False) -> Hour | None:
    """The hour of a moment; None where it has none, or its part of the day is to be used alone.

    `is_from_one_to_another`: the moment is the night between the day named and the next.
    """
    clock = moment.clock
    if clock is None:
        return None
    part: object = moment.part or (Precision.NIGHT if moment.night else None)
    if clock.is_midnight or (clock.hour == 12 and clock.is_bare and _is_night(clock.part or part)):
        return _midnight(moment, doubts, is_from_one_to_another)
    at = _at(clock, part, doubts)
    if at is None:
        return None
    return Hour(at, _days_later(at, moment, doubts, is_from_one_to_another))


def _midnight(moment: Moment, doubts: Doubts, is_from_one_to_another: bool) -> Hour:
    if is_from_one_to_another:
        return Hour(time(0), 1)
    if moment.night is Night.ONTO:
        return Hour(time(0))
    return Hour(time(0), doubts.choose(Doubt.MIDNIGHT, 0, 1))


def _at(clock: Clock, part: object, doubts: Doubts) -> time | None:
    hour, minute = clock.hour, clock.minute
    if clock.meridiem:
        return time(hour % 12 + (12 if clock.meridiem == "pm" else 0), minute)
    other = (hour + 12) % 24 if hour <= 12 else hour
    label = clock.part or part
    if clock.is_bare:
        options = [each for each in (hour, other) if label is None or fits(each, label)]
        if not options:
            return _contradiction(clock, doubts)
        return time(doubts.choose(Doubt.HOUR, *dict.fromkeys(options)), minute)
    if label is None or fits(hour, label):
        return time(hour, minute)
    if clock.is_of_day or not fits(other, label):
        return _contradiction(clock, doubts)
    if clock.part:
        return time(other, minute)
    return time(doubts.choose(Doubt.HOUR, other, hour), minute)


def _contradiction(clock: Clock, doubts: Doubts) -> time | None:
    """The hour alone, or the part of the day alone: which of them is wrong is asked."""
    if clock.part:
        raise not_an_hour(f"{clock.hour}:{clock.minute:02}")
    keeps_hour = doubts.choose(Doubt.PART, True, False)
    return time(clock.hour, clock.minute) if keeps_hour else None


def _days_later(at: time, moment: Moment, doubts: Doubts, is_from_one_to_another: bool) -> int:
    is_before_noon = at.hour < 12
    if is_from_one_to_another:
        return 1 if is_before_noon else 0
    if moment.night is Night.ONTO:
        return 0 if is_before_noon else -1
    is_after = moment.part is Precision.NIGHT or moment.night is Night.AFTER
    if is_after and is_before_noon and fits(at.hour, Precision.NIGHT):
        return doubts.choose(Doubt.DAY, 1, 0)
    return 0


def fits(hour: int, part: object) -> bool:
    """Whether an hour may be of this part of the day."""
    return hour in _NIGHT if _is_night(part) else hour in _HOURS.get(part, ())  # type: ignore[call-overload]


def _is_night(part: object) -> bool:
    return part in (Precision.NIGHT, Precision.SMALL_HOURS)
