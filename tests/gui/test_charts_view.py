"""The Charts view offers the kinds of charts and draws the one that is chosen."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.gui.window import MainWindow


def test_what_is_chosen_is_drawn_and_exported(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    with qtbot.waitSignal(window.drawing.ready, timeout=30000):
        window.drawing.load()
    window.view.show_view(1)
    charts = window.view.charts
    qtbot.waitUntil(lambda: charts.pane.figure is not None, timeout=10000)
    assert charts.foot.is_folded
    assert not charts._totals_panel.isVisible()
    charts.foot.toggle()
    assert charts._totals_panel.isVisible()
    for index, kind in enumerate(kind.name for kind in kinds.listed()):
        if index == charts.choice.currentIndex():
            continue
        before = charts.pane.figure
        charts.choice.setCurrentIndex(index)
        qtbot.waitUntil(lambda before=before: charts.pane.figure is not before, timeout=10000)
        assert window.session is not None
        assert window.session.chart == kind
        assert charts.pane.accessibleName() == charts.choice.currentText()
        assert not charts._totals_panel.isVisible()
    charts.choice.setCurrentIndex(0)
    assert charts._totals_panel.isVisible()
