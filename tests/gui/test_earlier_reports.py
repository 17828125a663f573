"""The earlier reports of an incident stay in sight while an update is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.entry.earlier_reports import EarlierReports
from kharkiv_tracker.gui.window import MainWindow

CODE = "KHT-2022-08-17-01"


@pytest.fixture
def updating(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    window.view.add_update(CODE)
    QApplication.processEvents()
    return window


def earlier(window: MainWindow) -> EarlierReports:
    return window.view.entry.offer.earlier


def test_desk_12_the_earlier_reports_are_listed_newest_first(updating: MainWindow) -> None:
    list_ = earlier(updating)
    assert list_.isVisible()
    assert list_.summary == "8 earlier reports: 19 killed, 20 injured"
    assert list_.rows[0] == "22 Aug, Chubenko, Kharkiv Regional Prosecutor's Office, 19 killed"
    assert list_.rows[-1].endswith("2 killed, 10 injured")
    assert [row.rpartition(" killed")[0].rpartition(" ")[2] for row in list_.rows] == [
        *("19", "18", "15", "12", "7+", "7", "6", "2")
    ]
    assert list_._lines.accessibleDescription().splitlines() == list(list_.rows)


def test_desk_12_what_is_recorded_meanwhile_joins_the_list_and_a_new_incident_has_none(
    hands: Any, updating: MainWindow
) -> None:
    told = {"code": CODE, "reports": [{"as_of": "2022-09-01", "rescued": "5", "office": "OVA"}]}
    entries = entry_json.read({"incidents": [told]}, gazetteer.load())
    updating.session.record(entries, "add")
    assert earlier(updating).rows[0] == "1 Sep, OVA, 5 rescued"
    hands.alt(Qt.Key.Key_I)
    assert not earlier(updating).isVisible()
    assert updating.view.entry.update_target.code == ""


def test_desk_12_at_most_five_lines_and_one_where_there_is_no_room(
    qtbot: QtBot, hands: Any, updating: MainWindow
) -> None:
    panel, list_ = updating.view.entry, earlier(updating)
    for size, lines in (((1440, 1100), 5), ((1280, 860), 3), ((960, 540), 0)):
        updating.resize(*size)
        qtbot.waitUntil(lambda lines=lines: list_.is_open is bool(lines))
        # Nothing of it is cut off, and it takes no more room from the fields.
        qtbot.waitUntil(lambda: list_.height() == list_.sizeHint().height())
        line = list_._head.fontMetrics().lineSpacing()
        # With the head and the headings.
        assert list_.height() < (lines + 3) * (line + 4), size
        save = next(b for b in panel.findChildren(type(list_._head)) if "Ctrl+Enter" in b.text())
        bottom = save.mapTo(updating, save.rect().bottomLeft()).y()
        assert bottom < updating.height(), size
    # One press unfolds it all the same.
    list_._head.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert list_.is_open
    assert list_._head.text().startswith("▾")
    hands.press(Qt.Key.Key_Space)
    assert not list_.is_open
