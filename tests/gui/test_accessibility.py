"""A walk through every widget: named for screen readers, and never taking text for markup."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHeaderView,
    QLabel,
    QMenuBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.commands import key_sheet
from kharkiv_tracker.gui.commands.command_table import VIEWS
from kharkiv_tracker.gui.dialogs import new_case_dialog
from kharkiv_tracker.gui.window import MainWindow

EVIL = '<img src="file:///etc/hostname"> $\\frac{$ <b>& {braces} %s'


def walked(window: MainWindow, sampled: Path) -> Iterator[QWidget]:
    """Every widget of every view, with both forms of the entry panel."""
    yield from window.findChildren(QWidget)
    window.open_path(sampled)
    window.view.enter()
    window.view.entry.choose(1)
    window.view.entry.choose(0)
    yield from window.findChildren(QWidget)


def test_whatever_can_be_focused_has_a_name(window: MainWindow, sampled: Path) -> None:
    nameless = [
        widget
        for widget in walked(window, sampled)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, (QHeaderView, QScrollBar, QMenuBar))
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_no_label_takes_text_for_markup(window: MainWindow, sampled: Path) -> None:
    labels = [widget for widget in walked(window, sampled) if isinstance(widget, QLabel)]
    assert len(labels) > 20
    for label in labels:
        # Qt's own labels inside its widgets have no text of ours.
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text(), label.text()


def test_nothing_but_the_window_opens_as_a_window(window: MainWindow, sampled: Path) -> None:
    shown: list[QWidget] = []
    for _widget in walked(window, sampled):
        shown += [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert set(shown) == {window}


def test_evil_text_is_shown_as_it_is(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    form = window.view.entry.report
    typed = {"when": "17.08.2022", "where": f"saltivskyi, {EVIL}", "killed": "1", "quote": EVIL}
    form.restore({**typed, "speaker": EVIL, "source": EVIL})
    hands.save()
    assert window.view.incidents.model.index(0, 2).data() == EVIL
    window.view.entry.close_panel()
    shown = [label.text() for label in window.view.inspector.findChildren(QLabel)]
    assert any(EVIL in text for text in shown)


def test_rows_of_the_table_are_read_out_with_their_column(
    window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    model = window.view.incidents.model
    text = model.index(5, 4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Killed: 19"
    assert model.index(0, 4).data(Qt.ItemDataRole.DecorationRole) is None


def test_the_models_keep_qts_rules(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    for model in (window.view.incidents.model, window.view.statements.model):
        assert isinstance(model, QAbstractItemModel)
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        QAbstractItemModelTester(model, mode).deleteLater()


@pytest.mark.parametrize("size", [(960, 540), (1280, 800), (1920, 1080)])
def test_no_button_is_cut_off(
    qtbot: QtBot, window: MainWindow, sampled: Path, size: tuple[int, int]
) -> None:
    window.open_path(sampled)
    for language in ("en", "uk"):
        window.choose_language(language)
        window.resize(*size)
        qtbot.wait(10)
        assert window.size().toTuple() == size
        for number in range(len(VIEWS)):
            window.view.show_view(number)
            qtbot.wait(10)
            check_buttons(window)
        window.view.show_view(0)
        window.view.enter()
        qtbot.wait(10)
        check_buttons(window)
        window.view.entry.close_panel()
    window.choose_language("en")


def check_buttons(window: MainWindow) -> None:
    """Fail where a button is narrower than its text, or begins beyond the window."""
    for button in window.view.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            end = button.mapTo(window, button.rect().topRight())
            assert end.x() <= window.width(), button.text()


def test_the_sheet_names_every_key(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    sheet = key_sheet.key_sheet(window)
    named_keys = {
        key for _heading, keys in sheet for line, _what in keys for key in line.split(", ")
    }
    for action in window.findChildren(QAction):
        if keys := action.shortcut().toString():
            assert keys in named_keys
    for shortcut in window.findChildren(QShortcut):
        assert shortcut.key().toString().replace("Return", "Enter") in named_keys
    assert {f"Ctrl+{number}" for number in range(1, 7)} <= named_keys


def test_no_key_does_two_things(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    keys = [action.shortcut().toString() for action in window.findChildren(QAction)]
    keys = [key for key in keys if key]
    assert len(keys) == len(set(keys))
    for shortcut in window.findChildren(QShortcut):
        assert shortcut.key().toString() not in keys


def test_dialogs_name_their_fields(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    made = new_case_dialog.NewCaseDialog(window, tmp_path / "new.ktcase")
    qtbot.addWidget(made)
    for widget in made.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or widget.text()  # type: ignore[attr-defined]
