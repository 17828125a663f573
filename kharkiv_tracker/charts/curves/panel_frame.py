"""Where the parts of a panel lie, and how days and numbers map to points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel's parts lie, and how its numbers map to points."""

    sheet: Sheet
    quantity: str
    plot: Box
    zone: Box | None
    names: Box
    top: float
    span: Span | None
    is_calm: bool
    """Whether the curves are few enough for strong lines with dots."""
    is_numbered: bool = True
    """Whether any report gives a number."""
    title: tuple[float, float] = (0.0, 0.0)
    """Where its title begins."""

    clock: float | None = None
    """The view date as an ordinal of a day: lines end there."""

    @property
    def line_end(self) -> float:
        """Where the lines end, in points."""
        if self.span is None or self.clock is None:
            return self.plot.right
        return min(self.plot.right, max(self.plot.left, float(self.xs(self.clock))))

    @property
    def is_early(self) -> bool:
        """Whether the lines end before the axis."""
        return self.line_end < self.plot.right - 1

    @property
    def last(self) -> float:
        """Where the lines end, in matplotlib's days."""
        if self.span is None or self.clock is None:
            return self.end
        first = number(self.span.first.toordinal())
        return float(min(self.end, max(first, number(self.clock))))

    @property
    def end(self) -> float:
        """Where the axis ends, in matplotlib's days."""
        return number(self.span.first.toordinal()) + self.span.days if self.span else 1.0

    def y(self, value: float) -> float:
        return self.plot.bottom + self.plot.height * value / self.top

    def x(self, day: date) -> float:
        return float(self.xs(day.toordinal()))

    def xs(self, days: Any) -> Any:
        """Ordinals of days in points, one or an array of them."""
        if self.span is None:
            return self.plot.left + 0.0 * days
        share = (days - self.span.first.toordinal()) / self.span.days
        return self.plot.left + self.plot.width * share


def number(day: Any) -> Any:
    """An ordinal (or an array of them) as matplotlib counts days."""
    return day + _offset()


@cache
def _offset() -> float:
    from matplotlib.dates import date2num

    return float(date2num(date.fromordinal(1))) - 1
