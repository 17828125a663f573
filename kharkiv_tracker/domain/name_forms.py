"""The forms that a name takes in a sentence, by the endings of its language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from kharkiv_tracker import languages

_UNCHANGED = "'"
_LONGEST_ENDING = 3


def key(name: str) -> str:
    """A name as it is compared: small letters, words parted by spaces, without apostrophes."""
    return name.lower().replace("’", "").replace("ё", "е").replace("-", " ")


@cache
def endings(language: str) -> Mapping[str, tuple[str, ...]]:
    """What replaces each ending in other cases; empty for a language without cases."""
    sections = languages.typed("place_endings", language)
    return (
        {ending: tuple(others.split()) for ending, others in sections[0].items()}
        if sections
        else {}
    )


def forms(name: str, language: str) -> Iterator[str]:
    """The keys of a name in every case: more than there are, none less; its own comes first.

    In a name of several words each may stay as it is: «у Малу Рогань», «в Куп’янськ-Вузловому».
    """
    own = key(name)
    yield own
    table = endings(language)
    if not table:
        return
    words = own.split(" ")
    if len(words) == 1:
        yield from _cases(own, table)
        return
    for several in product(*([word, *_cases(word, table)] for word in words)):
        yield " ".join(several)


def word_forms(word: str, language: str) -> Iterator[str]:
    """A word, as it is compared, in every case; its own form comes first."""
    yield word
    if table := endings(language):
        yield from _cases(word, table)


def _cases(word: str, table: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if len(word) < 2 or word.isdigit():
        yield word
        return
    for length in range(min(_LONGEST_ENDING, len(word) - 1), -1, -1):
        ending = word[len(word) - length :]
        if ending in table:
            stem = word[: len(word) - length]
            for other in table[ending]:
                yield stem if other == _UNCHANGED else stem + other
            return
