"""What spares typing: pins, completion, fields that fill each other; and what warns quietly."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents, statements


def at(window: MainWindow, name: str):
    field = window.view.entry.form.fields[name]
    field.box.setFocus()
    return field


def test_a_pinned_field_keeps_its_value_and_is_passed_over(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7")
    source = at(window, "source")
    hands.type("Suspilne")
    hands.alt(Qt.Key.Key_P)
    assert source.pinned
    assert "pinned" in source.box.accessibleDescription()
    at(window, "quote")
    hands.save()
    panel = window.view.entry
    assert source.text() == "Suspilne"
    assert panel.report.is_blank()
    hands.save()
    assert len(incidents.ids(window.session.case)) == 1
    at(window, "places_hit")
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is panel.report.fields["source_kind"].box
    hands.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert hands.focus is panel.report.fields["places_hit"].box
    hands.press(Qt.Key.Key_Tab)
    # Up comes to whatever Tab passes over.
    hands.press(Qt.Key.Key_Up)
    assert hands.focus is source.box
    hands.alt(Qt.Key.Key_P)
    assert not source.pinned


def test_names_complete_themselves_and_tab_takes_them(
    hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    speaker = at(window, "speaker")
    hands.type("syn")
    assert speaker.box.proposal == "Oleh Syniehubov"
    assert "Tab: Oleh Syniehubov" in speaker.box.accessibleDescription()
    hands.press(Qt.Key.Key_Tab)
    fields = window.view.entry.report.fields
    assert speaker.text() == "Oleh Syniehubov"
    assert fields["office"].text() == "Kharkiv regional military administration"
    # The office came by itself: Tab went past it.
    assert hands.focus is fields["as_of"].box


def test_a_district_completes_itself_and_a_town_stays_what_it_is(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    where = at(window, "where")
    hands.type("slo, nov")
    assert where.text() == "Slobidskyi, nov"
    assert where.box.proposal == ""
    where.set_text("")
    hands.type("Izium, market")
    assert where.text() == "Izium, market"
    assert where.box.accessibleDescription() == "Iziumskyi raion · Izium, market"


def test_escape_refuses_a_completion_and_what_is_typed_stays(
    hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    speaker = at(window, "speaker")
    hands.type("Ty")
    assert speaker.box.proposal == "Tymoshko"
    hands.press(Qt.Key.Key_Escape)
    assert window.view.is_entering
    hands.press(Qt.Key.Key_Tab)
    assert speaker.text() == "Ty"


def test_a_source_brings_its_kind_and_an_office_its_speaker(
    hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    fields = window.view.entry.report.fields
    at(window, "source")
    hands.fill("censor", "")
    assert fields["source"].text() == "censor.net; sq.com.ua"
    assert fields["source_kind"].text() == "media"
    at(window, "office")
    hands.fill("Mayor of", "")
    assert fields["speaker"].text() == "Ihor Terekhov"
    # What was typed by hand is left alone, what was filled in goes with its reason.
    at(window, "source")
    fields["source"].set_text("")
    hands.type("An unknown paper")
    assert fields["source_kind"].text() == ""


def test_the_rarer_fields_are_saved_and_stay_open(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7", "16", "shahed", "resid")
    hands.alt(Qt.Key.Key_M)
    hands.fill("20", "3", "4", "2+", "", "3, 5", "fair", "ready", "A summary.")
    hands.press(Qt.Key.Key_Tab)
    hands.fill("In a queue.", "2+")
    for _tick in ("cluster munition", "debris"):
        hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Tab)
    hands.fill("Russian armed forces", "Prosecutor", "denied")
    hands.press(Qt.Key.Key_Tab)
    hands.fill("https://archive.example/1", "uk", "official")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.quote_office(window.view.entry)
    hands.save()
    assert window.view.entry.message == "Saved as KHT-2022-08-17-01."
    case = window.session.case
    incident = incidents.incident(case, "KHT-2022-08-17-01")
    (report,) = incidents.reports(case, "KHT-2022-08-17-01")
    assert [one.value for one in incident.places_hit] == ["residential"]
    assert (incident.grade.value, incident.state.value) == ("Fair", "Ready for review")
    assert incident.cluster
    assert report.confidential
    assert incident.debris
    assert (incident.summary, incident.circumstances) == ("A summary.", "In a queue.")
    assert str(incident.strikes) == "2+"
    assert (incident.responsible, incident.responsible_by) == ("Russian armed forces", "Prosecutor")
    assert incident.responsible_answer.value == "denied"
    assert {name: str(count) for name, count in report.combatants.items()} == {
        "killed": "3", "injured": "5",
    }  # fmt: skip
    assert (str(report.counts["missing"]), str(report.counts["rescued"])) == ("4", "2+")
    assert (report.archive_url, report.language) == ("https://archive.example/1", "uk")
    window.open_path(empty)
    assert window.view.entry.report.shows_more


def test_a_death_in_hospital_is_told_as_a_transfer(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.view.add_update("KHT-2022-08-18-01")
    panel = window.view.entry
    at(window, "as_of")
    hands.fill("25.08")
    panel.report.show_more(True)
    at(window, "transfer")
    hands.type("1")
    told = "killed 6 → 7, injured 22 → 21"
    qtbot.waitUntil(lambda: panel.offer.change == told)
    hands.save()
    assert panel.message == "Saved as KHT-2022-08-18-01."


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("killed", "5", "Lower than the 6 reported before."),
        ("killed", "70", "More than ten times the 6 reported before."),
        ("injured", "20", "Lower than the 22 reported before."),
        ("killed", "7 (2 children)", "More children than the 1 reported before."),
        ("as_of", "16.08.22", "This is before the strike."),
        ("as_of", "{in_two_days}", "That time is in the future."),
    ],
)
def test_what_looks_odd_is_said_and_not_refused(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path, name: str, text: str, says: str
) -> None:
    window.open_path(sampled)
    window.view.add_update("KHT-2022-08-18-01")
    field = at(window, name)
    in_two_days = datetime.now(zone()).date() + timedelta(days=2)
    hands.type(text.format(in_two_days=f"{in_two_days:%d.%m.%Y}"))
    qtbot.waitUntil(lambda: says in field.box.accessibleDescription())
    assert not field.box.property("wrong")
    if name == "as_of":
        at(window, "killed")
        hands.type("6")
    hands.quote_office(window.view.entry)
    hands.save()
    if name == "as_of":
        # A time that cannot be is asked about once.
        hands.type("2")
    assert window.view.entry.message == "Saved as KHT-2022-08-18-01."


def test_a_strike_of_tomorrow_is_odd(qtbot: QtBot, hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    tomorrow = datetime.now(zone()).date() + timedelta(days=1)
    hands.fill(tomorrow.strftime("%d.%m.%Y"), "saltivskyi", "1")
    when = window.view.entry.report.fields["when"]
    qtbot.waitUntil(lambda: "in the future" in when.box.accessibleDescription())
    hands.quote_office(window.view.entry)
    hands.save()
    hands.type("2")
    assert len(incidents.ids(window.session.case)) == 1


def test_a_statement_whose_children_fall_is_odd(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.alt(Qt.Key.Key_T)
    hands.fill("kharkiv oblast", "24.02.22", "01.06.24", ">2900 (70 children)")
    killed = window.view.entry.statement.fields["killed"]
    says = "Fewer children than the 82 reported before."
    qtbot.waitUntil(lambda: says in killed.box.accessibleDescription())
    hands.save()
    assert len(statements.statements(window.session.case)) == 7
