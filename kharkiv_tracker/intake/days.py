"""Dates and hours as analysts type them, turned into the event and as-of texts of `add`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.folding import fold
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
class _Said:
    """What a text says: a day (None: that it is unknown), an hour, a part of the day."""

    day: date | None
    at: time | None = None
    about: bool = False
    part: Precision | None = None
    half: str = ""


def read_event(text: str, today: date, year_hint: int | None = None) -> dict[str, str]:
    """Return the `event` of `add`; Refused, with a sentence, for what names no day.

    A day that has not come is taken: the computer's clock may be wrong. The day comes before the
    month. Without a year it is the year hinted at, else the latest such day up to today.
    """
    first, last = _ends(text)
    said = _read(first, text, today, year_hint)
    if said.half:
        raise Refused(
            _("Say dawn, morning, day, evening or night here; early and late are for “as of”.")
        )
    if said.day is None:
        return {"precision": Precision.UNKNOWN.value}
    event = {"date": said.day.isoformat()}
    if last:
        until = _as_of(_read(last, text, today, said.day.year), text)
        return {**event, "precision": Precision.RANGE.value, "until": until}
    if said.at:
        event["time"] = said.at.strftime("%H:%M")
    return {**event, "precision": _precision(said).value}


def read_as_of(text: str, today: date, year_hint: int | None = None) -> str:
    """Return the `as_of` of `add`, "" where it is blank or unknown; Refused like read_event."""
    if not text.strip():
        return ""
    canonical = _canonical(text)
    if canonical:
        return canonical
    first, last = _ends(text)
    begin = _as_of(_read(first, text, today, year_hint), text)
    if not last:
        return begin
    end = _as_of(_read(last, text, today, year_hint), text)
    return _canonical(f"{begin}/{end}") or begin


def read_day(text: str, today: date, year_hint: int | None = None) -> str:
    """Return a plain day as `2022-02-24`, "" where it is blank; Refused like read_event."""
    if not text.strip():
        return ""
    said = _read(_plain(text), text, today, year_hint)
    if said.day is None or said.at or said.part or said.half:
        raise Refused(_("A day is needed here, such as 24.02.2022."))
    return said.day.isoformat()


def _canonical(text: str) -> str:
    """The text as domain.when spells it, where it is in that notation with a month or an offset."""
    if not re.match(r"\s*\d{4}-\d", text):
        return ""
    try:
        parsed = parse_as_of(text)
    except Refused:
        return ""
    return parsed.text if parsed else ""


def _precision(said: _Said) -> Precision:
    if said.part:
        return said.part
    if said.at is None:
        return Precision.DATE
    return Precision.APPROXIMATE if said.about else Precision.EXACT


def _as_of(said: _Said, text: str) -> str:
    if said.day is None:
        return ""
    day = said.day.isoformat()
    if said.at and said.about:
        raise Refused(
            _("“{text}”: an as-of time is exact; write the hour alone, or early or late.").format(
                text=text
            )
        )
    if said.at:
        return f"{day}T{said.at.strftime('%H:%M')}"
    if said.half:
        return f"{day} {said.half}"
    if said.part in (Precision.DAWN, Precision.MORNING):
        return f"{day} early"
    return f"{day} late" if said.part in (Precision.EVENING, Precision.NIGHT) else day


def _ends(text: str) -> tuple[str, str]:
    """Both ends of a range, or the whole and nothing."""
    parts = _split_range().split(text.strip(), maxsplit=1)
    return _plain(parts[0]), _plain(parts[1]) if len(parts) > 1 else ""


def _plain(text: str) -> str:
    """Lower case, single spaces, no commas; a tilde stands with its hour."""
    typed = " ".join(text.replace(",", " ").casefold().split())
    # Elsewhere the same word makes of a night the one before the day named.
    return words.at_dawn().sub("", re.sub(r"([~≈])\s+", r"\1", typed))


def _read(typed: str, text: str, today: date, year_hint: int | None) -> _Said:
    if not typed:
        raise Refused(_("A date is needed; write ? where it is unknown."))
    if fold(typed) in words.undated():
        return _Said(None)
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
    if found := _ISO.match(typed):
        day = _date(int(found[3]), int(found[2]), found[1], text, today, None)
        return day, typed[found.end() :]
    for pattern in (_DOTTED, _BARE):
        if found := pattern.match(typed):
            day = _date(int(found[1]), int(found[2]), found[3], text, today, year_hint)
            return day, typed[found.end() :]
    day_month, month_day = _named_months()
    if (found := day_month.match(typed)) and fold(found[2]) in words.months():
        month = words.months()[fold(found[2])]
        return _date(int(found[1]), month, found[3], text, today, year_hint), typed[found.end() :]
    if (found := month_day.match(typed)) and fold(found[1]) in words.months():
        month = words.months()[fold(found[1])]
        return _date(int(found[2]), month, found[3], text, today, year_hint), typed[found.end() :]
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
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError


def _rest(day: date, tokens: list[str], text: str) -> _Said:
    """Read what stands beside the date: an hour, a part of the day, early or late."""
    at: time | None = None
    part: Precision | None = None
    about, half = False, ""
    for token in tokens:
        word = fold(token.rstrip("."))
        if found := _CLOCK.fullmatch(token):
            if at is not None:
                raise _not_understood(text)
            about = about or bool(found[1] or found[4])
            at = _clock(found[2] or found[5], found[3] or found[6], text)
        elif word in words.about():
            about = True
        elif word in words.parts() and part is None:
            part = words.parts()[word]
        elif word in words.halves() and not half:
            half = words.halves()[word]
        elif word not in words.fillers():
            raise _not_understood(text)
    return _Said(day, at, about, part, half)


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
