"""What waits until neither the window nor a worker has anything to do."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui import idle_timer
from kharkiv_tracker.gui.background_worker import BackgroundWorker, raise_in_window
from kharkiv_tracker.gui.idle_timer import IdleTimer


@pytest.fixture
def release() -> Iterator[Event]:
    """Lets a job that waits for it end; at the latest with the test."""
    release = Event()
    yield release
    release.set()


def _busy(release: Event, patient: bool = False) -> BackgroundWorker:
    worker = BackgroundWorker(patient=patient)
    worker.run(lambda: release.wait(10), lambda _done: None, raise_in_window)
    return worker


@pytest.fixture
def order() -> list[str]:
    """What happened, in this order."""
    return []


@pytest.fixture
def timer(order: list[str]) -> Iterator[IdleTimer]:
    owner = QObject()
    timer = IdleTimer(owner)
    timer.timeout.connect(lambda: order.append("idle"))
    yield timer
    owner.deleteLater()


def test_what_is_done_in_the_background_goes_first(
    release: Event, timer: IdleTimer, order: list[str], qtbot: QtBot
) -> None:
    worker = _busy(release)
    timer.start()
    qtbot.wait(idle_timer._OFTEN * (idle_timer._REST + 2))
    assert order == []
    worker.run(lambda: order.append("job"), lambda _done: None, raise_in_window)
    release.set()
    qtbot.waitUntil(lambda: "idle" in order)
    qtbot.wait(2 * idle_timer._OFTEN)
    assert order == ["job", "idle"]
    worker.close()


def test_a_patient_worker_is_not_waited_for(
    release: Event, timer: IdleTimer, order: list[str], qtbot: QtBot
) -> None:
    worker = _busy(release, patient=True)
    timer.start()
    qtbot.waitUntil(lambda: order == ["idle"])
    release.set()
    worker.close()


def test_long_work_is_not_waited_for_without_end(
    release: Event,
    timer: IdleTimer,
    order: list[str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(idle_timer, "_MOST", 4)
    worker = _busy(release)
    timer.start()
    qtbot.waitUntil(lambda: order == ["idle"])
    release.set()
    worker.close()


def test_a_job_that_was_cancelled_keeps_nothing_waiting(release: Event) -> None:
    worker = _busy(release)
    worker.run(lambda: None, lambda _done: None, raise_in_window)
    assert BackgroundWorker.are_any_busy()
    release.set()
    worker.close()
    assert not BackgroundWorker.are_any_busy()
