"""A case file that Finder asks to open: an event to the application, sent for real."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.file_open_events import FileOpenEvents
from kharkiv_tracker.gui.window import MainWindow
from tests.cases import sample_file


@pytest.fixture(autouse=True)
def events(qapp: QApplication, window: MainWindow) -> Iterator[FileOpenEvents]:
    made = FileOpenEvents(qapp, window.raise_for)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


def send(url: QUrl) -> bool:
    """Send it as the desktop does; whether it was taken."""
    return QCoreApplication.sendEvent(QApplication.instance(), QFileOpenEvent(url))


def opened(window: MainWindow) -> Path | None:
    return window.session.case.path if window.session else None


def test_a_case_is_opened_and_the_window_comes_to_the_front(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.showMinimized()
    assert send(QUrl.fromLocalFile(str(sampled)))
    # The desktop does not wait for the case.
    assert window.session is None
    qtbot.waitUntil(lambda: opened(window) == sampled)
    assert not window.isMinimized()
    view = window.view
    assert send(QUrl.fromLocalFile(str(sampled)))
    QTest.qWait(50)
    assert window.view is view


def test_of_several_files_the_last_stays_open(
    qtbot: QtBot, window: MainWindow, sampled: Path, tmp_path: Path
) -> None:
    other = sample_file(tmp_path / "База з пробілом.ktcase")
    for path in (sampled, other):
        assert send(QUrl.fromLocalFile(str(path)))
    qtbot.waitUntil(lambda: opened(window) == other)


def test_a_file_that_is_not_a_case_is_said_and_the_case_stays(
    qtbot: QtBot,
    window: MainWindow,
    sampled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.open_path(sampled)
    shown: list[str] = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _on, text: shown.append(text))
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear colleagues")
    for path in (letter, tmp_path / "none.ktcase"):
        assert send(QUrl.fromLocalFile(str(path)))
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert "letter.txt is not a Kharkiv Tracker case file" in shown[0]
    assert "none.ktcase" in shown[1]
    assert opened(window) == sampled


def test_an_address_is_left_to_others(window: MainWindow) -> None:
    assert not send(QUrl("https://example.org/case.ktcase"))
    QTest.qWait(50)
    assert window.session is None
