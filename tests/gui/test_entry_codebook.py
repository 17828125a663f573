"""The codebook stands beside the field in hand, when it is asked for, and what it says is true."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker import codebook, gazetteer
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.gui.entry.forms import ReportForm, StatementForm
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.i18n import LANGUAGES, speaking


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_the_forms_has_an_entry(qtbot: QtBot, language: str) -> None:
    reader = Reader(gazetteer.load())
    with speaking(language):
        for form in (ReportForm(reader), StatementForm(reader)):
            qtbot.addWidget(form)
            for name in form.fields:
                found = codebook.of(f"{form.name}.{name}")
                assert found is not None, name
                assert found.counts


def test_it_is_hidden_until_it_is_asked_for_and_remembered(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    panel = window.view.entry
    assert panel.guidance.text == ""
    hands.press(Qt.Key.Key_F1)
    assert panel.guidance.text.startswith("Document\n")
    hands.press(Qt.Key.Key_Tab)
    assert panel.guidance.text.startswith("When\nThe date, and the time if known")
    assert hands.focus is panel.report.fields["when"].box
    hands.press(Qt.Key.Key_Tab)
    assert panel.guidance.text.startswith("Where\n")
    hands.alt(Qt.Key.Key_T)
    panel.statement.fields["killed"].box.setFocus()
    assert panel.guidance.text.startswith("Killed, official total\n")
    other = MainWindow()
    other.open_path(empty)
    other.view.entry.guidance.show_entry("report.quote")
    assert other.view.entry.guidance.text.startswith("Quote\n")
    other.close()
    panel.guidance.button.click()
    assert panel.guidance.text == ""


def test_an_offer_goes_before_it(qtbot: QtBot, hands, window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    hands.start(window)
    panel = window.view.entry
    hands.press(Qt.Key.Key_F1)
    hands.fill("18.08.22", "slobidskyi", "7")
    qtbot.waitUntil(lambda: panel.offer.offers)
    assert panel.guidance.text == ""
    hands.press(Qt.Key.Key_F1)
    assert panel.guidance.text.startswith("Killed\n")
    hands.press(Qt.Key.Key_Escape)
    assert panel.guidance.text
    hands.press(Qt.Key.Key_F1)
    assert panel.guidance.text == ""


def test_the_chosen_grade_says_what_it_means(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.alt(Qt.Key.Key_M)
    field = window.view.entry.report.text_field("grade")
    field.box.setFocus()
    hands.type("fair")
    assert field.box.accessibleDescription() == f"Fair. {codebook.definition(Grade.FAIR)}"
    field.set_text("w")
    assert field.box.accessibleDescription() == f"Weak. {codebook.definition(Grade.WEAK)}"


def test_it_stands_beside_a_saved_record_that_is_corrected_too(
    hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.view.edit("KHT-2022-08-18-01")
    panel = window.view.editing
    panel.form.text_field("where").box.setFocus()
    hands.press(Qt.Key.Key_F1)
    assert panel.guidance.text.startswith("Where\n")
    window.view.enter()
    assert window.view.entry.guidance.text.startswith("Document\n")
