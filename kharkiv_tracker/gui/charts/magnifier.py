"""What of a chart is on screen: some of its days, or a part of a picture without days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from kharkiv_tracker.gui.charts.time_axis import TimeAxis
from kharkiv_tracker.gui.charts.zoom import Zoom, per_pixel

if TYPE_CHECKING:
    from kharkiv_tracker.charts.hit_areas import Area, ChartFigure


class Magnifier:
    """Magnifies the days of a chart and keeps its axes and text; a map, without days, as a lens."""

    def __init__(self) -> None:
        self.lens = Zoom()
        self.time = TimeAxis()

    @property
    def is_whole(self) -> bool:
        """Whether the whole chart is on screen."""
        return self.lens.is_full_view and self.time.is_whole

    def reset(self) -> None:
        """Show the whole chart."""
        self.lens.reset()
        self.time.reset()

    def magnify(self, figure: ChartFigure | None, at: QPointF, times: float) -> None:
        """Magnify around a point of the window, which keeps its place."""
        if self.time.whole is None:
            self.lens.magnify(at, times)
        elif (area := self._area(figure, at)) is not None:
            x, _y = self.lens.on_sheet(at)
            self.time.magnify(min(1.0, max(0.0, (x - area.box.left) / area.box.width)), times)

    def pan(self, figure: ChartFigure | None, by: QPointF) -> None:
        """Move what is on screen by pixels; days move only sideways."""
        if self.time.whole is None:
            self.lens.pan(by)
        elif (area := self._area(figure, QPointF())) is not None:
            self.time.pan(by.x() * per_pixel() / area.box.width)

    def _area(self, figure: ChartFigure | None, at: QPointF) -> Area | None:
        """The area of days under a point, else the nearest one across."""
        x, y = self.lens.on_sheet(at)
        areas = [area for area in figure.areas if area.span] if figure is not None else []
        return min(
            areas,
            key=lambda area: (
                max(area.box.left - x, x - area.box.right, 0.0),
                max(area.box.bottom - y, y - area.box.top, 0.0),
            ),
            default=None,
        )
