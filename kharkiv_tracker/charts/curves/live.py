"""The cumulative chart drawn once and kept, so that its next data costs no more than its lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kharkiv_tracker.charts import style
from kharkiv_tracker.charts.curves import cumulative, panel
from kharkiv_tracker.charts.curves.cumulative import Framed
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.curves.frame import Frame
from kharkiv_tracker.charts.targets import Drawn
from kharkiv_tracker.domain.quantity import COUNTED

#: A frame is kept while the one wanted is no lower than this share of it.
_SLACK = 0.98


class Live:
    """A figure of the chart that can show the next data of the same frame.

    Its canvas is one of Agg. What changes with the data are lines, bands, names and the sentences
    around them; axes, grid and titles of panels stay as they were painted.
    """

    def __init__(self, figure: Drawn) -> None:
        self._figure = figure
        self._still: Any = None
        self._framed: Framed | None = figure.kept

    def next(self, data: Cumulative) -> bool:
        """Show the data; False where its frame is another, and the figure has to be drawn anew."""
        canvas, framed = self._figure.canvas, self._framed
        if framed is None or not isinstance(canvas, FigureCanvasAgg) or not data.lines:
            return False
        with style.drawing(framed.sheet.palette):
            if not self._fits(framed, data):
                return False
            if self._still is None:
                self._still = self._background(framed, canvas)
            for artist in framed.changing:
                artist.remove()
            self._figure.areas.clear()
            cumulative.fill(framed, data)
            self._paint(framed, canvas)
        return True

    def _fits(self, framed: Framed, data: Cumulative) -> bool:
        """Whether all that stays would stand where it stands."""
        if cumulative.room(framed.sheet, data) != framed.box:
            return False
        places = cumulative.boxes(framed.sheet, framed.box)
        return len(framed.panels) == len(places) and all(
            _holds(made.frame, panel.layout(framed.sheet, place, quantity, data))
            for quantity, place, made in zip(COUNTED, places, framed.panels, strict=True)
        )

    def _background(self, framed: Framed, canvas: FigureCanvasAgg) -> Any:
        """The picture without what changes."""
        for artist in framed.changing:
            artist.set_visible(False)
        canvas.draw()
        return canvas.copy_from_bbox(self._figure.bbox)

    def _paint(self, framed: Framed, canvas: FigureCanvasAgg) -> None:
        canvas.restore_region(self._still)
        renderer = canvas.get_renderer()
        for artist in sorted(framed.changing, key=Artist.get_zorder):
            artist.draw(renderer)


def _holds(frame: Frame, wanted: Frame) -> bool:
    """Whether a frame is the one wanted, or reaches but a little higher."""
    return _SLACK * frame.top <= wanted.top <= frame.top and replace(wanted, top=frame.top) == frame
