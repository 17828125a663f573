"""Whatever has the keyboard is in sight, in everything that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

#: Room below and above it.
_MARGIN = 12


class FocusSight(QObject):
    """Scrolls to where the keyboard comes from outside, and again where the room gets shorter.

    By itself Qt scrolls only where Tab moves within an area.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._follow)

    def _follow(self, _left: QWidget | None, here: QWidget | None) -> None:
        for area in _around(here):
            area.viewport().installEventFilter(self)
        # What is clicked stays below the mouse.
        if here and QApplication.mouseButtons() is Qt.MouseButton.NoButton:
            QTimer.singleShot(0, here, lambda: _bring_into_sight(here))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and event.size().height() < event.oldSize().height():
            here = QApplication.focusWidget()
            if here and isinstance(watched, QWidget) and watched.isAncestorOf(here):
                QTimer.singleShot(0, here, lambda: _bring_into_sight(here))
        return super().eventFilter(watched, event)


def _bring_into_sight(widget: QWidget) -> None:
    for area in _around(widget):
        # What is higher than the area has a place of its own in it, as a page.
        if widget.isVisible() and widget.height() <= area.viewport().height():
            area.ensureWidgetVisible(widget, 0, _MARGIN)


def _around(widget: QWidget | None) -> list[QScrollArea]:
    """The areas that scroll this widget, from the inside."""
    areas = []
    parent = widget.parentWidget() if widget else None
    while parent and not parent.isWindow():
        if isinstance(parent, QScrollArea):
            areas.append(parent)
        parent = parent.parentWidget()
    return areas
