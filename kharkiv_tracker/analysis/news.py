"""What each instant changes of the figures of incidents, in columns, read off bare rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

#: Batches of bare rows as the store tells them.
Batches = Iterable[Sequence[Sequence[Any]]]
#: How an incident stands: it counts or is left out; what was merged counts in another incident.
COUNTS, WITHDRAWN, DISCOUNTED, MERGED = range(4)
#: Behind every day there is; and more than there are districts.
LAST, DISTRICTS = date.max.toordinal() + 1, 1 << 12


@dataclass(frozen=True, slots=True, eq=False)
class News:
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

    def take(self, which: Any) -> News:
        return News(*(getattr(self, part.name)[which] for part in fields(self)))

    def and_(self, other: News) -> News:
        import numpy as np

        names = [part.name for part in fields(self)]
        return News(*(np.concatenate((getattr(self, n), getattr(other, n))) for n in names))

    @property
    def changes(self) -> tuple[Integers, ...]:
        return (
            *(self.first, self.low, self.best, self.high),
            *(self.opened, self.unknown, self.about),
        )


def read(
    standings: Batches, steps: Batches, districts: tuple[str, ...]
) -> tuple[News, tuple[str, ...]]:
    """The news of these incidents; districts not yet met are added at the end."""
    import numpy as np

    keys = {key: number for number, key in enumerate(districts)}
    ordinals: dict[str | None, int] = {None: LAST}
    cells = [_matrix([], 3)]
    for batch in standings:
        # Batch by batch: a window that waits for the interpreter gets it in between.
        rows = []
        for incident, day, district, standing in batch:
            if day not in ordinals:
                ordinals[day] = date.fromisoformat(day).toordinal()
            number = keys.setdefault(district, len(keys))
            rows.append((incident, ordinals[day] * DISTRICTS + number, standing))
        cells.append(_matrix(rows, 3))
    ids, cell, standing_of = np.concatenate(cells).T
    told = [_matrix(batch, 7) for batch in steps]
    table = np.concatenate(told) if told else _matrix([], 7)
    where = np.searchsorted(ids, table[:, 0])
    return _news(table, cell[where], standing_of[where]), tuple(keys)


def _matrix(rows: Sequence[Sequence[Any]], width: int) -> Integers:
    import numpy as np

    flat = chain.from_iterable(rows)
    return np.fromiter(flat, dtype=np.int64, count=len(rows) * width).reshape(-1, width)


def _news(table: Integers, cell: Integers, standing: Integers) -> News:
    """What each step changes of the one before it."""
    import numpy as np

    incident, injured, known, low, best, high, about = np.ascontiguousarray(table.T)
    follows = np.zeros(len(table), dtype=bool)
    follows[1:] = (incident[1:] == incident[:-1]) & (injured[1:] == injured[:-1])

    def change(value: Integers) -> Integers:
        before = np.where(follows, np.roll(value, 1), 0)
        return _narrow(value - before)

    is_known = low >= 0
    return News(
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
