"""Acute stress, affected and missing in the window: typed, shown, explained, chosen in the case."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.dialogs.case_dialog import CaseDialog
from kharkiv_tracker.gui.inspector.report_lines import ReportLine
from kharkiv_tracker.gui.table.column_picker import ColumnsPopup
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import history, incidents, rule_choice

PLACES = gazetteer.load()
STRIKE = {
    "event": {"date": "2025-10-13"},
    "district": "Kyivskyi",
    "reports": [
        {
            "as_of": "2025-10-13T20:00",
            "office": "Kharkiv OVA",
            "injured": "7",
            "stress": "50",
            "missing": "3",
        },
        {
            "as_of": "2025-10-13T22:00",
            "office": "Prosecutor",
            "affected": "57",
            "injured": "6",
            "of_whom": {"affected": {"stress": "51", "child": "2"}},
        },
    ],
}
PLAIN = {
    "event": {"date": "2025-10-14"},
    "district": "Saltivskyi",
    "reports": [{"as_of": "2025-10-14", "office": "Kharkiv OVA", "killed": "1", "injured": "3"}],
}
UNDIVIDED = {
    "event": {"date": "2025-10-15"},
    "district": "Saltivskyi",
    "reports": [{"as_of": "2025-10-15", "office": "Kharkiv OVA", "affected": "12"}],
}
NEVER = "The injured do not include people with acute stress."


def a_case(window: MainWindow, empty: Path, *entries: Any) -> MainWindow:
    window.open_path(empty)
    window.session.record(entry_json.read({"incidents": list(entries)}, PLACES), "new")
    return window


@pytest.fixture
def opened(window: MainWindow, empty: Path) -> MainWindow:
    return a_case(window, empty, STRIKE, PLAIN, UNDIVIDED)


def texts(window: MainWindow, code: str) -> list[str]:
    window.view.open_incident(code)
    # What was shown before goes, what is new comes to be seen.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    labels = window.view.inspector.findChildren(QLabel)
    return [one.text().replace("\N{NO-BREAK SPACE}", " ") for one in labels if one.isVisible()]


def columns_of(window: MainWindow) -> list[str]:
    table = window.view.incidents.table
    return [key for key in table.order if key not in table.hidden]


def test_the_head_says_what_is_beside_and_which_injured_are_meant(opened: MainWindow) -> None:
    view = opened.view.incidents
    assert view.head.sums.text() == "killed 1 (unknown: 2) · injured 21"
    beside = view.head._beside.text().replace("\N{NO-BREAK SPACE}", " ")
    assert beside == "72 affected, of whom 51 with acute stress · 3 missing"
    assert not view.head._beside.isHidden()
    assert NEVER in view.head.sums.toolTip()
    assert "In 1 incident the reports only say “affected”" in view.head.sums.accessibleDescription()


def test_a_case_without_them_has_no_line_and_no_column_of_them(
    window: MainWindow, empty: Path
) -> None:
    view = a_case(window, empty, PLAIN).view.incidents
    assert view.head._beside.isHidden()
    assert NEVER in view.head.sums.toolTip()
    window.resize(1900, 900)
    assert columns_of(window)[4:7] == ["killed", "injured", "grade"]
    popup = view.columns.button.drop()
    assert isinstance(popup, ColumnsPopup)
    assert "stress" not in popup.list.ticked()
    optional = [column for column in view.model.columns if column.is_optional]
    assert popup.list.count() == len(columns_of(window)) + len(optional)
    popup.close()


def test_columns_of_them_come_with_the_first_and_sort(opened: MainWindow) -> None:
    opened.resize(1900, 900)
    view = opened.view.incidents
    beside = ["stress", "affected", "missing"]
    assert columns_of(opened)[4:10] == ["killed", "injured", *beside, "grade"]
    rows = [[str(view.model.index(row, column).data()) for column in (6, 7, 8)] for row in range(3)]
    assert rows == [["", "12", ""], ["", "3", ""], ["51", "57", "3"]]
    view.table.sortByColumn(7, Qt.SortOrder.DescendingOrder)
    affected = [view.model.row(row).figures["affected"].best for row in range(3)]
    assert affected == [57, 12, 3]


def test_columns_chosen_before_there_were_any_are_kept_and_theirs_come(
    opened: MainWindow,
) -> None:
    opened.resize(1900, 900)
    view = opened.view.incidents
    view.columns.choose(view.columns.order, frozenset({"stress"}))
    assert "stress" not in columns_of(opened)
    assert "missing" in columns_of(opened)
    view.columns.reset()


def test_the_figures_never_have_to_be_scrolled_to(opened: MainWindow) -> None:
    opened.resize(960, 540)
    table = opened.view.incidents.table
    assert {"killed", "injured"} <= set(columns_of(opened))
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_the_inspector_says_why_and_which(opened: MainWindow) -> None:
    shown = texts(opened, "KHT-2025-10-13-01")
    assert "57 affected, of whom 51 with acute stress · 3 missing" in shown
    assert NEVER in shown
    assert "Affected: 2 children." in shown
    (injured,) = (text for text in shown if text.startswith("Injured: "))
    assert injured.endswith("Without people with acute stress, according to Prosecutor.")
    lines = opened.view.inspector.findChildren(ReportLine)
    assert [line.role_text for line in lines] == [
        "used",
        "injured, acute stress: replaced by another speaker’s later number; missing: used",
    ]


def test_the_inspector_says_where_injured_may_include_stress(opened: MainWindow) -> None:
    shown = texts(opened, "KHT-2025-10-15-01")
    assert "12 affected" in shown
    assert NEVER not in shown
    (injured,) = (text for text in shown if text.startswith("Injured: "))
    assert injured.endswith("only say “affected”: the injured may include acute stress.")


def test_the_case_says_whether_stress_is_injured(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: CaseDialog) -> int:
        dialog.stress.setCurrentIndex(dialog.stress.findData(Stress.INJURED))
        assert dialog._which.text() == "The injured include people with acute stress."
        case = opened.session.case
        expected = rule_choice.differences(case, Rule.LATEST, Stress.INJURED)
        assert dialog.preview.model.rowCount() == len(expected)
        assert [dialog.preview.model.index(0, n).data() for n in range(4)] == [
            *("KHT-2025-10-13-01", "Injured", "6", "57")
        ]
        dialog.reason.setText("decided in the team")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(CaseDialog, "exec", fill)
    before = len(history.revisions(opened.session.case))
    opened.settle_case()
    case = opened.session.case
    assert case.stress is Stress.INJURED
    edits = {revision.edit for revision in history.revisions(case)[before:]}
    assert len(edits) == 1
    assert opened.view.incidents.head.sums.text() == "killed 1 (unknown: 2) · injured 72"
    assert "The injured include people with acute stress." in texts(opened, "KHT-2025-10-13-01")
    opened.undo.undo()
    assert case.stress is Stress.APART


def typed(window: MainWindow, hands: Any, fields: dict[str, str]) -> None:
    hands.start(window)
    hands.fill("13.10.25", "kyivskyi")
    for name, text in fields.items():
        window.view.entry.report.fields[name].set_text(text)


@pytest.mark.parametrize(
    "fields",
    [
        {"affected": "57 (51 stress)", "injured": "6", "missing": "4"},
        {"affected": "57, з них 51 гостра реакція на стрес", "injured": "6", "missing": "4"},
        {"affected": "57 affected (51 with acute stress)", "injured": "6", "missing": "4 missing"},
    ],
)
def test_what_an_office_calls_affected_is_typed_with_its_stress(
    window: MainWindow, empty: Path, hands: Any, fields: dict[str, str]
) -> None:
    window.open_path(empty)
    typed(window, hands, fields)
    hands.quote_office(window.view.entry)
    hands.save()
    (report,) = incidents.reports(window.session.case, "KHT-2025-10-13-01")
    assert {name: str(count) for name, count in report.counts.items()} == {
        "affected": "57",
        "affected.stress": "51",
        "injured": "6",
        "missing": "4",
    }
    figures = incidents.figures(window.session.case, "KHT-2025-10-13-01")
    assert [figures[name].best for name in ("injured", "stress", "affected", "missing")] == [
        *(6, 51, 57, 4)
    ]


def test_affected_never_go_to_the_injured_in_silence(
    window: MainWindow, empty: Path, hands: Any
) -> None:
    window.open_path(empty)
    for text in ("57 affected", "57 постраждалих"):
        typed(window, hands, {"injured": text})
        field = window.view.entry.report.text_field("injured")
        assert field.check()
        assert field._echo_text == "57 affected"
        assert not field.question
    hands.quote_office(window.view.entry)
    hands.save()
    case = window.session.case
    (row,) = incidents.rows(case, incidents.ids(case))
    (report,) = incidents.reports(case, row.code)
    assert {name: str(count) for name, count in report.counts.items()} == {"affected": "57"}


def test_more_begins_with_the_affected(window: MainWindow, empty: Path, hands: Any) -> None:
    window.open_path(empty)
    hands.start(window)
    form = window.view.entry.report
    hands.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    for name in ("affected", "stress", "missing", "rescued"):
        assert hands.focus is form.fields[name].box
        hands.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)


def test_an_update_says_what_becomes_of_them(qtbot: QtBot, opened: MainWindow) -> None:
    opened.view.add_update("KHT-2025-10-13-01")
    panel = opened.view.entry
    for name, text in (("affected", "60 (51 stress)"), ("missing", "1"), ("office", "Prosecutor")):
        panel.report.fields[name].set_text(text)
    panel.report.fields["as_of"].set_text("14.10.2025 09:00")
    said = "killed ? unchanged, injured 6 → 9, affected 57 → 60, missing 3 → 1"
    qtbot.waitUntil(lambda: panel.offer.change == said)
