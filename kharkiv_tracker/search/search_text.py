"""The texts of a record in the two spellings in which they are searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.romanised_key import key_of_words

#: Longer texts are not remembered.
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

    @classmethod
    def of_long(cls, texts: Iterable[str]) -> SearchText:
        """The same of whole texts, read word by word: news is written in the same words."""
        folded, romanised = [], []
        for text in texts:
            words = list(map(_short, text.split()))
            if line := " ".join(word for word, _key in words if word):
                folded.append(line)
                romanised.append(" ".join(key for _word, key in words if key))
        return cls(_spaced(folded), _spaced(romanised))


def _line(text: str) -> tuple[str, str]:
    """The words of a text, folded, and their key; names come again and again, quotes do not."""
    return _short(text) if len(text) <= _LONG else _read(text)


@lru_cache(maxsize=1 << 15)
def _short(text: str) -> tuple[str, str]:
    return _read(text)


def _read(text: str) -> tuple[str, str]:
    words = words_of(text)
    return words, key_of_words(words)


def _spaced(lines: Iterable[str]) -> str:
    return "\n".join(f" {line} " for line in lines)
