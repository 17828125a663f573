"""Times as they are known: the as-of of a report, the hour of a strike.

Local time is that of the city with daylight saving; instants are compared as aware datetimes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from kharkiv_tracker import city
from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import N_, NP_, _

_YEARS = range(1900, 2200)
_POINT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[T ]+(\d{1,2}):(\d{2})"
    r"(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:\s+(early|late))?", re.IGNORECASE)


def zone() -> tzinfo:
    """The time zone of the city, used for all times."""
    return city.load().zone


@dataclass(frozen=True, slots=True)
class AsOf:
    """The as-of of a report, as an interval: a date is the whole day, a time is a point.

    `text` is the canonical spelling and the only thing stored; `start` and `end` are instants.
    """

    text: str
    start: datetime = field(compare=False)
    end: datetime = field(compare=False)

    def is_later_than(self, other: AsOf) -> bool:
        """Whether this begins at or after the other's end; one point is never later than itself."""
        if (self.start, self.end) == (other.start, other.end):
            return False
        return self.start >= other.end

    @property
    def day(self) -> date:
        """The day in the city on which the interval begins."""
        return self.start.astimezone(zone()).date()

    @property
    def last_day(self) -> date:
        """The last day in the city it takes in: that of its hour, where it names one."""
        end = self.end if self.is_point else self.end - timedelta(seconds=1)
        return end.astimezone(zone()).date()

    @property
    def is_point(self) -> bool:
        return self.start == self.end

    def __str__(self) -> str:
        return self.text


# Many reports are as of the same days.
@lru_cache(maxsize=10_000)
def parse_as_of(text: str) -> AsOf | None:
    """Read `2022-08-18T09:00`, `2022-08-18`, `2022-08-18 early`, `2023-07 early`, `2022`, or `A/B`.

    Early and late are halves of the day, month or year. Blank is unknown: None.
    """
    typed = " ".join(text.split())
    if not typed:
        return None
    if match := _POINT.fullmatch(typed):
        return _point(match, text)
    if "/" in typed:
        first, _slash, last = typed.partition("/")
        start, end = _bound(first.strip(), text), _bound(last.strip(), text)
        if end.end <= start.start:
            raise Refused(_("“{text}” ends before it begins.").format(text=shown(text)))
        return AsOf(f"{start.text}/{end.text}", start.start, end.end)
    return _span(typed, text)


# A range is asked for its end again and again; most have one of a few days.
@lru_cache(maxsize=10_000)
def last_day(until: str) -> date | None:
    """The last day of a stretch as it is stored, None for a blank one."""
    as_of = parse_as_of(until)
    return as_of.last_day if as_of else None


def code_stem(begins: str, as_of: AsOf | None) -> str:
    """What the code of a report about a time begins with: `STA-2022-08-07`, `STA-undated`."""
    return f"{begins}-{re.split('[T /]', as_of.text)[0] if as_of else 'undated'}"


def parse_clock(text: str) -> datetime:
    """The instant of a known-on or recorded-on date: a time, or the end of that day there."""
    parsed = parse_as_of(text)
    if parsed is None:
        raise Refused(_("Enter a date or a time, for example 2022-08-18T12:00."))
    return parsed.end


def parse_date(text: str) -> date:
    """Read `2022-08-17`; raises Refused for anything else and for days no calendar has."""
    match = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text)
    if not match:
        raise _not_a_date(text)
    return _date(int(match[1]), int(match[2]), int(match[3]), text)


def parse_time(text: str) -> time:
    """Read `21:30`; raises Refused for anything else."""
    match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*", text)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise Refused(
            _("“{text}” is not a time of day. Enter it as 21:30.").format(text=shown(text))
        )
    return time(int(match[1]), int(match[2]))


def local(day: date, at: time = time(0)) -> datetime:
    """The instant at which the city's clocks showed this day and time.

    In UTC, because two datetimes of one zone compare by the clock's face, not by the instant.
    """
    return datetime.combine(day, at, zone()).astimezone(UTC)


def end_of(day: date) -> datetime:
    return local(day + timedelta(days=1))


class Precision(Word):
    """How exactly the hour of a strike is known."""

    EXACT = "exact", NP_("time precision", "exact")
    APPROXIMATE = "approximate", NP_("time precision", "approximate")
    NIGHT = "night", NP_("time precision", "night")
    SMALL_HOURS = "small hours", NP_("time precision", "small hours")
    DAWN = "dawn", NP_("time precision", "dawn")
    MORNING = "morning", NP_("time precision", "morning")
    DAY = "day", NP_("time precision", "day")
    EVENING = "evening", NP_("time precision", "evening")
    DATE = "date", NP_("time precision", "date")
    RANGE = "range", NP_("time precision", "range")
    UNKNOWN = "unknown", NP_("time precision", "unknown")


#: The hour by which a part of the day is sorted.
_TYPICAL = {
    Precision.SMALL_HOURS: time(2),
    Precision.DAWN: time(5),
    Precision.MORNING: time(8),
    Precision.DAY: time(13),
    Precision.EVENING: time(19),
    Precision.NIGHT: time(23),
}
DAY_PARTS = tuple(_TYPICAL)


@dataclass(frozen=True, slots=True)
class EventTime:
    """When a strike happened: a day, perhaps an hour, and how exactly they are known."""

    date: date | None = declared(Kind.DAY, NP_("field", "Day"), default=None)
    time: time | None = declared(Kind.HOUR, NP_("field", "Time"), default=None)
    precision: Precision = declared(
        Kind.WORD,
        NP_("field", "Precision of the time"),
        default=Precision.UNKNOWN,
        of=Precision,
        help=Help(
            N_(
                "How exactly the time is known: exact, approximate, a part of the day, the "
                "date alone, a range, or unknown."
            ),
            N_(
                "confidence in the source: a doubtful source may be precise. Use the grade "
                "for that."
            ),
            (
                N_("“around 21:30” is approximate"),
                N_("“between Friday and Sunday” is a range"),
            ),
        ),
    )
    until: AsOf | None = declared(
        Kind.AS_OF,
        NP_("field", "Until"),
        default=None,
        help=Help(
            N_("The last day of the range, if only a range is known."),
            N_("the end of rescue work: people were killed or injured before it began."),
            (N_("3.07.2022–5.07.2022: found on the 5th, last seen on the 3rd"),),
        ),
    )

    def __post_init__(self) -> None:
        if (self.date is None) != (self.precision is Precision.UNKNOWN):
            raise Refused(
                _("Enter a date, or set the precision to unknown and leave the date out.")
            )
        if self.time is None and self.precision in (Precision.EXACT, Precision.APPROXIMATE):
            raise Refused(_("Enter a time for the precision “exact” or “approximate”."))
        if self.time is not None and self.precision is Precision.DATE:
            raise Refused(
                _(
                    "A time is given, but the precision is “date”. Choose “exact” or "
                    "“approximate”, or remove the time."
                )
            )
        if (self.until is not None) != (self.precision is Precision.RANGE):
            raise Refused(_("Enter the end (until) for the precision “range”, and only for it."))
        end = self.until.end if self.until else None
        if end and self.date and end <= local(self.date, self.time or time(0)):
            raise Refused(_("The range ends before it begins."))

    def sort_key(self) -> tuple[bool, datetime]:
        """Dated before undated, then by the hour, parts of the day at their typical hour."""
        if self.date is None:
            return (True, datetime.min.replace(tzinfo=UTC))
        return (False, local(self.date, self.time or _TYPICAL.get(self.precision, time(0))))


def _bound(typed: str, text: str) -> AsOf:
    """One end of a stretch: a time, or a day, month or half."""
    match = _POINT.fullmatch(typed)
    return _point(match, text) if match else _span(typed, text)


def _span(typed: str, text: str) -> AsOf:
    match = _SPAN.fullmatch(typed)
    if not match:
        raise _not_a_date(text)
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    if year is None:
        raise _not_a_date(text)
    first = _date(year, 1 if month is None else month, 1 if day is None else day, text)
    if day is not None:
        middle, after = local(first, time(12)), end_of(first)
        canonical = first.isoformat()
    elif month is not None:
        following = date(year + month // 12, month % 12 + 1, 1)
        middle, after = local(date(year, month, 16)), local(following)
        canonical = f"{year:04}-{month:02}"
    else:
        middle, after = local(date(year, 7, 1)), local(date(year + 1, 1, 1))
        canonical = f"{year:04}"
    match (match[4] or "").casefold():
        case "early":
            return AsOf(f"{canonical} early", local(first), middle)
        case "late":
            return AsOf(f"{canonical} late", middle, after)
        case _:
            return AsOf(canonical, local(first), after)


def _point(match: re.Match[str], text: str) -> AsOf:
    day = _date(int(match[1]), int(match[2]), int(match[3]), text)
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise Refused(
            _("“{text}” is not a time of day. Enter it as 21:30.").format(text=shown(text))
        )
    offset_zone = _zone(match[7], text) if match[7] else zone()
    at = datetime.combine(day, time(hour, minute, second), offset_zone).astimezone(zone())
    _date(at.year, at.month, at.day, text)
    clock = at.strftime("%Y-%m-%dT%H:%M:%S" if at.second else "%Y-%m-%dT%H:%M")
    # The hour that comes twice in October has its offset; all others have none.
    offset = f"{at.strftime('%z')[:3]}:{at.strftime('%z')[3:]}" if at.fold else ""
    instant = at.astimezone(UTC)
    return AsOf(clock + offset, instant, instant)


def _zone(offset: str, text: str) -> tzinfo:

    if offset in "Zz":
        return UTC
    sign = -1 if offset[0] == "-" else 1
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 14 or minutes > 59:
        raise _not_a_date(text)
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        result = date(year, month, day)
    except ValueError:
        raise Refused(_("“{text}” is not a valid date.").format(text=shown(text))) from None
    if year not in _YEARS:
        raise Refused(
            _("“{text}”: the year must be between {first} and {last}.").format(
                text=shown(text), first=_YEARS.start, last=_YEARS.stop - 1
            )
        )
    return result


def _not_a_date(text: str) -> Refused:
    return Refused(
        _("“{text}” is not a date. Write 2022-08-18, 2022-08-18T09:00 or 2022-08-18 early.").format(
            text=shown(text)
        )
    )
