"""The data of the lanes: the incidents of the selection, as known then and later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.charts import span
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.lanes.lane_marks import Marks
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.total import GroupTotal, Totals

#: Into about so many stretches of days the axis is divided where they are not.
_STRETCHES = 120
Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Lanes:
    """The incidents of the selection, as known then and later.

    `rows` are the incidents one by one, None where they are too many; `read_rows` reads them for
    the table. `only` are the days drawn, None for all.
    """

    request: ChartRequest
    days: Days
    totals: Totals
    read_rows: Callable[[], Rows]
    rows: Rows | None = None
    later_days: Days | None = None
    later_rows: Rows | None = None
    only: Span | None = None

    @property
    def measure(self) -> str:
        """What the size of a mark shows: a counted quantity or `INCIDENTS`."""
        return self.request.options.measure.quantity

    @property
    def groups(self) -> dict[str, GroupTotal]:
        """The totals of each district, the undated and the remainders included."""
        return {group.key: group for group in self.totals.groups}

    @property
    def undated(self) -> int:
        """How many incidents have no day."""
        return int(self.days.undated.incidents.sum())

    @cached_property
    def span(self) -> Span | None:
        """The days of the axis; None where nothing is dated."""
        sources = [days for days in (self.days, self.later_days) if days is not None]
        ends = [day for days in sources for day in (days.first, days.last) if day]
        chosen = self.request.view.selection
        return self.only or span.spanning(ends, chosen.first, chosen.last)

    @property
    def is_of_incidents(self) -> bool:
        """Whether each mark is one incident."""
        return self.rows is not None

    @property
    def stretch(self) -> int:
        """How many days a mark covers where it is not one incident."""
        return max(1, -(-self.span.days // _STRETCHES)) if self.span else 1

    @cached_property
    def marks(self) -> Marks:
        """The marks as known then."""
        return self._marks(self.rows, self.days)

    @cached_property
    def later(self) -> Marks | None:
        """The marks as known today, where they are drawn too."""
        return (
            self._marks(self.later_rows, self.later_days) if self.later_days is not None else None
        )

    def _marks(self, rows: Rows | None, days: Days | None) -> Marks:
        if rows is not None:
            return Marks.of_rows(rows)
        first = self.span.first if self.span else date.min
        return Marks.of_days(days or self.days, first, self.stretch)
