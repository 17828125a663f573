"""Completion of names in the case from their first letters or those of any of their words."""

from __future__ import annotations

from collections.abc import Iterable

from kharkiv_tracker.domain.match_key import fold

#: One letter begins too many words; the beginning of a name may be that short.
_SHORTEST_WORD = 2


class Names:
    """Names, the likeliest first; spelling, case and accents do not matter."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = tuple(dict.fromkeys(name for name in names if name))
        self._folded = tuple(map(fold, self._names))

    def __bool__(self) -> bool:
        return bool(self._names)

    def followed_by(self, names: Iterable[str]) -> Names:
        """These names, then others that are less likely."""
        return Names((*self._names, *names))

    def completion(self, typed: str) -> str:
        """The name these letters begin, "" if unknown or typed in full."""
        letters = fold(typed)
        if not letters or letters in self._folded:
            return ""
        for name, folded in zip(self._names, self._folded, strict=True):
            if folded.startswith(letters):
                return name
        if len(letters) < _SHORTEST_WORD:
            return ""
        for name, folded in zip(self._names, self._folded, strict=True):
            if f" {letters}" in folded:
                return name
        return ""

    def matching(self, typed: str) -> tuple[str, ...]:
        """The names that these letters begin, then those in which a word begins so; all for none.

        A name typed in full is one of all, since another may be wanted.
        """
        letters = fold(typed)
        if not letters or letters in self._folded:
            return self._names
        pairs = list(zip(self._names, self._folded, strict=True))
        begun = [name for name, folded in pairs if folded.startswith(letters)]
        within = [name for name, folded in pairs if f" {letters}" in folded]
        return tuple(dict.fromkeys((*begun, *within)))
