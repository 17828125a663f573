"""Undo and redo from the menu: named, told in a sentence, and idle where there is nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kharkiv_tracker import gazetteer
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.window import MainWindow

FIRST, SECOND = "new incident KHT-2022-08-17-01", "new incident KHT-2022-08-17-02"


def record(window: MainWindow, reason: str = "add") -> None:
    strike = {
        "event": {"date": "2022-08-17", "precision": "date"},
        "district": "Saltivskyi",
        "reports": [{"killed": "2"}],
    }
    window.session.record(entry_json.read({"incidents": [strike]}, gazetteer.load()), reason)


def names(window: MainWindow) -> tuple[str, bool, str, bool]:
    undo, redo = (window.menu_bar.actions[name] for name in ("undo", "redo"))
    return undo.text(), undo.isEnabled(), redo.text(), redo.isEnabled()


def test_nothing_to_do_without_a_case_and_in_a_new_one(window: MainWindow, empty: Path) -> None:
    assert names(window) == ("Undo", False, "Redo", False)
    window.open_path(empty)
    assert names(window) == ("Undo", False, "Redo", False)


def test_undo_takes_back_and_redo_makes_again(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    record(window)
    table = window.view.incidents
    assert names(window) == (f"Undo {FIRST}", True, "Redo", False)
    table.table.setFocus()
    hands.ctrl(Qt.Key.Key_Z)
    assert table.model.rowCount() == 0
    assert window.status.text.startswith(f"Undone: {FIRST}.")
    assert names(window) == ("Undo", False, f"Redo {FIRST}", True)
    window.undo.redo()
    assert table.model.rowCount() == 1
    assert window.status.text == f"Redone: {FIRST}."
    assert names(window) == (f"Undo {FIRST}", True, "Redo", False)


def test_desk_02_a_reason_in_ones_own_words_never_names_the_undo(
    window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    record(window, "checked & corrected")
    assert window.menu_bar.actions["undo"].text() == f"Undo {FIRST}"


def test_a_text_field_keeps_its_own_undo(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    record(window)
    window.view.search()
    hands.type("abc")
    hands.ctrl(Qt.Key.Key_Z)
    assert window.view.incidents.model.rowCount() == 1
    assert window.view.bar.text.text() == ""


def test_an_undo_that_fails_says_so(
    window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    record(window)
    messages: list[str] = []
    monkeypatch.setattr(
        standard_dialogs, "show_message", lambda _parent, sentence: messages.append(sentence)
    )

    def fail(*_args: object) -> None:
        raise CaseUnavailable("The disk is full.")

    monkeypatch.setattr(window.session.case, "edit", fail)
    window.undo.undo()
    assert messages == ["The disk is full."]
    assert window.view.incidents.model.rowCount() == 1


def test_the_work_of_somebody_else_is_taken_back_only_when_asked_for(
    window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    record(window)
    window.session.author = "Petro"
    questions: list[tuple[str, str]] = []
    answers = [False, True, True, True, True]

    def confirm(_parent: object, question: str, undo: str) -> bool:
        questions.append((question, undo))
        return answers[len(questions) - 1]

    monkeypatch.setattr(standard_dialogs, "confirm", confirm)
    table = window.view.incidents.model
    window.undo.undo()
    assert table.rowCount() == 1
    window.undo.undo()
    assert table.rowCount() == 0
    window.undo.redo()  # what Petro undid
    assert table.rowCount() == 1
    assert questions == [(f"Done without an author name: {FIRST}. Undo it?", "Undo change")] * 2
    window.session.author = "Olena"
    record(window)
    window.undo.undo()
    assert len(questions) == 2
    window.session.author = "Petro"
    window.undo.redo()
    assert questions[2:] == [(f"Undone by Olena: {SECOND}. Redo it?", "Redo")]
    window.undo.undo()
    assert questions[3:] == [(f"Done by Olena: {SECOND}. Undo it?", "Undo change")]


def test_a_case_for_reading_only_takes_nothing_back(window: MainWindow, sampled: Path) -> None:
    sampled.chmod(0o444)
    window.open_path(sampled)
    if window.session.case.read_only:  # whoever runs this as root may write all the same
        assert names(window)[1] is False
    window.session.case.read_only = True
    window.undo.undo()
    assert window.view.incidents.model.rowCount() == 7
