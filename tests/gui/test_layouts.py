"""Figures are never cut, and what is on screen has room; `make layouts` opens everything."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.list_and_panel import ListAndPanel
from kharkiv_tracker.gui.short_text import shortened
from kharkiv_tracker.gui.window import MainWindow
from tests.layouts import flaws
from tests.layouts.screens import rest

pytestmark = pytest.mark.usefixtures("qapp")

_WORDS = st.sampled_from(
    ["killed", "~994+", "unknown", "7–9", "in", "16", "KHT-2022-08-17-01", "поранено", "1 021+"]
)
_SEPARATORS = st.sampled_from([" ", " · ", "; ", ": ", ", ", " (", " – "])
_TEXTS = st.lists(st.tuples(_WORDS, _SEPARATORS), min_size=1, max_size=8).map(
    lambda parts: "".join(word + mark for word, mark in parts[:-1]) + parts[-1][0]
)


@settings(max_examples=60, deadline=None)
@given(text=_TEXTS, width=st.integers(20, 500))
def test_desk_14_no_figure_is_cut(text: str, width: int) -> None:
    metrics = QFontMetrics(theme.font(theme.BASE))
    line = shortened(text, metrics, width)
    assert metrics.horizontalAdvance(line) <= max(width, metrics.horizontalAdvance("…"))
    if line == text:
        return
    start = line.removesuffix("…")
    assert line.endswith("…")
    assert text.startswith(start)
    # What the last word shown goes on with in the full text holds no digit, nor did it so far.
    goes_on = text[len(start) :]
    if start and not start[-1].isspace() and goes_on[:1].strip(" ,:;·(–\u00a0"):
        word = (start.split()[-1] + goes_on).split()[0]
        assert not any(sign.isdigit() for sign in word)


def test_desk_14_whole_clauses_are_dropped() -> None:
    metrics = QFontMetrics(theme.font(theme.BASE))
    text = "killed ~994+ · unknown in 16 · injured 1 038+"
    for gone, start in (("8+", "killed ~994+ · unknown in 16…"), (" in 16 · injured 1 038+", "")):
        width = metrics.horizontalAdvance(text.removesuffix(gone))
        assert shortened(text, metrics, width) == (start or "killed ~994+…")


def test_desk_14_a_label_says_the_rest_in_its_tooltip() -> None:
    label = widgets.Elided("Double strike: KHT-2022-08-17-02")
    label.resize(QFontMetrics(label.font()).horizontalAdvance("Double strike: KHT-2022-08"), 20)
    label.show()
    assert label.shown_text() == "Double strike…"
    assert "KHT-2022-08-17-02" in label.toolTip()


def test_desk_14_a_hint_says_the_rest_in_its_tooltip() -> None:
    line = QLineEdit()
    widgets.set_hint(line, "34, ~30, 5-7, 6 months, child")
    line.resize(130, 30)
    line.show()
    assert line.placeholderText().endswith("…")
    assert not list(flaws.of(line))
    assert "child" in line.toolTip()
    line.resize(600, 30)
    assert line.placeholderText() == "34, ~30, 5-7, 6 months, child"
    assert not line.toolTip()


def test_desk_15_a_row_breaks_into_lines() -> None:
    buttons = [widgets.button(f"Command number {n}", lambda: None) for n in range(4)]
    remark = widgets.Elided("A remark that fills what is left")
    row = widgets.holding(FlowRow(remark, *buttons, filler=remark))
    wide = sum(button.sizeHint().width() + 8 for button in buttons)
    row.resize(wide // 2 + 10, row.heightForWidth(wide // 2 + 10))
    row.show()
    rest(5)
    assert len({button.y() for button in buttons}) == 2
    assert not list(flaws.of(row))
    row.resize(wide + 300, row.heightForWidth(wide + 300))
    assert len({button.y() for button in buttons}) == 1
    assert remark.width() > 200


def test_desk_15_a_list_and_its_panel_take_turns(qtbot: QtBot) -> None:
    listed, field = QListWidget(), QLineEdit()
    panel = widgets.holding(widgets.column(field))
    both = ListAndPanel(listed, panel, 330, 300)
    qtbot.addWidget(both)
    both.resize(900, 300)
    both.show()
    assert listed.isVisible()
    assert panel.isVisible()
    both.resize(400, 300)
    assert listed.isVisible()
    assert not panel.isVisible()
    both.show_panel()
    assert not listed.isVisible()
    assert panel.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert listed.isVisible()
    assert not panel.isVisible()
    panel.hide()
    assert not both.findChildren(QPushButton)[0].isVisible()


@pytest.mark.parametrize(
    ("width", "height", "text_size", "language"),
    [(960, 540, 150, "uk"), (1280, 800, 100, "en")],
)
def test_desk_15_views_and_the_form_have_room(
    window: MainWindow, sampled: Path, width: int, height: int, text_size: int, language: str
) -> None:
    window.prefer(language=language, text_size=text_size)
    window.resize(width, height)
    window.open_path(sampled)
    view = window.view
    assert view is not None
    for number in (0, 3, 4, 5, 6):
        view.show_view(number)
        rest(10)
        assert not list(flaws.of(window)), f"view {number}"
    view.show_view(0)
    view.enter()
    rest(10)
    assert not list(flaws.of(window))
    assert view.entry.isVisible()
