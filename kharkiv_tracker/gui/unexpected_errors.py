"""Unhandled errors: written to the log and shown once; the window stays open."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from types import TracebackType

from kharkiv_tracker import paths, program_files
from kharkiv_tracker.error_report import report_of
from kharkiv_tracker.errors import ProgramReplaced

_LOG = logging.getLogger("kharkiv_tracker")


class UnexpectedErrors:
    """Replaces sys.excepthook; `show` gets an error report without the text of any record.

    `explain` gets the error and what shows its report, and returns whether it says it instead.
    `say` gets a sentence where the program was updated while it was open: what is loaded since is
    of another version, and no report would help.
    """

    def __init__(
        self,
        show: Callable[[str], None],
        explain: Callable[[BaseException, Callable[[], None]], bool] = lambda *_args: False,
        say: Callable[[str], object] | None = None,
    ) -> None:
        self._show, self._explain, self._say = show, explain, say or show
        self._showing = False
        self._reported: set[str] = set()

    def install(self) -> None:
        _open_log()
        sys.excepthook = self.handle
        threading.excepthook = lambda args: self._write(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the error, and show it unless it was shown before."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = self._write(kind, error, trace)
        if self._showing or report in self._reported:
            return
        self._reported.add(report)
        if program_files.replaced():
            self._show_alone(self._say, str(ProgramReplaced()))
        elif not self._explain(error, lambda: self._show_alone(self._show, report)):
            self._show_alone(self._show, report)

    def _show_alone(self, show: Callable[[str], object], text: str) -> None:
        self._showing = True
        try:
            show(text)
        finally:
            self._showing = False

    def _write(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> str:
        report = report_of(kind, error, trace)
        _LOG.error("%s", report)
        return report


def _open_log() -> None:
    if _LOG.handlers:
        return
    try:
        folder = paths.log_dir()
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "kharkiv-tracker.log", maxBytes=500_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    # What cannot be logged, the disk being full, must not end as a trace on the terminal.
    logging.raiseExceptions = False
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _LOG.addHandler(handler)
