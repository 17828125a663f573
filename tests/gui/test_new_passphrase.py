"""The fields for a new passphrase: what is suggested, typed, repeated, shown and cleared."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kharkiv_tracker import i18n
from kharkiv_tracker.gui.dialogs.new_passphrase import NewPassphrase
from kharkiv_tracker.passphrases import word_list
from kharkiv_tracker.store import case_key


@pytest.fixture
def fields(qtbot: QtBot) -> NewPassphrase:
    made = NewPassphrase()
    qtbot.addWidget(made)
    made.show()
    return made


def test_six_words_of_the_language_spoken_are_shown_and_others_on_request(
    fields: NewPassphrase,
) -> None:
    fields.suggest_button.click()
    first = fields.passphrase()
    assert set(first.split(" ")) <= set(word_list.words("en"))
    assert fields.line.echoMode() is QLineEdit.EchoMode.Normal
    # What is seen need not be repeated.
    assert not fields.second.isVisible()
    assert fields.problem() == ""
    assert fields._grade.text().startswith("Strong")
    assert fields._bar.share == 1
    with i18n.speaking("uk"):
        fields.suggest_button.click()
    assert set(fields.passphrase().split(" ")) <= set(word_list.words("uk"))


def test_what_is_typed_by_hand_is_repeated(qtbot: QtBot, fields: NewPassphrase) -> None:
    with qtbot.waitSignal(fields.changed):
        fields.line.insert("пароль ")
    assert set(fields.line.displayText()).isdisjoint("пароль ")
    assert fields.passphrase() == "пароль "
    assert fields._grade.text().startswith("Weak")
    assert fields._bar.share < 0.5
    assert fields.problem() == "The passphrases do not match."
    with qtbot.waitSignal(fields.changed):
        fields.second.setText("пароль")
    assert fields.problem() != ""
    fields.second.setText("пароль ")
    assert fields.problem() == ""


def test_a_changed_suggestion_is_repeated_too(fields: NewPassphrase) -> None:
    fields.suggest()
    fields.line.end(False)
    QTest.keyClicks(fields.line, "1")
    assert fields.second.isVisible()
    assert fields.problem() == "The passphrases do not match."


def test_characters_that_cannot_be_typed_are_a_problem(fields: NewPassphrase) -> None:
    for line in (fields.line, fields.second):
        line.setText("six\x07words")
    assert "cannot be typed" in fields.problem()


def test_the_box_shows_and_hides_both_fields(fields: NewPassphrase) -> None:
    fields.line.setText("oyster")
    fields.second.setText("oyster")
    fields.show_box.click()
    assert fields.line.displayText() == fields.second.displayText() == "oyster"
    fields.show_box.click()
    assert "oyster" not in fields.line.displayText() + fields.second.displayText()


def test_no_keyboard_learns_what_is_typed(fields: NewPassphrase) -> None:
    for is_shown in (False, True, False):
        fields.show_box.setChecked(is_shown)
        for line in (fields.line, fields.second):
            hints = line.inputMethodHints()
            assert hints & Qt.InputMethodHint.ImhSensitiveData
            assert hints & Qt.InputMethodHint.ImhNoPredictiveText
            assert bool(hints & Qt.InputMethodHint.ImhHiddenText) is not is_shown
            assert line.completer() is None


def test_nothing_comes_back_after_it_was_cleared(fields: NewPassphrase) -> None:
    QApplication.clipboard().setText("before")
    fields.suggest()
    QTest.keyClicks(fields.line, "more")
    fields.line.selectAll()
    fields.clear()
    for line in (fields.line, fields.second):
        line.undo()
        assert line.text() == ""
        assert not line.isUndoAvailable()
    assert fields.line.echoMode() is QLineEdit.EchoMode.Password
    assert fields._grade.text() == ""
    assert QApplication.clipboard().text() == "before"


def test_words_of_the_case_title_are_easy_to_guess(fields: NewPassphrase) -> None:
    fields.line.setText("Zolochiv Dergachi Bohodukhiv")
    assert fields._grade.text().startswith("Fair")
    fields.set_known(("Zolochiv, Dergachi Bohodukhiv",))
    assert fields._grade.text().startswith("Weak")


def test_spaces_alone_and_a_recovery_key_are_refused(fields: NewPassphrase) -> None:
    for typed, problem in (
        (" \u00a0", "The passphrase has spaces only."),
        (" ".join(case_key.sheet("word", bytes(16))), "This is a recovery key"),
    ):
        fields.line.setText(typed)
        fields.second.setText(typed)
        assert problem in fields.problem()
