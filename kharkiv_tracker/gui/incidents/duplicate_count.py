"""The pairs of incidents that may be one, kept up to date change by change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import duplicate_traits, incidents
from kharkiv_tracker.store.case_file import CaseFile

#: Incidents compared at a time, so that the window stays responsive.
_BATCH = 400
#: If more incidents changed, all are compared again.
_FEW = 20
#: A pair by its codes.
Pair = tuple[str, str]


class _Pairs:
    """Pairs by each of both codes."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self.of: dict[str, set[Pair]] = {}
        self.number = 0
        self.add(pairs)

    def add(self, pairs: Iterable[Pair]) -> None:
        for pair in pairs:
            self.number += pair not in self.of.get(pair[0], ())
            for code in pair:
                self.of.setdefault(code, set()).add(pair)

    def remove(self, code: str) -> None:
        """Remove the pairs of an incident."""
        for pair in self.of.pop(code, set()):
            self.number -= 1
            for other in set(pair) - {code}:
                self.of[other].discard(pair)


@dataclass(frozen=True, slots=True)
class Step:
    """What a step came to: the pairs of an incident, those of a batch, the batches to be, or all.

    All pairs are put together in the step itself: where many are alike that takes long.
    """

    pairs: set[Pair]
    code: str = ""
    batches: list[list[int]] | None = None
    every: _Pairs | None = None


class DuplicateCount:
    """The pairs that are not settled yet, counted step by step; a step may be done in a thread."""

    def __init__(self) -> None:
        self._pairs = _Pairs()
        self._growing: list[set[Pair]] = []
        self._changed: set[str] = set()
        self._is_counted = False
        self._batches: list[list[int]] | None = None

    @property
    def number(self) -> int:
        return self._pairs.number

    @property
    def pairs(self) -> set[Pair]:
        return {pair for pairs in self._pairs.of.values() for pair in pairs}

    def note(self, changed: Collection[str], is_everything: bool) -> None:
        """Note the incidents to be compared again, by their codes."""
        self._changed.update(changed)
        if is_everything or len(self._changed) > _FEW:
            self._is_counted, self._batches = False, None

    def step(self, case: CaseFile) -> bool:
        """Compare some of them; returns whether others are left."""
        if job := self.job():
            self.take(job(case))
        return self.job() is not None

    def job(self) -> Callable[[CaseFile], Step] | None:
        """The next step: what it returns is for `take`, if nothing was noted since; None for none.

        What is noted while all are compared is compared after that once more.
        """
        if self._is_counted:
            code = next(iter(self._changed), "")
            return (lambda case: Step(_of(case, code), code)) if code else None
        if self._batches is None:
            return lambda case: Step(set(), batches=list(duplicate_traits.batches(case, _BATCH)))
        if not self._batches:
            growing = self._growing
            return lambda _case: Step(set(), every=_Pairs(chain.from_iterable(growing)))
        batch = self._batches[-1]
        return lambda case: Step(_pairs(case, batch))

    def take(self, step: Step) -> None:
        """Take what a step came to."""
        if step.code:
            self._changed.discard(step.code)
            self._pairs.remove(step.code)
            self._pairs.add(step.pairs)
        elif step.batches is not None:
            self._changed.clear()
            self._growing, self._batches = [], step.batches
        elif step.every is not None:
            self._pairs, self._growing = step.every, []
            self._is_counted, self._batches = True, None
        elif self._batches:
            self._batches.pop()
            self._growing.append(step.pairs)


def _of(case: CaseFile, code: str) -> set[Pair]:
    return {pair for pair in _pairs(case, _near(case, code)) if code in pair}


def _pairs(case: CaseFile, ids: list[int]) -> set[Pair]:
    from kharkiv_tracker.analysis import duplicate_pairs

    features = duplicate_traits.features(case, ids)
    different = duplicate_traits.different(case)
    return {(pair.one, pair.other) for pair in duplicate_pairs.pairs(features, different)}


def _near(case: CaseFile, code: str) -> list[int]:
    """The incidents close enough in time to be this one."""
    from kharkiv_tracker.analysis import duplicate_pairs

    try:
        day = incidents.incident(case, code).event.date
    except Refused:
        # What added it was undone.
        return []
    if day is None:
        return incidents.undated(case)
    return incidents.ids(case, duplicate_pairs.around(day))
