"""Notes, identifiers, rare fields and the method page in the window."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident_words import Answer
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.commands import context_menu
from kharkiv_tracker.gui.dialogs import method_dialog, prompts
from kharkiv_tracker.gui.dialogs.identifier_dialog import IdentifierDialog
from kharkiv_tracker.gui.dialogs.method_dialog import MethodDialog
from kharkiv_tracker.gui.dialogs.note_dialog import NoteDialog
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.gui.search import search_results
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.labels import optional_text
from kharkiv_tracker.store import incidents, method_page, note_list, text_search

CODE, OTHER = "KHT-2022-08-17-01", "KHT-2022-08-18-01"


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    window.view.open_incident(CODE)
    return window


def sections(within: QWidget, title: str) -> list[Section]:
    QApplication.processEvents()
    shown = within.findChildren(Section)
    return [one for one in shown if one.isVisibleTo(within) and one.title.text() == title]


def texts(within: QWidget) -> list[str]:
    return [label.text() for label in within.findChildren(QLabel)]


def button(within: QWidget, text: str) -> QPushButton:
    QApplication.processEvents()
    buttons = [one for one in within.findChildren(QPushButton) if one.isVisibleTo(within)]
    return next(one for one in buttons if text in (one.text(), one.accessibleName()))


def test_a_note_is_added_corrected_and_withdrawn(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["first\nsecond", None, "third"]
    given: list[Sequence[str]] = []

    def answer(_parent: QWidget, *asked: str) -> str | None:
        given.append(asked)
        return answers.pop(0)

    monkeypatch.setattr(prompts, "ask_note", answer)
    inspector, edits = opened.view.inspector, opened.view.edits.notes
    assert sections(inspector, "Notes") == []
    button(inspector, "Add note…").click()
    (shown,) = sections(inspector, "Notes")
    assert "first\nsecond" in texts(shown)
    edits.add_note(f"{CODE}/1")
    assert len(note_list.listed(opened.view.session.case)) == 1
    edits.add_note(f"{CODE}/1")
    (shown,) = sections(inspector, "Notes")
    _first, second = shown.lines
    assert second.findChild(QPushButton).label_text.endswith("report 1")
    names = [command.name for command in context_menu.offered(second.subject)]
    assert names == ["edit-note", "withdraw"]
    answers.append("fourth")
    second.findChild(QPushButton).click()
    assert given[-1] == (f"Note on {CODE}/1", "third")
    (shown,) = sections(inspector, "Notes")
    assert "fourth" in texts(shown)
    assert "third" not in texts(shown)
    monkeypatch.setattr(prompts, "ask_reason", lambda *_asked: "wrong record")
    opened.view.edits.withdraw(shown.lines[0].subject.code)
    (shown,) = sections(inspector, "Notes")
    assert "1" in texts(shown)
    names = [command.name for command in context_menu.offered(shown.lines[0].subject)]
    assert names == ["reinstate"]


def test_notes_on_an_official_total_are_shown_with_it(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_note", lambda *_asked: "since when?")
    case = opened.view.session.case
    (code,) = case.db.execute("SELECT code FROM statements LIMIT 1").fetchone()
    opened.view.open_statement(code)
    opened.view.edits.notes.add_note(code)
    (shown,) = sections(opened.view.statements, "Notes")
    assert "since when?" in texts(shown)


def test_identifiers_are_one_line_and_open_what_they_name(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [Identifier("T4P", "1234"), Identifier("T4P", "1234")]
    monkeypatch.setattr(prompts, "ask_identifier", lambda *_asked: answers.pop(0))
    button(opened.view.inspector, "Add identifier…").click()
    opened.view.edits.notes.add_identifier(OTHER)
    button(opened.view.inspector, "T4P 1234")
    assert f"{OTHER} has the same identifier: T4P 1234." in texts(opened.view.inspector)
    matches = text_search.find(opened.session.case, "t4p 1234")
    hits = list(search_results.records(opened.view, gazetteer.load(), matches))
    found = [hit for hit in hits if hit.kind == "identifier"]
    assert [hit.detail for hit in found] == [CODE, OTHER]
    found[1].act()
    assert opened.view.inspector.code == OTHER
    answers.append(Identifier("ERDR", "77"))
    button(opened.view.inspector, "Add identifier").click()
    answers.append(Identifier("T4P", "9"))
    button(opened.view.inspector, "T4P 1234").click()
    assert [button(opened.view.inspector, name) for name in ("T4P 9", "ERDR 77")]


def test_the_dialogs_close_only_with_what_can_be_saved(opened: MainWindow, qtbot: QtBot) -> None:
    note = NoteDialog(opened, "Note", "")
    qtbot.addWidget(note)
    note.show()
    note.accept()
    assert note.isVisible()
    assert "Enter the text of the note." in texts(note)
    note.text.setPlainText("a doubt")
    note.activateWindow()
    qtbot.waitUntil(note.isActiveWindow)
    qtbot.keyClick(note.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (note.isVisible(), note.answer()) == (False, "a doubt")
    dialog = IdentifierDialog(opened, "Identifier", Identifier(), ("T4P",), lambda _typed: (OTHER,))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.focusWidget() is dialog.scheme
    dialog.scheme.setText("t4p")
    dialog.accept()
    assert "Enter the identifier." in texts(dialog)
    dialog.value.setText(" 12  34 ")
    assert f"Other records with this identifier: {OTHER}." in texts(dialog)
    dialog.accept()
    assert (dialog.isVisible(), dialog.answer()) == (False, Identifier("t4p", "12 34"))


def test_rare_fields_are_shown_in_words_where_they_are_recorded(opened: MainWindow) -> None:
    case = opened.view.session.case
    assert list(optional_text.lines(incidents.incident(case, CODE))) == []
    strike = {
        "event": {"date": "2022-09-30"},
        "district": "Saltivskyi",
        "reports": [{"killed": "1"}],
        "weapons": ["missile"],
        "debris": True,
        "strikes": "2+",
        "circumstances": "in a queue for bread",
        "responsible": "Russian armed forces",
        "responsible_by": "the prosecutor",
        "responsible_answer": Answer.DENIED.value,
    }
    entries = entry_json.read({"incidents": [strike]}, gazetteer.load())
    (code,) = opened.view.session.record(entries, "test").incidents
    opened.view.open_incident(code)
    shown = texts(opened.view.inspector)
    assert "Strikes: at least 2" in shown
    assert "Circumstances of the victims: in a queue for bread" in shown
    claim = "Responsible, as claimed by the prosecutor: Russian armed forces (denied)"
    assert claim in shown
    assert any("missile · debris of an intercepted weapon" in text for text in shown)


def test_the_method_page_is_typed_in_both_languages(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened.view.session.case
    dialog = MethodDialog(opened, case)
    qtbot.addWidget(dialog)
    dialog.boxes["who"].setPlainText("We")
    dialog.fill()
    assert dialog.boxes["licence"].text() == "CC BY 4.0"
    assert dialog.boxes["who"].toPlainText() == "We"
    dialog.language.setCurrentIndex(dialog.language.findData("uk"))
    assert dialog.boxes["who"].toPlainText() == ""
    assert "назва організації" in dialog.boxes["who"].placeholderText()
    dialog.boxes["who"].setPlainText("Ми")
    typed = dialog.answer()
    assert (typed["en"].who, typed["uk"]) == ("We", Method(who="Ми"))
    monkeypatch.setattr(method_dialog, "ask", lambda *_asked: typed)
    opened.view.edits.notes.edit_method()
    assert method_page.pages(case) == typed
    opened.undo.undo()
    assert set(method_page.pages(case).values()) == {Method()}
