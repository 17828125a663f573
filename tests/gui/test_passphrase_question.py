"""Passphrases of files: asked for, refused, and waited for after several wrong ones."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.dialogs import passphrase_question
from kharkiv_tracker.gui.dialogs.passphrase_field import PassphraseField
from kharkiv_tracker.gui.dialogs.passphrase_question import PassphraseQuestion, ask_passphrase
from kharkiv_tracker.gui.files.wrong_tries import FREE, TRIES, WrongTries
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store.case_file import CaseFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "locked.ktcase"
    CaseFile.create(made, "", "right").close()
    return made


def test_the_wait_doubles_from_the_fifth_wrong_one_up_to_half_a_minute(tmp_path: Path) -> None:
    now = 100.0
    tries = WrongTries(lambda: now)
    path, other = tmp_path / "a", tmp_path / "b"
    waits = []
    for _n in range(12):
        tries.add(path)
        waits.append(tries.seconds(path))
        now += waits[-1]
        assert tries.seconds(path) == 0
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert tries.seconds(other) == 0
    assert not tries.are_many(other)
    tries.clear(path)
    tries.add(path)
    assert (tries.seconds(path), tries.are_many(path)) == (0, False)


def test_a_file_is_counted_by_its_real_path(tmp_path: Path) -> None:
    tries = WrongTries(lambda: 0.0)
    file, link = tmp_path / "case", tmp_path / "link"
    file.touch()
    link.symlink_to(file)
    for n in range(FREE):
        tries.add(link if n % 2 else file)
    assert tries.seconds(file) == tries.seconds(link) == 1
    assert tries.seconds(Path(os.path.relpath(file))) == 1


class Clock:
    """The clock of the program's count, moved by the test."""

    now = 0.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(TRIES, "_clock", lambda: made.now)
    return made


def test_several_wrong_passphrases_make_the_next_one_wait(
    qtbot: QtBot, path: Path, clock: Clock
) -> None:
    field = PassphraseField(path)
    qtbot.addWidget(field)
    field.show()
    submitted: list[str] = []
    field.submitted.connect(submitted.append)
    for n in range(FREE):
        assert not field._limits.isVisible()
        field.line.setText(f"wrong {n}")
        QTest.keyClick(field.line, Qt.Key.Key_Return)
        field.refuse("The passphrase does not match.")
        assert field.line.text() == ""
    assert submitted == [f"wrong {n}" for n in range(FREE)]
    assert field._wrong.isVisible()
    assert field._limits.isVisible()
    assert field._wait.text() == "Wait 1 s."
    field.line.setText("right")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert len(submitted) == FREE
    # What is typed meanwhile stays, and can be submitted afterwards.
    clock.now = 1.0
    field.refresh()
    assert not field._wait.isVisible()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert submitted[-1] == "right"


def test_the_dialog_cannot_be_answered_while_it_waits(
    window: MainWindow, path: Path, clock: Clock
) -> None:
    for _n in range(FREE):
        dialog = PassphraseQuestion(window, path, "The passphrase does not match.")
    dialog.show()
    dialog.field.line.setText("right")
    assert not dialog.accepting.isEnabled()
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    clock.now = 1.0
    dialog.field.refresh()
    assert dialog.accepting.isEnabled()
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.result() == 1


def test_what_was_typed_is_the_answer_and_stays_nowhere(window: MainWindow, path: Path) -> None:
    dialogs: list[PassphraseQuestion] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PassphraseQuestion)
        dialogs.append(dialog)
        assert dialog.field.line.hasFocus()
        assert dialog.field.line.echoMode() is QLineEdit.EchoMode.Password
        # As it was typed, with its spaces.
        dialog.field.line.setText(" right ")
        QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)

    QTimer.singleShot(50, answer)
    assert ask_passphrase(window, path) == " right "
    assert dialogs[0].field.line.text() == ""


def test_a_right_passphrase_ends_the_count(
    window: MainWindow, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _n in range(FREE - 1):
        TRIES.add(path)
    monkeypatch.setattr(passphrase_question, "ask_passphrase", lambda *_args: "right")
    assert window.open_path(path)
    TRIES.add(path)
    assert clock.now == TRIES.seconds(path) == 0
