"""Watches the file of the open case: whether it still is there, and that a plain copy is whole."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.store import file_identity
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.file_identity import FileReplaced

_INTERVAL = 2000


class FileWatch(QObject):
    """Looks every two seconds and when the window is left, comes back or is minimised.

    `looked` carries the loss (FileReplaced), or None while the path is the file that is open.
    """

    looked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._case: CaseFile | None = None
        self._in_journal = 0
        self._timer = QTimer(self, interval=_INTERVAL)
        self._timer.timeout.connect(self.look)
        window.installEventFilter(self)

    def follow(self, case: CaseFile | None) -> None:
        """Watch the file of this case, or none."""
        self._case = case if case and case.path else None
        self._in_journal = 0
        if self._case:
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Look now; what was saved goes into the file itself once nothing is added to it."""
        case = self._case
        if case is None or case.path is None:
            return
        before, self._in_journal = self._in_journal, _size(case)
        self._run(case, is_resting=bool(self._in_journal) and before == self._in_journal)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if watched is self._window and self._case is not None:
            if event.type() is kinds.WindowActivate:
                self.look()
            elif event.type() is kinds.WindowDeactivate or (
                event.type() is kinds.WindowStateChange and self._window.isMinimized()
            ):
                self._run(self._case, is_resting=bool(_size(self._case)))
        return super().eventFilter(watched, event)

    def _run(self, case: CaseFile, is_resting: bool) -> None:
        try:
            case.check_identity()
            if is_resting:
                case.checkpoint()
        except FileReplaced as replaced:
            self.looked.emit(replaced)
        else:
            self.looked.emit(None)


def _size(case: CaseFile) -> int:
    """How much lies in the journal beside the file."""
    with suppress(OSError):
        if case.path is not None:
            return file_identity.beside(case.path, file_identity.JOURNAL).stat().st_size
    return 0
