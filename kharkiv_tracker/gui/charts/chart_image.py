"""A figure as a picture of the window: the whole of it, or what a lens shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from kharkiv_tracker.gui.charts.zoom import Zoom

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Dots to the inch of a screen whose scale is 100 %.
DOTS = 96.0


def drawn_image(figure: Figure, ratio: float) -> QImage:
    """Draw the figure; `ratio` is how many dots of the screen one pixel of the window has."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    figure.set_dpi(DOTS * ratio)
    canvas.draw()
    return canvas_image(figure, ratio)


def canvas_image(figure: Figure, ratio: float) -> QImage:
    """What the figure's own canvas holds."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        raise TypeError(canvas)
    return _image(canvas.buffer_rgba(), ratio)


def magnified(figure: Figure, zoom: Zoom, size: tuple[int, int], ratio: float) -> QImage:
    """Draw what the lens shows, as sharp as the whole."""
    from matplotlib.backends.backend_agg import RendererAgg

    dots = DOTS * ratio * zoom.scale
    wide, high = (max(1, round(pixels * ratio)) for pixels in size)
    inches, dpi = figure.bbox_inches, figure.dpi
    points = inches.get_points().copy()
    up = points[1][1]
    seen = high / dots
    left = zoom.corner.x() / (DOTS * zoom.scale)
    below = up - seen - zoom.corner.y() / (DOTS * zoom.scale)
    try:
        figure.set_dpi(dots)
        # Moving the sheet itself under the renderer draws no more than what is seen.
        inches.set_points(points - (left, below))
        renderer = RendererAgg(wide, high, dots)
        figure.draw(renderer)
        return _image(renderer.buffer_rgba(), ratio)
    finally:
        inches.set_points(points)
        figure.set_dpi(dpi)


def _image(dots: memoryview, ratio: float) -> QImage:
    high, wide = dots.shape[:2] if dots.shape else (0, 0)
    image = QImage(dots, wide, high, QImage.Format.Format_RGBA8888)
    # A copy: the dots belong to the renderer, and this format is the one painted fastest.
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return image
