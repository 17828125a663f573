"""A large case: the window answers while it is read, and shows the same as a small one."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import EventTime, Precision
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui import case_reader
from kharkiv_tracker.gui.case_reader import Topic
from kharkiv_tracker.gui.incidents import flag_list, sums_head
from kharkiv_tracker.gui.incidents.table_query import TableQuery
from kharkiv_tracker.gui.search.search_dialog import SearchDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import corrections, engine, incidents, totals
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import bulk
from tests.cases import known

_SIZE, _LARGE = 1500, 1000
_PLACES = gazetteer.load()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.ktcase"
    bulk.make(path, _SIZE)
    return path


@pytest.fixture
def large(
    window: MainWindow,
    made: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """A window on a copy; every value in it is of the case when the test is over."""
    monkeypatch.setattr(case_reader, "LARGE", _LARGE)
    copy = tmp_path / "large.ktcase"
    copyfile(made, copy)
    window.open_path(known(copy))
    assert window.session.reader.is_beside
    yield window
    if window.session:
        settle(window, qtbot)
        assert_true(window)


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until nothing is read any more."""
    view = window.view

    def is_settled() -> bool:
        return not (
            window.session.reader.is_busy
            or view.waiting._rest_timer.isActive()
            or view.incidents.head.sums.text().endswith("…")
            or "…" in " ".join(window.status._parts)
        )

    qtbot.waitUntil(is_settled, timeout=20_000)


def assert_true(window: MainWindow) -> None:
    """What the window shows is what is in the case."""
    view, session = window.view.incidents, window.session
    expected = view._asked().read(session.case, _PLACES)
    assert list(view.model.ids) == list(expected.ids)
    shown = {row.id: row for row in view.model.fetched}
    assert shown
    rows = incidents.rows(session.case, list(shown), columns=view.table.visible)
    assert {row.id: row for row in rows} == shown
    assert view.head.number.text().split()[0] == f"{len(expected.ids) - expected.withdrawn:,}"
    number = incidents.number(session.case, session.selection)
    numbers = f"{number:,} of {incidents.number(session.case):,} incidents"
    assert numbers in window.status._parts
    assert window.view.waiting._counts == flag_list._counts(session.case, _PLACES)
    assert window.view.strip._days == totals.by_day(session.case)
    sums = sums_head._summed(session.case, session.selection, None, view.model.ids)[0]
    assert view.head.sums.text() == " · ".join(sums)


def strike(day: str, killed: str) -> Entries:
    incident = {"event": {"date": day}, "district": _PLACES.districts[0].key}
    reports = [{"killed": killed, "speaker": "Synthetic office 7"}]
    return entry_json.read({"incidents": [{**incident, "reports": reports}]}, _PLACES)


def test_the_old_rows_stand_until_the_new_are_read(large: MainWindow, qtbot: QtBot) -> None:
    view, session = large.view.incidents, large.session
    settle(large, qtbot)
    before, current = list(view.model.ids), view.current
    session.select(Selection(grades=(Grade.FAIR,)))
    assert list(view.model.ids) == before
    assert view.current == current
    assert view.head.number.text() == f"{len(before):,} incidents …"
    assert view.head.sums.text().endswith(" …")
    assert "… of … incidents" in large.status._parts
    settle(large, qtbot)
    assert 0 < len(view.model.ids) < len(before)


@pytest.mark.usefixtures("large")
def test_only_the_latest_request_counts(large: MainWindow, qtbot: QtBot) -> None:
    view, session = large.view.incidents, large.session
    for text in ("o", "of", "off", "office", "zzzz", "office"):
        session.select(Selection(text=text))
    view.model.sort(1)
    view.model.sort(4, Qt.SortOrder.DescendingOrder)
    settle(large, qtbot)
    assert view.model.sorted_by == ("killed", True)
    assert session.selection.text == "office"


def test_a_save_moves_one_row_and_is_undone(large: MainWindow, qtbot: QtBot) -> None:
    view, session = large.view.incidents, large.session
    for column in (0, 4):
        view.model.sort(column, Qt.SortOrder.DescendingOrder)
        settle(large, qtbot)
        with qtbot.waitSignal(view.model.rowsInserted):
            (code,) = session.record(strike("2022-08-17", "7"), "").incidents
        large.view._point_at(code)
        assert view.current == code
        settle(large, qtbot)
        with qtbot.waitSignal(view.model.rowsRemoved):
            large.undo.undo()
        settle(large, qtbot)
        with qtbot.waitSignal(view.model.rowsInserted):
            large.undo.redo()


def test_an_incident_that_is_not_selected_is_shown_all_the_same(
    large: MainWindow, qtbot: QtBot
) -> None:
    view, session = large.view.incidents, large.session
    code = incidents.codes(session.case, [3])[0]
    day = incidents.incident(session.case, code).event.date
    session.select(Selection(first=day + timedelta(1)))
    large.view.open_incident(code)
    assert session.selection.is_everything
    settle(large, qtbot)
    assert view.current == code
    # One that is withdrawn comes into sight.
    with session.case.edit("", "not civilian") as edit:
        corrections.withdraw(edit, code)
    session.changed.emit(edit.changes)
    session.select(Selection(last=day))
    settle(large, qtbot)
    assert view.current != code
    large.view.open_incident(code)
    assert view.current == code


def test_what_is_typed_is_found_with_the_key_that_was_last(large: MainWindow, qtbot: QtBot) -> None:
    (code,) = incidents.codes(large.session.case, [5])
    large.find_anything()
    (dialog,) = large.findChildren(SearchDialog)
    before = dialog._hits
    for letter in code:
        qtbot.keyClicks(dialog.field, letter)
        dialog._look()
        assert dialog._hits is before
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: large.view.incidents.current == code)
    large.find_anything()
    (dialog,) = (found for found in large.findChildren(SearchDialog) if found.isVisible())
    dialog.field.setText("office")
    dialog._look()
    dialog.reject()


def test_many_chosen_are_summed_later(large: MainWindow, qtbot: QtBot) -> None:
    view = large.view.incidents
    settle(large, qtbot)
    before = view.head.sums.text()
    view.table.selectAll()
    chosen = f"{len(view.model.ids):,} incidents chosen"
    assert view.head.sums.text() == before + " …"
    qtbot.waitUntil(lambda: view.head.sums.text().startswith(chosen))
    view.table.point_at(0)
    assert view.head.sums.text() == before


def test_a_case_is_closed_while_it_is_read(large: MainWindow, qtbot: QtBot) -> None:
    session = large.session
    path = session.case.path
    session.select(Selection(text="office"))
    session.record(strike("2022-08-17", "7"), "")
    assert session.reader.is_busy
    large.close_case()
    assert not path.with_name(path.name + "-wal").exists()
    qtbot.wait(50)
    large.open_path(path)
    settle(large, qtbot)


def test_an_error_of_reading_is_raised_in_the_window(large: MainWindow, qtbot: QtBot) -> None:
    reader = large.session.reader
    settle(large, qtbot)

    def fail(_case: CaseFile) -> None:
        raise engine.OperationalError("disk I/O error")

    with qtbot.captureExceptions() as raised:
        reader.read(Topic.HITS, fail, lambda _none: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is engine.OperationalError
    # The next is read on another connection.
    numbers: list[int] = []
    reader.read(Topic.HITS, incidents.number, numbers.append)
    qtbot.waitUntil(lambda: numbers == [_SIZE])


def test_what_is_urgent_comes_first_and_the_rest_after_it(large: MainWindow, qtbot: QtBot) -> None:
    reader = large.session.reader
    settle(large, qtbot)
    done: list[Topic] = []
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {}) "
    slow += "SELECT count(*) FROM n"

    def take(topic: Topic, rows: int) -> None:
        query = slow.format(rows)
        reader.read(
            topic,
            lambda case: case.db.execute(query).fetchall(),
            lambda _rows: done.append(topic),
        )

    take(Topic.PAIRS, 300_000)
    take(Topic.SUMS, 100_000_000)
    take(Topic.DAYS, 10)
    take(Topic.SUMS, 10)
    take(Topic.ROWS, 10)
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == [Topic.ROWS, Topic.SUMS, Topic.DAYS, Topic.PAIRS]


@pytest.mark.parametrize("descending", [False, True])
def test_edits_at_random_leave_the_rows_that_reading_all_gives(
    window: MainWindow, sampled: Path, descending: bool
) -> None:
    """In each order, and with a selection; the table is never read again as a whole."""
    window.open_path(sampled)
    view, session = window.view.incidents, window.session
    chance = random.Random(7)  # noqa: S311
    for number in range(25):
        day = f"2022-0{chance.randrange(1, 9)}-1{number % 10}"
        session.record(strike(day, str(chance.randrange(9))), "")
    orders = [column.sort_key for column in view.model.columns if column.sort_key]
    selections = (Selection(), Selection(text="office"), Selection(grades=(Grade.FAIR,)))
    moved = 0
    for order in orders:
        selection = chance.choice(selections)
        query = TableQuery(selection, order, descending, has_withdrawn=False)
        view.model.show_ids(query.read(session.case, _PLACES).ids)
        for _edit in range(4):
            edited = edit_some(session.case, chance)
            before, rows_of = query, incidents.ids(session.case)
            query = replace(query, in_sight=frozenset(chance.sample(rows_of, 2)))
            if not query.can_follow(Changes(incidents=edited), before):
                view.model.show_ids(query.read(session.case, _PLACES).ids)
                continue
            touched = {incidents.id_of(session.case, code) for code in edited}
            ids = query.follow(session.case, view.model, touched | query.in_sight | before.in_sight)
            expected = query.read(session.case, _PLACES)
            assert list(ids.ids) == list(view.model.ids) == list(expected.ids), order
            assert ids.withdrawn == expected.withdrawn
            moved += 1
    assert moved > 40


def edit_some(case: CaseFile, chance: random.Random) -> set[str]:
    """Change one or two incidents in what they are sorted and selected by."""
    codes = chance.sample(incidents.codes(case, incidents.ids(case)), chance.choice((1, 1, 2)))
    with case.edit("", "") as edit:
        for code in codes:
            incident = incidents.incident(case, code)
            match chance.randrange(4):
                case 0:
                    day = incident.event.date or date(2022, 6, 1)
                    event = EventTime(
                        day + timedelta(chance.randrange(60)), precision=Precision.DATE
                    )
                    incident = replace(incident, event=event)
                case 1:
                    incident = replace(incident, grade=chance.choice(list(Grade)))
                case 2:
                    district = chance.choice(_PLACES.districts).key
                    incident = replace(incident, district=district)
                case _:
                    incident = replace(incident, place=f"{chance.random()}")
            corrections.amend(edit, code, incident)
    return edit.changes.incidents
