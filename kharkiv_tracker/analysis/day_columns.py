"""What each day adds to each district, in columns of numbers, so that many days take no time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import Addends, DayTotal, GroupTotal, Toll, Total

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

#: The ordinal of no date.
UNDATED = 0
#: Later than every day.
_NEVER = date.max.toordinal() + 1
_KNOWN, _LOW, _BEST, _HIGH, _OPEN, _UNKNOWN, _ABOUT = range(len(Addends._fields))

#: A day as `YYYY-MM-DD` or None, a district, the number of incidents, and the `Addends` of each
#: counted quantity.
Row = Sequence[Any]
_ROW = 3 + len(COUNTED) * len(Addends._fields)


@dataclass(frozen=True, eq=False)
class Sums:
    """Totals of one quantity in columns: `addends` has a row for each field of `Addends`.

    Sums of them are sums of its rows; the properties read the figures from these rows.
    """

    addends: NDArray[np.int64]

    def __len__(self) -> int:
        return int(self.addends.shape[1])

    @cached_property
    def low(self) -> Floats:
        """The lower ends; nan where nothing is known."""
        return self._where_known(self.addends[_LOW])

    @cached_property
    def best(self) -> Floats:
        """The best numbers; nan where nothing is known."""
        return self._where_known(self.addends[_BEST])

    @cached_property
    def high(self) -> Floats:
        """The upper ends; nan where they are open or nothing is known."""
        import numpy as np

        return np.where(self.addends[_OPEN] > 0, np.nan, self._where_known(self.addends[_HIGH]))

    @property
    def figures(self) -> Integers:
        """How many figures were added up, known or not."""
        figures: Integers = self.addends[_KNOWN] + self.addends[_UNKNOWN]
        return figures

    @property
    def unknown(self) -> Integers:
        """How many figures are unknown."""
        unknown: Integers = self.addends[_UNKNOWN]
        return unknown

    @cached_property
    def about(self) -> Flags:
        """Whether any of the figures is about."""
        about: Flags = self.addends[_ABOUT] > 0
        return about

    def take(self, indices: Any) -> Sums:
        """Those of a mask, a slice or indices."""
        return Sums(self.addends[:, indices])

    def total(self, index: int) -> Total:
        """One of them; an index from the end is negative, as in a list."""
        return Total.added(self.addends[:, index].tolist())

    def sum(self) -> Total:
        """All of them together."""
        return Total.added(self.addends.sum(axis=1).tolist())

    def running(self) -> Sums:
        """Each with all before it."""
        return Sums(self.addends.cumsum(axis=1))

    def stretches(self, starts: Integers) -> Sums:
        """Stretches of them, each from one of `starts` to the next."""
        import numpy as np

        return Sums(np.add.reduceat(self.addends, starts, axis=1))

    def _where_known(self, numbers: Integers) -> Floats:
        import numpy as np

        return np.where(self.addends[_KNOWN] > 0, numbers, np.nan)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Days:
    """A row for each day of a district: by day, the undated (0) last, and then by district.

    What the remainders of joint reports add is a row of its own, with no incident.
    """

    day: Integers
    """The ordinal of the day, `UNDATED` without one."""
    district: Integers
    """Which of `districts`."""
    districts: tuple[str, ...]
    incidents: Integers
    sums: Mapping[str, Sums]
    """The totals of the incidents, by counted quantity."""

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Days:
        """The columns of rows as the store gives them, in whatever order they come."""
        import numpy as np

        columns = list(zip(*rows, strict=True)) or [()] * _ROW
        ordinals = {
            day: date.fromisoformat(day).toordinal() if day else UNDATED for day in set(columns[0])
        }
        districts = tuple(sorted(set(columns[1])))
        places = {key: index for index, key in enumerate(districts)}
        numbers = np.array(columns[2:], dtype=np.int64)
        addends = numbers[1:].reshape(len(COUNTED), len(Addends._fields), -1)
        days = cls(
            np.array([ordinals[day] for day in columns[0]], dtype=np.int64),
            np.array([places[key] for key in columns[1]], dtype=np.int64),
            districts,
            numbers[0],
            {name: Sums(addends[number]) for number, name in enumerate(COUNTED)},
        )
        order = np.lexsort((days.district, np.where(days.day == UNDATED, _NEVER, days.day)))
        is_sorted = bool((order[1:] > order[:-1]).all())
        return days if is_sorted else days.take(order)

    def joined(self, rows: Iterable[Row]) -> Days:
        """The same with more rows."""
        import numpy as np

        more = Days.of(rows)
        if not len(more):
            return self
        keys = tuple(sorted({*self.districts, *more.districts}))
        places = {key: index for index, key in enumerate(keys)}
        district = np.array(
            [
                places[days.districts[number]]
                for days in (self, more)
                for number in days.district.tolist()
            ],
            dtype=np.int64,
        )
        both = Days(
            np.concatenate((self.day, more.day)),
            district,
            keys,
            np.concatenate((self.incidents, more.incidents)),
            {
                name: Sums(np.concatenate((sums.addends, more.sums[name].addends), axis=1))
                for name, sums in self.sums.items()
            },
        )
        return both.take(np.lexsort((district, np.where(both.day == UNDATED, _NEVER, both.day))))

    @classmethod
    def of_totals(cls, totals: Iterable[DayTotal]) -> Days:
        """The columns of totals, for small uses."""
        return cls.of(
            (
                total.day.isoformat() if total.day else None,
                total.district,
                total.incidents,
                *(number for name in COUNTED for number in total.toll[name].addends),
            )
            for total in totals
        )

    def take(self, indices: Any) -> Days:
        """The rows of a mask, a slice or indices; the districts stay as they are."""
        sums = {name: sums.take(indices) for name, sums in self.sums.items()}
        return Days(
            self.day[indices], self.district[indices], self.districts, self.incidents[indices], sums
        )

    def toll(self) -> Toll:
        """The totals of all days together."""
        return Toll({name: sums.sum() for name, sums in self.sums.items()})

    def toll_at(self, index: int) -> Toll:
        """The totals of one row; an index from the end is negative."""
        return Toll({name: sums.total(index) for name, sums in self.sums.items()})

    @property
    def is_remainder(self) -> Flags:
        """Which rows are remainders of joint reports."""
        flags: Flags = self.incidents == 0
        return flags

    def total(self, key: str) -> GroupTotal:
        """All of them as one group, with how much of it is remainder."""
        beside = self.is_remainder
        remainder = self.take(beside).toll() if beside.any() else None
        return GroupTotal(key, int(self.incidents.sum()), self.toll(), remainder=remainder)

    @property
    def dated(self) -> Days:
        """The rows that have a day."""
        return self.take(slice(0, self._dated))

    @property
    def undated(self) -> Days:
        """The rows that have none."""
        return self.take(slice(self._dated, None))

    @property
    def first(self) -> date | None:
        """The first day; None where nothing is dated."""
        return date.fromordinal(int(self.day[0])) if self._dated else None

    @property
    def last(self) -> date | None:
        """The last day; None where nothing is dated."""
        return date.fromordinal(int(self.day[self._dated - 1])) if self._dated else None

    def totals(self) -> list[DayTotal]:
        """The rows one by one, for small uses."""
        return [
            DayTotal(
                date.fromordinal(int(self.day[index])) if self.day[index] else None,
                self.districts[int(self.district[index])],
                int(self.incidents[index]),
                self.toll_at(index),
            )
            for index in range(len(self))
        ]

    @property
    def _dated(self) -> int:
        """How many rows have a day; they come first."""
        return int((self.day != UNDATED).sum())
