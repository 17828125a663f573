"""The height of rows, and where the selection is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QListWidget, QTableView
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.case_panes import VIEWS
from kharkiv_tracker.gui.popups import TickList
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.gui.window import MainWindow

INCIDENTS, CHARTS, MAP, STATEMENTS, SOURCES, HISTORY, DOCUMENTS = range(7)


@pytest.fixture
def sized() -> Iterator[None]:
    yield
    theme.measure(100, False)


def heights(window: MainWindow) -> set[int]:
    for number in range(len(VIEWS)):
        window.view.show_view(number)
    tables = window.view.findChildren(QTableView)
    assert len(tables) > 4
    assert {isinstance(table, Table) for table in tables} == {True}
    return {table.verticalHeader().defaultSectionSize() for table in tables}


def test_desk_16_rows_are_compact_unless_chosen_otherwise(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    assert heights(window) == {26}
    assert window.view.incidents.table.rowHeight(0) == 26
    window.prefer(rows="roomy")
    assert heights(window) == {34}


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize(
    ("size", "roomy", "height"), [(100, False, 26), (100, True, 34), (150, True, 51)]
)
@pytest.mark.parametrize("is_ticked", [False, True])
def test_desk_16_lists_have_rows_of_the_same_height(
    qtbot: QtBot, size: int, roomy: bool, height: int, is_ticked: bool
) -> None:
    theme.measure(size, roomy)
    made = TickList("Grades", lambda: None) if is_ticked else QListWidget()
    made.setFont(theme.font(theme.BASE))
    if isinstance(made, TickList):
        made.fill([("a", "Confirmed")], [])
    else:
        made.addItem("Confirmed")
    qtbot.addWidget(made)
    theme.dress(made)
    made.show()
    assert abs(made.sizeHintForRow(0) - height) <= 2


@pytest.mark.parametrize(
    ("view", "has_bar", "has_strip"),
    [
        (INCIDENTS, True, True),
        # Charts and map have an axis of their own, and take the height.
        (CHARTS, True, False),
        (MAP, True, False),
        (STATEMENTS, True, True),
        (SOURCES, False, False),
        (HISTORY, False, False),
        (DOCUMENTS, False, False),
    ],
)
def test_desk_16_the_selection_is_shown_only_where_it_rules(
    window: MainWindow, empty: Path, view: int, has_bar: bool, has_strip: bool
) -> None:
    window.open_path(empty)
    window.view.show_view(view)
    assert window.view.bar.isVisible() is has_bar
    assert window.view.strip.isVisible() is has_strip


def test_desk_16_a_search_begins_where_the_selection_is(window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    window.activateWindow()
    for view in (SOURCES, HISTORY):
        window.view.show_view(view)
        window.view.search()
        assert window.view.view == INCIDENTS
        assert window.view.bar.text.hasFocus()
