"""The incidents table: sorted by every column, columns chosen and moved, several rows summed."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker import collation, gazetteer
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.quantity import TOTALLED
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.table.column_picker import ColumnsPopup
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents, open_checks, sums, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.incidents import IncidentRow
from tests.cases import known

DISTRICTS = [place.key for place in gazetteer.load().listed]
SALTIVSKYI = "UA63120270010315719"
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def strike(number: int, **fields: Any) -> dict[str, Any]:
    """One of many strikes that differ in every column."""
    dated = {"date": f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}"}
    weapons = [[], ["missile"], ["artillery or mortar"], ["aerial bomb", "missile"]]
    entry = {
        "event": dated if number % 9 else {"precision": "unknown"},
        "district": gazetteer.load().districts[number % 18].key,
        "place": ["", "Street", "Apartment block", "market"][number % 4],
        "weapons": weapons[number % 4],
        "grade": [None, "Confirmed", "Fair", "Weak", "Discounted"][number % 5],
        "state": ["Draft", "Ready for review", "Approved", "Has issues", "Withdrawn"][number % 5],
        "reports": [
            {
                "killed": str(number % 7) if number % 3 else "",
                "injured": f"{number % 13}+",
                "source": ["", "Суспільне", "Ґрати", "ABC"][number % 4],
                "office": ["", "Police", "ДСНС", "єДопомога", "Mayor"][number % 5],
            }
            for _report in range(number % 3 + 1)
        ],
    }
    return {**entry, **fields}


def record(case: CaseFile, told: list[dict[str, Any]]) -> None:
    case.record(entry_json.read({"incidents": told}, gazetteer.load()), "tester", "drawn")


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "made.ktcase"
    with CaseFile.create(path, "Made") as case:
        record(case, [strike(number) for number in range(60)])
    return path


@pytest.fixture
def made(recorded: Path) -> Path:
    return known(recorded)


def _nothing_last(value: Any) -> tuple[bool, Any]:
    return (value is None, value if value is not None else 0)


SORTED: dict[str, Callable[[IncidentRow], Any]] = {
    "when": lambda row: row.event.sort_key(),
    "district": lambda row: DISTRICTS.index(row.district),
    "place": lambda row: (row.place == "", row.place.casefold()),
    "weapon": lambda row: min(map(list(Weapon).index, row.weapons), default=-1),
    "killed": lambda row: _nothing_last(row.figures["killed"].best),
    "injured": lambda row: _nothing_last(row.figures["injured"].best),
    "stress": lambda row: _nothing_last(row.figures.get("stress", Figure()).best),
    "affected": lambda row: _nothing_last(row.figures["affected"].best),
    "missing": lambda row: _nothing_last(row.figures.get("missing", Figure()).best),
    "grade": lambda row: _nothing_last(row.grade and list(Grade).index(row.grade)),
    "reports": lambda row: row.reports,
    "state": lambda row: list(ReviewState).index(row.state),
    "killed.children": lambda row: _nothing_last(row.figures.get("killed.children", Figure()).best),
    "code": lambda row: row.code,
    "source": lambda row: _nothing_last(_of_report(row, "source")),
    "speaker": lambda row: _nothing_last(_of_report(row, "speaker")),
    "changed": lambda row: row.detail.changed,
    "author": lambda row: row.detail.author,
}
LATE = ("place", "when", "grade", *TOTALLED, "killed.children", "source", "speaker")


def _of_report(row: IncidentRow, field: str) -> str | None:
    """The name of the source or speaker, in the alphabet of the window."""
    report = row.detail.report
    if report is None or report.is_confidential:
        return None
    name = report.source.name if field == "source" else str(report.speaker)
    return collation.key(name) if name else None


def test_desk_13_every_column_sorts_as_python_does(window: MainWindow, made: Path) -> None:
    window.open_path(made)
    view = window.view.incidents
    window.session.show_withdrawn(True)
    assert [column.sort_key for column in view.model.columns] == list(SORTED)
    view.columns.choose(view.columns.order, frozenset())
    for key, way in product(SORTED, Qt.SortOrder):
        view.table.sortByColumn(list(SORTED).index(key), way)
        shown = [view.model.row(number) for number in range(view.model.rowCount())]
        values = [SORTED[key](row) for row in shown]
        if key in LATE:
            # What is not known comes last either way, or first where all is turned round.
            values = [value for value in values if not value[0]]
        descending = way is Qt.SortOrder.DescendingOrder
        assert values == sorted(values, reverse=descending), (key, way)
        assert sorted(row.id for row in shown) == sorted(incidents.ids(window.session.case))


def test_several_chosen_are_summed_and_one_is_not(window: MainWindow, made: Path) -> None:
    window.open_path(made)
    view = window.view.incidents
    every = view.head.sums.text()
    assert "chosen" not in every
    view.table.selectRow(1)
    assert view.head.sums.text() == every
    for number in (4, 9, 13, 14, 20):
        view.table.selectionModel().select(view.model.index(number, 0), SELECT)
    rows = [view.model.row(number) for number in (1, 4, 9, 13, 14, 20)]
    counting = [row for row in rows if row.state.value != "Withdrawn" and row.grade != "Discounted"]
    killed = Total.of(row.figures["killed"] for row in counting)
    injured = Total.of(row.figures["injured"] for row in counting)
    assert (
        totals.of_incidents(window.session.case, view.table.chosen_ids()).toll["killed"] == killed
    )
    assert (
        totals.of_incidents(window.session.case, view.table.chosen_ids()).toll["injured"] == injured
    )
    text = view.head.sums.text()
    assert text.startswith("6 incidents chosen · ")
    assert f"killed {killed.best}" in text
    assert f"injured {injured.low}+" in text
    assert ("not counted" in text) is (len(counting) < 6)
    view.table.clearSelection()
    assert view.head.sums.text() == every


def test_the_sums_are_never_cut(window: MainWindow, made: Path) -> None:
    window.open_path(made)
    sums = window.view.incidents.head.sums
    for width in (1280, 960):
        window.resize(width, 600)
        QApplication.processEvents()
        assert sums.height() >= sums.heightForWidth(sums.width()), width


def test_the_headings_of_an_empty_table_are_whole(window: MainWindow, empty: Path) -> None:
    window.choose_language("uk")
    window.open_path(empty)
    table = window.view.incidents.table
    header = table.horizontalHeader()
    bold = QFontMetrics(theme.font(theme.BASE, bold=True))
    for number, column in enumerate(window.view.incidents.model.columns):
        if not (table.isColumnHidden(number) or column.stretches):
            assert header.sectionSize(number) > bold.horizontalAdvance(column.title) + 14


def test_all_can_be_chosen_by_keyboard(qtbot: QtBot, window: MainWindow, made: Path) -> None:
    window.open_path(made)
    view = window.view.incidents
    window.session.show_withdrawn(True)
    qtbot.keyClick(view.table, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    case = window.session.case
    assert (
        totals.of_incidents(case, view.table.chosen_ids()).toll["killed"]
        == totals.totals(case).total.toll["killed"]
    )
    assert view.head.sums.text().startswith("60 incidents chosen · ")


def columns_of(window: MainWindow) -> list[str]:
    table = window.view.incidents.table
    return [key for key in table.order if key not in table.hidden]


def test_columns_chosen_by_keyboard_are_kept_between_starts(
    qtbot: QtBot, window: MainWindow, made: Path
) -> None:
    window.open_path(made)
    popup = window.view.incidents.columns.button.drop()
    assert isinstance(popup, ColumnsPopup)
    shown = columns_of(window)
    assert popup.list.ticked() == shown
    assert "state" not in shown
    place = window.view.incidents.columns.order.index("state")
    popup.list.setCurrentRow(place)
    qtbot.keyClick(popup.list, KEY.Key_Space)
    for _step in range(place):
        qtbot.keyClick(popup.list, KEY.Key_Up, ALT)
    qtbot.keyClick(popup.list, KEY.Key_Down, ALT)
    popup.list.setCurrentRow(0)
    qtbot.keyClick(popup.list, KEY.Key_Space)
    expected = ["state", *(key for key in shown if key != "when")]
    assert columns_of(window) == expected
    popup.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.open_path(made)
    assert columns_of(again) == expected
    again.view.incidents.columns.reset()
    again.resize(1280, 800)
    assert again.view.incidents.table.order == list(SORTED)
    again.close()


def test_a_column_dragged_is_kept(qtbot: QtBot, window: MainWindow, made: Path) -> None:
    window.open_path(made)
    header = window.view.incidents.table.horizontalHeader()
    header.moveSection(0, 2)
    order = window.view.incidents.table.order
    assert order[:3] == ["district", "place", "when"]
    again = MainWindow()
    qtbot.addWidget(again)
    again.open_path(made)
    assert again.view.incidents.table.order == order
    again.close()


def test_the_last_column_cannot_be_hidden_and_enter_sorts(
    qtbot: QtBot, window: MainWindow, made: Path
) -> None:
    window.open_path(made)
    view = window.view.incidents
    popup = view.columns.button.drop()
    while len(popup.list.ticked()) > 1:
        popup.list.setCurrentRow(
            next(
                n
                for n in range(popup.list.count())
                if popup.list.item(n).checkState() is Qt.CheckState.Checked
            )
        )
        qtbot.keyClick(popup.list, KEY.Key_Space)
    last = popup.list.ticked()
    popup.list.setCurrentRow(view.columns.order.index(last[0]))
    qtbot.keyClick(popup.list, KEY.Key_Space)
    assert columns_of(window) == last
    popup.list.setCurrentRow(view.columns.order.index("killed"))
    qtbot.keyClick(popup.list, KEY.Key_Return)
    assert view.model.sorted_by == ("killed", False)
    qtbot.keyClick(popup.list, KEY.Key_Return)
    assert view.model.sorted_by == ("killed", True)
    popup.close()


def test_a_save_neither_resets_the_table_nor_moves_the_cursor(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    view = window.view.incidents
    view.table.selectRow(4)
    code = view.current
    new = {"event": {"date": "2022-01-03"}, "district": SALTIVSKYI, "reports": [{"killed": "4"}]}
    with qtbot.assertNotEmitted(view.model.modelReset):
        with qtbot.waitSignal(view.model.rowsInserted):
            window.session.record(entry_json.read({"incidents": [new]}, gazetteer.load()), "new")
        assert view.current == code
        assert view.table.currentIndex().row() == 4
        # The one before the last, which is undated.
        row = view.model.row(6)
        assert row.figures["killed"].best == 4
        made_code = row.code
        more = {"code": made_code, "reports": [{"killed": "6", "as_of": "2022-01-09"}]}
        with qtbot.waitSignal(view.model.dataChanged):
            window.session.record(entry_json.read({"incidents": [more]}, gazetteer.load()), "more")
        assert view.model.index(6, 4).data() != "4"
    assert view.head.number.text() == "8 incidents"


def test_cells_have_no_line_breaks_and_other_roles_no_answer(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    table, model = window.view.incidents.table, window.view.incidents.model
    assert not table.wordWrap()
    for role in (Qt.ItemDataRole.FontRole, Qt.ItemDataRole.BackgroundRole, 999):
        assert model.index(0, 0).data(role) is None


def test_fifty_thousand_incidents_are_shown_with_few_questions(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.ktcase"
    # Its incidents have no history.
    monkeypatch.setattr(open_checks, "_SMALL", -1)
    with CaseFile.create(path, "Large") as case:
        record(case, [strike(1, weapons=[Weapon.MISSILE.value])])
        (uid,) = case.db.execute("SELECT uid FROM incidents").fetchone()
        swell(case, uid, 50_000)
        sums.add_up(case.db)
    window.open_path(path)
    view, case = window.view.incidents, window.session.case
    assert view.model.rowCount() == 50_000
    asked: list[str] = []
    case.db.conn.set_trace_callback(asked.append)
    view.table.scrollToBottom()
    view.table.viewport().repaint()
    scrolled = len(asked)
    view.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    view.table.viewport().repaint()
    case.db.conn.set_trace_callback(None)
    # Each row of a page is read by its record; no page is read but those that are looked at.
    assert scrolled < 1500
    assert len(asked) - scrolled < 3000
    assert view.model.rowCount() == 50_000


def swell(case: CaseFile, uid: str, number: int) -> None:
    """Copy an incident with its figures, as many as there should be in all."""
    db = case.db
    columns = [row[1] for row in db.execute("PRAGMA table_info(incidents)")]
    others = [name for name in columns if name not in ("id", "uid", "code", "date")]
    listed = ", ".join(others)
    numbers = "WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < ?) "
    into = "INSERT INTO incidents (id, uid, code, date, {0}) "
    copied = "SELECT n, 'u' || n, 'KHT-' || n, date('2022-01-01', (n % 1500) || ' days'), {0} "
    statement = numbers + (into + copied).format(listed) + "FROM incidents, n WHERE uid = ?"
    db.execute(statement, [number, uid])
    db.execute("INSERT INTO codes SELECT code, uid FROM incidents WHERE id > 1")
    db.execute(
        "INSERT INTO figure_steps SELECT i.id, f.quantity, f.known_from, f.known_to, f.low, "
        "f.best, f.high, f.about, '[]' FROM figure_steps AS f, incidents AS i "
        "WHERE f.incident = 1 AND i.id > 1"
    )
    db.conn.commit()
