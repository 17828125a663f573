"""A window whose case file another program writes to: it follows, and says who did what."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.person import Person, Status
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.revision import UNNAMED
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.exchange import entry_json, record_json
from kharkiv_tracker.gui.dialogs import prompts
from kharkiv_tracker.gui.dialogs.person_dialog import PersonRequest
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import corrections, drafts, incidents, person_records, source_usage
from kharkiv_tracker.store.case_file import CaseFile

A, B = "KHT-2022-08-17-01", "KHT-2024-05-25-01"


@pytest.fixture
def there(window: MainWindow, sampled: Path) -> Iterator[CaseFile]:
    """The case that is open in the window, in another program."""
    window.open_path(sampled)
    with CaseFile.open(sampled) as case:
        yield case


def strikes(*days: str) -> object:
    document = [
        {"event": {"date": day}, "district": "Saltivskyi", "reports": [{"killed": "2"}]}
        for day in days
    ]
    return entry_json.read({"incidents": document}, gazetteer.load())


def test_what_another_program_adds_appears_by_itself(
    window: MainWindow, there: CaseFile, qtbot: QtBot
) -> None:
    there.record(strikes("2022-08-20"), "Olena", "add")
    qtbot.waitUntil(lambda: window.view.incidents.model.rowCount() == 8, timeout=4000)
    assert window.status.text == "Olena added KHT-2022-08-20-01."


def test_the_status_line_names_who_changed_how_much(window: MainWindow, there: CaseFile) -> None:
    look = window.session.second_writer.look
    there.record(strikes("2022-08-20", "2022-08-21"), "Olena", "add")
    look()
    assert window.status.text == "Olena added 2 records."
    for author, code in (("Olena", A), ("Petro", B)):
        with there.edit(author, "grade") as edit:
            corrections.set_grade(edit, code, Grade.WEAK)
    look()
    assert window.status.text == "Olena and Petro changed 2 records."
    with there.edit(UNNAMED, "grade") as edit:
        corrections.set_grade(edit, A, Grade.FAIR)
    look()
    assert window.status.text == f"Another program changed {A}."
    with there.edit("Olena", "source") as edit:
        edit.list_source(Source("New channel"))
    look()
    assert window.status.text == "Olena changed the case file."


def test_nothing_is_said_of_own_edits_and_of_drafts(window: MainWindow, there: CaseFile) -> None:
    seen: list[object] = []
    window.session.changed_elsewhere.connect(seen.append)
    window.session.edit("grade", lambda edit: corrections.set_grade(edit, A, Grade.WEAK))
    window.session.author = UNNAMED
    window.undo.undo()
    window.undo.redo()
    window.session.record(strikes("2022-08-22"), "add")
    drafts.save(there, "report", {"fields": {}})
    window.session.second_writer.look()
    assert seen == []


def test_the_timer_ends_with_the_case(window: MainWindow, there: CaseFile) -> None:
    session = window.session
    window.close_case()
    there.record(strikes("2022-08-20"), "Olena", "add")
    assert not session.second_writer._timer.isActive()
    assert len(incidents.ids(there)) == 8


def amend(there: CaseFile, **counts: str) -> None:
    """Correct counts of the incident's eighth report in the other program."""
    report = incidents.reports(there, A)[7]
    present = record_json.document_of(report)
    corrected = record_json.read_record(Report, {**present, **counts}, gazetteer.load())
    with there.edit("Olena", "recounted") as edit:
        corrections.amend(edit, f"{A}/8", corrected)


def counts(there: CaseFile) -> tuple[str, str]:
    report = incidents.reports(there, A)[7]
    return str(report.counts["killed"]), str(report.counts["injured"])


def test_a_form_that_is_open_takes_in_what_is_changed_elsewhere(
    window: MainWindow, there: CaseFile
) -> None:
    window.view.edit(f"{A}/8")
    panel = window.view.editing
    panel.form.fields["killed"].set_text("21 (10 men)")
    amend(there, injured="30")
    window.session.second_writer.look()
    assert panel.form.texts()["injured"].startswith("30")
    assert panel.form.texts()["killed"] == "21 (10 men)"
    panel.save()
    assert not window.view.is_editing
    assert counts(there) == ("21", "30")


@pytest.mark.parametrize("seen", [True, False])
def test_what_is_changed_on_both_sides_is_saved_only_by_who_has_been_told(
    window: MainWindow, there: CaseFile, seen: bool
) -> None:
    window.view.edit(f"{A}/8")
    panel = window.view.editing
    field = panel.form.fields["killed"]
    field.set_text("21 (10 men)")
    amend(there, killed="20", injured="30")
    if seen:
        window.session.second_writer.look()
        assert panel.message == ""
    panel.save()
    assert window.view.is_editing
    assert panel.message.startswith("Not saved. The marked field was changed elsewhere")
    assert "to “20" in field._caution.text()
    assert field.text() == "21 (10 men)"
    assert panel.form.texts()["injured"].startswith("30")
    assert counts(there) == ("20", "30")
    panel.save()
    assert not window.view.is_editing
    assert counts(there) == ("21", "30")
    window.view.edit(f"{A}/8")
    assert field._caution.text() == ""


def test_a_source_that_others_correct_meanwhile_loses_nothing(
    window: MainWindow, there: CaseFile
) -> None:
    window.view.show_view(4)
    view = window.view.sources
    panel, listed = view.panel, view.panel._listed
    panel.notes.setPlainText("read every day")

    def correct(**fields: object) -> None:
        with there.edit("Olena", "source") as edit:
            (now,) = [s.source for s in source_usage.listed(there) if s.uid == listed.uid]
            source_usage.amend(edit, listed.uid, replace(now, **fields))

    def present() -> Source:
        return next(s.source for s in source_usage.listed(there) if s.uid == listed.uid)

    correct(rank=7)
    window.session.second_writer.look()
    panel.commit()
    assert (present().rank, present().notes) == (7, "read every day")
    panel.notes.setPlainText("read every week")
    correct(rank=8, notes="closed")
    panel.commit()
    assert panel._wrong.text().startswith("“Notes” was changed elsewhere in the meantime")
    assert panel.notes.toPlainText() == "read every week"
    assert (present().rank, present().notes) == (8, "closed")
    panel.commit()
    assert (present().rank, present().notes) == (8, "read every week")


def test_a_person_that_others_correct_meanwhile_loses_nothing(
    window: MainWindow, there: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    with there.edit("Olena", "person") as edit:
        code = edit.add_person(A, Person(name="Ivan", status=Status.KILLED))

    def typed(_parent: object, _title: str, known: Person, _about: object) -> PersonRequest:
        with there.edit("Olena", "person") as edit:
            person = person_records.person(there, code)
            person_records.amend(edit, code, replace(person, age=parse_age("34")))
        return PersonRequest(replace(known, name="Ivan Petrenko"))

    monkeypatch.setattr(prompts, "ask_person", typed)
    window.view.edits.edit_person(code)
    person = person_records.person(there, code)
    assert (person.name, str(person.age)) == ("Ivan Petrenko", "34")
