"""What is made before it is asked for, step by step while the window has nothing else to do."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

#: Milliseconds between two steps, in which the window answers whatever is done in it.
_PAUSE = 20


class Preparation(QObject):
    """Takes the steps one at a time, as long as `parent` is there; or those left at once.

    `steps` is called anew after one of them failed.
    """

    def __init__(self, steps: Callable[[], Iterator[None]], parent: QObject) -> None:
        super().__init__(parent)
        self._make = steps
        self._steps = steps()
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Take the steps whenever the window is idle."""
        self._timer.start()

    def finish(self) -> None:
        """Take all steps that are left."""
        while self._step():
            pass

    def _step(self) -> bool:
        """Take one step; whether it was not the last."""
        try:
            next(self._steps)
        except StopIteration:
            self._timer.stop()
            # It stays until the case is closed: looking for garbage in it would delay a key.
            gc.freeze()
            return False
        except BaseException:
            self._timer.stop()
            self._steps = self._make()
            raise
        return True
