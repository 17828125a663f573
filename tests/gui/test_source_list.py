"""The source list as it is corrected, and offices with those who speak for them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.source import Consent, Reliability
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import source_usage

TOLD_TWICE = {
    "code": "KHT-2022-08-17-01",
    "reports": [
        {"as_of": "2022-09-01", "killed": "21", "speaker": "Oleh Syniehubov", "office": "Council"}
    ],
}


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    window.view.show_view(4)
    return window


def test_a_source_is_corrected_in_one_edit_and_taken_back(opened: MainWindow) -> None:
    view, case = opened.view.sources, opened.session.case
    panel = view.panel
    before = source_usage.listed(case)[0]
    assert not panel.save.isEnabled()
    panel.reliability.setCurrentIndex(panel.reliability.findData(Reliability.B))
    QTest.keyClicks(panel.rank, "2")
    panel.confidential.setChecked(True)
    panel.consent.setCurrentIndex(panel.consent.findData(Consent.WITHOUT_NAME))
    assert "Usually reliable" in panel._meaning.text()
    opened.activateWindow()
    panel.rank.setFocus()
    assert QTest.qWaitForWindowActive(opened)
    assert "(not saved)" in view.model.index(0, 0).data()
    QTest.keyClick(panel.rank, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    now = source_usage.listed(case)[0].source
    assert (now.reliability, now.rank, now.confidential) == (Reliability.B, 2, True)
    assert now.consent is Consent.WITHOUT_NAME
    shown = [view.model.index(0, column).data() for column in range(view.model.columnCount())]
    assert shown[2:6] == ["B", "2", "", "yes"]
    opened.undo.undo()
    assert source_usage.listed(case)[0] == before


def test_what_is_typed_for_a_source_waits_until_the_cursor_is_back(opened: MainWindow) -> None:
    view = opened.view.sources
    QTest.keyClicks(view.panel.rank, "3")
    opened.view._ask_discard = lambda: False
    assert not opened.view.may_close()
    view.table.selectRow(1)
    assert view.panel.rank.text() == ""
    view.table.selectRow(0)
    assert view.panel.rank.text() == "3"
    view.panel.drop.click()
    assert view.panel.rank.text() == ""
    assert not view.panel.waiting


def test_a_name_that_another_source_has_is_refused_and_kept(opened: MainWindow) -> None:
    view = opened.view.sources
    other = view.model.row(0).source
    number = next(n for n in range(1, 13) if view.model.row(n).source.kind is other.kind)
    view.table.selectRow(number)
    view.panel.name.selectAll()
    QTest.keyClicks(view.panel.name, other.name)
    view.panel.commit()
    assert "already" in view.panel._wrong.text()
    assert view.panel.name.text() == other.name
    view.panel.drop.click()


def test_a_person_of_two_offices_is_pointed_out_and_leads_to_the_incidents(
    opened: MainWindow,
) -> None:
    opened.session.record(entry_json.read({"incidents": [TOLD_TWICE]}, gazetteer.load()), "update")
    view = opened.view.sources
    view.show_list(1)
    offices = view.offices
    assert "Oleh Syniehubov is listed under two offices" in offices._twice.text()
    also = [offices.model.index(row, 4).data() for row in range(offices.model.rowCount())]
    assert "Council" in also
    QTest.keyClick(offices.table, Qt.Key.Key_Return)
    assert opened.view.view == 0
    assert opened.session.selection.text


def test_nothing_can_be_corrected_in_a_case_for_reading(opened: MainWindow) -> None:
    opened.session.case.read_only = True
    opened.view.sources.panel._refresh_buttons()
    assert not opened.view.sources.panel.save.isEnabled()


def test_a_narrow_window_shows_whose_numbers_they_are(opened: MainWindow) -> None:
    opened.choose_language("uk")
    opened.view.show_view(4)
    opened.resize(960, 540)
    QTest.qWait(0)
    table, columns = opened.view.sources.table, opened.view.sources.model.columns
    shown = [column.title for n, column in enumerate(columns) if not table.isColumnHidden(n)]
    assert shown[0] == "Назва"
    assert {"Повідомлення", "Підсумки"} <= set(shown)
