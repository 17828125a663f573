"""A pane that shows a chart, and the late coming of the library that draws it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background import Background
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Tone

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Takes the tone and the size in inches.
Draw = Callable[[Tone, tuple[float, float]], "Figure"]
_DOTS_PER_INCH = 96
_SETTLED = 60


class Drawing(QObject):
    """matplotlib takes longer to load than the window: it comes when the window is on screen."""

    ready = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self.is_ready = False

    def load(self) -> None:
        if not self.is_ready:
            self._background.run(_load, lambda _done: self._come(), self._fail)

    def _come(self) -> None:
        self.is_ready = True
        self.ready.emit()

    def _fail(self, error: BaseException) -> None:
        raise error


class FigurePane(QWidget):
    """Draws its chart to its own size, and again when size, tone or content change."""

    def __init__(self, drawing: Drawing, name: str, on_panel: bool = False) -> None:
        super().__init__()
        self._drawing = drawing
        self._on_panel = on_panel
        self._draw: Draw | None = None
        self._stale = False
        self._canvas: QWidget | None = None
        self._waiting = widgets.text(_("The chart is being drawn…"), "quiet")
        self.setAccessibleName(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._waiting)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settle.timeout.connect(self._redraw)
        drawing.ready.connect(self.refresh)

    def show_figure(self, draw: Draw) -> None:
        """Show what this draws from now on."""
        self._draw = draw
        self.refresh()

    def refresh(self) -> None:
        """Draw anew as soon as the pane is seen."""
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
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._settle.start(0)

    def _redraw(self) -> None:
        if not (self._draw and self._stale and self._drawing.is_ready and self.isVisible()):
            return
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg

        self._stale = False
        inches = (self.width() / _DOTS_PER_INCH, self.height() / _DOTS_PER_INCH)
        figure = self._draw(theme.tone(), inches)
        figure.set_dpi(_DOTS_PER_INCH)
        if self._on_panel:
            figure.set_facecolor(theme.colours().panel)
        canvas = FigureCanvasQTAgg(figure)
        canvas.setMinimumSize(1, 1)
        canvas.setAccessibleName(self.accessibleName())
        old, self._canvas = self._canvas, canvas
        self._waiting.hide()
        self._layout.addWidget(canvas)
        if old:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()


def _load() -> None:

    import kharkiv_tracker.charts.growth
    import kharkiv_tracker.charts.kinds  # noqa: F401
