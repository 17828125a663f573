"""Files that the desktop asks this program to open while it runs, as Finder does on macOS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileOpenEvents(QObject):
    """Takes the events from the application; `open_` gets the path of each file, in their order."""

    def __init__(self, application: QApplication, open_: Callable[[Path], object]) -> None:
        super().__init__(application)
        self._open = open_
        application.installEventFilter(self)
        # No event is taken while the windows are taken apart.
        application.aboutToQuit.connect(self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The type first: every event of the program passes here. An address has no file.
        is_open = event.type() is QEvent.Type.FileOpen
        if is_open and isinstance(event, QFileOpenEvent) and (name := event.file()):
            # The desktop waits until this returns; a case may ask for its passphrase.
            QTimer.singleShot(0, self, lambda: self._open(Path(name)))
            return True
        return super().eventFilter(watched, event)
