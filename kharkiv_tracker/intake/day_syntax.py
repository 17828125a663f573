"""Dates and hours as analysts type them, turned into the event and as-of texts of `add`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.when import Precision, parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import calendar_words as words

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d))?")
_DOTTED = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?\.?(?![\d:])")
_BARE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?(?![\d:])")
_CLOCK = re.compile(r"([~≈]?)(\d{1,2})[:.](\d{2})|([~≈]?)([01]\d|2[0-3])([0-5]\d)")


@cache
def _split_range() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{words.until()})\s+|\s+[-–—]\s+|\s*[–—]\s*", re.IGNORECASE)


@cache
def _named_months() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A day before the name of its month, and one after it."""
    ordinal = languages.either(languages.words("ordinals"))
    year = r"(?: (\d{4})(?![\d:.]))?"
    return (
        re.compile(rf"(\d{{1,2}})(?:{ordinal})? ([^\W\d_]+)\.?{year}"),
        re.compile(rf"([^\W\d_]+)\.? (\d{{1,2}})(?:{ordinal})?(?![\d:]){year}"),
    )


@dataclass(frozen=True, slots=True)
class _TypedDay:
    """A typed day: a day (None: that it is unknown), an hour, a part of the day."""

    day: date | None
    at: time | None = None
    about: bool = False
    part: Precision | None = None
    half: str = ""


def read_event(text: str, today: date, year_hint: int | None = None) -> dict[str, str]:
    """Return the `event` of `add`; Refused, with a sentence, for what names no day.

    A day in the future is accepted: the computer's clock may be wrong. The day comes before the
    month. Without a year it is the year hinted at, else the latest such day up to today.
    """
    first, last = _bounds(text)
    typed_day = _read(first, text, today, year_hint)
    if typed_day.half:
        raise Refused(
            _("Say dawn, morning, day, evening or night here; early and late are for “as of”.")
        )
    if typed_day.day is None:
        return {"precision": Precision.UNKNOWN.value}
    event = {"date": typed_day.day.isoformat()}
    if last:
        until = _as_of(_read(last, text, today, typed_day.day.year), text)
        return {**event, "precision": Precision.RANGE.value, "until": until}
    if typed_day.at:
        event["time"] = typed_day.at.strftime("%H:%M")
    return {**event, "precision": _precision(typed_day).value}


def read_as_of(text: str, today: date, year_hint: int | None = None) -> str:
    """Return the `as_of` of `add`, "" where it is blank or unknown; Refused like read_event."""
    if not text.strip():
        return ""
    canonical = _canonical(text)
    if canonical:
        return canonical
    first, last = _bounds(text)
    begin = _as_of(_read(first, text, today, year_hint), text)
    if not last:
        return begin
    end = _as_of(_read(last, text, today, year_hint), text)
    return _canonical(f"{begin}/{end}") or begin


def read_day(text: str, today: date, year_hint: int | None = None) -> str:
    """Return a plain day as `2022-02-24`, "" where it is blank; Refused like read_event."""
    if not text.strip():
        return ""
    typed_day = _read(_plain(text), text, today, year_hint)
    if typed_day.day is None or typed_day.at or typed_day.part or typed_day.half:
        raise Refused(_("A day is needed here, such as 24.02.2022."))
    return typed_day.day.isoformat()


def _canonical(text: str) -> str:
    """The text as domain.when spells it, where it is in that notation with a month or an offset."""
    if not re.match(r"\s*\d{4}-\d", text):
        return ""
    try:
        parsed = parse_as_of(text)
    except Refused:
        return ""
    return parsed.text if parsed else ""


def _precision(typed_day: _TypedDay) -> Precision:
    if typed_day.part:
        return typed_day.part
    if typed_day.at is None:
        return Precision.DATE
    return Precision.APPROXIMATE if typed_day.about else Precision.EXACT


def _as_of(typed_day: _TypedDay, text: str) -> str:
    if typed_day.day is None:
        return ""
    day = typed_day.day.isoformat()
    if typed_day.at and typed_day.about:
        raise Refused(
            _("“{text}”: an as-of time is exact; write the hour alone, or early or late.").format(
                text=text
            )
        )
    if typed_day.at:
        return f"{day}T{typed_day.at.strftime('%H:%M')}"
    if typed_day.half:
        return f"{day} {typed_day.half}"
    if typed_day.part in (Precision.DAWN, Precision.MORNING):
        return f"{day} early"
    return f"{day} late" if typed_day.part in (Precision.EVENING, Precision.NIGHT) else day


def _bounds(text: str) -> tuple[str, str]:
    """Both ends of a range, or the whole and nothing."""
    parts = _split_range().split(text.strip(), maxsplit=1)
    return _plain(parts[0]), _plain(parts[1]) if len(parts) > 1 else ""


def _plain(text: str) -> str:
    """Lower case, single spaces, no commas, no space after a tilde."""
    typed = " ".join(text.replace(",", " ").casefold().split())
    # Elsewhere the same word makes of a night the one before the day named.
    return words.at_dawn().sub("", re.sub(r"([~≈])\s+", r"\1", typed))


def _read(typed: str, text: str, today: date, year_hint: int | None) -> _TypedDay:
    if not typed:
        raise Refused(_("A date is needed; write ? where it is unknown."))
    if fold(typed) in words.undated():
        return _TypedDay(None)
    lead, weekday, rest = _lead(typed)
    day, rest = _day(rest, text, today, year_hint)
    if weekday is not None and day.weekday() != weekday:
        raise Refused(_("“{text}”: that day falls on another weekday.").format(text=text.strip()))
    return _rest(day, [*lead, *rest.split()], text)


def _lead(typed: str) -> tuple[list[str], int | None, str]:
    """Words before the date (“night of”, an hour), the weekday they name, and the rest."""
    lead: list[str] = []
    weekday = None
    tokens = typed.split()
    while len(tokens) > 1:
        word = fold(tokens[0].rstrip("."))
        if word in words.weekdays():
            weekday = words.weekdays()[word]
        elif word in words.parts() or word in words.halves() or re.match(r"[~≈]?\d+:\d", tokens[0]):
            lead.append(tokens[0])
        elif word not in words.fillers():
            break
        tokens.pop(0)
    return lead, weekday, " ".join(tokens)


def _day(typed: str, text: str, today: date, year_hint: int | None) -> tuple[date, str]:
    first, _space, rest = typed.partition(" ")
    if fold(first) in words.days_ago():
        return today - timedelta(days=words.days_ago()[fold(first)]), rest
    if match := _ISO.match(typed):
        day = _date(int(match[3]), int(match[2]), match[1], text, today, None)
        return day, typed[match.end() :]
    for pattern in (_DOTTED, _BARE):
        if match := pattern.match(typed):
            day = _date(int(match[1]), int(match[2]), match[3], text, today, year_hint)
            return day, typed[match.end() :]
    day_month, month_day = _named_months()
    if (match := day_month.match(typed)) and fold(match[2]) in words.months():
        month = words.months()[fold(match[2])]
        return _date(int(match[1]), month, match[3], text, today, year_hint), typed[match.end() :]
    if (match := month_day.match(typed)) and fold(match[1]) in words.months():
        month = words.months()[fold(match[1])]
        return _date(int(match[2]), month, match[3], text, today, year_hint), typed[match.end() :]
    raise _not_understood(text)


def _date(
    day: int, month: int, year: str | None, text: str, today: date, year_hint: int | None
) -> date:
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return _latest(day, month, today, year_hint)
    except ValueError:
        pass
    if month > 12 and day <= 12:
        raise Refused(
            _("“{text}”: the day comes first; write {day}.{month}.").format(
                text=text.strip(), day=f"{month:02}", month=f"{day:02}"
            )
        )
    raise Refused(_("“{text}” names a day that no calendar has.").format(text=text.strip()))


def _latest(day: int, month: int, today: date, year_hint: int | None) -> date:
    """The hinted year's day, else the latest that has come; ValueError where no year has it."""
    for year in (year_hint or today.year, *range(today.year, today.year - 9, -1)):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate <= today:
            return candidate
    raise ValueError


def _rest(day: date, tokens: list[str], text: str) -> _TypedDay:
    """Read what is beside the date: an hour, a part of the day, early or late."""
    at: time | None = None
    part: Precision | None = None
    about, half = False, ""
    for token in tokens:
        word = fold(token.rstrip("."))
        if match := _CLOCK.fullmatch(token):
            if at is not None:
                raise _not_understood(text)
            about = about or bool(match[1] or match[4])
            at = _clock(match[2] or match[5], match[3] or match[6], text)
        elif word in words.about():
            about = True
        elif word in words.parts() and part is None:
            part = words.parts()[word]
        elif word in words.halves() and not half:
            half = words.halves()[word]
        elif word not in words.fillers():
            raise _not_understood(text)
    return _TypedDay(day, at, about, part, half)


def _clock(hour: str, minute: str, text: str) -> time:
    try:
        return time(int(hour), int(minute))
    except ValueError:
        sentence = _("“{text}” is not a time of day; write it as 21:30.")
        raise Refused(sentence.format(text=text.strip())) from None


def _not_understood(text: str) -> Refused:
    return Refused(
        _(
            "“{text}” is not understood; write 17.08.2022 21:30, 17.08 night, yesterday, "
            "or ? where it is unknown."
        ).format(text=text.strip())
    )
