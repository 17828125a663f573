"""When the window has nothing else to do, nor any thread beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kharkiv_tracker.gui.background_worker import BackgroundWorker

#: How often it is looked, in milliseconds; so many looks without work are rest.
_OFTEN, _REST = 20, 5
#: So many looks are waited for rest: longer work is not waited for.
_MOST = 150


class IdleTimer(QObject):
    """Fires once, after a rest of the window and of all its workers; starting it begins anew."""

    timeout = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rested, self._looks = 0, 0
        self._timer = QTimer(self, interval=_OFTEN)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Wait for the next rest."""
        self._rested, self._looks = 0, 0
        self._timer.start()

    def _look(self) -> None:
        # Work in the window delays the look: what it has begun in a worker is seen by then.
        self._looks += 1
        self._rested = 0 if BackgroundWorker.are_any_busy() else self._rested + 1
        if self._rested >= _REST or self._looks >= _MOST:
            self._timer.stop()
            self.timeout.emit()
