"""Files are imported in the window: by the keyboard alone, tried first, undone as one step."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.export import formats
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.history import undo_controls
from kharkiv_tracker.gui.imports import import_dialog, import_work
from kharkiv_tracker.gui.imports.import_dialog import ImportDialog
from kharkiv_tracker.gui.imports.import_draft import ImportDraft
from kharkiv_tracker.gui.imports.own_dialog import OwnDialog
from kharkiv_tracker.gui.imports.trial_lists import Listed
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.imports.columns import named_maps
from kharkiv_tracker.store import history, incidents, verification
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.gui.file_drops import drop

_HEADS = "Date,Place,District,Killed,Injured,Source,Dead children,Remark"
_TABLE = f"""{_HEADS}
03/04/2022,Heroiv Pratsi St 12,Saltivskyi,2,7+,Suspilne,1,seen by a neighbour
05/04/2022,Poltavskyi Shliakh 5,Novobavarskyi,кілька,3,Suspilne,,
06/04/2022,Nauky Ave 1,Shevchenkivskyi,many,3,Suspilne,,
03/04/2022,Heroiv Pratsi St,Saltivskyi,2,7,Nakypilo,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "strikes.csv"
    path.write_text(_TABLE, encoding="utf-8")
    return path


@pytest.fixture
def opened(window: MainWindow, empty: Path) -> MainWindow:
    window.open_path(empty)
    return window


@pytest.fixture
def dialog(opened: MainWindow, table: Path) -> Iterator[ImportDialog]:
    made = dialog_for(opened, table)
    yield made
    made.reject()


def dialog_for(window: MainWindow, path: Path) -> ImportDialog:
    draft = import_work.read(window, path, ImportDraft)
    dialog = ImportDialog(window, window.session, draft)
    dialog.show()
    dialog.activateWindow()
    QApplication.processEvents()
    return dialog


def to_columns(dialog: ImportDialog) -> None:
    if dialog.draft.is_order_open:
        dialog.file.order.setCurrentIndex(0)
    dialog.accept()


def to_trial(dialog: ImportDialog) -> None:
    to_columns(dialog)
    dialog.accept()
    assert dialog.page == 2, (dialog.problem.text(), dialog.columns.problem.text())


def drive(steps: Callable[[Any], None], kind: type[QDialog] = ImportDialog) -> Callable[[], None]:
    """Do something to the import dialog as soon as it waits."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        hand = QApplication.focusWidget()
        if isinstance(dialog, kind) and hand and dialog.isAncestorOf(hand):
            timer.stop()
            try:
                steps(dialog)
            except BaseException:
                dialog.reject()
                raise

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    return timer.stop


def test_a_table_is_imported_by_the_keyboard_alone(
    hands, opened: MainWindow, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened.session
    monkeypatch.setattr(standard_dialogs, "ask_import_path", lambda *_of: table)

    def steps(dialog: ImportDialog) -> None:
        assert dialog.file.order.hasFocus()
        hands.press(Qt.Key.Key_Down)
        assert dialog.file.order.currentText() == "Day first: 03/04/2022 is 3 April 2022."
        hands.ctrl(Qt.Key.Key_Return)
        assert dialog.columns.table.hasFocus()
        for _row in range(6):
            hands.press(Qt.Key.Key_Down)
        hands.type("killed: chi")
        hands.press(Qt.Key.Key_Return)
        QApplication.processEvents()
        assert dialog.draft.columns["Dead children"] == "killed.child"
        hands.ctrl(Qt.Key.Key_Return)
        assert dialog.page == 2, dialog.columns.problem.text()
        hands.ctrl(Qt.Key.Key_Return)

    stop = drive(steps)
    opened.activateWindow()
    hands.press(
        Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    stop()
    assert incidents.number(session.case) == 3
    view = opened.view
    assert len(view.incidents.model.ids) == 3
    assert [chip.label for chip in view.bar.chips] == ["Imported from strikes.csv, table only"]
    assert view.banner.text == (
        "Added: 3 incidents, 3 reports. 1 incident may be a duplicate. Rejected: 1 row."
    )
    assert set(view.banner.actions_shown) == {"Undo import", "Save rejected rows…"}
    view.banner.actions_shown["Undo import"]()
    assert incidents.number(session.case) == 0
    assert view.banner.text == ""
    assert not view.bar.chips
    # Two of them open the file, eleven name a field.
    assert hands.keystrokes == 23


def test_going_back_leaves_everything_as_it_was_chosen(dialog: ImportDialog) -> None:
    to_trial(dialog)
    dialog.trial.choice.setCurrentIndex(1)
    dialog.go_back()
    dialog.columns._choose(7, dialog.columns._names.name(""))
    dialog.columns.constants["office"].setText("OVA")
    dialog.go_back()
    assert dialog.page == 0
    assert dialog.file.order.currentIndex() == 0
    dialog.accept()
    assert dialog.draft.columns["Remark"] == ""
    assert dialog.columns.constants["office"].text() == "OVA"


def test_duplicates_are_left_out_by_the_space_bar(hands, dialog: ImportDialog) -> None:
    to_trial(dialog)
    trial = dialog.trial
    listed = [trial.choice.itemData(n) for n in range(trial.choice.count())]
    trial.choice.setCurrentIndex(listed.index(Listed.SUSPECTED.value))
    assert "Row 5 of the file" in trial.detail.left.text()
    assert "Row 2 of the file" in trial.detail.right.text()
    assert dialog.forward.text() == "&Import 3 records"
    trial.entries.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert dialog.forward.text() == "&Import 2 records"
    assert "1 record is left out." in trial.counts.text()
    dialog.accept()
    case = dialog._session.case
    assert incidents.number(case) == 2
    assert len(dialog.outcome.ids) == 2


def test_rejected_rows_are_saved_mended_and_imported(
    dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    to_trial(dialog)
    (reject,) = dialog.plan.rejects
    assert (reject.row, reject.column) == (4, "Killed")
    assert dialog.trial.detail.left.text() == (
        "Row 4 of the file\nDate: 06/04/2022 · Place: Nauky Ave 1 · District: Shevchenkivskyi · "
        "Killed: many · Injured: 3 · Source: Suspilne"
    )
    assert dialog.trial.detail.right.text() == f"Killed\n{reject.sentence}"
    target = tmp_path / "rejected.csv"
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_of: target)
    dialog.trial.saving.click()
    text = target.read_text(encoding="utf-8-sig")
    target.write_text(text.replace("many", "4"), encoding="utf-8-sig")
    dialog.accept()
    again = dialog_for(dialog.parent(), target)
    to_trial(again)
    assert not again.plan.rejects
    assert "Added" not in again.trial.counts.text()
    again.accept()
    assert incidents.number(dialog._session.case) == 4


def test_what_is_stopped_leaves_the_case_as_it_was(
    dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = dialog._session.case
    before = history.fingerprint(case)
    to_trial(dialog)
    run = import_dialog.import_run.run

    def stopped(case, plan, author, reason, step):
        calls = []

        def once_more() -> None:
            calls.append(1)
            if len(calls) == 3:
                raise import_dialog.Stopped("Stopped.")
            step()

        return run(case, plan, author, reason, once_more)

    monkeypatch.setattr(import_dialog.import_run, "run", stopped)
    dialog.accept()
    assert dialog.outcome is None
    assert dialog.problem.text() == "Stopped. Nothing was imported."
    assert history.fingerprint(case) == before
    monkeypatch.undo()
    dialog.accept()
    assert incidents.number(case) == 3


def test_a_mapping_is_saved_and_used_for_the_next_file(dialog: ImportDialog) -> None:
    dialog.file.order.setCurrentIndex(1)
    dialog.accept()
    dialog.columns.name.setText("Neighbours")
    dialog.columns.saving.click()
    assert named_maps.names() == ("Neighbours",)
    again = dialog_for(dialog.parent(), dialog.draft.file.path)
    assert again.draft.is_order_open
    source = again.file.source
    source.setCurrentIndex(source.findText("Mapping: Neighbours"))
    assert not again.draft.is_order_open
    assert again.file.order.currentText() == "Month first: 03/04/2022 is 4 March 2022."
    again.reject()


def test_tab_goes_through_the_columns_as_they_are_read(hands, dialog: ImportDialog) -> None:
    to_columns(dialog)
    columns = dialog.columns
    passed = []
    while hands.focus is not columns.saving and len(passed) < 10:
        passed.append(hands.focus)
        hands.press(Qt.Key.Key_Tab)
    lines = [line for line in columns.constants.values() if line.isEnabled()]
    assert passed == [columns.table, *lines, columns.name]


def test_a_mapping_is_removed_where_its_name_is(
    dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_columns(dialog)
    columns, asked = dialog.columns, []
    assert not columns.removing.isVisible()
    columns.name.setText("Neighbours")
    columns.saving.click()
    monkeypatch.setattr(
        standard_dialogs, "confirm", lambda _on, question, _yes: asked.append(question) or True
    )
    before = dict(dialog.draft.columns)
    columns.removing.click()
    assert asked == ["Remove the mapping “Neighbours”? What was imported with it stays as it is."]
    assert named_maps.names() == ()
    assert not columns.removing.isVisible()
    dialog.go_back()
    assert dialog.file.source.currentIndex() == 0
    assert dialog.draft.columns == before


def test_an_encoding_is_chosen_and_the_file_read_again(opened: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("Дата;Місце\n17.08.2022;Салтівка\n", encoding="cp1251")
    dialog = dialog_for(opened, path)
    assert dialog.file.delimiter.currentText() == "Semicolon"
    assert dialog.draft.heads == ["Дата", "Місце"]
    assert dialog.file.order.currentText() == "Day first: 17.08.2022 is 17 August 2022."
    dialog.file.encoding.setCurrentIndex(dialog.file.encoding.findData("KOI8-U"))
    assert dialog.draft.heads != ["Дата", "Місце"]
    dialog.file.encoding.setCurrentIndex(dialog.file.encoding.findData("Windows-1251"))
    assert dialog.draft.heads == ["Дата", "Місце"]
    dialog.reject()


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"PK\x03\x04broken", b"{" * 10_000])
def test_a_hostile_file_is_refused_in_a_sentence(
    opened: MainWindow, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, said = tmp_path / "bad.json", []
    path.write_bytes(content)
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _on, text: said.append(text))
    opened.importing.import_file(path)
    (sentence,) = said
    assert sentence.endswith(".")
    assert opened.view.isVisible()


def test_a_file_of_ours_is_imported_without_columns_to_choose(
    opened: MainWindow, sampled: Path, tmp_path: Path
) -> None:
    with CaseFile.open(sampled) as case:
        made = formats.export(
            case,
            SummaryRequest(profile=Profile.INTERNAL, language="en"),
            Format.XLSX,
            tmp_path / "ours.xlsx",
        )
    stop = drive(lambda dialog: dialog.accept(), OwnDialog)
    opened.importing.import_file(made.paths[0])
    stop()
    case = opened.session.case
    assert incidents.number(case) == 7
    assert opened.view.banner.text.startswith("Added: 7 incidents")
    assert len(opened.view.incidents.model.ids) == 7
    opened.view.banner.actions_shown["Undo import"]()
    assert incidents.number(case) == 0


def test_complete_json_takes_the_place_of_an_empty_case(
    opened: MainWindow, sampled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = tmp_path / "whole.json", []
    with CaseFile.open(sampled) as case:
        formats.export(case, SummaryRequest(language="en"), Format.JSON, path, complete=True)
        fingerprint = history.fingerprint(case)
    monkeypatch.setattr(
        standard_dialogs, "confirm", lambda _on, question, _yes: bool(asked.append(question)) or 1
    )
    opened.importing.import_file(path)
    assert history.fingerprint(opened.session.case) == fingerprint
    (question,) = asked
    assert "whole.json is a complete case file" in question
    said = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _on, text: said.append(text))
    opened.importing.import_file(path)
    (sentence,) = said
    assert "only be imported into an empty case file" in sentence


@pytest.mark.parametrize("again", [False, True])
def test_what_is_undone_in_a_thread_is_as_if_undone_in_the_window(
    dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    window, session = dialog.parent(), dialog._session
    to_trial(dialog)
    dialog.accept()
    if again:
        window.undo.undo()
    before = incidents.number(session.case)
    monkeypatch.setattr(undo_controls, "_LONG", 1)
    (window.undo.redo if again else window.undo.undo)()
    assert (before, incidents.number(session.case)) == ((0, 3) if again else (3, 0))
    assert window.undo.may_undo is again
    assert window.undo.may_redo is not again
    session.second_writer.look()
    with CaseFile.open(session.case.path) as case:
        assert verification.verify(case).ok


def test_a_file_dropped_on_the_window_is_imported(
    qtbot: QtBot, opened: MainWindow, table: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    picture.touch()
    assert not drop(opened, picture)
    assert not drop(opened, table, table)
    paths = []

    def look(dialog: ImportDialog) -> None:
        # Another one waits until this dialog is closed.
        assert not drop(opened, table)
        paths.append(dialog.draft.file.path)
        dialog.reject()

    stop = drive(look)
    assert drop(opened, table)
    assert not paths
    qtbot.waitUntil(lambda: bool(paths))
    stop()
    assert paths == [table]
    opened.close_case()
    assert not drop(opened, table)
