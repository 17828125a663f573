"""The shared state of the window: open case, selection, view, and the signal of changes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.gui import edit_notice
from kharkiv_tracker.gui.case_reader import CaseReader
from kharkiv_tracker.gui.second_writer import SecondWriter
from kharkiv_tracker.i18n import _
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import ballast, edit_steps, undo_stack
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.foreign_changes import ForeignChanges
from kharkiv_tracker.store.stranger_case import StrangerCase
from kharkiv_tracker.store.undo_stack import UndoableEdit

_PAINTED = 30
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Subset:
    """The incidents (by row) that the table shows alone, and why."""

    name: str
    ids: frozenset[int]


class Session(QObject):
    """One open case. `changed` carries the changes of an edit, empty for a new selection."""

    changed = Signal(object)
    #: View dates, chart kind or chart options changed; the table does not depend on them.
    view_changed = Signal()
    #: The table should move its cursor to this incident.
    pointed = Signal(str)
    #: The table should show this incident; "" means the whole selection.
    opened = Signal(str)
    #: Another program or window changed the case (ForeignChanges); comes after `changed`.
    changed_elsewhere = Signal(object)
    #: What an edit made here did, in a sentence: shown for some seconds with a way to undo it.
    noticed = Signal(str)
    #: A sentence for the status line.
    reported = Signal(str)
    #: The edit with this id was undone, or redone.
    undone = Signal(str)
    redone = Signal(str)
    #: The case is about to be closed.
    closing = Signal()

    def __init__(self, case: CaseFile, author: str, passphrase: str | None = None) -> None:
        super().__init__()
        self.case = case
        self.author = author
        self.selection = Selection()
        #: The flag that the table is filtered by; figures and charts do not depend on it.
        self.flag_filter: FindingKind | None = None
        #: The incidents that the table is filtered by, as those of an import.
        self.subset: Subset | None = None
        #: Whether the table shows incidents that are withdrawn or merged.
        self.shows_withdrawn = False
        #: The chart kind of the Charts view and of the export.
        self.chart = kinds.DEFAULT.name
        #: Options and view dates of charts and map; None means now.
        self.options = Options()
        self.as_known_on: datetime | None = None
        self.as_recorded_on: datetime | None = None
        #: Where the case is not known here: what it is a copy of; `case` is of that copy.
        self.stranger: StrangerCase | None = None
        #: Prevents simultaneous writing to the file; None if no lock is needed.
        self.lock: QLockFile | None = None
        #: Earlier versions of the case by recorded-on date; filled by `ViewDates`.
        self.recorded: dict[datetime, CaseFile] = {}
        # Background work needs it to open a connection of its own.
        self._passphrase = passphrase
        self.reader = CaseReader(case, self)
        self.second_writer = SecondWriter(case, self)
        self.second_writer.wrote.connect(self._announce_foreign)

    @property
    def place(self) -> Path | None:
        """The path that is shown, and beside which files are proposed: never that of a copy."""
        return self.stranger.origin if self.stranger else self.case.path

    @property
    def may_take_over(self) -> bool:
        """Whether a copy is open whose case can be checked: one of a newer version cannot."""
        return self.stranger is not None and not self.case.is_newer

    @property
    def view(self) -> View:
        """The view of charts, map and summary: the selection and both view dates."""
        return View(self.selection, self.as_known_on, self.as_recorded_on)

    @property
    def viewed(self) -> CaseFile:
        """The case that charts, map and summary read: the current one or an earlier version."""
        return self.recorded[self.as_recorded_on] if self.as_recorded_on else self.case

    def viewed_for_thread(self) -> AbstractContextManager[CaseFile]:
        """The same for another thread; later changes of the view dates do not affect it."""
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
        """Set the chart kind, its options, or the dates (known on, recorded on)."""
        before = (self.chart, self.options, self.as_known_on, self.as_recorded_on)
        known_on, recorded_on = before[2:] if dates is None else dates
        after = (chart or self.chart, options or self.options, known_on, recorded_on)
        if after != before:
            self.chart, self.options, self.as_known_on, self.as_recorded_on = after
            self.view_changed.emit()

    def select(self, selection: Selection) -> None:
        """Set the selection of every view."""
        if selection != self.selection:
            self.selection = selection
            self.changed.emit(Changes())

    def point_at(self, code: str) -> None:
        """Point the table and the inspector at an incident."""
        self.pointed.emit(code)

    def open(self, code: str) -> None:
        """Show an incident in the table; "" shows the whole selection."""
        self.opened.emit(code)

    @property
    def is_filtered(self) -> bool:
        """Whether the table has less than the selection."""
        return self.flag_filter is not None or self.subset is not None

    def filter_by_flag(self, kind: FindingKind | None) -> None:
        """Filter the table by a flag; None clears the filter."""
        if kind != self.flag_filter:
            self.flag_filter = kind
            self.changed.emit(Changes())

    def filter_by_subset(self, subset: Subset | None) -> None:
        """Let the table show these incidents alone, whatever was selected; None clears it."""
        if subset is not None:
            self.selection, self.flag_filter = Selection(), None
        if subset != self.subset:
            self.subset = subset
            self.changed.emit(Changes())

    @property
    def has_withdrawn(self) -> bool:
        """Whether withdrawn and merged incidents are asked for: by choice, state or code."""
        state = ReviewState.WITHDRAWN
        terms = typed_terms.read(self.selection.text).terms
        is_typed = any(term.code or state.value in term.values.get("state", ()) for term in terms)
        return self.shows_withdrawn or state in self.selection.states or is_typed

    def show_withdrawn(self, visible: bool) -> None:
        """Show or hide withdrawn and merged incidents in the table; no figure has them."""
        if visible is not self.shows_withdrawn:
            self.shows_withdrawn = visible
            self.changed.emit(Changes())

    def select_everything(self) -> None:
        """Clear the selection and the filters of the table; hide what is withdrawn."""
        is_filtered = self.is_filtered or self.shows_withdrawn
        if is_filtered or not self.selection.is_everything:
            self.selection, self.flag_filter, self.subset = Selection(), None, None
            self.shows_withdrawn = False
            self.changed.emit(Changes())

    def record(self, entries: Entries, reason: str) -> Recorded:
        """Save new records and update every view; raises TrackerError, then nothing was saved."""
        recorded = self.case.record(entries, self.author, reason)
        self._announce(recorded.changes)
        self._notice(recorded.changes)
        return recorded

    def edit(
        self,
        reason: str,
        change: Callable[[Edit], _Made],
        step: Callable[[], object] = tuple,
    ) -> _Made:
        """Make one edit and update every view; raises TrackerError, then nothing was changed.

        `step` is called again and again while figures follow; what it raises gives the work up.
        """
        with self.case.edit(self.author, reason, step) as edit:
            result = change(edit)
        self.second_writer.leave_out(edit.changes.edit)
        if edit.changes:
            self.changed.emit(edit.changes)
            self._notice(edit.changes)
        return result

    @contextmanager
    def writing_beside(self) -> Iterator[None]:
        """While another connection writes an edit that `follow` is called for afterwards."""
        self.second_writer.stop()
        try:
            yield
        finally:
            self.second_writer.start()

    def follow(self, changes: Changes) -> None:
        """Update every view after an edit that another connection wrote for this window."""
        self.case.catch_up()
        self._announce(changes)

    def undo(self, target: UndoableEdit) -> None:
        """Undo this edit if it is the last one, and update every view."""
        changes = undo_stack.undo(self.case, self.author, expected=target)
        self.follow_reversal(target, changes, again=False)

    def undo_several(self, edits: Sequence[UndoableEdit]) -> list[Changes]:
        """Undo these last edits, the newest first, and update every view; all of them or none."""
        every = undo_stack.undo_several(self.case, self.author, edits)
        for target, changes in zip(edits, every, strict=True):
            self._announce(changes)
            self.undone.emit(edit_steps.of(self.case, target.edit).edit)
        return every

    def redo(self, target: UndoableEdit) -> None:
        """Redo this edit if it was undone last, and update every view."""
        changes = undo_stack.redo(self.case, self.author, expected=target)
        self.follow_reversal(target, changes, again=True)

    def follow_reversal(self, target: UndoableEdit, changes: Changes | None, again: bool) -> None:
        """Update every view after an edit was undone, or redone."""
        if changes is not None:
            self._announce(changes)
            signal = self.redone if again else self.undone
            signal.emit(edit_steps.of(self.case, target.edit).edit)

    def run_when_painted(self, owner: QObject, job: Callable[[], object]) -> None:
        """Run a job at once, or after the table is painted if the case is large."""
        if not self.reader.is_large:
            job()
            return

        def run() -> None:
            # The case may have been closed meanwhile.
            if not self.reader.is_closed:
                job()

        # Starts when the window is idle: building it takes longer than the delay.
        QTimer.singleShot(0, owner, lambda: QTimer.singleShot(_PAINTED, owner, run))

    def another_connection(self) -> CaseFile:
        """The same case file opened again, for another thread."""
        return self.case.another()

    def file(self) -> tuple[Path, str | None]:
        """Path and passphrase of what is open, for another process; raises CaseUnavailable."""
        if self.case.path is None:
            raise CaseUnavailable(_("This case file has not been saved."))
        return self.case.path, self._passphrase

    def close(self) -> None:
        self.second_writer.stop()
        self.reader.close()
        self.closing.emit()
        if self.lock is not None and self.case.path is not None:
            # First: the journal may need the room to go into the file.
            ballast.release(self.case.path)
        self.case.close()
        if self.stranger:
            self.stranger.remove()
        # What is built for a case may be garbage from now on.
        gc.unfreeze()
        if self.lock is not None:
            self.lock.unlock()

    def _notice(self, changes: Changes) -> None:
        """Say in a sentence what an edit made here did."""
        sentence, may_be_undone = edit_notice.of(self.case, changes)
        if sentence:
            (self.noticed if may_be_undone else self.reported).emit(sentence)

    def _announce(self, changes: Changes) -> None:
        """Update every view after an edit made here."""
        self.second_writer.leave_out(changes.edit)
        self.changed.emit(changes)

    def _announce_foreign(self, foreign: ForeignChanges) -> None:
        self.changed.emit(foreign.changes)
        self.changed_elsewhere.emit(foreign)
