"""Commands of the Record menu: withdraw, reinstate, approve, grade, state, choose, set aside."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.gui.commands import context_menu, subject, target
from kharkiv_tracker.gui.commands.command import Command
from kharkiv_tracker.gui.commands.command_table import TABLE
from kharkiv_tracker.gui.commands.controls import short_text
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.gui.dialogs import prompts, standard_dialogs
from kharkiv_tracker.gui.dialogs.prompts import ReasonDialog
from kharkiv_tracker.gui.inspector.report_lines import ReportLine
from kharkiv_tracker.gui.inspector.review_section import Box
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import history, incidents, rule_choice

CODE = "KHT-2022-08-17-01"


@pytest.fixture
def opened(window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    window.open_path(sampled)
    window.view.open_incident(CODE)
    monkeypatch.setattr(prompts, "ask_reason", lambda *_asked, **_more: "because")
    return window


def incident(window: MainWindow) -> object:
    return incidents.incident(window.session.case, CODE)


def shown(window: MainWindow, kind: type) -> list:
    QApplication.processEvents()
    return [one for one in window.view.inspector.findChildren(kind) if one.isVisible()]


def trigger(window: MainWindow, name: str) -> None:
    (command,) = [one for one in TABLE if one.menu and target.name(one, window) == name]
    window.menu_bar.actions[command.name].trigger()


def offered(record: Subject) -> dict[str, Command[Subject]]:
    return {short_text(command): command for command in context_menu.offered(record)}


def test_withdraw_asks_why_and_reinstate_brings_back(opened: MainWindow) -> None:
    trigger(opened, "Withdraw")
    assert incident(opened).state is ReviewState.WITHDRAWN
    assert history.last(opened.session.case).reason == "because"
    box = shown(opened, Box)[1]
    assert (box.button.text(), box.button.isEnabled()) == ("Withdrawn", False)
    trigger(opened, "Reinstate")
    assert incident(opened).state is ReviewState.APPROVED


def test_a_question_answered_with_no_changes_nothing(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_reason", lambda *_asked, **_more: None)
    trigger(opened, "Withdraw")
    assert incident(opened).state is ReviewState.APPROVED


def test_what_is_refused_is_a_sentence(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        standard_dialogs, "show_message", lambda _parent, sentence: told.append(sentence)
    )
    trigger(opened, "Reinstate")
    assert told == [f"{CODE} is not withdrawn. Nothing was changed."]


def test_a_second_name_is_asked_for_where_the_case_wants_one(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        standard_dialogs, "show_message", lambda _parent, sentence: told.append(sentence)
    )
    session = opened.session
    session.author = "Olha"
    session.edit("case", lambda edit: rule_choice.set_review(edit, True, 30))
    opened.view.edits.set_state(CODE, ReviewState.DRAFT)
    opened.view.edit(CODE)
    opened.view.editing.form.fields["summary"].set_text("Olha's words")
    opened.view.editing.save()
    trigger(opened, "Approve")
    assert len(told) == 1
    assert told[0].endswith("Nothing was changed.")
    session.author = "Petro"
    trigger(opened, "Approve")
    assert incident(opened).state is ReviewState.APPROVED


def test_the_grade_is_chosen_by_keyboard_from_definitions(qtbot: QtBot, opened: MainWindow) -> None:
    box = shown(opened, Box)[0]
    box.button.setFocus()
    popup = box.button.drop()
    assert [option.value for option in popup.options] == [*Grade, None]
    assert popup.focusWidget() is popup.options[1]
    qtbot.keyClick(popup.options[1], Qt.Key.Key_Down)
    qtbot.keyClick(popup.focusWidget(), Qt.Key.Key_Return)
    assert incident(opened).grade is Grade.WEAK
    assert shown(opened, Box)[0].button.text() == "Weak"


def test_the_state_is_chosen_the_same_way(opened: MainWindow) -> None:
    popup = shown(opened, Box)[1].button.drop()
    assert ReviewState.WITHDRAWN not in [option.value for option in popup.options]
    popup.options[-1].click()
    assert incident(opened).state is ReviewState.HAS_ISSUES


def test_a_report_is_chosen_against_the_rule_and_let_go(opened: MainWindow) -> None:
    line = next(one for one in shown(opened, ReportLine) if one.number == 1)
    assert list(offered(line.subject)) == ["Edit", "Choose…", "Add note…", "Withdraw…"]
    offered(line.subject)["Choose…"].run(line.subject)
    assert incident(opened).chosen_reason == "because"
    line = next(one for one in shown(opened, ReportLine) if one.number == 1)
    assert "chosen by the analyst" in line.role_text
    offered(line.subject)["Use counting rule"].run(line.subject)
    assert incident(opened).chosen == ""


def test_a_report_is_withdrawn_from_its_line_by_keyboard(
    qtbot: QtBot, hands, opened: MainWindow
) -> None:
    line = shown(opened, ReportLine)[0]
    line.line.setFocus()
    assert opened.view.inspector.report_in_hand() == f"{CODE}/{line.number}"
    hands.press(Qt.Key.Key_Return)
    button = next(one for one in line.more.findChildren(QPushButton) if one.text() == "Withdraw…")
    qtbot.keyClick(button, Qt.Key.Key_Return)
    told = incidents.reports(opened.session.case, CODE)
    assert [one.number for one in told if one.withdrawn] == [line.number]


def test_the_menu_of_the_table_offers_what_can_be_done(opened: MainWindow) -> None:
    view = opened.view
    record = subject.of_incident(view, incident(opened), 8)
    names = list(offered(record))
    assert names[:3] == ["Add update", "Edit", "History"]
    assert "Approve" not in names
    assert "Merge with…" in names
    made = context_menu.menu(view, record)
    assert [action.text() for action in made.actions()] == names
    view.edits.withdraw(CODE)
    assert list(offered(subject.of_incident(view, incident(opened), 8))) == [
        "Reinstate",
        "History",
    ]


def test_a_doubt_is_set_aside_with_a_reason_and_taken_up(opened: MainWindow) -> None:
    opened.view.open_incident("KHT-2024-05-25-02")
    section = next(one for one in shown(opened, Section) if one.title.text() == "Needs attention")
    buttons = [one for one in section.findChildren(QPushButton) if one.text() == "Dismiss…"]
    before = len(buttons)
    assert before
    buttons[0].click()
    section = next(one for one in shown(opened, Section) if one.title.text() == "Needs attention")
    buttons = [one for one in section.findChildren(QPushButton) if one.text() == "Dismiss…"]
    assert len(buttons) == before - 1
    again = next(one for one in section.findChildren(QPushButton) if one.text() == "Reopen")
    again.click()
    section = next(one for one in shown(opened, Section) if one.title.text() == "Needs attention")
    assert not [one for one in section.findChildren(QPushButton) if one.text() == "Reopen"]


def test_a_reason_is_needed_where_it_is_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    dialog = ReasonDialog(window, "Withdraw", "It stays.", "Withdraw", needed=True)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.line, "  a double  count ")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.reason == "a double count"


def test_sections_fold_and_stay_folded(qtbot: QtBot, opened: MainWindow) -> None:
    section = next(one for one in shown(opened, Section) if one.title.text() == "Last changes")
    assert not section.is_folded
    section.title.setFocus()
    qtbot.keyClick(section.title, Qt.Key.Key_Left)
    assert section.is_folded
    opened.view.open_incident("KHT-2022-08-18-01")
    section = next(one for one in shown(opened, Section) if one.title.text() == "Last changes")
    assert section.is_folded
    qtbot.keyClick(section.title, Qt.Key.Key_Return)
    assert not section.is_folded
