"""One answer to a question: as wide as there is room for, else on two lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.short_text import shortened

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
        shown = self._in_lines(self.width() - _MARGIN)
        if shown != self.text():
            self.setText(shown)
        is_whole = shown.replace("\n", " ") == self._label
        # With less room than it asks for, one line has hardly a margin.
        is_tight = "\n" not in shown and self.width() < self.sizeHint().width()
        self.setToolTip("" if is_whole and not is_tight else widgets.tooltip(self._label))

    def _in_lines(self, room: int) -> str:
        """The label on one line, else on two, of which the second is cut off if it has to be."""
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(self._label) <= room:
            return self._label
        words = self._label.split(" ")
        first = next(
            (
                number
                for number in range(len(words) - 1, 0, -1)
                if metrics.horizontalAdvance(" ".join(words[:number])) <= room
                # The number of the answer alone is no line.
                and any(words[1:number])
            ),
            0,
        )
        rest = shortened(" ".join(words[first:]), metrics, room)
        return "\n".join(filter(None, (" ".join(words[:first]), rest)))
