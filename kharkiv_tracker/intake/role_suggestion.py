"""What kind of report a typed one looks like: suggested, never set by the program itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from urllib.parse import urlsplit

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import local

#: Days after the strike from which an article looks back.
LONG_AFTER = 30
#: Words allowed between two words of a phrase.
_BETWEEN = 4
#: Words before a phrase in which a “not” turns it round.
_BEFORE = 2
#: Hosts of posts: what is published there is not an article.
_POSTS = frozenset(
    (
        *("t.me", "telegram.me", "telegram.org", "facebook.com", "fb.com", "x.com"),
        *("twitter.com", "instagram.com", "threads.net", "tiktok.com", "youtube.com"),
        *("youtu.be", "vk.com", "viber.com"),
    )
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class RoleSuggestion:
    """A kind of report, and the words of the quote that suggest it, where it was those."""

    role: Role
    words: str = ""


def suggested(report: Report, event_day: date | None) -> RoleSuggestion | None:
    """What a report may be other than an update; None where nothing suggests it.

    A look-back comes first: what an article recalls is its subject, whatever it quotes.
    """
    # A report of a death brings news, however late.
    if event_day and not report.transfer and _is_late(report, event_day) and _is_article(report):
        return RoleSuggestion(Role.RETOLD)
    if words := _settling_words(report.quote):
        return RoleSuggestion(Role.SETTLING, words)
    if _is_hospital(report.speaker.office) or _is_hospital(report.source.name):
        return RoleSuggestion(Role.PARTIAL)
    return None


def _is_late(report: Report, event_day: date) -> bool:
    time = report.published or report.as_of
    return time is not None and time.start >= local(event_day + timedelta(days=LONG_AFTER))


def _is_article(report: Report) -> bool:
    """Whether it was read in an article: not in a post, and not from an authority itself."""
    kind = report.source.kind
    if kind is SourceKind.MEDIA:
        return True
    if kind is not None and kind not in (SourceKind.NGO, SourceKind.UN):
        return False
    try:
        host = urlsplit(report.url.strip()).hostname or ""
    except ValueError:
        return False
    host = host.removeprefix("www.").removeprefix("m.")
    return bool(host) and host not in _POSTS and ".gov." not in f".{host}."


def _is_hospital(name: str) -> bool:
    return any(
        word.startswith(beginning)
        for word in _WORD.findall(fold(name))
        for beginning in _folded("hospitals")
    )


def _settling_words(quote: str) -> str:
    """The words that say that the search has ended or a number is corrected; "" for none."""
    written = _WORD.findall(quote)
    words = [fold(word) for word in written]
    for phrase in sorted(_folded("settling")):
        for first, last in _places(words, phrase.split()):
            around = words[max(0, first - _BEFORE) : last + 1]
            if not _folded("negations").intersection(around):
                return " ".join(written[first : last + 1])
    return ""


def _places(words: list[str], beginnings: list[str]) -> Iterator[tuple[int, int]]:
    """Where these beginnings of words follow one another: the first word and the last."""
    for first, word in enumerate(words):
        if not word.startswith(beginnings[0]):
            continue
        place = first
        for beginning in beginnings[1:]:
            near = range(place + 1, min(place + 2 + _BETWEEN, len(words)))
            place = next((n for n in near if words[n].startswith(beginning)), -1)
            if place < 0:
                break
        else:
            yield first, place


@cache
def _folded(section: str) -> frozenset[str]:
    return frozenset(map(fold, languages.words(section)))
