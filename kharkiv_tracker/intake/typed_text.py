"""Typed and pasted text without what varies between keyboards, editors and web pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from kharkiv_tracker.domain.match_key import fold, in_one_alphabet

_Meaning = TypeVar("_Meaning")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‛ʼʻʹˈ′＇"), "’")
_QUOTATION = '"«»“”„‟‹›'
#: Quotation marks made of two signs each, once apostrophes and dashes are alike.
_DOUBLED = (
    (re.compile(r"(?<!\w),,(?=\w)"), "„"),
    (re.compile("’’"), "”"),
    (re.compile("<<"), "«"),
    (re.compile(">>"), "»"),
)
_WORD = re.compile(r"\w+")
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[Ѐ-ӿ]")
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’-][^\W\d_]+)*(?:-\d+\w*)?|>=|<=|=>|=<|\.\.\.?|\S", re.UNICODE
)


def normal(text: str) -> str:
    """A text as every field reads it; doing it twice changes nothing more.

    Composed letters, nothing invisible, single plain spaces, one kind of dash and of apostrophe,
    no word of two alphabets, no quotation marks around the whole and no stop after it.
    """
    shown = "".join(map(plain_sign, unicodedata.normalize("NFC", text)))
    # Something invisible may have been between the two parts of a letter.
    plain = unicodedata.normalize("NFC", shown)
    for doubled, mark in _DOUBLED:
        plain = doubled.sub(mark, plain)
    if _LATIN.search(plain) and _CYRILLIC.search(plain):
        plain = _WORD.sub(lambda word: in_one_alphabet(word.group()), plain)
    line = " ".join(plain.split())
    while line != (line := _bare(line)):
        pass
    return line


def visible(text: str) -> str:
    """A text as typed, but its letters composed and nothing in it that is not seen."""
    return unicodedata.normalize("NFC", "".join(c for c in text if not _is_invisible(c)))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Cc") and not character.isspace()


@lru_cache(maxsize=4096)
def plain_sign(character: str) -> str:
    """One sign as it is compared: "" for an invisible one, the usual one of other scripts."""
    if _is_invisible(character):
        return ""
    if character.isdecimal():
        return str(int(character))
    if "！" <= character <= "～":
        character = unicodedata.normalize("NFKC", character)
    return character.translate(_DASHES).translate(_APOSTROPHES)


def _bare(line: str) -> str:
    """Without one stop at the end, or one pair of quotation marks around it all."""
    if len(line) > 1 and line.endswith(".") and not line.endswith(".."):
        return line[:-1].rstrip()
    inner = line[1:-1]
    if len(line) > 1 and line[0] in _QUOTATION and line[-1] in _QUOTATION:
        return line if set(inner) & set(_QUOTATION) else inner.strip()
    return line


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign of a text: as typed, as compared, and its position."""

    text: str
    key: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a normal text; no letter, digit or sign of it is in none of them."""
    return tuple(
        Token(match.group(), fold(match.group()) or match.group(), match.start())
        for match in _TOKEN.finditer(text)
    )


class PhraseBook(Generic[_Meaning]):
    """Phrases of one word or several, each with a meaning; the longest one wins."""

    def __init__(self, phrases: Mapping[str, _Meaning]) -> None:
        self._by_words = {_key(phrase): meaning for phrase, meaning in phrases.items()}
        #: How long the longest phrase is that begins with a word.
        self._longest: dict[str, int] = {}
        for first, *rest in filter(None, self._by_words):
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(rest))

    def __contains__(self, phrase: str) -> bool:
        return _key(phrase) in self._by_words

    def get(self, phrase: str) -> _Meaning | None:
        """The meaning of a whole phrase."""
        return self._by_words.get(_key(phrase))

    def at(self, tokens: Sequence[Token], start: int = 0) -> tuple[_Meaning, int] | None:
        """The meaning of the longest phrase that begins at this token, and how many it takes."""
        left = len(tokens) - start
        longest = self._longest.get(tokens[start].key, 0) if left > 0 else 0
        for length in range(min(longest, left), 0, -1):
            key = tuple(token.key for token in tokens[start : start + length])
            if key in self._by_words:
                return self._by_words[key], length
        return None


def by_phrase(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """A table of meanings with their phrases, turned round."""
    return {phrase: meaning for meaning, phrases in table.items() for phrase in phrases}


def _key(phrase: str) -> tuple[str, ...]:
    if phrase.isalpha():
        # As below, in a tenth of the time: most phrases are single words.
        return (fold(phrase),)
    return tuple(token.key for token in tokens(normal(f"{phrase} ")))
