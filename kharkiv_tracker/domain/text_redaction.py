"""Names, links and points removed from typed texts before publication."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.i18n import _

#: What no eye sees within a word: stress marks, soft hyphens, joiners, turns of direction.
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_JOINED = f"[{_UNSEEN}'`´’‘‛ʼʻʹˈ′＇]*"
_WORD = re.compile(rf"[^\W_](?:{_JOINED}[^\W_])*[{_UNSEEN}]*")
_LINK = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|\bt\.me/)[^\s<>\"“”«»]+", re.I)
_DEGREES = r"[-+]?\d{1,3}(?:\.\d{3,}|,\d{4,})\s*°?\s*[NSEWПС]?"
_MINUTES = r"\d{1,3}\s*°\s*\d{1,2}(?:[.,]\d+)?\s*['′’](?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:[\"″”]|'')?)?"
_POINT = re.compile(rf"(?<![\d.,]){_DEGREES}[\s,;/]+{_DEGREES}(?!\d)|{_MINUTES}\s*[NSEWПС]?")
#: What a case changes at the end of a name: Оксана, Оксани; Ольга, Ользі; Кравець, Кравця.
_ENDING = re.compile(r"(?:(?:ець|ень|ок|ек)|[гкх]?[аеєиіїоуюяйьaeiouy]{1,2})$")
#: By how many letters a case may lengthen a name.
_LONGER = 3
#: In place of what is cut out where nothing is to be read there; no text contains it.
_CUT = "\x00"
#: Names this short are common words too, unless they are written with a capital.
_SHORT = 3

#: The words of a name, each with its stem.
_Phrase = tuple[tuple[str, str], ...]


class TextRedactor:
    """Redacts persons by every word of their names, and other names as a whole, in any case."""

    def __init__(self, persons: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        self._parts = frozenset(part for name in persons for part in _parts(name))
        self._stems = frozenset((part, _stem(part)) for part in self._parts)
        #: Names to be taken out as a whole, by the stems of their first words: there may be
        #: thousands.
        self._phrases: dict[str, list[_Phrase]] = {}
        for phrase in filter(None, dict.fromkeys(map(_phrase, others))):
            self._phrases.setdefault(phrase[0][1], []).append(phrase)

    def redacted(self, text: str) -> str:
        """The text with a word in brackets in place of each name, link and point."""
        if not text:
            return text
        return self._replaced(text, _("[name]"), _("[link]"), _("[point]"))

    def left(self, text: str) -> list[str]:
        """What is left of the text, in pieces: between them was a name, a link or a point."""
        return self._replaced(text, _CUT, _CUT, _CUT).split(_CUT) if text else [text]

    def _replaced(self, text: str, name: str, link: str, point: str) -> str:
        return self.without_names(_without_links(text, link, point), name)

    def without_names(self, text: str, name: str) -> str:
        """The text with this in place of each name alone."""
        if not self._parts and not self._phrases:
            return text
        words, folded = _words(text)
        redacted = (
            {at for at, word in enumerate(words) if self._is_name(word[0], folded[at])}
            if self._parts
            else set()
        )
        for start in range(len(words)):
            for length in self._lengths(words, folded, start):
                redacted.update(range(start, start + length))
        parts, end, last = [], 0, -2
        for at in sorted(redacted):
            between = text[end : words[at].start()]
            # A name of several words is one name.
            if at != last + 1 or between.strip("-‐‑ \t\r\n\u00a0"):
                parts += [between, name]
            end, last = words[at].end(), at
        return "".join([*parts, text[end:]])

    def _is_name(self, word: str, folded: str) -> bool:
        if folded in self._parts:
            return word[:1].isupper() or len(folded) > _SHORT
        return any(_is_declined(word, folded, part, stem) for part, stem in self._stems)

    def _lengths(self, words: list[re.Match[str]], folded: list[str], start: int) -> Iterator[int]:
        """How many words the names have that begin with this word and are taken out as a whole."""
        if not self._phrases:
            return
        first = folded[start]
        for end in range(1, len(first) + 1):
            for phrase in self._phrases.get(first[:end], ()):
                here = range(start, start + len(phrase))
                if here.stop <= len(words) and all(
                    folded[at] == part or _is_declined(words[at][0], folded[at], part, stem)
                    for at, (part, stem) in zip(here, phrase, strict=True)
                ):
                    yield len(phrase)


# Each text is redacted for two kinds of pages.
@lru_cache(maxsize=16)
def _without_links(text: str, link: str, point: str) -> str:
    return _POINT.sub(point, _LINK.sub(link, text))


@lru_cache(maxsize=16)
def _words(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """The words of a text, and each of them plain."""
    words = list(_WORD.finditer(text))
    return words, [_plain(word[0]) for word in words]


def _is_declined(word: str, folded: str, part: str, stem: str) -> bool:
    """Whether a word of a text is one of a name in some case; a number has none."""
    if len(folded) > len(part) + _LONGER or part.isdigit():
        return False
    is_stem = word[:1].isupper() and folded.startswith(stem)
    return is_stem or (len(part) > _SHORT and folded.startswith(part))


# Sources come again and again.
@lru_cache(maxsize=4096)
def _phrase(name: str) -> _Phrase:
    """The words of a name, each with its stem."""
    return tuple((part, _stem(part)) for part in map(_plain, _WORD.findall(name)))


def _parts(name: str) -> list[str]:
    """The words of a name: a description in small letters hides its words with a capital alone."""
    words = [word for word in _WORD.findall(name) if not word.isdigit()]
    capital = [word for word in words if word[:1].isupper()]
    return [part for word in capital or words if len(part := _plain(word)) > 1]


def _stem(part: str) -> str:
    stem = _ENDING.sub("", part)
    return stem if len(stem) > 1 else part


@lru_cache(maxsize=1 << 13)
def _plain(word: str) -> str:
    """The word without what varies from hand to hand, accents too."""
    apart = unicodedata.normalize("NFD", word)
    return fold("".join(sign for sign in apart if unicodedata.category(sign) != "Mn"))
