"""A pasted text is one document, and what is confirmed of it one edit."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.entry import form_draft
from kharkiv_tracker.gui.paste import passage_worker, text_problem
from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
from kharkiv_tracker.gui.paste.proposed_entry import Decision
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.proposal import Finding, PassageReading, Subject
from kharkiv_tracker.store import (
    document_records,
    drafts,
    history,
    incidents,
    merge_split,
    statements,
)
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import empty_case
from tests.gui.dialog_answers import texts
from tests.gui.paste_readings import POST_TEXT, post_reading, proposal

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let a reading made by hand be what is read."""

    def reading(made: Callable[[str, Context], PassageReading]) -> None:
        monkeypatch.setattr(passage_worker, "read_passage", made)

    return reading


def paste(qtbot: QtBot, hands, window: MainWindow, path: Path, text: str) -> PasteDialog:
    """Paste a text by its key."""
    window.open_path(path)
    window.activateWindow()
    window.view.focus_view()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    QApplication.clipboard().setText(text)
    hands.press(Qt.Key.Key_V, CTRL_SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PasteDialog)
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or window))
    return dialog


def by_date(text: str, context: Context) -> PassageReading:
    day = context.reckoned_from
    return post_reading(text, f"{day.day - 1}.{day:%m.%Y}", f"{day:%d.%m.%Y}")


def test_the_seed_is_confirmed_with_few_keys(
    qtbot: QtBot, hands, window: MainWindow, empty: Path
) -> None:
    dialog = paste(qtbot, hands, window, empty, POST_TEXT)
    assert hands.focus is dialog.head.fields["published"].box
    hands.type("18.08.22")
    hands.press(Qt.Key.Key_Return)
    assert dialog.entries[0].value("when").text == "17.08.2022, night to 18"
    for _turn in range(3):
        hands.press(Qt.Key.Key_Return)
    assert hands.focus is dialog.save_button
    hands.press(Qt.Key.Key_Return)
    assert hands.keystrokes <= 15
    case = window.session.case
    codes = incidents.codes(case, incidents.ids(case))
    assert sorted(codes) == ["KHT-2022-08-17-01", "KHT-2022-08-18-01"]
    incident = incidents.incident(case, "KHT-2022-08-17-01")
    assert "hearing impairments" in incident.circumstances
    (document,) = document_records.documents(case)
    assert document.text == POST_TEXT
    (report,) = incidents.reports(case, "KHT-2022-08-18-01")
    assert report.document == document.code
    assert (str(report.count("killed")), str(report.count("injured"))) == ("1", "18")
    assert str(report.speaker.person) == "Oleh Syniehubov"
    assert "18 people" in report.quote
    (total,) = statements.statements(case)
    assert str(total.count("killed")) == ">1000"
    window.undo.undo()
    assert not incidents.ids(case)
    assert not list(statements.statements(case))
    # What was confirmed can be had back.
    (draft,) = form_draft.load_discarded(case)
    assert draft.fields["0.text.killed"] == "7+"


def fixed(reading: PassageReading) -> Callable[[str, Context], PassageReading]:
    return lambda _text, _context: reading


UPDATE = "Seven people were killed and 14 injured in Saltivskyi district on 17 August 2022."


def update_reading(text: str) -> PassageReading:
    fields = {
        "when": ("17.08.2022", "17 August 2022"),
        "where": ("Saltivskyi", "Saltivskyi district"),
        "killed": ("7", "Seven people"),
        "injured": ("14", "14"),
        "as_of": ("18.08.2022 12:00", "17 August 2022"),
    }
    return PassageReading(text, (proposal(text, Subject.INCIDENT, fields, text),))


def struck_case() -> CaseFile:
    """A case with one strike that a pasted text may be about."""
    strike = {
        "event": {"date": "2022-08-17"}, "district": "Saltivskyi", "circumstances": "In a queue.",
        "reports": [{"killed": "5", "injured": "14", "as_of": "2022-08-18T08:00"}],
    }  # fmt: skip
    case = empty_case()
    case.record(entry_json.read({"incidents": [strike]}, gazetteer.load()), "t", "t")
    return case


def test_a_likely_incident_is_offered_first_with_the_difference(hands, reads, pasted) -> None:
    reads(fixed(update_reading(UPDATE)))
    dialog = pasted(struck_case(), UPDATE)
    (card,) = dialog.list.cards
    assert hands.focus is card.questions.stops[0]
    assert "killed 5 → 7" in hands.focus.accessibleName()
    # Escape leaves the question open, and not the dialog.
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is card.rows["when"]
    # With a question open, all that is left is not confirmed in passing.
    hands.ctrl(Qt.Key.Key_Return)
    assert card.is_open
    hands.type("1")
    assert card.entry.code == "KHT-2022-08-17-01"
    assert hands.focus is card.rows["killed"]
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    case = dialog._session.case
    assert len(incidents.ids(case)) == 1
    assert len(incidents.reports(case, "KHT-2022-08-17-01")) == 2


def test_another_strike_is_noted_as_not_the_same(hands, reads, pasted) -> None:
    reads(fixed(update_reading(UPDATE)))
    dialog = pasted(struck_case(), UPDATE)
    hands.type("2")
    (card,) = dialog.list.cards
    assert card.entry.distinct_codes == ["KHT-2022-08-17-01"]
    hands.ctrl(Qt.Key.Key_Return)
    case = dialog._session.case
    assert len(incidents.ids(case)) == 2
    (link,) = merge_split.links(case, "KHT-2022-08-17-02")
    assert link.relation is Relation.DIFFERENT


def test_what_an_update_says_of_the_victims_is_added_to_the_incident(hands, reads, pasted) -> None:
    reading = update_reading(UPDATE)
    found = reading.proposals[0].findings
    remark = {"circumstances": Finding({}, "At home.", found["where"].spans)}
    proposals = (replace(reading.proposals[0], findings={**found, **remark}),)
    reads(fixed(replace(reading, proposals=proposals)))
    dialog = pasted(struck_case(), UPDATE)
    hands.type("1")
    hands.ctrl(Qt.Key.Key_Return)
    incident = incidents.incident(dialog._session.case, "KHT-2022-08-17-01")
    assert incident.circumstances == "In a queue.\nAt home."


def test_what_is_odd_is_asked_on_the_proposal_and_kept_as_the_reason(hands, reads, pasted) -> None:
    day = f"17.08.{datetime.now(UTC).year + 1}"
    values = {**update_reading(UPDATE).proposals[0].findings, "when": Finding({}, day, ((0, 5),))}
    values.pop("as_of")
    text, reading = UPDATE, update_reading(UPDATE)
    proposals = (replace(reading.proposals[0], findings=values),)
    reads(fixed(PassageReading(text, proposals)))
    dialog = pasted(empty_case(), text)
    (card,) = dialog.list.cards
    assert "in the future" in card.questions.text
    hands.ctrl(Qt.Key.Key_Return)
    assert card.is_open
    number = next(n for n, stop in enumerate(card.questions.stops, 1) if "save" in stop.text())
    hands.type(str(number))
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    case = dialog._session.case
    assert incidents.ids(case)
    assert "in the future" in history.last(case).reason


def test_a_district_in_doubt_is_chosen_by_its_digit(hands, reads, pasted) -> None:
    places = gazetteer.load()
    reading = update_reading(UPDATE)
    values = dict(reading.proposals[0].findings)
    values.pop("where")
    named = {place.short_name("en"): place for place in places.listed}
    candidates = (named["Kyivskyi"], named["Saltivskyi"])
    made = replace(reading.proposals[0], findings=values, candidates=candidates)
    reads(fixed(replace(reading, proposals=(made,))))
    dialog = pasted(empty_case(), UPDATE)
    hands.type("2")
    (card,) = dialog.list.cards
    assert card.entry.value("where").text == "Saltivskyi"
    assert hands.focus is card.rows["when"]


def test_a_row_is_typed_over_and_given_back(hands, reads, pasted) -> None:
    reads(fixed(update_reading(UPDATE)))
    dialog = pasted(empty_case(), UPDATE)
    (card,) = dialog.list.cards
    for _turn in range(2):
        hands.press(Qt.Key.Key_Tab)
    row = card.rows["killed"]
    assert hands.focus is row
    assert dialog.text.current == 2
    hands.type("8")
    assert hands.focus.text() == "8"
    hands.press(Qt.Key.Key_Escape)
    assert hands.focus is row
    assert card.entry.value("killed").text == "7"
    hands.type("8+")
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is card.rows["injured"]
    assert card.entry.value("killed").text == "8+"
    hands.press(Qt.Key.Key_Backtab)
    hands.press(Qt.Key.Key_F2)
    hands.type("many")
    hands.press(Qt.Key.Key_Return)
    assert "killed" in card.check.refusals
    # What is not understood is not confirmed: the keyboard is in its field.
    hands.press(Qt.Key.Key_Return)
    assert card.is_open
    assert hands.focus is row.field.box
    hands.type("9")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    assert not card.is_open


def test_dropped_and_taken_back(hands, reads, pasted) -> None:
    reads(by_date)
    dialog = pasted(empty_case(), POST_TEXT)
    hands.press(Qt.Key.Key_Return)
    first, second, _total = dialog.list.cards
    assert dialog.number_unused == 1
    hands.press(Qt.Key.Key_Delete)
    assert first.entry.decision is Decision.DROPPED
    # Its numbers are used no more.
    assert dialog.number_unused > 1
    assert hands.focus in second.stops
    hands.press(Qt.Key.Key_Backtab)
    assert hands.focus is first
    hands.press(Qt.Key.Key_Delete)
    assert first.is_open
    assert hands.focus is first.rows["when"]
    assert dialog.number_unused == 1


def test_tab_goes_through_every_row_and_back(hands, reads, pasted) -> None:
    reads(by_date)
    dialog = pasted(empty_case(), POST_TEXT)
    hands.press(Qt.Key.Key_Return)
    stops = [stop for card in dialog.list.cards for stop in card.stops]
    visited = [hands.focus]
    for _stop in stops[1:]:
        hands.press(Qt.Key.Key_Tab)
        visited.append(hands.focus)
    assert visited == stops
    for stop in stops[-2::-1]:
        hands.press(Qt.Key.Key_Backtab)
        assert hands.focus is stop


def test_marked_words_are_given_to_a_field(hands, reads, pasted) -> None:
    text = UPDATE + " Two people are missing."
    reads(fixed(replace(update_reading(UPDATE), text=text)))
    dialog = pasted(empty_case(), text)
    hands.press(Qt.Key.Key_F6)
    assert hands.focus is dialog.text
    cursor = dialog.text.textCursor()
    cursor.setPosition(text.index("Two"))
    cursor.setPosition(text.index("Two") + 3, cursor.MoveMode.KeepAnchor)
    dialog.text.setTextCursor(cursor)
    hands.ctrl(Qt.Key.Key_L)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text().endswith("Missing"))
    action.trigger()
    menu.close()
    (card,) = dialog.list.cards
    assert card.entry.value("missing").words == ((text.index("Two"), text.index("Two") + 3),)
    card.confirm()
    hands.press(Qt.Key.Key_Return)
    case = dialog._session.case
    (report,) = incidents.reports(case, "KHT-2022-08-17-01")
    assert str(report.count("missing")) == "2"
    assert report.quote == UPDATE + " Two"


def test_a_proposal_of_ones_own_begins_with_marked_words(hands, reads, pasted) -> None:
    reads(fixed(PassageReading(UPDATE)))
    dialog = pasted(empty_case(), UPDATE)
    assert hands.focus is dialog.text
    hands.press(Qt.Key.Key_A, CTRL)
    hands.ctrl(Qt.Key.Key_L)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if "incident" in action.text()).trigger()
    menu.close()
    (card,) = dialog.list.cards
    assert hands.focus is card.rows["when"]
    hands.type("17.08.2022")
    hands.press(Qt.Key.Key_Tab)
    hands.type("saltivskyi")
    hands.press(Qt.Key.Key_Return)
    hands.ctrl(Qt.Key.Key_Return)
    (report,) = incidents.reports(dialog._session.case, "KHT-2022-08-17-01")
    assert report.quote == UPDATE


def test_a_recorded_document_is_used_and_no_second_made(hands, reads, pasted) -> None:
    text = f"{UPDATE} The building of nine storeys burned until the morning, and was left empty."
    case = empty_case()
    document = {"title": "Post", "text": text, "published": "2022-08-18", "source": "OVA"}
    case.record(entry_json.read({"documents": [document]}, gazetteer.load()), "t", "t")
    reads(fixed(replace(update_reading(UPDATE), text=text)))
    dialog = pasted(case, text)
    assert dialog.head.fields["document"].text() == "DOC-2022-08-18-01"
    assert dialog.head.fields["published"].text() == "18.08.2022"
    hands.ctrl(Qt.Key.Key_Return)
    case = dialog._session.case
    (document,) = document_records.documents(case)
    (report,) = incidents.reports(case, "KHT-2022-08-17-01")
    assert report.document == document.code
    assert report.words == ((0, len(UPDATE)),)
    assert report.source.name == "OVA"


def test_another_day_of_publication_keeps_what_was_done(hands, reads, pasted) -> None:
    reads(by_date)
    dialog = pasted(empty_case(), POST_TEXT)
    hands.type("18.08.22")
    hands.press(Qt.Key.Key_Return)
    first, second, total = dialog.list.cards
    first.entry.put("killed", "8+")
    hands.press(Qt.Key.Key_Return)
    second.drop()
    total.confirm()
    dialog.head.fields["published"].set_text("25.08.2022")
    dialog.head.take_day()
    first, second, total = dialog.list.cards
    assert first.entry.value("when").text == "24.08.2022 night"
    assert first.entry.value("killed").text == "8+"
    # Its day is another: it has to be looked at again.
    assert first.is_open
    assert second.entry.decision is Decision.DROPPED
    assert total.entry.decision is Decision.CONFIRMED


def test_a_changed_text_keeps_what_was_done_elsewhere_in_it(hands, reads, pasted) -> None:
    reads(by_date)
    dialog = pasted(empty_case(), POST_TEXT)
    hands.type("18.08.22")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    dialog.list.cards[1].assign("killed", "2", ())
    dialog.edit_text()
    dialog.source.setPlainText(f"Translated from English.\n{POST_TEXT}")
    hands.ctrl(Qt.Key.Key_Return)
    first, second, _total = dialog.list.cards
    assert first.entry.decision is Decision.CONFIRMED
    assert second.entry.value("killed").text == "2"
    assert dialog.document.text.startswith("Translated")
    assert dialog.head.fields["published"].text() == "18.08.22"


def test_a_draft_is_written_and_comes_back_with_every_decision(
    qtbot: QtBot, hands, window: MainWindow, empty: Path, reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(by_date)
    dialog = paste(qtbot, hands, window, empty, POST_TEXT)
    hands.type("18.08.22")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    dialog.list.cards[1].assign("killed", "2", ((0, 4),))
    case = window.session.case
    qtbot.waitUntil(lambda: any(d.content["fields"].get("1.text.killed") == "2"
                                for d in drafts.load_all(case)), timeout=1500)  # fmt: skip
    # As after a power cut.
    (draft,) = drafts.load_all(case)
    dialog._draft.clear()
    dialog.entries = []
    dialog.reject()
    drafts.save(case, draft.form, draft.content)
    window.close_case()
    monkeypatch.setattr(standard_dialogs, "ask_draft", lambda *_args: "restore")
    window.open_path(empty)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PasteDialog))
    dialog = QApplication.activeModalWidget()
    first, second, _total = dialog.list.cards
    assert first.entry.decision is Decision.CONFIRMED
    assert second.entry.value("killed").text == "2"
    assert dialog.head.fields["published"].text() == "18.08.22"
    hands.ctrl(Qt.Key.Key_Return)
    assert len(incidents.ids(window.session.case)) == 2
    assert not drafts.load_all(window.session.case)


def test_escape_puts_what_was_done_on_the_shelf(
    qtbot: QtBot, hands, window: MainWindow, empty: Path, reads
) -> None:
    reads(by_date)
    dialog = paste(qtbot, hands, window, empty, POST_TEXT)
    hands.press(Qt.Key.Key_Escape)
    case = window.session.case
    # Nothing was done.
    assert not drafts.discarded(case)
    assert not drafts.load_all(case)
    dialog = paste(qtbot, hands, window, empty, POST_TEXT)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Escape)
    assert not drafts.load_all(window.session.case)
    (draft,) = form_draft.load_discarded(window.session.case)
    window.view.dialogs.resume_paste(draft, is_discarded=True)
    dialog = QApplication.activeModalWidget()
    assert dialog.list.cards[0].entry.decision is Decision.CONFIRMED
    assert not drafts.discarded(window.session.case)


def test_an_empty_clipboard_leaves_a_field_to_paste_into(hands, reads, pasted) -> None:
    reads(by_date)
    dialog = pasted(empty_case(), "")
    assert hands.focus is dialog.source
    hands.ctrl(Qt.Key.Key_Return)
    assert dialog.message.text() == "The text is empty. Paste or type one."
    hands.paste(POST_TEXT)
    assert dialog.text.isVisible()
    assert len(dialog.list.cards) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [("\x00\x01\x02\x03PNG\x00\x05\x06\x07", "not text"), ("1" * 200_001, "Limit: 200,000")],
)
def test_what_is_not_a_text_is_refused_in_a_sentence(text: str, words: str) -> None:
    assert words in text_problem.problem(text)


def test_a_long_text_is_read_in_the_background(qtbot: QtBot, reads, pasted) -> None:
    threads = []

    may_end = threading.Event()

    def read(text: str, context: Context) -> PassageReading:
        may_end.wait(10)
        threads.append(threading.current_thread())
        return by_date(text, context)

    reads(read)
    dialog = pasted(empty_case(), POST_TEXT + "\n" + "No number here. " * 2_000)
    assert dialog.message.text() == "Reading the text…"
    may_end.set()
    qtbot.waitUntil(lambda: len(dialog.list.cards) == 3)
    assert threading.main_thread() not in threads
    assert not dialog.message.text()


def test_many_proposals_are_folded_but_for_the_current_one(hands, reads, pasted) -> None:
    made = update_reading(UPDATE).proposals[0]
    reads(fixed(PassageReading(UPDATE, (made,) * 30)))
    dialog = pasted(empty_case(), UPDATE)
    assert [card.is_folded for card in dialog.list.cards] == [False, *[True] * 29]
    hands.press(Qt.Key.Key_Return)
    assert [card.is_folded for card in dialog.list.cards] == [True, False, *[True] * 28]


def test_why_a_number_is_not_used_is_said_at_the_cursor(reads, pasted) -> None:
    reads(by_date)
    dialog = pasted(empty_case(), POST_TEXT)
    assert "1 number is not used" in texts(dialog)
    dialog.text.setFocus()
    cursor = dialog.text.textCursor()
    cursor.setPosition(POST_TEXT.index("25 miles"))
    dialog.text.setTextCursor(cursor)
    assert "Not used: a time or a date." in texts(dialog)


def test_a_typed_text_asks_as_in_the_form(hands, reads, pasted) -> None:
    reads(fixed(update_reading(UPDATE)))
    dialog = pasted(empty_case(), UPDATE)
    (card,) = dialog.list.cards
    row = card.rows["injured"]
    row.setFocus()
    hands.press(Qt.Key.Key_F2)
    hands.type("16 (5 чоловік)")
    row.field.check()
    assert row.field.answers.question is not None
    hands.alt(Qt.Key.Key_1)
    assert hands.focus is row
    assert card.entry.value("injured").text == "16 (5 men)"
    # Left open, it is asked before it is confirmed.
    hands.press(Qt.Key.Key_F2)
    hands.type("16 (5 чоловік)")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Return)
    assert card.is_open
    assert hands.focus in card.questions.stops


def test_words_that_are_clicked_lead_to_their_row(qtbot: QtBot, hands, reads, pasted) -> None:
    reads(fixed(update_reading(UPDATE)))
    dialog = pasted(empty_case(), UPDATE)
    qtbot.waitUntil(dialog.text.isVisible)
    cursor = dialog.text.textCursor()
    cursor.setPosition(UPDATE.index("14") + 1)
    place = dialog.text.cursorRect(cursor).center()
    qtbot.mouseClick(dialog.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    (card,) = dialog.list.cards
    assert hands.focus is card.rows["injured"]


def test_a_case_that_cannot_be_written_says_so_and_keeps_everything(
    hands, reads, pasted, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(by_date)
    dialog = pasted(empty_case(), POST_TEXT)

    def refuse(*_args: object) -> None:
        raise Refused("The disk is full.")

    monkeypatch.setattr(dialog._session, "record", refuse)
    hands.ctrl(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.message.text() == "Not saved. The disk is full."
    assert len(dialog.list.with_decision(Decision.CONFIRMED)) == 3


def test_what_became_a_question_meanwhile_is_asked_before_it_is_saved(hands, reads, pasted) -> None:
    reads(fixed(update_reading(UPDATE)))
    dialog = pasted(empty_case(), UPDATE)
    hands.press(Qt.Key.Key_Return)
    strike = {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "reports": [{"killed": "5"}],
    }
    dialog._session.case.record(
        entry_json.read({"incidents": [strike]}, gazetteer.load()), "another", "add"
    )
    hands.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    (card,) = dialog.list.cards
    assert hands.focus is card.questions.stops[0]


def test_the_office_of_a_speaker_is_added_from_the_case(reads, pasted) -> None:
    case = struck_case()
    statement = {"area": "Kharkiv oblast", "killed": "9", "speaker": "Ihor Terekhov",
                 "office": "Mayor of Kharkiv"}  # fmt: skip
    case.record(entry_json.read({"statements": [statement]}, gazetteer.load()), "t", "t")
    reading = update_reading(UPDATE)
    named = {"speaker": Finding({}, "Ihor Terekhov", ())}
    made = replace(reading.proposals[0], findings={**reading.proposals[0].findings, **named})
    reads(fixed(replace(reading, proposals=(made,))))
    dialog = pasted(case, UPDATE)
    assert dialog.entries[0].value("office").text == "Mayor of Kharkiv"
