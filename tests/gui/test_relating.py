"""Merging, splitting and linking: what it comes to is shown before it is done."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.gui.dialogs import prompts
from kharkiv_tracker.gui.dialogs.link_dialog import LinkDialog
from kharkiv_tracker.gui.dialogs.merge_dialog import MergeDialog
from kharkiv_tracker.gui.dialogs.split_dialog import SplitDialog
from kharkiv_tracker.gui.inspector.link_button import LinkButton
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import history, incidents, merge_split

ONE, OTHER = "KHT-2024-05-25-01", "KHT-2024-05-25-02"


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    window.view.open_incident(ONE)
    return window


def merge_dialog(qtbot: QtBot, window: MainWindow) -> MergeDialog:
    dialog = MergeDialog(window, window.session.case, gazetteer.load(), ONE)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_the_likeliest_stands_first_and_both_are_shown(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = merge_dialog(qtbot, opened)
    assert dialog.picker.code == OTHER
    assert "killed 19 unchanged" in dialog.result_text
    assert f"{OTHER} will redirect to {ONE}." in dialog.result_text
    assert dialog.answer() == prompts.MergeRequest(ONE, OTHER, "")
    qtbot.keyClick(dialog.picker.field, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    assert dialog.answer().remaining == OTHER


def test_another_is_found_by_code_or_words(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = merge_dialog(qtbot, opened)
    for text, code in (
        ("2022-08-18-01", "KHT-2022-08-18-01"),
        ("dormitory akh", "KHT-2022-08-17-01"),
    ):
        dialog.picker.field.setText(text)
        qtbot.waitUntil(lambda code=code: dialog.picker.code == code)
        assert dialog.accepting.isEnabled()
    dialog.picker.field.setText("no such words")
    qtbot.waitUntil(lambda: dialog.picker.code == "")
    assert not dialog.accepting.isEnabled()
    # Neither itself nor what was withdrawn can be the other.
    dialog.picker.field.setText(ONE)
    dialog.picker.refresh()
    assert dialog.picker.code == ""


def test_enter_looks_before_it_does_anything(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = merge_dialog(qtbot, opened)
    field = dialog.picker.field
    field.setText("KHT-2022-08-18-01")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.picker.code == "KHT-2022-08-18-01"
    assert dialog.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.focusWidget(), "one strike")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.answer() == prompts.MergeRequest(ONE, "KHT-2022-08-18-01", "one strike")


def test_a_merge_is_one_edit_that_undo_takes_back(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = prompts.MergeRequest(ONE, OTHER, "the same strike")
    monkeypatch.setattr(prompts, "ask_merge", lambda *_asked: answer)
    case = opened.session.case
    before = [len(incidents.reports(case, code)) for code in (ONE, OTHER)]
    assert opened.view.edits.merge(ONE) == ONE
    assert len(incidents.reports(case, ONE)) == sum(before)
    assert history.last(case).reason == "the same strike"
    opened.view.open_incident(OTHER)
    inspector = opened.view.inspector
    leads = [one for one in inspector.findChildren(QPushButton) if ONE in one.text()]
    assert leads[-1].text() == f"Merged into {ONE}"
    leads[-1].click()
    assert inspector.code == ONE
    opened.undo.undo()
    assert [len(incidents.reports(case, code)) for code in (ONE, OTHER)] == before


def test_a_split_needs_one_that_goes_and_one_that_stays(qtbot: QtBot, opened: MainWindow) -> None:
    case = opened.session.case
    dialog = SplitDialog(opened, case, gazetteer.load(), ONE)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.accepting.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.accepting.isEnabled()
    assert "the new incident has" in dialog.result_text
    first = dialog.answer().reports
    assert len(first) == 1
    for row in range(1, dialog.list.count()):
        dialog.list.toggle(dialog.list.item(row))
    assert not dialog.accepting.isEnabled()


def test_a_split_makes_an_incident_and_links_the_two(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        prompts, "ask_split", lambda *_asked: prompts.SplitRequest((2,), "two strikes")
    )
    code = opened.view.edits.split(ONE)
    case = opened.session.case
    assert len(incidents.reports(case, code)) == 1
    assert incidents.incident(case, code).state is ReviewState.DRAFT
    (link,) = merge_split.links(case, code)
    assert (link.one, link.other, link.relation) == (code, ONE, Relation.SPLIT)


def test_links_lead_there_and_can_be_taken_away(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened.session.case
    dialog = LinkDialog(opened, case, gazetteer.load(), ONE)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.relation.setCurrentIndex(1)
    answer = dialog.answer()
    assert (answer.other, answer.relation) == (OTHER, Relation.DOUBLE_STRIKE)
    monkeypatch.setattr(prompts, "ask_link", lambda *_asked: answer)
    opened.view.edits.link(ONE)
    inspector = opened.view.inspector
    buttons = inspector.findChildren(QPushButton)
    remove = [one for one in buttons if one.text() == "Remove"][-1]
    leads = [one for one in inspector.findChildren(LinkButton) if not one.isHidden()][-1]
    assert leads.label_text == f"Double strike: {OTHER}"
    leads.click()
    assert inspector.code == OTHER
    opened.view.open_incident(ONE)
    remove = [one for one in inspector.findChildren(QPushButton) if one.text() == "Remove"][-1]
    remove.click()
    assert not merge_split.links(case, ONE)
