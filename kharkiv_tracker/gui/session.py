"""What the whole window has in common: the open case, the selection, and the news of a change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.case_file import CaseFile


class Session(QObject):
    """One open case. `changed` carries what an edit touched, nothing when the selection moved."""

    changed = Signal(object)

    def __init__(self, case: CaseFile, author: str, passphrase: str | None = None) -> None:
        super().__init__()
        self.case = case
        self.author = author
        self.selection = Selection()
        # Kept so that work in the background can open the file by a connection of its own.
        self._passphrase = passphrase

    def select(self, selection: Selection) -> None:
        """Make this the selection of every view."""
        if selection != self.selection:
            self.selection = selection
            self.changed.emit(Changes())

    def record(self, entries: Entries, reason: str) -> Recorded:
        """Save new records and tell every view; raises TrackerError and then nothing was saved."""
        recorded = self.case.record(entries, self.author, reason)
        self.changed.emit(recorded.changes)
        return recorded

    def another_connection(self) -> CaseFile:
        """The same case file opened again, for another thread."""
        if self.case.path is None:
            raise CaseUnavailable(_("This case lies in no file."))
        return CaseFile.open(self.case.path, self._passphrase)

    def close(self) -> None:
        self.case.close()
