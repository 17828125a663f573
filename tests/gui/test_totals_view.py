"""Official totals beside our own sums, joint reports apart, and what waits about both."""

import re
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.dialogs import joint_dialog, prompts
from kharkiv_tracker.gui.dialogs.joint_dialog import JointDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import flag_queries, joint_comparison, work_queue

FALLS = "STA-2024-05-16-01"
TOGETHER = {
    "incidents": ["KHT-2022-08-17-01", "KHT-2022-08-18-01"],
    "as_of": "2022-09-30",
    "killed": "99",
    "quote": "Ninety-nine in two strikes.",
}


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    window.view.show_view(3)
    return window


def told(opened: MainWindow) -> str:
    panel = opened.view.statements.panel
    QTest.qWait(10)
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_each_total_stands_beside_our_own_sum_or_says_why_not(
    opened: MainWindow, qtbot: QtBot
) -> None:
    view = opened.view.statements
    qtbot.waitUntil(lambda: len(view.gaps) == 6)
    gaps = [view.model.index(row, 7).data() for row in reversed(range(6))]
    assert gaps[0] == "—"
    assert re.fullmatch(r"\+1,\d+ / \+2,\d+", gaps[2])
    assert gaps[4].endswith(" / —")
    view.show_statement("STA-2022-08-07-01")
    assert "nothing recorded for its area and period" in told(opened)
    view.show_statement(FALLS)
    assert "higher than our sum" in told(opened)


def test_a_total_that_falls_is_set_aside_with_a_reason(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened.view.statements
    view.show_statement(FALLS)
    assert "falls from 87 to 82" in told(opened)
    monkeypatch.setattr(prompts, "ask_reason", lambda *_args: "the office corrected itself")
    aside = [b for b in view.panel.findChildren(QPushButton) if b.text().startswith("Dismiss")]
    aside[-1].click()
    assert not work_queue.findings(opened.session.case, FALLS)
    assert "the office corrected itself" in told(opened)
    opened.undo.undo()
    assert work_queue.findings(opened.session.case, FALLS)


def test_a_joint_report_stands_apart_beside_the_sum_of_its_incidents(opened: MainWindow) -> None:
    opened.session.record(entry_json.read({"joint_reports": [TOGETHER]}, gazetteer.load()), "add")
    view = opened.view.statements
    assert view.model.rowCount() == 6
    row = [view.joint_model.index(0, column).data() for column in range(7)]
    assert row[1:] == [
        "2 incidents",
        "99",
        "25",
        "?",
        "—",
        "differs",
    ]
    view.show_statement(joint_comparison.joint_reports(opened.session.case)[0].code)
    assert "differs from the sum of incidents, 25" in told(opened)
    assert "Ninety-nine" in told(opened)
    assert not view.table.selectionModel().hasSelection()


def test_a_joint_report_is_entered_for_the_chosen_incidents(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.view.show_view(0)
    opened.view.incidents.table.selectAll()

    def fill(dialog: JointDialog) -> int:
        assert dialog.fields["incidents"].text().count("KHT-") == 7
        dialog.accept()
        assert dialog.wrong.text() == "Enter a number for the combined report."
        dialog.fields["killed"].setText("51")
        dialog.fields["as_of"].setText("yesterdayish")
        dialog.accept()
        assert dialog.wrong.isVisibleTo(dialog)
        dialog.fields["as_of"].setText("30.01.2026")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(joint_dialog.JointDialog, "exec", fill)
    opened.view.enter_joint()
    (made,) = joint_comparison.joint_reports(opened.session.case)
    assert len(made.incidents) == 7
    assert opened.view.view == 3
    assert opened.view.statements.joint_table.currentIndex().row() == 0


def test_a_joint_report_says_what_its_remainder_is_and_where_it_counts(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.view.show_view(0)
    table = opened.view.incidents.table
    table.selectAll()

    def fill(dialog: JointDialog) -> int:
        dialog.fields["killed"].setText("60")
        dialog.fields["office"].setText("Kharkiv OVA")
        dialog.remainder.setChecked(True)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(joint_dialog.JointDialog, "exec", fill)
    opened.view.enter_joint()
    (made,) = joint_comparison.joint_reports(opened.session.case)
    assert made.count_remainder
    assert "Killed: 60 minus 51, remainder 9." in told(opened)
    assert "The remainder is counted under Kharkiv city, district unknown, on" in told(opened)
    assert opened.session.case is not None
    opened.view.show_view(0)
    table.clearSelection()
    sums = opened.view.incidents.head.sums
    assert "of which remainder of combined reports: killed 9" in sums.text()
    opened.undo.undo()
    assert "remainder" not in sums.text()


def test_the_queue_leads_to_totals_and_joint_reports(opened: MainWindow) -> None:
    opened.session.record(entry_json.read({"joint_reports": [TOGETHER]}, gazetteer.load()), "add")
    rail = opened.view.waiting
    rail.count()
    opened.view.show_view(0)
    rail.totals.click()
    assert opened.view.view == 3
    assert "falls from 87 to 82" in told(opened)
    line = rail.lines[FindingKind.JOINT_CONTRADICTION]
    assert line.text() == "Combined reports  1"
    line.click()
    assert "differs from the sum of incidents, 25" in told(opened)


def test_many_reasons_are_shown_only_when_asked_for(opened: MainWindow) -> None:
    rail = opened.view.waiting
    rail.count()
    for kind in FindingKind:
        rail._counts.incidents[kind] += 1
        if kind in flag_queries.OF_RECORDS:
            rail._counts.others[kind].add("KHT-2022-08-17-01")
    rail._show()
    # Possible duplicates are pairs, and here are none.
    named = [line for kind, line in rail.lines.items() if rail._number(kind)]
    lines = [*named, rail.totals]
    assert len(named) == len(rail.lines) - 1
    assert sum(line.isVisibleTo(rail) for line in lines) == 7
    assert rail.more.text() == f"{len(lines) - 7} more reasons"
    rail.more.click()
    assert all(line.isVisibleTo(rail) for line in lines)
    rail.more.click()
    assert rail.more.text() == f"{len(lines) - 7} more reasons"
