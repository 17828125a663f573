"""What a right click or the Menu key opens, on every kind of thing that has commands."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts.hit_areas import Target
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.charts.chart_menu import ChartMenu
from kharkiv_tracker.gui.inspector.report_lines import ReportLine
from kharkiv_tracker.gui.window import MainWindow

CODE = "KHT-2022-08-17-01"


def opened(widget: QWidget, reason: QContextMenuEvent.Reason | None = None) -> list[str]:
    """The lines of the menu that a widget opens, by the keyboard unless told otherwise."""
    at = widget.rect().center()
    keyboard = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason or keyboard, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    menu.close()
    return texts


def test_desk_11_an_incident_a_report_and_their_rows(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.view.open_incident(CODE)
    texts = opened(window.view.incidents.table)
    assert texts[0] == "Add update"
    assert texts[-2:] == ["Withdraw…", "Copy"]
    line = window.view.inspector.findChildren(ReportLine)[0]
    assert "Withdraw…" in opened(line.line)


def test_desk_10_the_newest_official_total_is_first(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    model = window.view.statements.model
    starts = [model.row(number).as_of.start for number in range(model.rowCount())]
    assert starts == sorted(starts, reverse=True)


def test_desk_11_official_totals(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.view.show_view(3)
    table = window.view.statements.table
    texts = opened(table)
    assert "Withdraw…" in texts
    assert texts[-1] == "Copy"
    # Of several nothing can be done but copying.
    table.selectAll()
    assert opened(table) == ["Copy"]


def test_desk_11_sources_and_offices(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.view.show_view(4)
    sources = window.view.sources
    assert opened(sources.table) == ["Edit", "Merge with another source…", "Copy"]
    sources.table.selectAll()
    assert opened(sources.table) == ["Copy"]
    assert not sources.join.isEnabled()
    sources.show_list(1)
    sources.offices.point_at("")
    texts = opened(sources.offices.table)
    assert texts[0] == "Show incidents"
    assert texts[-1] == "Copy"


def test_desk_11_history(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.view.show_view(5)
    history = window.view.history
    row = next(
        number
        for number in range(history.model.rowCount())
        if history.model.row(number).kind == "report"
    )
    history.table.selectRow(row)
    assert opened(history.table) == ["Show incident", "Restore this version…", "Copy"]
    history.table.selectAll()
    assert opened(history.table) == ["Copy"]
    assert not history.restore.isEnabled()


def test_desk_11_documents_and_the_records_in_them(window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    post = {"id": "#1", "title": "A post", "url": "https://example.org/1"}
    strike = {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "reports": [{"killed": "7", "document": "#1"}],
        "persons": [{"name": "A. B.", "status": "killed", "document": "#1"}],
    }
    total = {
        "area": "Kharkiv",
        "as_of": "2022-08-20",
        "office": "Police",
        "killed": "90",
        "document": "#1",
    }
    entries = {"documents": [post], "incidents": [strike], "statements": [total]}
    window.session.record(entry_json.read(entries, gazetteer.load()), "test")
    window.view.show_view(6)
    documents = window.view.documents
    assert opened(documents.table)[-1] == "Copy"
    records = documents.panel.records
    menus = {}
    for number in range(records.model().rowCount()):
        records.point_at(number)
        menus[records.record.kind] = opened(records)
    assert set(menus) == {"report", "person", "statement"}
    for texts in menus.values():
        assert texts[0] == "Show"
        assert "Withdraw…" in texts
        assert texts[-1] == "Copy"
    assert "Erase name…" in menus["person"]


def test_desk_11_lines_of_the_queue(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    waiting = window.view.waiting
    waiting.count()
    line = waiting.lines[FindingKind.UNDATED]
    assert opened(line) == ["Show these incidents"]
    line.click()
    assert opened(line) == ["Show all incidents"]
    line.click()
    assert opened(waiting.lines[FindingKind.OFFICE_UNJUDGED]) == ["Show next"]


def test_desk_11_the_register_and_duplicates(qtbot: QtBot, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    strike = {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "place": "dormitory",
        "reports": [{"killed": "7"}],
        "persons": [{"name": "A. B.", "status": "killed"}],
    }
    window.session.record(
        entry_json.read({"incidents": [strike, strike]}, gazetteer.load()), "test"
    )
    window.view.dialogs.show_register()
    register = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "mark_different"))
    texts = opened(register.table)
    assert texts[:2] == ["Open incident", "Edit…"]
    assert texts[-1] == "Copy"
    register.close()
    window.view.dialogs.show_duplicates()
    duplicates = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "keep_both"))
    qtbot.waitUntil(lambda: duplicates.list.count() == 1)
    texts = opened(duplicates.list)
    assert texts == ["Open first", "Open second", "Merge…", "Keep both", "Copy"]
    duplicates.close()


def test_desk_11_a_chart_and_the_incident_it_is_opened_at(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.drawing.load()
    window.open_path(sampled)
    window.view.show_view(1)
    pane = window.view.charts.pane
    qtbot.waitUntil(lambda: pane.figure is not None, timeout=20_000)
    assert opened(pane) == ["Copy", "Save…"]
    pane.input.hover.point(Target("17 Aug", Box(0, 0, 9, 9), codes=(CODE,)))
    texts = opened(pane)
    assert texts[0].startswith("17 Aug 2022, ~21:30, dormitory")
    assert texts[1:] == ["Show in table", "Copy", "Save…"]
    menu = pane.findChildren(ChartMenu)[0].menu()
    menu.actions()[0].trigger()
    assert window.view.inspector.code == CODE
    assert window.view.view == 1
    menu.actions()[1].trigger()
    assert window.view.view == 0
    assert window.view.incidents.current == CODE


def test_desk_11_a_chart_can_be_seen_whole_again(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.drawing.load()
    window.open_path(sampled)
    window.view.show_view(2)
    pane = window.view.map.pane
    qtbot.waitUntil(lambda: pane.figure is not None, timeout=20_000)
    qtbot.keyClick(pane, Qt.Key.Key_Plus)
    menu = pane.findChildren(ChartMenu)[0].menu()
    (whole,) = [action for action in menu.actions() if action.text() == "Whole chart\t0"]
    whole.trigger()
    assert pane.input.is_whole


def test_desk_10_ctrl_c_copies_the_chart_that_has_the_keyboard(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.drawing.load()
    window.open_path(sampled)
    window.activateWindow()
    window.view.show_view(1)
    pane = window.view.charts.pane
    qtbot.waitUntil(lambda: pane.figure is not None and pane.hasFocus(), timeout=20_000)
    QApplication.clipboard().setText("nothing yet")
    qtbot.keyClick(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.clipboard().mimeData().hasImage(), timeout=30_000)
    data = QApplication.clipboard().mimeData()
    assert data.hasFormat("text/csv")
    assert "\t" in data.text()


def test_desk_11_the_menu_key_opens_at_the_cursor(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    table = window.view.sources.table
    window.view.show_view(4)
    table.selectRow(3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    cell = table.visualRect(table.currentIndex())
    assert menu.pos() == table.viewport().mapToGlobal(cell.bottomLeft())
    menu.close()


def test_desk_11_columns_are_in_the_menu_of_the_view(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    window.view.show_view(5)
    window.menu_bar.actions["choose-columns"].trigger()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.accessibleName() == "Columns"
    assert popup.list.ticked()[:2] == ["when", "author"]
    popup.close()
