"""Walking through the order of Tab leaves every widget what it was."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import kharkiv_tracker
from kharkiv_tracker.gui import focus_chain


@pytest.mark.parametrize("forward", [True, False])
def test_a_widget_found_beside_another_does_not_go_with_it(qtbot: QtBot, forward: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    lines = [QLineEdit() for _number in range(3)]
    for line in lines:
        layout.addWidget(line)
    window.show()
    chain = [window, *lines]
    step = 1 if forward else -1
    for number, widget in enumerate(chain):
        assert focus_chain.beside(widget, forward) is chain[(number + step) % len(chain)]
    shiboken6.delete(lines[1])
    assert all(map(shiboken6.isValid, (window, lines[0], lines[2])))
    assert window.isVisible()


def test_nothing_else_asks_for_the_next_widget() -> None:
    package = Path(kharkiv_tracker.__file__).parent
    asking = {path.name for path in package.rglob("*.py") if "InFocusChain" in path.read_text()}
    assert asking == {"focus_chain.py"}
