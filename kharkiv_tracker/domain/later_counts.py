"""The largest of the counts that are later than one, of different other voices, in one look."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

from kharkiv_tracker.domain.evidence import Claim

_Entry = tuple[int, str]


class LaterCounts:
    """Counts in the order in which they begin; `value` is what they are compared by.

    For each the largest values of so many different voices among it and all later ones are kept.
    """

    def __init__(self, claims: Iterable[Claim], value: Callable[[Claim], int], voices: int) -> None:
        ordered = sorted(claims, key=lambda claim: (claim.evidence.start, claim.evidence.end))
        self._starts = [(claim.evidence.start, claim.evidence.end) for claim in ordered]
        self._largest: list[list[_Entry]] = [[]]
        for claim in reversed(ordered):
            kept = self._largest[-1]
            self._largest.append(_with(kept, (value(claim), claim.evidence.voice), voices + 1))
        self._largest.reverse()

    def largest(self, claim: Claim) -> list[int]:
        """The largest values of other voices that are later than a count, the largest first."""
        start, end = claim.evidence.start, claim.evidence.end
        if start == end:
            place = bisect_right(self._starts, (end, end))
        else:
            place = bisect_left(self._starts, (end, float("-inf")))
        return [value for value, voice in self._largest[place] if voice != claim.evidence.voice]


def _with(kept: list[_Entry], entry: _Entry, number: int) -> list[_Entry]:
    """The largest entries of different voices, one more among them."""
    if len(kept) == number and entry[0] <= kept[-1][0]:
        return kept
    largest: dict[str, int] = {}
    for value, voice in [*kept, entry]:
        largest[voice] = max(largest.get(voice, value), value)
    return sorted(((value, voice) for voice, value in largest.items()), reverse=True)[:number]
