"""In a low window with large text the keyboard is never where nobody sees it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.window import MainWindow


@pytest.fixture
def low(window: MainWindow, sampled: Path, qtbot: QtBot) -> MainWindow:
    window.prefer(text_size=150)
    window.resize(960, 540)
    window.open_path(sampled)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


def is_in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_desk_15_a_flag_that_the_keyboard_comes_to_is_in_sight(
    low: MainWindow, qtbot: QtBot
) -> None:
    parts = low.view.waiting.findChildren(QWidget)
    last = [part for part in parts if part.focusPolicy() and part.isVisible()][-1]
    assert not is_in_sight(last)
    last.setFocus(Qt.FocusReason.BacktabFocusReason)
    qtbot.waitUntil(lambda: is_in_sight(last))


def test_desk_15_the_field_stays_in_sight_when_an_update_is_offered(
    low: MainWindow, hands: Any, qtbot: QtBot
) -> None:
    hands.start(low)
    panel = low.view.entry
    for name, text in (("when", "17.08.2022"), ("where", "saltivskyi")):
        panel.report.text_field(name).set_text(text)
    box = panel.report.fields["killed"].box
    box.setFocus()
    hands.type("25")
    qtbot.waitUntil(lambda: panel.offer.isVisible())
    qtbot.waitUntil(lambda: is_in_sight(box))


def test_desk_02_the_notice_has_the_room_of_what_was_checked(low: MainWindow) -> None:
    low.status.show_marks("checked 21:49 Kyiv time", "", lambda: None)
    low.session.noticed.emit("Saved KHT-2025-10-13-01: Saltivskyi killed ? → 9, injured 7 → 12")
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    label = low.status.notice._label
    assert label.shown_text() == label.text()
    assert not low.status._check.isVisible()
    low.status.notice.withdraw()
    assert low.status._check.isVisible()
