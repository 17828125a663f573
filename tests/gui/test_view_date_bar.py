"""The bar below charts and map turns the clocks, and what is shown follows them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Timer

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import day_source
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.charts import view_dates
from kharkiv_tracker.gui.charts.view_date_bar import ViewDateBar
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile

SALTIVSKYI = "UA63120270010315719"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot: QtBot, window: MainWindow, sampled: Path) -> ViewDateBar:
    """The bar below the charts of the sample, what became known when at hand."""
    window.open_path(sampled)
    window.view.show_view(1)
    assert window.view
    made = window.view.charts.date_bar
    qtbot.waitUntil(lambda: made.slider.isEnabled(), timeout=20000)
    return made


def held(window: MainWindow) -> Session:
    assert window.session
    return window.session


def best(session: Session) -> tuple[int | None, int | None]:
    """The killed and injured of the district as the charts read them."""
    view = session.view
    selection = Selection(districts=(SALTIVSKYI,))
    totals = day_source.of(session.viewed, type(view)(selection, view.as_known_on)).totals()
    return (
        (totals[0].toll["killed"].best, totals[0].toll["injured"].best) if totals else (None, None)
    )


def test_arrows_lead_from_report_to_report_and_the_end_is_now(
    qtbot: QtBot, window: MainWindow, bar: ViewDateBar
) -> None:
    session = held(window)
    assert bar.text == "All records, regardless of when they became known."
    assert not bar.today.isEnabled()
    qtbot.keyClick(bar.slider, Qt.Key.Key_Home)
    seen = [best(session)]
    for _step in range(6):
        qtbot.keyClick(bar.slider, Qt.Key.Key_Right)
        seen.append(best(session))
    assert seen == [(2, 10), (6, 16), (7, 16), (7, 16), (7, 16), (12, 20), (12, 20)]
    assert bar.known.text() == "2022-08-18"
    assert "18 August 2022, 24:00" in bar.text
    qtbot.keyClick(bar.slider, Qt.Key.Key_Left)
    assert bar.known.text() == "2022-08-18T15:00"
    qtbot.keyClick(bar.slider, Qt.Key.Key_PageUp)
    assert session.as_known_on == parse_clock("2022-08-18T15:00") + timedelta(days=30)
    qtbot.keyClick(bar.slider, Qt.Key.Key_End)
    assert session.as_known_on is None
    assert bar.known.text() == ""
    assert best(session) == (19, 20)


def test_a_time_is_typed_as_everywhere_else(
    qtbot: QtBot, window: MainWindow, bar: ViewDateBar
) -> None:
    session = held(window)
    for typed, due in (("2022-08-18T12:00", (7, 16)), ("2022-08-19", (15, 20)), ("", (19, 20))):
        bar.known.setText(typed)
        qtbot.keyClick(bar.known, Qt.Key.Key_Return)
        assert best(session) == due
        assert session.as_known_on == (parse_clock(typed) if typed else None)
    bar.known.setText("2022-13-01")
    qtbot.keyClick(bar.known, Qt.Key.Key_Return)
    assert "“2022-13-01” is not a valid date" in bar.text
    assert bar.known.property("wrong")
    assert session.as_known_on is None
    bar.known.setText("2022-08-19")
    qtbot.keyClick(bar.known, Qt.Key.Key_Return)
    assert not bar.known.property("wrong")
    qtbot.mouseClick(bar.today, LEFT)
    assert session.view.as_known_on is None


def test_a_drag_moves_by_days_and_its_right_end_is_now(
    qtbot: QtBot, window: MainWindow, bar: ViewDateBar
) -> None:
    session, slider = held(window), bar.slider
    middle = QPoint(slider.width() // 2, slider.height() // 3)
    qtbot.mouseClick(slider, LEFT, pos=middle)
    assert session.as_known_on is not None
    written = view_dates.written(session.as_known_on)
    assert len(written) == len("2024-01-01")
    assert abs(slider.x_of(session.as_known_on) - middle.x()) < 4
    qtbot.mouseClick(slider, LEFT, pos=QPoint(slider.width() - 2, middle.y()))
    assert session.as_known_on is None


def test_chart_map_and_status_line_say_where_the_clock_stands(
    window: MainWindow, bar: ViewDateBar
) -> None:
    session = held(window)
    session.set_view(dates=(parse_clock("2022-08-18T12:00"), None))
    assert window.status
    assert window.view
    for text in (bar.text, window.view.map.date_bar.text):
        assert "Charts, map and summary as known on 18 August 2022, 12:00" in text
    assert window.status.text.startswith("charts and summary as known on 18 August 2022, 12:00")
    session.set_view(dates=(None, None))
    assert "18 August" not in window.status.text


def test_our_own_record_of_a_former_time_is_read_in_background_and_shown(
    qtbot: QtBot, window: MainWindow, bar: ViewDateBar
) -> None:
    session = held(window)
    # All of it was recorded just now: before that there was nothing.
    before, after = datetime.now(UTC) - timedelta(days=2), datetime.now(UTC) + timedelta(days=2)
    bar.switch.click()
    assert bar.recorded.isVisible()
    assert bar.text.startswith(
        "Enter a day and press Enter to see our records as of the end of that day"
    )
    for instant, incidents in ((before, 0), (after, 8)):
        typed = view_dates.written(instant.replace(microsecond=0))
        bar.recorded.setText(typed)
        with qtbot.waitSignal(session.view_changed, timeout=20000):
            qtbot.keyClick(bar.recorded, Qt.Key.Key_Return)
        assert session.as_recorded_on == parse_clock(typed)
        assert session.viewed is not session.case
        counted = totals.totals(session.viewed).total.incidents
        assert counted in (incidents, incidents - 1)
        assert "Charts, map and summary as recorded on " in bar.text
        with session.viewed_for_thread() as beside:
            assert beside is session.viewed
    bar.switch.click()
    assert session.as_recorded_on is None
    assert session.viewed is session.case
    assert not bar.switch.isChecked()
    bar.switch.click()
    bar.slider.setFocus()
    assert not bar.switch.isChecked()
    assert not bar.recorded.isVisible()


def test_a_record_gone_back_to_is_read_again_before_it_is_shown(
    qtbot: QtBot, window: MainWindow, bar: ViewDateBar
) -> None:
    session = held(window)
    instant = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
    with qtbot.waitSignal(view_dates.of(session).updated, timeout=20000):
        session.set_view(dates=(None, instant))
        assert session.as_recorded_on is None
        assert "Loading records as of" in bar.text
    qtbot.waitUntil(lambda: session.as_recorded_on == instant, timeout=20000)
    assert instant in session.recorded


def test_what_is_entered_is_at_hand_for_the_slider(
    qtbot: QtBot, window: MainWindow, bar: ViewDateBar
) -> None:
    session, moments = held(window), view_dates.of(held(window)).moments
    report = {"killed": "1", "published": "2022-03-01T10:00"}
    event = {"date": "2022-03-01", "precision": "date"}
    strike = {"event": event, "district": "Saltivskyi", "reports": [report]}
    session.record(entry_json.read({"incidents": [strike]}, gazetteer.load()), "later")
    assert day_source.index(session.case) is None
    qtbot.waitUntil(lambda: view_dates.of(session).moments != moments, timeout=20000)
    assert day_source.index(session.case) is not None
    first = view_dates.of(session).moments[0]
    assert datetime.fromtimestamp(first, UTC) == parse_clock("2022-03-01T10:00")
    assert len(view_dates.of(session).moments) == len(moments) + 1
    qtbot.keyClick(bar.slider, Qt.Key.Key_Home)
    assert best(session) == (1, None)


def test_a_case_closed_while_it_is_read_is_let_go(
    qtbot: QtBot, window: MainWindow, bar: ViewDateBar
) -> None:
    session = held(window)
    view_dates.of(session).set_recorded_on(datetime.now(UTC) + timedelta(days=1))
    assert "Loading records as of " in bar.text
    window.close_case()
    assert session.recorded == {}
    qtbot.wait(50)


@pytest.mark.usefixtures("bar")
def test_a_case_closed_as_a_reading_ends_is_let_go_too(window: MainWindow, sampled: Path) -> None:
    reading = view_dates.of(held(window))._reading
    other = CaseFile.open(sampled, reading=True)
    other.close()
    # It is taken off the list after that here, and not before.
    reading.append(other)
    Timer(0.05, reading.clear).start()
    window.close_case()
    assert window.session is None


def test_what_is_made_beside_holds_to_the_clocks_it_was_asked_for_by(
    qtbot: QtBot, window: MainWindow, bar: ViewDateBar
) -> None:
    session = held(window)
    assert bar.isVisible()
    instant = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
    view_dates.of(session).set_recorded_on(instant)
    qtbot.waitUntil(lambda: session.as_recorded_on == instant, timeout=20000)
    then, asked_then = session.viewed, session.viewed_for_thread()
    view_dates.of(session).show_latest()
    asked_now = session.viewed_for_thread()
    view_dates.of(session).set_recorded_on(instant)
    with asked_then as beside:
        assert beside is then
    with asked_now as beside:
        assert beside is not then
        assert totals.totals(beside).total.incidents == totals.totals(session.case).total.incidents
    asked_then = session.viewed_for_thread()
    window.close_case()
    with asked_then as beside:
        assert totals.totals(beside).total.incidents == 0
