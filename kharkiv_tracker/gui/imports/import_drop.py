"""A file that is dropped on the window is imported, if it is of a kind that can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from kharkiv_tracker.gui.inspector import drop_target

#: The endings of files that are taken; what is in one is found when it is read.
_ENDINGS = frozenset((".csv", ".tsv", ".xlsx", ".json", ".geojson"))


class ImportDrop(QObject):
    """Where a part of the window takes files itself, they are attached there as before."""

    def __init__(
        self, window: QWidget, may_import: Callable[[], bool], act: Callable[[Path], object]
    ) -> None:
        super().__init__(window)
        self._window, self._may_import, self._act = window, may_import, act
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        path = self._file(event)
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            # The program it was dragged from waits until this returns.
            QTimer.singleShot(0, self, lambda: self._act(path))
        return True

    def _file(self, event: QDropEvent) -> Path | None:
        """The one file that is over the window, if it can be imported now."""
        paths = drop_target.files(event.mimeData())
        is_one = len(paths) == 1 and paths[0].suffix.casefold() in _ENDINGS
        is_free = QApplication.activeModalWidget() is None and self._may_import()
        return paths[0] if is_one and is_free else None
