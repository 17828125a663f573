"""A slider for the known-on date, with a mark for each time something became known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider

from kharkiv_tracker.domain.when import end_of, local, zone
from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.charts.view_dates import ViewDates

_SIDE, _HEIGHT, _TRACK = 9, 34, 10
_HANDLE, _MARK = 6.0, 4
#: The precision of the slider, in seconds: minutes where a pixel is short, else days.
_DAY, _MINUTE = 86400, 60
_MONTH = 30


class ViewDateSlider(QSlider):
    """The right end is now. Arrow keys move to the times when something became known."""

    def __init__(self, dates: ViewDates) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._dates = dates
        self._instant: datetime | None = None
        self._marks: list[float] = []
        self._marked: tuple[int, list[int]] = (0, [])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(_HEIGHT))
        self.setMinimumWidth(theme.px(80))

    def sizeHint(self) -> QSize:
        return QSize(400, theme.px(_HEIGHT))

    @property
    def instant(self) -> datetime | None:
        """The instant shown; None means now."""
        return self._instant

    def show_instant(self, instant: datetime | None) -> None:
        """Show an instant; None means now."""
        self._instant = instant
        span = self._dates.span
        self.setEnabled(span is not None)
        if span:
            # In seconds: the first moment is 0, now is one after the last.
            length = int((span[1] - span[0]).total_seconds())
            self.setRange(0, length + 1)
            since = length + 1 if instant is None else int((instant - span[0]).total_seconds())
            self.setValue(max(0, min(length + 1, since)))
        self.update()

    def x_of(self, instant: datetime | None) -> float:
        """The position of an instant, limited to the first and last moment."""
        span, room = self._dates.span, self.width() - 2 * _SIDE
        if span is None or instant is None:
            return _SIDE + room
        length = max(1.0, (span[1] - span[0]).total_seconds())
        share = (instant - span[0]).total_seconds() / length
        # Now is separate from the last moment.
        return _SIDE + max(0.0, min(1.0, share)) * (room - 2 * _SIDE)

    def instant_at(self, x: float) -> datetime | None:
        """The instant at a position: the end of its day where days are narrow."""
        span, room = self._dates.span, self.width() - 4 * _SIDE
        if span is None or x > _SIDE + room + _SIDE / 2:
            return None
        length = (span[1] - span[0]).total_seconds()
        since = max(0.0, min(1.0, (x - _SIDE) / max(1, room))) * length
        step = _MINUTE if length / max(1, room) < _DAY / 4 else _DAY
        at = span[0] + timedelta(seconds=since // _MINUTE * _MINUTE)
        if step == _DAY:
            at = end_of(at.astimezone(zone()).date())
        return at

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._go(self.instant_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(self.instant_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if turned := event.angleDelta().y() or event.angleDelta().x():
            step = self._dates.after if turned > 0 else self._dates.before
            self._go(step(self._instant))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        dates, here, key = self._dates, self._instant, event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._go(dates.before(here))
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._go(dates.after(here))
        elif key == Qt.Key.Key_PageDown:
            self._go(dates.before(here, _MONTH))
        elif key == Qt.Key.Key_PageUp:
            self._go(dates.after(here, _MONTH))
        elif key == Qt.Key.Key_Home and dates.span:
            self._go(dates.span[0])
        elif key in (Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._go(None)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isEnabled()
        left, right, here = float(_SIDE), self.width() - float(_SIDE), self.x_of(self._instant)
        painter.fillRect(QRectF(left, _TRACK - 1, right - left, 2), QColor(colours.hairline))
        if is_on:
            painter.fillRect(QRectF(left, _TRACK - 1, here - left, 2), QColor(colours.accent))
            painter.setPen(QPen(QColor(colours.quiet), 1))
            for x in self._places():
                painter.drawLine(QPointF(x, _TRACK + 4), QPointF(x, _TRACK + 4 + _MARK))
            self._paint_years(painter)
        painter.setBrush(QColor(colours.ground))
        ring = colours.accent if is_on else colours.hairline
        painter.setPen(QPen(QColor(ring), 3 if self.hasFocus() else 2))
        painter.drawEllipse(QPointF(here, _TRACK), _HANDLE, _HANDLE)

    def _paint_years(self, painter: QPainter) -> None:
        """Draw the years under the marks where there is room."""
        span = self._dates.span
        if span is None:
            return
        painter.setFont(theme.font(8.5))
        metrics, free = QFontMetrics(painter.font()), float(_SIDE)
        first, last = span[0].astimezone(zone()).year, span[1].astimezone(zone()).year
        for year in range(first, last + 1):
            x = self.x_of(max(span[0], local(date(year, 1, 1))))
            width = metrics.horizontalAdvance(str(year))
            if x >= free and x + width <= self.width():
                painter.drawText(QPoint(int(x), self.height() - 3), str(year))
                free = x + width + 12

    def _places(self) -> list[float]:
        """The positions of the marks, without duplicates."""
        moments = self._dates.moments
        if self._marked[0] != self.width() or self._marked[1] is not moments:
            self._marked = (self.width(), moments)
            places = {
                round(self.x_of(datetime.fromtimestamp(second, UTC))) + 0.5 for second in moments
            }
            self._marks = sorted(places)
        return self._marks

    def _go(self, instant: datetime | None) -> None:
        if instant != self._instant:
            self._dates.set_known_on(instant)
