"""What each day adds to each district, in columns of numbers, so that many days take no time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.figure import DayTotal, Total

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

#: The ordinal that stands for no date.
UNDATED = 0

#: A day as `YYYY-MM-DD` or None, a district, the number of incidents; then low, best, high, how
#: many are unknown and whether any is about, first of the killed and then of the injured.
Row = Sequence[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Totals in columns: nan where a `Total` has None."""

    low: Floats
    best: Floats
    high: Floats
    unknown: Integers
    about: Flags

    def __len__(self) -> int:
        return len(self.low)

    def take(self, which: Any) -> Ends:
        """Those of a mask, a slice or indices."""
        return Ends(
            self.low[which],
            self.best[which],
            self.high[which],
            self.unknown[which],
            self.about[which],
        )

    def total(self, index: int) -> Total:
        """One of them; an index from the end is negative, as in a list."""
        low, best, high = (float(each[index]) for each in (self.low, self.best, self.high))
        return Total(
            _whole(low),
            _whole(best),
            _whole(high),
            int(self.unknown[index]),
            bool(self.about[index]),
        )

    def sum(self) -> Total:
        """All of them added up, as `Total` adds: unknown ones add nothing, an open one opens."""
        import numpy as np

        known = ~np.isnan(self.low)
        unknown = int(self.unknown.sum())
        if not known.any():
            return Total(unknown=unknown)
        is_open = bool(np.isnan(self.high[known]).any())
        return Total(
            int(self.low[known].sum()),
            int(self.best[known].sum()),
            None if is_open else int(self.high[known].sum()),
            unknown,
            bool(self.about[known].any()),
        )

    @classmethod
    def of(cls, columns: Sequence[Sequence[Any]]) -> Ends:
        """Low, best, high (None where there is none), unknown and about, each a column."""
        import numpy as np

        low, best, high = (np.array(each, dtype=np.float64) for each in columns[:3])
        return cls(
            low, best, high, np.array(columns[3], dtype=np.int64), np.array(columns[4], dtype=bool)
        )


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Days:
    """A row for each day of a district: by day, the undated (0) last, and then by district."""

    day: Integers
    """The ordinal of the day, `UNDATED` where there is none."""
    district: Integers
    """Which of `districts`."""
    districts: tuple[str, ...]
    incidents: Integers
    killed: Ends
    injured: Ends

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Days:
        """The columns of rows as the store tells them, in whatever order they come."""
        import numpy as np

        columns = list(zip(*rows, strict=True)) or [()] * 13
        ordinals = {
            day: date.fromisoformat(day).toordinal() if day else UNDATED for day in set(columns[0])
        }
        districts = tuple(sorted(set(columns[1])))
        places = {key: index for index, key in enumerate(districts)}
        days = cls(
            np.array([ordinals[day] for day in columns[0]], dtype=np.int64),
            np.array([places[key] for key in columns[1]], dtype=np.int64),
            districts,
            np.array(columns[2], dtype=np.int64),
            Ends.of(columns[3:8]),
            Ends.of(columns[8:13]),
        )
        order = np.lexsort((days.district, np.where(days.day == UNDATED, _NEVER, days.day)))
        is_sorted = bool((order[1:] > order[:-1]).all())
        return days if is_sorted else days.take(order)

    @classmethod
    def of_totals(cls, totals: Iterable[DayTotal]) -> Days:
        """The columns of totals, for small uses."""
        return cls.of(
            (
                each.day.isoformat() if each.day else None,
                each.district,
                each.incidents,
                *_parts(each.killed),
                *_parts(each.injured),
            )
            for each in totals
        )

    def take(self, which: Any) -> Days:
        """The rows of a mask, a slice or indices; the districts stay as they are."""
        return Days(
            self.day[which],
            self.district[which],
            self.districts,
            self.incidents[which],
            self.killed.take(which),
            self.injured.take(which),
        )

    def quantity(self, quantity: str) -> Ends:
        """The columns of `killed` or of `injured`."""
        return self.killed if quantity == "killed" else self.injured

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
                self.killed.total(index),
                self.injured.total(index),
            )
            for index in range(len(self))
        ]

    @property
    def _dated(self) -> int:
        """How many rows have a day; they come first."""
        return int((self.day != UNDATED).sum())


#: Behind every day there is.
_NEVER = date.max.toordinal() + 1


def _whole(number: float) -> int | None:
    return None if number != number else int(number)


def _parts(total: Total) -> tuple[Any, ...]:
    return total.low, total.best, total.high, total.unknown, total.about
