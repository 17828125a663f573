"""Changes of the figures of incidents at instants, in columns, from bare rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.total import Addends
from kharkiv_tracker.domain.when import last_day

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

#: Batches of bare rows from the store.
Batches = Iterable[Sequence[Sequence[Any]]]
#: Whether an incident counts or is left out; a merged one counts in another incident.
COUNTS, WITHDRAWN, DISCOUNTED, MERGED = range(4)
#: Later than every day; and more than there are districts.
LAST, DISTRICTS = date.max.toordinal() + 1, 1 << 12
#: The numbers of a step: its incident, quantity and second, and what it adds.
_STEP = 3 + len(Addends._fields)
#: Those of an incident: its id, cell, whether it counts, and further days.
_CELL = 4


@dataclass(frozen=True, slots=True, eq=False)
class FigureChanges:
    """Changes of one figure of an incident at instants, in columns.

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
    further: Integers
    """How many days after its own it reaches: 0 but for incidents of several days."""
    first: Integers
    addends: tuple[Integers, ...]

    def take(self, which: Any) -> FigureChanges:
        """Those of a mask or of indices."""
        return self._map(lambda column: column[which])

    def joined(self, changes: FigureChanges) -> FigureChanges:
        """These changes, followed by others."""
        import numpy as np

        return self._map(lambda *columns: np.concatenate(columns), changes)

    def _map(self, make: Callable[..., Integers], *more: FigureChanges) -> FigureChanges:
        def column(*columns: Any) -> Any:
            if isinstance(columns[0], tuple):
                return tuple(make(*parts) for parts in zip(*columns, strict=True))
            return make(*columns)

        every = (self, *more)
        return FigureChanges(
            *(
                column(*(getattr(changes, field.name) for changes in every))
                for field in fields(self)
            )
        )


def read(
    standings: Batches, steps: Batches, districts: tuple[str, ...]
) -> tuple[FigureChanges, tuple[str, ...]]:
    """The changes of these incidents; new districts are added at the end."""
    import numpy as np

    keys = {key: number for number, key in enumerate(districts)}
    ordinals: dict[str | None, int] = {None: LAST}
    cells = [_matrix([], _CELL)]
    for batch in standings:
        # Batch by batch: a window that waits for the interpreter gets it in between.
        rows = []
        for incident, day, until, district, standing in batch:
            if day not in ordinals:
                ordinals[day] = date.fromisoformat(day).toordinal()
            number = keys.setdefault(district, len(keys))
            end = last_day(until) if until else None
            further = end.toordinal() - ordinals[day] if end else 0
            rows.append((incident, ordinals[day] * DISTRICTS + number, standing, further))
        cells.append(_matrix(rows, _CELL))
    ids, cell, standing_of, further_of = np.concatenate(cells).T
    table = np.concatenate([_matrix([], _STEP), *(_matrix(batch, _STEP) for batch in steps)])
    where = np.searchsorted(ids, table[:, 0])
    return _changes(table, cell[where], standing_of[where], further_of[where]), tuple(keys)


def _matrix(rows: Sequence[Sequence[Any]], width: int) -> Integers:
    import numpy as np

    flat = chain.from_iterable(rows)
    return np.fromiter(flat, dtype=np.int64, count=len(rows) * width).reshape(-1, width)


def _changes(
    table: Integers, cell: Integers, standing: Integers, further: Integers
) -> FigureChanges:
    """The differences of each step from the one before it."""
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
        _narrow(further),
        _narrow(~follows),
        tuple(map(change, addends)),
    )


def _narrow(values: Any) -> Integers:
    """The same numbers in as few bytes as hold them, because there are millions of them."""
    import numpy as np

    low, high = (values.min(initial=0), values.max(initial=0)) if len(values) else (0, 0)
    for kind in (np.int8, np.int32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return values.astype(kind)  # type: ignore[no-any-return]
    return values  # type: ignore[no-any-return]
