"""Numbers that change at instants, added up to any instant at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

#: Sums are stored after every so many changes, so that none is far.
_APART = 50_000
_MOST_STOPS = 24


class RunningSums:
    """Changes in order of time; `at` gives their exact sums, slot by slot.

    The last sums are cached: the next instant requested is mostly near.
    """

    def __init__(
        self, times: Integers, slots: Integers, columns: Sequence[Integers], size: int
    ) -> None:
        import numpy as np

        self.times = times
        self._slots, self._columns = slots, columns
        stops = min(_MOST_STOPS, len(times) // _APART + 1)
        self._bounds = [len(times) * stop // stops for stop in range(stops + 1)]
        sums = np.zeros((len(columns), size), dtype=np.int64)
        self._sums = [sums]
        for end in self._bounds[1:]:
            sums = self._moved(sums, self._bounds[len(self._sums) - 1], end)
            self._sums.append(sums)
        self._last = (len(times), sums)

    def at(self, second: int | None) -> Integers:
        """The sums by column and slot after all changes until then; None: after all there are."""
        import numpy as np

        if second is None:
            return self._sums[-1]
        end = int(np.searchsorted(self.times, second, side="right"))
        # Read once: another thread may put its own there.
        last = self._last
        nearest = min(range(len(self._bounds)), key=lambda number: abs(self._bounds[number] - end))
        stop = (self._bounds[nearest], self._sums[nearest])
        start, sums = min(last, stop, key=lambda place: abs(place[0] - end))
        sums = self._moved(sums, start, end) if start != end else sums
        self._last = (end, sums)
        return sums

    def _moved(self, sums: Integers, start: int, end: int) -> Integers:
        """The sums after `end` changes, from those after `start`."""
        import numpy as np

        span = slice(min(start, end), max(start, end))
        moved, slots = sums.copy(), self._slots[span]
        for row, column in zip(moved, self._columns, strict=True):
            changes = column[span].astype(np.int64)
            np.add.at(row, slots, changes if end > start else -changes)
        return moved
