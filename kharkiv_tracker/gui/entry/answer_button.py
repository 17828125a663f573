"""One answer to a question: as wide as there is room for, cut off where there is too little."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from kharkiv_tracker.gui import widgets

#: Left of a text and right of it, with the frame: what is asked for, and what is needed.
_ROOM, _MARGIN = 24, 10
_NARROWEST = 60


class AnswerButton(widgets.Button):
    """Looks like a link."""

    def __init__(self, label: str, act: Callable[[], object]) -> None:
        super().__init__(label)
        self._label = label
        self.setAutoDefault(False)
        self.setProperty("link", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: act())

    @property
    def label(self) -> str:
        """The whole text, whatever of it is shown."""
        return self._label

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self._label) + _ROOM
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_NARROWEST, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _MARGIN
        shown = self.fontMetrics().elidedText(self._label, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown)
        self.setToolTip(widgets.tooltip(self._label) if shown != self._label else "")
