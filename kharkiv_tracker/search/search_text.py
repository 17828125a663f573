"""The texts of a record in the two spellings in which they are searched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.romanised_key import key_of_words


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
        lines = [line for line in map(words_of, texts) if line]
        return cls(_spaced(lines), _spaced(map(key_of_words, lines)))

    @classmethod
    def of_long(cls, texts: Iterable[str]) -> SearchText:
        """The same of whole texts, read word by word: news is written in the same words."""
        folded, romanised = [], []
        for text in texts:
            words = list(map(_word, text.split()))
            if line := " ".join(word for word, _key in words if word):
                folded.append(line)
                romanised.append(" ".join(key for _word, key in words if key))
        return cls(_spaced(folded), _spaced(romanised))


@lru_cache(maxsize=1 << 15)
def _word(typed: str) -> tuple[str, str]:
    """What is between two spaces, folded, and its key."""
    word = words_of(typed)
    return word, key_of_words(word)


def _spaced(lines: Iterable[str]) -> str:
    return "\n".join(f" {line} " for line in lines)
