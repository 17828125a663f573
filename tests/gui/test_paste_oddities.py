"""Pasted texts and moments that are odd: nothing breaks, and nothing is recorded unasked."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kharkiv_tracker.store import document_records, incidents
from tests.cases import empty_case

TEXT = "24 травня 2024 року о 12:30 у Салтівському районі Харкова загинуло двоє людей, {}."


@pytest.mark.parametrize("odd", ["\0", "\ud83d", "\u202eп’ятеро", "🔥", "\ufffe", "\x1b[31m"])
def test_odd_signs_are_saved_with_the_words_that_a_report_stands_on(pasted, odd) -> None:
    case = empty_case()
    dialog = pasted(case, TEXT.format(odd + " поранено 5 осіб"))
    dialog.finish_all()
    assert dialog.recorded is not None, dialog.message.text()
    (document,) = document_records.documents(case)
    (code,) = incidents.codes(case, incidents.ids(case))
    (report,) = incidents.reports(case, code)
    assert "загинуло двоє людей" in report.quote
    assert all(piece in document.text for piece in report.quote.split(" … "))


def test_a_text_longer_than_any_report_is_refused_in_its_place(qtbot: QtBot, pasted) -> None:
    dialog = pasted(empty_case(), "Загинуло двоє людей. " * 12_000)
    qtbot.waitUntil(lambda: "200" in dialog.message.text(), timeout=3000)
    assert not dialog.entries
