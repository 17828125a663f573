"""What is typed lies in the case file within a second, and comes back by question alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import drafts
from kharkiv_tracker.store.case_file import CaseFile


class Answers:
    """Answers the question about drafts, and keeps what was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)
        monkeypatch.setattr(standard_dialogs, "ask_draft", self._answer)

    def _answer(self, _parent: object, _time: str, told: str) -> str:
        self.asked.append(told)
        return self._answers.pop(0)


def kept(path: Path) -> list[dict[str, object]]:
    with CaseFile.open(path) as case:
        return [draft.content for draft in drafts.load_all(case)]


def typed(qtbot: QtBot, hands, window: MainWindow, *texts: str) -> None:
    hands.start(window)
    hands.fill(*texts)
    case = window.session.case
    qtbot.waitUntil(lambda: bool(drafts.load_all(case)), timeout=1000)


def test_steady_typing_is_written_within_a_second(
    qtbot: QtBot, hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    case = window.session.case
    waited = 0
    while not drafts.load_all(case):
        assert waited <= 1000
        hands.type("7")
        qtbot.wait(50)
        waited += 50


def test_closing_the_window_asks_nothing_and_keeps_what_was_typed(
    qtbot: QtBot, hands, window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi")
    window.close_case()
    (content,) = kept(empty)
    assert content["fields"]["where"] == "saltivskyi"
    answers = Answers(monkeypatch, "later")
    window.open_path(empty)
    qtbot.waitUntil(lambda: bool(answers.asked))
    # Left for later, it stays as it is beside whatever is typed now.
    typed(qtbot, hands, window, "18.08.22")
    qtbot.waitUntil(lambda: len(drafts.load_all(window.session.case)) == 2)
    window.close_case()
    answers = Answers(monkeypatch, "discard", "restore")
    window.open_path(empty)
    qtbot.waitUntil(lambda: window.view.is_entering)
    assert answers.asked == ["17.08.22 · saltivskyi", "18.08.22"]
    assert window.view.entry.report.fields["when"].text() == "18.08.22"
    assert len(drafts.load_all(window.session.case)) == 1


def test_leaving_the_window_writes_at_once(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22")
    leaving = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(hands.focus, leaving)
    assert len(drafts.load_all(window.session.case)) == 1


def test_a_draft_of_an_update_belongs_to_its_incident_alone(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    window.view.add_update("KHT-2022-08-18-01")
    hands.fill("7")
    window.close_case()
    (content,) = kept(sampled)
    assert content["code"] == "KHT-2022-08-18-01"
    Answers(monkeypatch, "restore")
    window.open_path(sampled)
    qtbot.waitUntil(lambda: window.view.is_entering)
    panel = window.view.entry
    assert panel.update_target.code == "KHT-2022-08-18-01"
    assert panel.report.fields["where"].isHidden()
    panel.report.fields["as_of"].box.setFocus()
    hands.fill("25.08")
    hands.save()
    assert panel.message == "Saved as KHT-2022-08-18-01."


def test_a_draft_whose_incident_is_gone_updates_no_other(
    qtbot: QtBot, window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CaseFile.open(sampled) as case:
        drafts.save(case, "report/1", {"fields": {"killed": "7"}, "code": "KHT-2022-08-18-09"})
    Answers(monkeypatch, "restore")
    window.open_path(sampled)
    qtbot.waitUntil(lambda: window.view.is_entering)
    panel = window.view.entry
    panel.save()
    assert panel.update_target.code == ""
    assert panel.report.fields["killed"].text() == "7"
    assert "is not in this case file" in panel.report.fields["when"].box.accessibleDescription()


def test_statements_are_kept_too(
    qtbot: QtBot, hands, window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.alt(Qt.Key.Key_T)
    hands.fill("kharkiv oblast", "24.02.22")
    window.close_case()
    Answers(monkeypatch, "restore")
    window.open_path(empty)
    qtbot.waitUntil(lambda: window.view.is_entering)
    assert window.view.entry.form is window.view.entry.statement
    assert window.view.entry.statement.fields["since"].text() == "24.02.22"


def test_saved_or_discarded_it_is_deleted(
    qtbot: QtBot, hands, window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    typed(qtbot, hands, window, "17.08.22", "saltivskyi", "7")
    hands.quote_office(window.view.entry)
    hands.save()
    assert drafts.load_all(window.session.case) == ()
    typed(qtbot, hands, window, "18.08.22")
    monkeypatch.setattr(standard_dialogs, "confirm_discard", lambda _parent: True)
    hands.press(Qt.Key.Key_Escape)
    assert drafts.load_all(window.session.case) == ()


def test_a_save_that_fails_keeps_the_draft(
    qtbot: QtBot, hands, window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    typed(qtbot, hands, window, "17.08.22", "saltivskyi", "7")

    def full(*_args: object) -> None:
        raise CaseUnavailable("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(window.session.case, "record", full)
        hands.save()
    assert len(drafts.load_all(window.session.case)) == 1
    assert window.view.entry.report.fields["killed"].text() == "7"


def test_a_draft_that_cannot_be_kept_is_told_and_closing_asks(
    qtbot: QtBot, hands, window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    case = window.session.case
    case.db.execute("PRAGMA query_only = 1")
    hands.start(window)
    hands.fill("17.08.22")
    panel = window.view.entry
    qtbot.waitUntil(lambda: panel.message.startswith("Could not save the draft"))
    monkeypatch.setattr(standard_dialogs, "confirm_discard", lambda _parent: False)
    assert not window.close()
    case.db.execute("PRAGMA query_only = 0")


def test_another_language_goes_on_with_the_same_draft(
    qtbot: QtBot, hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    typed(qtbot, hands, window, "17.08.22")
    window.choose_language("uk")
    assert window.view.entry.report.fields["when"].text() == "17.08.22"
    window.view.entry.report.fields["where"].set_text("saltivskyi")
    case = window.session.case
    qtbot.waitUntil(lambda: drafts.load_all(case)[0].content["fields"]["where"] == "saltivskyi")
    assert len(drafts.load_all(case)) == 1
    window.choose_language("en")


def test_a_draft_has_its_document_and_its_words_and_old_links_are_read(
    qtbot: QtBot, window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "A headline.\nSeven were killed."
    old = {"when": "17.08.22", "url": "https://news.example/2"}
    with CaseFile.open(empty) as case:
        drafts.save(case, "statement/old", {"fields": old, "code": "", "pinned": []})
        new = {"document": "https://news.example/1", "document_text": text, "words": "12-30",
               "quote": "Seven were killed."}  # fmt: skip
        drafts.save(case, "report/new", {"fields": new, "code": "", "pinned": []})
    answers = Answers(monkeypatch, "restore", "restore")
    window.open_path(empty)
    qtbot.waitUntil(lambda: window.view.is_entering)
    panel = window.view.entry
    assert len(answers.asked) == 2
    fields = panel.report.fields
    assert not fields["document_text"].isHidden()
    assert fields["words"].box.words == ((12, 30),)
    assert fields["quote"].text() == "Seven were killed."
    assert panel.statement.fields["document"].text() == "https://news.example/2"
    assert panel.statement.texts()["url"] == ""
