"""The map in the window: what it is drawn by is chosen here, kept, and there again next time."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker.charts.chart_request import Measure
from kharkiv_tracker.gui.charts.map_options import MapOptions, _Files
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.window import MainWindow

FILE = Path(__file__).parent.parent / "outlines.geojson"


def options_of(window: MainWindow) -> MapOptions:
    """The options of the map, which is looked at."""
    assert window.view is not None
    window.view.show_view(2)
    return window.view.map.options


@pytest.fixture
def options(window: MainWindow, sampled: Path) -> MapOptions:
    window.open_path(sampled)
    return options_of(window)


def test_tiles_are_drawn_until_outlines_are_loaded(
    options: MapOptions, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    session = options._session
    assert session.options.outlines is None
    assert not options.points.isEnabled()
    monkeypatch.setattr(standard_dialogs, "ask_map_file", lambda *_asked: FILE)
    options.ground.setFocus()
    qtbot.keyClick(options.ground, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: session.options.outlines is not None)
    assert options.ground.currentText() == "Outlines"
    assert options.points.isEnabled()
    options.points.click()
    assert session.options.points
    options.ground.setCurrentIndex(0)
    options.ground.activated.emit(0)
    assert session.options.outlines is None
    options.ground.setCurrentIndex(1)
    options.ground.activated.emit(1)
    assert session.options.outlines is options.outlines


def test_what_was_loaded_is_there_the_next_time(
    window: MainWindow,
    options: MapOptions,
    sampled: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(standard_dialogs, "ask_map_file", lambda *_asked: FILE)
    options.load_outlines()
    qtbot.waitUntil(lambda: options.outlines is not None)
    window.close_case()
    window.open_path(sampled)
    again = options_of(window)
    qtbot.waitUntil(lambda: again._session.options.outlines is not None)
    again.remove_files()
    qtbot.waitUntil(lambda: again._session.options.outlines is None)
    assert again.outlines is None


def test_the_measure_is_chosen(options: MapOptions) -> None:
    options.measure.setCurrentIndex(2)
    options.measure.activated.emit(2)
    assert options._session.options.measure == Measure("incidents")


def test_a_file_that_is_none_is_said_and_changes_nothing(
    options: MapOptions, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.geojson"
    broken.write_text("{")
    messages: list[str] = []
    monkeypatch.setattr(standard_dialogs, "ask_map_file", lambda *_asked: broken)
    monkeypatch.setattr(
        standard_dialogs, "show_message", lambda _parent, said: messages.append(said)
    )
    options.load_outlines()
    qtbot.waitUntil(lambda: bool(messages))
    assert "This file is not GeoJSON" in messages[0]
    assert options.outlines is None
    monkeypatch.setattr(standard_dialogs, "ask_map_file", lambda *_asked: None)
    options.load_populations()
    options.load_outlines()
    assert options.ground.currentText() == "Tiles"


def test_the_files_are_told_whose_they_are(
    options: MapOptions, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    popup = options.files.drop()
    assert isinstance(popup, _Files)
    assert popup.files_text.text().count("none loaded") == 2
    assert not popup.remove.isEnabled()
    monkeypatch.setattr(standard_dialogs, "ask_map_file", lambda *_asked: FILE)
    popup.load_outlines.click()
    qtbot.waitUntil(lambda: options.outlines is not None)
    options.files.drop()
    assert "Drawn by hand for tests" in popup.files_text.text()
    popup.close()
