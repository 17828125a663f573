"""The controller of the child process that lays out the pages; it can be stopped at any time."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from PySide6.QtCore import QObject, Qt, Signal

from kharkiv_tracker import process_privacy, program_files
from kharkiv_tracker.errors import ProgramReplaced
from kharkiv_tracker.gui.summary.preview_messages import Case, Failed, Request
from kharkiv_tracker.i18n import _

#: The child is spawned, so that it shares nothing with the window.
CONTEXT = multiprocessing.get_context("spawn")


class PreviewProcess(QObject):
    """Starts the child on the first request, and again on a request after a stop.

    Once closed it starts none: the child has the case open, and its passphrase.
    """

    #: An answer of the child, emitted in the window's thread.
    answered = Signal(object)
    _home = Signal(object, object)

    def __init__(self, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case = case
        self._child: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._listener: threading.Thread | None = None
        self._number = 0
        self._is_closed = False
        # Queued: answers of the listening thread are handled in the window's thread.
        self._home.connect(self._bring, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self._child is not None and self._child.is_alive()

    def start(self) -> None:
        """Start the child ahead of the first request.

        Raises ProgramReplaced where it would be of another version of the program.
        """
        if self._pipe is not None or self._is_closed:
            return
        if program_files.replaced():
            raise ProgramReplaced
        ours, theirs = CONTEXT.Pipe()
        child = CONTEXT.Process(target=_serve, args=(theirs, self._case), daemon=True)
        child.start()
        # Only the child holds its end: when it ends, our end is closed.
        theirs.close()
        self._pipe, self._child = ours, child
        bring = self._home.emit
        self._listener = threading.Thread(target=_listen, args=(ours, bring), daemon=True)
        self._listener.start()

    def ask(self, request: Request) -> None:
        """Send a request; the answer arrives later."""
        self._number = max(self._number, request.number)
        try:
            self.start()
            if self._pipe is not None:
                self._pipe.send(request)
        except ProgramReplaced as replaced:
            self.answered.emit(Failed(self._number, str(replaced)))
        except OSError:
            self._lose()

    def stop(self) -> None:
        """Stop the child at once; no answer is emitted."""
        child, self._child, self._pipe = self._child, None, None
        if child is not None:
            child.kill()
            child.join()
        if self._listener is not None:
            # It ends with the child. Later, its last signal would be that of a deleted object.
            self._listener.join()

    def close(self) -> None:
        """Stop the child for good."""
        self._is_closed = True
        self.stop()

    def _bring(self, pipe: Connection, answer: object) -> None:
        if pipe is not self._pipe:
            return
        if answer is None:
            self._lose()
        else:
            self.answered.emit(answer)

    def _lose(self) -> None:
        """Report that the child ended; the next request starts another."""
        self.stop()
        message = _(
            "Could not prepare the pages: the background process stopped. Nothing was lost."
        )
        self.answered.emit(Failed(self._number, message))


def _serve(pipe: Connection, case: Case) -> None:
    """Run the child; the drawing modules are imported there only."""
    process_privacy.forbid_dumps()
    from kharkiv_tracker.gui.summary import preview_worker

    preview_worker.serve(pipe, case)


def _listen(pipe: Connection, bring: Callable[[Connection, object], object]) -> None:
    """Pass on the answers of the child, and None when it ends."""
    # A window closed meanwhile ignores all answers.
    with suppress(RuntimeError):
        try:
            while True:
                bring(pipe, pipe.recv())
        except (EOFError, OSError):
            pipe.close()
            bring(pipe, None)
