"""The whole case file verified in the background: after opening, once a day, and when asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Event
from time import monotonic, sleep

from PySide6.QtCore import QObject, QTimer, Signal

from kharkiv_tracker import labels
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.files import free_memory
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, current, speaking
from kharkiv_tracker.store import verification
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.verification import Verification

Receiver = Callable[[Verification | BaseException], object]
#: The window is on screen and at rest when it begins; a long sitting is verified once a day.
_DELAY, _AGAIN = 3_000, 24 * 3_600_000
#: So many seconds are waited for a check that is given up.
_LONGEST = 3.0
#: How often it is shown how far it is.
_OFTEN = 500


class _GivenUp(BaseException):
    """Not an error: the result is no longer needed."""


class _Run:
    """One verification, on a connection and in a thread of its own."""

    def __init__(self, session: Session) -> None:
        self._session, self._language = session, current()
        self._given_up, self._over = Event(), Event()
        self._case: CaseFile | None = None
        self.share = 0.0
        """How much of it is done."""

    def verify(self) -> Verification | None:
        """To be called in the thread: the result, None where it was given up."""
        try:
            self._go_on(0)
            with speaking(self._language), self._session.another_connection() as case:
                self._case = case
                return verification.verify(case, progress=self._go_on)
        except _GivenUp:
            return None
        finally:
            self._case = None
            self._over.set()
            free_memory.give_back()

    def give_up(self) -> None:
        """End it and wait until its connection is closed, which would keep a journal open."""
        self._given_up.set()
        until = monotonic() + _LONGEST
        while not self._over.wait(0.005) and monotonic() < until:
            case = self._case
            if case is None:
                continue
            try:
                case.db.conn.interrupt()
            except DatabaseError:
                return

    @property
    def is_given_up(self) -> bool:
        return self._given_up.is_set()

    def _go_on(self, share: float) -> None:
        if self._given_up.is_set():
            raise _GivenUp
        self.share = share
        # The window's thread goes first.
        sleep(0)


class BackgroundCheck(QObject):
    """Follows the open case."""

    changed = Signal()
    #: A check has ended with this Verification.
    ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = BackgroundWorker(self)
        self._session: Session | None = None
        self._run: _Run | None = None
        self._waiting: list[Receiver] = []
        #: When the last check ended, and whether nothing was wrong.
        self._last: tuple[datetime, bool] | None = None
        self._has_failed = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.start)
        self._watch = QTimer(self, interval=_OFTEN)
        self._watch.timeout.connect(self.changed)
        self.changed.connect(self._watch_run)

    @property
    def share(self) -> float | None:
        """How much of a check is done; None while none is running."""
        return self._run.share if self._run else None

    @property
    def state(self) -> str:
        """What the status line shows."""
        if self.share is not None:
            percent = int(self.share * 100)
            return _("checking… {n} %").format(n=labels.number(percent))
        if self._has_failed:
            return _("not checked")
        if self._last is None:
            return ""
        at, is_good = self._last
        clock = labels.zoned(at.astimezone(zone()).strftime("%H:%M"))
        return _("checked {time}").format(time=clock) if is_good else _("damaged")

    def follow(self, session: Session | None) -> None:
        """Verify the file of this case; give up that of another."""
        if self._run:
            self._run.give_up()
        self._timer.stop()
        self._watch.stop()
        self._run, self._waiting = None, []
        self._session = session if session and session.case.path else None
        self._last = None
        self._has_failed = False
        # What a newer version made only that one can verify.
        if self._session and not self._session.case.is_newer:
            self._timer.start(_DELAY)

    def ask(self, receive: Receiver) -> None:
        """Verify now; the result, or why it is missing, goes to `receive` as well."""
        if self._session:
            self._waiting.append(receive)
            self.start()

    def start(self) -> None:
        """Verify now, if nothing is being verified."""
        if self._session is None or self._run:
            return
        self._timer.stop()
        run = self._run = _Run(self._session)
        self.changed.emit()

        def settle(result: Verification | BaseException | None) -> None:
            if run is self._run and not run.is_given_up:
                self._end(result)

        self._background.run(run.verify, settle, settle)

    def stop(self) -> None:
        """Give up the check that is running; who asked for it gets Stopped."""
        if self._run:
            self._run.give_up()
            self._end(Stopped(_("Stopped. Nothing was changed.")))

    def close(self) -> None:
        self.follow(None)
        self._background.close()

    def _watch_run(self) -> None:
        """Show again and again how far a check is, while one is running."""
        if self._run is None:
            self._watch.stop()
        elif not self._watch.isActive():
            self._watch.start()

    def _end(self, result: Verification | BaseException | None) -> None:
        self._run = None
        waiting, self._waiting = self._waiting, []
        self._timer.start(_AGAIN)
        # What was known before one that was stopped is known still.
        is_known = isinstance(result, Stopped) and self._last is not None
        self._has_failed = isinstance(result, BaseException) and not is_known
        if isinstance(result, Verification):
            self._last = (datetime.now().astimezone(), result.ok)
            self.ended.emit(result)
        self.changed.emit()
        for receive in waiting:
            if result is not None:
                receive(result)
        # A file that is gone or replaced is reported elsewhere.
        if isinstance(result, BaseException) and not (waiting or isinstance(result, TrackerError)):
            raise result
