"""The targets of a chart: text, incidents and day under a point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from matplotlib.figure import Figure

from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Target:
    """One thing in a chart: its text, and its incidents.

    `within` is a selection that, with the chart's own, holds exactly those incidents; where no
    selection does, `codes` lists them. `mark` is where the thing is drawn.
    """

    text: str
    mark: Box
    within: Selection | None = None
    codes: tuple[str, ...] = ()
    undated: bool = False
    """Whether only the undated incidents of `within` are meant."""

    def is_same(self, other: Target | None) -> bool:
        """Whether another is the same thing, wherever it is drawn."""
        return other is not None and self.identity == other.identity

    @property
    def identity(self) -> object:
        """What it is, wherever it is drawn."""
        return self.text, self.within, self.codes, self.undated


#: The target at a point, in points from the lower left corner of the sheet; None for nothing.
Find = Callable[[float, float], Target | None]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the sheet with targets; `span` are the days of its x axis, where it has any."""

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


class ChartFigure(Figure):
    """A figure with its targets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas: list[Area] = []
        self.text_size = 9.0
        """The size of its ordinary text in points."""
        self.caption = ""
        """How to read it and what it leaves out, for a window that shows this beside it."""
        self.room: Box | None = None
        """The part of the sheet for the picture itself."""
        self.frame: Any = None
        """The frame in which the next data can be drawn; None where a kind has none."""

    def area(self, x: float, y: float) -> Area | None:
        """The part of the sheet at a point, the last drawn first."""
        return next((area for area in reversed(self.areas) if area.box.holds(x, y)), None)

    def find(self, x: float, y: float) -> Target | None:
        """The target at a point, or None."""
        for area in reversed(self.areas):
            if area.box.holds(x, y) and (target := area.find(x, y)):
                return target
        return None
