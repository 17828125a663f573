"""What lies under a point of a chart: what it says, its incidents, its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from matplotlib.figure import Figure

from kharkiv_tracker.charts.box import Box
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is drawn: what it says, and the incidents that stand behind it.

    `within` is a selection that, with the chart's own, holds exactly those incidents; where a
    selection cannot say it, `codes` names them. `mark` is where the thing is drawn.
    """

    said: str
    mark: Box
    within: Selection | None = None
    codes: tuple[str, ...] = ()
    undated: bool = False
    """Only the undated incidents of `within` are meant."""


#: What lies under a point, in points from the lower left corner of the sheet; None for nothing.
Find = Callable[[float, float], Target | None]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the sheet that answers; where its x axis is one of days, `span` tells them."""

    box: Box
    find: Find
    span: Span | None = None

    def day(self, x: float) -> date | None:
        """The day at a distance from the left of the sheet, the nearest where x lies outside."""
        if self.span is None or self.box.width <= 0:
            return None
        share = min(1.0, max(0.0, (x - self.box.left) / self.box.width))
        number = int(share * self.span.days)
        return date.fromordinal(self.span.first.toordinal() + number)


class Drawn(Figure):
    """A figure that knows what it shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas: list[Area] = []
        self.kept: Any = None
        """What a kind needs to show its next data in the same frame; None where it cannot."""

    def area(self, x: float, y: float) -> Area | None:
        """The part of the sheet that answers at a point, the last drawn first."""
        return next((each for each in reversed(self.areas) if each.box.holds(x, y)), None)

    def find(self, x: float, y: float) -> Target | None:
        """What lies under a point, or None."""
        for each in reversed(self.areas):
            if each.box.holds(x, y) and (found := each.find(x, y)):
                return found
        return None
