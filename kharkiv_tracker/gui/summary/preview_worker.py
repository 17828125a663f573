"""The child process that lays out the pages without blocking the window.

Reading thousands of incidents and drawing their chart would block the window even from a thread,
and Typst keeps hundreds of megabytes. A process frees all of it when it ends.
"""

from __future__ import annotations

import math
import signal
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from kharkiv_tracker import i18n
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.error_report import report_of
from kharkiv_tracker.errors import Refused, TrackerError
from kharkiv_tracker.gui.summary.preview_messages import (
    Answer,
    Case,
    Failed,
    FileDone,
    FileRequest,
    LayoutDone,
    LayoutRequest,
    PageImage,
    PageRequest,
    Progress,
    Request,
)
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.pdf import PreparedSummary
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

_UNAPPROVED = tuple(
    state for state in ReviewState if state not in (ReviewState.APPROVED, ReviewState.WITHDRAWN)
)
#: Up to this many dots to the inch two are drawn for one, for up to this many incidents.
_FEW_DOTS, _SHORT = 144.0, 100


def serve(pipe: Connection, case: Case) -> None:
    """Answer requests until the window closes the connection."""
    # Ctrl+C in the terminal is meant for the window, which then closes the connection.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    i18n.activate(case.language)
    with suppress(EOFError, OSError):
        PreviewWorker(case, pipe.recv, pipe.poll, pipe.send).serve()


class Superseded(Exception):
    """A newer layout was requested meanwhile."""


class PreviewWorker:
    """Keeps the case open and the last summary in memory: zooming and saving read nothing again."""

    def __init__(
        self,
        case: Case,
        receive: Callable[[], Request],
        waits: Callable[[], bool],
        answer: Callable[[Answer], object],
    ) -> None:
        self._where = case
        self._receive, self._waits, self._answer = receive, waits, answer
        self._waiting: deque[Request] = deque()
        self._case: CaseFile | None = None
        self._summary: SummaryRequest | None = None
        self._prepared: PreparedSummary | None = None
        self._pages: list[bytes] = []
        self._layout_number = 0
        self._dots = 1

    def serve(self) -> None:
        """Answer requests one after the other."""
        while True:
            request = self._waiting.popleft() if self._waiting else self._receive()
            if not self._is_old(request):
                self.answer(request)

    def answer(self, request: Request) -> None:
        """Answer one request, with an error message if it fails."""
        try:
            if isinstance(request, LayoutRequest):
                self._answer(self._lay(request))
            elif isinstance(request, PageRequest):
                self._answer(self._show(request))
            else:
                self._answer(self._finish(request))
        except Superseded:
            pass
        except TrackerError as error:
            message = error.sentence if isinstance(error, Refused) else str(error)
            self._answer(Failed(request.number, message))
        except Exception as error:
            report = report_of(type(error), error, error.__traceback__)
            self._answer(Failed(request.number, "", report))

    def _lay(self, request: LayoutRequest) -> LayoutDone:
        if request.summary != self._summary or self._prepared is None:
            self._summary = self._prepared = None

            def report_progress(message: str) -> None:
                self._answer(Progress(request.number, message))
                if self._is_old(request):
                    raise Superseded

            self._prepared = pdf.prepare(self._open(), request.summary, report_progress)
            self._summary = request.summary
            report_progress(i18n._("Preparing pages…"))
        prepared = self._prepared
        self._dots = _dots(request.ppi, prepared.incidents)
        self._pages = prepared.pages(request.ppi * self._dots)
        self._layout_number = request.number
        return LayoutDone(
            request.number,
            tuple(_size(page, self._dots) for page in self._pages),
            prepared.incidents,
            prepared.drafts,
            self._left_out(request.summary),
            prepared.changed,
            prepared.duplicates,
        )

    def _show(self, request: PageRequest) -> PageImage:
        if request.number != self._layout_number:
            raise Superseded
        page = self._pages[request.page]
        image = QImage.fromData(page)
        if self._dots > 1:
            image = image.scaled(
                QSize(*_size(page, self._dots)),
                mode=Qt.TransformationMode.SmoothTransformation,
            )
        image.convertTo(QImage.Format.Format_RGB32)
        return PageImage(
            request.number,
            request.page,
            image.width(),
            image.height(),
            bytes(image.constBits()),
        )

    def _finish(self, request: FileRequest) -> FileDone:
        if self._prepared is None or request.number != self._layout_number:
            raise Superseded
        return FileDone(
            request.number, self._prepared.pdf(), tuple(self._prepared.extra_files.items())
        )

    def _open(self) -> CaseFile:
        if self._case is None:
            self._case = CaseFile.open(self._where.path, self._where.passphrase, reading=True)
        return self._case

    def _is_old(self, request: Request) -> bool:
        """Whether a newer layout was requested."""
        while self._waits():
            self._waiting.append(self._receive())
        return any(
            isinstance(later, LayoutRequest) and later.number > request.number
            for later in self._waiting
        )

    def _left_out(self, summary: SummaryRequest) -> int:
        """The number of incidents left out because they are not approved."""
        if not summary.approved_only or summary.template is Template.INCIDENT:
            return 0
        chosen = summary.view.selection
        states = tuple(
            state for state in _UNAPPROVED if not chosen.states or state in chosen.states
        )
        if not states:
            return 0
        unapproved = replace(chosen, states=states)
        discounted = replace(unapproved, grades=(Grade.DISCOUNTED,))
        clock, case = summary.view.as_known_on, self._open()
        ids = set(incidents.ids(case, unapproved, as_known_on=clock))
        return len(ids - set(incidents.ids(case, discounted, as_known_on=clock)))


def _dots(ppi: float, incidents: int) -> int:
    """How many dots are drawn for a pixel, each way.

    At few dots to the inch whole rows of the letters in charts are lost: Typst draws a chart as a
    picture and fits that to the page. Long documents would be drawn too slowly.
    """
    return 2 if ppi <= _FEW_DOTS and incidents <= _SHORT else 1


def _size(png: bytes, dots: int) -> tuple[int, int]:
    """Width and height in pixels, from the header of the image."""
    wide, high = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    return math.ceil(wide / dots), math.ceil(high / dots)
