"""What was saved is said with its figures, and is taken back by one key, one link or a list."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.history import undo_dialog
from kharkiv_tracker.gui.history.undo_dialog import UndoDialog
from kharkiv_tracker.gui.notice import Notice
from kharkiv_tracker.gui.search import search_results
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import (
    corrections,
    edit_steps,
    incidents,
    name_erasure,
    person_records,
    undo_stack,
)

A, B, C = "KHT-2022-08-17-01", "KHT-2022-08-18-01", "KHT-2024-05-25-01"


def grade(window: MainWindow, grade: Grade, *codes: str, reason: str = "looked at again") -> None:
    def change(edit: Any) -> None:
        for code in codes:
            corrections.set_grade(edit, code, grade)

    assert window.session
    window.session.edit(reason, change)


def notice(window: MainWindow) -> Notice:
    assert window.status
    return window.status.notice


def test_desk_02_a_save_is_said_with_its_figures_and_ctrl_z_takes_it_back(
    hands: Any, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    assert window.view
    window.view.add_update(B)
    panel = window.view.entry
    texts = {"killed": "7", "as_of": "25.08.22", "office": "Kharkiv OVA"}
    for name, text in texts.items():
        panel.report.text_field(name).set_text(text)
    hands.save()
    assert notice(window).text == f"Saved {B}: Slobidskyi killed 6 → 7"
    assert notice(window).isVisible()
    assert notice(window).accessibleName() == notice(window).text
    assert notice(window).link.accessibleDescription() == notice(window).text
    # The keyboard is in the first, empty field.
    assert hands.focus is panel.report.fields["document"].box
    hands.ctrl(Qt.Key.Key_Z)
    assert incidents.figures(window.session.case, B)["killed"].best == 6
    assert window.status.text == f"Undone: new report on {B}. Redo: Ctrl+Shift+Z."
    assert not notice(window).isVisible()
    # What was typed is in the form again.
    assert {name: panel.report.fields[name].text() for name in texts} == texts
    assert panel.update_target.code == B
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hands.press(Qt.Key.Key_Z, held)
    assert incidents.figures(window.session.case, B)["killed"].best == 7
    assert panel.is_blank


def test_desk_02_typing_is_undone_before_any_change_is(
    hands: Any, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    grade(window, Grade.WEAK, A)
    hands.start(window)
    hands.type("abc")
    for _time in range(3):
        hands.ctrl(Qt.Key.Key_Z)
    assert window.view.entry.report.fields["document"].text() == ""
    assert incidents.incident(window.session.case, A).grade is Grade.WEAK
    hands.press(Qt.Key.Key_Tab)
    hands.ctrl(Qt.Key.Key_Z)
    assert incidents.incident(window.session.case, A).grade is not Grade.WEAK


def test_desk_02_the_notice_names_every_kind_of_edit_and_undoes_it(
    qtbot: QtBot, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    grade(window, Grade.WEAK, A)
    assert notice(window).text == f"Grade of {A}: Fair → Weak"
    grade(window, Grade.WEAK, B, C)
    assert notice(window).text == "Grade of 2 incidents"
    window.session.edit("twice", lambda edit: corrections.withdraw(edit, f"{B}/1"))
    assert notice(window).text.startswith(f"Withdrawal of report {B}/1")
    assert window.menu_bar.actions["undo"].text() == f"Undo withdrawal of report {B}/1"
    hits = search_results.commands(window, "undo withdrawal")
    assert [hit.title for hit in hits] == [f"Undo withdrawal of report {B}/1"]
    notice(window).link.click()
    assert not notice(window).isVisible()
    assert window.menu_bar.actions["undo"].text() == "Undo grade of 2 incidents"
    # It goes after a while, but not while the keyboard is on it.
    notice(window)._timer.setInterval(20)
    grade(window, Grade.FAIR, A)
    link = notice(window).link
    QApplication.sendEvent(link, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    qtbot.wait(60)
    assert notice(window).isVisible()
    QApplication.sendEvent(link, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    qtbot.waitUntil(lambda: not notice(window).isVisible())


def test_desk_02_what_cannot_be_undone_has_no_link(window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    session = window.session
    assert session
    person = Person(name="Оксана Тестова")
    code = session.edit("add", lambda edit: person_records.add(edit, A, person))
    session.edit("asked for it", lambda edit: name_erasure.purge(edit, code))
    assert not notice(window).isVisible()
    assert window.status.text == "Erasure of a name"


def test_desk_02_several_steps_are_chosen_from_a_list_with_a_preview(
    qtbot: QtBot, hands: Any, window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    session = window.session
    assert session
    before = incidents.incident(session.case, A).grade
    session.author = "Olena"
    grade(window, Grade.WEAK, A)
    session.author = "Petro"
    grade(window, Grade.FAIR, A)
    grade(window, Grade.WEAK, A, B)
    steps = [edit_steps.of(session.case, e.edit) for e in undo_stack.last_edits(session.case, 50)]
    dialog = UndoDialog(window, steps)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.waitUntil(dialog.list.hasFocus)
    assert dialog.preview == "1 change is undone: grade of 2 incidents."
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down)
    assert dialog.preview.startswith("3 changes are undone")
    assert [item.row() for item in dialog.list.selectedIndexes()] == [0, 1, 2]
    assert "Olena" in dialog.list.item(2).toolTip()
    hands.press(Qt.Key.Key_Return)
    assert dialog.result() == UndoDialog.DialogCode.Accepted
    assert dialog.number == 3
    dialog.deleteLater()
    monkeypatch.setattr(undo_dialog, "ask_number", lambda *_args: 3)
    questions: list[str] = []

    def confirm(_parent: object, question: str, _label: str) -> bool:
        questions.append(question)
        return True

    monkeypatch.setattr(standard_dialogs, "confirm", confirm)
    window.undo.undo_several()
    assert questions == ["Some of these changes were made by others: Olena. Undo them too?"]
    assert incidents.incident(session.case, A).grade is before
    assert window.status.text == "Undone: 3 changes. Redo one by one: Ctrl+Shift+Z."
