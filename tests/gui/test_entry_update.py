"""An update is recognised while it is typed, shown with the difference it makes, and taken."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.entry import update_matches
from kharkiv_tracker.gui.entry.forms import OF_INCIDENT
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents


def offered(qtbot: QtBot, window: MainWindow) -> tuple[str, ...]:
    panel = window.view.entry
    qtbot.waitUntil(lambda: panel.offer.offers)
    return panel.offer.codes


def test_the_difference_is_told_before_it_is_made(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("18.08.22", "slobidskyi", "7")
    assert offered(qtbot, window)[0] == "KHT-2022-08-18-01"
    panel = window.view.entry
    panel.report.fields["as_of"].box.setFocus()
    hands.fill("25.08")
    # Nobody is quoted: an unofficial number only widens an official one.
    told = "killed 6 → 6–7, injured 22 unchanged"
    qtbot.waitUntil(lambda: panel.offer.differences()[:1] == [told])
    hands.alt(Qt.Key.Key_U)
    assert panel.offer.change == told
    hands.save()
    assert incidents.figures(window.session.case, "KHT-2022-08-18-01")["killed"].high == 7


def test_fields_of_the_incident_fold_away_and_come_back(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("18.08.22", "slobidskyi", "7")
    offered(qtbot, window)
    hands.press(Qt.Key.Key_Return)
    fields = window.view.entry.report.fields
    hidden = {name for name, field in fields.items() if field.isHidden()}
    of_document = {"url", "words", "document_text", "document_title", "document_kind"}
    assert hidden == {*OF_INCIDENT, *of_document}
    assert hands.focus is fields["killed"].box
    hands.alt(Qt.Key.Key_I)
    assert fields["where"].text() == "slobidskyi"
    assert {name for name, field in fields.items() if field.isHidden()} == of_document


def test_several_are_offered_and_one_is_taken_by_number_or_arrow(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    panel = window.view.entry
    hands.start(window)
    hands.fill("25.05.24", "kharkiv city, centre")
    codes = offered(qtbot, window)
    assert set(codes) == {"KHT-2024-05-25-01", "KHT-2024-05-25-02"}
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    rows = [one for one in panel.offer.findChildren(QAbstractButton) if one.hasFocus()]
    assert codes[1] in rows[0].accessibleName()
    hands.press(Qt.Key.Key_Return)
    assert panel.update_target.code == codes[1]
    hands.alt(Qt.Key.Key_I)
    # The one refused is offered no more, the other still may be meant.
    assert panel.offer.codes == codes[:1]
    hands.press(Qt.Key.Key_Escape)
    assert not panel.offer.offers


def test_an_offer_is_of_the_case_as_it_is_now(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("18.08.22", "slobidskyi", "7")
    code = offered(qtbot, window)[0]
    target = window.view.entry.update_target
    before = target.offers[0][0]
    reports = [{"as_of": "2022-09-01", "killed": "30", "speaker": "Mayor"}]
    told = {"code": code, "reports": reports}
    window.session.record(entry_json.read({"incidents": [told]}, gazetteer.load()), "add")
    target.update()
    now = next(match for match, _change in target.offers if match.code == code)
    due = update_matches.by_code(window.session.case, code, gazetteer.load())
    assert before.figures["killed"] != now.figures["killed"] == due.figures["killed"]


def test_a_change_of_the_case_changes_the_difference(
    hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    code = "KHT-2022-08-18-01"
    window.view.add_update(code)
    told = {"code": code, "reports": [{"as_of": "2022-09-01", "killed": "8"}]}
    entries = entry_json.read({"incidents": [told]}, gazetteer.load())
    window.session.record(entries, "add")
    assert window.view.entry.offer.change == "killed 6–8 unchanged, injured 22 unchanged"
    hands.fill("9")
    hands.quote_office(window.view.entry)
    hands.save()
    assert window.view.entry.message == f"Saved as {code}."


def test_alt_2_takes_the_second(qtbot: QtBot, hands, window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("25.05.24", "kharkiv city")
    codes = offered(qtbot, window)
    hands.alt(Qt.Key.Key_2)
    assert window.view.entry.update_target.code == codes[1]


def test_escape_puts_the_offer_off_until_the_report_is_saved(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("18.08.22", "slobidskyi")
    offered(qtbot, window)
    hands.press(Qt.Key.Key_Escape)
    panel = window.view.entry
    assert window.view.is_entering
    assert not panel.offer.offers
    hands.fill(", tram depot", "3")
    qtbot.wait(200)
    assert not panel.offer.offers
    hands.quote_office(window.view.entry)
    hands.save()
    assert "The same incident?" in panel.questions.text
    hands.type("2")
    assert panel.message == "Saved as KHT-2022-08-18-02."


def test_the_same_link_is_the_surest_sign(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    url = "https://example.org/news/1"
    report = {"killed": "7", "source": "Example", "url": url}
    update = {"incidents": [{"code": "KHT-2025-08-18-01", "reports": [report]}]}
    window.session.record(entry_json.read(update, gazetteer.load()), "add")
    hands.start(window)
    fields = window.view.entry.report.fields
    fields["document"].box.setFocus()
    hands.paste(url)
    assert offered(qtbot, window) == ("KHT-2025-08-18-01",)
    assert fields["source"].text() == "Example"


def test_a_code_typed_in_place_of_the_day_is_that_incident(
    hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("kht-2022-08-18-01", "")
    panel = window.view.entry
    assert panel.update_target.code == "KHT-2022-08-18-01"
    assert hands.focus is panel.report.fields["killed"].box


@pytest.mark.parametrize("way", ["enter", "number", "alt", "arrows"])
def test_an_ambiguous_district_is_chosen_by_keyboard(
    hands, window: MainWindow, empty: Path, way: str
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "Saltivka")
    form = window.view.entry.report
    answers = form.text_field("where").answers
    districts = [answer.words for answer in answers.question.candidates]
    assert districts == ["Saltivskyi", "Kyivskyi", "Nemyshlianskyi"]
    match way:
        case "enter":
            hands.press(Qt.Key.Key_Return)
        case "number":
            hands.press(Qt.Key.Key_Tab)
            hands.type("2")
        case "alt":
            hands.alt(Qt.Key.Key_3)
        case "arrows":
            hands.press(Qt.Key.Key_Down)
            hands.press(Qt.Key.Key_Down)
            hands.press(Qt.Key.Key_Return)
    district = {"enter": "Saltivskyi", "alt": "Nemyshlianskyi"}.get(way, "Kyivskyi")
    assert form.fields["where"].text() == f"{district}, Saltivka"
    assert hands.focus is form.fields["where"].box
    assert not answers.isVisible()
    hands.press(Qt.Key.Key_Tab)
    hands.fill("3")
    hands.quote_office(window.view.entry)
    hands.save()
    (row,) = incidents.rows(window.session.case, incidents.ids(window.session.case))
    assert row.place == "Saltivka"
