"""What became known when, in columns: the days of any instant without asking the case again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.analysis.columns import UNDATED, Days, Ends
from kharkiv_tracker.analysis.news import COUNTS, DISCOUNTED, DISTRICTS, LAST, MERGED, Batches, News
from kharkiv_tracker.analysis.news import read as news_of
from kharkiv_tracker.analysis.running import Running
from kharkiv_tracker.domain.figure import LeftOut
from kharkiv_tracker.domain.selection import Selection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

#: Later than every instant there is.
_NEVER = 1 << 60
#: What each instant adds: to incidents, low, best, high, open ends, unknown and about.
_FIRST, _LOW, _BEST, _HIGH, _OPEN, _UNKNOWN, _ABOUT = range(7)


class Knowing:
    """The days and what is left out, as known at any instant; the same numbers that SQL gives.

    It holds for the case as it was read; `renewed` takes in what was changed since. A selection
    that asks for more than days and districts has a `Knowing` of its own: `among`. Any thread may
    ask.
    """

    def __init__(self, news: News, districts: tuple[str, ...]) -> None:
        import numpy as np

        order = np.argsort(news.known, kind="stable")
        self._news = news = news.take(order)
        self._keys = districts
        cells, slots = np.unique(_sorted(news.cell, districts), return_inverse=True)
        self._day, self._district = cells // DISTRICTS, cells % DISTRICTS
        self._sorted_keys = tuple(sorted(districts))
        counting, size = news.standing == COUNTS, len(cells)
        at = np.where(news.injured == 1, slots + size, slots)
        self._figures = Running(
            news.known[counting],
            at[counting],
            tuple(column[counting] for column in news.changes),
            2 * size,
        )
        out = ~counting & (news.standing != MERGED) & (news.first == 1) & (news.injured == 0)
        row = np.where(news.standing == DISCOUNTED, slots + size, slots)[out]
        self._out = Running(news.known[out], row, (news.first[out],), 2 * size)

    @classmethod
    def of(cls, standings: Batches, steps: Batches) -> Knowing:
        """Made of the rows of all incidents and all steps, each incident's in their order."""
        return cls(*news_of(standings, steps, ()))

    def renewed(self, changed: Iterable[int], standings: Batches, steps: Batches) -> Knowing:
        """The same with these incidents (by id) told anew."""
        news, districts = news_of(standings, steps, self._keys)
        return Knowing(self._news.take(~self._among(changed)).and_(news), districts)

    def among(self, incidents: Iterable[int]) -> Knowing:
        """The same for these incidents (by id) alone."""
        return Knowing(self._news.take(self._among(incidents)), self._keys)

    @property
    def moments(self) -> Integers:
        """The seconds at which something of what counts became known, each once, in order."""
        import numpy as np

        known = self._figures.times
        return np.unique(known[known < _NEVER])

    def days(self, selection: Selection, as_known_on: datetime | None) -> Days:
        """What each day adds to each district, of the days and districts that are selected."""
        import numpy as np

        size = len(self._day)
        sums = self._figures.at(_second(as_known_on))
        there = np.flatnonzero((sums[_FIRST][:size] > 0) & self._selected(selection))
        district, districts = _present(self._district[there], self._sorted_keys)
        day = self._day[there]
        return Days(
            np.where(day == LAST, UNDATED, day),
            district,
            districts,
            sums[_FIRST][there],
            _ends(sums, there),
            _ends(sums, there + size),
        )

    def left_out(self, selection: Selection, as_known_on: datetime | None) -> LeftOut:
        """How many of the incidents known by then do not count, or lie in no period."""
        second, size = _second(as_known_on), len(self._day)
        selected = self._selected(selection)
        (out,) = self._out.at(second)
        undated = 0
        if selection.has_period:
            here = (self._day == LAST) & self._in_districts(selection)
            undated = int(self._figures.at(second)[_FIRST][:size][here].sum())
        return LeftOut(int(out[:size][selected].sum()), int(out[size:][selected].sum()), undated)

    def _among(self, incidents: Iterable[int]) -> Flags:
        """Which news are of these incidents."""
        import numpy as np

        wanted = np.fromiter(incidents, dtype=np.int64)
        most = max(self._news.incident.max(initial=0), wanted.max(initial=0))
        chosen = np.zeros(int(most) + 1, dtype=bool)
        chosen[wanted] = True
        return chosen[self._news.incident]

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


def _ends(sums: Integers, there: Integers) -> Ends:
    """The columns of one quantity; nothing known is nan, and so is an open upper end."""
    import numpy as np

    unknown = sums[_UNKNOWN][there]
    none = sums[_FIRST][there] == unknown
    low, best, high = (sums[part][there].astype(np.float64) for part in (_LOW, _BEST, _HIGH))
    low[none] = best[none] = np.nan
    high[none | (sums[_OPEN][there] > 0)] = np.nan
    return Ends(low, best, high, unknown, sums[_ABOUT][there] > 0)


def _present(numbers: Integers, keys: tuple[str, ...]) -> tuple[Integers, tuple[str, ...]]:
    """Districts numbered anew: only those that are there."""
    import numpy as np

    there = np.flatnonzero(np.bincount(numbers, minlength=len(keys)))
    anew = np.zeros(len(keys), dtype=np.int64)
    anew[there] = np.arange(len(there))
    return anew[numbers], tuple(keys[number] for number in there)


def _second(as_known_on: datetime | None) -> int | None:
    return None if as_known_on is None else int(as_known_on.timestamp())
