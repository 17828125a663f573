"""Reads the data of a chart: at once if that is fast, else in the background."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject

from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import current, speaking
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile

#: Anything slower than this, in seconds, runs in the background.
_QUICK = 0.05
#: A kind not measured yet runs in the background from this number of incidents on.
_LARGE = 5000


class ChartLoader(QObject):
    """Reads the view of the session, one chart at a time; only the latest request counts."""

    def __init__(self, session: Session, background: BackgroundWorker, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._background = session, background
        self._slow: dict[str, bool] = {}
        self._is_busy = False
        self._next: tuple[str, Callable[[str, Any], None]] | None = None
        # Stays open: deriving the key of an encrypted case takes longer than most charts.
        self._case: CaseFile | None = None
        session.closing.connect(self._leave)

    def read(self, kind: str, receive: Callable[[str, Any], None]) -> None:
        """Pass the data of this kind to `receive`, now or when they are read."""
        if self._is_busy:
            self._next = (kind, receive)
        elif self._is_slow(kind):
            self._read_in_background(kind, receive)
        else:
            receive(kind, self._timed(kind))

    def _connected(self) -> CaseFile:
        """The connection of the worker's thread."""
        if self._case is None:
            self._case = self._session.another_connection()
        return self._case

    def _leave(self) -> None:
        """Close the connection in the thread that opened it."""
        case, self._case, self._next = self._case, None, None
        if case is not None:
            # A worker that has ended released it with its thread.
            with suppress(RuntimeError):
                self._background.run(case.close, lambda _done: None, _ignore)

    def _is_slow(self, kind: str) -> bool:
        case = self._session.case
        if case.path is None:
            return False
        if kind not in self._slow:
            self._slow[kind] = incidents.number(case) >= _LARGE
        return self._slow[kind]

    def _timed(self, kind: str) -> Any:
        from kharkiv_tracker.charts import kinds
        from kharkiv_tracker.charts.chart_request import ChartRequest

        session, began = self._session, perf_counter()
        viewed = session.viewed
        request = ChartRequest(session.case.title, session.view, session.options, viewed.stress)
        data = kinds.kind(kind).read(viewed, request)
        self._slow[kind] = perf_counter() - began > _QUICK
        return data

    def _read_in_background(self, kind: str, receive: Callable[[str, Any], None]) -> None:
        session, language = self._session, current()
        view, viewed, title, options = (
            session.view,
            session.viewed,
            session.case.title,
            session.options,
        )
        self._is_busy = True

        def job() -> tuple[Any, float]:
            from kharkiv_tracker.charts import kinds
            from kharkiv_tracker.charts.chart_request import ChartRequest

            with speaking(language):
                case = viewed if view.as_recorded_on else self._connected()
                began = perf_counter()
                request = ChartRequest(title, view, options, case.stress)
                data = kinds.kind(kind).read(case, request)
                return data, perf_counter() - began

        def done(result: tuple[Any, float]) -> None:
            self._is_busy = False
            data, took = result
            self._slow[kind] = took > _QUICK
            waiting, self._next = self._next, None
            if waiting is None:
                receive(kind, data)
            else:
                self.read(*waiting)

        def failed(error: BaseException) -> None:
            self._is_busy, self._next = False, None
            raise error

        self._background.run(job, done, failed)


def _ignore(_error: BaseException) -> None:
    """Ignore an error on closing: the connection ends with the program."""
