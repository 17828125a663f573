"""Where the parts of a panel lie, and how days and numbers map to points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import Span


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel's parts lie, and how its numbers map to points."""

    sheet: Sheet
    plot: Box
    zone: Box | None
    names: Box
    top: float
    span: Span | None
    is_calm: bool
    """Whether the curves are few enough for strong lines with dots."""

    @property
    def line_end(self) -> float:
        return self.plot.right

    def y(self, value: float) -> float:
        return self.plot.bottom + self.plot.height * value / self.top

    def x(self, day: date) -> float:
        if self.span is None:
            return self.plot.left
        return self.plot.left + self.plot.width * (day - self.span.first).days / self.span.days
