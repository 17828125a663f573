"""Ctrl+C in any table: the chosen rows as a text with tabs and as HTML, as they are shown."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.table.table_copy import copied_table
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.gui.window import MainWindow

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def press_copy(qtbot: QtBot, table: Table) -> QMimeData:
    QApplication.clipboard().setText("nothing yet")
    qtbot.keyClick(table, KEY.Key_C, CTRL)
    return QApplication.clipboard().mimeData()


def lines(data: QMimeData) -> list[list[str]]:
    return [line.split("\t") for line in data.text().splitlines()]


def titles(table: Table) -> list[str]:
    columns = {column.name: column.full_title for column in table.model().columns}
    return [columns[name] for name in table.order if name not in table.hidden]


def test_desk_10_chosen_incidents_are_copied_as_shown(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    table = window.view.incidents.table
    table.horizontalHeader().moveSection(0, 2)
    window.view.incidents.columns.hide("weapon")
    qtbot.keyClick(table, KEY.Key_A, CTRL)
    data = press_copy(qtbot, table)
    head, *rows = lines(data)
    assert head == titles(table)
    assert head[:3] == ["District", "Place", "When"]
    assert "Weapon" not in head
    assert "Killed" in head
    assert len(rows) == table.model().rowCount() == 7
    shown = [
        [
            table.model().index(row, table.horizontalHeader().logicalIndex(n)).data()
            for n in range(table.horizontalHeader().count())
            if not table.isColumnHidden(table.horizontalHeader().logicalIndex(n))
        ]
        for row in range(7)
    ]
    assert rows == shown
    assert "?" in {row[head.index("Killed")] for row in rows}
    assert data.html().count("<tr>") == 8
    assert f"<th>{head[0]}</th>" in data.html()
    assert window.status.text == "7 rows copied."


def test_desk_10_only_chosen_rows_are_copied(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    table = window.view.incidents.table
    table.point_at(2)
    head, *rows = lines(press_copy(qtbot, table))
    assert len(rows) == 1
    assert rows[0][head.index("When")] == table.model().index(2, 0).data()
    assert window.status.text == "1 row copied."
    table.clearSelection()
    assert press_copy(qtbot, table).text() == "nothing yet"


@pytest.mark.parametrize("number", [3, 4, 5, 6])
def test_desk_10_every_table_is_copied(
    qtbot: QtBot, window: MainWindow, sampled: Path, number: int
) -> None:
    window.open_path(sampled)
    if number == 6:
        post = {"id": "#1", "title": "A post", "url": "https://example.org/1"}
        entries = entry_json.read({"documents": [post]}, gazetteer.load())
        window.session.record(entries, "test")
    window.view.show_view(number)
    table = window.view.table
    assert table is not None
    qtbot.keyClick(table, KEY.Key_A, CTRL)
    head, *rows = lines(press_copy(qtbot, table))
    assert head == titles(table)
    assert len(rows) == table.model().rowCount() > 0


def test_desk_10_the_offices_are_copied(qtbot: QtBot, window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.view.show_view(4)
    window.view.sources.show_list(1)
    table = window.view.sources.offices.table
    qtbot.keyClick(table, KEY.Key_A, CTRL)
    head, *rows = lines(press_copy(qtbot, table))
    assert head[0] == "Office"
    assert len(rows) == table.model().rowCount()
    # Nothing that is for one office can be done to all of them.
    assert not any(button.isEnabled() for button in window.view.sources.offices.buttons)


def test_desk_10_names_that_are_hidden_are_not_copied(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    person = {"name": "Олена Коваленко", "status": "killed"}
    strike = {
        "event": {"date": "2022-09-01"},
        "district": "Saltivskyi",
        "reports": [
            {
                "killed": "1",
                "office": "Morgue No. 2",
                "source": "A witness",
                "source_kind": "witness",
                "confidential": True,
            }
        ],
        "persons": [person],
    }
    window.session.record(entry_json.read({"incidents": [strike]}, gazetteer.load()), "test")
    view = window.view.incidents
    view.columns.choose(view.columns.order, frozenset())
    qtbot.keyClick(view.table, KEY.Key_A, CTRL)
    copied = press_copy(qtbot, view.table)
    for text in (copied.text(), copied.html()):
        assert "Confidential source" in text
        assert "A witness" not in text
        assert "Morgue" not in text
    window.view.dialogs.show_register()
    register = next(
        widget
        for widget in window.view.findChildren(Table)
        if widget.accessibleName() == "Register of names"
    )
    qtbot.keyClick(register, KEY.Key_A, CTRL)
    assert "Коваленко" not in press_copy(qtbot, register).text()
    register.window().show_names()
    qtbot.keyClick(register, KEY.Key_A, CTRL)
    assert "Коваленко" in press_copy(qtbot, register).text()
    register.window().close()


def test_desk_10_no_text_is_taken_for_a_formula_or_breaks_the_table() -> None:
    evil = ["=1+1", "@SUM(A1)", "+cmd|calc", "-2+3*cmd", "a\tb\nc", "<b>&"]
    harmless = ["+5", "-3", "-1,200", "~20", "7+", "5–7", "?"]
    data = copied_table(["x"] * 6, [evil, [*harmless[:6]], [harmless[6]] * 6])
    rows = lines(data)
    assert rows[1] == ["'=1+1", "'@SUM(A1)", "'+cmd|calc", "'-2+3*cmd", "a b c", "<b>&"]
    assert rows[2] == harmless[:6]
    assert "<td>&lt;b&gt;&amp;</td>" in data.html()


def test_desk_10_a_pair_of_duplicates_is_copied_as_a_table(
    qtbot: QtBot, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    strike = {
        "event": {"date": "2022-08-17", "time": "21:30"},
        "district": "Saltivskyi",
        "place": "dormitory",
        "reports": [{"killed": "7+"}],
    }
    both = entry_json.read(
        {"incidents": [strike, {**strike, "place": "a dormitory"}]}, gazetteer.load()
    )
    window.session.record(both, "test")
    window.view.dialogs.show_duplicates()
    dialog = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "keep_both"))
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.copy()
    head, *rows = lines(QApplication.clipboard().mimeData())
    assert head[0] == "Code"
    assert head[-1] == "Reason"
    assert [row[0] for row in rows] == ["KHT-2022-08-17-01", "KHT-2022-08-17-02"]
    assert rows[0][head.index("Killed")] == "7+"
    dialog.close()
