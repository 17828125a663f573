"""Names, links and points removed from typed texts before publication."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
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


class TextRedactor:
    """Redacts persons by every word of their names in any case, and other names as a whole."""

    def __init__(self, persons: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        self._parts = frozenset(part for name in persons for part in _parts(name))
        self._stems = frozenset((part, _stem(part)) for part in self._parts)
        #: Names to be taken out as a whole, by their first words: there may be thousands.
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in filter(None, dict.fromkeys(map(_phrase, others))):
            self._phrases.setdefault(phrase[0], []).append(phrase)

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
        for start, word in enumerate(folded):
            for phrase in self._phrases.get(word, ()):
                if tuple(folded[start : start + len(phrase)]) == phrase:
                    redacted.update(range(start, start + len(phrase)))
        parts, end, last = [], 0, -2
        for at in sorted(redacted):
            between = text[end : words[at].start()]
            # A name of several words is one name.
            if at != last + 1 or between.strip("-‐‑ \t\r\n\u00a0"):
                parts += [between, name]
            end, last = words[at].end(), at
        return "".join([*parts, text[end:]])

    def _is_name(self, word: str, folded: str) -> bool:
        capital = word[:1].isupper()
        if folded in self._parts:
            return capital or len(folded) > _SHORT
        return any(
            len(folded) <= len(part) + _LONGER
            and (
                (capital and folded.startswith(stem))
                or (len(part) > _SHORT and folded.startswith(part))
            )
            for part, stem in self._stems
        )


# Each text is redacted for two kinds of pages.
@lru_cache(maxsize=16)
def _without_links(text: str, link: str, point: str) -> str:
    return _POINT.sub(point, _LINK.sub(link, text))


@lru_cache(maxsize=16)
def _words(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """The words of a text, and each of them plain."""
    words = list(_WORD.finditer(text))
    return words, [_plain(word[0]) for word in words]


# Sources come again and again.
@lru_cache(maxsize=4096)
def _phrase(name: str) -> tuple[str, ...]:
    return tuple(_plain(word) for word in _WORD.findall(name))


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
