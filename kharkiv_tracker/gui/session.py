"""What the whole window has in common: the open case, the selection, and the news of a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, undo_stack
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

#: From so many incidents on the table is painted before anything is summed up.
_LARGE = 5000
_PAINTED = 30
_Made = TypeVar("_Made")


class Session(QObject):
    """One open case. `changed` carries what an edit touched, nothing when the selection moved."""

    changed = Signal(object)
    #: A clock or the manner of the charts was view_changed: the table knows nothing of it.
    view_changed = Signal()
    #: An incident is pointed at: the table puts its cursor there.
    pointed = Signal(str)
    #: It is to be shown in the table; with "" all that is selected.
    opened = Signal(str)
    #: The case is about to be closed.
    closing = Signal()

    def __init__(self, case: CaseFile, author: str, passphrase: str | None = None) -> None:
        super().__init__()
        self.case = case
        self.author = author
        self.selection = Selection()
        #: What of the work queue the table is narrowed to; figures and charts know nothing of it.
        self.flag_filter: FindingKind | None = None
        #: The kind of chart that the Charts view shows and the export writes.
        self.chart = kinds.DEFAULT.name
        #: How charts and map are drawn, and by which clocks; None stands at now.
        self.options = Options()
        self.as_known_on: datetime | None = None
        self.as_recorded_on: datetime | None = None
        #: Keeps others from writing to the file at the same time; None where nothing needs it.
        self.lock: QLockFile | None = None
        #: The case as it was recorded at the instants that were asked for; the clocks fill it.
        self.recorded: dict[datetime, CaseFile] = {}
        # Kept so that work in the background can open the file by a connection of its own.
        self._passphrase = passphrase

    @property
    def view(self) -> View:
        """What charts, map and page look at: the selection and both clocks."""
        return View(self.selection, self.as_known_on, self.as_recorded_on)

    @property
    def viewed(self) -> CaseFile:
        """The case that charts, map and page are drawn from: as it is, or was recorded then."""
        return self.recorded[self.as_recorded_on] if self.as_recorded_on else self.case

    def viewed_for_thread(self) -> AbstractContextManager[CaseFile]:
        """The same for work in another thread; it holds to the clocks it was asked for by."""
        return nullcontext(self.viewed) if self.as_recorded_on else self._opened_again()

    @contextmanager
    def _opened_again(self) -> Iterator[CaseFile]:
        with self.another_connection() as case:
            yield case

    def set_view(
        self,
        *,
        chart: str | None = None,
        options: Options | None = None,
        dates: tuple[datetime | None, datetime | None] | None = None,
    ) -> None:
        """Show another chart, draw it in another way, or by other clocks (known, recorded)."""
        before = (self.chart, self.options, self.as_known_on, self.as_recorded_on)
        known_on, recorded_on = before[2:] if dates is None else dates
        after = (chart or self.chart, options or self.options, known_on, recorded_on)
        if after != before:
            self.chart, self.options, self.as_known_on, self.as_recorded_on = after
            self.view_changed.emit()

    def select(self, selection: Selection) -> None:
        """Make this the selection of every view."""
        if selection != self.selection:
            self.selection = selection
            self.changed.emit(Changes())

    def point_at(self, code: str) -> None:
        """Point the table and the inspector at an incident, from wherever it is seen."""
        self.pointed.emit(code)

    def open(self, code: str) -> None:
        """Show an incident in the table, or with "" all that is selected."""
        self.opened.emit(code)

    def filter_by_flag(self, kind: FindingKind | None) -> None:
        """Narrow the table to the incidents that wait for this reason, or no longer."""
        if kind != self.flag_filter:
            self.flag_filter = kind
            self.changed.emit(Changes())

    def select_everything(self) -> None:
        """Clear the selection and what of the queue is looked at."""
        if self.flag_filter is not None or not self.selection.is_everything:
            self.selection, self.flag_filter = Selection(), None
            self.changed.emit(Changes())

    def record(self, entries: Entries, reason: str) -> Recorded:
        """Save new records and tell every view; raises TrackerError and then nothing was saved."""
        recorded = self.case.record(entries, self.author, reason)
        self.changed.emit(recorded.changes)
        return recorded

    def edit(self, reason: str, change: Callable[[Edit], _Made]) -> _Made:
        """Change the case in one edit and tell every view; raises TrackerError, nothing changed."""
        with self.case.edit(self.author, reason) as edit:
            result = change(edit)
        if edit.changes:
            self.changed.emit(edit.changes)
        return result

    def undo(self) -> Changes | None:
        """Take the last edit back and tell every view; None where there is none."""
        return self._announce(undo_stack.undo(self.case, self.author))

    def redo(self) -> Changes | None:
        """Make again what was taken back last and tell every view; None where there is none."""
        return self._announce(undo_stack.redo(self.case, self.author))

    def run_when_painted(self, owner: QObject, job: Callable[[], object]) -> None:
        """Work out what stands beside the table: at once, with a large case once it is painted."""
        if incidents.number(self.case) < _LARGE:
            job()
        else:
            # Counted from when the window is idle: building it takes longer than this.
            QTimer.singleShot(0, owner, lambda: QTimer.singleShot(_PAINTED, owner, job))

    def another_connection(self) -> CaseFile:
        """The same case file opened again, for another thread."""
        return CaseFile.open(*self.file())

    def file(self) -> tuple[Path, str | None]:
        """Where the case lies and what opens it, for another process; raises CaseUnavailable."""
        if self.case.path is None:
            raise CaseUnavailable(_("This case lies in no file."))
        return self.case.path, self._passphrase

    def close(self) -> None:
        self.closing.emit()
        self.case.close()
        if self.lock is not None:
            self.lock.unlock()

    def _announce(self, changes: Changes | None) -> Changes | None:
        if changes is not None:
            self.changed.emit(changes)
        return changes
