"""Where to save a file, asked by real dialogs: of the name that will be written, and no other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListView, QMessageBox

from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.new_case_dialog import ask_new_case
from kharkiv_tracker.gui.dialogs.standard_dialogs import (
    ask_save_path,
    confirm_replace,
    show_message,
)
from kharkiv_tracker.gui.window import MainWindow
from tests.cases import sample_file

PICTURES = "Pictures (*.png *.svg)"


class Answers:
    """Types names into file dialogs and presses buttons of messages; remembers what was asked."""

    def __init__(self) -> None:
        self.waiting: list[str] = []
        self.messages: list[str] = []

    def answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            if not self.waiting:
                dialog.reject()
                return
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            assert isinstance(line, QLineEdit)
            line.setText(self.waiting.pop(0))
            # Typing deselects in the list what has another name, where there is a keyboard.
            listed = dialog.findChild(QListView, "listView")
            assert isinstance(listed, QListView)
            listed.clearSelection()
            dialog.accept()
        elif isinstance(dialog, QMessageBox):
            self.messages.append(dialog.text())
            wanted = self.waiting.pop(0) if self.waiting else "Close"
            buttons = {button.text(): button for button in dialog.buttons()}
            # An unforeseen question fails the test and does not wait for ever.
            buttons.get(wanted, dialog.buttons()[-1]).click()
        elif dialog is not None:
            dialog.close()


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Answers]]:
    """Real dialogs, answered one after another."""
    monkeypatch.setattr(standard_dialogs, "ask_save_path", ask_save_path)
    monkeypatch.setattr(standard_dialogs, "confirm_replace", confirm_replace)
    monkeypatch.setattr(standard_dialogs, "show_message", show_message)
    person = Answers()
    timer = QTimer(interval=10)
    timer.timeout.connect(person.answer)

    def given(*answers: str) -> Answers:
        person.waiting = list(answers)
        timer.start()
        return person

    yield given
    timer.stop()
    assert person.waiting == []


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("chart", "chart.png"),
        ("chart.svg", "chart.svg"),
        ("chart.PNG", "chart.PNG"),
        ("to 5.3.2022", "to 5.3.2022.png"),
    ],
)
def test_a_new_name_is_not_asked_about(
    window: MainWindow, tmp_path: Path, answers: Callable[..., Answers], typed: str, saved: str
) -> None:
    person = answers(typed)
    (tmp_path / "other.png").touch()
    assert ask_save_path(window, "Export", tmp_path / "a.png", PICTURES) == tmp_path / saved
    assert person.messages == []


def test_the_question_is_asked_of_the_name_with_its_suffix(
    window: MainWindow, tmp_path: Path, answers: Callable[..., Answers]
) -> None:
    (tmp_path / "chart.png").write_bytes(b"old")
    (tmp_path / "chart2").write_bytes(b"no picture")
    person = answers("chart", "Choose another name", "chart2")
    assert ask_save_path(window, "Export", tmp_path / "a.png", PICTURES) == tmp_path / "chart2.png"
    assert person.messages == [f"chart.png already exists in {tmp_path}. Replace it?"]
    answers("chart", "Replace")
    assert ask_save_path(window, "Export", tmp_path / "a.png", PICTURES) == tmp_path / "chart.png"
    answers("chart", "Choose another name")
    assert ask_save_path(window, "Export", tmp_path / "a.png", PICTURES) is None


def test_a_case_file_is_refused_and_another_name_asked_for(
    window: MainWindow, tmp_path: Path, sampled: Path, answers: Callable[..., Answers]
) -> None:
    window.open_path(sampled)
    other = sample_file(tmp_path / "other.ktcase")
    person = answers(sampled.name, "Close", other.name, "Close", "copy.jpg")
    path = ask_save_path(window, "Save a copy", tmp_path / "a.jpg", "All files (*)")
    assert path == tmp_path / "copy.jpg"
    assert ["is this case file" in message for message in person.messages] == [True, False]
    assert "other.ktcase is a case file" in person.messages[1]


def test_a_new_case_never_offers_to_replace_one(
    window: MainWindow, tmp_path: Path, sampled: Path, answers: Callable[..., Answers]
) -> None:
    before = sampled.read_bytes()
    person = answers(sampled.stem, "Close")
    assert ask_new_case(window, tmp_path) is None
    (message,) = person.messages
    assert message.startswith(f"{sampled} already exists and was not changed")
    assert sampled.read_bytes() == before
