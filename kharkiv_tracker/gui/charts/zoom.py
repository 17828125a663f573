"""The visible part of a picture, its scale, and points of the window as points of the sheet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.gui import theme

MAX_SCALE = 12.0
_POINTS, _DOTS = 72.0, 96.0


def dots() -> float:
    """Pixels of the window per inch of a sheet: more where the text is larger."""
    return float(theme.px(_DOTS))


def per_pixel() -> float:
    """Points per pixel at scale 1."""
    return _POINTS / dots()


class Zoom:
    """Scale and visible part of a picture; the visible part never leaves the picture."""

    def __init__(self) -> None:
        self.scale = 1.0
        #: Offset of the visible part from the upper left of the scaled picture, in pixels.
        self.corner = QPointF()
        self._size = QSizeF(1, 1)

    @property
    def is_full_view(self) -> bool:
        """Whether the whole picture is visible."""
        return self.scale == 1.0

    def fit(self, size: QSizeF) -> None:
        """Set the size of the picture."""
        self._size = size
        self._hold()

    def reset(self) -> None:
        self.scale, self.corner = 1.0, QPointF()

    def magnify(self, at: QPointF, times: float) -> None:
        """Zoom around a point, which keeps its place."""
        scale = min(MAX_SCALE, max(1.0, self.scale * times))
        if abs(scale - 1.0) < 1e-6:
            scale = 1.0
        grown = scale / self.scale
        self.corner = (self.corner + at) * grown - at
        self.scale = scale
        self._hold()

    def pan(self, by: QPointF) -> None:
        """Move the visible part."""
        self.corner = self.corner + by
        self._hold()

    def picture(self) -> QRectF:
        """The whole picture in window coordinates."""
        return QRectF(-self.corner, self._size * self.scale)

    def on_sheet(self, at: QPointF) -> tuple[float, float]:
        """A point of the window as points from the lower left of the sheet."""
        place = (at + self.corner) / self.scale
        return place.x() * per_pixel(), (self._size.height() - place.y()) * per_pixel()

    def in_window(self, x: float, y: float) -> QPointF:
        """A point of the sheet in window coordinates."""
        place = QPointF(x / per_pixel(), self._size.height() - y / per_pixel())
        return place * self.scale - self.corner

    def rectangle(self, box: Box) -> QRectF:
        """A box of the sheet in window coordinates."""
        upper = self.in_window(box.left, box.top)
        return QRectF(upper, self.in_window(box.right, box.bottom))

    def _hold(self) -> None:
        right = self._size.width() * (self.scale - 1)
        low = self._size.height() * (self.scale - 1)
        x = min(max(0.0, self.corner.x()), max(0.0, right))
        y = min(max(0.0, self.corner.y()), max(0.0, low))
        self.corner = QPointF(x, y)
