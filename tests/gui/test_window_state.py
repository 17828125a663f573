"""What is kept between starts: place, view, panel, recent cases; and the system's tone followed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker import paths, settings
from kharkiv_tracker.gui import appearance, theme
from kharkiv_tracker.gui.files import case_files
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.settings import Settings
from kharkiv_tracker.store import open_checks
from kharkiv_tracker.store.case_file import CaseFile


def again(qtbot: QtBot, window: MainWindow, path: Path) -> MainWindow:
    """Close this window and open the case in a new one."""
    window.close()
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    made.open_path(path)
    return made


def test_view_and_panel_are_as_they_were(qtbot: QtBot, window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.view._work.setSizes([600, 420])
    wide = window.view._side.width()
    window.view.show_view(4)
    later = again(qtbot, window, sampled)
    assert later.view.view == 4
    later.view.show_view(0)
    assert abs(later.view._side.width() - wide) <= 2
    later.close()


def test_a_file_of_nonsense_is_no_hindrance(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.close()
    nonsense = "[General]\nview=nine\npanel=x\ngeometry=7\n"
    (paths.config_dir() / "window.ini").write_text(nonsense)
    later = again(qtbot, window, sampled)
    assert later.view.view == 0
    assert later.width() >= 960
    later.close()


def test_recent_cases_can_be_opened_from_the_menu_and_forgotten(
    window: MainWindow, sampled: Path, empty: Path
) -> None:
    window.open_path(sampled)
    window.open_path(empty)
    window.close_case()
    file = window.menuBar().actions()[0].menu()
    file.aboutToShow.emit()
    (recent,) = [menu for menu in file.findChildren(QMenu) if menu.title() == "Recent case files"]
    recent.aboutToShow.emit()
    names = [action.text() for action in recent.actions() if not action.isSeparator()]
    assert names == [str(empty), str(sampled), "Clear list"]
    recent.actions()[1].trigger()
    assert window.session.case.path == sampled
    window.close_case()
    forget = [
        button
        for button in window._welcome.findChildren(QPushButton)
        if button.text() == "Clear list"
    ]
    forget[0].click()
    assert case_files.recent() == []
    assert "ktcase" not in (paths.config_dir() / "settings.json").read_text()
    file.aboutToShow.emit()
    assert not recent.menuAction().isEnabled()


def test_encrypted_case_files_are_listed_only_if_asked(
    window: MainWindow, sampled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first.ktcase", tmp_path / "second.ktcase"
    for path in (first, second):
        CaseFile.create(path, "", "six words").close()
    window.open_path(first, "six words")
    assert case_files.recent() == []
    window.prefer(recent_encrypted=True)
    window.open_path(second, "six words")
    window.open_path(sampled)
    window.open_path(first, "six words")
    assert case_files.recent() == [first, sampled, second]
    # The one that is open must not be read: its locks would end.
    monkeypatch.setattr(open_checks, "is_plain", lambda path: path == sampled)
    window.prefer(recent_encrypted=False)
    assert case_files.recent() == [sampled]
    window.open_path(sampled)
    window.prefer(recent_encrypted=True)
    window.prefer(recent_encrypted=False)
    assert case_files.recent() == [sampled]


def test_a_file_that_is_not_there_any_more_is_not_taken_for_plain(
    tmp_path: Path, sampled: Path, own_home: Path
) -> None:
    assert own_home.is_dir()
    gone = tmp_path / "gone.ktcase"
    settings.save(Settings(recent=(str(gone), str(sampled)), recent_encrypted=True))
    case_files.unlist_encrypted(None)
    assert settings.load().recent == (str(sampled),)


def test_no_dialog_writes_down_which_folder_was_chosen(
    qtbot: QtBot, own_home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Saltivka"
    folder.mkdir()
    dialog = QFileDialog(None, "Open", str(folder))
    qtbot.addWidget(dialog)
    QTimer.singleShot(0, lambda: dialog.done(1))
    dialog.exec()
    dialog.close()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    written = [path for path in own_home.rglob("*") if path.is_file()]
    assert not [path for path in written if b"Saltivka" in path.read_bytes()]
    assert not (own_home / "config" / "QtProject.conf").exists()
    assert QApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def test_the_window_follows_the_system_while_it_runs(
    qtbot: QtBot, window: MainWindow, sampled: Path, monkeypatch
) -> None:
    window.open_path(sampled)
    with qtbot.waitSignal(window.drawing.ready, timeout=30000):
        window.drawing.load()
    window.view.show_view(1)
    pane = window.view.charts.pane
    qtbot.waitUntil(lambda: pane.figure is not None, timeout=10000)
    for dark in (True, False):
        light = pane.figure
        scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
        # The system of a test has no tone of its own to change.
        monkeypatch.setattr(theme, "system_scheme", lambda scheme=scheme: scheme)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
        appearance.follow_system()
        assert theme.tone() == ("dark" if dark else "light")
        qtbot.waitUntil(lambda light=light: pane.figure is not light, timeout=10000)
        assert pane.figure.get_facecolor() == rgba(theme.colours().ground)


def rgba(name: str) -> tuple[float, ...]:
    from matplotlib.colors import to_rgba

    return to_rgba(name)
