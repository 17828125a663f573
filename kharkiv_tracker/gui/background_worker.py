"""Background work: one worker thread, and one bridge that returns results to the window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

_T = TypeVar("_T")


class BackgroundWorker(QObject):
    """Runs jobs one after another in the background; a job never touches a widget.

    What waits until nothing else is done does not wait for the jobs of a `patient` worker.
    """

    _home = Signal(object)
    #: The jobs of all workers that are not done, but for the patient.
    _unfinished: ClassVar[set[Future[Any]]] = set()

    def __init__(self, parent: QObject | None = None, patient: bool = False) -> None:
        super().__init__(parent)
        self._patient = patient
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self.is_open = True
        # Queued: the worker's signal is handled in the window's thread.
        self._home.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        job: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run the job, then call `done` with its result or `failed` with its exception."""

        def bring_home(future: Future[_T]) -> None:
            if self.is_open:
                self._home.emit(lambda: _settle(future, done, failed))

        future = self._worker.submit(job)
        if not self._patient:
            self._unfinished.add(future)
            future.add_done_callback(self._unfinished.discard)
        future.add_done_callback(bring_home)

    @classmethod
    def are_any_busy(cls) -> bool:
        """Whether any worker has something to do, but for the patient."""
        return bool(cls._unfinished)

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Wait for the running job and cancel the others; with `last`, do them and then that."""
        self.is_open = False
        if last is not None:
            self._worker.submit(last)
        self._worker.shutdown(wait=True, cancel_futures=last is None)

    def leave(self) -> None:
        """Take no answer any more and do not wait: for jobs that touch nothing of the case."""
        self.is_open = False
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _answer(self, settle: Callable[[], None]) -> None:
        settle()


def raise_in_window(error: BaseException) -> None:
    """What `failed` is where nothing can be done: the window reports an error that is raised."""
    raise error


def _settle(
    future: Future[_T], done: Callable[[_T], None], failed: Callable[[BaseException], None]
) -> None:
    error = future.exception()
    if error is not None:
        failed(error)
    else:
        done(future.result())
