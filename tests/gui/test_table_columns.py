"""Columns of tables: what their headers offer, and what is kept of them between starts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kharkiv_tracker import paths
from kharkiv_tracker.gui.table.column_picker import ColumnsPopup
from kharkiv_tracker.gui.table.table_view import Table
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


@contextmanager
def started_again(qtbot: QtBot, path: Path) -> Iterator[MainWindow]:
    """Another window that opens the same case."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.open_path(path)
    yield window
    window.close()


def visible(table: Table) -> list[str]:
    """The names of the visible columns from left to right."""
    return [name for name in table.order if name not in table.hidden]


def act(menu: QMenu, text: str) -> None:
    """Choose a line of a menu."""
    (action,) = [action for action in menu.actions() if action.text() == text]
    action.trigger()


def test_desk_10_the_newest_incident_is_first_and_the_undated_last(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    model = window.view.incidents.model
    days = [model.row(number).event.date for number in range(model.rowCount())]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days == [*dated, None]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "When ↓"


def test_desk_10_a_header_sorts_hides_and_resets(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    view = window.view.incidents
    act(view.columns.menu("killed"), "Sort ascending")
    assert view.model.sorted_by == ("killed", False)
    act(view.columns.menu("killed"), "Sort descending")
    assert view.model.sorted_by == ("killed", True)
    assert view.model.row(0).figures["killed"].best == 19
    act(view.columns.menu("weapon"), "Hide “Weapon”")
    assert "weapon" not in visible(view.table)
    act(view.columns.menu("killed"), "Columns…")
    popup = view.columns.open_choice()
    assert isinstance(popup, ColumnsPopup)
    assert popup.isVisible()
    popup.close()
    act(view.columns.menu("killed"), "Reset columns")
    assert view.model.sorted_by == ("when", True)
    assert "weapon" in visible(view.table)


def test_desk_10_a_right_click_on_a_header_opens_its_menu(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    table = window.view.incidents.table
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    (menu,) = [menu for menu in table.findChildren(QMenu) if menu.isVisible()]
    assert menu.actions()[0].text() == "Sort ascending"
    menu.close()


def test_desk_10_the_last_column_cannot_be_hidden(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    columns = window.view.incidents.columns
    for name in columns.order:
        columns.hide(name)
    (last,) = visible(window.view.incidents.table)
    assert not [a for a in columns.menu(last).actions() if a.text().startswith("Hide")]


def test_desk_10_sort_columns_and_widths_are_kept_between_starts(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    view = window.view.incidents
    act(view.columns.menu("killed"), "Sort descending")
    header = view.table.horizontalHeader()
    number = view.table.order.index("district")
    header.resizeSection(number, 187)
    with started_again(qtbot, sampled) as again:
        table = again.view.incidents.table
        assert again.view.incidents.model.sorted_by == ("killed", True)
        assert again.view.incidents.model.row(0).figures["killed"].best == 19
        assert table.horizontalHeader().sectionSize(number) == 187
        # Nothing but the width was chosen: columns still give way if room is short.
        assert table.chosen_hidden is None
        again.resize(960, 540)
        QApplication.processEvents()
        assert table.horizontalHeader().sectionSize(number) == 187
        again.view.incidents.columns.reset()
        assert table.horizontalHeader().sectionSize(number) < 187
    with started_again(qtbot, sampled) as third:
        assert third.view.incidents.model.sorted_by == ("when", True)
        assert third.view.incidents.table.widths == {}


def test_desk_10_a_dragged_border_is_a_width_that_was_chosen(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    table = window.view.incidents.table
    header = table.horizontalHeader()
    border = header.sectionViewportPosition(1) + header.sectionSize(1) - 1
    before = header.sectionSize(1)
    for kind, x in (
        (QEvent.Type.MouseButtonPress, border),
        (QEvent.Type.MouseMove, border + 40),
        (QEvent.Type.MouseButtonRelease, border + 40),
    ):
        at = QPoint(x, 8).toPointF()
        globally = header.viewport().mapToGlobal(at)
        left = Qt.MouseButton.LeftButton
        event = QMouseEvent(kind, at, globally, left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(header.viewport(), event)
    assert table.widths == {"district": before + 40}


def test_desk_10_columns_are_moved_and_widened_by_keyboard(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    view = window.view.incidents
    popup = view.columns.open_choice()
    assert isinstance(popup, ColumnsPopup)
    popup.list.setCurrentRow(view.columns.order.index("district"))
    before = view.table.horizontalHeader().sectionSize(1)
    qtbot.keyClick(popup.list, KEY.Key_Right, ALT)
    assert view.table.horizontalHeader().sectionSize(1) == before + 12
    act(view.columns.menu("district"), "Fit width")
    fitted = view.table.horizontalHeader().sectionSize(1)
    assert 0 < fitted != before + 12
    popup.close()


@pytest.mark.parametrize(("number", "name"), [(4, "sources"), (5, "history"), (6, "documents")])
def test_desk_10_every_table_keeps_its_columns(
    qtbot: QtBot, window: MainWindow, sampled: Path, number: int, name: str
) -> None:
    window.open_path(sampled)
    window.view.show_view(number)
    table = getattr(window.view, name).table
    before = visible(table)
    popup = table.choose_columns()
    assert isinstance(popup, ColumnsPopup)
    popup.list.setCurrentRow(0)
    qtbot.keyClick(popup.list, KEY.Key_Space)
    popup.close()
    assert visible(table) == before[1:]
    with started_again(qtbot, sampled) as again:
        assert visible(getattr(again.view, name).table) == before[1:]


def test_desk_10_the_row_is_kept_between_starts_and_not_readable(
    qtbot: QtBot, window: MainWindow, sampled: Path, empty: Path
) -> None:
    window.open_path(sampled)
    view = window.view.incidents
    view.table.point_at(3)
    code, row_id = view.current, view.model.row(3).id
    # Another case is opened, and this one again.
    window.open_path(empty)
    window.open_path(sampled)
    assert window.view.incidents.current == code
    window.close()
    settings = (paths.config_dir() / "window.ini").read_text(encoding="utf-8")
    rows = settings.partition("[rows]")[2]
    assert rows
    assert code not in settings
    assert f"={row_id}\n" not in rows
    with started_again(qtbot, sampled) as again:
        assert again.view.incidents.current == code
        assert again.view.inspector.code == code
    window.open_path(empty)


def test_desk_10_a_row_that_is_gone_is_not_pointed_at(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    view = window.view.incidents
    view._current_id = 10_000
    view.keep()
    with started_again(qtbot, sampled) as again:
        assert again.view.incidents.table.currentIndex().row() == 0


def test_desk_13_columns_to_choose_are_hidden_and_not_read_until_chosen(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    view, case = window.view.incidents, window.session.case
    optional = [column.name for column in view.model.columns if column.is_optional]
    assert optional == ["killed.children", "code", "source", "speaker", "changed", "author"]
    assert not set(optional) & set(visible(view.table))
    queries: list[str] = []
    case.db.conn.set_trace_callback(queries.append)
    view.model.fetch_again()
    view.model.row(0)
    assert not any("g.because" in query or "revisions" in query for query in queries)
    view.columns.choose(view.columns.order, view.columns.hidden - {"source", "author"})
    case.db.conn.set_trace_callback(None)
    assert any("revisions" in query for query in queries)
    numbers = {column.name: n for n, column in enumerate(view.model.columns)}
    row = view.model.number_of(incidents.id_of(case, "KHT-2022-08-17-01"))
    assert view.model.index(row, numbers["source"]).data()
    assert view.model.index(row, numbers["author"]).data()


def test_desk_13_missing_and_reports_can_be_chosen(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    columns = window.view.incidents.columns
    columns.choose(columns.order, columns.hidden - {"missing", "reports"})
    assert {"missing", "reports"} <= set(visible(window.view.incidents.table))
