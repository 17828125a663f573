"""The kind of a report in the form: gone past, suggested, and asked for after a large fall."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents

CODE = "KHT-2022-08-17-01"


@pytest.fixture
def updating(window: MainWindow, sampled: Path) -> MainWindow:
    """An update of the strike with 19 killed is begun."""
    window.open_path(sampled)
    window.show()
    window.view.add_update(CODE)
    return window


def last_role(window: MainWindow) -> tuple[int, Role]:
    reports = incidents.reports(window.session.case, CODE)
    newest = max(reports, key=lambda report: report.number)
    return newest.number, newest.role


def test_tab_goes_past_it_and_up_and_alt_k_come_to_it(
    hands: Any, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    form = window.view.entry.report
    hands.fill("17.08.22", "saltivskyi", "7", "16")
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is form.fields["weapons"].box
    hands.press(Qt.Key.Key_Backtab)
    assert hands.focus is form.fields["injured"].box
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Up)
    assert hands.focus is form.fields["role"].box
    form.fields["when"].box.setFocus()
    hands.alt(Qt.Key.Key_K)
    assert hands.focus is form.fields["role"].box
    hands.type("замінює")
    hands.quote_office(window.view.entry)
    hands.save()
    (report,) = incidents.reports(window.session.case, CODE)
    assert (report.role, report.authority) == (Role.SETTLING, None)


def test_what_is_suggested_is_set_by_one_key_and_by_nothing_else(
    qtbot: QtBot, hands: Any, updating: MainWindow
) -> None:
    panel = updating.view.entry
    form = panel.report
    form.fields["killed"].set_text("19")
    form.fields["office"].set_text("Hospital No. 4")
    qtbot.waitUntil(lambda: "part only" in form.role_prompt.suggestion)
    form.fields["quote"].set_text("The search is completed.")
    qtbot.waitUntil(lambda: "search is completed" in form.role_prompt.suggestion)
    assert form.fields["role"].text() == ""
    hands.alt(Qt.Key.Key_K)
    assert form.fields["role"].text() == "replaces earlier"
    qtbot.waitUntil(lambda: not form.role_prompt.suggestion)
    form.fields["authority"].set_text("unofficial")
    before = last_role(updating)[0]
    hands.save()
    assert last_role(updating) == (before + 1, Role.SETTLING)
    newest = max(incidents.reports(updating.session.case, CODE), key=lambda one: one.number)
    assert newest.authority is Authority.UNOFFICIAL


@pytest.mark.parametrize(
    ("key", "role"),
    [
        (Qt.Key.Key_1, Role.SETTLING),
        (Qt.Key.Key_2, Role.PARTIAL),
        (Qt.Key.Key_3, Role.RETOLD),
        (Qt.Key.Key_4, Role.UPDATE),
        (Qt.Key.Key_Return, Role.SETTLING),
    ],
)
def test_a_large_fall_is_asked_about_before_it_is_saved(
    hands: Any, updating: MainWindow, key: Qt.Key, role: Role
) -> None:
    panel = updating.view.entry
    before = last_role(updating)[0]
    panel.report.fields["killed"].set_text("7")
    panel.report.fields["office"].set_text("Kharkiv OVA")
    panel.report.fields["as_of"].set_text("25.08.2022")
    for _time in range(2):
        hands.save()
        assert "Killed: 7, previously 19. Which kind of report is it?" in panel.questions.text
        assert last_role(updating)[0] == before
    hands.press(key)
    assert not panel.questions.is_open
    assert last_role(updating) == (before + 1, role)


def test_each_answer_is_in_sight_when_the_arrows_come_to_it(
    qtbot: QtBot, hands: Any, updating: MainWindow
) -> None:
    updating.resize(960, 540)
    panel = updating.view.entry
    panel.report.fields["killed"].set_text("7")
    hands.save()
    for _step in range(3):
        hands.press(Qt.Key.Key_Down)
    area = panel._scroll.viewport()

    def is_in_sight() -> bool:
        top = hands.focus.mapTo(area, hands.focus.rect().topLeft()).y()
        return top >= 0 and top + hands.focus.height() <= area.height()

    assert "an ordinary update" in hands.focus.label
    qtbot.waitUntil(is_in_sight)


def test_escape_leaves_the_question_and_a_corrected_number_is_not_asked_about(
    hands: Any, updating: MainWindow
) -> None:
    panel = updating.view.entry
    before = last_role(updating)[0]
    panel.report.fields["killed"].set_text("7")
    hands.quote_office(panel)
    hands.save()
    assert panel.questions.is_open
    hands.press(Qt.Key.Key_Escape)
    assert not panel.questions.is_open
    assert panel.isVisible()
    assert panel.report.fields["killed"].text() == "7"
    panel.report.fields["killed"].set_text("17")
    hands.save()
    assert last_role(updating) == (before + 1, Role.UPDATE)


def test_no_other_entry_is_asked_about(hands: Any, updating: MainWindow) -> None:
    panel = updating.view.entry
    before = last_role(updating)[0]
    for typed, role in (("7+", ""), ("7", "part only"), ("", "look-back")):
        updating.view.add_update(CODE)
        panel.report.fields["killed"].set_text(typed)
        panel.report.fields["injured"].set_text("20")
        panel.report.fields["role"].set_text(role)
        hands.quote_office(panel)
        hands.save()
        before += 1
        assert last_role(updating)[0] == before, panel.message
