"""Charts take the height of their view: half the window, in both languages and at large text."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker.charts import kinds, medium
from kharkiv_tracker.gui import app, theme, window_state
from kharkiv_tracker.gui.charts.chart_canvas import ChartCanvas
from kharkiv_tracker.gui.charts.zoom import per_pixel
from kharkiv_tracker.gui.window import MainWindow


def opened(qtbot: QtBot, window: MainWindow, path: Path, size: tuple[int, int]) -> ChartCanvas:
    """The chart of a case in a window of a size."""
    window.resize(*size)
    window.open_path(path)
    window.view.show_view(1)
    if not window.drawing.is_ready:
        with qtbot.waitSignal(window.drawing.ready, timeout=30000):
            window.drawing.load()
    pane = window.view.charts.pane
    qtbot.waitUntil(lambda: pane.figure is not None, timeout=10000)
    return pane


def draw_all(pane: ChartCanvas) -> dict[str, object]:
    """Every kind of chart, drawn as the pane of its view would draw it."""
    figures = {}
    for kind in kinds.KINDS.values():
        pane._loader.read(kind.name, lambda _name, data: figures.update({_name: data}))
        with medium.in_window():
            figures[kind.name] = kind.draw(figures[kind.name], "light", pane.inches())
    return figures


@pytest.mark.parametrize("language", ["en", "uk"])
def test_desk_17_every_chart_has_half_of_the_window(
    qtbot: QtBot, window: MainWindow, sampled: Path, language: str
) -> None:
    """The picture of each kind, with its axes and names, and no text around it."""
    app.make(language)
    window.close()
    spoken = MainWindow()
    qtbot.addWidget(spoken)
    spoken.show()
    pane = opened(qtbot, spoken, sampled, (1280, 800))
    assert spoken.height() == 800
    for name, figure in draw_all(pane).items():
        room = figure.room
        share = room.width * room.height / per_pixel() ** 2 / (1280 * 800)
        assert share >= 0.5, (name, language, share)
        assert figure.caption, name
    # Of the axes of days themselves, with what is between and beside them.
    boxes = [area.box for area in pane.figure.areas]
    wide = max(box.right for box in boxes) - min(box.left for box in boxes)
    high = max(box.top for box in boxes) - min(box.bottom for box in boxes)
    assert wide * high / per_pixel() ** 2 >= 0.45 * 1280 * 800
    spoken.close()


def test_desk_17_a_low_window_has_a_readable_chart(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    pane = opened(qtbot, window, sampled, (960, 540))
    assert (window.width(), window.height()) == (960, 540)
    qtbot.waitUntil(lambda: tuple(pane.figure.get_size_inches()) == pane.inches(), timeout=5000)
    for axes in pane.figure.axes:
        if axes.get_label() in ("killed", "injured"):
            assert axes.get_position().height * pane.height() >= 150
            assert len(axes.get_yticks()) >= 3
            assert len(axes.get_xticks()) >= 2


def test_desk_17_notes_are_one_line_until_asked_for(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    pane = opened(qtbot, window, sampled, (1280, 800))
    foot = window.view.charts.foot
    qtbot.waitUntil(lambda: pane._names_line.text() == pane.caption, timeout=5000)
    assert pane.caption.startswith("Each incident is added in full on its own day.")
    assert not foot.notes.isVisible()
    assert foot.height() <= 90
    alt = Qt.KeyboardModifier.AltModifier
    pane.setFocus()
    qtbot.keyClick(pane, Qt.Key.Key_M, alt)
    assert foot.notes.isVisible()
    assert foot._caption.text() == pane.caption
    assert window_state.saved_number("chart-notes", 0, 2) == 1
    qtbot.keyClick(pane, Qt.Key.Key_M, alt)
    assert not foot.notes.isVisible()


def test_desk_17_text_of_charts_grows_in_the_window_alone(
    qtbot: QtBot, window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme._Size, "scale", 1.5)
    pane = opened(qtbot, window, sampled, (1280, 800))
    qtbot.waitUntil(lambda: tuple(pane.figure.get_size_inches()) == pane.inches(), timeout=5000)
    assert pane.figure.dpi == 1.5 * 96 * pane.devicePixelRatioF()
    in_file = kinds.draw(window.session.case, "cumulative")
    assert (in_file.dpi, in_file.text_size) == (96, 9)
    texts = [artist.get_text() for artist in in_file.artists if hasattr(artist, "get_text")]
    assert "Cumulative civilian casualties by district" in texts


def test_desk_17_options_have_their_room_before_the_buttons(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    pane = opened(qtbot, window, sampled, (1280, 800))
    charts = window.view.charts
    row = charts.options.parentWidget()
    buttons = row.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert [button.isVisible() for button in buttons] == [True, True]
    options = [charts.options.picked, charts.options.ticked]
    for wide in (620, 480, 420):
        row.setFixedWidth(wide)
        qtbot.waitUntil(lambda: row.layout().geometry().width() == row.width(), timeout=2000)
        assert all(option.width() >= option.sizeHint().width() for option in options), wide
    assert not any(button.isVisible() for button in buttons)
    assert pane.accessibleName() == charts.choice.currentText()
    for widget in (charts.choice, *options, charts.foot.more, charts.foot.whole):
        assert widget.accessibleName() or widget.text()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
