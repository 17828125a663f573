"""A new case file: six words are filled in, may be changed, and may be declined."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kharkiv_tracker.gui.dialogs.new_case_dialog import NewCaseDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.passphrases import word_list


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path) -> NewCaseDialog:
    made = NewCaseDialog(window, tmp_path / "Saltivka.ktcase")
    made.show()
    return made


def test_enter_makes_a_case_with_the_words_that_are_seen(dialog: NewCaseDialog) -> None:
    assert dialog.title.hasFocus()
    shown = dialog.passphrase.line.displayText()
    assert set(shown.split(" ")) <= set(word_list.words("en"))
    dialog.title.end(False)
    QTest.keyClicks(dialog.title, " 2022")
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    answer = dialog.answer()
    assert (answer.title, answer.passphrase) == ("Saltivka 2022", shown)


def test_a_passphrase_is_declined_by_a_tick(dialog: NewCaseDialog) -> None:
    dialog.without.setFocus()
    QTest.keyClick(dialog.without, Qt.Key.Key_Space)
    assert not dialog.passphrase.isEnabled()
    QTest.keyClick(dialog.without, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.answer().passphrase == ""


def test_an_empty_passphrase_is_not_taken_for_none(dialog: NewCaseDialog) -> None:
    dialog.passphrase.clear()
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog._wrong.text() == "Enter a passphrase, or choose “Without a passphrase”."
    dialog.passphrase.suggest()
    assert not dialog._wrong.isVisible()


def test_a_passphrase_typed_by_hand_is_repeated(dialog: NewCaseDialog) -> None:
    line, second = dialog.passphrase.line, dialog.passphrase.second
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "by hand")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog._wrong.text() == "The passphrases do not match."
    QTest.keyClicks(second, "by hand")
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.answer().passphrase == line.text()


def test_the_title_makes_its_own_words_easy_to_guess(dialog: NewCaseDialog) -> None:
    words = "zolochiv dergachi bohodukhiv"
    dialog.passphrase.line.setText(words)
    assert dialog.passphrase._grade.text().startswith("Fair")
    dialog.title.setText(words)
    assert dialog.passphrase._grade.text().startswith("Weak")
