"""Quantities of which the latest word counts: the missing, and the rescued."""

from __future__ import annotations

from kharkiv_tracker.domain.evidence import Claim, Evidence
from kharkiv_tracker.domain.figure import Figure, FigureReason, Reason, as_chosen


class LatestWord:
    """The latest official word on a quantity, else the latest; of several the largest."""

    def __init__(self, quantity: str) -> None:
        self._quantity = quantity
        self._words: dict[bool, list[Claim]] = {True: [], False: []}
        """By whether they are official, those that no other is later than."""

    def add(self, item: Evidence) -> None:
        """Take in one report more."""
        word = item.beside.get(self._quantity)
        if word is None:
            return
        latest = self._words[item.is_official]
        if any(other.evidence.is_later_than(item) for other in latest):
            return
        latest[:] = [other for other in latest if not item.is_later_than(other.evidence)]
        latest.append(word)

    def figure(self, chosen: Evidence | None) -> Figure | None:
        """The figure; None where no report gives one."""
        if chosen is not None and (word := chosen.beside.get(self._quantity)):
            return as_chosen(word.best, word.high, word.about, chosen.uid)
        latest = self._words[True] or self._words[False]
        if not latest:
            return None
        largest = max(map(_size, latest))
        adopted = [word for word in latest if _size(word) == largest]
        uids = tuple(sorted(word.uid for word in adopted))
        return Figure(
            adopted[0].best,
            adopted[0].best,
            adopted[0].high,
            all(word.about for word in adopted),
            (FigureReason(Reason.ADOPTED, uids),),
        )


def _size(word: Claim) -> tuple[int, float]:
    return word.best, float("inf") if word.high is None else word.high
