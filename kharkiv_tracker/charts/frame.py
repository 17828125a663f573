"""Where the parts of a panel lie, and how days and numbers map to points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kharkiv_tracker.charts.sheet import Box, Sheet


@dataclass(frozen=True, slots=True)
class Span:
    """The days the axis runs over; None where nothing is dated."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return max(1, (self.last - self.first).days)


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


def spanning(days: Sequence[date], first: date | None, last: date | None) -> Span | None:
    """The days an axis has to run over to show `days`, or the period that was selected."""
    if not days:
        return None
    left = first or min(days)
    right = last or max(days)
    room = max(1, round((right - left).days * 0.04))
    # A lone day still gets an axis around it.
    room = 3 if left == right else room
    return Span(
        left if first else left - timedelta(days=room),
        right + timedelta(days=room if last is None or right == left else 1),
    )
