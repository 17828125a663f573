"""A figure as an image of the window: all of it, or the zoomed part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from kharkiv_tracker.gui.charts.zoom import Zoom, dots

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def drawn_image(figure: Figure, ratio: float) -> QImage:
    """Draw the figure; `ratio` is the number of screen dots per pixel of the window."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    figure.set_dpi(dots() * ratio)
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

    per_inch = dots() * zoom.scale
    fine = per_inch * ratio
    wide, high = (max(1, round(pixels * ratio)) for pixels in size)
    inches, dpi = figure.bbox_inches, figure.dpi
    points = inches.get_points().copy()
    up = points[1][1]
    seen = high / fine
    left = zoom.corner.x() / per_inch
    below = up - seen - zoom.corner.y() / per_inch
    try:
        figure.set_dpi(fine)
        # Moving the sheet under the renderer draws only the visible part.
        inches.set_points(points - (left, below))
        renderer = RendererAgg(wide, high, fine)
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
