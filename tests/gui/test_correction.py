"""A saved record is corrected in its form, as one edit with its reason, by keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import drafts, history, incidents

CODE = "KHT-2022-08-17-01"


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    window.view.open_incident(CODE)
    return window


def revisions(window: MainWindow) -> int:
    return history.count(window.session.case)


def test_f2_opens_the_incident_with_its_contents(hands, opened: MainWindow) -> None:
    hands.press(Qt.Key.Key_F2)
    panel = opened.view.editing
    assert opened.view.is_editing
    assert panel.code == CODE
    assert hands.focus is panel.form.fields["when"].box
    texts = panel.form.texts()
    assert texts["when"] == "17.08.2022 ~21:30"
    assert texts["where"] == "Saltivskyi, dormitory, Akhiiezeriv Street"
    assert panel.form.fields["killed"].isHidden()
    assert panel.form.fields["state"].isHidden()


def test_one_field_is_one_edit_with_its_reason(hands, opened: MainWindow) -> None:
    before = incidents.incident(opened.session.case, CODE)
    hands.press(Qt.Key.Key_F2)
    panel = opened.view.editing
    panel.form.fields["weapons"].box.setFocus()
    panel.form.fields["weapons"].box.selectAll()
    hands.type("bomb")
    panel.why.setFocus()
    hands.type("the crater was measured")
    hands.save()
    assert not opened.view.is_editing
    after = incidents.incident(opened.session.case, CODE)
    assert [weapon.value for weapon in after.weapons] == ["aerial bomb"]
    assert after.event == before.event
    last = history.last(opened.session.case)
    assert last.reason == "the crater was measured"
    assert set(last.changes) == {"weapons"}
    hands.ctrl(Qt.Key.Key_Z)
    assert incidents.incident(opened.session.case, CODE) == before


def test_nothing_changed_saves_nothing(hands, opened: MainWindow) -> None:
    count = revisions(opened)
    hands.press(Qt.Key.Key_F2)
    hands.save()
    assert not opened.view.is_editing
    hands.press(Qt.Key.Key_F2)
    # The same day in another notation is the same day.
    opened.view.editing.form.fields["when"].set_text("17 Aug 2022 ~21:30")
    hands.save()
    assert revisions(opened) == count


def test_what_is_wrong_is_said_at_the_field(hands, opened: MainWindow) -> None:
    count = revisions(opened)
    opened.view.edit(f"{CODE}/1")
    panel = opened.view.editing
    panel.form.fields["killed"].set_text("1 (3 men)")
    hands.save()
    assert panel.message == "Not saved. Correct the marked field."
    assert hands.focus is panel.form.fields["killed"].box
    assert revisions(opened) == count
    panel.form.fields["killed"].set_text("3 (3 men)")
    hands.save()
    assert not opened.view.is_editing
    assert str(incidents.reports(opened.session.case, CODE)[0].counts["killed.men"]) == "3"


def test_a_report_is_chosen_in_the_panel_and_all_it_says_stays(hands, opened: MainWindow) -> None:
    hands.press(Qt.Key.Key_F2)
    panel = opened.view.editing
    which = panel.which
    assert which.itemText(0) == "What happened"
    which.setCurrentIndex(2)
    which.activated.emit(2)
    assert panel.code == f"{CODE}/2"
    assert not panel.form.fields["killed"].isHidden()
    assert panel.form.fields["when"].isHidden()
    before = incidents.reports(opened.session.case, CODE)[1]
    panel.form.fields["quote"].set_text("said otherwise")
    hands.save()
    after = incidents.reports(opened.session.case, CODE)[1]
    assert after.quote == "said otherwise"
    assert (after.as_of, after.counts, after.speaker) == (
        before.as_of, before.counts, before.speaker,
    )  # fmt: skip


def test_an_official_total_has_its_form_too(hands, opened: MainWindow) -> None:
    opened.view.edit("STA-2022-08-07-01")
    panel = opened.view.editing
    assert panel.form is panel.statement
    assert panel.which.isHidden()
    panel.form.fields["quote"].set_text("in their words")
    hands.save()
    (revision,) = history.numbered(
        opened.session.case, history.numbers(opened.session.case, "STA-2022-08-07-01")[:1]
    )
    assert set(revision.changes) == {"quote"}


def test_escape_asks_before_what_is_typed_is_lost(
    hands, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.press(Qt.Key.Key_F2)
    panel = opened.view.editing
    panel.form.fields["summary"].set_text("x")
    answers = iter([False, True])
    monkeypatch.setattr(standard_dialogs, "confirm_discard", lambda _parent: next(answers))
    hands.press(Qt.Key.Key_Escape)
    assert opened.view.is_editing
    hands.press(Qt.Key.Key_Escape)
    assert not opened.view.is_editing
    assert not drafts.load_all(opened.session.case)


def test_a_correction_survives_a_restart(
    qtbot: QtBot, hands, opened: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.press(Qt.Key.Key_F2)
    opened.view.editing.form.fields["summary"].set_text("an unfinished sentence")
    opened.view.editing.why.setText("why")
    opened.close_case()
    asked: list[str] = []

    def ask(_parent: object, _time: str, told: str) -> str:
        asked.append(told)
        return "restore"

    monkeypatch.setattr(standard_dialogs, "ask_draft", ask)
    opened.open_path(sampled)
    qtbot.waitUntil(lambda: opened.view.is_editing)
    assert asked[0].startswith(CODE)
    panel = opened.view.editing
    assert panel.form.fields["summary"].text() == "an unfinished sentence"
    assert panel.why.text() == "why"
    assert panel.form.fields["when"].text() == "17.08.2022 ~21:30"
    hands.save()
    assert incidents.incident(opened.session.case, CODE).summary == "an unfinished sentence"
    assert not drafts.load_all(opened.session.case)


def test_another_language_carries_the_correction_over(
    qtbot: QtBot, hands, opened: MainWindow
) -> None:
    hands.press(Qt.Key.Key_F2)
    opened.view.editing.form.fields["summary"].set_text("half a sentence")
    opened.choose_language("uk")
    assert opened.view.is_editing
    assert set(opened.view.editing.changed()) == {"summary"}
    opened.choose_language("en")
    assert set(opened.view.editing.changed()) == {"summary"}
    # The views that were given up are gone before anything is saved.
    qtbot.wait(10)
    hands.save()


def test_a_change_meanwhile_stays_as_it_was_made(hands, opened: MainWindow) -> None:
    from kharkiv_tracker.domain.incident import Grade

    hands.press(Qt.Key.Key_F2)
    opened.view.editing.form.fields["summary"].set_text("mine")
    opened.view.edits.set_grade(CODE, Grade.WEAK)
    hands.save()
    told = incidents.incident(opened.session.case, CODE)
    assert (told.summary, told.grade) == ("mine", Grade.WEAK)


def test_a_case_for_reading_only_is_not_edited(hands, opened: MainWindow) -> None:
    opened.session.case.read_only = True
    hands.press(Qt.Key.Key_F2)
    assert not opened.view.is_editing
