"""The page in a scroll area: fitted into it, or as large as the zoom says."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from kharkiv_tracker.gui.redaction.page_canvas import PageCanvas
from kharkiv_tracker.i18n import _

#: Zoom steps, relative to the pixels of the picture.
STEPS = (0.25, 0.5, 1.0, 2.0, 4.0)


class PageScroll(QScrollArea):
    """Keeps the canvas in the shape of its picture; `zoom` is None while it fits."""

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.zoom: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Page"))
        self.setWidget(canvas)

    def set_zoom(self, zoom: float | None) -> None:
        """Set the zoom, None to fit the whole page."""
        self.zoom = zoom
        self.fit()

    def step_zoom(self, way: int) -> None:
        """Zoom in (1) or out (-1) by one step."""
        size = self._canvas.image_size
        now = self._canvas.width() / max(1, size.width())
        further = [step for step in STEPS if (step - now) * way > 0.01]
        if further:
            self.set_zoom(min(further) if way > 0 else max(further))

    def fit(self) -> None:
        """Give the canvas the size of its picture at the zoom."""
        size = self._canvas.image_size
        if size.isEmpty():
            return
        room = self.maximumViewportSize() - QSize(2, 2)
        wanted = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        if self.zoom is not None:
            wanted = size * self.zoom
        elif wanted.width() > 2 * size.width():
            # A small picture is not blown up beyond recognition.
            wanted = size * 2
        self._canvas.resize(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.zoom is None:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
