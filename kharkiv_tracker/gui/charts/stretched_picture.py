"""A chart while its days move: its picture stretched sideways, with ticks laid anew.

It is drawn sharp as soon as it rests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.charts.zoom import per_pixel

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from kharkiv_tracker.charts.hit_areas import Area, ChartFigure
    from kharkiv_tracker.charts.rectangle import Box

#: Where the texts below an axis begin and end, and their height, in sizes of these texts.
_UPPER, _LOWER, _LINE = 0.55, 4.0, 1.4
_SIZE, _POINTS = 0.9, 72.0


def paint(painter: QPainter, image: QImage, figure: ChartFigure, days: Span) -> None:
    """Paint the picture of a figure as if its axes had these days."""
    painter.save()
    painter.drawImage(QPointF(), image)
    high = image.height() / image.devicePixelRatio()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for area in figure.areas:
        if area.span is not None:
            _paint_area(painter, image, figure, area, area.span, days, high)
    painter.restore()


def _paint_area(
    painter: QPainter,
    image: QImage,
    figure: ChartFigure,
    area: Area,
    drawn: Span,
    days: Span,
    high: float,
) -> None:
    box, size = area.box, figure.text_size * _SIZE / per_pixel()
    plot = QRectF(
        box.left / per_pixel(),
        high - box.top / per_pixel(),
        box.width / per_pixel(),
        box.height / per_pixel(),
    )
    colours, ratio = theme.colours(), image.devicePixelRatio()
    below = plot.adjusted(-size, plot.height() + size * _UPPER, size, size * _LOWER)
    painter.fillRect(plot, QColor(colours.ground))
    has_ticks = any(len(axes.get_xticks()) and _is_in(axes, figure, box) for axes in figure.axes)
    if has_ticks:
        painter.fillRect(below, QColor(colours.ground))
    first, last = max(drawn.first, days.first), min(drawn.last, days.last)
    if first < last:
        source = _across(plot, drawn, first.toordinal(), last.toordinal())
        target = _across(plot, days, first.toordinal(), last.toordinal())
        pixels = QRectF(source.topLeft() * ratio, source.size() * ratio)
        painter.drawImage(target, image, pixels)
    if has_ticks:
        _paint_ticks(painter, plot, days, size)


def _is_in(axes: Axes, figure: ChartFigure, box: Box) -> bool:
    """Whether axes fill a box of the sheet."""
    left, bottom = axes.get_position().p0 * figure.get_size_inches() * _POINTS
    return bool(abs(left - box.left) < 1 and abs(bottom - box.bottom) < 1)


def _across(plot: QRectF, axis: Span, first: int, last: int) -> QRectF:
    """Where the days from `first` to `last` are in a plot with this axis."""
    wide, origin = plot.width() / axis.days, axis.first.toordinal()
    left = plot.left() + (first - origin) * wide
    return QRectF(left, plot.top(), (last - first) * wide, plot.height())


def _paint_ticks(painter: QPainter, plot: QRectF, days: Span, size: float) -> None:
    # Imported late: charts load after the window is visible.
    from kharkiv_tracker.charts import ticks

    font = theme.font(theme.BASE)
    font.setPixelSize(max(1, round(size)))
    painter.setFont(font)
    painter.setPen(QColor(theme.colours().quiet))
    wide, end = plot.width() / days.days, plot.left() - 2 * size
    points = (plot.width() * per_pixel(), size * per_pixel())
    for day, text, year in ticks.day_texts(days.first, days.last, *points):
        words = f"{text} {year}".strip()
        half = painter.fontMetrics().horizontalAdvance(words) / 2
        x = plot.left() + (day - days.first).days * wide
        if x - half >= end:
            place = QRectF(x - half, plot.bottom() + _UPPER * size, 2 * half + 1, size * _LINE)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
            end = x + half + size / 2
