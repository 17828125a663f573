"""What became known when, in columns: the days of any instant without asking the case again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.analysis.columns import UNDATED, Days, Ends
from kharkiv_tracker.analysis.running import Running
from kharkiv_tracker.domain.figure import LeftOut
from kharkiv_tracker.domain.selection import Selection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

#: Batches of bare rows as the store tells them.
Batches = Iterable[Sequence[Sequence[Any]]]
#: Later than every instant there is, and behind every day there is.
_NEVER, _LAST = 1 << 60, date.max.toordinal() + 1
_COUNTS, _WITHDRAWN, _DISCOUNTED, _MERGED = range(4)
_DISTRICTS = 1 << 12
#: What each instant adds: to incidents, low, best, high, open ends, unknown and about.
_FIRST, _LOW, _BEST, _HIGH, _OPEN, _UNKNOWN, _ABOUT = range(7)


@dataclass(frozen=True, slots=True, eq=False)
class _News:
    """What each instant changes of one figure of an incident, a column for each part of it."""

    known: Integers
    incident: Integers
    injured: Integers
    standing: Integers
    #: The day and the district in one number, in the order of days, the undated last.
    cell: Integers
    first: Integers
    low: Integers
    best: Integers
    high: Integers
    opened: Integers
    unknown: Integers
    about: Integers

    def take(self, which: Any) -> _News:
        return _News(*(getattr(self, part.name)[which] for part in fields(self)))

    def and_(self, other: _News) -> _News:
        import numpy as np

        names = [part.name for part in fields(self)]
        return _News(*(np.concatenate((getattr(self, n), getattr(other, n))) for n in names))

    @property
    def changes(self) -> tuple[Integers, ...]:
        return (
            *(self.first, self.low, self.best, self.high),
            *(self.opened, self.unknown, self.about),
        )


class Knowing:
    """The days and what is left out, as known at any instant; the same numbers that SQL gives.

    It holds for the case as it was read; `renewed` takes in what was changed since. A selection
    that asks for more than days and districts has a `Knowing` of its own: `among`. Any thread may
    ask.
    """

    def __init__(self, news: _News, districts: tuple[str, ...]) -> None:
        import numpy as np

        order = np.argsort(news.known, kind="stable")
        self._news = news = news.take(order)
        self._keys = districts
        cells, slots = np.unique(_sorted(news.cell, districts), return_inverse=True)
        self._day, self._district = cells // _DISTRICTS, cells % _DISTRICTS
        self._sorted_keys = tuple(sorted(districts))
        counting, size = news.standing == _COUNTS, len(cells)
        at = np.where(news.injured == 1, slots + size, slots)
        self._figures = Running(
            news.known[counting],
            at[counting],
            tuple(column[counting] for column in news.changes),
            2 * size,
        )
        out = ~counting & (news.standing != _MERGED) & (news.first == 1) & (news.injured == 0)
        row = np.where(news.standing == _DISCOUNTED, slots + size, slots)[out]
        self._out = Running(news.known[out], row, (news.first[out],), 2 * size)

    @classmethod
    def of(cls, standings: Batches, steps: Batches) -> Knowing:
        """Made of the rows of all incidents and all steps, each incident's in their order."""
        return cls(*_read(standings, steps, ()))

    def renewed(self, changed: Iterable[int], standings: Batches, steps: Batches) -> Knowing:
        """The same with these incidents (by id) told anew."""
        news, districts = _read(standings, steps, self._keys)
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
            np.where(day == _LAST, UNDATED, day),
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
            here = (self._day == _LAST) & self._in_districts(selection)
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


def _read(
    standings: Batches, steps: Batches, districts: tuple[str, ...]
) -> tuple[_News, tuple[str, ...]]:
    """The news of these incidents; districts not yet met are added at the end."""
    import numpy as np

    keys = {key: number for number, key in enumerate(districts)}
    ordinals: dict[str | None, int] = {None: _LAST}
    cells: list[tuple[int, int, int]] = []
    for batch in standings:
        for incident, day, district, standing in batch:
            if day not in ordinals:
                ordinals[day] = date.fromisoformat(day).toordinal()
            number = keys.setdefault(district, len(keys))
            cells.append((incident, ordinals[day] * _DISTRICTS + number, standing))
    ids, cell, standing_of = _matrix(cells, 3).T
    told = [_matrix(batch, 7) for batch in steps]
    table = np.concatenate(told) if told else _matrix([], 7)
    where = np.searchsorted(ids, table[:, 0])
    return _news(table, cell[where], standing_of[where]), tuple(keys)


def _sorted(cell: Integers, keys: tuple[str, ...]) -> Integers:
    """Cells with their districts numbered in the order of their keys, not as they were met."""
    import numpy as np

    place = {key: number for number, key in enumerate(sorted(keys))}
    anew = np.array([place[key] for key in keys], dtype=np.int64)
    number = cell % _DISTRICTS
    return cell - number + anew[number] if len(keys) else cell


def _matrix(rows: Sequence[Sequence[Any]], width: int) -> Integers:
    import numpy as np

    flat = chain.from_iterable(rows)
    return np.fromiter(flat, dtype=np.int64, count=len(rows) * width).reshape(-1, width)


def _news(table: Integers, cell: Integers, standing: Integers) -> _News:
    """What each step changes of the one before it."""
    import numpy as np

    incident, injured, known, low, best, high, about = np.ascontiguousarray(table.T)
    follows = np.zeros(len(table), dtype=bool)
    follows[1:] = (incident[1:] == incident[:-1]) & (injured[1:] == injured[:-1])

    def change(value: Integers) -> Integers:
        before = np.where(follows, np.roll(value, 1), 0)
        return _narrow(value - before)

    is_known = low >= 0
    return _News(
        known,
        _narrow(incident),
        _narrow(injured),
        _narrow(standing),
        cell,
        _narrow(~follows),
        change(np.where(is_known, low, 0)),
        change(np.where(is_known, best, 0)),
        change(np.where(high >= 0, high, 0)),
        change((is_known & (high < 0)).astype(np.int64)),
        change((~is_known).astype(np.int64)),
        change(about),
    )


def _narrow(values: Any) -> Integers:
    """The same numbers in as few bytes as hold them, because there are millions of them."""
    import numpy as np

    least, most = (values.min(initial=0), values.max(initial=0)) if len(values) else (0, 0)
    for kind in (np.int8, np.int32):
        if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max:
            return values.astype(kind)  # type: ignore[no-any-return]
    return values  # type: ignore[no-any-return]


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
