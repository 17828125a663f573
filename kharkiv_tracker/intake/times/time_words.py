"""The words of days, hours and parts of the day in any language, and what each of them marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from kharkiv_tracker import languages
from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.intake.typed_text import PhraseBook, normal, tokens


class Mark(Enum):
    """What a word or a number does in a text about time."""

    # Of days.
    DATE = auto()
    DOTTED = auto()
    COMPACT = auto()
    NUMBER = auto()
    ORDINAL = auto()
    CARDINAL = auto()
    MONTH = auto()
    MONTH_OF_YEAR = auto()
    YEAR = auto()
    DAY = auto()
    WEEKDAY = auto()
    AGO = auto()
    STRETCH = auto()
    SINCE_EVENT = auto()
    START = auto()
    UNDATED = auto()
    # Of hours.
    CLOCK = auto()
    NOON = auto()
    MIDNIGHT = auto()
    SHIFT = auto()
    MERIDIEM = auto()
    HOUR_OF_PART = auto()
    PART = auto()
    NIGHT = auto()
    HALF = auto()
    NOW = auto()
    # Between them.
    ABOUT = auto()
    AT = auto()
    IN = auto()
    AS_OF = auto()
    FROM = auto()
    BETWEEN = auto()
    TO = auto()
    DASH = auto()
    AND = auto()
    ONTO = auto()
    LAST = auto()
    THIS = auto()
    NEXT_DAY = auto()
    ZONE = auto()
    DAY_UNIT = auto()
    YEAR_UNIT = auto()
    HOUR_UNIT = auto()
    MINUTE_UNIT = auto()
    AGO_UNIT = auto()
    OPEN = auto()
    CLOSE = auto()
    # What names no day.
    VAGUE = auto()
    ONE_SIDED = auto()


class Night(Enum):
    """Which night a word means of the day beside it."""

    EITHER = auto()
    """The night before that day, its small hours, or the night after it."""
    ONTO = auto()
    """The night that ends on it."""
    AFTER = auto()
    """The night that begins on it."""


class Meaning(NamedTuple):
    """What a phrase marks, with its number or kind."""

    mark: Mark
    value: object = None


#: The parts of the day that follow noon, said more narrowly than by their precision.
AFTERNOON = "afternoon"
_LISTS = {
    "prepositions": Mark.IN,
    "hour_at": Mark.AT,
    "clock_zone": Mark.ZONE,
    "as_of_words": Mark.AS_OF,
    "about": Mark.ABOUT,
    "since": Mark.FROM,
    "until": Mark.TO,
    "span_between": Mark.BETWEEN,
    "span_and": Mark.AND,
    "night_onto": Mark.ONTO,
    "next_day": Mark.NEXT_DAY,
    "day_unit": Mark.DAY_UNIT,
    "year": Mark.YEAR_UNIT,
    "hours": Mark.HOUR_UNIT,
    "minutes": Mark.MINUTE_UNIT,
    "units_ago": Mark.AGO_UNIT,
    "last": Mark.LAST,
    "this": Mark.THIS,
    "noon": Mark.NOON,
    "midnight": Mark.MIDNIGHT,
    "now": Mark.NOW,
    "undated": Mark.UNDATED,
    "start_of": Mark.START,
    "not_one_day": Mark.VAGUE,
    "one_sided": Mark.ONE_SIDED,
}
_TABLES = {
    "stretches": Mark.STRETCH,
    "since_events": Mark.SINCE_EVENT,
    "meridiem": Mark.MERIDIEM,
}
_SIGNS = {"~": Mark.ABOUT, "≈": Mark.ABOUT, "?": Mark.UNDATED, "-": Mark.DASH, "…": Mark.DASH}
_NIGHTS = {"either": Night.EITHER, "ended": Night.ONTO, "coming": Night.AFTER}


@cache
def book() -> PhraseBook[Meaning]:
    """Every phrase with what it marks; where two sections have one, the later section decides."""
    return PhraseBook({phrase: meaning for phrase, meaning in _phrases() if phrase})


@cache
def hyphenated() -> frozenset[str]:
    """The words with a hyphen that phrases have, as they are compared."""
    written = [phrase for phrase, _meaning in _phrases() if "-" in phrase[1:]]
    return frozenset(
        token.key for phrase in written for token in tokens(normal(phrase)) if "-" in token.text
    )


@cache
def suffixes() -> str:
    """A pattern of the endings that make an ordinal of a number: `18-го`, `17th`."""
    return languages.either(languages.words("ordinals"))


def _phrases() -> Iterator[tuple[str, Meaning]]:
    for section, mark in _LISTS.items():
        yield from _all(languages.words(section), Meaning(mark))
    for section, mark in _TABLES.items():
        for value, phrases in languages.table(section).items():
            yield from _all(phrases, Meaning(mark, value))
    for half, phrases in languages.table("halves").items():
        yield from _all(phrases, Meaning(Mark.HALF, half))
    for minutes, phrases in languages.table("hour_shifts").items():
        yield from _all(phrases, Meaning(Mark.SHIFT, int(minutes)))
    for part, phrases in languages.table("hour_of_part").items():
        yield from _all(phrases, Meaning(Mark.HOUR_OF_PART, Precision(part)))
    for part, phrases in languages.table("parts_of_day").items():
        yield from _all(phrases, Meaning(Mark.PART, Precision(part)))
    yield from _all(languages.words("afternoon"), Meaning(Mark.PART, AFTERNOON))
    for night, phrases in languages.table("nights").items():
        yield from _all(phrases, Meaning(Mark.NIGHT, _NIGHTS[night]))
    for section, mark, first in (
        ("cardinal_hours", Mark.CARDINAL, 1),
        ("days_ago", Mark.AGO, 0),
        ("weekdays", Mark.WEEKDAY, 0),
        ("months", Mark.MONTH, 1),
        ("ordinal_days", Mark.ORDINAL, 1),
    ):
        for row, phrases in languages.table(section).items():
            yield from _all(phrases, Meaning(mark, int(row) + first))
    for stems, endings in zip(
        languages.typed("ordinal_stems"), languages.typed("ordinal_endings"), strict=False
    ):
        for day, stem in enumerate(stems.split(), 1):
            for ending in endings.split():
                yield stem.replace("-", " ") + ending, Meaning(Mark.ORDINAL, day)
    for sign, mark in _SIGNS.items():
        yield sign, Meaning(mark)


def _all(phrases: Iterable[str], meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((phrase, meaning) for phrase in phrases)
