"""Reads the open case for the window: at once where it is small, else in the background."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.i18n import current, speaking
from kharkiv_tracker.store import selected_incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError

#: From this number of incidents on a case is read in the background.
LARGE = 5000
_Read = TypeVar("_Read")


class Topic(IntEnum):
    """What is read, the most urgent first; of each only the latest request counts."""

    ROWS = 1
    HITS = 2
    CHOSEN = 3
    SUMS = 4
    NUMBERS = 5
    DAYS = 6
    FLAGS = 7
    PAIRS = 8


class _GivenUp(Exception):
    """Not an error: the result is no longer needed, or has to wait for something more urgent."""


@dataclass(slots=True, eq=False)
class _Request:
    topic: Topic
    job: Callable[[CaseFile], Any]
    receive: Callable[[Any], object]
    language: str
    is_given_up: bool = False
    #: Whether another of its topic came, or it was withdrawn: the result is dropped.
    is_replaced: bool = False


class CaseReader(QObject):
    """One connection and one thread; a job only reads, and may be begun again.

    A more urgent request interrupts the job that runs, which is begun again afterwards. What a job
    raises is raised in the window, as if it had been read there.
    """

    def __init__(self, case: CaseFile, parent: QObject) -> None:
        super().__init__(parent)
        self._case = case
        self._background = BackgroundWorker(self)
        self._waiting: dict[Topic, _Request] = {}
        self._running: _Request | None = None
        # Stays open: deriving the key of an encrypted case takes longer than most jobs.
        self._beside: CaseFile | None = None
        self.is_closed = False

    @property
    def is_large(self) -> bool:
        """Whether the case is so large that the window does not wait for it."""
        return selected_incidents.are_at_least(self._case, LARGE)

    @property
    def is_beside(self) -> bool:
        """Whether reading is done in the background."""
        # What was made of the file in memory would have to be copied whole.
        return self._case.path is not None and not self._case.is_detached and self.is_large

    @property
    def is_busy(self) -> bool:
        return self._running is not None or bool(self._waiting)

    def is_pending(self, topic: Topic) -> bool:
        """Whether something of this topic was requested and is not read yet."""
        running = self._running
        is_running = running is not None and running.topic is topic and not running.is_replaced
        return topic in self._waiting or is_running

    def read(
        self, topic: Topic, job: Callable[[CaseFile], _Read], receive: Callable[[_Read], object]
    ) -> None:
        """Pass what the job reads to `receive`, now or later; replaces a request of its topic."""
        if self.is_closed:
            return
        self.withdraw(topic)
        if not self.is_beside:
            receive(job(self._case))
        else:
            self._waiting[topic] = _Request(topic, job, receive, current())
            if self._running and self._running.topic > topic:
                self._give_up(self._running)
            self._go_on()

    def withdraw(self, topic: Topic) -> None:
        """Give up what was requested of this topic."""
        self._waiting.pop(topic, None)
        running = self._running
        if running and running.topic is topic:
            running.is_replaced = True
            self._give_up(running)

    def withdraw_all(self) -> None:
        """Give up everything: whoever requested it is gone."""
        for topic in Topic:
            self.withdraw(topic)

    def close(self) -> None:
        """Interrupt what is read, and wait until the connection is closed."""
        self.is_closed = True
        self._waiting.clear()
        if self._running:
            self._give_up(self._running)
        self._background.close(self._shut)

    def _go_on(self) -> None:
        if self._running is None and self._waiting and not self.is_closed:
            request = self._running = self._waiting.pop(min(self._waiting))

            def settle(result: Any, error: BaseException | None = None) -> None:
                self._settle(request, result, error)

            self._background.run(
                lambda: self._run(request), settle, lambda error: settle(None, error)
            )

    def _settle(self, request: _Request, result: Any, error: BaseException | None) -> None:
        self._running = None
        try:
            if request.is_replaced or self.is_closed:
                return
            if error is None:
                request.receive(result)
            elif not request.is_given_up:
                raise error
            elif request.topic not in self._waiting:
                request.is_given_up = False
                self._waiting[request.topic] = request
        finally:
            self._go_on()

    def _give_up(self, request: _Request) -> None:
        """End a job soon; it may be between two statements, or have no connection yet."""
        request.is_given_up = True
        if case := self._beside:
            connection: Any = case.db.conn
            connection.is_given_up = True
            with suppress(DatabaseError):
                connection.interrupt()

    def _run(self, request: _Request) -> Any:
        """Do a job in the worker's thread, on one state of the file."""
        with speaking(request.language):
            if self._beside is None:
                self._beside = self._case.another()
            case = self._beside
            connection: Any = case.db.conn
            # Before it is looked whether the request was given up, which sets it afterwards.
            connection.is_given_up = False
            if request.is_given_up:
                raise _GivenUp
            try:
                with case.snapshot():
                    return request.job(case)
            except BaseException:
                # Whatever state it was left in, the next job begins on a new one.
                self._shut()
                raise

    def _shut(self) -> None:
        """Close the connection, in the thread that opened it."""
        case, self._beside = self._beside, None
        if case is not None:
            case.close()
