"""A figure as an image of the window: all of it, or the zoomed part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from kharkiv_tracker.gui.charts.zoom import Zoom

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Dots per inch of a screen at a scale of 100 %.
DOTS = 96.0


def drawn_image(figure: Figure, ratio: float) -> QImage:
    """Draw the figure; `ratio` is the number of screen dots per pixel of the window."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    figure.set_dpi(DOTS * ratio)
    canvas.draw()
    return canvas_image(figure, ratio)


def canvas_image(figure: Figure, ratio: float) -> QImage:
    """The image in the figure's own canvas."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        raise TypeError(canvas)
    return _image(canvas.buffer_rgba(), ratio)


def magnified(figure: Figure, zoom: Zoom, size: tuple[int, int], ratio: float) -> QImage:
    """Draw the zoomed part at full resolution."""
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
        # Moving the sheet under the renderer draws only the visible part.
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
