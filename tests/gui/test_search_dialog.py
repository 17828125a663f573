"""Find anything: records and commands by any words, walked and taken with the keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.search.search_dialog import MAX_HITS, Hit, SearchDialog, ranked
from kharkiv_tracker.gui.window import MainWindow


@pytest.fixture
def asked(hands, qtbot: QtBot, window: MainWindow, sampled: Path):
    """Ask for a text; returns the dialog with what was found."""
    window.open_path(sampled)

    def ask(text: str = "") -> SearchDialog:
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        hands.ctrl(Qt.Key.Key_K)
        (dialog,) = window.findChildren(SearchDialog)
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.field)
        before = dialog._hits
        hands.type(text)
        if text:
            qtbot.waitUntil(lambda: dialog._hits is not before)
        return dialog

    yield ask
    for dialog in window.findChildren(SearchDialog):
        dialog.reject()


def told(dialog: SearchDialog) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in dialog._hits]


def test_an_empty_field_offers_the_commands_with_their_keys(asked) -> None:
    dialog = asked()
    commands = {hit.title: hit.detail for hit in dialog._hits}
    assert commands["Export PDF"] == "Ctrl+E"
    assert commands["Theme: Dark"] == ""
    assert "Redo" not in commands
    assert all(hit.kind == "command" for hit in dialog._hits)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("kht-2022-08-18", ("incident", "KHT-2022-08-18-01")),
        ("TRAM-depot", ("incident", "KHT-2022-08-18-01")),
        ("hypermarket epits", ("incident", "KHT-2024-05-25-01")),
        ("sta-2024-05", ("official total", "STA-2024-05-16-01")),
        ("export pd", ("command", "Export PDF")),
    ],
)
def test_each_kind_is_found(asked, text: str, first: tuple[str, str]) -> None:
    assert told(asked(text))[0] == first


def test_enter_opens_the_incident_and_shows_it_though_it_was_not_selected(
    hands, window: MainWindow, asked
) -> None:
    window.view.open_text("hypermarket")
    window.view.show_view(3)
    asked("KHT-2022-08-18-01")
    hands.press(Qt.Key.Key_Return)
    assert window.view.view == 0
    assert window.view.incidents.current == "KHT-2022-08-18-01"
    assert window.session.selection.is_everything


def test_a_speaker_selects_what_they_said(hands, window: MainWindow, asked) -> None:
    asked("oleh syniehubov")
    hands.press(Qt.Key.Key_Return)
    assert window.session.selection.text == "Oleh Syniehubov"
    assert window.view.incidents.model.rowCount() == 3


def test_the_arrow_keys_walk_and_commands_are_done(hands, window: MainWindow, asked) -> None:
    dialog = asked("view")
    hands.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = asked("official totals")
    at = next(n for n, hit in enumerate(dialog._hits) if hit.kind == "command")
    for _step in range(at):
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert window.view.view == 3


def test_sources_and_official_totals_are_pointed_at(window: MainWindow, asked) -> None:
    dialog = asked("sta-2023-07")
    dialog._accept()
    row = window.view.statements.table.currentIndex().row()
    assert window.view.statements._statements[row].code == "STA-2023-07-01"
    source = window.view.sources
    window.view.show_view(4)
    expected = source._sources[1].source
    window.view.show_view(0)
    window.view.open_source(expected)
    assert window.view.view == 4
    assert source.table.currentIndex().row() == 1


def test_enter_pressed_early_takes_what_is_typed(hands, window: MainWindow, asked) -> None:
    asked()
    hands.type("kht-2024-05-25-01")
    hands.press(Qt.Key.Key_Return)
    assert window.view.incidents.current == "KHT-2024-05-25-01"


def test_what_is_not_there_is_said(asked) -> None:
    dialog = asked("qqqq")
    assert told(dialog) == []
    assert dialog._note.text() == "No matches."


def test_what_names_it_comes_before_what_quotes_it() -> None:
    hits = [Hit("", title, "", lambda: None) for title in ("Quoted", "A bus stop", "Bus", "abuse")]
    assert [hit.title for hit in ranked("bus", hits)] == ["Bus", "A bus stop", "abuse", "Quoted"]
    assert len(ranked("x", hits * 40)) == MAX_HITS
    assert ranked("", hits * 40) == hits * 40


def test_without_a_case_commands_are_found(window: MainWindow) -> None:
    window.find_anything()
    (dialog,) = window.findChildren(SearchDialog)
    dialog.field.setText("sample")
    dialog._look()
    assert told(dialog) == [("command", "Sample case")]
    dialog.reject()
