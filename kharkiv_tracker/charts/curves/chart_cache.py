"""The cumulative chart, cached so that its next data costs no more than its lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kharkiv_tracker.charts import style
from kharkiv_tracker.charts.curves import cumulative_chart, panel
from kharkiv_tracker.charts.curves.cumulative_chart import CumulativeFrame
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.curves.panel_frame import Frame
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.domain.quantity import COUNTED

#: A frame is reused while the new one is at least this share as high.
_SLACK = 0.98


class ChartCache:
    """A figure of the chart that can show the next data of the same frame.

    Its canvas is one of Agg. What changes with the data are lines, bands, names and the sentences
    around them; axes, grid and titles of panels stay as they were painted.
    """

    def __init__(self, figure: ChartFigure) -> None:
        self._figure = figure
        self._background_image: Any = None
        self._frame: CumulativeFrame | None = figure.frame

    def next(self, data: Cumulative) -> bool:
        """Show the data; False where its frame is another, and the figure has to be drawn anew."""
        canvas, frame = self._figure.canvas, self._frame
        if frame is None or not isinstance(canvas, FigureCanvasAgg) or not data.lines:
            return False
        with style.drawing(frame.sheet.palette):
            if not self._fits(frame, data):
                return False
            if self._background_image is None:
                self._background_image = self._render_background(frame, canvas)
            for artist in frame.changing:
                artist.remove()
            self._figure.areas.clear()
            cumulative_chart.fill(frame, data)
            self._paint(frame, canvas)
        return True

    def _fits(self, frame: CumulativeFrame, data: Cumulative) -> bool:
        """Whether the fixed parts stay in place."""
        if cumulative_chart.room(frame.sheet, data) != frame.box:
            return False
        places = cumulative_chart.boxes(frame.sheet, frame.box)
        return len(frame.panels) == len(places) and all(
            _holds(current.frame, panel.layout(frame.sheet, place, quantity, data))
            for quantity, place, current in zip(COUNTED, places, frame.panels, strict=True)
        )

    def _render_background(self, frame: CumulativeFrame, canvas: FigureCanvasAgg) -> Any:
        """The picture without what changes."""
        for artist in frame.changing:
            artist.set_visible(False)
        canvas.draw()
        return canvas.copy_from_bbox(self._figure.bbox)

    def _paint(self, frame: CumulativeFrame, canvas: FigureCanvasAgg) -> None:
        canvas.restore_region(self._background_image)
        renderer = canvas.get_renderer()
        for artist in sorted(frame.changing, key=Artist.get_zorder):
            artist.draw(renderer)


def _holds(frame: Frame, target: Frame) -> bool:
    """Whether a frame equals the target, or is only a little higher."""
    return _SLACK * frame.top <= target.top <= frame.top and replace(target, top=frame.top) == frame
