"""How many keys the common jobs on recorded incidents take, in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker import settings
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.summary.dialog import SummaryDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents, records
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import sample_file
from tests.features.test_desk_day import Desk

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
ONE, OTHER = "KHT-2022-08-17-01", "KHT-2022-08-18-01"

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The sample with its first strike chosen; closed before the folder of its case goes."""
    settings.save(settings.Settings(author="O. K."))
    app.make("en")
    made = MainWindow()
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    path = sample_file(tmp_path / "sample.ktcase")
    with CaseFile.open(path) as case, case.edit("O. K.", "to be read again") as edit:
        for code in (ONE, OTHER):
            uid = incidents.uid_of(case, code)
            state = records.read(case.db, "incident", uid) or {}
            edit.write("incident", uid, {**state, "state": ReviewState.DRAFT.value})
    made.open_path(path)
    made.view.open_incident(ONE)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield made
    made.close()
    made.deleteLater()


def test_desk_keys_of_common_jobs(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    desk, view = Desk(qtbot), window.view
    case = view.session.case
    with desk.job("approve"):
        desk.press(Qt.Key.Key_A, _CTRL | _SHIFT)
    assert incidents.incident(case, ONE).state is ReviewState.APPROVED
    before = incidents.incident(case, ONE).grade
    with desk.job("grade"):
        desk.press(Qt.Key.Key_G, _CTRL | _SHIFT)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Return)
    assert incidents.incident(case, ONE).grade not in (None, before)
    with desk.job("page as PDF"):
        desk.press(Qt.Key.Key_E, _CTRL)
        (dialog,) = window.findChildren(SummaryDialog)
        qtbot.waitUntil(lambda: dialog.is_fresh, timeout=60_000)
        page = tmp_path / "page.pdf"
        with desk.answering(desk.names(page)):
            desk.press(Qt.Key.Key_S, _CTRL)
        qtbot.waitUntil(page.exists, timeout=60_000)
        desk.press(Qt.Key.Key_Escape)
    desk.jobs["page as PDF"] -= len(str(page)) + 1
    qtbot.waitUntil(lambda: not window.findChildren(SummaryDialog))
    print()  # noqa: T201 - the count is what is asked for
    print(", ".join(f"{name} {keys}" for name, keys in desk.jobs.items()))  # noqa: T201
    assert desk.jobs["approve"] == 1
    assert desk.jobs["grade"] <= 3
    assert desk.jobs["page as PDF"] <= 4
