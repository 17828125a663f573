"""The window around its case: welcome, opening, views, selection, export, theme and language."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker import i18n, settings
from kharkiv_tracker.charts.sizes import SIZES
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.charts import chart_export_dialog
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.dialogs import new_case_dialog, passphrase_question, standard_dialogs
from kharkiv_tracker.gui.files import case_files
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store.case_file import CaseFile

SALTIVSKYI = "UA63120270010315719"


def texts(window: MainWindow, column: int) -> list[str]:
    model = window.view.incidents.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_window_is_on_screen_before_the_heavy_libraries(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.search import label_index
made = app.make("en")
window = MainWindow()
window.open_path(Path(sys.argv[1]))
window.show()
assert QTest.qWaitForWindowExposed(window)
assert not {"matplotlib", "typst", "dateparser"} & set(sys.modules)
def load():
    app.load_beside(window, made.quit)
QTimer.singleShot(0, load)
QTimer.singleShot(30000, lambda: made.exit(3))
code = made.exec()
assert "matplotlib" in sys.modules
# The first search does not wait for the names any more.
assert label_index._index.cache_info().currsize == 1
window.close()
sys.exit(code)
"""
    path = tmp_path / "case.ktcase"
    CaseFile.create(path).close()
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_welcome_makes_the_sample_and_says_where(window: MainWindow, own_home: Path) -> None:
    assert window.view is None
    window.open_sample()
    path = window.session.case.path
    assert path.is_file()
    assert own_home in path.parents
    assert str(path) in window.status.text
    assert len(texts(window, 0)) == 11
    window.close_case()
    window.open_sample()
    assert window.session.case.path != path


def test_recent_cases_are_those_still_there_and_not_encrypted(
    window: MainWindow, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked.ktcase"
    new_case = new_case_dialog.NewCase(locked, "Locked", "six words")
    monkeypatch.setattr(new_case_dialog, "ask_new_case", lambda _parent, _folder: new_case)
    window.new_case()
    assert window.session.case.is_encrypted
    assert "· encrypted" in " ".join(window.status.text.split())
    window.open_path(empty)
    window.close_case()
    assert case_files.recent() == [empty]
    assert "locked" not in (settings._file()).read_text()
    empty.unlink()
    assert case_files.recent() == []


def test_a_passphrase_is_asked_until_it_is_right_or_given_up(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.ktcase"
    CaseFile.create(path, "", "right").close()
    asked: list[str] = []
    answers = iter(["wrong", "right"])

    def ask(_parent: object, _path: Path, wrong: str = "") -> str:
        asked.append(wrong)
        return next(answers)

    monkeypatch.setattr(passphrase_question, "ask_passphrase", ask)
    assert window.open_path(path)
    assert asked[0] == ""
    assert "The passphrase does not match" in asked[1]
    window.close_case()
    monkeypatch.setattr(passphrase_question, "ask_passphrase", lambda *_args: None)
    assert not window.open_path(path)
    assert window.view is None


def test_a_file_that_is_no_case_is_told_and_the_open_one_stays(
    window: MainWindow, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    messages: list[str] = []
    monkeypatch.setattr(
        standard_dialogs, "show_message", lambda _parent, sentence: messages.append(sentence)
    )
    other = tmp_path / "other.ktcase"
    other.write_text("not a case")
    assert not window.open_path(other)
    assert not window.open_path(tmp_path / "missing.ktcase")
    assert len(messages) == 2
    assert window.session.case.path == empty


def test_the_table_tells_what_is_known_and_leaves_the_rest_quiet(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    assert texts(window, 0)[0] == "2 Jan 2026"
    assert texts(window, 0)[-1] == "undated"
    assert texts(window, 4) == ["?", "7", "19", "?", "6", "19", "?"]
    view = window.view.incidents
    assert view.head.number.text() == "7 incidents"
    assert view.head.sums.text() == "killed 51 (unknown: 3) · injured 198 · 1 undated"


def test_headers_sort_and_the_cursor_stays_on_its_incident(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    view = window.view.incidents
    view.table.selectRow(4)
    header = view.table.horizontalHeader()
    position = header.sectionViewportPosition(5) + 10
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_at(position))
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=_at(position))
    assert texts(window, 5) == ["47", "44", "24", "23", "22", "20", "18"]
    assert view.current == "KHT-2022-08-18-01"
    assert view.model.headerData(5, Qt.Orientation.Horizontal) == "Injured ↓"


def test_text_and_district_select_for_every_view_and_escape_clears(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.ctrl(Qt.Key.Key_F)
    hands.type("tram-depot")
    qtbot.waitUntil(lambda: texts(window, 1) == ["Slobidskyi"])
    assert "1 of 7 incidents" in window.status.text
    hands.press(Qt.Key.Key_Escape)
    assert len(texts(window, 0)) == 7
    window.view.bar.choose("districts", [SALTIVSKYI])
    assert texts(window, 1) == ["Saltivskyi"]
    assert window.session.selection.districts
    window.view.bar.text.setFocus()
    hands.press(Qt.Key.Key_Escape)
    assert window.session.selection.is_everything


def test_ctrl_and_a_number_change_the_view(hands, window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    for digit, view in ((2, 1), (3, 2), (4, 3), (5, 4), (6, 5), (1, 0)):
        hands.ctrl(Qt.Key(Qt.Key.Key_0 + digit))
        assert window.view.view == view


def test_the_chart_is_drawn_and_drawn_anew(qtbot: QtBot, window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    with qtbot.waitSignal(window.drawing.ready, timeout=30000):
        window.drawing.load()
    window.view.show_view(1)
    pane = window.view.charts.pane
    qtbot.waitUntil(lambda: pane.figure is not None, timeout=10000)
    first = pane.figure
    window.view.bar.choose("districts", [SALTIVSKYI])
    qtbot.waitUntil(lambda: pane.figure is not first, timeout=10000)


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".csv"])
def test_the_chart_is_written_in_the_format_of_its_name(
    qtbot: QtBot, window: MainWindow, sampled: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    chart = sampled.with_suffix(suffix)
    messages: list[str] = []
    monkeypatch.setattr(
        chart_export_dialog, "ask", lambda _parent: (SIZES["a5"], suffix, Profile.RESTRICTED)
    )
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args: chart)
    monkeypatch.setattr(
        standard_dialogs,
        "offer_to_open",
        lambda _parent, said, _is_folder=False: bool(messages.append(said)),
    )
    target.run(named("export-chart"), window)
    qtbot.waitUntil(lambda: bool(messages), timeout=60000)
    assert chart.stat().st_size > 200


def test_a_case_for_reading_only_takes_no_entries(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.session.case.read_only = True
    window.view.enter()
    assert not window.view.is_entering


def test_themes_dress_the_whole_window(window: MainWindow) -> None:
    window.choose_theme("dark")
    assert theme.tone() == "dark"
    assert settings.load().theme == "dark"
    window.choose_theme("light")
    assert theme.tone() == "light"


def test_the_environment_names_the_theme(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHARKIV_TRACKER_THEME", "dark")
    window.choose_theme("light")
    assert theme.tone() == "dark"
    monkeypatch.delenv("KHARKIV_TRACKER_THEME")
    window.choose_theme("light")


def test_another_language_carries_over_what_is_typed(
    hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7+")
    window.choose_language("uk")
    assert i18n.current() == "uk"
    assert window.view.is_entering
    assert window.view.entry.report.texts()["killed"] == "7+"
    assert window.session.case.path == sampled
    window.choose_language("en")


def test_geometry_is_kept_between_starts(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(960, 700)
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (960, 700)
    again.close()


def test_the_sample_says_that_it_is_one(window: MainWindow, sampled: Path, empty: Path) -> None:
    sentence = "Sample case for trying out the program; do not quote."
    window.open_path(sampled)
    assert any(sentence in label for label in _labels(window))
    window.open_path(empty)
    assert not any(sentence in label for label in _labels(window))


def test_official_totals_are_told_in_their_own_notation(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    model = window.view.statements.model
    rows = [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(6)]
    assert [
        rows[4][0],
        *rows[4][4:7],
    ] == ["7 Aug 2022", ">1,000", "50", ">2,000"]
    assert date(2022, 2, 24) == window.view.statements._statements[4].since


def _at(x: int):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QPoint

    return QPoint(x, 10)


def _labels(window: MainWindow) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in window.view.findChildren(QLabel)]


def test_a_window_leaves_no_other_window_behind(qtbot: QtBot) -> None:
    before = set(QApplication.topLevelWidgets())
    made = MainWindow()
    qtbot.addWidget(made)
    own = {top for top in set(QApplication.topLevelWidgets()) - before if top.parent() is None}
    assert own == {made}
