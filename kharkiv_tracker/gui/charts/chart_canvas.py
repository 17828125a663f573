"""An interactive chart: hovering names the target, a click selects it, a drag selects a period."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.charts import medium
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.charts import chart_image, stretched_picture
from kharkiv_tracker.gui.charts.chart_input import ChartInput
from kharkiv_tracker.gui.charts.chart_loader import ChartLoader
from kharkiv_tracker.gui.charts.figure_pane import Drawing, FigurePane
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kharkiv_tracker.charts.hit_areas import ChartFigure

#: A zoomed picture is drawn sharp after this time without movement, in milliseconds.
_RESTED = 90
#: An outdated picture fades after this time, in milliseconds, to this opacity.
_LATE, _FADED = 300, 0.35
_MIN_MARK = 7.0
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class ChartCanvas(FigurePane):
    """Shows the chart kind that `kind` returns, for the view of the session.

    `words` is the widget that describes the target; the view places it.
    """

    #: Another part of the chart is on screen.
    magnified = Signal()
    #: Escape was pressed while a panel beside the chart was open.
    dismissed = Signal()

    def __init__(
        self, session: Session, drawing: Drawing, kind: Callable[[], str], name: str
    ) -> None:
        super().__init__(drawing, name)
        self._session, self._kind = session, kind
        self._loader = ChartLoader(session, drawing.background, self)
        self._data: tuple[str, Any] | None = None
        self._cache: Any = None
        self._drawn_as: object = None
        self._days: Span | None = None
        self._axis_of: object = None
        self._is_read = False
        self._near = QImage()
        self._is_framed = self._is_late = False
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self._wait)
        self._text_line = widgets.Elided("")
        self._names_line = widgets.Elided("", "quiet")
        self.words: QWidget = widgets.holding(widgets.column(self._text_line, 2, self._names_line))
        self.words.setFixedHeight(self.words.sizeHint().height())
        self.notice = ""
        #: Whether a panel that Escape closes is open beside the chart.
        self.is_accompanied = False
        self.input = ChartInput(self, self, session)
        self._rest = QTimer(self, singleShot=True, interval=_RESTED)
        self._rest.timeout.connect(self._sharpen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        session.changed.connect(self._change)
        session.view_changed.connect(self.refresh)
        self.input.update_text()

    @property
    def caption(self) -> str:
        """The notes of the picture on screen: how to read it and what it leaves out."""
        if self._figure is None:
            return ""
        # Only now: matplotlib is loaded after the window is on the screen.
        from kharkiv_tracker.charts.hit_areas import ChartFigure

        return self._figure.caption if isinstance(self._figure, ChartFigure) else ""

    @property
    def is_keyed(self) -> bool:
        """Whether the keyboard points at this chart."""
        return self._is_framed and self.hasFocus()

    def refresh(self) -> None:
        """Read and draw again as soon as the pane is visible."""
        self._is_read = False
        super().refresh()

    def show_notice(self, notice: str, needs_attention: bool) -> None:
        """What to say where nothing is pointed at, instead of the hint."""
        self.notice = notice
        name = "attention" if notice and needs_attention else ""
        if self._text_line.objectName() != name:
            self._text_line.setObjectName(name)
            self._text_line.style().unpolish(self._text_line)
            self._text_line.style().polish(self._text_line)
        self.input.update_text()

    def show_text(self, text: str, names: str) -> None:
        """Show the text of the target, also to a screen reader."""
        self._text_line.setText(text)
        self._names_line.setText(names)
        self.setAccessibleDescription(" ".join(line for line in (text, names) if line))

    def accompany(self, is_beside: bool) -> None:
        """Note whether a panel that Escape closes is open beside the chart."""
        self.is_accompanied = is_beside

    def dismiss(self) -> None:
        """Ask to close the panel beside the chart."""
        self.dismissed.emit()

    def moved(self) -> None:
        """Redraw after the visible part or the scale changed."""
        self._near = QImage()
        self.update()
        self._rest.start()
        self.magnified.emit()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.input.is_busy
        ):
            event.accept()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.input.move(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.input.press(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.input.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.input.open()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.input.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.input.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_framed = True
        if not self.input.key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_framed = event.reason() in _BY_KEYS
        self.input.update_text()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.input.update_text()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        zoom, days = self.input.zoom, self._moved_days()
        painter.setOpacity(_FADED if self._is_late else 1.0)
        if days is not None and not self._image.isNull():
            stretched_picture.paint(painter, self._image, *days)
        elif zoom.is_full_view and not self._image.isNull():
            painter.drawImage(QPointF(), self._image)
        elif not self._near.isNull():
            painter.drawImage(QPointF(), self._near)
        elif not self._image.isNull():
            painter.drawImage(zoom.picture(), self._image)
        painter.setOpacity(1.0)
        colours = theme.colours()
        if (band := self.input.band_box()) is not None:
            tint = QColor(colours.accent)
            tint.setAlpha(36)
            painter.fillRect(zoom.rectangle(band), tint)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent), 1.4))
        if days is None and (mark := self.input.mark()) is not None:
            painter.drawRoundedRect(_seen(zoom.rectangle(mark)), 3, 3)
        if self.is_keyed:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _moved_days(self) -> tuple[ChartFigure, Span] | None:
        """The figure on screen and the days it should show, where it was drawn for others."""
        if self._figure is None:
            # Painting never waits for matplotlib, nor loads it while a thread does.
            return None
        from kharkiv_tracker.charts.hit_areas import ChartFigure

        axis, figure = self.input.time, self._figure
        if axis.whole is None or axis.visible == self._days or not isinstance(figure, ChartFigure):
            return None
        return figure, axis.visible or axis.whole

    def _change(self, _changes: Changes) -> None:
        self.refresh()

    def _redraw(self) -> None:
        if not self._may_draw():
            return
        self._stale = False
        if not self._is_read:
            self._is_read = True
            self._late.start()
            self._loader.read(self._kind(), self._receive)
        elif self._data is not None:
            self._show_data()

    def _receive(self, kind: str, data: Any) -> None:
        """Draw the data; if only the data changed, redraw only what depends on them."""
        self._late.stop()
        self._is_late = False
        self._data = (kind, data)
        self.input.clear()
        if not self.isVisible():
            self._stale = True
        elif self._is_alike() and self._cache.next(data) and self.figure is not None:
            self._set_image(chart_image.canvas_image(self.figure, self.devicePixelRatioF()))
        else:
            self._show_data()

    def _wait(self) -> None:
        """Show that the picture is outdated while the next one is drawn."""
        self._is_late = True
        self.input.clear()
        self.show_text("", _("Drawing chart…"))
        self.update()

    def _is_alike(self) -> bool:
        """Whether only the data differ between this picture and the next."""
        is_same = self.input.is_whole and self._drawn_as == self._appearance()
        return is_same and self._cache is not None

    def _show_data(self) -> None:
        from kharkiv_tracker.charts import kinds
        from kharkiv_tracker.charts.curves.chart_cache import ChartCache

        if self._data is None:
            return
        name, data = self._data
        kind, axis = kinds.kind(name), self.input.time
        if self._axis_of != (key := (name, self._session.selection)):
            self._axis_of = key
            axis.fit(None)
        days = axis.visible
        if days is not None:
            data = kind.within(data, days)
        # The window says itself what the chart is and that a case is the sample.
        with medium.in_window():
            figure = kind.draw(data, theme.tone(), self.inches())
        if days is None:
            axis.fit(next((area.span for area in figure.areas if area.span), None))
        self._days = days
        self._cache, self._drawn_as = None, self._appearance()
        self._show(figure)
        self._cache = ChartCache(figure) if days is None else None

    def _appearance(self) -> object:
        """Everything that a picture depends on, apart from its data."""
        name = self._data[0] if self._data else ""
        return name, theme.tone(), self.inches(), self.devicePixelRatioF()

    def _show(self, figure: Figure) -> None:
        super()._show(figure)
        self.input.zoom.fit(QSizeF(self.size()))
        self._sharpen()

    def _set_image(self, image: QImage) -> None:
        super()._set_image(image)
        self.input.look_again()

    def _sharpen(self) -> None:
        """Draw the visible part of a zoomed picture at full resolution."""
        zoom, figure = self.input.zoom, self.figure
        self._near = QImage()
        if self._moved_days() is not None and self.isVisible():
            self._show_data()
            return
        if not zoom.is_full_view and figure is not None and self.isVisible():
            size = (self.width(), self.height())
            self._near = chart_image.magnified(figure, zoom, size, self.devicePixelRatioF())
        self.update()


def _seen(mark: QRectF) -> QRectF:
    """A mark around a target, with a minimum size."""
    across = max(0.0, _MIN_MARK - mark.width()) / 2 + 2
    up = max(0.0, _MIN_MARK - mark.height()) / 2 + 2
    return mark.adjusted(-across, -up, across, up)
