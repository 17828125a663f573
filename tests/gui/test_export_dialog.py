"""The export dialog: one form, used by the keyboard alone, that writes what exports write."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kharkiv_tracker import settings
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.export import formats
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.export_dialog import ExportDialog
from kharkiv_tracker.gui.dialogs.output_kinds import OUTPUTS, Output
from kharkiv_tracker.gui.dialogs.progress_dialog import Progress
from kharkiv_tracker.gui.summary import open_names_dialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import corrections, history, packages

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    return window


@pytest.fixture
def dialog(opened: MainWindow) -> Iterator[ExportDialog]:
    made = made_for(opened)
    yield made
    made.reject()


def made_for(window: MainWindow) -> ExportDialog:
    dialog = ExportDialog(window, window.session, window.background)
    dialog.show()
    QApplication.processEvents()
    return dialog


def choose(dialog: ExportDialog, format_: Format, profile: Profile | None = None) -> Output:
    output = next(output for output in OUTPUTS if output.format is format_)
    dialog.options.output.setCurrentIndex(OUTPUTS.index(output))
    if profile:
        dialog.options.profile.setCurrentIndex(dialog.options.profile.findData(profile))
    return output


def test_a_workbook_is_exported_by_the_keyboard_alone(
    hands, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, said = opened.session, []
    before = history.fingerprint(session.case)
    session.select(Selection(first=date(2022, 8, 17), last=date(2022, 8, 18)))

    def answer(_parent: QWidget, sentence: str, is_folder: bool = False) -> bool:
        said.append((sentence, is_folder))
        return False

    monkeypatch.setattr(standard_dialogs, "offer_to_open", answer)

    def export() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ExportDialog) and dialog.options.output.hasFocus():
            timer.stop()
            hands.press(Qt.Key.Key_Return)

    timer = QTimer(interval=20)
    timer.timeout.connect(export)
    timer.start()
    opened.activateWindow()
    hands.press(Qt.Key.Key_S, _CTRL_SHIFT)
    ((sentence, is_folder),) = said
    (path,) = session.case.path.parent.glob("*.xlsx")
    assert str(path) in sentence
    assert not is_folder
    sheet = openpyxl.load_workbook(path).worksheets[0]
    codes = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert f"{len(codes)} incident" in sentence
    assert 0 < len(codes) < 7
    assert history.fingerprint(session.case) == before


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_every_format_is_written_as_the_export_writes_it(
    dialog: ExportDialog, output: Output, tmp_path: Path
) -> None:
    dialog.options.output.setCurrentIndex(OUTPUTS.index(output))
    dialog.accept()
    assert dialog.problem.text() == ""
    path, target = dialog.exported.paths[0], tmp_path / f"other{output.suffix}"
    assert path.name.startswith("Sample-reported-strikes")
    assert path.name.endswith(output.suffix)
    assert path.is_dir() is not bool(output.suffix)
    request = dialog.options.chosen.request
    with dialog._session.another_connection() as case:
        other = formats.export(case, request, output.format, target, complete=output.is_complete)
    assert (other.incidents, other.profile) == (dialog.exported.incidents, request.profile)
    assert dialog.count.text() == f"The export will contain {other.incidents} incidents."
    if path.is_file():
        assert path.read_bytes() == target.read_bytes()


def test_the_next_package_says_what_changed_since_the_last(dialog: ExportDialog) -> None:
    case = dialog._session.case
    revisions = history.count(case)
    choose(dialog, Format.PACKAGE)
    dialog.accept()
    last = packages.last(case, Profile.RESTRICTED)
    assert last.revision == revisions == history.count(case)


def test_the_count_follows_what_is_chosen(opened: MainWindow) -> None:
    opened.session.select(Selection(first=date(2022, 8, 17), last=date(2022, 8, 17)))
    dialog = made_for(opened)
    options = dialog.options
    assert dialog.count.text().startswith("The export will contain 1 incident.")
    assert "17 August 2022" in options._selected.text()
    options.what.setCurrentIndex(1)
    assert "7 incidents" in dialog.count.text()
    assert "All dates" in options._selected.text()
    assert options.chosen.request.view.selection == Selection()
    code = "KHT-2022-08-17-01"
    opened.session.edit("", lambda edit: corrections.set_state(edit, code, ReviewState.DRAFT))
    options.quotes.click()
    assert dialog.count.text() == "The export will contain 7 incidents. 1 is not approved."
    options.approved.setChecked(True)
    assert dialog.count.text() == "The export will contain 6 incidents."
    dialog.reject()


def test_the_version_is_said_and_a_package_is_never_internal(dialog: ExportDialog) -> None:
    options = dialog.options
    assert options.chosen.request.profile is Profile.RESTRICTED
    assert "Without names" in options._about.text()
    assert not options.quotes.isVisible()
    choose(dialog, Format.XLSX, Profile.INTERNAL)
    assert "Not for publication" in options._about.text()
    choose(dialog, Format.PACKAGE)
    assert options.chosen.request.profile is Profile.RESTRICTED
    assert options.profile.findData(Profile.INTERNAL) < 0
    assert not options.language.isVisible()
    choose(dialog, Format.CSV, Profile.OPEN)
    options.quotes.setChecked(True)
    assert options.chosen.request.quotes
    assert options.names.isVisible()
    choose(dialog, Format.CSV, Profile.RESTRICTED)
    assert not options.chosen.request.quotes


def test_an_open_export_waits_for_what_it_would_name(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(dialog, Format.HXL, Profile.OPEN)
    monkeypatch.setattr(open_names_dialog.OpenNamesDialog, "exec", lambda _self: False)
    dialog.accept()
    assert dialog.exported is None
    assert dialog.isVisible()
    monkeypatch.setattr(open_names_dialog.OpenNamesDialog, "exec", lambda _self: True)
    dialog.accept()
    assert dialog.exported is not None


def test_the_name_ends_as_the_format_does_and_nothing_is_replaced_unasked(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(
        standard_dialogs, "confirm_replace", lambda _parent, path: bool(asked.append(path))
    )
    choose(dialog, Format.GEOJSON)
    assert dialog.name.text().endswith(".geojson")
    choose(dialog, Format.CSV)
    assert dialog.name.text().endswith(f"{datetime.now(zone()):-%Y-%m-%d}-csv")
    assert len({output.ending for output in OUTPUTS}) == len(OUTPUTS)
    choose(dialog, Format.JSON)
    dialog.name.setText("map of 5.3.2022")
    there = dialog.folder / "map of 5.3.2022.json"
    there.write_text("mine")
    dialog.accept()
    assert asked == [there]
    assert there.read_text() == "mine"
    dialog.name.setText("../map")
    dialog.accept()
    assert "without slashes" in dialog.problem.text()
    assert dialog.exported is None


def test_what_cannot_be_written_is_said_in_the_dialog(dialog: ExportDialog) -> None:
    choose(dialog, Format.JSON)
    dialog.folder /= "gone"
    dialog.accept()
    assert "could not be saved" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.options.approved.setChecked(True)
    assert dialog.problem.text() == ""


def test_a_stopped_export_leaves_nothing(
    dialog: ExportDialog, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    choose(dialog, Format.CSV)
    before = sorted(dialog.folder.iterdir())

    def endless(_case, _request, _format, _target, progress, _complete):
        while True:
            progress(1, 4)

    monkeypatch.setattr(formats, "export", endless)
    shares: list[int] = []

    def stop() -> None:
        (progress,) = dialog.findChildren(Progress)
        if progress.isVisible() and progress.bar.value() == 25:
            shares.append(progress.bar.value())
            qtbot.keyClick(progress, Qt.Key.Key_Escape)

    timer = QTimer(interval=20)
    timer.timeout.connect(stop)
    timer.start()
    dialog.accept()
    timer.stop()
    assert shares
    assert dialog.problem.text() == "Stopped. Nothing was written."
    assert sorted(dialog.folder.iterdir()) == before


def test_the_last_choices_are_offered_again(opened: MainWindow) -> None:
    dialog = made_for(opened)
    choose(dialog, Format.GEOJSON, Profile.INTERNAL)
    dialog.options.language.setCurrentIndex(dialog.options.language.findData("uk"))
    dialog.accept()
    saved = settings.load()
    assert (saved.export_format, saved.export_language) == ("geojson", "uk")
    again = made_for(opened)
    assert again.options.chosen.output.format is Format.GEOJSON
    assert again.options.chosen.request.language == "uk"
    # Of the versions the one that names least is offered first, or that of the preferences.
    assert again.options.chosen.request.profile is Profile.RESTRICTED
    again.reject()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_box_has_an_access_key_of_its_own(
    window: MainWindow, sampled: Path, language: str
) -> None:
    window.prefer(language=language)
    window.open_path(sampled)
    dialog = made_for(window)
    choose(dialog, Format.XLSX, Profile.OPEN)
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.buddy()]
    texts += [box.text() for box in (dialog.options.approved, dialog.options.quotes)]
    keys = [text.casefold().partition("&")[2][:1] for text in texts]
    assert all(keys)
    assert len(set(keys)) == len(keys) == 7
    dialog.reject()


def test_a_case_that_is_read_only_can_be_exported(opened: MainWindow) -> None:
    opened.session.case.read_only = True
    dialog = made_for(opened)
    choose(dialog, Format.JSON, Profile.INTERNAL)
    dialog.accept()
    assert dialog.exported.incidents == 7
