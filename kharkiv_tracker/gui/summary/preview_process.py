"""The child process that sets the pages, from the window's side: it can be stopped at any time."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, Qt, Signal

from kharkiv_tracker.gui.summary.preview_messages import Case, Failed, Request
from kharkiv_tracker.i18n import _

#: How the child is started: with nothing of the window's in it.
CONTEXT = multiprocessing.get_context("spawn")


class PreviewProcess(QObject):
    """Started when it is first asked, and again when it is asked after it was stopped."""

    #: What the child answers, in the window's own thread.
    answered = Signal(object)
    _home = Signal(object, object)

    def __init__(self, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self._child: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._number = 0
        # Queued: the thread that listens is answered in the window's own.
        self._home.connect(self._bring, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self._child is not None and self._child.is_alive()

    def start(self) -> None:
        """Start the child, so that it is there when it is first asked."""
        if self._pipe is not None:
            return
        ours, theirs = CONTEXT.Pipe()
        child = CONTEXT.Process(target=_serve, args=(theirs, self._case), daemon=True)
        child.start()
        # The child alone holds its end: when it is gone, ours is told.
        theirs.close()
        self._pipe, self._child = ours, child
        threading.Thread(target=_listen, args=(ours, self._home.emit), daemon=True).start()

    def ask(self, request: Request) -> None:
        """Send a request; what comes of it is answered later."""
        self._number = max(self._number, request.number)
        try:
            self.start()
            if self._pipe is not None:
                self._pipe.send(request)
        except OSError:
            self._lose()

    def stop(self) -> None:
        """End whatever is being done, at once; nothing of it is answered."""
        child, self._child, self._pipe = self._child, None, None
        if child is not None:
            # The end of the child ends the thread that listens to it.
            child.kill()
            child.join()

    def _bring(self, pipe: Connection, answer: object) -> None:
        if pipe is not self._pipe:
            return
        if answer is None:
            self._lose()
        else:
            self.answered.emit(answer)

    def _lose(self) -> None:
        """Say that the child is gone; the next request starts another."""
        self.stop()
        message = _(
            "The pages could not be set: the process that sets them ended. Nothing is lost."
        )
        self.answered.emit(Failed(self._number, message))


def _serve(pipe: Connection, case: Case) -> None:
    """The child itself: what it needs to draw is loaded there and not here."""
    from kharkiv_tracker.gui.summary import preview_worker

    preview_worker.serve(pipe, case)


def _listen(pipe: Connection, bring: Callable[[Connection, object], object]) -> None:
    """Bring home what the child answers, and None when it is gone."""
    # A window that was closed meanwhile takes nothing more.
    with suppress(RuntimeError):
        try:
            while True:
                bring(pipe, pipe.recv())
        except (EOFError, OSError):
            pipe.close()
            bring(pipe, None)
