"""The register of names, and what may be published of a person, in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.person import Occupation, Person, Sex, Status, Visibility
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.dialogs import prompts
from kharkiv_tracker.gui.dialogs.person_dialog import PersonContext, PersonDialog
from kharkiv_tracker.gui.dialogs.register_dialog import RegisterDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import person_groups, person_records

A, B = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
OKSANA = Person("Незабутня Оксана", age=parse_age("34"), sex=Sex.FEMALE, status=Status.KILLED)


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    """The sample with one person in two incidents, another, and one without a name."""
    window.open_path(sampled)
    for code, person in (
        (A, OKSANA),
        (B, Person("Oksana Nezabutnia", status=Status.INJURED)),
        (B, Person("Іван Бондар", visibility=Visibility.FULL)),
        (A, Person(age=parse_age("7"))),
    ):
        window.session.edit("p", lambda edit, c=code, p=person: person_records.add(edit, c, p))
    return window


@pytest.fixture
def register(opened: MainWindow, qtbot: QtBot) -> RegisterDialog:
    named("show-register").run(opened.view)
    dialog = opened.view.findChild(RegisterDialog)
    qtbot.waitExposed(dialog)
    return dialog


def cells(register: RegisterDialog, column: int = 0) -> list[str]:
    model = register.table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def choose(register: RegisterDialog, *rows: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    register.table.point_at(rows[0])
    for row in rows[1:]:
        index = register.table.model().index(row, 0)
        register.table.selectionModel().select(index, flag.Select | flag.Rows)


def button(register: RegisterDialog, text: str) -> QPushButton:
    return next(b for b in register.findChildren(QPushButton) if b.text().startswith(text))


def test_names_are_hidden_until_they_are_asked_for(register: RegisterDialog) -> None:
    # By surname; what may be published is shown, who has no name comes last.
    assert cells(register) == ["name withheld", "Іван Бондар", "name withheld", "name unknown"]
    assert cells(register, 1) == ["", "Ivan Bondar", "", ""]
    button(register, "Show names").click()
    assert cells(register)[0] == "Oksana Nezabutnia"
    assert cells(register, 1)[2] == "Nezabutnia Oksana"
    button(register, "Hide names").click()
    assert cells(register)[0] == "name withheld"


def test_a_name_is_looked_for_in_any_alphabet(register: RegisterDialog) -> None:
    for text, codes in (
        ("незабут", [f"{B}/P1", f"{A}/P1"]),
        ("oksana n", [f"{B}/P1", f"{A}/P1"]),
        ("08-17", [f"{A}/P1", f"{A}/P2"]),
        ("Хтось", []),
    ):
        register.filter.setText(text)
        assert register.codes == codes


def test_records_are_joined_told_apart_and_taken_back(
    opened: MainWindow, register: RegisterDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = f"{B}/P1"
    assert cells(register, 6)[0] == f"perhaps {A}/P1"
    choose(register, 0)
    # Of one row it is the record suggested with it.
    button(register, "Same person").click()
    assert cells(register, 6)[0] == f"same as {A}/P1"
    button(register, "Not the same").click()
    monkeypatch.setattr(prompts, "ask_reason", lambda *_asked: "cousins")
    button(register, "Different").click()
    assert cells(register, 6)[0] == f"not {A}/P1"
    uid = person_records.person(opened.session.case, one).uid
    assert person_groups.apart_from(opened.session.case.db, uid) == {f"{A}/P1": "cousins"}
    button(register, "Remove mark").click()
    assert cells(register, 6)[0] == f"perhaps {A}/P1"
    # Any two rows can be joined.
    choose(register, 0, 1)
    button(register, "Same person").click()
    assert cells(register, 6)[1] == f"same as {one}"
    opened.undo.undo()
    assert cells(register, 6)[1] == ""


def test_the_incident_of_a_person_is_opened_by_enter(
    opened: MainWindow, register: RegisterDialog, qtbot: QtBot
) -> None:
    choose(register, 2)
    qtbot.keyClick(register.table, Qt.Key.Key_Return)
    assert opened.view.inspector.code == A


def test_the_inspector_shows_the_same_person_of_another_incident(
    opened: MainWindow, link_texts: Callable[[MainWindow], list[str]]
) -> None:
    opened.session.edit("join", lambda edit: person_groups.join(edit, f"{A}/P1", f"{B}/P1"))
    opened.view.open_incident(A)
    assert f"same person as {B}/P1" in link_texts(opened)
    opened.view.open_incident(B)
    assert f"same person as {A}/P1" in link_texts(opened)


@pytest.fixture
def link_texts() -> Callable[[MainWindow], list[str]]:
    def texts(window: MainWindow) -> list[str]:
        QApplication.processEvents()
        buttons = window.view.inspector.findChildren(QPushButton)
        return [getattr(b, "label_text", "") for b in buttons if b.isVisible()]

    return texts


def test_a_suggested_pair_is_joined_from_the_flags(opened: MainWindow) -> None:
    opened.view.open_incident(A)
    QApplication.processEvents()
    buttons = opened.view.inspector.findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Same person" and b.isVisible()).click()
    one = person_records.person(opened.session.case, f"{A}/P1")
    assert one.same_as == person_records.person(opened.session.case, f"{B}/P1").uid


def test_the_form_asks_why_a_name_may_be_published(qtbot: QtBot, opened: MainWindow) -> None:
    dialog = PersonDialog(opened, "Person", OKSANA, PersonContext((), author="O. Koval"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.answer().person == OKSANA
    assert not dialog.why.isVisible()
    dialog.visibility.setCurrentIndex(dialog.visibility.findData("full"))
    assert dialog.why.isVisible()
    assert dialog.cleared_by.text() == "O. Koval"
    with pytest.raises(Refused, match="Enter a reason"):
        dialog.answer()
    dialog.accept()
    assert dialog.focusWidget() is dialog.why
    dialog.why.setText("the family agreed")
    person = dialog.answer().person
    assert (person.visibility, person.visibility_reason, person.cleared_by) == (
        Visibility.FULL,
        "the family agreed",
        "O. Koval",
    )
    dialog.visibility.setCurrentIndex(dialog.visibility.findData("age and sex"))
    assert dialog.answer().person == OKSANA


def test_rare_fields_are_folded_and_names_romanised_as_they_are_typed(
    qtbot: QtBot, opened: MainWindow
) -> None:
    dialog = PersonDialog(opened, "Person", Person(), PersonContext(()))
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.family.isVisible()
    dialog.name.setText("Юлія Харченко")
    assert dialog._latin.text() == "In Latin letters: Yuliia Kharchenko"
    fold = next(b for b in dialog.findChildren(QPushButton) if b.text().endswith("More fields"))
    fold.click()
    assert dialog.family.isVisible()
    dialog.forms["name_en"].setText("Julia Kharchenko")
    assert dialog._latin.isHidden()
    dialog.status.setCurrentIndex(dialog.status.findData("injured, died later"))
    dialog.status_on.setText("19.08.2022")
    dialog.occupation.setCurrentIndex(dialog.occupation.findData("medic"))
    person = dialog.answer().person
    assert (person.name, person.name_en, person.occupation) == (
        "Юлія Харченко",
        "Julia Kharchenko",
        Occupation.MEDIC,
    )
    assert str(person.status_on) == "2022-08-19"
    dialog.status_on.setText("whenever")
    dialog.accept()
    assert dialog.focusWidget() is dialog.status_on
    # What is there is not folded away.
    again = PersonDialog(opened, "Person", person, PersonContext(()))
    qtbot.addWidget(again)
    again.show()
    assert again.family.isVisible()
