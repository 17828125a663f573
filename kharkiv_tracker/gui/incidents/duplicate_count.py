"""The pairs of incidents that may be one, kept up to date change by change."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import duplicate_traits, incidents
from kharkiv_tracker.store.case_file import CaseFile

#: Incidents compared at a time, so that the window stays responsive.
_BATCH = 400
#: If more incidents changed, all are compared again.
_FEW = 20


class DuplicateCount:
    """The pairs that are not settled yet, by their codes; counted step by step."""

    def __init__(self) -> None:
        self.pairs: set[tuple[str, str]] = set()
        self._changed: set[str] = set()
        self._is_counted = False
        self._batches: Iterator[list[int]] | None = None
        self._matches: set[tuple[str, str]] = set()

    def note(self, changed: Collection[str], is_everything: bool) -> None:
        """Note the incidents to be compared again, by their codes."""
        self._changed.update(changed)
        if is_everything or len(self._changed) > _FEW:
            self._is_counted, self._batches = False, None

    def step(self, case: CaseFile) -> bool:
        """Compare some of them; returns whether others are left."""
        if self._is_counted:
            if self._changed:
                self._compare(case, self._changed.pop())
            return bool(self._changed)
        if self._batches is None:
            self._changed.clear()
            self._matches.clear()
            self._batches = duplicate_traits.batches(case, _BATCH)
        batch = next(self._batches, None)
        if batch is not None:
            self._matches |= _pairs(case, batch)
            return True
        self.pairs = set(self._matches)
        self._is_counted, self._batches = True, None
        return bool(self._changed)

    def _compare(self, case: CaseFile, code: str) -> None:
        self.pairs = {pair for pair in self.pairs if code not in pair}
        self.pairs |= {pair for pair in _pairs(case, _near(case, code)) if code in pair}


def _pairs(case: CaseFile, ids: list[int]) -> set[tuple[str, str]]:
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
