"""What became known when, in columns: the days of any instant without asking the case again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.analysis.columns import UNDATED, Days, Sums
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

#: Later than every instant there is.
_NEVER = 1 << 60


class KnownIndex:
    """The days and what is left out, as known at any instant; the same numbers that SQL gives.

    It holds for the case as it was read; `renewed` takes in what was changed since. A selection
    that asks for more than days and districts has an index of its own: `among`. Any thread may
    ask.
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
        begun = (changes.quantity == 0) & (changes.first == 1)
        self._figures = RunningSums(
            changes.known_from[counting],
            (slots + changes.quantity.astype(np.int64) * size)[counting],
            tuple(column[counting] for column in changes.addends),
            len(COUNTED) * size,
        )
        out = begun & ~counting & (changes.standing != MERGED)
        row = np.where(changes.standing == DISCOUNTED, slots + size, slots)[out]
        self._out = RunningSums(changes.known_from[out], row, (changes.first[out],), 2 * size)

    @classmethod
    def of(cls, standings: Batches, steps: Batches) -> KnownIndex:
        """Made of the rows of all incidents and all steps, each incident's in their order."""
        return cls(*figure_changes.read(standings, steps, ()))

    def renewed(self, changed: Iterable[int], standings: Batches, steps: Batches) -> KnownIndex:
        """The same with these incidents (by id) read anew."""
        changes, districts = figure_changes.read(standings, steps, self._keys)
        rest = self._changes.take(~self._among(changed))
        return KnownIndex(rest.joined(changes), districts)

    def among(self, incidents: Iterable[int]) -> KnownIndex:
        """The same for these incidents (by id) alone."""
        return KnownIndex(self._changes.take(self._among(incidents)), self._keys)

    @property
    def moments(self) -> Integers:
        """The seconds at which something of what counts became known, each once, in order."""
        import numpy as np

        known = self._figures.times
        return np.unique(known[known < _NEVER])

    def days(self, selection: Selection, as_known_on: datetime | None) -> Days:
        """What each day adds to each district, of the days and districts that are selected."""
        import numpy as np

        second, size = _second(as_known_on), len(self._day)
        addends = self._figures.at(second)
        incidents = Sums(addends[:, :size]).figures
        there = np.flatnonzero((incidents > 0) & self._selected(selection))
        district, districts = _present(self._district[there], self._sorted_keys)
        day = self._day[there]
        sums = {
            name: Sums(addends[:, there + number * size]) for number, name in enumerate(COUNTED)
        }
        day = np.where(day == LAST, UNDATED, day)
        return Days(day, district, districts, incidents[there], sums)

    def left_out(self, selection: Selection, as_known_on: datetime | None) -> LeftOut:
        """How many of the incidents known by then do not count, or lie in no period."""
        second, size = _second(as_known_on), len(self._day)
        selected = self._selected(selection)
        (out,) = self._out.at(second)
        undated = 0
        if selection.has_period:
            here = (self._day == LAST) & self._in_districts(selection)
            undated = int(Sums(self._figures.at(second)[:, :size][:, here]).figures.sum())
        return LeftOut(int(out[:size][selected].sum()), int(out[size:][selected].sum()), undated)

    def _among(self, incidents: Iterable[int]) -> Flags:
        """Which changes are of these incidents."""
        import numpy as np

        wanted = np.fromiter(incidents, dtype=np.int64)
        most = max(self._changes.incident.max(initial=0), wanted.max(initial=0))
        chosen = np.zeros(int(most) + 1, dtype=bool)
        chosen[wanted] = True
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
        wanted = [key in selection.districts for key in self._sorted_keys]
        return np.array(wanted, dtype=bool)[self._district]


def _sorted(cell: Integers, keys: tuple[str, ...]) -> Integers:
    """Cells with their districts numbered in the order of their keys, not as they were met."""
    import numpy as np

    place = {key: number for number, key in enumerate(sorted(keys))}
    anew = np.array([place[key] for key in keys], dtype=np.int64)
    number = cell % DISTRICTS
    return cell - number + anew[number] if len(keys) else cell


def _present(numbers: Integers, keys: tuple[str, ...]) -> tuple[Integers, tuple[str, ...]]:
    """Districts numbered anew: only those that are there."""
    import numpy as np

    there = np.flatnonzero(np.bincount(numbers, minlength=len(keys)))
    anew = np.zeros(len(keys), dtype=np.int64)
    anew[there] = np.arange(len(there))
    return anew[numbers], tuple(keys[number] for number in there)


def _second(as_known_on: datetime | None) -> int | None:
    return None if as_known_on is None else int(as_known_on.timestamp())
