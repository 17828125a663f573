"""The file of the open case is deleted, replaced or written over while a form is half typed."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.banner import Banner, Gravity, Message
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import history, incidents, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import sample_file

TYPED = ("17.08.22", "saltivskyi, dormitory", "7+")


def begin(hands, window: MainWindow, path: Path) -> None:
    """Half an entry, which is in the form only."""
    assert window.open_path(path)
    hands.start(window)
    hands.fill(*TYPED)


def typed(window: MainWindow) -> tuple[str, ...]:
    texts = window.view.entry.report.texts()
    return tuple(texts[name] for name in ("when", "where", "killed"))


def status(window: MainWindow) -> str:
    return window.view.entry.message


def retitle(window: MainWindow) -> None:
    window.session.edit("title", lambda edit: rule_choice.set_title(edit, "New"))


def press(window: MainWindow, label: str) -> None:
    """Press a button of the banner."""
    button = next(button for button in buttons(window.view.banner) if button.text() == label)
    button.click()


def buttons(banner: Banner) -> list[QPushButton]:
    return [button for button in banner.findChildren(QPushButton) if button.isVisible()]


def save_apart(window: MainWindow) -> None:
    """Save it as a new incident, whatever it looks like once the typing rests."""
    panel = window.view.entry
    panel.update_target.update()
    panel.make_new_incident()
    panel.save()


def finish(window: MainWindow) -> None:
    """Type the rest, save, and have it in the file that the window goes on with."""
    n = incidents.number(window.session.case)
    fields = window.view.entry.report.fields
    fields["source"].set_text("t.me/synegubov")
    save_apart(window)
    assert "Saved as" in status(window), status(window)
    path = window.session.case.path
    with CaseFile.open(path, reading=True) as case:
        assert incidents.number(case) == n + 1


def test_a_deleted_file_is_said_and_what_is_open_saved_under_a_name(
    hands, window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(hands, window, sampled)
    sampled.unlink()
    window.view.entry.report.fields["source"].set_text("t.me/synegubov")
    save_apart(window)
    assert "was moved or deleted" in status(window)
    assert "Your entry is still here" in status(window)
    assert window.safety.lost.watch._timer.isActive()
    window.safety.lost.watch._timer.timeout.emit()
    assert "was moved or deleted" in window.view.banner.text
    assert "Open other file" not in window.view.banner.actions_shown
    target = sampled.with_name("rescued.ktcase")
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args: target)
    press(window, "Save case file as…")
    assert window.session.case.path == target
    assert window.view.is_entering
    assert typed(window) == TYPED
    assert "sample.ktcase" not in window.view.banner.text
    assert target.with_name(f"{target.name}.lock").exists()
    assert not sampled.exists()
    finish(window)


def test_what_is_in_no_file_is_not_closed_without_a_question(
    window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    sampled.unlink()
    target = sampled.with_name("rescued.ktcase")
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args: target)
    for answer, is_closed in (("", False), ("save", True)):
        monkeypatch.setattr(standard_dialogs, "ask_unsaved_case", lambda _on, answer=answer: answer)
        window.close_case()
        assert (window.session is None) is is_closed
    with CaseFile.open(target, reading=True) as case:
        assert incidents.number(case) == 7


def test_an_encrypted_case_is_saved_with_its_passphrase(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = tmp_path / "case.ktcase", tmp_path / "rescued.ktcase"
    CaseFile.create(path, "", "six words").close()
    window.open_path(path, "six words")
    path.unlink()
    window.safety.lost.watch.look()
    assert window.status.text.startswith("Changes are not saved")
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args: target)
    press(window, "Save case file as…")
    assert window.session.case.path == target
    assert window.session.case.is_encrypted
    assert window.status.text.startswith("Saved as")


def test_a_file_that_comes_back_is_gone_on_with(window: MainWindow, sampled: Path, hands) -> None:
    begin(hands, window, sampled)
    aside = sampled.rename(sampled.with_name("aside"))
    window.safety.lost.watch.look()
    assert "was moved" in window.view.banner.text
    aside.rename(sampled)
    window.safety.lost.watch.look()
    assert "was moved" not in window.view.banner.text
    finish(window)


def test_a_replaced_file_is_looked_at_and_what_was_open_is_kept(
    window: MainWindow, sampled: Path, hands
) -> None:
    begin(hands, window, sampled)
    retitle(window)
    other = sample_file(sampled.with_name("other"))
    other.replace(sampled)
    window.safety.lost.watch.look()
    assert "was replaced" in window.view.banner.text
    press(window, "Open other file")
    assert window.session.case.path == sampled
    assert window.session.case.title != "New"
    assert typed(window) == TYPED
    with CaseFile.open(sampled.with_name("sample.open-1.ktcase"), reading=True) as kept:
        assert kept.title == "New"
    assert "sample.open-1.ktcase" in window.status.text
    finish(window)


def test_nothing_is_kept_twice_where_the_other_file_has_it_all(
    window: MainWindow, sampled: Path, hands
) -> None:
    begin(hands, window, sampled)
    newer = Path(shutil.copy(sampled, sampled.with_name("newer.ktcase")))
    with CaseFile.open(newer) as case, case.edit("Olena", "title") as edit:
        rule_choice.set_title(edit, "Newer")
    newer.replace(sampled)
    window.safety.lost.watch.look()
    press(window, "Open other file")
    assert window.session.case.title == "Newer"
    assert not list(sampled.parent.glob("*.open-*"))
    finish(window)


def test_a_replacement_that_does_not_open_leaves_what_was_open(
    window: MainWindow, sampled: Path, hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(hands, window, sampled)
    other = sampled.with_name("other")
    other.write_text("not a case file")
    other.replace(sampled)
    window.safety.lost.watch.look()
    sentences: list[str] = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _on, text: sentences.append(text))
    press(window, "Open other file")
    assert "is not a Kharkiv Tracker case file" in sentences[0]
    assert window.session.case.path == sampled.with_name("sample.open-1.ktcase")
    assert sampled.read_text() == "not a case file"
    finish(window)


def test_what_is_written_over_the_file_is_said_and_looked_at(
    window: MainWindow, sampled: Path, hands
) -> None:
    begin(hands, window, sampled)
    retitle(window)
    window.session.case.checkpoint()
    other = sample_file(sampled.with_name("other"))
    with sampled.open("r+b", buffering=0) as file:
        file.write(other.read_bytes())
        file.truncate()
    window.safety.lost.watch.look()
    assert "Another program overwrote" in window.view.banner.text
    assert "Save case file as…" not in window.view.banner.actions_shown
    press(window, "Open other file")
    assert window.session.case.title != "New"
    assert typed(window) == TYPED
    assert window.view.banner.text != ""
    assert "Another program overwrote" not in window.view.banner.text
    finish(window)


def test_the_gravest_message_is_shown(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.show_message(Message(Gravity.NOTICE, "a notice", may_hide=True))
    banner.show_message(Message(Gravity.REPLACED, "replaced", (("Look", list),)))
    assert (banner.text, banner.accessibleName()) == ("replaced", "replaced")
    banner.withdraw(Gravity.REPLACED)
    assert banner.text == "a notice"
    (hide,) = buttons(banner)
    assert hide.accessibleDescription() == "a notice"
    hide.click()
    assert banner.isHidden()


def test_a_plain_copy_is_whole_once_the_window_is_left(window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    retitle(window)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    copy = shutil.copy(empty, empty.with_name("plain.ktcase"))
    with CaseFile.open(Path(copy), reading=True) as case:
        assert case.title == "New"


def test_a_plain_copy_holds_everything_once_nothing_is_typed(
    window: MainWindow, empty: Path, hands
) -> None:
    begin(hands, window, empty)
    finish(window)
    n = history.count(window.session.case)
    window.safety.lost.watch.look()
    window.safety.lost.watch.look()
    assert not empty.with_name(f"{empty.name}-wal").stat().st_size
    copy = shutil.copy(empty, empty.with_name("plain.ktcase"))
    with CaseFile.open(Path(copy), reading=True) as case:
        assert history.count(case) == n
