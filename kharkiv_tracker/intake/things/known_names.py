"""Names looked up under every spelling, in any case of the noun, where one thing alone has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold

_Owner = TypeVar("_Owner")
_SHORTEST_STEM = 3


class KnownNames(Generic[_Owner]):
    """Things by their names; a name that several have gives them all."""

    def __init__(self, names: Iterable[tuple[str, _Owner]]) -> None:
        self._whole: dict[str, list[_Owner]] = {}
        self._stems: dict[tuple[str, ...], list[_Owner]] = {}
        for name, owner in names:
            _put(self._whole, fold(name), owner)
            _put(self._stems, _stems(name), owner)

    def find(self, name: str) -> tuple[_Owner, ...]:
        """Whom the name belongs to as it is typed, else in another case of the noun."""
        return tuple(self._whole.get(fold(name)) or self._stems.get(_stems(name), []))


_Key = TypeVar("_Key")


def _put(table: dict[_Key, list[_Owner]], key: _Key, owner: _Owner) -> None:
    owners = table.setdefault(key, [])
    if owner not in owners:
        owners.append(owner)


def _stems(name: str) -> tuple[str, ...]:
    return tuple(map(_stem, fold(name).split()))


def _stem(word: str) -> str:
    """A word without its longest ending; short words and other alphabets stay as they are."""
    if word.isascii():
        return word
    endings = languages.words("endings")
    for cut in range(len(word) - _SHORTEST_STEM, 0, -1):
        if word[-cut:] in endings:
            return word[:-cut]
    return word
