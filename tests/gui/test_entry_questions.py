"""What a typed text leaves open is asked below its field, and at the latest before it is saved."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.gui.correction.panel import EditPanel
from kharkiv_tracker.gui.entry.answer_button import AnswerButton
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.forms import ReportForm
from kharkiv_tracker.gui.entry.panel import EntryPanel
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import incidents, person_records, statements
from tests.cases import empty_case, sample_case

PLACES = gazetteer.load()
#: A strike with 19 killed and 20 injured.
CODE = "KHT-2022-08-17-01"
MEN = "16 (5 чоловік)"
#: Left open are the weapon, then the five.
OPEN = {"when": "17.08.22", "where": "saltivskyi", "injured": MEN, "weapons": "drone"}

Opened = Callable[[Any], Any]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """Shows a panel and gives it the keyboard."""
    shown: list[QWidget] = []

    def show(panel: Any) -> Any:
        shown.append(panel)
        panel.resize(480, 900)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        panel.begin()
        return panel

    yield show
    for panel in shown:
        panel._session.case.close()
        panel.deleteLater()


@pytest.fixture
def panel(opened: Opened) -> EntryPanel:
    """The entry panel of an empty case."""
    return opened(EntryPanel(Session(empty_case(), "tester"), PLACES, lambda: True))


@pytest.fixture
def updating(opened: Opened) -> EntryPanel:
    """An update of the strike is begun."""
    made = opened(EntryPanel(Session(sample_case(), "tester"), PLACES, lambda: True))
    made.add_to(CODE)
    return made


@pytest.fixture
def editing(opened: Opened) -> EditPanel:
    return opened(EditPanel(Session(sample_case(), "tester"), PLACES, lambda: True))


def fill(panel: EntryPanel | EditPanel, **texts: str) -> None:
    for name, text in texts.items():
        panel.form.fields[name].set_text(text)


def field(panel: EntryPanel | EditPanel, name: str) -> Field:
    return panel.form.text_field(name)


def last(panel: EntryPanel) -> Report:
    """The newest report of the newest incident."""
    case = panel._session.case
    code = incidents.rows(case, incidents.ids(case))[-1].code
    return max(incidents.reports(case, code), key=lambda report: report.number)


def counts(report: Report) -> dict[str, str]:
    return {name: str(count) for name, count in report.counts.items()}


def ages(panel: EntryPanel) -> list[tuple[str, int]]:
    """Of each person of the strike the age, and the number of the report that tells of them."""
    case = panel._session.case
    numbers = {report.uid: report.number for report in incidents.reports(case, CODE)}
    people = person_records.of(case, CODE)
    return [(str(person.age), numbers[person.report]) for person in people]


def test_it_is_asked_when_the_typing_rests_and_never_while_it_goes_on(
    qtbot: QtBot, hands: Any, panel: EntryPanel
) -> None:
    fill(panel, when="17.08.22", where="saltivskyi")
    injured = field(panel, "injured")
    injured.box.setFocus()
    hands.type(MEN)
    assert injured.question
    assert injured.answers.isHidden()
    assert injured.box.accessibleDescription() == ""
    qtbot.waitUntil(injured.answers.isVisible)
    assert hands.focus is injured.box
    assert injured.box.accessibleDescription() == "Men only, or people of both sexes?  Alt+1…3"
    assert not injured.box.property("wrong")
    hands.type(" and")
    assert injured.text() == f"{MEN} and"
    assert injured.answers.isHidden()


def test_the_last_answer_is_that_it_is_not_said(panel: EntryPanel) -> None:
    fill(panel, **{**OPEN, "where": "Saltivka"}, office="Prosecutor", as_of="18.08 о 9")
    asked = panel.form.open_questions
    assert [each.name for each in asked] == ["where", "injured", "weapons", "office", "as_of"]
    for each in asked:
        each.check()
        *_others, unsaid = each.answers.buttons
        assert unsaid.accessibleName().startswith("not stated"), each.name
        assert unsaid.label.startswith(str(len(each.answers.buttons))), each.name


@pytest.mark.parametrize("number", [1, 3])
def test_alt_and_a_digit_answers_with_a_text_that_asks_nothing(
    hands: Any, panel: EntryPanel, number: int
) -> None:
    fill(panel, **OPEN)
    injured = field(panel, "injured")
    injured.box.setFocus()
    injured.check()
    hands.alt(Qt.Key(Qt.Key.Key_0 + number))
    assert injured.text() == {1: "16 (5 men)", 3: "16"}[number]
    assert injured.question is None
    assert injured.answers.isHidden()
    assert hands.focus is injured.box
    hands.type("+")
    assert injured.text().endswith("+")
    # The other question stays.
    assert [each.name for each in panel.form.open_questions] == ["weapons"]


def test_enter_takes_the_first_that_is_seen_and_the_arrows_come_to_the_others(
    hands: Any, panel: EntryPanel
) -> None:
    weapons = field(panel, "weapons")
    weapons.box.setFocus()
    hands.type("rocket")
    hands.press(Qt.Key.Key_Return)
    # Asked for sooner, it has not been answered unseen.
    assert weapons.text() == "rocket"
    assert weapons.answers.isVisible()
    hands.press(Qt.Key.Key_Return)
    assert weapons.text() == "multiple-launch rocket system"
    weapons.set_text("rocket")
    weapons.check()
    for _step in range(2):
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert weapons.text() == "missile"


def test_all_that_is_open_is_asked_in_one_panel_and_the_last_answer_saves(
    hands: Any, panel: EntryPanel
) -> None:
    fill(panel, **OPEN)
    field(panel, "weapons").box.setFocus()
    hands.quote_office(panel)
    hands.save()
    assert panel.message == "Not saved yet: 2 questions unanswered."
    assert panel.questions.text == (
        f"Injured: {MEN}\nMen only, or people of both sexes?\nWeapon: drone\nWhich weapon?"
    )
    assert not panel.form.isVisible()
    hands.type("7")
    assert panel.questions.text.startswith("Injured")
    hands.type("1")
    assert panel.questions.text.startswith("Weapon:")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert panel.message == f"Saved as {CODE}."
    assert panel.form.isVisible()
    assert not panel.questions.is_open
    assert hands.focus is panel.form.fields["document"].box
    assert counts(last(panel)) == {"injured": "16", "injured.men": "5"}
    incident = incidents.incident(panel._session.case, CODE)
    assert [weapon.value for weapon in incident.weapons] == ["short-range drone"]


def test_escape_goes_back_to_the_field_and_keeps_all_that_was_typed(
    hands: Any, panel: EntryPanel
) -> None:
    fill(panel, **OPEN)
    field(panel, "weapons").box.setFocus()
    hands.save()
    hands.press(Qt.Key.Key_Escape)
    assert not panel.questions.is_open
    assert panel.form.isVisible()
    assert hands.focus is field(panel, "weapons").box
    assert {name: panel.form.fields[name].text() for name in OPEN} == OPEN
    assert panel.message == ""
    assert incidents.ids(panel._session.case) == []
    # What was answered stays answered.
    hands.save()
    hands.type("3")
    hands.press(Qt.Key.Key_Escape)
    assert field(panel, "injured").text() == "16"
    assert field(panel, "weapons").text() == "drone"


def test_a_command_of_the_fields_goes_back_to_them(hands: Any, panel: EntryPanel) -> None:
    fill(panel, **OPEN)
    hands.save()
    hands.alt(Qt.Key.Key_1)
    assert field(panel, "injured").text() == "16 (5 men)"
    hands.alt(Qt.Key.Key_T)
    assert panel.form is panel.statement
    assert panel.statement.isVisible()
    assert hands.focus is panel.statement.fields["document"].box
    hands.alt(Qt.Key.Key_T)
    hands.save()
    panel.close_panel()
    panel.begin()
    assert panel.report.isVisible()
    assert panel.is_blank


def test_an_official_total_is_asked_about_too(hands: Any, panel: EntryPanel) -> None:
    panel.choose(1)
    fill(panel, area="Kharkiv", since="24.02.22", as_of="18.08.22", killed=MEN)
    hands.save()
    titles = panel.questions.text.split("\n")[::2]
    assert titles == [f"Killed: {MEN}"], panel.message
    hands.type("3")
    (total,) = statements.statements(panel._session.case)
    assert {name: str(count) for name, count in total.counts.items()} == {"killed": "16"}


def test_readings_are_asked_first_then_the_incident_then_the_kind_of_report(
    hands: Any, opened: Opened
) -> None:
    panel = opened(EntryPanel(Session(sample_case(), "tester"), PLACES, lambda: True))
    fill(panel, when="17.08.22", where="saltivskyi, dormitory", killed="7", weapons="drone")
    fill(panel, office="Kharkiv OVA", as_of="25.08.22")
    hands.save()
    titles = panel.questions.text.split("\n")[::2]
    assert titles == ["Weapon: drone", "Report"]
    before = len(incidents.reports(panel._session.case, CODE))
    hands.type("1")
    hands.type("1")
    assert panel.questions.text == (
        "Kind of report\nKilled: 7, previously 19. Which kind of report is it?"
    )
    assert len(incidents.reports(panel._session.case, CODE)) == before
    hands.type("2")
    assert panel.message == f"Saved as {CODE}."
    reports = incidents.reports(panel._session.case, CODE)
    assert len(reports) == before + 1
    assert max(reports, key=lambda report: report.number).role is Role.PARTIAL


@pytest.mark.parametrize(("key", "code"), [(Qt.Key.Key_U, CODE), (Qt.Key.Key_I, "")])
def test_an_offer_is_taken_or_refused_by_its_own_key_and_no_other_question_with_it(
    hands: Any, opened: Opened, key: Qt.Key, code: str
) -> None:
    panel = opened(EntryPanel(Session(sample_case(), "tester"), PLACES, lambda: True))
    fill(panel, when="17.08.22", where="saltivskyi, dormitory", killed="7", weapons="drone")
    hands.save()
    hands.alt(key)
    assert panel.report.isVisible()
    assert panel.update_target.code == code
    assert panel.update_target.offers == []
    assert field(panel, "weapons").text() == "drone"
    assert hands.focus is field(panel, "killed" if code else "document").box


def test_an_update_is_not_asked_what_its_incident_has(hands: Any, updating: EntryPanel) -> None:
    fill(updating, weapons="drone", where="Saltivka", injured="20", as_of="19.08.22")
    assert updating.form.open_questions == []
    hands.save()
    assert updating.message == f"Saved as {CODE}."


def test_a_draft_with_an_open_question_comes_back_and_asks(
    qtbot: QtBot, hands: Any, panel: EntryPanel, opened: Opened
) -> None:
    fill(panel, **OPEN)
    assert panel.drafts.flush()
    again = opened(EntryPanel(panel._session, PLACES, lambda: True))
    assert again.offer_drafts(lambda _time, _excerpt: "restore")
    injured = field(again, "injured")
    assert injured.text() == MEN
    qtbot.waitUntil(injured.answers.isVisible)
    hands.save()
    assert len(again.questions.text.split("\n")) == 4
    again.close_panel()


def test_a_correction_asks_what_is_typed_and_never_what_is_recorded(
    hands: Any, editing: EditPanel
) -> None:
    assert editing.open_record(f"{CODE}/1")
    office = field(editing, "office")
    office.keep_recorded("Prosecutor")
    office.set_text("Prosecutor")
    injured = field(editing, "injured")
    injured.set_text(MEN)
    injured.box.setFocus()
    assert [each.name for each in editing.form.open_questions] == ["injured"]
    hands.save()
    assert editing.message == "Not saved. Correct the marked field."
    assert injured.answers.isVisible()
    hands.alt(Qt.Key.Key_1)
    assert injured.text() == "16 (5 men)"
    office.set_text(editing._record.texts["office"])
    hands.save()
    report = next(r for r in incidents.reports(editing._session.case, CODE) if r.number == 1)
    assert counts(report)["injured.men"] == "5"


def test_an_age_in_a_correction_is_refused_in_a_sentence(hands: Any, editing: EditPanel) -> None:
    assert editing.open_record(f"{CODE}/1")
    fill(editing, injured="16, including an 11-year-old child")
    hands.save()
    assert editing.message == (
        "Not saved. Leave out ages here. They are recorded for each person of an incident."
    )
    assert editing.form.fields["injured"].text().startswith("16, incl")


def test_a_correction_is_read_beside_what_is_recorded(hands: Any, editing: EditPanel) -> None:
    number = max(report.number for report in incidents.reports(editing._session.case, CODE))
    assert editing.open_record(f"{CODE}/{number}")
    fill(editing, killed="19", published="19.08.2022", stress="40")
    hands.save()
    assert editing.open_record(f"{CODE}/{number}")
    fill(editing, injured="twice as many", as_of="Thursday")
    assert "18 August 2022" in field(editing, "as_of").box.accessibleDescription()
    hands.save()
    report = incidents.reports(editing._session.case, CODE)[-1]
    assert report.as_of is not None
    assert (str(report.counts["injured"]), report.as_of.text) == ("2x killed", "2022-08-18")
    # Nor does one field overwrite what is recorded in another.
    assert editing.open_record(f"{CODE}/{number}")
    fill(editing, injured="7 + 50 ГРС")
    hands.save()
    sentence = "“Acute stress” is entered twice: 40 and 50. Keep one."
    assert sentence in field(editing, "stress").box.accessibleDescription()
    assert hands.focus is field(editing, "stress").box


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ({"injured": "7 + 50 ГРС"}, {"injured": "7", "stress": "50"}),
        ({"injured": "57 постраждалих"}, {"affected": "57"}),
        (
            {"killed": ">1000", "injured": "twice as many"},
            {"killed": ">1000", "injured": "2x killed"},
        ),
    ],
)
def test_what_a_field_says_of_another_is_saved_there(
    hands: Any, panel: EntryPanel, typed: dict[str, str], saved: dict[str, str]
) -> None:
    fill(panel, when="17.08.22", where="saltivskyi", **typed)
    hands.quote_office(panel)
    hands.save()
    assert panel.message == f"Saved as {CODE}."
    assert counts(last(panel)) == saved


def test_a_value_given_twice_and_differently_is_refused(hands: Any, panel: EntryPanel) -> None:
    fill(panel, when="17.08.22", where="saltivskyi", injured="7 + 50 ГРС", stress="40")
    hands.quote_office(panel)
    hands.save()
    assert panel.message == "Not saved. Correct the marked field."
    sentence = "“Acute stress” is entered twice: 50 and 40. Keep one."
    assert sentence in field(panel, "stress").box.accessibleDescription()
    assert incidents.ids(panel._session.case) == []
    fill(panel, stress="50")
    hands.save()
    assert panel.message == f"Saved as {CODE}."


def test_whose_age_is_counted_is_recorded_once(hands: Any, panel: EntryPanel) -> None:
    text = "16, including an 11-year-old child"
    fill(panel, when="17.08.22", where="saltivskyi", injured=text, as_of="18.08.22")
    hands.save()
    assert ages(panel) == [("11", 1)]
    panel.add_to(CODE)
    fill(panel, injured=f"{text} and a man, 44", as_of="19.08.22", office="Prosecutor General")
    hands.save()
    assert panel.message == f"Saved as {CODE}."
    assert ages(panel) == [("11", 1), ("44", 2)]


def test_the_year_is_that_of_the_last_entry(hands: Any, panel: EntryPanel) -> None:
    fill(panel, when="17.08.2023", where="saltivskyi", killed="1")
    hands.quote_office(panel)
    hands.save()
    fill(panel, when="3 травня – 5 травня")
    assert "2023" in field(panel, "when").box.accessibleDescription()
    fill(panel, when="3 May to 5 May 2022")
    echo = field(panel, "when").box.accessibleDescription()
    assert "2022" in echo
    assert "2023" not in echo


def test_the_clock_is_asked_whenever_something_is_read(qtbot: QtBot) -> None:
    now = datetime(2022, 8, 18, 23, 59, tzinfo=zone())
    form = ReportForm(Reader(PLACES, None, lambda: now))
    qtbot.addWidget(form)
    when = form.text_field("when")
    when.set_text("yesterday")
    assert when.box.accessibleDescription() == "Wednesday 17 August 2022"
    now += timedelta(minutes=2)
    when.check()
    assert when.box.accessibleDescription() == "Thursday 18 August 2022"


def test_undo_brings_back_what_an_answer_replaced(panel) -> None:
    field = panel.report.text_field("weapons")
    field.box.setFocus()
    field.set_text("дрон")
    field.check()
    assert field.answers.accept(1)
    assert field.text() == "loitering munition"
    field.box.undo()
    assert field.text() == "дрон"


def test_an_office_that_is_not_said_more_closely_is_recorded_as_typed(panel) -> None:
    field = panel.report.text_field("office")
    field.set_text("прокуратура")
    assert field.check()
    assert field.answers.accept(len(field.answers.question.answers))
    assert field.question is None
    assert field.text() == "=прокуратура"


def test_an_answer_beside_another_field_is_whole_on_two_lines(qtbot: QtBot) -> None:
    button = AnswerButton("2  short-range drone (dropping munitions)", lambda: None)
    qtbot.addWidget(button)
    button.show()
    height = button.height()
    button.resize(180, height)
    assert button.text() == "2  short-range drone\n(dropping munitions)"
    assert not button.toolTip()
    assert button.sizeHint().height() > height
    button.resize(90, height)
    assert "…" in button.text()
    assert button.toolTip()
    button.resize(600, height)
    assert button.text() == button.label
