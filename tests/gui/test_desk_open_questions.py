"""Ctrl+Enter never passes an open question: no second incident is made in silence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.entry.panel import EntryPanel
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import drafts, history, incidents, totals, undo_stack
from tests.cases import empty_case

CODE = "KHT-2022-08-17-01"
STRIKE = {
    "event": {"date": "2022-08-17", "precision": "date"},
    "district": "Saltivskyi",
    "reports": [{"as_of": "2022-08-18", "killed": "8+", "office": "Kharkiv OVA"}],
}
LATER = {"killed": "12+", "as_of": "19.08.22", "office": "Kharkiv OVA"}
AGAIN = {"when": "17.08.22", "where": "saltivskyi", **LATER}


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[EntryPanel]:
    """The entry panel of a case in which 8 or more are killed."""
    case = empty_case()
    entries = entry_json.read({"incidents": [STRIKE]}, gazetteer.load())
    case.record(entries, "tester", "add")
    panel = EntryPanel(Session(case, "tester"), gazetteer.load(), lambda: True)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.begin()
    yield panel
    panel.close()
    case.close()
    panel.deleteLater()


def fill(panel: EntryPanel, **texts: str) -> None:
    for name, text in texts.items():
        panel.report.text_field(name).set_text(text)


def killed(panel: EntryPanel) -> str:
    return labels.figure_text(totals.summed(panel._session.case).toll["killed"])


def test_desk_01_ctrl_enter_twice_asks_twice_and_saves_nothing(
    qtbot: QtBot, hands: Any, panel: EntryPanel
) -> None:
    fill(panel, **AGAIN)
    qtbot.waitUntil(lambda: panel.offer.codes == (CODE,))
    for _time in range(3):
        hands.save()
        assert panel.questions.text == "Report\nThe same incident?"
        answers = [button.label for button in panel.questions._answers[0]]
        assert answers[0].startswith("1  an update of")
        assert answers[1] == "2  another strike"
        assert killed(panel) == "8+"
    hands.press(Qt.Key.Key_Return)
    assert panel.message == f"Saved as {CODE}."
    assert killed(panel) == "12+"
    assert len(incidents.ids(panel._session.case)) == 1


def test_desk_01_a_suggestion_of_the_moment_of_saving_is_asked_about(
    hands: Any, panel: EntryPanel
) -> None:
    fill(panel, **AGAIN)
    assert not panel.offer.offers
    hands.save()
    assert panel.questions.is_open
    assert killed(panel) == "8+"


def test_desk_01_escape_goes_back_and_dismisses_without_an_answer(
    qtbot: QtBot, hands: Any, panel: EntryPanel
) -> None:
    fill(panel, **AGAIN)
    qtbot.waitUntil(lambda: panel.offer.offers)
    hands.save()
    hands.press(Qt.Key.Key_Escape)
    assert panel.report.isVisible()
    assert panel.offer.offers
    hands.press(Qt.Key.Key_Escape)
    assert not panel.offer.offers
    hands.save()
    assert panel.questions.is_open
    hands.type("2")
    assert panel.message == "Saved as KHT-2022-08-17-02."
    assert killed(panel) == "20+"


def test_desk_01_ctrl_z_at_a_question_leaves_what_was_saved_before(
    hands: Any, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    edits = len(history.revisions(window.session.case))
    hands.start(window)
    panel = window.view.entry
    fill(panel, when="1.05.2023", where="saltivskyi", killed="3")
    hands.save()
    assert panel.questions.is_open
    for _part in range(3):
        hands.ctrl(Qt.Key.Key_Z)
        assert panel.questions.is_open
        assert len(history.revisions(window.session.case)) == edits
        hands.press(Qt.Key.Key_Down)


def test_desk_01_what_is_pasted_is_asked_about(hands: Any, panel: EntryPanel) -> None:
    panel.report.fields["document"].box.setFocus()
    hands.paste("https://news.example/1\nTwelve people were killed.\nThe search goes on.")
    assert panel.report.fields["document_text"].text()
    fill(panel, **AGAIN, source="News")
    hands.save()
    assert panel.questions.is_open
    assert "The same incident?" in panel.questions.text
    assert killed(panel) == "8+"


def test_desk_01_the_next_of_a_document_is_asked_about(panel: EntryPanel) -> None:
    fill(panel, document="https://news.example/1", source="News", **AGAIN)
    panel.sequence.go_on()
    assert "The same incident?" in panel.questions.text
    assert killed(panel) == "8+"


def test_desk_01_a_code_that_is_typed_is_that_incident_or_refused(
    hands: Any, panel: EntryPanel
) -> None:
    fill(panel, when="KHT-2022-08-17-09", **LATER)
    for _time in range(2):
        hands.save()
        assert "is not in this case file" in panel.report.fields["when"].box.accessibleDescription()
    assert killed(panel) == "8+"
    fill(panel, when=CODE)
    hands.save()
    assert panel.message == f"Saved as {CODE}."
    assert len(incidents.ids(panel._session.case)) == 1


def test_desk_01_a_restored_draft_is_asked_about(panel: EntryPanel) -> None:
    drafts.save(panel._session.case, "report/1", {"fields": AGAIN, "code": "", "pinned": []})
    assert panel.offer_drafts(lambda _time, _excerpt: "restore")
    for _time in range(2):
        panel.save()
        assert panel.questions.is_open
    assert killed(panel) == "8+"


def test_desk_01_an_update_of_an_incident_that_is_gone_makes_no_other(
    hands: Any, panel: EntryPanel
) -> None:
    panel.add_to(CODE)
    fill(panel, **LATER)
    session = panel._session
    session.undo(undo_stack.undoable(session.case).undo)
    assert incidents.ids(panel._session.case) == []
    for _time in range(2):
        hands.save()
        assert "is not in this case file" in panel.report.fields["when"].box.accessibleDescription()
    assert incidents.ids(panel._session.case) == []
    session.redo(undo_stack.undoable(session.case).redo)
    hands.save()
    assert panel.message == f"Saved as {CODE}."
    assert killed(panel) == "12+"
