"""The words of days, hours and parts of the day in any language, and what each of them marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    INCLUSIVE = auto()
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
    "inclusive": Mark.INCLUSIVE,
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
_SIGNS = {"~": Mark.ABOUT, "≈": Mark.ABOUT, "?": Mark.UNDATED, "-": Mark.DASH, "…": Mark.DASH}
_NIGHTS = {"either": Night.EITHER, "ended": Night.ONTO, "coming": Night.AFTER}


def _from_one(row: str) -> int:
    return int(row) + 1


_TABLES: Mapping[str, tuple[Mark, Callable[[str], object]]] = {
    "stretches": (Mark.STRETCH, str),
    "since_events": (Mark.SINCE_EVENT, str),
    "meridiem": (Mark.MERIDIEM, str),
    "halves": (Mark.HALF, str),
    "hour_shifts": (Mark.SHIFT, int),
    "hour_of_part": (Mark.HOUR_OF_PART, Precision),
    "parts_of_day": (Mark.PART, Precision),
    "nights": (Mark.NIGHT, _NIGHTS.__getitem__),
    "cardinal_hours": (Mark.CARDINAL, _from_one),
    "days_ago": (Mark.AGO, int),
    "weekdays": (Mark.WEEKDAY, int),
    "months": (Mark.MONTH, _from_one),
    "ordinal_days": (Mark.ORDINAL, _from_one),
}


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
    for section, (mark, value) in _TABLES.items():
        for row, phrases in languages.table(section).items():
            yield from _all(phrases, Meaning(mark, value(row)))
    yield from _all(languages.words("afternoon"), Meaning(Mark.PART, AFTERNOON))
    yield from _ordinals()
    for sign, mark in _SIGNS.items():
        yield sign, Meaning(mark)


def _ordinals() -> Iterator[tuple[str, Meaning]]:
    """The days of a month in words, in every case of the languages that have cases."""
    for code in languages.known():
        stems, endings = (
            " ".join(languages.typed(section, code)).split()
            for section in ("ordinal_stems", "ordinal_endings")
        )
        for day, stem in enumerate(stems, 1):
            for ending in endings:
                yield stem.replace("-", " ") + ending, Meaning(Mark.ORDINAL, day)


def _all(phrases: Iterable[str], meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    return ((phrase, meaning) for phrase in phrases)
