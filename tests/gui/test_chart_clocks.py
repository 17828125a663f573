"""What is written, copied and gone back to is what the clocks of the window show."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.sizes import SIZES
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.gui.charts import chart_export_dialog, view_dates
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store.case_file import CaseFile

NOON = parse_clock("2022-08-18T12:00")


def numbers(path: Path, view: View) -> str:
    with CaseFile.open(path) as case:
        return kinds.csv(case, "cumulative", view)


def test_files_and_clipboard_hold_what_was_known_then(
    qtbot: QtBot, window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    then, now = (numbers(sampled, view) for view in (View(as_known_on=NOON), View()))
    assert then != now
    window.session.set_view(dates=(NOON, None))
    messages: list[str] = []
    file = sampled.with_suffix(".csv")
    monkeypatch.setattr(
        chart_export_dialog, "ask", lambda _parent: (SIZES["screen"], ".csv", Profile.RESTRICTED)
    )
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args: file)
    monkeypatch.setattr(
        standard_dialogs,
        "offer_to_open",
        lambda _parent, said, _is_folder=False: bool(messages.append(said)),
    )
    target.run(named("export-chart"), window)
    qtbot.waitUntil(lambda: bool(messages), timeout=30000)
    assert file.read_text(encoding="utf-8") == then
    QApplication.clipboard().clear()
    target.run(named("copy-chart"), window)
    held = QApplication.clipboard()
    qtbot.waitUntil(lambda: bool(held.text()), timeout=30000)
    assert bytes(held.mimeData().data("text/csv").data()).decode() == then
    assert [line.split("\t") for line in held.text().splitlines()] == [
        line.split(",") for line in then.splitlines()
    ]


def test_a_record_gone_back_to_is_shown_again(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.view.show_view(1)
    session = window.session
    instant = datetime.now(UTC) - timedelta(days=1)
    view_dates.of(session).set_recorded_on(instant)
    qtbot.waitUntil(lambda: session.as_recorded_on == instant, timeout=30000)
    # Not on end: two moves of a clock in one go are one step.
    window.navigation._moved_at -= 10
    view_dates.of(session).show_latest()
    assert session.as_recorded_on is None
    session.recorded.clear()
    pane = window.view.charts.pane
    qtbot.keyClick(pane, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: session.as_recorded_on == instant, timeout=30000)
    window.navigation.back()
    assert session.as_recorded_on is None
