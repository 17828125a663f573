"""The texts of a record in the two spellings in which they are searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.romanised_key import key_of_words

#: Longer texts are read word by word.
_LONG = 40


@dataclass(frozen=True, slots=True)
class SearchText:
    """Words as they are folded, and their key in Latin letters; one line for each text.

    There is a space before and after each word, so that a part with a space before it is the
    beginning of a word. A phrase does not reach from one text into the next.
    """

    folded: str = ""
    romanised: str = ""

    @classmethod
    def of(cls, texts: Iterable[str]) -> SearchText:
        """These texts as they are searched; what has no letter or digit is left out."""
        lines = [line for text in texts if text and (line := _line(text))[0]]
        return cls(_spaced(words for words, _key in lines), _spaced(key for _words, key in lines))


def _line(text: str) -> tuple[str, str]:
    """The words of a text, folded, and their key.

    Names come again and again; quotes do not, but are written in the same words.
    """
    if len(text) <= _LONG:
        return _short(text)
    words = list(map(_short, text.split()))
    return (
        " ".join(folded for folded, _key in words if folded),
        " ".join(key for _folded, key in words if key),
    )


@lru_cache(maxsize=1 << 15)
def _short(text: str) -> tuple[str, str]:
    words = words_of(text)
    return words, key_of_words(words)


def _spaced(lines: Iterable[str]) -> str:
    return "\n".join(f" {line} " for line in lines)
