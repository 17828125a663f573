"""The entry panel, built step by step before it is asked for."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.preparation import Preparation
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents
from tests.gui.conftest import Hands

#: How many steps are taken in idle time before the panel is asked for: in the end, all.
STEPS = range(10)


@pytest.mark.parametrize("taken", STEPS)
def test_it_is_the_same_however_much_of_it_was_prepared(
    window: MainWindow, empty: Path, hands: Hands, taken: int
) -> None:
    window.open_path(empty)
    view = window.view
    for _number in range(taken):
        view._preparation._step()
    assert not view.is_built("entry")
    hands.start(window)
    panel = view.entry
    assert panel.window() is window
    assert [panel._forms.indexOf(form) for form in (panel.report, panel.statement)] == [0, 1]
    hands.fill("17.08.2022", "saltivskyi", "7")
    hands.quote_office(panel)
    hands.save()
    (row,) = incidents.rows(window.session.case, incidents.ids(window.session.case))
    assert str(row.figures["killed"].best) == "7"
    assert view.incidents.current == row.code


def test_it_is_prepared_in_idle_time_for_each_case(
    window: MainWindow, empty: Path, sampled: Path, qtbot: QtBot
) -> None:
    window.open_path(empty)
    window.prepare()
    for path in (empty, sampled):
        window.open_path(path)
        preparation = window.view._preparation
        qtbot.waitUntil(lambda made=preparation: not made._timer.isActive())
        assert window.view._entry._completion is not None
        assert not window.view.is_built("entry")
        assert window.view.side is window.view.inspector


def test_garbage_is_looked_for_in_what_was_prepared_once_the_case_is_closed(
    window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    assert window.view.entry
    assert gc.get_freeze_count()
    window.close_case()
    assert not gc.get_freeze_count()


def test_nothing_more_is_prepared_for_a_case_that_is_closed(
    window: MainWindow, empty: Path, qtbot: QtBot
) -> None:
    window.open_path(empty)
    window.prepare()
    view = window.view
    view._preparation._step()
    window.close_case()
    qtbot.wait(60)
    assert "_entry" not in vars(view)


def test_what_failed_is_made_anew_when_it_is_asked_for() -> None:
    done: list[int] = []

    def steps() -> Iterator[None]:
        for number in (1, 2):
            if done == [1]:
                done.append(0)
                raise OSError("full")
            done.append(number)
            yield

    parent = QObject()
    preparation = Preparation(steps, parent)
    with pytest.raises(OSError, match="full"):
        preparation.finish()
    preparation.finish()
    assert done == [1, 0, 1, 2]
