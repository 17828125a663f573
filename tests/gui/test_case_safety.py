"""Damage, checks, backups, restoring and salvage in the window, through its real dialogs."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kharkiv_tracker import settings
from kharkiv_tracker.gui.dialogs import backup_folder, progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.backup_dialog import BackupDialog
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.dialogs.restore_dialog import RestoreDialog
from kharkiv_tracker.gui.files import background_check
from kharkiv_tracker.gui.unexpected_errors import UnexpectedErrors
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import (
    backups,
    history,
    incidents,
    rule_choice,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import attaching, connect
from kharkiv_tracker.store.verification import Verification
from tests.cases import empty_file, known, sample_case
from tests.gui.dialog_answers import Dialogs, press

OLD = Path(__file__).parents[1] / "net" / "cases" / "first-tables.ktcase"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case file with the strikes of the sample that is none."""
    path = tmp_path / "work.ktcase"
    with sample_case() as made, attaching(made.db):
        made.db.execute("VACUUM INTO ?", [str(path)])
    return known(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder chosen for backups."""
    chosen = tmp_path / "backups"
    chosen.mkdir()
    settings.save(replace(settings.load(), backups=str(chosen)))
    return chosen


def break_a_figure(path: Path) -> None:
    """Change a figure behind the history."""
    db = connect(path)
    db.execute("UPDATE figure_steps SET best = best + 1 WHERE best IS NOT NULL")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def retitle(window: MainWindow, title: str) -> None:
    window.session.edit("title", lambda edit: rule_choice.set_title(edit, title))


def backed_up(case: Path, folder: Path) -> None:
    with CaseFile.open(case) as opened:
        backups.make(opened, folder)


def test_the_file_is_checked_quietly_and_when_asked(
    qtbot: QtBot, window: MainWindow, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(case)
    window.safety.check.start()
    qtbot.waitUntil(lambda: window.safety.check.state.startswith("checked"))
    assert window.status._check.text().startswith("checked")
    assert window.view.banner.text == ""
    n = history.count(window.session.case)
    sentences: list[str] = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _on, text: sentences.append(text))
    window.safety.check_now()
    qtbot.waitUntil(lambda: bool(sentences))
    assert f"No problems found: {n} revisions" in sentences[0]


def test_a_check_says_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, window: MainWindow, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_dialog, "_PATIENCE", 1)
    monkeypatch.setattr(progress_dialog, "_OFTEN", 1)
    window.open_path(case)
    check = window.safety.check
    check._watch.setInterval(1)
    # The thread waits after each step, once it is half through.
    monkeypatch.setattr(
        background_check, "sleep", lambda _s: sleep(0.1 if (check.share or 0) >= 0.5 else 0)
    )
    window.safety.check_now()
    qtbot.waitUntil(lambda: (check.share or 0) >= 0.5)
    qtbot.waitUntil(lambda: window.status._check.text().startswith("checking… "))
    (dialog,) = window.findChildren(progress_dialog.Progress)
    qtbot.waitUntil(dialog.isVisible)
    assert not dialog.isModal()
    qtbot.waitUntil(lambda: dialog.bar.value() >= 50)
    dialog.stopping.click()
    qtbot.waitUntil(lambda: check.share is None)
    assert window.status.text == "Stopped. Nothing was changed."
    assert check.state == "not checked"
    qtbot.waitUntil(lambda: not window.findChildren(progress_dialog.Progress))
    assert window.view.banner.text == ""


def test_closing_ends_a_check(window: MainWindow, case: Path) -> None:
    window.open_path(case)
    window.safety.check.start()
    window.close_case()
    assert not case.with_name(f"{case.name}-wal").exists()
    assert window.safety.check.state == ""


def test_a_check_that_fails_offers_ways_on(
    qtbot: QtBot, window: MainWindow, case: Path, dialogs: Dialogs
) -> None:
    window.open_path(case)
    other = connect(case)
    other.execute("UPDATE incident_texts SET folded = 'nonsense'")
    other.close()
    window.safety.check.start()
    qtbot.waitUntil(lambda: "is damaged" in window.view.banner.text)
    assert "The search index does not match the record" in window.view.banner.text
    assert list(window.view.banner.actions_shown) == [
        "Restore a backup…",
        "Recover data…",
        "Show all",
    ]
    dialogs.expect(press("Close"))
    window.view.banner.actions_shown["Show all"]()
    assert dialogs.seen[0].count("The search index does not match") == 7


def test_wrong_sums_on_screen_are_reported_before_all_else_is_verified(
    qtbot: QtBot, window: MainWindow, case: Path
) -> None:
    # What opening a large file does not see: it compares a part of the sums.
    window.open_path(case)
    other = connect(case)
    other.execute("UPDATE day_sums SET best = best + 1 WHERE best IS NOT NULL")
    other.close()
    ended: list[Verification] = []
    window.safety.check.ended.connect(ended.append)
    window.safety.check.start()
    qtbot.waitUntil(lambda: "A stored daily sum does not match" in window.view.banner.text)
    assert {problem.problem for problem in ended[0].problems} == {
        "A stored daily sum does not match its incidents."
    }
    # Who asks gets all of it.
    sentences: list[str] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(verification, "of_sums", pytest.fail)
        window.safety.check.ask(lambda result: sentences.append(str(result)))
        qtbot.waitUntil(lambda: bool(sentences))


def test_damage_at_opening_leads_to_the_newest_good_backup(
    window: MainWindow, case: Path, folder: Path, dialogs: Dialogs
) -> None:
    backed_up(case, folder)
    break_a_figure(case)
    before = case.read_bytes()
    dialogs.expect(press("Restore a backup…"), press("Restore backup"))
    assert window.open_path(case)
    assert "is damaged" in dialogs.seen[0]
    assert "Nothing was changed" in dialogs.seen[0]
    assert "Newest valid backup" in dialogs.seen[0]
    assert incidents.number(window.session.case) == 7
    assert "work.replaced-1.ktcase" in window.view.banner.text
    assert case.with_name("work.replaced-1.ktcase").read_bytes() == before


def test_damage_at_opening_can_be_left(window: MainWindow, case: Path, dialogs: Dialogs) -> None:
    break_a_figure(case)
    before = case.read_bytes()
    dialogs.expect(press("Cancel"))
    assert not window.open_path(case)
    assert "No backup folder chosen" in dialogs.seen[0]
    assert case.read_bytes() == before
    assert window.session is None


def test_what_can_be_read_is_saved_into_a_new_file(
    window: MainWindow, case: Path, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_a_figure(case)
    target = case.with_name("saved.ktcase")
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args: target)
    dialogs.expect(press("Recover data to a new file…"), press("Close"))
    assert window.open_path(case)
    assert "7 incidents" in dialogs.seen[1]
    assert window.session.case.path == target
    assert incidents.number(window.session.case) == 7


def test_an_error_that_comes_of_damage_is_no_mistake_of_the_program(
    qtbot: QtBot, window: MainWindow, case: Path, dialogs: Dialogs, hands
) -> None:
    window.open_path(case)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7+")
    other = connect(case)
    other.execute("UPDATE incident_texts SET folded = 'nonsense'")
    other.close()
    reports: list[str] = []
    errors = UnexpectedErrors(reports.append, window.safety.explain)
    dialogs.expect(press("Cancel"))
    error = ValueError("whatever")
    errors.handle(ValueError, error, None)
    qtbot.waitUntil(lambda: bool(dialogs.seen))
    assert "is damaged" in dialogs.seen[0]
    assert not reports
    assert "is damaged" in window.view.banner.text
    assert window.view.entry.report.texts()["killed"] == "7+"


def test_an_error_beside_a_good_file_is_reported(
    qtbot: QtBot, window: MainWindow, case: Path
) -> None:
    window.open_path(case)
    reports: list[str] = []
    errors = UnexpectedErrors(reports.append, window.safety.explain)
    errors.handle(ValueError, ValueError("whatever"), None)
    qtbot.waitUntil(lambda: bool(reports))
    assert "ValueError" in reports[0]


def test_a_backup_is_made_at_the_end_of_a_sitting_that_changed_something(
    window: MainWindow, case: Path, folder: Path
) -> None:
    window.open_path(case)
    assert not window.status.backup.isHidden()
    window.close_case()
    assert not list(folder.iterdir())
    window.open_path(case)
    retitle(window, "Kharkiv")
    window.close_case()
    (backup,) = folder.iterdir()
    with CaseFile.open(backup, reading=True) as made:
        assert made.title == "Kharkiv"
    window.open_path(case)
    assert window.status.backup.isHidden()
    window.close_case()
    assert list(folder.iterdir()) == [backup]


def test_a_backup_that_could_not_be_made_is_said_at_the_next_opening(
    window: MainWindow, case: Path, folder: Path
) -> None:
    backed_up(case, folder)
    (old,) = folder.iterdir()
    old.rename(folder / f"{old.stem[:-17]}2022-08-17-190000.ktcase")
    window.open_path(case)
    shutil.move(folder, folder.with_name("elsewhere"))
    retitle(window, "Kharkiv")
    window.close_case()
    window.open_path(case)
    assert f"Backup folder not found: {folder}" in window.view.banner.text
    assert not window.status.backup.isHidden()
    window.close_case()
    shutil.move(folder.with_name("elsewhere"), folder)
    window.open_path(case)
    assert "The newest backup does not include the latest changes" in window.view.banner.text
    window.close_case()
    window.open_path(case)
    assert window.view.banner.text == ""
    assert window.status.backup.isHidden()


def test_a_backup_is_made_each_hour_in_place_of_that_before(
    qtbot: QtBot, window: MainWindow, case: Path, folder: Path
) -> None:
    window.open_path(case)
    window.safety.keeper._back_up_quietly()
    titles, before = [], set()
    for title in ("First", "Second"):
        retitle(window, title)
        window.safety.keeper._back_up_quietly()

        def is_made(before: set[Path] = before) -> bool:
            now = set(folder.glob("*.ktcase"))
            return len(now) == 1 and now != before

        qtbot.waitUntil(is_made)
        before = set(folder.glob("*.ktcase"))
        with CaseFile.open(*before, reading=True) as made:
            titles.append(made.title)
        # Its result has come home.
        qtbot.waitUntil(lambda: not window.safety.keeper._has_changed(window.session))
    assert titles == ["First", "Second"]


def test_a_file_that_does_not_open_is_restored_from_its_backup(
    window: MainWindow, case: Path, folder: Path, dialogs: Dialogs
) -> None:
    backed_up(case, folder)
    case.unlink()
    dialogs.expect(press("Restore a backup…"), press("Restore backup"))
    assert window.open_path(case)
    assert "Cannot open case file" in dialogs.seen[0]
    assert incidents.number(window.session.case) == 7


def test_the_dialog_chooses_a_folder_and_backs_up(
    window: MainWindow, case: Path, tmp_path: Path, dialogs: Dialogs, monkeypatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(backup_folder, "ask_folder", lambda *_args: folder)
    window.open_path(case)

    def back_up(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupDialog)
        assert not dialog.making.isEnabled()
        dialog.folder.choosing.click()
        assert "same disk" in dialog.folder.warning.text()
        dialog.making.click()
        assert "1 backup is kept" in dialog.state.text()
        assert dialog.model.rowCount() == 1
        QTimer.singleShot(0, dialog.reject)

    dialogs.expect(back_up)
    window.status.backup.click()
    assert settings.load().backups == str(folder)
    assert len(list(folder.iterdir())) == 1
    assert window.status.backup.isHidden()


def test_restoring_shows_what_would_change_and_keeps_what_was_there(
    window: MainWindow, case: Path, folder: Path, dialogs: Dialogs, hands
) -> None:
    backed_up(case, folder)
    window.open_path(case)
    retitle(window, "Newer")
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7+")

    def restore(dialog: QDialog) -> bool:
        assert isinstance(dialog, RestoreDialog)
        if not dialog.accepting.isEnabled():
            return False
        assert "1 later revision would be lost." in dialog.difference.text()
        QTimer.singleShot(0, dialog.accepting.click)
        return True

    dialogs.expect(restore)
    window.safety.restore()
    assert window.session.case.title != "Newer"
    assert window.view.entry.report.texts()["killed"] == "7+"
    with CaseFile.open(case.with_name("work.replaced-1.ktcase"), reading=True) as kept:
        assert kept.title == "Newer"


def test_a_copy_is_saved_while_the_case_stays_open(
    window: MainWindow, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = case.with_name("copy.ktcase")
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args: target)
    window.open_path(case)
    retitle(window, "Newer")
    window.safety.save_copy()
    assert window.session.case.path == case
    with CaseFile.open(target, reading=True) as copy:
        assert copy.title == "Newer"


def test_renewal_can_be_stopped_and_leaves_the_old_file(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = known(Path(shutil.copy(OLD, tmp_path / "old.ktcase")))
    before = old.read_bytes()

    def stop() -> None:
        (dialog,) = window.findChildren(progress_dialog.Progress)
        assert dialog.isVisible()
        dialog.stopping.click()

    with monkeypatch.context() as patch:
        for name in ("_PATIENCE", "_OFTEN"):
            patch.setattr(progress_dialog, name, 0)
        patch.setattr(QApplication, "processEvents", staticmethod(lambda *_args: stop()))
        assert not window.open_path(old)
    assert old.read_bytes() == before
    assert window.open_path(old)
    assert "was updated to this version" in window.view.banner.text


def test_work_beside_the_window_is_stopped_by_its_button(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_dialog, "_PATIENCE", 1)

    def endless(step: Callable[[], object]) -> None:
        while True:
            step()

    def stop() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, progress_dialog.Progress)
        dialog.stopping.click()

    QTimer.singleShot(100, stop)
    with pytest.raises(Stopped):
        progress_dialog.do_beside(window, "Backup", "Making a backup…", endless)


def test_a_synced_folder_is_said_until_that_was_read(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    paths = [empty_file(folder / name, name) for name in ("one.ktcase", "two.ktcase")]
    window.open_path(paths[0])
    assert window.view.banner.text.startswith("Nextcloud syncs the folder of this case file.")
    window.open_path(paths[1])
    window.open_path(paths[0])
    window.view.banner.actions_shown["Do not show again"]()
    assert window.view.banner.text == ""
    window.open_path(paths[1])
    assert window.view.banner.text.startswith("Nextcloud syncs")
    window.open_path(paths[0])
    assert window.view.banner.text == ""
