"""Mentions of a name in texts: in any case, order and hand, with any apostrophe, dash or accent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import permutations
from typing import Any
from urllib.parse import unquote

_APOSTROPHES = "'\"`´’‘‛ʼʻʹˈ′＇"
_GAP = r"\s_+\-‐‑‒–—―−"
#: Marks allowed on or after a letter: stress marks, soft hyphens, joiners.
_ON = "\u0300\u0301\u0341\u00ad\u200b-\u200f\u2060\ufeff"
_MARKS = f"[{_ON}]*"
#: Between two letters of a word any apostrophe is allowed, or none.
_BETWEEN = f"[{_ON}{re.escape(_APOSTROPHES)}]*"
#: Between two words any gap is allowed, with quotation marks at its ends.
_APART = f"[{_ON}{re.escape(_APOSTROPHES)}{_GAP}]+"
_GAPS = re.compile(f"[{_ON}{re.escape(_APOSTROPHES)}]*[{_GAP}]{_APART[:-1]}*")
_ENDS = re.compile(f"^{_APART[:-1]}*|{_APART[:-1]}*$")
#: To Unicode some apostrophes are letters.
_A_LETTER = f"[^\\W\\d_{re.escape(_APOSTROPHES)}]"
#: Letters that count as the same: those of the two alphabets that look alike, ё and е.
_ALIKE: dict[str, str] = {}
for _latin, _cyrillic in zip("abcehikmoptxye", "авсенікмортхуё", strict=True):
    for _way in (str.lower, str.upper):
        _ALIKE[_way(_latin)] = _ALIKE.get(_way(_latin), "") + _way(_cyrillic)
        _ALIKE[_way(_cyrillic)] = _ALIKE.get(_way(_cyrillic), "") + _way(_latin)
_ALIKE |= {"е": "eё", "Е": "EЁ", "ё": "еe", "Ё": "ЕE"}
_MOST_WORDS = 3
#: A name of fewer letters is part of too many words to be looked for.
FEWEST_LETTERS = 3


class Mentions:
    """Finds and replaces every mention of some names; a part of a longer word is not a mention."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(name for name in names if is_sought(name)))
        orders = (order for name in self.names for order in _orders(name))
        patterns = sorted({_pattern(order) for order in orders}, key=len, reverse=True)
        self._pattern = re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)

    def occurs_in(self, text: str) -> bool:
        return bool(self._pattern.search(text))

    def replaced(self, text: str, by: Callable[[str], str]) -> str:
        """The text with what `by` makes of each mention in its place."""
        return self._pattern.sub(lambda match: by(match.group()), text)

    def replaced_in_link(self, link: str, by: Callable[[str], str]) -> str:
        """The same for an address, where a name may be written in percent signs."""
        decoded = unquote(link)
        return self.replaced(decoded, by) if self.occurs_in(decoded) else self.replaced(link, by)

    def replaced_within(self, value: Any, by: Callable[[str], str]) -> Any:
        """The same for every text in a JSON value."""
        if isinstance(value, str):
            return self.replaced(value, by)
        if isinstance(value, list):
            return [self.replaced_within(item, by) for item in value]
        if isinstance(value, dict):
            return {key: self.replaced_within(item, by) for key, item in value.items()}
        return value

    def written(self) -> tuple[bytes, ...]:
        """The names as bytes of a file in any of the usual encodings."""
        return tuple(
            name.encode(encoding)
            for name in self.names
            for encoding in ("utf-8", "utf-16-le", "cp1251")
            if _fits(name, encoding)
        )


def is_sought(name: str) -> bool:
    """Whether a name is long enough to be looked for in other texts."""
    letters = [sign for sign in name if sign.isalpha() and sign not in _APOSTROPHES]
    return len(letters) >= FEWEST_LETTERS


def _orders(name: str) -> Iterator[str]:
    """The name, and its words in any other order: Petrenko Ivan is Ivan Petrenko."""
    yield name
    words = _GAPS.split(_ENDS.sub("", name))
    if len(words) <= _MOST_WORDS:
        yield from (" ".join(order) for order in permutations(words))


def _pattern(name: str) -> str:
    name = _ENDS.sub("", unicodedata.normalize("NFC", name))
    words = _APART.join(_word(word) for word in _GAPS.split(name))
    before = f"(?<!{_A_LETTER})" if name[:1].isalpha() else ""
    after = f"(?!{_A_LETTER})" if name[-1:].isalpha() else ""
    return f"{before}{words}{after}"


def _word(word: str) -> str:
    letters = [_letter(letter) for letter in word if letter not in _APOSTROPHES]
    return f"{_BETWEEN.join(letters)}{_MARKS}"


def _letter(letter: str) -> str:
    ways = {letter, letter.casefold(), letter.upper(), letter.lower()}
    ways.update(*(_ALIKE.get(way, "") for way in ways))
    ways |= {unicodedata.normalize("NFD", way) for way in ways}
    alternatives = "|".join(
        re.escape(way) for way in sorted(ways, key=lambda way: (-len(way), way))
    )
    return f"(?:{alternatives})"


def _fits(name: str, encoding: str) -> bool:
    try:
        name.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
