"""A case file from someone else in the window: a copy is open until it is taken over."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kharkiv_tracker import known_cases, paths
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.dialogs import passphrase_question, progress_dialog, standard_dialogs
from kharkiv_tracker.gui.files import case_files
from kharkiv_tracker.gui.summary import summary_files
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import drafts, incidents, private_copy, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from tests.cases import sample_file
from tests.gui.dialog_answers import Dialogs, press

NEW = "This case file is new on this computer."
TAKING = "Check and take over…"
SECRET = "six calm words"  # noqa: S105 - of this test


@pytest.fixture
def given(tmp_path: Path, own_home: Path) -> Path:
    """A case file in a folder of its own, made on another computer."""
    assert own_home.is_dir()
    folder = tmp_path / "given"
    folder.mkdir()
    path = sample_file(folder / "work.ktcase")
    unknown()
    return path


def unknown() -> None:
    """Begin as on another computer."""
    (paths.data_dir() / "known-cases").unlink(missing_ok=True)


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sentences: list[str] = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _on, text: sentences.append(text))
    return sentences


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def test_a_copy_is_open_and_the_file_itself_stays_alone(window: MainWindow, given: Path) -> None:
    before = given.read_bytes()
    assert window.open_path(given)
    banner, session = window.view.banner, window.session
    assert banner.text.startswith(NEW)
    assert list(banner.actions_shown) == [TAKING]
    assert session.case.read_only
    assert incidents.number(session.case) == 7
    assert "Read-only" in window.status.text
    # Neither a lock nor what the engine keeps beside a file.
    (private,) = (name for name in names(given) if name != given.name)
    assert private.startswith(".ktcase-")
    assert named("take-over").possible(window)
    # Whatever names a place names that of the file.
    assert summary_files.proposed_path(session).parent == given.parent
    assert case_files.recent() == [given]
    window.close_case()
    assert names(given) == [given.name]
    assert given.read_bytes() == before
    assert not named("take-over").possible(window)


def test_it_is_taken_over_after_a_check_and_a_click(
    qtbot: QtBot, window: MainWindow, given: Path, dialogs: Dialogs
) -> None:
    window.open_path(given)
    dialogs.expect(press("Take over"))
    window.view.banner.actions_shown[TAKING]()
    qtbot.waitUntil(lambda: window.session is not None and window.session.stranger is None)
    (seen,) = dialogs.seen
    for part in ("Sample: reported strikes", str(given), "7", "tester", "No problems found"):
        assert part in seen
    assert window.session.case.path == given
    assert not window.session.case.read_only
    assert window.status.text == f"Taken over: {given}."
    assert NEW not in window.view.banner.text
    assert not [name for name in names(given) if name.startswith(".ktcase-")]
    window.close_case()
    window.open_path(given)
    assert window.session.stranger is None


def test_declined_or_stopped_it_stays_a_copy(
    qtbot: QtBot,
    window: MainWindow,
    given: Path,
    dialogs: Dialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.open_path(given)
    dialogs.expect(press("Cancel"))
    window.safety.take_over()
    qtbot.waitUntil(lambda: len(dialogs.seen) == 1)
    assert window.session.stranger
    monkeypatch.setattr(progress_dialog, "_PATIENCE", 0)
    window.safety.take_over()
    window.safety.check.stop()
    assert window.status.text == "Stopped. Nothing was changed."
    assert window.session.stranger
    assert window.view.banner.text.startswith(NEW)


def test_a_file_that_changed_meanwhile_is_opened_on_a_new_copy(
    qtbot: QtBot, window: MainWindow, given: Path, dialogs: Dialogs, messages: list[str]
) -> None:
    window.open_path(given)
    with CaseFile.open(given) as case, case.edit("Olena", "title") as edit:
        rule_choice.set_title(edit, "Changed")
    dialogs.expect(press("Take over"))
    window.safety.take_over()
    qtbot.waitUntil(lambda: bool(messages))
    assert "has changed since it was opened" in messages[0]
    assert window.session.stranger
    assert window.session.case.title == "Changed"
    assert window.view.banner.text.startswith(NEW)


def test_problems_are_listed_and_the_file_is_not_opened(
    qtbot: QtBot, window: MainWindow, given: Path, dialogs: Dialogs
) -> None:
    window.open_path(given)
    copy = window.session.case.path
    db = connect(copy)
    db.execute("UPDATE figure_steps SET best = best + 1 WHERE best IS NOT NULL")
    db.close()
    dialogs.expect(press("Close"))
    window.safety.take_over()
    qtbot.waitUntil(lambda: len(dialogs.seen) == 1)
    assert "does not match its history" in dialogs.seen[0]
    assert window.session.stranger
    # What is said of damage, and the ways on, are about the file.
    assert window.view.banner.text.startswith(f"{given} is damaged")
    assert "Recover data…" in window.view.banner.actions_shown


def test_damage_is_said_of_the_file(window: MainWindow, given: Path, dialogs: Dialogs) -> None:
    db = connect(given)
    db.execute("UPDATE cases SET title = 'Forged'")
    db.close()
    dialogs.expect(press("Cancel"))
    assert not window.open_path(given)
    assert f"{given} is damaged" in dialogs.seen[0]
    assert names(given) == [given.name]


def test_an_encrypted_one_asks_and_is_not_listed(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    dialogs: Dialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "secret.ktcase"
    CaseFile.create(path, "Secret", SECRET).close()
    unknown()
    asked: list[str] = []

    def ask(_on: object, _path: Path, wrong: str) -> str:
        asked.append(wrong)
        return SECRET if len(asked) > 1 else "wrong"

    monkeypatch.setattr(passphrase_question, "ask_passphrase", ask)
    assert window.open_path(path)
    assert asked == ["", f"The passphrase does not match {path}. The file was not changed."]
    assert window.session.stranger
    assert window.session.case.path.read_bytes()[:16] != b"SQLite format 3\0"
    assert case_files.recent() == []
    dialogs.expect(press("Take over"))
    window.safety.take_over()
    qtbot.waitUntil(lambda: window.session is not None and window.session.stranger is None)
    assert len(asked) == 2
    assert not window.session.case.read_only


def test_where_nothing_can_be_noted_it_is_taken_over_all_the_same(
    qtbot: QtBot,
    window: MainWindow,
    given: Path,
    dialogs: Dialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(known_cases, "_unwritten", set())
    paths.data_dir().rmdir()
    paths.data_dir().write_text("a file in the place of the folder")
    window.open_path(given)
    dialogs.expect(press("Take over"))
    window.safety.take_over()
    qtbot.waitUntil(lambda: window.session is not None and window.session.stranger is None)
    assert not window.session.case.read_only


def test_drafts_in_it_are_not_offered(window: MainWindow, given: Path, qtbot: QtBot) -> None:
    with CaseFile.open(given) as case:
        drafts.save(case, "report", {"fields": {"where": "Saltivka"}})
    window.open_path(given)
    # To be asked would fail the test.
    qtbot.wait(30)
    assert window.session.stranger


def test_what_a_killed_window_left_is_removed_when_a_known_case_is_opened(
    window: MainWindow, given: Path
) -> None:
    left = private_copy.PrivateCopy(given)
    private_copy._own.clear()
    os.close(left._folder._lock)
    window.open_path(sample_file(given.with_name("known.ktcase")))
    assert not left.path.exists()
