"""What holds for the whole case, shown before it changes anything."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.gui.dialogs.case_dialog import CaseDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import history, rule_choice
from kharkiv_tracker.store.rule_choice import Review
from tests.cases import SAMPLE_TITLE


def answered(window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch, fill) -> None:
    window.open_path(sampled)
    monkeypatch.setattr(CaseDialog, "exec", lambda dialog: fill(dialog) or dialog.result())
    window.settle_case()


def test_another_rule_shows_what_it_would_change_and_then_does(
    window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: CaseDialog) -> None:
        assert not dialog.accepting.isEnabled()
        dialog.rule.setCurrentIndex(dialog.rule.findData(Rule.RANGE))
        expected = rule_choice.differences(window.session.case, Rule.RANGE)
        assert dialog.preview.model.rowCount() == len(expected)
        assert dialog.preview.model.index(0, 0).data() == expected[0].code
        assert "would change the figures" in dialog.preview.status.text()
        dialog.title.setText("Kharkiv, both years")
        dialog.second.setChecked(True)
        dialog.quiet.setText("14")
        dialog.accept()
        assert "It is kept in the history" in dialog._wrong.text()
        dialog.reason.setText("decided in the team")
        dialog.accept()

    answered(window, sampled, monkeypatch, fill)
    case = window.session.case
    assert (case.rule, case.title) == (Rule.RANGE, "Kharkiv, both years")
    assert rule_choice.review(case) == Review(True, 14)
    assert window.windowTitle().startswith("Kharkiv, both years")
    (last,) = {revision.edit for revision in history.revisions(case)[-3:]}
    assert last
    window.undo.undo()
    assert (case.rule, case.title) == (Rule.LATEST, SAMPLE_TITLE)


def test_an_answer_that_cannot_be_is_refused_in_the_dialog(
    window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: CaseDialog) -> None:
        dialog.quiet.setText("1")
        assert "day without an update" in {label.text() for label in dialog.findChildren(QLabel)}
        dialog.quiet.setText("")
        dialog.accept()
        assert "from 1 to" in dialog._wrong.text()
        dialog.title.setText(" ")
        dialog.accept()
        assert dialog._wrong.text() == "Enter a title for the case file."
        dialog.reject()

    answered(window, sampled, monkeypatch, fill)
    assert window.session.case.title == SAMPLE_TITLE
