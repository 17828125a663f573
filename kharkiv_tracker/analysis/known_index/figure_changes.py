"""What each instant changes of the figures of incidents, in columns, read off bare rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.total import Addends

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
#: The numbers of a step: its incident, quantity and second, and what it adds.
_STEP = 3 + len(Addends._fields)


@dataclass(frozen=True, slots=True, eq=False)
class FigureChanges:
    """What each instant changes of one figure of an incident, in columns.

    `addends` are what each field of `Addends` grows by; a figure that is known or unknown for the
    first time is `first`.
    """

    known_from: Integers
    incident: Integers
    quantity: Integers
    """Which of COUNTED."""
    standing: Integers
    cell: Integers
    """The day and the district in one number, in the order of days, the undated last."""
    first: Integers
    addends: tuple[Integers, ...]

    def take(self, which: Any) -> FigureChanges:
        """Those of a mask or of indices."""
        return self._each(lambda column: column[which])

    def joined(self, other: FigureChanges) -> FigureChanges:
        """These and those behind them."""
        import numpy as np

        return self._each(lambda *columns: np.concatenate(columns), other)

    def _each(self, make: Callable[..., Integers], *others: FigureChanges) -> FigureChanges:
        def column(*columns: Any) -> Any:
            if isinstance(columns[0], tuple):
                return tuple(make(*parts) for parts in zip(*columns, strict=True))
            return make(*columns)

        names = [part.name for part in fields(self)]
        every = (self, *others)
        return FigureChanges(*(column(*(getattr(one, name) for one in every)) for name in names))


def read(
    standings: Batches, steps: Batches, districts: tuple[str, ...]
) -> tuple[FigureChanges, tuple[str, ...]]:
    """The changes of these incidents; districts not yet met are added at the end."""
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
    table = np.concatenate([_matrix([], _STEP), *(_matrix(batch, _STEP) for batch in steps)])
    where = np.searchsorted(ids, table[:, 0])
    return _changes(table, cell[where], standing_of[where]), tuple(keys)


def _matrix(rows: Sequence[Sequence[Any]], width: int) -> Integers:
    import numpy as np

    flat = chain.from_iterable(rows)
    return np.fromiter(flat, dtype=np.int64, count=len(rows) * width).reshape(-1, width)


def _changes(table: Integers, cell: Integers, standing: Integers) -> FigureChanges:
    """What each step changes of the one before it."""
    import numpy as np

    incident, quantity, known_from, *addends = np.ascontiguousarray(table.T)
    follows = np.zeros(len(table), dtype=bool)
    follows[1:] = (incident[1:] == incident[:-1]) & (quantity[1:] == quantity[:-1])

    def change(value: Integers) -> Integers:
        return _narrow(value - np.where(follows, np.roll(value, 1), 0))

    return FigureChanges(
        known_from,
        _narrow(incident),
        _narrow(quantity),
        _narrow(standing),
        cell,
        _narrow(~follows),
        tuple(map(change, addends)),
    )


def _narrow(values: Any) -> Integers:
    """The same numbers in as few bytes as hold them, because there are millions of them."""
    import numpy as np

    least, most = (values.min(initial=0), values.max(initial=0)) if len(values) else (0, 0)
    for kind in (np.int8, np.int32):
        if np.iinfo(kind).min <= least and most <= np.iinfo(kind).max:
            return values.astype(kind)  # type: ignore[no-any-return]
    return values  # type: ignore[no-any-return]
