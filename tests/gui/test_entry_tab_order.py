"""Tab and Shift+Tab visit the same stops, whatever is open in the form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.window import MainWindow

CODE = "KHT-2022-08-17-01"
#: More than any form has.
_MOST = 120


def walked(hands: Any, panel: QWidget, key: Qt.Key) -> list[QWidget]:
    """Where the keyboard comes to within the panel, until it leaves it or comes round."""
    held = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else None
    stops: list[QWidget] = [hands.focus]
    for _step in range(_MOST):
        hands.press(key, *([held] if held else []))
        if not panel.isAncestorOf(hands.focus) or hands.focus in stops:
            return stops
        stops.append(hands.focus)
    raise AssertionError("it never ends")


def both_ways(hands: Any, panel: Any) -> list[QWidget]:
    """The stops of a panel from its first field on; back again they are the same."""
    first = next(field for field in panel.form.in_use if field.isVisible())
    first.box.setFocus()
    forth = walked(hands, panel, Qt.Key.Key_Tab)
    # What is left may have shown a question, which then stays.
    first.box.setFocus()
    forth = walked(hands, panel, Qt.Key.Key_Tab)
    forth[-1].setFocus()
    back = walked(hands, panel, Qt.Key.Key_Backtab)
    back = back[: back.index(first.box) + 1]
    assert [_name(each) for each in back[::-1]] == [_name(each) for each in forth]
    return forth


def _name(part: QWidget) -> str:
    return f"{type(part).__name__} {part.accessibleName() or part.property('text')}"


@pytest.fixture
def entering(hands: Any, window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    hands.start(window)
    return window


@pytest.mark.parametrize("kind", [0, 1])
@pytest.mark.parametrize("more", [False, True])
def test_desk_12_a_blank_form_both_ways(
    hands: Any, entering: MainWindow, kind: int, more: bool
) -> None:
    panel = entering.view.entry
    panel.choose(kind)
    panel.form.show_more(more)
    stops = both_ways(hands, panel)
    visible = [field for field in panel.form.in_use if field.box.isVisible()]
    # All but the kind of report, which is seldom typed.
    assert [f.name for f in visible if f.box not in stops] == (["role"] if kind == 0 else [])


@pytest.mark.parametrize("more", [False, True])
def test_desk_12_with_pins_a_question_and_an_offer_both_ways(
    qtbot: QtBot, hands: Any, entering: MainWindow, more: bool
) -> None:
    panel = entering.view.entry
    form = panel.report
    form.show_more(more)
    texts = {"when": "17.08.22", "where": "saltivskyi", "injured": "16 (5 чоловік)"}
    texts |= {
        "weapons": "rocket",
        "source": "Suspilne",
        "url": "https://a.example",
        "language": "uk",
    }
    for name, text in texts.items():
        form.fields[name].set_text(text)
    for name in ("source", "url", "language"):
        form.fields[name].set_pinned(True)
    for name in ("injured", "weapons"):
        form.fields[name].check()
    qtbot.waitUntil(lambda: panel.offer.offers)
    stops = both_ways(hands, panel)
    answers = [
        *form.text_field("injured").answers.buttons,
        *form.text_field("weapons").answers.buttons,
    ]
    assert len(answers) > 4
    assert all(button in stops for button in answers)
    passed = [form.fields[name].box for name in ("source", "url", "role")]
    assert not [box for box in passed if box in stops]
    # Up comes to each of them from the next.
    form.fields["source_kind"].box.setFocus()
    hands.press(Qt.Key.Key_Up)
    assert hands.focus is form.fields["source"].box


def test_desk_12_an_update_and_a_correction_both_ways(hands: Any, entering: MainWindow) -> None:
    entering.view.add_update(CODE)
    both_ways(hands, entering.view.entry)
    entering.view.entry.report.clear()
    entering.view.entry.close_panel()
    for code in (CODE, f"{CODE}/1", "STA-2022-08-07-01"):
        entering.view.edit(code)
        QApplication.processEvents()
        both_ways(hands, entering.view.editing)


def test_desk_12_the_question_before_saving_both_ways(hands: Any, entering: MainWindow) -> None:
    panel = entering.view.entry
    for name, text in {"when": "17.08.23", "where": "saltivskyi", "killed": "7"}.items():
        panel.report.fields[name].set_text(text)
    hands.save()
    assert panel.questions.is_open
    first = hands.focus
    forth = walked(hands, panel, Qt.Key.Key_Tab)
    forth[-1].setFocus()
    back = walked(hands, panel, Qt.Key.Key_Backtab)
    back = back[: back.index(first) + 1]
    assert back[::-1] == forth
    # Two answers and the reason, then what follows the fields.
    assert len(forth) >= 3
