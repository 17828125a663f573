"""Names looked up under every spelling, in any case of the noun, where one thing alone has them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Generic, TypeVar

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold

_Owner = TypeVar("_Owner", bound=Hashable)
#: Shorter beginnings of a word are not a stem.
_STEM = 3


class KnownNames(Generic[_Owner]):
    """Things by their names; a name that several have gives them all."""

    def __init__(self, names: Iterable[tuple[str, _Owner]]) -> None:
        self._whole: dict[str, list[_Owner]] = {}
        self._begun: dict[tuple[int, str], list[tuple[list[str], _Owner]]] = {}
        for name, owner in names:
            folded = fold(name)
            self._whole.setdefault(folded, []).append(owner)
            words = folded.split()
            self._begun.setdefault(_beginning(words), []).append((words, owner))

    def find(self, name: str) -> tuple[_Owner, ...]:
        """Whom the name belongs to as it is typed, else in another case of the noun."""
        folded = fold(name)
        if folded in self._whole:
            return tuple(dict.fromkeys(self._whole[folded]))
        words = folded.split()
        if not words:
            return ()
        alike = (
            owner
            for known, owner in self._begun.get(_beginning(words), ())
            if all(map(_is_one_word, words, known))
        )
        return tuple(dict.fromkeys(alike))


def _beginning(words: list[str]) -> tuple[int, str]:
    return len(words), words[0][:_STEM]


def _is_one_word(word: str, other: str) -> bool:
    """Whether two words differ in nothing but an ending."""
    if word == other:
        return True
    if word.isascii() or other.isascii():
        return False
    endings = _endings()
    return any(
        word[:cut] == other[:cut]
        and (cut == len(word) or word[cut:] in endings)
        and (cut == len(other) or other[cut:] in endings)
        for cut in range(_STEM, min(len(word), len(other)) + 1)
    )


@cache
def _endings() -> frozenset[str]:
    return languages.words("endings")
