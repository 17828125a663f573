"""A case that is locked is closed and out of sight, and comes back as it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import sample_file as samples
from kharkiv_tracker import settings
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.prompts import ReasonDialog
from kharkiv_tracker.gui.lock import locker
from kharkiv_tracker.gui.lock.lock_cover import LockDialog
from kharkiv_tracker.gui.search.search_dialog import SearchDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.settings import Settings
from kharkiv_tracker.store import backups, drafts, rule_choice, undo_stack
from kharkiv_tracker.store.case_file import CaseFile

PASSPHRASE = "six words of a passphrase"  # noqa: S105 - of a test
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """The sample, with a passphrase."""
    path = tmp_path / "secret.ktcase"
    samples.make(path, "A", PASSPHRASE).close()
    return path


class Stubborn(QWidget):
    """Does not let itself be closed."""

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - the name is Qt's
        event.ignore()


@pytest.fixture
def locked(window: MainWindow, secret: Path) -> MainWindow:
    window.open_path(secret, PASSPHRASE)
    window.locker.lock()
    return window


def unlock(window: MainWindow, passphrase: str = PASSPHRASE) -> None:
    page = window.locker.page
    assert page is not None
    page.field.submitted.emit(passphrase)


def texts_in(window: MainWindow) -> str:
    """All that a window shows in words."""
    parts = [window.windowTitle(), window.statusBar().currentMessage()]
    parts += [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    parts += [line.text() for line in window.findChildren(QLineEdit) if line.isVisible()]
    parts += [box.toPlainText() for box in window.findChildren(QPlainTextEdit) if box.isVisible()]
    return "\n".join(parts)


def test_a_locked_case_is_closed_and_out_of_sight(locked: MainWindow, secret: Path) -> None:
    assert locked.view is None
    assert locked.session is None
    assert locked.windowTitle() == "Kharkiv Tracker"
    assert "KHT-" not in texts_in(locked)
    assert not locked.statusBar().isVisible()
    assert not secret.with_name(f"{secret.name}-wal").exists()
    assert not secret.with_name(f"{secret.name}.lock").exists()
    # Nobody else has to wait for it.
    with CaseFile.open(secret, PASSPHRASE) as case:
        assert not case.read_only


def test_a_wrong_passphrase_opens_nothing(locked: MainWindow) -> None:
    unlock(locked, "wrong")
    assert locked.view is None
    assert locked.locker.page
    unlock(locked)
    assert locked.view is not None
    assert not locked.locker.is_locked


def test_unlocking_returns_to_the_same_place(hands, window: MainWindow, secret: Path) -> None:
    window.open_path(secret, PASSPHRASE)
    window.session.select(Selection(text="dormitory"))
    window.session.set_view(chart="per-day")
    code = window.view.incidents.current
    window.view.show_view(1)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi, dorm")
    window.view.entry.form.fields["where"].box.setFocus()
    window.view.entry.form.fields["where"].box.setCursorPosition(4)
    texts = window.view.entry.form.texts()
    window.locker.lock()
    unlock(window)
    assert window.view.view == 1
    assert window.view.is_entering
    assert window.session.selection == Selection(text="dormitory")
    assert window.session.chart == "per-day"
    assert window.view.incidents.current == code
    assert window.view.entry.form.texts() == texts
    box = window.view.entry.form.fields["where"].box
    assert window.focusWidget() is box
    assert box.cursorPosition() == 4
    # It is the draft it was: saving it leaves none behind.
    assert len(drafts.load_all(window.session.case)) == 1


def test_a_correction_is_continued_with_its_reason(window: MainWindow, secret: Path) -> None:
    window.open_path(secret, PASSPHRASE)
    code = window.view.incidents.current
    window.view.edit(f"{code}/1")
    panel = window.view.editing
    panel.form.fields["killed"].set_text("99")
    panel.form.fields["killed"].edited.emit()
    panel.why.setText("a typing error")
    window.locker.lock()
    unlock(window)
    panel = window.view.editing
    assert window.view.is_editing
    assert panel.changed() == {"killed": "99"}
    assert panel.why.text() == "a typing error"


def test_a_correction_without_a_change_is_open_again(window: MainWindow, secret: Path) -> None:
    window.open_path(secret, PASSPHRASE)
    code = f"{window.view.incidents.current}/1"
    window.view.edit(code)
    window.locker.lock()
    unlock(window)
    assert window.view.is_editing
    assert window.view.editing.code == code


def test_what_is_carried_over_stays_and_is_no_draft(
    hands, window: MainWindow, secret: Path
) -> None:
    window.open_path(secret, PASSPHRASE)
    hands.start(window)
    field = window.view.entry.form.fields["source"]
    field.set_pinned(True)
    field.carry("A newspaper")
    assert window.view.entry.is_blank
    window.locker.lock()
    unlock(window)
    entry = window.view.entry
    assert entry.form.fields["source"].text() == "A newspaper"
    assert entry.form.fields["source"].pinned
    assert entry.is_blank
    assert drafts.load_all(window.session.case) == ()


def test_what_is_not_in_the_case_any_more_is_not_returned_to(
    hands, window: MainWindow, secret: Path
) -> None:
    window.open_path(secret, PASSPHRASE)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi")
    window.locker.lock()
    # Another program took back what was recorded last: the sample.
    with CaseFile.open(secret, PASSPHRASE) as case:
        while undo_stack.undo(case, "A"):
            pass
    unlock(window)
    assert window.view.incidents.current == ""
    assert window.view.entry.form.texts()["where"] == "saltivskyi"
    assert window.view.is_entering


def test_a_file_that_is_gone_stays_open(window: MainWindow, secret: Path) -> None:
    window.open_path(secret, PASSPHRASE)
    moved = secret.rename(secret.with_name("moved.ktcase"))
    window.locker.lock()
    # Closed, nothing would be left of it.
    assert window.view is not None
    question = window.findChild(LockDialog)
    question.field.submitted.emit(PASSPHRASE)
    assert not window.locker.is_locked
    moved.rename(secret)


def test_the_passphrase_of_another_file_at_its_path_uncovers_nothing(
    window: MainWindow, secret: Path, tmp_path: Path
) -> None:
    window.open_path(secret, PASSPHRASE)
    kept = tmp_path / "kept.ktcase"
    kept.hardlink_to(secret)
    dialog = ReasonDialog(window, "Withdraw", "", "Withdraw", needed=True)
    dialog.open()
    window.locker.lock()
    CaseFile.create(tmp_path / "other.ktcase", "Other", "another").close()
    (tmp_path / "other.ktcase").replace(secret)
    question = window.findChild(LockDialog)
    question.field.submitted.emit("another")
    assert window.locker.is_locked
    question.field.submitted.emit(PASSPHRASE)
    assert not window.locker.is_locked
    dialog.close()
    kept.replace(secret)


def test_older_drafts_are_not_asked_about_again(
    hands, window: MainWindow, secret: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with CaseFile.open(secret, PASSPHRASE) as case:
        drafts.save(case, "report/2025", {"fields": {"where": "put off"}, "code": "", "pinned": []})
    asked = []
    monkeypatch.setattr(standard_dialogs, "ask_draft", lambda *_a: asked.append(1) or "later")
    window.open_path(secret, PASSPHRASE)
    qtbot.waitUntil(lambda: asked == [1])
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi")
    window.locker.lock()
    unlock(window)
    qtbot.wait(20)
    assert asked == [1]
    assert window.view.entry.form.texts()["where"] == "saltivskyi"
    assert len(drafts.load_all(window.session.case)) == 2


def test_an_open_dialog_is_covered_and_stays_as_it_is(
    qtbot: QtBot, window: MainWindow, secret: Path
) -> None:
    window.open_path(secret, PASSPHRASE)
    title = window.windowTitle()
    dialog = Dialog(window, "About a person")
    line = QLineEdit()
    dialog.add(line)
    dialog.finish("Save")
    dialog.open()
    QTest.keyClicks(line, "typed so far")
    window.locker.lock()
    question = next(one for one in window.findChildren(LockDialog) if one.isVisible())
    assert window.view is not None
    for shown in (window, dialog):
        cover = shown.childAt(shown.rect().center())
        assert cover is not None
        assert cover.width() == shown.width()
        assert shown.windowTitle() == "Kharkiv Tracker"
    assert QApplication.activeModalWidget() is question
    QTest.keyClick(question, Qt.Key.Key_Escape)
    question.close()
    assert question.isVisible()
    question.field.submitted.emit("wrong")
    assert window.locker.is_locked
    # What opens meanwhile is covered too, and the question stays above it.
    later = Dialog(window, "Done")
    later.add(QLabel("KHT-2022-08-17-01"))
    later.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is question)
    assert later.windowTitle() == "Kharkiv Tracker"
    question.field.submitted.emit(PASSPHRASE)
    assert not window.locker.is_locked
    assert (window.windowTitle(), dialog.windowTitle()) == (title, "About a person")
    assert line.text() == "typed so far"
    assert later.isVisible()
    later.close()
    dialog.close()


def test_a_dialog_without_input_is_closed(window: MainWindow, secret: Path) -> None:
    window.open_path(secret, PASSPHRASE)
    window.find_anything()
    assert window.findChild(SearchDialog).isVisible()
    window.show_preferences()
    window.locker.lock()
    assert window.view is None
    assert not any(one.isVisible() for one in window.findChildren(QDialog))


def test_the_key_locks_in_a_dialog_too(qtbot: QtBot, window: MainWindow, secret: Path) -> None:
    window.open_path(secret, PASSPHRASE)
    dialog = ReasonDialog(window, "Withdraw", "", "Withdraw", needed=True)
    dialog.open()
    # It gets the key once it is the window with the keyboard.
    qtbot.waitUntil(lambda: bool(dialog.property("locks")))
    QTest.keyClicks(dialog.line, "as typed")
    QTest.keyClick(dialog.line, Qt.Key.Key_L, BOTH)
    assert window.locker.is_locked
    question = window.findChild(LockDialog)
    question.field.submitted.emit(PASSPHRASE)
    assert dialog.line.text() == "as typed"
    dialog.close()


def test_unsaved_text_on_a_source_is_covered(window: MainWindow, secret: Path) -> None:
    window.open_path(secret, PASSPHRASE)
    window.view.show_view(4)
    panel = window.view.sources.panel
    panel.notes.setFocus()
    QTest.keyClicks(panel.notes, "not saved yet")
    assert panel.waiting
    window.locker.lock()
    assert window.view is not None
    assert window.locker.is_locked
    question = window.findChild(LockDialog)
    question.field.submitted.emit(PASSPHRASE)
    assert panel.notes.toPlainText().endswith("not saved yet")
    panel.discard()


@pytest.mark.parametrize("is_ours", [True, False])
def test_what_was_copied_here_goes_from_the_clipboard(is_ours: bool) -> None:
    board = QGuiApplication.clipboard()
    board.setText("a name")
    locker.clear_clipboard(lambda _mode: is_ours)
    assert board.text() == ("" if is_ours else "a name")


def test_a_case_without_a_passphrase_is_not_locked(window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    window.locker.ask()
    window.locker.lock()
    assert window.view is not None


def test_nobody_at_the_keyboard_locks(window: MainWindow, secret: Path) -> None:
    window.open_path(secret, PASSPHRASE)
    idle = window.locker.idle
    assert idle.is_watching
    idle.look()
    assert not window.locker.is_locked
    idle.watch(0)
    idle.let_pass(600)
    idle.look()
    assert not window.locker.is_locked
    idle.watch(5)
    idle.let_pass(299)
    idle.look()
    assert not window.locker.is_locked
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    idle.let_pass(299)
    idle.look()
    assert not window.locker.is_locked
    idle.let_pass(2)
    idle.look()
    assert window.locker.is_locked
    assert not idle.is_watching


def test_the_desktop_locks_where_that_is_wanted(window: MainWindow, secret: Path) -> None:
    settings.save(Settings(lock_with_screen=False))
    window.open_path(secret, PASSPHRASE)
    desktop = window.locker.desktop
    desktop.hear(True)
    desktop.hear_sleep(True)
    assert not window.locker.is_locked
    settings.save(Settings())
    desktop.hear(False)
    assert not window.locker.is_locked
    desktop.hear(True)
    assert window.locker.is_locked
    unlock(window)
    desktop.hear_sleep(True)
    assert window.locker.is_locked


def test_the_same_sitting_goes_on_with_its_backup(window: MainWindow, tmp_path: Path) -> None:
    secret = tmp_path / "own.ktcase"
    CaseFile.create(secret, "A", PASSPHRASE).close()
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.save(Settings(backups=str(folder)))
    window.open_path(secret, PASSPHRASE)
    for title in ("B", "C"):
        window.session.edit("title", lambda edit, title=title: rule_choice.set_title(edit, title))
        window.locker.lock()
        unlock(window)
    # One backup for the sitting, and with the newest in it.
    (kept,) = backups.listed(folder, secret)
    with CaseFile.open(kept.path, PASSPHRASE) as case:
        assert case.title == "C"
    window.session.edit("title", lambda edit: rule_choice.set_title(edit, "D"))
    window.locker.desktop.hear_sleep(True)
    unlock(window)
    window.close_case()
    (kept,) = backups.listed(folder, secret)
    with CaseFile.open(kept.path, PASSPHRASE) as case:
        assert case.title == "D"


def test_nothing_is_in_sight_and_nothing_locks_again_while_a_backup_is_made(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, folder, seen = tmp_path / "own.ktcase", tmp_path / "backups", []
    CaseFile.create(path, "A title", PASSPHRASE).close()
    folder.mkdir()
    settings.save(Settings(backups=str(folder)))
    window.open_path(path, PASSPHRASE)
    window.session.edit("title", lambda edit: rule_choice.set_title(edit, "Another title"))
    keeper = window.safety.keeper
    make = keeper.make

    def slowly(*args: object, **options: object) -> object:
        # As where it takes so long that the idle time is over once more.
        window.locker.lock()
        seen.append(texts_in(window))
        return make(*args, **options)

    monkeypatch.setattr(keeper, "make", slowly)
    window.locker.lock()
    assert len(seen) == 1
    assert "title" not in seen[0]
    assert not window.findChildren(LockDialog)
    assert len(backups.listed(folder, path)) == 1
    unlock(window)
    assert window.session.case.title == "Another title"
    assert not window.locker.is_locked


def test_the_keys_lock_and_another_case_can_be_opened(
    window: MainWindow, secret: Path, empty: Path
) -> None:
    window.open_path(secret, PASSPHRASE)
    QTest.keyClick(window.view.incidents.table, Qt.Key.Key_L, BOTH)
    assert window.locker.page is not None
    # The same file once more is this page; another takes its place.
    assert window.open_path(secret)
    assert window.view is None
    assert window.open_path(empty)
    assert window.view is not None
    assert window.locker.page is None


def test_a_locked_case_speaks_another_language(locked: MainWindow) -> None:
    locked.choose_language("uk")
    assert "Заблоковано" in texts_in(locked)
    unlock(locked)
    assert locked.view is not None
    locked.choose_language("en")


def test_a_popup_that_would_stay_open_goes_out_of_sight(
    qtbot: QtBot, window: MainWindow, secret: Path
) -> None:
    window.open_path(secret, PASSPHRASE)
    popup = Stubborn(window, Qt.WindowType.Popup)
    popup.show()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is popup)
    window.locker.lock()
    assert window.session is None
    assert not popup.isVisible()
