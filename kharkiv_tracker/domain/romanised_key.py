"""One coarse Latin key for both alphabets: Харків, Kharkiv and Harkiv give the same."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import words_of

#: Fewer letters stand in too many words of the other alphabet to mean anything.
FEWEST_LETTERS = 3
#: Fewer letters begin too many: «нев» is New, and not Невідомо.
_BEGINNING = 4
_SHORT = 100
#: Latin spellings of one sound; what stands for it is spelled in no other way.
_SPELLINGS = {
    "tshch": "tŝ",
    **dict.fromkeys(("shch", "sch", "shh", "šč", "shč", "šch"), "ŝ"),
    "tsh": "tš",
    # German, and ISO 9.
    "tsch": "č",
    "û": "iu",
    "â": "ia",
    "ê": "e",
    "ì": "i",
    "ï": "i",
    "zgh": "zg",
    "zh": "ž",
    "ch": "č",
    "sh": "š",
    "kh": "g",
    **dict.fromkeys(("ts", "tz"), "c"),
    "h": "g",
    "j": "i",
    "y": "i",
    "w": "v",
    "q": "k",
    "x": "ks",
}
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)))
_BEFORE_E = re.compile(r"i+(?=i*e)")
_DOUBLE = re.compile(r"([^\W\d_])\1+")
#: The long endings of Russian adjectives, which Ukrainian ones do without.
_LONG_A, _LONG_E = re.compile(r"a(?:ia)+\b"), re.compile(r"[ioe]*oe\b")


def romanised_key(text: str) -> str:
    """The words of a text in the key; the key of a key is the same.

    Cyrillic is romanised by the tables of its languages (Ukrainian by that of 2010), and then what
    varies between ways to romanise is levelled: y, i and j, g, h and kh, ie and e, doubled letters.
    """
    return key_of_words(words_of(text))


def key_of_words(words: str) -> str:
    """The key of words that are folded, with one space between any two of them."""
    return _short(words) if len(words) <= _SHORT else _key(words)


def is_comparable(key: str) -> bool:
    """Whether a key is long enough to be looked for in the other alphabet."""
    return _letters_of(key) >= FEWEST_LETTERS


def part_of(key: str) -> str:
    """What a text of keys, with a space on each side of every word, contains if it has this one.

    It is the beginning of words, or one whole word if the key is short.
    """
    return f" {key} " if _letters_of(key) < _BEGINNING else f" {key}"


def _letters_of(key: str) -> int:
    return sum(map(str.isalpha, key))


@lru_cache(maxsize=4096)
def _short(words: str) -> str:
    return _key(words)


def _key(words: str) -> str:
    pattern, letters = _letters()
    latin = pattern.sub(lambda match: letters[match.group()], words)
    levelled = _SPELLING.sub(lambda match: _SPELLINGS[match.group()], latin)
    # Of sh and tsch, which is found in шцч.
    levelled = levelled.replace("šč", "ŝ")
    single = _DOUBLE.sub(r"\1", _BEFORE_E.sub("", levelled))
    # A word of signs alone, ь, leaves nothing.
    return " ".join(_LONG_E.sub("e", _LONG_A.sub("a", single)).split())


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    """The letters of all languages, and what replaces them; levelled, no two disagree."""
    letters = {
        letter: latin
        for code in languages.known()
        for letter, latin in languages.known()[code].latin.items()
    }
    return re.compile(languages.either(letters)), letters
