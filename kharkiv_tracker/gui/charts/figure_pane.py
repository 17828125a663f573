"""A pane that shows a chart, and the delayed loading of matplotlib."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.counting_rule import Step
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker, raise_in_window
from kharkiv_tracker.gui.charts import chart_image, zoom
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Tone

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Called with the tone and the size in inches.
Draw = Callable[[Tone, tuple[float, float]], "Figure"]
_SETTLED = 60


class Drawing(QObject):
    """Loads matplotlib once the window is visible, because it loads slower than the window."""

    ready = Signal()

    def __init__(self, background: BackgroundWorker) -> None:
        super().__init__()
        self.background = background
        self.is_ready = False

    def load(self) -> None:
        if not self.is_ready:
            self.background.run(_load, lambda _done: self._come(), raise_in_window)

    def _come(self) -> None:
        self.is_ready = True
        self.ready.emit()


class FigurePane(QWidget):
    """Draws its figure to its own size, and again when size, tone or content change."""

    #: A new picture is shown.
    drawn = Signal()

    def __init__(self, drawing: Drawing, name: str, on_panel: bool = False) -> None:
        super().__init__()
        self._drawing = drawing
        self._on_panel = on_panel
        self._draw: Draw | None = None
        self._stale = False
        self._figure: Figure | None = None
        self._image = QImage()
        self._waiting = widgets.text(_("Drawing chart…"), "quiet")
        self.setAccessibleName(name)
        self._layout = widgets.column(self._waiting)
        self.setLayout(self._layout)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self._redraw)
        drawing.ready.connect(self.refresh)

    @property
    def figure(self) -> Figure | None:
        """The figure on screen; None until it is drawn."""
        return self._figure

    def show_figure(self, draw: Draw) -> None:
        """Use this drawing function from now on."""
        self._draw = draw
        self.refresh()

    def refresh(self) -> None:
        """Draw again as soon as the pane is visible."""
        self._draw_soon()

    def _draw_soon(self) -> None:
        self._stale = True
        if self.isVisible():
            self._settle.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stale = True
        self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._settle.start(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._image.isNull():
            QPainter(self).drawImage(QPointF(), self._image)

    def inches(self) -> tuple[float, float]:
        """The size of the pane in inches of a figure."""
        return self.width() / zoom.dots(), self.height() / zoom.dots()

    def _redraw(self) -> None:
        if self._draw and self._may_draw():
            self._stale = False
            self._show(self._draw(theme.tone(), self.inches()))

    def _may_draw(self) -> bool:
        return self._stale and self._drawing.is_ready and self.isVisible()

    def _show(self, figure: Figure) -> None:
        """Draw this figure and show its image."""
        if self._on_panel:
            figure.set_facecolor(theme.colours().panel)
        self._figure = figure
        self._set_image(chart_image.drawn_image(figure, self.devicePixelRatioF()))

    def _set_image(self, image: QImage) -> None:
        self._image = image
        self._waiting.hide()
        self.update()
        self.drawn.emit()


def _load() -> None:
    import gc

    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from kharkiv_tracker.charts import kinds
    from kharkiv_tracker.charts.curves import incident_curve

    kinds.load()
    # The first figure of all looks for the typeface and its letters.
    FigureCanvasAgg(incident_curve.draw([Step(COUNTED[0], None, Derived(1, 1, 1))])).draw()

    # Loaded modules stay: collecting them as garbage would delay a chart now and then.
    gc.freeze()
