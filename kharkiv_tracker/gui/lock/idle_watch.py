"""Whether the keyboard is in use, and whether the computer slept."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

#: How often the time is looked at, in seconds.
_OFTEN = 5
#: So much more passes on the wall than for the program where the computer slept, in seconds.
_SLEPT = 20
_SIGNS = frozenset(
    (
        *(QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.Wheel),
        *(QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.TabletPress),
        *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate),
    )
)


class IdleWatch(QObject):
    """Looks at what windows get from the system alone: each widget's events would be many more."""

    #: Nothing was typed and no mouse moved for as long as was set.
    rested = Signal()
    #: The computer wakes up again.
    woke = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._longest = 0.0
        self._window: QWindow | None = None
        self._moved = time.monotonic()
        self._slept = _asleep()
        self._timer = QTimer(self, interval=_OFTEN * 1000)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)
        self._follow(QGuiApplication.focusWindow())

    def watch(self, minutes: int) -> None:
        """Watch from now on; with 0 minutes only whether the computer slept."""
        self._longest = minutes * 60.0
        self._moved, self._slept = time.monotonic(), _asleep()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    @property
    def is_watching(self) -> bool:
        return self._timer.isActive()

    def let_pass(self, seconds: float) -> None:
        """Take so many seconds more for passed."""
        self._moved -= seconds

    def look(self) -> None:
        """Look at the time now."""
        slept, self._slept = self._slept, _asleep()
        if self._slept - slept > _SLEPT:
            self.woke.emit()
        elif self._longest and time.monotonic() - self._moved >= self._longest:
            self.rested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self._moved = time.monotonic()
        return super().eventFilter(watched, event)

    def _follow(self, window: QWindow | None) -> None:
        """Look at what this window gets: dialogs are windows of their own."""
        if window is not None:
            # A filter that is there already is only moved to the front.
            window.installEventFilter(self)


def _asleep() -> float:
    """Seconds that passed while no program ran, from some beginning."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()
    # Elsewhere the clock of the program stands still while the computer sleeps, or both go on.
    return time.time() - time.monotonic()
