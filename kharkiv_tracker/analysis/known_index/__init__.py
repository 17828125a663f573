"""What was known when, in columns: the days as known at any instant, without a query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.analysis.day_columns import UNDATED, Days, Sums
from kharkiv_tracker.analysis.known_index import figure_changes
from kharkiv_tracker.analysis.known_index.figure_changes import (
    COUNTS,
    DISCOUNTED,
    DISTRICTS,
    LAST,
    MERGED,
    Batches,
    FigureChanges,
)
from kharkiv_tracker.analysis.known_index.running_sums import RunningSums
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import LeftOut

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

#: Later than every instant.
_NEVER = 1 << 60


class KnownIndex:
    """The days and what is left out, as known at any instant; the same numbers that SQL gives.

    It is valid for the case as it was read; `updated` gives one with later changes. A selection
    by more than days and districts needs an index of its own: `subset`. Any thread may use it.
    """

    def __init__(self, changes: FigureChanges, districts: tuple[str, ...]) -> None:
        import numpy as np

        order = np.argsort(changes.known_from, kind="stable")
        self._changes = changes = changes.take(order)
        self._keys = districts
        cells, slots = np.unique(_sorted(changes.cell, districts), return_inverse=True)
        self._day, self._district = cells // DISTRICTS, cells % DISTRICTS
        self._sorted_keys = tuple(sorted(districts))
        counting, size = changes.standing == COUNTS, len(cells)
        is_first = (changes.quantity == 0) & (changes.first == 1)
        self._figures = RunningSums(
            changes.known_from[counting],
            (slots + changes.quantity.astype(np.int64) * size)[counting],
            tuple(column[counting] for column in changes.addends),
            len(COUNTED) * size,
        )
        spans = is_first & counting & (changes.further > 0)
        self._spans = (changes.known_from[spans], slots[spans], changes.further[spans])
        out = is_first & ~counting & (changes.standing != MERGED)
        row = np.where(changes.standing == DISCOUNTED, slots + size, slots)[out]
        self._out = RunningSums(changes.known_from[out], row, (changes.first[out],), 2 * size)

    @classmethod
    def of(cls, standings: Batches, steps: Batches) -> KnownIndex:
        """Made of the rows of all incidents and all steps, each incident's in their order."""
        return cls(*figure_changes.read(standings, steps, ()))

    def updated(self, changed: Iterable[int], standings: Batches, steps: Batches) -> KnownIndex:
        """The same with these incidents (by id) read again."""
        changes, districts = figure_changes.read(standings, steps, self._keys)
        rest = self._changes.take(~self._mask_of(changed))
        return KnownIndex(rest.joined(changes), districts)

    def subset(self, incidents: Iterable[int]) -> KnownIndex:
        """The same for these incidents (by id) alone."""
        return KnownIndex(self._changes.take(self._mask_of(incidents)), self._keys)

    @property
    def moments(self) -> Integers:
        """The seconds at which something of what counts became known, each once, in order."""
        import numpy as np

        times = self._figures.times
        return np.unique(times[times < _NEVER])

    def days(self, selection: Selection, as_known_on: datetime | None) -> Days:
        """What each day adds to each district, of the days and districts that are selected."""
        import numpy as np

        second, size = _second(as_known_on), len(self._day)
        addends = self._figures.at(second)
        incidents = Sums(addends[:, :size]).figures
        cells = np.flatnonzero((incidents > 0) & self._selected(selection))
        district, districts = _present(self._district[cells], self._sorted_keys)
        day = self._day[cells]
        sums = {
            name: Sums(addends[:, cells + number * size]) for number, name in enumerate(COUNTED)
        }
        day = np.where(day == LAST, UNDATED, day)
        return Days(day, district, districts, incidents[cells], sums)

    def left_out(self, selection: Selection, as_known_on: datetime | None) -> LeftOut:
        """How many of the incidents known by then do not count, or not in this period."""
        second, size = _second(as_known_on), len(self._day)
        selected = self._selected(selection)
        (out,) = self._out.at(second)
        undated = 0
        if selection.has_period:
            here = (self._day == LAST) & self._in_districts(selection)
            undated = int(Sums(self._figures.at(second)[:, :size][:, here]).figures.sum())
        return LeftOut(
            int(out[:size][selected].sum()),
            int(out[size:][selected].sum()),
            undated,
            self._touching(selection, second),
        )

    def _touching(self, selection: Selection, second: int | None) -> int:
        """How many incidents of several days began before the period and reach into it."""
        if selection.first is None:
            return 0
        known_from, slots, further = self._spans
        day, first = self._day[slots], selection.first.toordinal()
        reaches = (day < first) & (day + further >= first)
        known = known_from <= (_NEVER if second is None else second)
        return int((reaches & known & self._in_districts(selection)[slots]).sum())

    def _mask_of(self, incidents: Iterable[int]) -> Flags:
        """Which changes are of these incidents."""
        import numpy as np

        ids = np.fromiter(incidents, dtype=np.int64)
        highest = max(self._changes.incident.max(initial=0), ids.max(initial=0))
        chosen = np.zeros(int(highest) + 1, dtype=bool)
        chosen[ids] = True
        return chosen[self._changes.incident]

    def _selected(self, selection: Selection) -> Flags:
        chosen = self._in_districts(selection)
        if selection.has_period:
            first, last = selection.first or date.min, selection.last or date.max
            chosen &= (self._day >= first.toordinal()) & (self._day <= last.toordinal())
        return chosen

    def _in_districts(self, selection: Selection) -> Flags:
        import numpy as np

        if not selection.districts:
            return np.ones(len(self._day), dtype=bool)
        flags = [key in selection.districts for key in self._sorted_keys]
        return np.array(flags, dtype=bool)[self._district]


def _sorted(cell: Integers, keys: tuple[str, ...]) -> Integers:
    """Cells with their districts numbered in the order of their keys, not in that of reading."""
    import numpy as np

    place = {key: number for number, key in enumerate(sorted(keys))}
    numbers = np.array([place[key] for key in keys], dtype=np.int64)
    number = cell % DISTRICTS
    return cell - number + numbers[number] if len(keys) else cell


def _present(numbers: Integers, keys: tuple[str, ...]) -> tuple[Integers, tuple[str, ...]]:
    """Districts renumbered, only those that occur."""
    import numpy as np

    present = np.flatnonzero(np.bincount(numbers, minlength=len(keys)))
    renumbered = np.zeros(len(keys), dtype=np.int64)
    renumbered[present] = np.arange(len(present))
    return renumbered[numbers], tuple(keys[number] for number in present)


def _second(as_known_on: datetime | None) -> int | None:
    return None if as_known_on is None else int(as_known_on.timestamp())
