"""What is odd about an entry is asked once before it is saved; the answer is kept as a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.correction.panel import EditPanel
from kharkiv_tracker.gui.dialogs.joint_dialog import JointDialog
from kharkiv_tracker.gui.entry.panel import EntryPanel
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import history, identity, incidents, statements, work_queue
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import empty_case, sample_case

PLACES = gazetteer.load()
NEW = {"when": "17.08.22", "where": "saltivskyi"}
CODE = "KHT-2022-08-17-01"
BLANK = "Source, speaker, “as of” and quote are all blank."
Fill = Callable[..., None]


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[EntryPanel]:
    """The entry panel of an empty case, with the keyboard."""
    made = EntryPanel(Session(empty_case(), "tester"), PLACES, lambda: True)
    made.resize(480, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.begin()
    yield made
    made._session.case.close()
    made.deleteLater()


def fill(panel: EntryPanel, **texts: str) -> None:
    for name, text in texts.items():
        panel.form.fields[name].set_text(text)


def case_of(panel: EntryPanel) -> CaseFile:
    return panel._session.case


def question(panel: EntryPanel) -> list[str]:
    return panel.questions.text.split("\n")


def saved(panel: EntryPanel) -> int:
    return len(incidents.ids(case_of(panel)))


def last_reason(panel: EntryPanel) -> str:
    revision = history.last(case_of(panel))
    return revision.reason if revision else ""


def waiting(panel: EntryPanel, kind: FindingKind) -> set[str]:
    return work_queue.codes(case_of(panel), PLACES, kind)


def in_ten_months() -> str:
    # No later than next year: years after that are refused as mistyped.
    return (identity.now() + timedelta(days=300)).strftime("%d.%m.%Y")


def usual_strikes(panel: EntryPanel) -> None:
    """Twelve strikes with one to three killed each."""
    strikes = [
        {
            "event": {"date": "2022-06-01"},
            "district": "Saltivskyi",
            "reports": [{"killed": str(1 + n % 3), "office": "OVA"}],
        }
        for n in range(12)
    ]
    entries = entry_json.read({"incidents": strikes}, PLACES)
    case_of(panel).record(entries, "tester", "add")


def test_desk_06_a_report_that_names_nobody_is_asked_about_once(
    hands: Any, panel: EntryPanel
) -> None:
    fill(panel, **NEW, killed="7")
    hands.save()
    assert question(panel) == ["Unusual", BLANK]
    assert saved(panel) == 0
    hands.type("2")
    assert panel.message == f"Saved as {CODE}."
    assert last_reason(panel) == f"Checked: {BLANK}"
    assert saved(panel) == 1


@pytest.mark.parametrize(
    "texts", [{"source": "Suspilne"}, {"office": "OVA"}, {"as_of": "18.08.22"}, {"quote": "Seven."}]
)
def test_desk_06_one_of_source_speaker_time_and_quote_is_enough(
    hands: Any, panel: EntryPanel, texts: dict[str, str]
) -> None:
    fill(panel, **NEW, killed="7", **texts)
    hands.save()
    assert panel.message == f"Saved as {CODE}."
    assert last_reason(panel) == "add"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_desk_06_enter_and_escape_go_back_to_the_field(
    hands: Any, panel: EntryPanel, key: Qt.Key
) -> None:
    fill(panel, **NEW, killed="7")
    panel.form.fields["killed"].box.setFocus()
    hands.save()
    hands.press(key)
    assert not panel.questions.is_open
    assert panel.form.isVisible()
    assert hands.focus is panel.form.fields["source"].box
    assert saved(panel) == 0
    # Another Ctrl+Enter asks again, and does not pass.
    for _again in range(3):
        hands.save()
    assert panel.questions.is_open
    assert saved(panel) == 0


def test_desk_06_the_reason_is_kept_with_the_revision_and_the_flag_is_dismissed(
    hands: Any, panel: EntryPanel
) -> None:
    fill(panel, when=in_ten_months(), where="saltivskyi", killed="7", office="OVA")
    hands.save()
    (title, sentence) = question(panel)
    assert title == "Unusual"
    assert sentence.startswith("The incident is dated in the future: ")
    # Down past both answers comes to the reason, where digits are text.
    for _step in range(2):
        hands.press(Qt.Key.Key_Down)
    assert isinstance(hands.focus, QLineEdit)
    hands.type("exercise 2 of 2")
    hands.press(Qt.Key.Key_Return)
    assert panel.message.startswith("Saved as KHT-")
    assert last_reason(panel) == "exercise 2 of 2"
    assert waiting(panel, FindingKind.IMPLAUSIBLE_DATE) == set()
    (code,) = (row.code for row in incidents.rows(case_of(panel), incidents.ids(case_of(panel))))
    flags = work_queue.findings(case_of(panel), code, aside=True)
    assert [flag.aside for flag in flags if flag.kind is FindingKind.IMPLAUSIBLE_DATE] == [
        "exercise 2 of 2"
    ]


def test_desk_06_all_that_is_odd_is_one_list_with_a_way_back_to_each_field(
    hands: Any, panel: EntryPanel
) -> None:
    usual_strikes(panel)
    fill(panel, **NEW, killed="180", office="OVA", as_of="01.08.2022", published=in_ten_months())
    hands.save()
    title, *sentences = question(panel)
    assert title == "Unusual"
    assert [sentence.partition(":")[0] for sentence in sentences] == [
        "As of",
        "Published",
        "Killed",
    ]
    assert sentences[0] == "As of: 1 Aug 2022 is before the incident."
    answers = [widget.accessibleName() for widget in panel.questions.findChildren(QWidget)]
    answers = [name.rpartition("\n")[2] for name in answers if "“" in name or "as typed" in name]
    hands.type("3")
    assert hands.focus is panel.form.fields["killed"].box
    fill(panel, killed="18")
    hands.save()
    assert len(question(panel)) == 3
    hands.type("3")
    assert panel.message == f"Saved as {CODE}."
    assert waiting(panel, FindingKind.IMPLAUSIBLE_DATE) == set()


def test_desk_06_a_toll_twenty_times_the_usual_is_asked_and_does_not_wait(
    hands: Any, panel: EntryPanel
) -> None:
    usual_strikes(panel)
    fill(panel, **NEW, killed="39", office="OVA")
    hands.save()
    assert panel.message == f"Saved as {CODE}."
    # The same words as the flag has.
    sentence = (
        "Killed: 180 is at least 20 times the usual number in this case file. Check for a typing "
        "error."
    )
    panel.add_to(CODE)
    fill(panel, killed="180", office="OVA", as_of="18.08.22")
    hands.save()
    assert question(panel) == ["Unusual", sentence]
    hands.type("2")
    assert panel.message == f"Saved as {CODE}."
    assert waiting(panel, FindingKind.UNUSUAL_TOLL) == set()
    # The next report of as many is no news.
    panel.add_to(CODE)
    fill(panel, killed="180", office="Police", as_of="19.08.22")
    hands.save()
    assert panel.message == f"Saved as {CODE}."
    assert not panel.questions.is_open


def test_desk_06_a_flag_that_waited_before_still_waits(hands: Any, panel: EntryPanel) -> None:
    strike = {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "reports": [{"killed": "7", "as_of": "2022-08-10", "office": "OVA"}],
    }
    case_of(panel).record(entry_json.read({"incidents": [strike]}, PLACES), "tester", "add")
    assert waiting(panel, FindingKind.IMPLAUSIBLE_DATE) == {CODE}
    panel.add_to(CODE)
    fill(panel, killed="7", office="Police", as_of="11.08.22")
    hands.save()
    hands.type("2")
    assert panel.message == f"Saved as {CODE}."
    assert waiting(panel, FindingKind.IMPLAUSIBLE_DATE) == {CODE}


def test_desk_06_an_official_total_is_asked_about_too(hands: Any, panel: EntryPanel) -> None:
    panel.choose(1)
    fill(panel, area="Kharkiv", killed="1000")
    hands.save()
    assert question(panel) == ["Unusual", BLANK]
    hands.press(Qt.Key.Key_Escape)
    fill(panel, office="Prosecutor’s Office", as_of=in_ten_months())
    hands.save()
    if question(panel)[0].startswith("Office"):
        hands.type("1")
    assert question(panel)[1].endswith(" is in the future.")
    hands.type("2")
    assert len(statements.statements(case_of(panel))) == 1
    assert last_reason(panel).startswith("Checked: As of: ")


@pytest.fixture
def editing(qtbot: QtBot) -> Iterator[EditPanel]:
    """The panel for corrections of the sample, with the keyboard."""
    made = EditPanel(Session(sample_case(), "tester"), PLACES, lambda: True)
    made.resize(480, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made._session.case.close()
    made.deleteLater()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_desk_06_a_correction_asks_and_goes_back(
    hands: Any, editing: EditPanel, key: Qt.Key
) -> None:
    assert editing.open_record(f"{CODE}/1")
    as_of = editing.form.fields["as_of"]
    as_of.set_text("16.08.2022")
    as_of.box.setFocus()
    hands.save()
    assert editing.questions.text.endswith("As of: 16 Aug 2022 is before the incident.")
    hands.press(key)
    assert not editing.questions.is_open
    assert hands.focus is as_of.box
    assert editing.code == f"{CODE}/1"
    hands.save()
    hands.type("2")
    assert editing.code == ""
    case = editing._session.case
    revision = history.last(case)
    assert revision is not None
    assert revision.reason == "Checked: As of: 16 Aug 2022 is before the incident."
    assert work_queue.codes(case, PLACES, FindingKind.IMPLAUSIBLE_DATE) == set()


def test_desk_06_a_correction_that_leaves_what_was_odd_asks_nothing(
    hands: Any, editing: EditPanel
) -> None:
    case = editing._session.case
    odd = {"code": CODE, "reports": [{"killed": "19", "as_of": "2022-08-10", "office": "OVA"}]}
    case.record(entry_json.read({"incidents": [odd]}, PLACES), "tester", "add")
    number = max(report.number for report in incidents.reports(case, CODE))
    assert editing.open_record(f"{CODE}/{number}")
    editing.form.fields["injured"].set_text("20")
    editing.form.fields["injured"].box.setFocus()
    hands.save()
    assert editing.code == "", editing.message
    # The day of the incident makes other reports odd, and its own reason is kept.
    assert editing.open_record(CODE)
    editing.form.fields["when"].set_text("18.08.2022")
    editing.why.setText("the photo is of the 18th")
    editing.form.fields["when"].box.setFocus()
    hands.save()
    assert "Report 1 is from before the incident: " in editing.questions.text
    assert "10 Aug" not in editing.questions.text
    hands.type("2")
    revision = history.last(case)
    assert revision is not None
    assert revision.reason == "the photo is of the 18th"


def test_desk_06_a_combined_report_is_asked_about_too(qtbot: QtBot, hands: Any) -> None:
    with sample_case() as case:
        codes = ["KHT-2022-08-17-01", "KHT-2022-08-18-01"]
        dialog = JointDialog(None, Session(case, "tester"), PLACES, codes)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        dialog.fields["killed"].setText("21")
        dialog.accept()
        assert dialog.questions.text == f"Unusual\n{BLANK}"
        hands.press(Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert hands.focus is dialog.fields["source"]
        dialog.fields["as_of"].setText("17.08.2022")
        dialog.accept()
        assert dialog.questions.text.endswith("As of: 17 Aug 2022 is before the incident.")
        hands.type("2")
        assert not dialog.isVisible()
        assert dialog.code.startswith("JNT-")
        revision = history.last(case)
        assert revision is not None
        assert revision.reason.startswith("Checked: As of")
