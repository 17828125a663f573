"""The marks of the lanes in columns: an incident each, or the incidents of a few days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

import numpy as np

from kharkiv_tracker.analysis.day_columns import Days, Sums
from kharkiv_tracker.charts.chart_request import INCIDENTS
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import Addends, Toll

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

#: Where in its day an incident at an unknown hour is.
_NOON = 0.5
_MINUTES = 24 * 60
#: Code, day, hour and district of a row, before its numbers.
_HEAD = 4


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Marks by time: `at` is an ordinal of a day and a part of it, `lane` one of `districts`.

    A mark is an incident with its code, or, without `codes`, the incidents of a district from
    `first` on, for `days` days.
    """

    at: NDArray[np.float64]
    lane: NDArray[np.int64]
    districts: tuple[str, ...]
    incidents: NDArray[np.int64]
    sums: Mapping[str, Sums]
    codes: tuple[str, ...] = ()
    days: int = 1

    def __len__(self) -> int:
        return len(self.at)

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[Any]]) -> Marks:
        """A mark for each incident with a day, from rows of `store.incident_figures`."""
        dated = [row for row in rows if row[1]]
        districts = tuple(sorted({row[3] for row in dated}))
        lanes = {key: lane for lane, key in enumerate(districts)}
        width = len(COUNTED) * len(Addends._fields)
        numbers = np.array([row[_HEAD:] for row in dated], dtype=np.int64).reshape(-1, width)
        addends = numbers.T.reshape(len(COUNTED), len(Addends._fields), -1)
        return cls(
            np.array([_at(day, hour) for _code, day, hour, *_rest in dated], dtype=np.float64),
            np.array([lanes[row[3]] for row in dated], dtype=np.int64),
            districts,
            np.ones(len(dated), dtype=np.int64),
            {name: Sums(addends[place]) for place, name in enumerate(COUNTED)},
            tuple(row[0] for row in dated),
        )

    @classmethod
    def of_days(cls, days: Days, first: date, length: int) -> Marks:
        """A mark for the incidents of a district in each stretch of so many days from `first`."""
        own = days.dated
        own = own.take(~own.is_remainder)
        stretch = (own.day - first.toordinal()) // length
        order = np.lexsort((stretch, own.district))
        own, stretch = own.take(order), stretch[order]
        key = own.district * (int(stretch.max(initial=0)) + 1) + stretch
        starts = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
        at = first.toordinal() + (stretch[starts] + _NOON) * length
        return cls(
            at.astype(np.float64),
            own.district[starts],
            own.districts,
            np.add.reduceat(own.incidents, starts) if len(starts) else own.incidents,
            {
                name: sums.stretches(starts) if len(starts) else sums
                for name, sums in own.sums.items()
            },
            days=length,
        )

    def numbers(self, measure: str) -> NDArray[np.float64]:
        """What the size of each mark shows; nan where it is unknown."""
        if measure == INCIDENTS:
            return self.incidents.astype(np.float64)
        return self.sums[measure].best

    def key(self, index: int) -> object:
        """What a mark is of, in whatever data."""
        if self.codes:
            return self.codes[index]
        return self.districts[int(self.lane[index])], float(self.at[index])

    def toll(self, index: int) -> Toll:
        """The figures of a mark."""
        return Toll({name: sums.total(index) for name, sums in self.sums.items()})

    def first_day(self, index: int) -> date:
        """The day of an incident, or the first of several days."""
        start = float(self.at[index]) - (0 if self.codes else _NOON * self.days)
        return date.fromordinal(int(start))

    def last_day(self, index: int) -> date:
        """The day of an incident, or the last of several days."""
        return date.fromordinal(self.first_day(index).toordinal() + self.days - 1)


def _at(day: str, hour: str | None) -> float:
    at = time.fromisoformat(hour) if hour else None
    share = _NOON if at is None else (at.hour * 60 + at.minute) / _MINUTES
    return date.fromisoformat(day).toordinal() + share
