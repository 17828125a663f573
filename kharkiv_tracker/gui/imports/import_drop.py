"""Files that are dropped on the window are imported or read, if they are of a kind that can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from kharkiv_tracker.gui.inspector import drop_target
from kharkiv_tracker.posts import post_sources

#: The endings of tables; what is in a file is found when it is read.
_TABLES = frozenset((".csv", ".tsv", ".xlsx", ".json", ".geojson"))


class ImportDrop(QObject):
    """Where a part of the window takes files itself, they are attached there as before."""

    def __init__(
        self,
        window: QWidget,
        may_import: Callable[[], bool],
        act: Callable[[tuple[Path, ...]], object],
    ) -> None:
        super().__init__(window)
        self._window, self._may_import, self._act = window, may_import, act
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        paths = self._files(event)
        if not paths:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            # The program it was dragged from waits until this returns.
            QTimer.singleShot(0, self, lambda: self._act(paths))
        return True

    def _files(self, event: QDropEvent) -> tuple[Path, ...]:
        """The files over the window, if they can be taken now: a table, or any number of posts."""
        paths = drop_target.files(event.mimeData())
        is_table = len(paths) == 1 and paths[0].suffix.casefold() in _TABLES
        is_free = QApplication.activeModalWidget() is None and self._may_import()
        may_be = bool(paths) and (is_table or post_sources.are_posts(paths))
        return paths if may_be and is_free else ()
