"""The known-on and recorded-on dates of a session: possible values, and data read in advance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.when import end_of, zone
from kharkiv_tracker.errors import CaseUnavailable, TrackerError
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError

if TYPE_CHECKING:
    from kharkiv_tracker.analysis.known_index import KnownIndex

#: The index is refreshed after this pause, so that several edits are read at once.
_REST = 150
#: With more changed incidents than this a new index is faster than a refresh.
_MANY = 2000
#: The number of earlier versions of the case held open, the latest requested.
_MAX_CASES = 3
_Made = TypeVar("_Made")


def of(session: Session) -> ViewDates:
    """The view dates of a session, created when first needed."""
    return session.findChild(ViewDates) or ViewDates(session)


def written(instant: datetime) -> str:
    """An instant as `parse_clock` reads it: the end of a day is that day."""
    at = instant.astimezone(zone())
    day = at.date() - timedelta(days=1)
    if end_of(day) == instant:
        return day.isoformat()
    offset = f"{at.strftime('%z')[:3]}:{at.strftime('%z')[3:]}" if at.fold else ""
    return at.strftime("%Y-%m-%dT%H:%M:%S" if at.second else "%Y-%m-%dT%H:%M") + offset


class ViewDates(QObject):
    """Reads the known index and earlier versions of the case in the background.

    `updated`: the possible dates changed, or reading began or ended.
    """

    updated = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._background = BackgroundWorker(self)
        self._is_preloading, self._closed = False, False
        self._index: KnownIndex | None = None
        self._changed: set[str] | None = None
        self._is_reading = False
        self._reading: list[CaseFile] = []
        #: The recorded-on date being read, shown as soon as it is ready.
        self.awaited: datetime | None = None
        #: Why the last one could not be read, else empty.
        self.trouble = ""
        self._recorded_indexes: dict[datetime, KnownIndex] = {}
        self.moments: list[int] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._read)
        session.changed.connect(self._follow)
        session.view_changed.connect(self._reload_recorded)
        session.closing.connect(self.close)

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """The first and last instant when something became known; None until read."""
        if not self.moments:
            return None
        return _instant(self.moments[0]), _instant(self.moments[-1])

    @property
    def is_read(self) -> bool:
        """Whether the known index has been read."""
        return self._index is not None

    def preload(self) -> None:
        """Read the known index now and keep it up to date."""
        if not self._is_preloading and not self._closed:
            self._is_preloading = True
            self._read()

    def set_known_on(self, instant: datetime | None) -> None:
        """Show what was known by then; None means all that is known."""
        self._session.set_view(dates=(instant, self._session.as_recorded_on))

    def set_recorded_on(self, instant: datetime | None) -> None:
        """Show our record as of then, once it is read; None means the current record."""
        self.awaited, self.trouble = None, ""
        session = self._session
        if instant is None or instant in session.recorded:
            session.set_view(dates=(session.as_known_on, instant))
        else:
            self.awaited = instant
            self._run_in_background(
                lambda case: self._recorded(case, instant),
                lambda result: self._receive_recorded(instant, *result),
            )
        self.updated.emit()

    def show_latest(self) -> None:
        """Clear both dates."""
        self.awaited = None
        self._session.set_view(dates=(None, None))
        self.updated.emit()

    def before(self, instant: datetime | None, days: int = 0) -> datetime | None:
        """The previous moment when something became known, or this many days earlier."""
        if not self.moments:
            return instant
        at = self.moments[-1] + 1 if instant is None else int(instant.timestamp())
        if days:
            return _instant(max(self.moments[0], at - days * 86400))
        return _instant(self.moments[max(0, bisect_left(self.moments, at) - 1)])

    def after(self, instant: datetime | None, days: int = 0) -> datetime | None:
        """The next moment when something became known, or this many days later; None means now."""
        if instant is None:
            return None
        at = int(instant.timestamp())
        if days:
            later = at + days * 86400
            return None if not self.moments or later > self.moments[-1] else _instant(later)
        place = bisect_right(self.moments, at)
        return _instant(self.moments[place]) if place < len(self.moments) else None

    def close(self) -> None:
        """Stop reading, and release all earlier versions of the case."""
        self._closed = True
        self._rest.stop()
        while self._reading:
            for case in list(self._reading):
                # Its reading may end, and its connection close, at this very moment.
                with suppress(DatabaseError):
                    case.db.conn.interrupt()
            sleep(0.005)
        self._background.close()
        # A chart still being drawn keeps its version open.
        self._session.recorded.clear()

    def _follow(self, changes: Changes) -> None:
        if not changes:
            return
        now, recorded = datetime.now(UTC), self._session.recorded
        for instant in [instant for instant in recorded if instant >= now]:
            # More was recorded up to that instant after the version was read.
            del recorded[instant], self._recorded_indexes[instant]
            self._reload_recorded()
        if changes.case or changes.sources or self._changed is None:
            self._changed = None
        else:
            self._changed |= changes.incidents
        if self._is_preloading:
            self._rest.start()

    def _read(self) -> None:
        """Refresh the known index; changes made meanwhile are read afterwards."""
        if self._is_reading:
            self._rest.start()
            return
        old, changed = self._index, self._changed
        self._is_reading, self._changed = True, set()

        def job(case: CaseFile) -> tuple[KnownIndex, list[int]]:
            from kharkiv_tracker.charts import day_source

            if old is None or changed is None or len(changed) > _MANY:
                index = day_source.make_index(case)
            else:
                index = day_source.refresh_index(case, old, changed)
            return index, index.moments.tolist()

        self._run_in_background(job, self._receive_index)

    def _receive_index(self, result: tuple[KnownIndex, list[int]]) -> None:
        self._is_reading = False
        self._index, self.moments = result
        self.updated.emit()

    def _recorded(self, case: CaseFile, instant: datetime) -> tuple[CaseFile, KnownIndex]:
        from kharkiv_tracker.charts import day_source

        then = case.as_recorded_on(instant, self._go_on)
        return then, day_source.make_index(then)

    def _go_on(self) -> None:
        if self._closed:
            raise CaseUnavailable("")

    def _receive_recorded(self, instant: datetime, case: CaseFile, index: KnownIndex) -> None:
        session = self._session
        session.recorded[instant], self._recorded_indexes[instant] = case, index
        if self.awaited == instant:
            self.awaited = None
            session.set_view(dates=(session.as_known_on, instant))
        for other_instant in list(session.recorded)[:-_MAX_CASES]:
            if other_instant != session.as_recorded_on:
                session.recorded.pop(other_instant)
                del self._recorded_indexes[other_instant]
        self.updated.emit()

    def _reload_recorded(self) -> None:
        """Read a recorded-on date again that navigation went back to and that was released."""
        recorded = self._session.as_recorded_on
        if recorded is not None and recorded not in self._session.recorded:
            self._session.set_view(dates=(self._session.as_known_on, None))
            self.set_recorded_on(recorded)

    def _run_in_background(
        self, job: Callable[[CaseFile], _Made], done: Callable[[_Made], None]
    ) -> None:
        """Run the job in the background; a case without a file runs it at once."""
        session = self._session
        if session.case.path is None:
            done(job(session.case))
            return

        def receive(result: _Made) -> None:
            if not self._closed:
                done(result)

        def with_case() -> _Made:
            with session.another_connection() as case, self._under_way(case):
                return job(case)

        self._background.run(with_case, receive, self._fail)

    def _fail(self, error: BaseException) -> None:
        """Show why reading in advance failed; charts are drawn without it."""
        if self._closed:
            return
        self._is_reading, self._changed, self.awaited = False, None, None
        if not isinstance(error, TrackerError):
            raise error
        self.trouble = str(error)
        self.updated.emit()

    @contextmanager
    def _under_way(self, case: CaseFile) -> Iterator[None]:
        """Let closing interrupt this read."""
        self._reading.append(case)
        try:
            yield
        finally:
            self._reading.remove(case)


def _instant(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
