"""A place of a chart, to be there again when it is drawn at another size or for other days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kharkiv_tracker.charts.hit_areas import ChartFigure


@dataclass(frozen=True, slots=True)
class Place:
    """A place in one of the areas of a chart: a day or a share across, and a share up."""

    sheet: tuple[float, float]
    area: int
    across: float
    up: float

    @classmethod
    def of(cls, figure: ChartFigure, x: float, y: float) -> Place | None:
        """A point of the sheet as a place; None outside all areas."""
        area = figure.area(x, y)
        if area is None or not area.box.width or not area.box.height:
            return None
        across, up = (x - area.box.left) / area.box.width, (y - area.box.bottom) / area.box.height
        if area.span is not None:
            across = area.span.first.toordinal() + across * area.span.days
        return cls(_size(figure), figure.areas.index(area), across, up)

    def is_of_other(self, figure: ChartFigure) -> bool:
        """Whether a figure has another size than the one this place was in."""
        return self.sheet != _size(figure)

    def on(self, figure: ChartFigure) -> tuple[float, float] | None:
        """The same place as a point of another sheet; None if it is not there."""
        if self.area >= len(figure.areas):
            return None
        area, across = figure.areas[self.area], self.across
        if area.span is not None:
            across = (across - area.span.first.toordinal()) / area.span.days
        if not 0 <= across <= 1:
            return None
        return area.box.left + across * area.box.width, area.box.bottom + self.up * area.box.height


def _size(figure: ChartFigure) -> tuple[float, float]:
    wide, high = figure.get_size_inches()
    return float(wide), float(high)
