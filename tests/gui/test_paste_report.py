"""A pasted text is one document, and what is confirmed of it one edit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.paste import passage_worker
from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.proposal import PassageReading
from kharkiv_tracker.store import document_records, incidents, statements
from tests.gui.paste_readings import SEED_TEXT, seed_reading

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let a reading made by hand be what is read."""

    def reading(made: Callable[[str, Context], PassageReading]) -> None:
        monkeypatch.setattr(passage_worker, "read_passage", made)

    return reading


def paste(qtbot: QtBot, hands, window: MainWindow, path: Path, text: str) -> PasteDialog:
    """Paste a text by its key."""
    window.open_path(path)
    window.activateWindow()
    window.view.focus_view()
    QApplication.clipboard().setText(text)
    hands.press(Qt.Key.Key_V, CTRL_SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PasteDialog)
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or window))
    return dialog


def by_date(text: str, context: Context) -> PassageReading:
    day = context.reckoned_from
    return seed_reading(text, f"{day.day - 1}.{day:%m.%Y}", f"{day:%d.%m.%Y}")


def test_the_seed_is_confirmed_with_few_keys(
    qtbot: QtBot, hands, window: MainWindow, empty: Path, reads
) -> None:
    reads(by_date)
    dialog = paste(qtbot, hands, window, empty, SEED_TEXT)
    assert hands.focus is dialog.head.fields["published"].box
    hands.type("18.08.22")
    hands.press(Qt.Key.Key_Return)
    assert dialog.entries[0].value("when").text == "17.08.2022 night"
    for _turn in range(3):
        hands.press(Qt.Key.Key_Return)
    assert hands.focus is dialog.save_button
    hands.press(Qt.Key.Key_Return)
    assert hands.keystrokes <= 15
    case = window.session.case
    codes = incidents.codes(case, incidents.ids(case))
    assert sorted(codes) == ["KHT-2022-08-17-01", "KHT-2022-08-18-01"]
    (document,) = document_records.documents(case)
    assert document.text == SEED_TEXT
    (report,) = incidents.reports(case, "KHT-2022-08-18-01")
    assert report.document == document.code
    assert (str(report.count("killed")), str(report.count("injured"))) == ("1", "18")
    assert str(report.speaker) == "Oleh Syniehubov, Kharkiv OVA"
    assert "18 people" in report.quote
    (total,) = statements.statements(case)
    assert str(total.count("killed")) == ">1000"
    window.undo.undo()
    assert not incidents.ids(case)
    assert not list(statements.statements(case))
