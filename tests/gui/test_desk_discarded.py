"""A discarded form can be had back: the last ten are kept in the case file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.gui.correction.panel import EditPanel
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.entry import form_draft
from kharkiv_tracker.gui.entry.discarded_dialog import DiscardedDialog
from kharkiv_tracker.gui.entry.panel import EntryPanel
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import drafts, incidents, name_erasure, person_records, undo_stack
from tests.cases import sample_case

A, B = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
TYPED = {"when": "19.08.22", "where": "saltivskyi", "killed": "7"}


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    assert qapp
    made = Session(sample_case(), "tester")
    yield made
    made.case.close()


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> EntryPanel:
    made = EntryPanel(session, gazetteer.load(), lambda: True)
    qtbot.addWidget(made)
    return made


def fill(panel: EntryPanel, **texts: str) -> None:
    for name, text in texts.items():
        panel.form.text_field(name).set_text(text)


def typed(panel: EntryPanel) -> dict[str, str]:
    return {name: text for name, text in panel.form.texts().items() if text}


def test_desk_07_a_discarded_report_comes_back_with_its_incident(
    session: Session, panel: EntryPanel
) -> None:
    sentences: list[str] = []
    session.reported.connect(sentences.append)
    panel.add_to(B)
    fill(panel, killed="7", quote="Seven were killed.")
    panel.close_panel()
    assert panel.is_blank
    assert sentences == [form_draft.discarded_sentence()]
    assert drafts.load_all(session.case) == ()
    (draft,) = form_draft.load_discarded(session.case)
    assert (draft.form, draft.code) == ("report", B)
    assert draft.excerpt == f"{B} · 7 · Seven were killed."
    # What is typed meanwhile goes there in its place.
    fill(panel, **TYPED)
    panel.bring_back(draft)
    assert typed(panel) == {"killed": "7", "quote": "Seven were killed."}
    assert panel.update_target.code == B
    (other,) = form_draft.load_discarded(session.case)
    assert {**TYPED}.items() <= other.fields.items()
    assert other.code == ""
    # It is the draft of the form again.
    assert [one.content["code"] for one in drafts.load_all(session.case)] == [B]
    panel.bring_back(other)
    assert typed(panel) == TYPED
    assert panel.update_target.code == ""
    panel.close_panel()
    panel.close_panel()
    assert len(form_draft.load_discarded(session.case)) == 2


def test_desk_07_a_total_and_what_is_discarded_at_the_offer_are_kept(
    session: Session, panel: EntryPanel
) -> None:
    panel.choose(1)
    fill(panel, area="Kharkiv oblast", killed=">1000")
    panel.drafts.flush()
    again = EntryPanel(session, gazetteer.load(), lambda: True)
    assert not again.offer_drafts(lambda _time, _excerpt: "discard")
    assert drafts.load_all(session.case) == ()
    (draft,) = form_draft.load_discarded(session.case)
    again.bring_back(draft)
    assert again.form is again.statement
    assert again.statement.fields["area"].text() == "Kharkiv oblast"
    again.deleteLater()


def test_desk_07_the_last_ten_are_kept(session: Session, panel: EntryPanel) -> None:
    for number in range(12):
        fill(panel, killed=str(number))
        panel.close_panel()
    kept = [draft.fields["killed"] for draft in form_draft.load_discarded(session.case)]
    assert kept == [str(number) for number in range(11, 1, -1)]


def test_desk_07_a_discarded_correction_comes_back(qtbot: QtBot, session: Session) -> None:
    panel = EditPanel(session, gazetteer.load(), lambda: True)
    qtbot.addWidget(panel)
    assert panel.open_record(f"{A}/1")
    panel.form.text_field("quote").set_text("Another quote.")
    panel.why.setText("misread")
    panel.close_panel()
    (draft,) = form_draft.load_discarded(session.case)
    assert (draft.form, draft.code) == ("edit", f"{A}/1")
    assert panel.bring_back(draft)
    assert panel.changed() == {"quote": "Another quote."}
    assert panel.why.text() == "misread"
    assert form_draft.load_discarded(session.case) == []
    panel.close_panel()
    panel.close_panel()
    (draft,) = form_draft.load_discarded(session.case)
    gone = form_draft.Draft("shelf/edit/1", "edit", "KHT-2022-08-17-09/1", {}, (), draft.at)
    sentences: list[str] = []
    session.reported.connect(sentences.append)
    assert not panel.bring_back(gone)
    assert sentences == [
        "KHT-2022-08-17-09/1 is not in this case file now. The entry stays in the list."
    ]


def test_desk_07_a_name_that_is_erased_goes_from_the_shelf_too(
    session: Session, panel: EntryPanel
) -> None:
    name = "Оксана Тестова"
    with session.case.edit("tester", "add") as edit:
        code = person_records.add(edit, A, Person(name=name))
    fill(panel, quote=f"Загинула {name}.", killed="1")
    panel.close_panel()
    with session.case.edit("tester", "asked for it") as edit:
        name_erasure.purge(edit, code)
    (draft,) = form_draft.load_discarded(session.case)
    assert "Тестова" not in str(draft.fields)
    assert draft.fields["killed"] == "1"


def test_desk_07_no_undo_brings_back_what_was_typed_before_a_name_was_erased(
    session: Session, panel: EntryPanel
) -> None:
    fill(panel, **TYPED, quote="Загинула Оксана Тестова.")
    panel.save()
    saved = undo_stack.undoable(session.case).undo
    with session.case.edit("tester", "add") as edit:
        code = person_records.add(edit, A, Person(name="Оксана Тестова"))
    with session.case.edit("tester", "asked for it") as edit:
        name_erasure.purge(edit, code)
    assert saved
    session.undone.emit(saved.edit)
    assert panel.is_blank
    assert form_draft.load_discarded(session.case) == []


def test_desk_07_the_list_is_worked_by_keyboard(
    qtbot: QtBot, window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    view = window.view
    assert view
    monkeypatch.setattr(standard_dialogs, "confirm_discard", lambda _parent: True)
    for number in "123":
        view.enter()
        view.entry.report.text_field("killed").set_text(number)
        view.entry.close_panel()
    assert window.status.text == form_draft.discarded_sentence()
    case = view.session.case
    dialog = DiscardedDialog(view, case)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.waitUntil(dialog.list.hasFocus)
    assert "report" in dialog.list.item(0).toolTip()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert [draft.fields["killed"] for draft in form_draft.load_discarded(case)] == ["3", "1"]
    assert dialog.draft
    assert dialog.draft.fields["killed"] == "1"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.result() == DiscardedDialog.DialogCode.Accepted
    monkeypatch.setattr(DiscardedDialog, "exec", lambda _dialog: True)
    view.show_discarded()
    assert view.is_entering
    assert view.entry.report.fields["killed"].text() == "3"
    monkeypatch.setattr(standard_dialogs, "confirm", lambda *_args: True)
    dialog.empty()
    assert form_draft.load_discarded(case) == []
    assert dialog.list.isHidden()
    dialog.deleteLater()
    assert len(incidents.ids(case)) == 7
