"""Who records changes is asked once; every preference applies at once and is kept."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import i18n, labels, settings
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.charts.chart_export_dialog import ChartDialog
from kharkiv_tracker.gui.dialogs import backup_folder
from kharkiv_tracker.gui.dialogs.backup_dialog import BackupDialog
from kharkiv_tracker.gui.preferences.backup_page import BackupPage
from kharkiv_tracker.gui.preferences.dialog import PreferencesDialog
from kharkiv_tracker.gui.preferences.preference_pages import PAGES
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.labels import date_manner
from kharkiv_tracker.settings import Settings
from kharkiv_tracker.store import history, method_page, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.gui.conftest import Hands

DAY = date(2022, 8, 17)


@pytest.fixture
def first_start(nameless: None) -> None:  # noqa: ARG001 - it comes after that one
    """Nobody was asked for a name yet."""
    settings.save(Settings())


def preferences(window: MainWindow) -> PreferencesDialog:
    """The dialog, opened if it is not."""
    shown = [one for one in window.findChildren(PreferencesDialog) if one.isVisible()]
    if not shown:
        window.menu_bar.actions["preferences"].trigger()
        return preferences(window)
    return shown[-1]


def choose(window: MainWindow, page: str, name: str, value: object) -> None:
    box = preferences(window).pages[page].boxes[name]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    QApplication.processEvents()


def is_whole(widget: QWidget, within: QWidget) -> bool:
    corner = widget.mapTo(within, QPoint())
    return within.rect().contains(corner) and within.rect().contains(
        widget.mapTo(within, widget.rect().bottomRight())
    )


@pytest.mark.usefixtures("first_start")
def test_desk_08_a_first_start_asks_for_a_name_in_one_line(
    window: MainWindow, hands: Hands, empty: Path
) -> None:
    window.activateWindow()
    assert window.name_line.field.hasFocus()
    hands.type("О. К.")
    hands.press(Qt.Key.Key_Return)
    assert settings.load().author == "О. К."
    assert not window.name_line.isVisible()
    assert window._welcome.first.hasFocus()
    window.open_path(empty)
    assert window.session.author == "О. К."
    assert "no author name" not in window.status.text


@pytest.mark.usefixtures("first_start")
def test_desk_08_a_case_opened_without_a_name_asks_above_it(
    window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    assert window.name_line.isVisible()
    assert "no author name" in window.status.text
    window.name_line.field.setText("  O.   K. ")
    window.name_line.use.click()
    assert window.session.author == "O. K."
    assert "no author name" not in window.status.text
    assert not window.name_line.isVisible()
    window.session.edit("new title", lambda edit: rule_choice.set_title(edit, "Renamed"))
    assert history.last(window.session.case).author == "O. K."


@pytest.mark.usefixtures("first_start")
def test_desk_08_it_may_be_declined_and_is_not_asked_again(
    window: MainWindow, qtbot: QtBot, empty: Path
) -> None:
    window.name_line.decline.click()
    assert not window.name_line.isVisible()
    window.open_path(empty)
    assert "no author name" in window.status.text
    again = MainWindow()
    qtbot.addWidget(again)
    again.show()
    assert not again.name_line.isVisible()


@pytest.mark.usefixtures("first_start")
@pytest.mark.parametrize("typed", ["", "  ", "–", "unnamed", "\x07"])
def test_desk_08_what_names_no_one_is_not_a_name(window: MainWindow, typed: str) -> None:
    window.name_line.field.setText(typed)
    window.name_line.use.click()
    assert window.name_line.isVisible()
    assert settings.load() == Settings()


@pytest.mark.usefixtures("first_start")
def test_desk_08_the_environment_names_the_author(
    monkeypatch: pytest.MonkeyPatch, window: MainWindow, empty: Path
) -> None:
    monkeypatch.setenv("KHARKIV_TRACKER_AUTHOR", "Desk 2")
    window.name_line.refresh()
    assert not window.name_line.isVisible()
    window.open_path(empty)
    assert window.session.author == "Desk 2"
    field = preferences(window).pages["person"].boxes["author"]
    assert not field.isEnabled()
    assert "KHARKIV_TRACKER_AUTHOR" in field.accessibleDescription()


def test_desk_08_the_name_is_changed_in_the_preferences(
    window: MainWindow, qtbot: QtBot, empty: Path
) -> None:
    window.open_path(empty)
    dialog = preferences(window)
    field = dialog.pages["person"].boxes["author"]
    qtbot.keyClicks(field, "Analyst 3")
    dialog.reject()
    assert window.session.author == settings.load().author == "Analyst 3"
    assert not settings.load().unnamed
    field = preferences(window).pages["person"].boxes["author"]
    field.clear()
    field.editingFinished.emit()
    assert settings.load() == Settings(unnamed=True, recent=(str(empty),))
    assert "no author name" in window.status.text
    preferences(window).reject()


def test_desk_08_text_size_rows_and_dates_apply_at_once(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    before = window.view.incidents.table.verticalHeader().defaultSectionSize()
    choose(window, "look", "text_size", 150)
    assert theme.px(100) == 150
    assert preferences(window).font().pointSizeF() == theme.font(theme.BASE).pointSizeF() == 15
    assert window.view.incidents.table.verticalHeader().defaultSectionSize() == before * 1.5
    # The dialog is opened again where it was, in the new size.
    dialog = preferences(window)
    assert dialog.list.currentRow() == 1
    assert dialog.pages["look"].boxes["text_size"].hasFocus()
    dialog.reject()
    assert settings.load().text_size == 150
    assert window.prefer(rows="roomy", dates="iso")
    assert window.view.incidents.table.verticalHeader().defaultSectionSize() == 51
    model = window.view.incidents.model
    cells = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert any(cell.startswith("202") and cell[4] == "-" for cell in cells)


def test_desk_08_language_and_theme_apply_at_once(window: MainWindow) -> None:
    choose(window, "look", "theme", "dark")
    assert theme.tone() == "dark"
    choose(window, "look", "theme", "light")
    assert theme.tone() == "light"
    choose(window, "person", "language", "uk")
    assert i18n.current() == "uk"
    dialog = preferences(window)
    assert dialog.pages["person"].boxes["language"].hasFocus()
    dialog.reject()


def test_desk_08_the_default_version_is_offered_first(window: MainWindow) -> None:
    assert ChartDialog(window).answer()[2] is Profile.RESTRICTED
    choose(window, "files", "profile", "open")
    preferences(window).reject()
    assert ChartDialog(window).answer()[2] is Profile.OPEN


@pytest.mark.parametrize(
    ("manner", "text", "weekday"),
    [
        ("words", "17 Aug 2022", "Wednesday 17 August 2022"),
        ("numbers", "17.08.2022", "Wednesday 17.08.2022"),
        ("iso", "2022-08-17", "Wednesday 2022-08-17"),
    ],
)
def test_desk_08_three_manners_of_dates(manner: str, text: str, weekday: str) -> None:
    date_manner.choose(manner)
    try:
        assert labels.date(DAY, short=True) == text
        assert labels.weekday(DAY).replace("\xa0", " ") == weekday
        # What is kept in a file does not change with the window.
        with date_manner.for_file():
            assert labels.date(DAY, short=True).replace("\xa0", " ") == "17 Aug 2022"
    finally:
        date_manner.choose("words")


def test_desk_08_texts_kept_in_the_case_have_dates_in_words(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    plain = method_page.first_text(window.session.case, "en")
    date_manner.choose("iso")
    try:
        assert method_page.first_text(window.session.case, "en") == plain
    finally:
        date_manner.choose("words")


def test_desk_08_a_page_has_dates_in_words(sampled: Path) -> None:
    with CaseFile.open(sampled) as case:
        plain = pdf.prepare(case, SummaryRequest()).data
        date_manner.choose("iso")
        try:
            page = pdf.prepare(case, SummaryRequest()).data
        finally:
            date_manner.choose("words")
    clock = re.compile(r"\b\d\d:\d\d\b")
    assert clock.sub("", page) == clock.sub("", plain)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_desk_08_it_fits_a_small_window_with_large_text(window: MainWindow, language: str) -> None:
    window.resize(960, 540)
    window.prefer(language=language, text_size=150)
    dialog = preferences(window)
    # As on a screen of that size: what is longer scrolls.
    dialog.resize(960, 540)
    assert dialog.size().toTuple() == (960, 540)
    for number, page in enumerate(dialog.pages.values()):
        dialog.list.setCurrentRow(number)
        QApplication.processEvents()
        area = dialog
        for box in page.boxes.values():
            assert box.accessibleName()
            assert box.width() <= area.width()
            assert box.sizeHint().height() <= box.height()
    assert is_whole(dialog.accepting, dialog)
    dialog.reject()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_desk_08_every_box_of_a_page_has_an_access_key_of_its_own(
    window: MainWindow, language: str
) -> None:
    window.prefer(language=language)
    dialog = preferences(window)
    assert [page.key for page in PAGES] == list(dialog.pages)
    for page in dialog.pages.values():
        keys = [
            label.text().casefold().partition("&")[2][:1]
            for label in page.findChildren(QLabel)
            if label.buddy()
        ]
        assert len(keys) == len(page.boxes)
        assert all(keys)
        assert len(set(keys)) == len(keys)
    dialog.reject()


def test_desk_08_a_panel_is_as_wide_as_before_when_the_text_is_small_again(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)

    def width() -> int:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return int(window.view._work.sizes()[1])

    window.resize(1600, 800)
    before = width()
    window.prefer(text_size=150)
    assert width() > before
    window.prefer(text_size=100)
    assert width() == before


def test_the_folder_of_backups_is_chosen_and_given_up(
    window: MainWindow, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Dropbox" / "backups"
    folder.mkdir(parents=True)
    monkeypatch.setattr(backup_folder, "ask_folder", lambda *_args: folder)
    window.open_path(empty)
    assert window.safety.keeper.problem == "No backup folder chosen."
    page = preferences(window).pages["backups"]
    assert isinstance(page, BackupPage)
    assert not page.folder.stopping.isEnabled()
    page.folder.choosing.click()
    assert settings.load().backups == str(folder)
    assert window.safety.keeper.problem == "No backup of this case file yet."
    assert "same disk" in page.folder.warning.text()
    assert "Dropbox syncs this folder" in page.folder.warning.text()
    listed: list[QWidget] = []
    monkeypatch.setattr(BackupDialog, "exec", lambda dialog: listed.append(dialog))
    page.listing.click()
    assert isinstance(listed[0], BackupDialog)
    folder.rmdir()
    page.folder.refresh()
    assert "not found" in page.folder.warning.text()
    page.folder.stopping.click()
    assert settings.load().backups == ""
    assert page.folder.warning.text() == ""
    assert window.safety.keeper.problem == "No backup folder chosen."


def test_without_a_case_the_page_of_backups_has_the_folder_alone(window: MainWindow) -> None:
    page = preferences(window).pages["backups"]
    assert isinstance(page, BackupPage)
    assert page.folder.choosing.isEnabled()
    assert page.listing.isHidden()


def test_a_choice_of_folder_that_cannot_be_saved_is_said(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = preferences(window).pages["backups"]
    assert isinstance(page, BackupPage)
    monkeypatch.setattr(backup_folder, "ask_folder", lambda *_args: tmp_path)

    def refuse(_settings: Settings) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(settings, "save", refuse)
    page.folder.choosing.click()
    assert page.folder.warning.text() == "Could not save the folder choice: the disk is full."
