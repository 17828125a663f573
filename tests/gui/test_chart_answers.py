"""What is pointed at in a chart is named; clicks, drags, the wheel and keys all lead somewhere."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas
from kharkiv_tracker.gui.charts.zoom import per_pixel
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents
from tests.gui import small_chart

_LEFT = Qt.MouseButton.LeftButton
Shown = Callable[[Path], ChartCanvas]


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Shows the small chart of a case."""
    monkeypatch.setitem(kinds.KINDS, small_chart.NAME, small_chart.KIND)

    def show(path: Path, kind: str = small_chart.NAME) -> ChartCanvas:
        window.open_path(path)
        if not window.drawing.is_ready:
            with qtbot.waitSignal(window.drawing.ready, timeout=30000):
                window.drawing.load()
        window.session.set_view(chart=kind)
        window.view.show_view(1)
        pane = window.view.charts.pane
        qtbot.waitUntil(lambda: pane.figure is not None, timeout=10000)
        return pane

    return show


def place(pane: ChartCanvas, day: date) -> QPoint:
    """Where in the window a day is drawn."""
    area = next(each for each in pane.figure.areas if each.span)
    start, days = area.span.first.toordinal(), area.span.days
    x = area.box.left + (day.toordinal() - start + 0.5) * area.box.width / days
    return pane.input.zoom.in_window(x, area.box.bottom + 80).toPoint()


def days(window: MainWindow) -> dict[date, list[incidents.IncidentRow]]:
    """The incidents of each day, those with most casualties first, asked for the slow way."""
    case = window.session.case
    by_day: dict[date, list[incidents.IncidentRow]] = {}
    for row in incidents.rows(case, incidents.ids(case)):
        if row.event.date:
            by_day.setdefault(row.event.date, []).append(row)
    for rows in by_day.values():
        rows.sort(
            key=lambda row: (
                -(row.figures["killed"].best or 0),
                -(row.figures["injured"].best or 0),
                row.code,
            )
        )
    # Days that lie on one and the same dot of the screen cannot be pointed at one by one.
    apart = [
        day for day in by_day if all(abs((day - one).days) > 20 for one in by_day if one != day)
    ]
    return {day: by_day[day] for day in apart}


def test_the_incident_under_the_pointer_is_named(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled)
    day, rows = next((day, rows) for day, rows in days(window).items() if len(rows) == 1)
    height = pane.words.height()
    qtbot.mouseMove(pane, place(pane, day))
    qtbot.waitUntil(lambda: "killed" in pane._names_line.text(), timeout=2000)
    assert pane._text_line.text().endswith("something")
    assert str(rows[0].figures["killed"].best) in pane._names_line.text()
    assert rows[0].place in pane._names_line.text()
    assert pane.accessibleDescription() == f"{pane._text_line.text()} {pane._names_line.text()}"
    assert pane.words.height() == height
    qtbot.mouseMove(pane, QPoint(pane.width() - 3, 3))
    qtbot.waitUntil(lambda: pane._text_line.text().startswith("Point at"), timeout=2000)


def test_a_click_takes_an_incident_and_again_the_next(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled)
    for day, rows in days(window).items():
        for row in (*rows, rows[0]):
            qtbot.mouseClick(pane, _LEFT, pos=place(pane, day))
            assert window.view.incidents.current == row.code
            assert window.view.inspector.code == row.code
    assert window.view.view == 1
    qtbot.mouseDClick(pane, _LEFT, pos=place(pane, day))
    assert window.view.view == 0
    assert window.view.incidents.current == rows[0].code


def test_more_than_can_be_gone_through_are_selected_and_listed(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kharkiv_tracker.gui.charts import hover_text

    monkeypatch.setattr(hover_text, "_MAX_ROWS", 2)
    pane = shown(sampled)
    window.session.select(Selection(first=date(2022, 1, 1)))
    qtbot.waitSignal(pane.drawn).wait()
    tile = pane.figure.areas[-1].box
    at = pane.input.zoom.in_window(tile.left + 5, tile.bottom + 5).toPoint()
    qtbot.mouseMove(pane, at)
    qtbot.waitUntil(lambda: pane._names_line.text() == "More than 2 incidents.", timeout=2000)
    qtbot.mouseClick(pane, _LEFT, pos=at)
    assert window.view.view == 1
    qtbot.mouseDClick(pane, _LEFT, pos=at)
    assert window.view.view == 0
    assert window.session.selection == Selection(first=date(2022, 1, 1))


def test_a_drag_selects_the_period_it_runs_over(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled)
    first, *_between, last = sorted(days(window))
    qtbot.mousePress(pane, _LEFT, pos=place(pane, last))
    qtbot.mouseMove(pane, place(pane, first))
    assert pane.input.band_box() is not None
    assert " to " in pane._text_line.text()
    assert window.session.selection == Selection()
    qtbot.mouseRelease(pane, _LEFT, pos=place(pane, first))
    # A pixel is wider than a day here.
    chosen = window.session.selection
    assert abs(chosen.first - first) <= timedelta(1)
    assert abs(chosen.last - last) <= timedelta(1)
    assert pane.input.band_box() is None
    qtbot.keyClick(pane, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.session.selection == Selection()
    qtbot.keyClick(pane, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.session.selection == chosen


def test_escape_takes_a_drag_back(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled)
    first, *_between, last = sorted(days(window))
    qtbot.mousePress(pane, _LEFT, pos=place(pane, first))
    qtbot.mouseMove(pane, place(pane, last))
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    qtbot.mouseRelease(pane, _LEFT, pos=place(pane, last))
    assert window.session.selection == Selection()


def test_keys_do_all_that_the_mouse_does(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled)
    assert QApplication.focusWidget() is pane or window.isActiveWindow() is False
    incidents_by_day = days(window)
    qtbot.keyClick(pane, Qt.Key.Key_Right)
    assert pane.input.hover.target is not None
    for day in sorted(incidents_by_day):
        while pane.input.hover.target.within.first < day:
            qtbot.keyClick(pane, Qt.Key.Key_Right)
        assert pane.input.hover.target.within == Selection(first=day, last=day)
    assert "killed" in (pane.input.update_text() or pane._names_line.text())
    qtbot.keyClick(pane, Qt.Key.Key_Space)
    assert window.view.incidents.current == incidents_by_day[day][0].code
    before = sorted(incidents_by_day)[-2]
    qtbot.keyClick(pane, Qt.Key.Key_Left)
    assert pane.input.hover.target.within == Selection(first=before, last=before)
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(pane, Qt.Key.Key_Left, shift)
    for _step in range(2):
        qtbot.keyClick(pane, Qt.Key.Key_Left, shift)
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    selection = window.session.selection
    assert selection.first < before == selection.last
    window.session.select(Selection())
    qtbot.waitSignal(pane.drawn).wait()
    # The first closes the panel beside, the second lets go of what is pointed at.
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    for _step in range(4):
        qtbot.keyClick(pane, Qt.Key.Key_Right)
    day = pane.input.hover.target.within.first
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert window.view.view == 0
    assert window.view.incidents.current == incidents_by_day[day][0].code


def turn(pane: ChartCanvas, at: QPoint, notches: int) -> None:
    """Turn the wheel over a point."""
    event = QWheelEvent(
        QPointF(at),
        QPointF(pane.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane, event)


def test_desk_17_the_wheel_magnifies_days_about_the_pointer(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled, "per-day")
    foot, axis = window.view.charts.foot, pane.input.time
    whole = axis.whole
    day = sorted(days(window))[2]
    at = place(pane, day)
    before = pane.figure
    assert foot.whole.isHidden()
    turn(pane, at, 8)
    assert foot.whole.isVisible()
    assert axis.visible.days == pytest.approx(whole.days / 1.25**8, abs=1)
    assert place_across(pane, day, axis.visible) == pytest.approx(at.x(), abs=12)
    qtbot.waitUntil(lambda: pane.figure is not before, timeout=5000)
    # Drawn anew for these days: axes, titles and texts have their size and place.
    panels = [axes for axes in pane.figure.axes if axes.get_label() in ("killed", "injured")]
    for axes, whole_axes in zip(panels, before.axes, strict=True):
        bounds = whole_axes.get_position().bounds
        assert axes.get_position().bounds == pytest.approx(bounds, abs=0.02)
    assert {area.span for area in pane.figure.areas if area.span} == {axis.visible}
    assert all(len(axes.get_xticks()) > 1 for axes in panels)
    qtbot.mouseMove(pane, place(pane, day))
    assert pane.input.hover.target.within == Selection(first=day, last=day)
    left = axis.visible.first
    middle = Qt.MouseButton.MiddleButton
    qtbot.mousePress(pane, middle, pos=at)
    qtbot.mouseMove(pane, at + QPoint(30, 0))
    qtbot.mouseMove(pane, at + QPoint(60, 0))
    qtbot.mouseRelease(pane, middle, pos=at + QPoint(60, 0))
    assert axis.visible.first < left
    assert axis.visible.days == pytest.approx(whole.days / 1.25**8, abs=1)
    assert window.session.selection == Selection()
    turn(pane, at, -12)
    assert pane.input.is_whole
    turn(pane, at, 3)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert pane.input.is_whole
    turn(pane, at, 3)
    qtbot.mouseClick(foot.whole, _LEFT)
    assert pane.input.is_whole
    qtbot.waitUntil(lambda: pane.figure.areas[0].span == whole, timeout=5000)
    assert foot.whole.isHidden()


def place_across(pane: ChartCanvas, day: date, span: Span) -> float:
    """How far right a day is, were the axis these days."""
    box = next(area.box for area in pane.figure.areas if area.span)
    share = (day.toordinal() + 0.5 - span.first.toordinal()) / span.days
    return (box.left + share * box.width) / per_pixel()


def test_desk_17_keys_magnify_and_move_the_days(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled, "cumulative")
    axis = pane.input.time
    for _step in range(6):
        qtbot.keyClick(pane, Qt.Key.Key_Plus)
    fewer = axis.visible
    assert fewer.days < axis.whole.days / 3
    qtbot.waitUntil(lambda: pane._days == fewer, timeout=5000)
    qtbot.keyClick(pane, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert axis.visible.first < fewer.first
    assert axis.visible.days == fewer.days
    qtbot.keyClick(pane, Qt.Key.Key_Minus)
    assert axis.visible.days > fewer.days
    qtbot.keyClick(pane, Qt.Key.Key_0)
    assert pane.input.is_whole
    # Another selection has another axis, of which all is shown.
    qtbot.keyClick(pane, Qt.Key.Key_Plus)
    window.session.select(Selection(first=date(2022, 8, 1), last=date(2022, 12, 31)))
    qtbot.waitUntil(lambda: pane.input.is_whole, timeout=5000)


def test_desk_17_days_magnified_leave_nothing_outside_their_axes(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    """Between two strikes the lines run level from edge to edge, at the totals of that time."""
    pane = shown(sampled, "cumulative")
    before = pane._image.copy()
    first, second = sorted(days(window))[:2]
    axis = pane.input.time
    middle = first + (second - first) / 2
    at = place(pane, middle)
    turn(pane, at, 14)
    assert first < axis.visible.first
    assert axis.visible.last < second
    assert pane.grab().toImage() != before  # in motion
    qtbot.waitUntil(lambda: pane._days == axis.visible, timeout=5000)
    frame = pane.figure.frame.panels[0].frame
    for artist in pane.figure.artists:
        if str(artist.get_gid() or "").startswith("killed-UA"):
            xs = frame.plot.left + (artist.get_xdata() - frame.end + frame.span.days) * (
                frame.plot.width / frame.span.days
            )
            assert min(xs) == pytest.approx(frame.plot.left)
            assert max(xs) == pytest.approx(frame.plot.right)
    names = next(area for area in pane.figure.areas if area.box == frame.names)
    assert "until" in names.find(frame.names.left + 30, frame.y(19)).text
    pane.input._point(frame.plot.left + frame.plot.width / 2, frame.y(19))
    assert "19 killed in total" in pane.input.hover.target.text


def test_desk_17_the_readout_has_the_total_the_day_and_the_incident(
    qtbot: QtBot, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled, "cumulative")
    qtbot.keyClick(pane, Qt.Key.Key_Right)
    frame = pane.figure.frame.panels[0].frame
    day = date(2022, 8, 17)
    pane.input._point(frame.x(day) + 30, frame.y(19) + 3)
    pane.input.update_text()
    text = "17 August 2022: Saltivskyi, 19 killed in total; that day 19"
    assert pane._text_line.text() == text
    assert "dormitory" in pane._names_line.text()
    assert "19 killed" in pane._names_line.text()
    # By keys from step to step, not through every point of a level line.
    pane.input._point(frame.x(day), frame.y(15))
    qtbot.keyClick(pane, Qt.Key.Key_Right)
    assert pane.input.hover.target.within.first > day


def is_fitted(pane: ChartCanvas) -> bool:
    """Whether the figure has the size of its pane."""
    return tuple(pane.figure.get_size_inches()) == pane.inches()


def test_desk_17_a_click_opens_the_inspector_beside_and_escape_closes_it(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled, "per-day")
    case_view = window.view
    assert not case_view.inspector.isVisible()
    wide = pane.width()
    for day, rows in list(days(window).items())[:2]:
        qtbot.mouseClick(pane, _LEFT, pos=place(pane, day))
        assert case_view.view == 1
        assert case_view.inspector.isVisible()
        assert case_view.inspector.code == rows[0].code
        qtbot.waitUntil(lambda: is_fitted(pane) and pane.width() < wide, timeout=5000)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert not case_view.inspector.isVisible()
    assert case_view.view == 1
    qtbot.mouseClick(pane, _LEFT, pos=place(pane, day))
    assert case_view.inspector.isVisible()
    qtbot.mouseClick(case_view._close, _LEFT)
    assert not case_view.inspector.isVisible()
    qtbot.waitUntil(lambda: is_fitted(pane) and pane.width() == wide, timeout=5000)
    qtbot.mouseDClick(pane, _LEFT, pos=place(pane, day))
    assert case_view.view == 0
    assert case_view.incidents.current == rows[0].code
    assert case_view.inspector.isVisible()


def test_what_is_magnified_is_the_same_picture(sampled: Path, shown: Shown) -> None:
    """The colours of a magnified part are those of the whole drawn as large, point by point."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from kharkiv_tracker.gui.charts import chart_image, zoom

    pane = shown(sampled, "by-weapon")
    lens = pane.input.zoom
    assert pane.input.time.whole is None
    turn(pane, QPoint(300, 200), 3)
    assert lens.scale == pytest.approx(1.25**3)
    size = (pane.width(), pane.height())
    part = chart_image.magnified(pane.figure, lens, size, 1.0)
    seen = np.asarray(part.constBits()).reshape(part.height(), part.width(), 4)[..., :3]
    pane.figure.set_dpi(zoom.dots() * lens.scale)
    canvas = FigureCanvasAgg(pane.figure)
    canvas.draw()
    left, top = round(lens.corner.x()), round(lens.corner.y())
    whole = np.asarray(canvas.buffer_rgba())[top : top + size[1], left : left + size[0], 2::-1]
    differing = np.abs(whole.astype(int) - seen.astype(int)).max(axis=2) > 60
    assert differing.mean() < 0.02
    assert (seen < 128).any()


def test_the_chart_on_the_clipboard_is_picture_and_numbers(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled)
    QApplication.clipboard().clear()
    qtbot.keyClick(
        pane,
        Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    held = QApplication.clipboard()
    qtbot.waitUntil(lambda: not held.image().isNull(), timeout=10000)
    number = len(days(window))
    assert held.image().width() > 400
    assert bytes(held.mimeData().data("text/csv").data()).startswith(b"days\n")
    assert held.text().startswith("days\n")
    assert number <= int(held.text().split()[1])


def test_every_kind_answers_and_leads_to_incidents(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    pane = shown(sampled)
    for kind in [kind.name for kind in kinds.listed()]:
        with qtbot.waitSignal(pane.drawn, timeout=10000):
            window.session.set_view(chart="cumulative" if kind == small_chart.NAME else kind)
        goes_through(qtbot, window, pane)
    window.view.show_view(2)
    pane = window.view.map.pane
    qtbot.waitUntil(lambda: pane.figure is not None, timeout=10000)
    assert (window.view.chart_kind, window.view.chart_pane) == ("map", pane)
    goes_through(qtbot, window, pane)


def goes_through(qtbot: QtBot, window: MainWindow, pane: ChartCanvas) -> None:
    """Keys lead from one answer to the next, and from some of them to incidents."""
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    qtbot.keyClick(pane, Qt.Key.Key_Right)
    wide, high = (inches * 72 for inches in pane.inches())
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right) * 4:
        target = pane.input.hover.target
        assert target is not None
        assert target.text
        assert "\n" not in target.text
        assert -1 <= target.mark.left <= target.mark.right <= wide + 1
        assert -1 <= target.mark.bottom <= target.mark.top <= high + 1
        pane.input.point_at_incident()
        seen.append(pane.input.hover.code)
        qtbot.keyClick(pane, key)
    assert any(seen)
    assert window.view.incidents.current == next(code for code in reversed(seen) if code)


def test_after_a_change_the_picture_is_that_of_the_case(
    qtbot: QtBot, window: MainWindow, sampled: Path, shown: Shown
) -> None:
    """Only what changed is drawn anew: the picture is still the one drawn from nothing."""
    import numpy as np

    from kharkiv_tracker.gui.charts import chart_image

    pane = shown(sampled, "cumulative")
    figure = pane.figure
    with qtbot.waitSignal(pane.drawn, timeout=10000):
        window.session.set_view(dates=(parse_clock("2022-08-18T12:00"), None))
    with qtbot.waitSignal(pane.drawn, timeout=10000):
        window.session.set_view(dates=(None, None))
    # Official totals not known then were not listed, which gave the picture more room.
    qtbot.wait(300)
    qtbot.waitUntil(lambda: pane._image.size() == pane.size(), timeout=10000)
    before = pane._image.copy()
    pane._cache = None
    with qtbot.waitSignal(pane.drawn, timeout=10000):
        pane.refresh()
    anew = pane._image
    assert pane.figure is not figure
    one, other = (np.asarray(image.constBits()).astype(int) for image in (before, anew))
    assert np.abs(one - other).max() <= 2
    assert chart_image.canvas_image(pane.figure, 1.0).size() == anew.size()
