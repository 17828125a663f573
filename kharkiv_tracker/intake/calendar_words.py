"""The words for months, weekdays and parts of the day, as analysts type them in any language."""

from __future__ import annotations

import re
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.when import Precision


@cache
def months() -> dict[str, int]:
    return _numbered("months", 1)


@cache
def weekdays() -> dict[str, int]:
    """Monday is 0."""
    return _numbered("weekdays", 0)


@cache
def parts() -> dict[str, Precision]:
    """Parts of the day."""
    table = languages.table("parts_of_day")
    return {fold(word): Precision(part) for part, words in table.items() for word in words}


@cache
def halves() -> dict[str, str]:
    """`early` or `late`."""
    return {fold(word): half for half, words in languages.table("halves").items() for word in words}


@cache
def days_ago() -> dict[str, int]:
    return _numbered("days_ago", 0)


@cache
def undated() -> frozenset[str]:
    return frozenset(("?", *map(fold, languages.words("undated"))))


@cache
def fillers() -> frozenset[str]:
    """Said around a date without changing it."""
    return frozenset(map(fold, languages.words("fillers")))


@cache
def about() -> frozenset[str]:
    return frozenset(("~", "≈", *map(fold, languages.words("about"))))


def until() -> str:
    """A pattern of the words between both ends of a range."""
    return languages.either(languages.words("until"))


@cache
def at_dawn() -> re.Pattern[str]:
    """A pattern of the “at” of “at dawn” where it is a word that else means another night."""
    phrases = (phrase.split() for phrase in languages.words("at_dawn"))
    patterns = (rf"{re.escape(first)} (?={re.escape(rest)})" for first, rest in phrases)
    return re.compile(rf"\b(?:{'|'.join(sorted(patterns)) or '(?!)'})")


def _numbered(section: str, first: int) -> dict[str, int]:
    table = languages.table(section)
    return {fold(word): int(row) + first for row, words in table.items() for word in words}
