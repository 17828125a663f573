"""Work that may take long: done while a dialog, shown after half a second, offers to stop it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Protocol, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.i18n import _, current, speaking

_Made = TypeVar("_Made")
#: The dialog comes after so many milliseconds, and the window is looked after so often.
_PATIENCE, _OFTEN = 500, 50


class Step(Protocol):
    """What a job calls again and again; it may say how much is done of how much."""

    def __call__(self, done: int = 0, of: int = 0) -> None: ...


class Watched(Protocol):
    """Work that runs beside the window."""

    @property
    def share(self) -> float | None:
        """How much of it is done; None once it is over."""
        ...

    def stop(self) -> object: ...


class Stopped(TrackerError):
    """The user stopped the work, or its time was up; it left nothing behind."""


class Progress(Dialog):
    """A sentence on what is done, and a button that ends it."""

    def __init__(self, parent: QWidget, title: str, sentence: str, button: str = "") -> None:
        super().__init__(parent, title)
        self.setModal(True)
        self.stopped = False
        #: How much is done, where that is known; set by the thread of the job.
        self.share: float | None = None
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 0)
        self.bar.setFixedHeight(theme.px(6))
        self.bar.setAccessibleName(sentence)
        self.add(widgets.wrapped(sentence))
        self.add(self.bar)
        self.stopping = widgets.button(button or _("Cancel"), self.stop)
        self.add_buttons(self.stopping)

    def show_share(self) -> None:
        """Show how much is done, where that is known."""
        if self.share:
            self.bar.setRange(0, 100)
            self.bar.setValue(int(self.share * 100))

    def stop(self) -> None:
        self.stopped = True
        self.stopping.setEnabled(False)

    def reject(self) -> None:
        self.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        event.ignore()


def watch(parent: QWidget, title: str, sentence: str, watched: Watched) -> None:
    """Show how far work is that another object does, until it is over; the window stays in use."""
    progress = Progress(parent, title, sentence)
    progress.setModal(False)
    timer = QTimer(progress, interval=_PATIENCE)

    def refresh() -> None:
        if progress.stopped:
            watched.stop()
        progress.share = watched.share
        if progress.share is None:
            timer.stop()
            _end(progress)
            return
        progress.show_share()
        if not progress.isVisible():
            progress.show()
            timer.setInterval(_OFTEN)

    timer.timeout.connect(refresh)
    timer.start()


def do_here(parent: QWidget, title: str, sentence: str, job: Callable[[Step], _Made]) -> _Made:
    """Do it in the window's thread; `job` has to call the function it gets again and again.

    Raises what the job raises, or Stopped.
    """
    progress: Progress | None = None
    began = looked = _now()

    def step(done: int = 0, of: int = 0) -> None:
        nonlocal progress, looked
        now = _now()
        if now - looked < _OFTEN or now - began < _PATIENCE:
            return
        looked = now
        if progress is None:
            progress = Progress(parent, title, sentence)
            progress.show()
        _note(progress, done, of)
        progress.show_share()
        QApplication.processEvents()
        if progress.stopped:
            raise Stopped(_("Stopped. Nothing was changed."))

    try:
        return job(step)
    finally:
        if progress:
            _end(progress)


def do_beside(
    parent: QWidget,
    title: str,
    sentence: str,
    job: Callable[[Step], _Made],
    button: str = "",
    longest: int = 0,
) -> _Made:
    """Do it in a thread and wait; no other work is begun in the window meanwhile.

    The job gets a function to call again and again. Raises what the job raises, or Stopped, also
    when it took longer than so many seconds.
    """
    progress = Progress(parent, title, sentence, button)
    worker, loop, language = BackgroundWorker(), QEventLoop(), current()
    results: list[tuple[_Made | None, BaseException | None]] = []
    is_over = Event()

    def step(done: int = 0, of: int = 0) -> None:
        _note(progress, done, of)
        if progress.stopped or is_over.is_set():
            raise Stopped(_("Stopped. Nothing was changed."))

    def run() -> _Made:
        with speaking(language):
            return job(step)

    def settle(made: _Made | None, error: BaseException | None) -> None:
        results.append((made, error))
        loop.quit()

    worker.run(run, lambda made: settle(made, None), lambda error: settle(None, error))
    limit = QTimer(progress, singleShot=True)
    limit.timeout.connect(is_over.set)
    if longest:
        limit.start(longest * 1000)
    QTimer.singleShot(_PATIENCE, progress, loop.quit)
    refreshing = QTimer(progress, interval=_OFTEN)
    refreshing.timeout.connect(progress.show_share)
    refreshing.start()
    # Until the dialog is there nothing that is typed or clicked may begin something else.
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    try:
        if not results:
            progress.show()
            loop.exec()
    finally:
        is_over.set()
        worker.close()
        worker.deleteLater()
        _end(progress)
    if not results:
        raise Stopped(_("Stopped. Nothing was changed."))
    made, error = results[0]
    if error is not None:
        raise error
    return made  # type: ignore[return-value]


def _note(progress: Progress, done: int, of: int) -> None:
    if of:
        progress.share = done / of


def _now() -> int:
    return int(monotonic() * 1000)


def _end(progress: Progress) -> None:
    progress.hide()
    progress.deleteLater()
