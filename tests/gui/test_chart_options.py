"""Of the options of charts those are offered that the kind shown heeds, and they hold at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import Measure
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.gui.charts.chart_options import ChartOptions
from kharkiv_tracker.gui.window import MainWindow


@pytest.fixture
def options(window: MainWindow, sampled: Path) -> ChartOptions:
    window.open_path(sampled)
    return window.view.charts.options


def test_a_kind_offers_what_it_heeds(window: MainWindow, options: ChartOptions) -> None:
    for kind in kinds.listed():
        window.session.set_view(chart=kind.name, dates=(None, None))
        offered = kind.options
        assert options.picked.isHidden() is ("picked" not in offered), kind
        assert options.measure.isHidden() is ("measure" not in offered), kind
        ticks = {"raions", "free_axes", "labelled"} & offered
        assert options.ticked.isHidden() is (not ticks), kind
        window.session.set_view(dates=(parse_clock("2022-08-18"), None))
        assert options.ticked.isHidden() is (not ticks and "later" not in offered), kind


def test_districts_are_picked_out_by_keys(
    qtbot: QtBot, window: MainWindow, options: ChartOptions
) -> None:
    popup = options.picked.drop()
    popup.list.setCurrentRow(2)
    qtbot.keyClick(popup.list, Qt.Key.Key_Space)
    key, name = options._districts[2]
    assert window.session.options.picked == (key,)
    assert name in options.picked.accessibleName()
    qtbot.keyClick(popup.list, Qt.Key.Key_Space)
    assert window.session.options.picked == ()
    popup.close()


def test_what_is_ticked_holds_at_once(
    qtbot: QtBot, window: MainWindow, options: ChartOptions
) -> None:
    popup = options.ticked.drop()
    lines = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert lines == ["Each raion separately", "Name the largest incidents"]
    popup.list.setCurrentRow(0)
    qtbot.keyClick(popup.list, Qt.Key.Key_Space)
    assert window.session.options.raions
    assert window.session.options.labelled
    popup.close()
    window.navigation.back()
    assert not window.session.options.raions


def test_another_measure_is_chosen(qtbot: QtBot, window: MainWindow, options: ChartOptions) -> None:
    measured = next(kind for kind in kinds.listed() if "measure" in kind.options)
    window.session.set_view(chart=measured.name)
    qtbot.keyClick(options.measure, Qt.Key.Key_Down)
    assert window.session.options.measure == Measure("injured")
