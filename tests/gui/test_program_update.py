"""The program is updated while a case is open: said in the window, and nothing typed is lost."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer, program_files
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import ProgramReplaced
from kharkiv_tracker.gui.banner import Gravity, Message
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.paste import post_opener
from kharkiv_tracker.gui.summary.dialog import SummaryDialog
from kharkiv_tracker.gui.unexpected_errors import UnexpectedErrors
from kharkiv_tracker.gui.welcome import Welcome
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.program_files import ProgramFile
from kharkiv_tracker.store import (
    attachment_records,
    drafts,
    incidents,
    name_erasure,
    person_records,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from tests.posts.post_samples import pdf

DORMITORY = "KHT-2022-08-17-01"
UPDATED = "Kharkiv Tracker was updated while it was open. Saved data is safe."


@pytest.fixture
def update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """Replaces the file that shows an update of the program."""
    file, new = tmp_path / "program", tmp_path / "new"
    file.write_text("1.0")
    monkeypatch.setattr(program_files, "PROGRAM", ProgramFile(file))
    new.write_text("1.1")
    return lambda: new.replace(file)


def activate(window: MainWindow) -> None:
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))


def welcome(window: MainWindow) -> Welcome:
    (page,) = (page for page in window.findChildren(Welcome) if page.isVisible())
    return page


def test_it_is_said_when_the_window_becomes_active(
    window: MainWindow, sampled: Path, update: Callable[[], object]
) -> None:
    window.open_path(sampled)
    activate(window)
    assert "Sample case" in window.view.banner.text
    update()
    assert "Sample case" in window.view.banner.text
    activate(window)
    assert window.view.banner.text.startswith(UPDATED)
    assert "leave it as a draft" in window.view.banner.text
    assert window.view.banner.isVisible()


def test_it_is_said_of_a_case_that_is_opened(
    window: MainWindow, sampled: Path, update: Callable[[], object]
) -> None:
    update()
    window.open_path(sampled)
    assert window.view.banner.text.startswith(UPDATED)


def test_it_is_said_after_a_while_in_a_window_that_is_left_alone(
    qtbot: QtBot, window: MainWindow, sampled: Path, update: Callable[[], object]
) -> None:
    window.open_path(sampled)
    timer = window.update_notice._timer
    assert timer.isActive()
    assert timer.interval() == 60_000
    assert timer.timerType() is Qt.TimerType.VeryCoarseTimer
    update()
    timer.setTimerType(Qt.TimerType.CoarseTimer)
    timer.setInterval(10)
    qtbot.waitUntil(lambda: window.view.banner.text.startswith(UPDATED))


def test_it_is_said_without_a_case_and_in_each_language(
    window: MainWindow, sampled: Path, update: Callable[[], object]
) -> None:
    activate(window)
    assert not welcome(window).banner.isVisible()
    update()
    activate(window)
    assert welcome(window).banner.text == str(ProgramReplaced())
    assert welcome(window).banner.isVisible()
    window.choose_language("uk")
    assert welcome(window).banner.text.startswith("Kharkiv Tracker оновлено")
    window.open_path(sampled)
    assert window.view.banner.text.startswith("Kharkiv Tracker оновлено")
    window.choose_language("en")
    assert window.view.banner.text.startswith(UPDATED)
    # The views of before go, as they do when events are handled.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.close_case()
    assert welcome(window).banner.text == str(ProgramReplaced())


def test_what_is_wrong_with_the_case_file_is_said_first(
    window: MainWindow, sampled: Path, update: Callable[[], object]
) -> None:
    window.open_path(sampled)
    update()
    activate(window)
    banner = window.view.banner
    for gravity, is_graver in (
        (Gravity.STRANGER, False),
        (Gravity.DAMAGED, True),
        (Gravity.REPLACED, True),
    ):
        banner.show_message(Message(gravity, "Other."))
        assert (banner.text == "Other.") is is_graver
        banner.withdraw(gravity)
        assert banner.text.startswith(UPDATED)


def test_a_record_is_saved_and_what_is_typed_is_kept(
    hands, window: MainWindow, sampled: Path, update: Callable[[], object]
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("19.08.22 10:00", "nemyshlianskyi, house", "2")
    update()
    activate(window)
    assert window.view.entry.report.texts()["killed"] == "2"
    window.view.entry.report.fields["source"].set_text("t.me/synegubov")
    number = incidents.number(window.session.case)
    panel = window.view.entry
    panel.update_target.update()
    panel.make_new_incident()
    panel.save()
    assert "Saved as" in panel.message
    assert incidents.number(window.session.case) == number + 1
    # The next one is kept as a draft when the window is closed.
    hands.fill("20.08.22")
    window.close_case()
    assert window.session is None
    with CaseFile.open(sampled, reading=True) as case:
        assert incidents.number(case) == number + 1
        assert [draft.content["fields"]["when"] for draft in drafts.load_all(case)] == ["20.08.22"]


def test_a_file_that_a_child_would_read_is_left_with_a_sentence(
    window: MainWindow,
    sampled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    update: Callable[[], object],
) -> None:
    window.open_path(sampled)
    table, text = tmp_path / "table.csv", tmp_path / "posts" / "post.txt"
    table.write_text("date,killed\n17.08.2022,7\n")
    text.parent.mkdir()
    text.write_text("17.08.2022: 7 killed in Saltivskyi district.")
    (text.parent / "other.txt").write_text("18.08.2022: 2 killed.")
    update()
    shown: list[str] = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _on, text: shown.append(text))
    window.importing.import_file(table)
    assert post_opener.read_post(window, window.session, text) is None
    # A stack names the files that cannot be read: here none can, and none is at fault.
    stack = post_opener.open_stack(
        window, window.session, gazetteer.load(), [text.parent], pytest.fail
    )
    assert stack is None
    assert shown == [str(ProgramReplaced())] * 3
    assert not multiprocessing.active_children()


def test_no_name_is_erased_while_files_cannot_be_searched(
    window: MainWindow, sampled: Path, update: Callable[[], object]
) -> None:
    """A broken PDF is passed over; a good one that no child reads would be passed over, too."""
    window.open_path(sampled)
    session = window.session

    def add(edit: Edit) -> None:
        person_records.add(edit, DORMITORY, Person(name="Oksana Koval"))
        attachment_records.attach(edit, DORMITORY, pdf("A list."), "list.pdf")

    session.edit("person", add)
    update()
    with pytest.raises(ProgramReplaced):
        session.edit("erase", lambda edit: name_erasure.purge(edit, f"{DORMITORY}/P1"))
    assert person_records.person(session.case, f"{DORMITORY}/P1").name == "Oksana Koval"


def test_the_pages_are_not_prepared_and_it_is_said_why(
    qtbot: QtBot, window: MainWindow, sampled: Path, update: Callable[[], object]
) -> None:
    window.open_path(sampled)
    update()
    target.run(named("export-pdf"), window)
    (dialog,) = window.findChildren(SummaryDialog)
    qtbot.waitUntil(lambda: dialog.notice.label.text() == str(ProgramReplaced()))
    assert not dialog.preview.is_running
    assert not dialog.save.isEnabled()
    dialog.reject()


def test_an_error_that_comes_of_it_is_no_mistake_of_the_program(
    window: MainWindow, sampled: Path, update: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    reports: list[str] = []
    sentences: list[str] = []
    written: list[str] = []
    monkeypatch.setattr(
        "kharkiv_tracker.gui.unexpected_errors._LOG.error", lambda _form, text: written.append(text)
    )
    errors = UnexpectedErrors(reports.append, window.safety.explain, sentences.append)
    update()
    for _time in range(2):
        errors.handle(ImportError, ImportError("no such module"), None)
    assert sentences == [str(ProgramReplaced())]
    assert not reports
    assert len(written) == 2
    assert "ImportError" in written[0]
