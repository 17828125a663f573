"""Persons whose names are kept back, and files that stay covered until somebody asks."""

import stat
import sys
import time
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.person import Civilian, Person, Sex, Status, Visibility
from kharkiv_tracker.domain.when import EventTime, Precision
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.commands import context_menu, subject
from kharkiv_tracker.gui.dialogs import prompts, standard_dialogs
from kharkiv_tracker.gui.dialogs.person_dialog import PersonContext, PersonDialog, PersonRequest
from kharkiv_tracker.gui.inspector import attachment_section as lines
from kharkiv_tracker.gui.inspector import drop_target
from kharkiv_tracker.gui.inspector.attachment_section import AttachmentLine
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import attachment_records, incidents, person_records
from tests.cases import empty_file

CODE = "KHT-2022-08-17-01"
OLENA = Person("Olena", age=parse_age("67"), sex=Sex.FEMALE, status=Status.KILLED)


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    window.view.open_incident(CODE)
    return window


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    image = QImage(900, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#7799aa"))
    path = tmp_path / "yard.png"
    image.save(str(path))
    return path


def section(window: MainWindow, title: str) -> Section:
    QApplication.processEvents()
    found = window.view.inspector.findChildren(Section)
    return next(one for one in found if one.isVisible() and one.title.text() == title)


def buttons(within: Section) -> dict[str, QPushButton]:
    return {
        one.text() or getattr(one, "label_text", ""): one
        for one in within.findChildren(QPushButton)
        if one.isVisible()
    }


def test_a_person_is_added_and_the_name_kept_back(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_person", lambda *_asked: PersonRequest(OLENA))
    opened.view.edits.add_person(CODE)
    told = section(opened, "Persons")
    assert "name withheld · female · 67 · killed" in buttons(told)
    assert "killed: 1 of 19" in [one.text() for one in told.findChildren(QLabel)]
    buttons(told)["Show names"].click()
    assert "Olena · female · 67 · killed" in buttons(section(opened, "Persons"))
    opened.view.open_incident("KHT-2022-08-18-01")
    opened.view.open_incident(CODE)
    assert "name withheld · female · 67 · killed" in buttons(section(opened, "Persons"))


def test_a_person_is_corrected_and_nothing_changed_saves_nothing(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kharkiv_tracker.store import history

    case = opened.session.case
    opened.session.edit("person", lambda edit: person_records.add(edit, CODE, OLENA))
    count = history.count(case)
    monkeypatch.setattr(
        prompts, "ask_person", lambda _p, _t, known, _c: PersonRequest(known.as_published())
    )
    opened.view.edits.edit_person(f"{CODE}/P1")
    assert history.count(case) == count
    monkeypatch.setattr(
        prompts, "ask_person", lambda _p, _t, known, _c: PersonRequest(replace(known, cleared=True))
    )
    opened.view.edits.edit_person(f"{CODE}/P1")
    (cleared,) = person_records.of(case, CODE)
    # What an older version cleared is a visibility from then on.
    assert (cleared.cleared, cleared.visibility) == (False, Visibility.FULL)
    persons = section(opened, "Persons")
    assert "Olena · female · 67 · killed" in buttons(persons)
    assert "may be published: full name" in [one.text() for one in persons.findChildren(QLabel)]


def test_a_name_is_purged_for_good(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.session.edit("person", lambda edit: person_records.add(edit, CODE, OLENA))
    monkeypatch.setattr(prompts, "ask_reason", lambda *_asked: "the family asked for it")
    opened.view.edits.purge_name(f"{CODE}/P1")
    assert "name erased · female · 67 · killed" in buttons(section(opened, "Persons"))
    opened.undo.undo()
    opened.undo.redo()
    assert all(one.name != "Olena" for one in person_records.of(opened.session.case, CODE))


def test_the_form_of_a_person_says_what_is_wrong_with_the_age(
    qtbot: QtBot, opened: MainWindow
) -> None:
    reports = incidents.reports(opened.session.case, CODE)
    dialog = PersonDialog(opened, "Person", OLENA, PersonContext(reports))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.answer() == PersonRequest(OLENA)
    dialog.age.setText("400")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.age
    dialog.age.setText("~70")
    dialog.report.setCurrentIndex(1)
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.answer().person.report == reports[0].uid
    assert str(dialog.answer().person.age) == "~70"


def test_a_dropped_file_is_kept_and_its_picture_covered(opened: MainWindow, picture: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    assert drop_target.accepts(mime)
    opened.session.author = "Olha"
    opened.view.inspector._attach(drop_target.read(mime))
    (kept,) = attachment_records.of(opened.session.case, CODE)
    assert (kept.name, kept.collector, kept.type) == ("yard.png", "Olha", "image/png")
    told = section(opened, "Attachments")
    assert not [one for one in told.findChildren(QLabel) if not one.pixmap().isNull()]
    buttons(told)["Show"].click()
    told = section(opened, "Attachments")
    shown = [one for one in told.findChildren(QLabel) if not one.pixmap().isNull()]
    assert shown[0].pixmap().width() <= 300
    buttons(told)["Hide"].click()
    assert "Show" in buttons(section(opened, "Attachments"))


def test_what_belongs_to_an_incident_has_one_clock_and_no_stored_words(
    opened: MainWindow, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hours are those of Kyiv wherever the computer is; a nameless author has a label."""
    monkeypatch.setenv("TZ", "Pacific/Honolulu")
    time.tzset()
    try:
        opened.view.inspector._attach(drop_target.DropContent(paths=(picture,)))
        (kept,) = attachment_records.of(opened.session.case, CODE)
        hour = labels.date_time(datetime.fromisoformat(kept.collected), short=True)
        attached, changes = section(opened, "Attachments"), section(opened, "Last changes")
        texts = [one.text() for one in attached.findChildren(QLabel)]
        assert f"without a name, {hour}" in texts
        assert any(hour in one.text() for one in changes.findChildren(QLabel))
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_is_pasted_is_kept_and_text_is_not(opened: MainWindow, picture: Path) -> None:
    inspector = opened.view.inspector
    QApplication.clipboard().setText("words")
    inspector.paste()
    assert not attachment_records.of(opened.session.case, CODE)
    QApplication.clipboard().setImage(QImage(str(picture)))
    inspector.paste()
    (kept,) = attachment_records.of(opened.session.case, CODE)
    assert (kept.name, kept.type) == ("pasted.png", "image/png")


def test_a_copy_is_the_untouched_original(
    opened: MainWindow, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.view.edits.attach(CODE, [picture])
    target = tmp_path / "out.png"
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_asked: target)
    buttons(section(opened, "Attachments"))["Save a copy…"].click()
    assert target.read_bytes() == picture.read_bytes()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600 or sys.platform == "win32"


def test_a_copy_never_lands_on_a_case_file(
    opened: MainWindow, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.view.edits.attach(CODE, [picture])
    case, shown = opened.session.case.path, []
    other = empty_file(tmp_path / "other.jpg")
    before = case.read_bytes(), other.read_bytes()
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _parent, text: shown.append(text))
    for target in (case, case.with_name(f"{case.name}-wal"), other):
        monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args, at=target: at)
        opened.view.edits.save_copy(f"{CODE}/A1")
    assert [text.startswith("Not saved. ") for text in shown] == [True] * 3
    assert (case.read_bytes(), other.read_bytes()) == before


def test_a_file_that_is_none_is_a_sentence(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        standard_dialogs, "show_message", lambda _parent, sentence: told.append(sentence)
    )
    opened.view.edits.attach(CODE, [tmp_path])
    assert len(told) == 1
    assert not attachment_records.of(opened.session.case, CODE)


def test_what_claims_to_be_a_picture_is_said_not_to_be(
    opened: MainWindow, picture: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(picture.read_bytes()[:60])
    opened.view.edits.attach(CODE, [broken])
    (kept,) = attachment_records.of(opened.session.case, CODE)
    if kept.type in subject.PICTURES:
        buttons(section(opened, "Attachments"))["Show"].click()
        said = [one.text() for one in section(opened, "Attachments").findChildren(QLabel)]
        assert "Cannot show this image. Save a copy to view it." in said


def test_an_uncovered_attachment_is_shown_at_once(opened: MainWindow, picture: Path) -> None:
    opened.view.edits.attach(CODE, [picture])
    line = section(opened, "Attachments").findChild(AttachmentLine)
    commands = {one.name: one for one in context_menu.offered(line.subject)}
    commands["uncover"].run(line.subject)
    assert "Hide" in buttons(section(opened, "Attachments"))
    buttons(section(opened, "Attachments"))["Hide"].click()
    assert "Show" in buttons(section(opened, "Attachments"))


@pytest.mark.parametrize(
    ("octets", "said"),
    [(812, "812 bytes"), (24_000, "24 kB"), (3_140_000, "3.1 MB"), (2 * 10**9, "2.0 GB")],
)
def test_sizes_are_told_in_few_signs(octets: int, said: str) -> None:
    assert lines.size(octets) == said


@pytest.mark.parametrize("language", ["en", "uk"])
def test_nothing_is_cut_off_in_the_narrowest_panel(
    opened: MainWindow, picture: Path, language: str
) -> None:
    opened.view.edits.attach(CODE, [picture])
    opened.session.edit("person", lambda edit: person_records.add(edit, CODE, OLENA))
    opened.choose_language(language)
    opened.view.open_incident(CODE)
    QApplication.processEvents()
    # As narrow as the splitter lets it be, less the scroll bar.
    assert opened.view.inspector._scroll.widget().minimumSizeHint().width() <= 340 - 10
    opened.choose_language("en")


def _persons(opened: MainWindow) -> dict[str, Person]:
    return {f"P{one.number}": one for one in person_records.of(opened.session.case, CODE)}


def test_the_form_of_a_person_names_the_report_of_the_death_and_the_same_person(
    qtbot: QtBot, opened: MainWindow
) -> None:
    case = opened.session.case
    death = {"as_of": "2022-09-18", "transfer": {"injured_to_killed": 1}}
    entries = entry_json.read({"incidents": [{"code": CODE, "reports": [death]}]}, gazetteer.load())
    opened.session.record(entries, "add")
    opened.session.edit("person", lambda edit: person_records.add(edit, CODE, OLENA))
    reports, persons = incidents.reports(case, CODE), tuple(person_records.listed(case, CODE))
    dialog = PersonDialog(opened, "Person", Person("A."), PersonContext(reports, persons))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.death.isVisible()
    dialog.status.setCurrentIndex(dialog.status.findData("injured, died later"))
    assert dialog.death.isVisible()
    # Only what tells of deaths is offered.
    assert dialog.death.count() == 2
    dialog.death.setCurrentIndex(1)
    dialog.same.setCurrentIndex(1)
    dialog.civilian.setCurrentIndex(dialog.civilian.findData("unknown"))
    answer = dialog.answer()
    assert answer.person.same_as == persons[0].person.uid
    assert answer.person.civilian is Civilian.UNKNOWN
    assert [one.transfer for one in reports if one.uid == answer.death_report] == [1]
    dialog.status.setCurrentIndex(dialog.status.findData("missing"))
    assert dialog.answer().death_report == ""


def test_the_report_of_a_death_is_saved_with_the_person_and_taken_out_again(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened.session.case
    death = {"as_of": "2022-09-18", "transfer": {"injured_to_killed": 1}}
    entries = entry_json.read({"incidents": [{"code": CODE, "reports": [death]}]}, gazetteer.load())
    opened.session.record(entries, "add")
    (told,) = [one.uid for one in incidents.reports(case, CODE) if one.transfer]
    died = replace(OLENA, status=Status.DIED_LATER)
    monkeypatch.setattr(prompts, "ask_person", lambda *_asked: PersonRequest(died, told))
    opened.view.edits.add_person(CODE)
    person = _persons(opened)["P1"]
    assert person_records.death_report(case, person.uid) == told
    monkeypatch.setattr(prompts, "ask_person", lambda _p, _t, known, _c: PersonRequest(known))
    opened.view.edits.edit_person(f"{CODE}/P1")
    assert person_records.death_report(case, person.uid) == ""
    opened.undo.undo()
    assert person_records.death_report(case, person.uid) == told


def test_persons_are_joined_and_told_apart_from_their_menu(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (OLENA, replace(OLENA, name="Olena K.")):
        opened.session.edit("person", partial(person_records.add, code=CODE, person=person))
    monkeypatch.setattr(prompts, "ask_same_person", lambda *_asked: f"{CODE}/P2")
    opened.view.edits.join_person(f"{CODE}/P1")
    joined = _persons(opened)
    assert joined["P1"].same_as == joined["P2"].uid
    line = next(text for text in buttons(section(opened, "Persons")) if "same person as P2" in text)
    assert line.startswith("name withheld")
    opened.view.edits.part_person(f"{CODE}/P2")
    assert not any(person.same_as for person in _persons(opened).values())


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("34 роки", "34"),
        ("11-річна", "11"),
        ("1988 р. н.", "33-34"),
        ("півроку", "6 months"),
        ("якийсь", ""),
        ("", ""),
    ],
)
def test_an_age_is_typed_as_the_source_has_it(qtbot: QtBot, typed: str, age: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    strike = EventTime(date(2022, 8, 17), precision=Precision.DATE)
    dialog = PersonDialog(parent, "x", Person(), PersonContext((), event=strike))
    qtbot.addWidget(dialog)
    dialog.name.setText("Олена")
    dialog.age.setText(typed)
    if typed and not age:
        with pytest.raises(Refused, match="is not an age"):
            dialog.answer()
    else:
        assert str(dialog.answer().person.age) == age
