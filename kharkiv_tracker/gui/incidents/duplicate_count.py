"""How many pairs of incidents may be one, kept up to date change by change."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import duplicate_traits, incidents
from kharkiv_tracker.store.case_file import CaseFile

#: Incidents compared at a time, so that the window stays responsive.
_BATCH = 400
#: If more incidents changed, all are compared again.
_FEW = 20
#: Incidents without a date are compared with each other.
Day = date | None
#: What a job came to, to be called where nothing was noted since.
Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _DayPairs:
    """The incidents of a day, and their pairs with each other and with those of the day after.

    Of a large case there are millions of pairs, so they are only counted, and codes are hashed:
    if two had the same hash, a day too many would be compared again.
    """

    codes: Sequence[int] = ()
    number: int = 0


class DuplicateCount:
    """The pairs that are not settled yet, counted step by step; a step may be done in a thread."""

    def __init__(self) -> None:
        self._days: dict[Day, _DayPairs] = {}
        self._growing: dict[Day, _DayPairs] = {}
        self._changed: set[str] = set()
        #: The days to be compared again.
        self._stale: set[Day] = set()
        self._is_counted = False
        self._batches: list[list[int]] | None = None
        self.number = 0

    def note(self, changed: Collection[str], is_everything: bool) -> None:
        """Note the incidents to be compared again, by their codes."""
        self._changed.update(changed)
        if is_everything or len(self._changed) > _FEW:
            self._is_counted, self._batches = False, None

    def step(self, case: CaseFile) -> bool:
        """Compare some of them; returns whether others are left."""
        if job := self.job():
            job(case)()
        return self.job() is not None

    def job(self) -> Callable[[CaseFile], Step] | None:
        """The next step: what it returns is to be called, if nothing was noted since; or None.

        What is noted while all are compared is compared after that once more.
        """
        if self._is_counted:
            if self._changed:
                codes = frozenset(self._changed)
                return lambda case: partial(self._mark, codes, _days_of(case, codes))
            if self._stale:
                day = next(iter(self._stale))
                return lambda case: partial(self._replace, day, _of_day(case, day))
            return None
        if self._batches is None:
            return lambda case: partial(self._begin, list(duplicate_traits.batches(case, _BATCH)))
        if not self._batches:
            return lambda _case: self._end
        batch = self._batches[-1]
        return lambda case: partial(self._add, _by_day(case, batch))

    def _begin(self, batches: list[list[int]]) -> None:
        self._changed.clear()
        self._growing, self._batches = {}, batches

    def _add(self, days: dict[Day, _DayPairs]) -> None:
        if self._batches:
            self._batches.pop()
            # The last day of a batch is whole in the batch after it, which came before.
            for day, counted in days.items():
                self._growing.setdefault(day, counted)

    def _end(self) -> None:
        self._days, self._growing = self._growing, {}
        self._stale.clear()
        self.number = sum(day.number for day in self._days.values())
        self._is_counted, self._batches = True, None

    def _mark(self, codes: frozenset[str], days_now: set[Day]) -> None:
        """Note the days on which incidents were and are, each with the day before it."""
        self._changed -= codes
        hashes = {hash(code) for code in codes}
        days_before = {day for day, kept in self._days.items() if not hashes.isdisjoint(kept.codes)}
        for day in days_before | days_now:
            self._stale |= {day, _day_before(day)}

    def _replace(self, day: Day, counted: _DayPairs) -> None:
        before = self._days.get(day, _DayPairs())
        if set(before.codes) != set(counted.codes):
            # Changes can be read before they are noted: whose day is not known any more.
            self._stale.add(_day_before(day))
        self._stale.discard(day)
        self._days[day] = counted
        self.number += counted.number - before.number


def _days_of(case: CaseFile, codes: Collection[str]) -> set[Day]:
    """The days of these incidents; what added one may have been undone."""
    days: set[Day] = set()
    for code in codes:
        with suppress(Refused):
            days.add(incidents.incident(case, code).event.date)
    return days


def _of_day(case: CaseFile, day: Day) -> _DayPairs:
    from kharkiv_tracker.analysis import duplicate_pairs

    if day is None:
        ids = incidents.undated(case)
    else:
        _before, first, last = duplicate_pairs.days_around(day)
        ids = incidents.ids(case, Selection(first=first, last=last))
    return _by_day(case, ids).get(day, _DayPairs())


def _by_day(case: CaseFile, ids: list[int]) -> dict[Day, _DayPairs]:
    """The pairs of some incidents, by the earlier day of each."""
    from kharkiv_tracker.analysis import duplicate_pairs

    features = duplicate_traits.features(case, ids)
    codes: dict[Day, array[int]] = {}
    for incident in features:
        codes.setdefault(incident.event.date, array("q")).append(hash(incident.code))
    pairs = duplicate_pairs.by_day(features, duplicate_traits.different(case))
    return {
        day: _DayPairs(codes[day], len(day_pairs))
        for day, day_pairs in zip(codes, pairs, strict=True)
    }


def _day_before(day: Day) -> Day:
    from kharkiv_tracker.analysis import duplicate_pairs

    return day and duplicate_pairs.days_around(day)[0]
