"""One selection for table, totals, chart and official totals; chips; what is saved under a name."""

import csv
import io
import random
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, Weapon
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import DayTotal, Total
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents, selections, totals, work_queue
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import known
from tests.store import slow_search

SALTIVSKYI, SLOBIDSKYI = "UA63120270010315719", "UA63120270010736370"
KEY = Qt.Key
SELECTIONS = [
    Selection(first=date(2022, 8, 18), last=date(2024, 5, 25)),
    Selection(first=date(2025, 1, 1)),
    Selection(last=date(2022, 12, 31)),
    Selection(districts=(SALTIVSKYI, SLOBIDSKYI)),
    Selection(weapons=(Weapon.MISSILE, Weapon.AERIAL_BOMB)),
    Selection(grades=(Grade.WEAK,)),
    Selection(states=(ReviewState.DRAFT, ReviewState.HAS_ISSUES)),
    Selection(text="dorm"),
    Selection(first=date(2022, 1, 1), weapons=(Weapon.MISSILE,), text="street"),
]


def drawn(seed: int, number: int) -> Entries:
    """Incidents of every kind, some undated, some withdrawn or discounted."""
    draw = random.Random(seed)  # noqa: S311 - no secret hangs on it
    places = gazetteer.load().districts
    made = []
    for _one in range(number):
        day = date.fromordinal(draw.randint(738000, 739800))
        dated = {"date": day.isoformat()} if draw.random() > 0.1 else {"precision": "unknown"}
        counted = {"killed": str(draw.randint(0, 30))} if draw.random() > 0.2 else {}
        made.append(
            {
                "event": dated,
                "district": draw.choice(places).key,
                "place": draw.choice(
                    ["Dormitory", "Street", "dormitory, Long Street", "Шкільна", ""]
                ),
                "weapons": draw.sample([weapon.value for weapon in Weapon], draw.randint(0, 2)),
                "grade": draw.choice([None, *[grade.value for grade in Grade]]),
                "state": draw.choice([state.value for state in ReviewState]),
                "reports": [{**counted, "injured": str(draw.randint(0, 90)), "quote": "q"}],
            }
        )
    return entry_json.read({"incidents": made}, gazetteer.load())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of 240 incidents, made once and never changed."""
    path = tmp_path_factory.mktemp("many") / "many.ktcase"
    with CaseFile.create(path, "Many") as case:
        case.record(drawn(1, 240), "tester", "drawn")
    return path


@pytest.fixture
def opened(window: MainWindow, many: Path) -> MainWindow:
    window.open_path(known(many))
    return window


def codes(window: MainWindow) -> list[str]:
    model = window.view.incidents.model
    return [model.row(number).code for number in range(model.rowCount())]


def whole(case: CaseFile) -> list[Incident]:
    rows = incidents.rows(case, incidents.ids(case))
    return [incidents.incident(case, row.code) for row in rows]


def is_shown(state: ReviewState) -> bool:
    return state is not ReviewState.WITHDRAWN


def ends(curves: str) -> tuple[int, int]:
    """What the curves of all districts come to at their ends."""
    last = {line["district"]: line for line in csv.DictReader(io.StringIO(curves))}
    summed = [
        sum(int(end[q] or 0) for end in last.values()) for q in ("killed_best", "injured_best")
    ]
    return summed[0], summed[1]


def test_every_part_narrows_table_totals_and_chart_alike(opened: MainWindow) -> None:
    for selection in SELECTIONS:
        narrowed(opened, selection)


def narrowed(opened: MainWindow, selection: Selection) -> None:
    """Select, and hold the table, the totals and the chart against what the selection says."""
    session = opened.session
    session.select(selection)
    case = session.case
    held = [
        one
        for one in whole(case)
        if selection.holds(one)
        and slow_search.matches(selection.text, one, incidents.reports(case, one.code))
    ]
    assert 0 < len(held) < 240
    # What is withdrawn is shown where it is asked for.
    in_table = [one for one in held if session.has_withdrawn or is_shown(one.state)]
    assert sorted(codes(opened)) == sorted(one.code for one in in_table)
    counting = [incidents.figures(case, one.code) for one in held if one.counts_in_totals]
    killed = Total.of(figures["killed"] for figures in counting)
    injured = Total.of(figures["injured"] for figures in counting)
    summed = totals.totals(case, session.selection).total
    assert (summed.incidents, summed.toll["killed"], summed.toll["injured"]) == (
        len(counting),
        killed,
        injured,
    )
    assert f"killed {killed.best:,}" in opened.view.incidents.head.sums.text()
    assert ends(kinds.csv(case, "cumulative", View(session.selection))) == (
        killed.best,
        injured.best,
    )


def test_what_only_reaches_into_the_period_is_named_below_an_empty_table(
    opened: MainWindow,
) -> None:
    event = {"date": "2031-08-16", "precision": "range", "until": "2031-08-18"}
    strike = {"event": event, "district": "Saltivskyi", "reports": [{"killed": "7"}]}
    opened.session.record(entry_json.read({"incidents": [strike]}, gazetteer.load()), "add")
    sums = opened.view.incidents.head.sums
    opened.session.select(Selection(date(2031, 8, 17), date(2031, 8, 17)))
    assert codes(opened) == []
    assert sums.text() == "1 began before the period, not counted"
    opened.session.select(Selection(date(2031, 8, 19)))
    assert sums.text() == ""


def test_buttons_chips_and_lists_tell_what_is_selected(opened: MainWindow) -> None:
    bar = opened.view.bar
    assert bar.chips == []
    assert bar.drops["districts"].text() == "All districts"
    bar.choose("districts", [SLOBIDSKYI, SALTIVSKYI])
    assert [chip.label for chip in bar.chips] == ["Saltivskyi, Slobidskyi"]
    assert bar.drops["districts"].text() == "District"
    assert "Saltivskyi" in bar.drops["districts"].accessibleName()
    popup = bar.drops["districts"].drop()
    assert sorted(popup.list.ticked()) == sorted([SALTIVSKYI, SLOBIDSKYI])
    popup.close()


def test_a_list_is_ticked_by_keyboard(qtbot: QtBot, opened: MainWindow) -> None:
    bar = opened.view.bar
    button = bar.drops["weapons"]
    button.setFocus()
    qtbot.keyClick(button, KEY.Key_Down)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup.list, KEY.Key_Space)
    qtbot.keyClick(popup.list, KEY.Key_Down)
    qtbot.keyClick(popup.list, KEY.Key_Space)
    assert opened.session.selection.weapons == (Weapon.MISSILE, Weapon.AERIAL_BOMB)
    qtbot.keyClick(popup.list, KEY.Key_Space)
    assert opened.session.selection.weapons == (Weapon.MISSILE,)
    qtbot.keyClick(popup.list, KEY.Key_Return)
    assert not popup.isVisible()
    line = popup.list.item(1)
    bar.drops["weapons"].drop()
    place = popup.list.visualItemRect(popup.list.item(1)).center()
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert line is not None
    assert len(opened.session.selection.weapons) == 2
    popup.close()


@pytest.mark.parametrize("key", [KEY.Key_Delete, KEY.Key_Backspace, KEY.Key_Return, KEY.Key_Space])
def test_chips_are_taken_away_by_keyboard(qtbot: QtBot, opened: MainWindow, key: Qt.Key) -> None:
    session, bar = opened.session, opened.view.bar
    session.select(
        Selection(
            first=date(2022, 1, 1),
            last=date(2024, 12, 31),
            districts=(SALTIVSKYI,),
            weapons=(Weapon.MISSILE,),
            grades=(Grade.WEAK,),
            states=(ReviewState.DRAFT,),
            text="o",
        )
    )
    session.filter_by_flag(FindingKind.UNDATED)
    assert len(bar.chips) == 7
    bar.chips[0].setFocus()
    for left in range(6, -1, -1):
        qtbot.keyClick(bar.chips[0], key)
        assert len(bar.chips) == left
    assert session.selection.is_everything
    assert session.flag_filter is None
    assert bar.text.text() == ""


def test_one_key_clears_all_wherever_the_keyboard_is(qtbot: QtBot, opened: MainWindow) -> None:
    session = opened.session
    opened.activateWindow()
    session.select(SELECTIONS[-1])
    session.filter_by_flag(FindingKind.NOT_APPROVED)
    opened.view.incidents.table.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(opened.view.incidents.table, KEY.Key_F, both)
    assert session.selection.is_everything
    assert session.flag_filter is None
    # The keys held for it do not make the cursor's row one of several.
    assert len(opened.view.incidents.table.chosen_ids()) == 1


def test_a_period_is_typed_and_understood(qtbot: QtBot, opened: MainWindow) -> None:
    popup = opened.view.bar.period.drop()
    qtbot.keyClicks(popup.typed, "Aug 2022")
    assert popup._echo.text() == "August 2022"
    qtbot.keyClick(popup.typed, KEY.Key_Return)
    selection = opened.session.selection
    assert (selection.first, selection.last) == (date(2022, 8, 1), date(2022, 8, 31))
    assert [chip.label for chip in opened.view.bar.chips] == ["August 2022"]
    popup = opened.view.bar.period.drop()
    popup.typed.setText("")
    qtbot.keyClicks(popup.typed, "soon")
    assert "is not a period" in popup._echo.text()
    qtbot.keyClick(popup.typed, KEY.Key_Return)
    assert popup.isVisible()
    assert opened.session.selection == selection
    qtbot.keyClick(popup, KEY.Key_Escape)


def test_escape_closes_a_popup_and_clears_nothing(qtbot: QtBot, opened: MainWindow) -> None:
    opened.activateWindow()
    selection = Selection(text="dorm")
    opened.session.select(selection)
    for button in (opened.view.bar.period, opened.view.bar.drops["grades"], opened.view.bar.saved):
        popup = button.drop()
        qtbot.keyClick(QApplication.focusWidget() or popup, KEY.Key_Escape)
        assert not popup.isVisible()
        assert opened.session.selection == selection


def test_presets_end_today() -> None:
    periods = {
        name: (first, last) for name, first, last in selection_fields.presets(date(2024, 2, 29))
    }
    assert periods["Last 7 days"] == (date(2024, 2, 23), date(2024, 2, 29))
    assert periods["Last 12 months"] == (date(2023, 3, 1), date(2024, 2, 29))
    assert periods["This year"] == (date(2024, 1, 1), date(2024, 12, 31))
    assert periods["All dates"] == (None, None)


def test_saved_selections_survive_reopening_and_can_be_forgotten(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    selection = Selection(districts=(SALTIVSKYI,), text="dorm")
    window.session.select(selection)
    popup = window.view.bar.saved.drop()
    qtbot.keyClicks(popup.name, "Saltivskyi dormitory")
    qtbot.keyClick(popup.name, KEY.Key_Return)
    assert not popup.isVisible()
    window.close_case()
    window.open_path(sampled)
    assert window.session.selection.is_everything
    popup = window.view.bar.saved.drop()
    qtbot.keyClick(popup.list, KEY.Key_Return)
    assert window.session.selection == selection
    assert window.view.bar.text.text() == "dorm"
    popup = window.view.bar.saved.drop()
    qtbot.keyClick(popup.list, KEY.Key_Delete)
    assert selections.load(window.session.case) == {}
    assert not popup.list.isVisible()
    popup.close()


def test_nothing_is_saved_of_everything_or_in_a_case_for_reading(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    popup = window.view.bar.saved.drop()
    assert not popup.name.isEnabled()
    popup.close()
    window.session.select(Selection(text="dorm"))
    window.session.case.read_only = True
    popup = window.view.bar.saved.drop()
    assert not popup.name.isEnabled()
    popup.close()


def test_the_lines_to_tick_are_whole(opened: MainWindow) -> None:
    opened.choose_language("uk")
    for name in ("districts", "weapons"):
        popup = opened.view.bar.drops[name].drop()
        room = popup.list.viewport().width()
        assert popup.list.sizeHintForColumn(0) <= room, name
        popup.close()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_what_can_be_searched_is_read_whole_at_any_width(opened: MainWindow, language: str) -> None:
    opened.choose_language(language)
    for width in range(960, 1600, 80):
        opened.resize(width, 600)
        QTest.qWait(0)
        text = opened.view.bar.text
        hint = text.fontMetrics().horizontalAdvance(text.placeholderText())
        assert text.width() > hint + 20, width


def test_the_queue_narrows_the_table_and_says_so(opened: MainWindow, qtbot: QtBot) -> None:
    session, view = opened.session, opened.view
    counts = work_queue.waiting(session.case, gazetteer.load())
    line = view.waiting.lines[FindingKind.UNDATED]
    assert line.text().endswith(f"  {counts[FindingKind.UNDATED]}")
    line.setFocus()
    qtbot.keyClick(line, KEY.Key_Space)
    due = work_queue.ids(session.case, gazetteer.load(), FindingKind.UNDATED)
    assert sorted(view.incidents.model.ids) == sorted(due)
    assert [chip.label for chip in view.bar.chips] == ["Undated, table only"]
    rows = incidents.rows(session.case, due)
    killed = Total.of(row.figures["killed"] for row in rows)
    assert f"killed {killed.best:,}" in view.incidents.head.sums.text()
    assert session.selection.is_everything
    session.select(Selection(grades=(Grade.FAIR,)))
    rows = incidents.rows(session.case, incidents.ids(session.case, session.selection))
    fair = {row.id for row in rows if is_shown(row.state)}
    assert set(view.incidents.model.ids) == fair & set(due)
    line.click()
    assert session.flag_filter is None
    assert set(view.incidents.model.ids) == fair


def test_the_queue_counts_anew_after_a_save(qtbot: QtBot, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    lines = window.view.waiting.lines
    assert not any(line.isVisible() for line in lines.values())
    strike = {"event": {"precision": "unknown"}, "district": SALTIVSKYI}
    entries = {"incidents": [{**strike, "reports": [{"killed": "2"}]}]}
    window.session.record(entry_json.read(entries, gazetteer.load()), "new")
    qtbot.waitUntil(lambda: lines[FindingKind.UNDATED].isVisible())
    assert lines[FindingKind.UNDATED].text() == "Undated  1"
    assert not lines[FindingKind.DISAGREEMENT].isVisible()
    window.session.record(drawn(3, 20), "more")
    counts = work_queue.waiting(window.session.case, gazetteer.load())
    qtbot.waitUntil(lambda: lines[FindingKind.UNDATED].text() != "Undated  1")
    for kind, line in lines.items():
        if kind is not FindingKind.POSSIBLE_DUPLICATE:
            assert line.text() == f"{selection_fields.waiting(kind)}  {counts.get(kind, 0)}"


def test_official_totals_are_narrowed_where_a_part_applies(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    view, session = window.view.statements, window.session
    assert view._number.text() == "6 official totals"
    session.select(Selection(first=date(2023, 1, 1), last=date(2023, 12, 31)))
    assert view._number.text() == "2 of 6 official totals"
    session.select(Selection(text="bolvinov"))
    assert view.model.rowCount() == 1
    session.select(Selection(districts=(SALTIVSKYI,), weapons=(Weapon.MINE,)))
    assert view.model.rowCount() == 6
    view.show_statement(view._statements[0].code)
    session.select(Selection(text="nobody"))
    assert view.model.rowCount() == 0
    view.show_statement(view._all[2].code)
    assert view.model.rowCount() == 6


def test_a_text_of_signs_alone_selects_nothing_and_says_so(opened: MainWindow) -> None:
    opened.session.select(Selection(text="?!"))
    assert codes(opened) == []
    assert "no letters or digits" in opened.view.incidents._none.text()
    assert opened.view.statements.model.rowCount() == 0


def test_the_strip_selects_what_it_shows(qtbot: QtBot, opened: MainWindow) -> None:
    strip, session = opened.view.strip, opened.session
    assert len(strip.bins) > 100
    everything = [day for day in totals.by_day(session.case) if day.day]
    shown = sum(one.incidents for one in strip.bins)
    assert shown == sum(day.incidents for day in everything)
    first, last = 30, 44
    middle = strip.height() // 2
    left = QPoint(int(strip.x_of(first)) + 2, middle)
    right = QPoint(int(strip.x_of(last)) + 2, middle)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=left)
    QTest.mouseMove(strip, right)
    assert session.selection.is_everything
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=right)
    begin, end = strip.bins[first].first, strip.bins[last].last
    assert (session.selection.first, session.selection.last) == (begin, end)
    assert strip.period == (first, last)
    inside = sum(one.incidents for one in strip.bins[first : last + 1])
    assert inside == totals.totals(session.case, session.selection).total.incidents
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=left)
    assert session.selection.has_period
    beside = QPoint(int(strip.x_of(last + 5)) + 2, middle)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=beside)
    assert session.selection.is_everything


def test_the_strip_is_moved_and_widened_by_keys(qtbot: QtBot, opened: MainWindow) -> None:
    strip, session = opened.view.strip, opened.session
    qtbot.keyClick(strip, KEY.Key_Left)
    last = len(strip.bins) - 1
    assert strip.period == (last, last)
    qtbot.keyClick(strip, KEY.Key_Home)
    qtbot.keyClick(strip, KEY.Key_Right)
    qtbot.keyClick(strip, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(strip, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(strip, KEY.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert strip.period == (1, 2)
    assert selection_fields.period(session.selection) in strip.accessibleDescription()
    qtbot.keyClick(strip, KEY.Key_Delete)
    assert session.selection.is_everything


def test_the_strip_tells_its_bins_and_the_undated(opened: MainWindow) -> None:
    strip = opened.view.strip
    undated = totals.by_day(opened.session.case)[-1]
    assert undated.day is None
    assert f"{undated.incidents} undated incidents, not on the axis: " in strip.caption()
    full = next(n for n, one in enumerate(strip.bins) if one.incidents)
    assert "incident" in strip.bin_words(full)
    none = next(n for n, one in enumerate(strip.bins) if not one.incidents)
    assert strip.bin_words(none).endswith("none recorded")


def test_the_strip_asks_the_store_only_after_a_change(
    window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    asked: list[CaseFile] = []
    by_day = totals.by_day

    def asking(case: CaseFile) -> list[DayTotal]:
        asked.append(case)
        return by_day(case)

    monkeypatch.setattr(totals, "by_day", asking)
    for selection in SELECTIONS:
        window.session.select(selection)
    window.resize(1400, 800)
    assert asked == []
    window.session.record(drawn(7, 1), "new")
    assert len(asked) == 1


def test_an_empty_case_has_an_empty_strip(qtbot: QtBot, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    strip = window.view.strip
    assert strip.bins == ()
    for key in (KEY.Key_Left, KEY.Key_Home, KEY.Key_Delete):
        qtbot.keyClick(strip, key)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton)
    assert window.session.selection.is_everything
    assert strip.caption() == "No records yet."
