"""Several incidents chosen: what is done to all of them, shown first, undone in one step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.commands import context_menu, subject, target
from kharkiv_tracker.gui.commands.command import About
from kharkiv_tracker.gui.commands.command_table import TABLE, named
from kharkiv_tracker.gui.commands.controls import short_text
from kharkiv_tracker.gui.dialogs import prompts, standard_dialogs
from kharkiv_tracker.gui.many.change_inputs import LinkInput, NoteInput, WordInput, WordsInput
from kharkiv_tracker.gui.many.many_dialog import ManyDialog
from kharkiv_tracker.gui.search import search_results
from kharkiv_tracker.gui.search.search_dialog import Hit
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.i18n import NO_BREAK
from kharkiv_tracker.store import history, incidents, merge_split, note_list, rule_choice
from kharkiv_tracker.store.case_file import CaseFile

#: Two rows one below the other, newest first.
CODES = ("KHT-2022-08-18-01", "KHT-2022-08-17-01")
#: What cannot be done to several at once, beside what is about another kind of record.
SINGLE = {"add-update", "edit", "split", "add-person", "attach", "add-identifier", "merge"}
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(window: MainWindow, sampled: Path, qtbot: QtBot) -> MainWindow:
    window.open_path(sampled)
    window.session.author = "Olha"
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    window.view.incidents.table.setFocus()
    return window


@pytest.fixture
def notices(opened: MainWindow) -> list[str]:
    sentences: list[str] = []
    opened.session.noticed.connect(lambda sentence: sentences.append(plain(sentence)))
    return sentences


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = _CONTROL) -> None:
    QTest.keyClick(window.view.incidents.table, key, held)


def choose_all(window: MainWindow) -> None:
    press(window, Qt.Key.Key_A)


def choose_two(window: MainWindow) -> None:
    window.view.open_incident(CODES[0])
    press(window, Qt.Key.Key_Down, _SHIFT)


def answering(
    window: MainWindow, name: str, answer: Callable[[ManyDialog], object]
) -> list[ManyDialog]:
    """Run a command of the menu and answer its dialog."""
    dialogs: list[ManyDialog] = []

    def settle() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ManyDialog)
        dialogs.append(dialog)
        try:
            answer(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, settle)
    window.menu_bar.actions[name].trigger()
    return dialogs


def enter(dialog: ManyDialog) -> None:
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)


def lines(dialog: ManyDialog) -> list[tuple[str, ...]]:
    """What the preview says of each record: code, place, before, after."""
    model = dialog.preview.changing.model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def refusals(dialog: ManyDialog) -> list[str]:
    model = dialog.preview.refused.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def case_of(window: MainWindow) -> CaseFile:
    return window.session.case


def states(window: MainWindow) -> set[ReviewState]:
    case = case_of(window)
    return {row.state for row in incidents.rows(case, incidents.ids(case))}


def add_drafts(window: MainWindow, number: int) -> None:
    drafts = [
        {
            "event": {"date": f"2023-{1 + n % 12:02}-{1 + n % 28:02}"},
            "district": "Saltivskyi",
            "reports": [{"killed": "1"}],
        }
        for n in range(number)
    ]
    entries = entry_json.read({"incidents": drafts}, gazetteer.load())
    window.session.record(entries, "add")


def test_desk_09_181_incidents_are_approved_in_three_keys_and_undone_in_one(
    opened: MainWindow, notices: list[str]
) -> None:
    add_drafts(opened, 181)
    notices.clear()
    QTimer.singleShot(0, lambda: enter(QApplication.activeModalWidget()))
    press(opened, Qt.Key.Key_A)
    press(opened, Qt.Key.Key_A, _CONTROL | _SHIFT)
    assert notices == ["Approval of 181 incidents"]
    assert states(opened) == {ReviewState.APPROVED}
    assert len(opened.view.incidents.table.chosen_ids()) == 188
    revision = history.last(case_of(opened))
    assert (revision.reason, revision.author) == ("approve", "Olha")
    opened.menu_bar.actions["undo"].trigger()
    assert states(opened) == {ReviewState.APPROVED, ReviewState.DRAFT}
    opened.menu_bar.actions["redo"].trigger()
    assert states(opened) == {ReviewState.APPROVED}


def test_desk_09_what_changed_since_approval_is_approved_again(
    opened: MainWindow, notices: list[str]
) -> None:
    weak = entry_json.read({"incidents": [{"code": CODES[1], "reports": [{"killed": "25"}]}]}, None)
    opened.session.record(weak, "add")
    notices.clear()
    choose_two(opened)

    def approve(dialog: ManyDialog) -> None:
        assert [line[0:1] + line[2:] for line in lines(dialog)] == [
            (CODES[1], "Approved, changed", "Approved")
        ]
        enter(dialog)

    answering(opened, "approve", approve)
    assert notices == [f"Approval of {CODES[1]}"]


def test_desk_09_a_grade_is_shown_for_each_before_it_is_set(
    opened: MainWindow, notices: list[str]
) -> None:
    choose_two(opened)

    def grade(dialog: ManyDialog) -> None:
        assert plain(dialog.windowTitle()) == "Grade of 2 incidents"
        assert isinstance(dialog.input, WordInput)
        assert not dialog.accepting.isEnabled()
        QTest.keyClick(dialog.input.choice, Qt.Key.Key_D)
        assert dialog.input.choice.currentText() == "Discounted"
        sentence = "2 records change. 2 have to be approved again."
        assert plain(dialog.preview.status.text()) == sentence
        assert [line[0::2] for line in lines(dialog)] == [(code, "Fair") for code in CODES]
        assert [line[3] for line in lines(dialog)] == ["Discounted", "Discounted"]
        totals = dialog.preview.totals.model()
        assert [str(totals.index(row, 0).data()) for row in range(totals.rowCount())] == [
            "All districts",
            "Saltivskyi",
            "Slobidskyi",
        ]
        assert totals.index(1, 1).data() == "19 → —"
        dialog.reason.setText("  combatants, says the court ")
        enter(dialog)

    answering(opened, "choose-grade", grade)
    case = case_of(opened)
    assert {incidents.incident(case, code).grade for code in CODES} == {Grade.DISCOUNTED}
    assert notices == ["Grade of 2 incidents"]
    assert history.last(case).reason == "combatants, says the court"
    assert len(opened.view.incidents.chosen_codes()) == 2


def test_desk_15_a_dialog_that_grows_keeps_its_buttons_on_the_screen(
    opened: MainWindow, qtbot: QtBot
) -> None:
    choose_two(opened)

    def grow(dialog: ManyDialog) -> None:
        room = dialog.screen().availableGeometry()
        low = dialog.height()
        dialog.move(room.left(), room.bottom() - low)
        QTest.keyClick(dialog.input.choice, Qt.Key.Key_D)
        qtbot.waitUntil(lambda: dialog.height() > low + 100, timeout=1000)
        assert room.contains(dialog.frameGeometry())

    answering(opened, "choose-grade", grow)


def test_desk_09_cancel_and_a_preview_leave_everything(
    opened: MainWindow, notices: list[str]
) -> None:
    choose_all(opened)
    before = case_of(opened).heads()[:]
    answering(opened, "change-district", lambda dialog: dialog.input.choice.setCurrentIndex(3))
    assert case_of(opened).heads() == before
    assert notices == []


def test_desk_09_weapon_and_place_hit_act_on_all(opened: MainWindow) -> None:
    choose_two(opened)

    def choose(word: str, manner: int) -> Callable[[ManyDialog], None]:
        def answer(dialog: ManyDialog) -> None:
            assert isinstance(dialog.input, WordsInput)
            dialog.input.choice.setCurrentText(word)
            dialog.input.manner.setCurrentIndex(manner)
            enter(dialog)

        return answer

    answering(opened, "change-weapon", choose("small arms", 0))
    answering(opened, "change-weapon", choose("missile", 2))
    answering(opened, "change-places-hit", choose("commercial", 1))
    for code in CODES:
        incident = incidents.incident(case_of(opened), code)
        assert incident.weapons == (Weapon.SMALL_ARMS,)
        assert [place.value for place in incident.places_hit] == ["commercial"]


def test_desk_09_note_link_and_state_act_on_all(opened: MainWindow, notices: list[str]) -> None:
    choose_two(opened)
    case = case_of(opened)

    def note(dialog: ManyDialog) -> None:
        assert isinstance(dialog.input, NoteInput)
        dialog.input.text.setPlainText("One wave")
        dialog.input.text.insertPlainText("Is it ")
        dialog.accepting.click()

    def link(dialog: ManyDialog) -> None:
        assert isinstance(dialog.input, LinkInput)
        assert dialog.input.picker.code == CODES[0]
        assert refusals(dialog) == [f"{CODES[0]} cannot be linked to itself."]
        dialog.accept()

    def state(dialog: ManyDialog) -> None:
        dialog.input.choice.setCurrentText("Has issues")
        enter(dialog)

    answering(opened, "add-note", note)
    answering(opened, "link", link)
    answering(opened, "choose-state", state)
    for code in CODES:
        (entry,) = note_list.listed(case, code)
        assert entry.note.text == "Is it One wave"
        assert len(merge_split.links(case, code)) == 1
        assert incidents.incident(case, code).state is ReviewState.HAS_ISSUES
    assert notices[-1] == "Review state of 2 incidents"


def test_desk_09_withdraw_needs_a_reason_and_reinstate_takes_only_the_withdrawn(
    opened: MainWindow, notices: list[str]
) -> None:
    choose_two(opened)

    def withdraw(dialog: ManyDialog) -> None:
        enter(dialog)
        assert dialog.isVisible()
        QTest.keyClicks(dialog.reason, "double count")
        enter(dialog)

    answering(opened, "withdraw", withdraw)
    assert history.last(case_of(opened)).reason == "double count"
    choose_all(opened)

    def reinstate(dialog: ManyDialog) -> None:
        assert [line[0] for line in lines(dialog)] == list(CODES)
        assert len(refusals(dialog)) == 5
        enter(dialog)

    answering(opened, "reinstate", reinstate)
    assert notices == ["Withdrawal of 2 incidents", "Reinstatement of 2 incidents"]
    assert states(opened) == {ReviewState.APPROVED}


def test_desk_09_a_second_person_leaves_their_own_out(
    opened: MainWindow, notices: list[str]
) -> None:
    session = opened.session
    session.edit("case", lambda edit: rule_choice.set_review(edit, True, 30))
    opened.view.edits.set_grade(CODES[0], Grade.WEAK)
    session.author = "Petro"
    opened.view.edits.set_grade(CODES[1], Grade.WEAK)
    choose_all(opened)

    def approve(dialog: ManyDialog) -> None:
        assert plain(dialog.preview.status.text()) == "1 record changes. 6 stay as they are."
        assert f"Petro changed {CODES[1]} last; another person must approve it." in refusals(dialog)
        enter(dialog)

    notices.clear()
    answering(opened, "approve", approve)
    assert notices == [f"Approval of {CODES[0]}: Ready for review → Approved"]
    case = case_of(opened)
    approved = [incidents.incident(case, code).state for code in CODES]
    assert approved == [ReviewState.APPROVED, ReviewState.READY]


def test_desk_09_nothing_is_done_where_all_are_refused(
    opened: MainWindow, notices: list[str]
) -> None:
    choose_all(opened)

    def approve(dialog: ManyDialog) -> None:
        assert plain(dialog.preview.status.text()) == "Nothing would change."
        assert refusals(dialog) == ["Already so."] * 7
        assert not dialog.accepting.isEnabled()
        dialog.accept()
        assert dialog.isVisible()

    answering(opened, "approve", approve)
    assert notices == []


def test_desk_09_a_change_made_elsewhere_meanwhile_is_a_sentence(
    opened: MainWindow, notices: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sentences: list[str] = []
    monkeypatch.setattr(
        standard_dialogs, "show_message", lambda _parent, sentence: sentences.append(sentence)
    )
    choose_two(opened)

    def grade(dialog: ManyDialog) -> None:
        dialog.input.choice.setCurrentText("Confirmed")
        with CaseFile.open(case_of(opened).path) as other, other.edit("Petro", "x") as edit:
            merge_split.merge(edit, *CODES)
        enter(dialog)

    answering(opened, "choose-grade", grade)
    assert notices == []
    (sentence,) = sentences
    assert sentence.endswith("Nothing was changed.")
    assert incidents.incident(case_of(opened), CODES[0]).grade is Grade.FAIR


def test_desk_09_what_is_for_one_record_is_disabled_for_several(opened: MainWindow) -> None:
    actions = opened.menu_bar.actions
    of_incidents = [c for c in TABLE if c.menu and About.INCIDENT in c.about]
    assert all(actions[command.name].isEnabled() for command in of_incidents)
    choose_all(opened)
    disabled = {c.name for c in of_incidents if not actions[c.name].isEnabled()}
    assert disabled == SINGLE | {"open-history"} & set(actions)
    find = search_results.finder(opened, opened.view, gazetteer.load())
    hits: list[Hit] = []
    find("", hits.extend)
    offered = {hit.title for hit in hits}
    for command in of_incidents:
        assert (target.name(command, opened) in offered) is (command.name not in disabled)
        if command.name in disabled:
            # No dialog opens: each would fail the test.
            target.run(command, opened)
    opened.view.open_incident(CODES[0])
    assert all(actions[command.name].isEnabled() for command in of_incidents)


def test_desk_09_two_incidents_are_merged_as_chosen(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(prompts, "ask_merge", lambda *_given: asked.append(_given[3:]))
    choose_two(opened)
    opened.menu_bar.actions["merge"].trigger()
    assert asked == [CODES]


def test_desk_09_the_menu_of_the_table_names_how_many(opened: MainWindow) -> None:
    choose_two(opened)
    view = opened.view
    record = subject.of_several(view, view.chosen_codes())
    names = [short_text(command) for command in context_menu.offered(record)]
    assert names == [
        "Grade…",
        "Review state…",
        "Weapon…",
        "Places hit…",
        "District…",
        "Approve",
        "Merge with…",
        "Link…",
        "Add note…",
        "Withdraw…",
    ]
    menu = context_menu.menu(view, record)
    assert [action.text() for action in menu.actions()] == ["2 incidents", *names]
    assert not menu.actions()[0].isEnabled()


def test_desk_09_the_panel_shows_what_is_for_all_and_the_inspector_comes_back(
    opened: MainWindow,
) -> None:
    view = opened.view
    choose_all(opened)
    assert view.side is view.several
    assert plain(view.several.title) == "7 incidents chosen"
    view.open_incident(CODES[1])
    assert view.side is view.inspector
    assert view.inspector.code == CODES[1]
    view.enter()
    choose_all(opened)
    assert view.side is view.entry
    view.entry.closed.emit()
    assert view.side is view.several


def test_desk_09_a_change_of_many_is_in_ukrainian(qtbot: QtBot, sampled: Path) -> None:
    app.make("uk")
    window = MainWindow()
    qtbot.addWidget(window)
    window.open_path(sampled)
    window.session.author = "Olha"
    sentences: list[str] = []
    window.session.noticed.connect(lambda sentence: sentences.append(plain(sentence)))
    window.view.incidents.table.selectAll()

    def state(dialog: ManyDialog) -> None:
        assert plain(dialog.windowTitle()) == "Стан перевірки 7 інцидентів"
        dialog.input.choice.setCurrentIndex(0)
        assert plain(dialog.preview.status.text()) == "Зміняться 7 записів."
        enter(dialog)

    answering(window, "choose-state", state)
    assert sentences == ["Стан перевірки: 7 інцидентів"]
    window.close()


def test_desk_09_new_commands_act_on_one_incident_too(opened: MainWindow) -> None:
    opened.view.open_incident(CODES[0])

    def weapon(dialog: ManyDialog) -> None:
        assert plain(dialog.windowTitle()) == "Weapon of 1 incident"
        dialog.input.choice.setCurrentText("other")
        enter(dialog)

    answering(opened, "change-weapon", weapon)
    assert Weapon.OTHER in incidents.incident(case_of(opened), CODES[0]).weapons
    assert Weapon.OTHER not in incidents.incident(case_of(opened), CODES[1]).weapons
    assert named("change-weapon").acts_on(1)


def test_desk_09_in_a_narrow_window_enter_goes_to_the_commands_and_escape_back(
    opened: MainWindow,
) -> None:
    opened.prefer(text_size=150)
    opened.resize(960, 540)
    table = opened.view.incidents.table
    choose_two(opened)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
        QTest.keyClick(table, Qt.Key.Key_Return)
        focus = QApplication.focusWidget()
        assert opened.view.several.isAncestorOf(focus)
        assert focus.text() == "Approve"
        # With Escape, or with the button that names it.
        leaving = opened.view._to_list if key is Qt.Key.Key_Space else focus
        QTest.keyClick(leaving, key)
        assert table.hasFocus()
        assert len(opened.view.incidents.chosen_codes()) == 2
