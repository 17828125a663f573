"""A document in the entry form: typed once, found again, its words marked, the next from it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.dialogs.joint_dialog import JointDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import (
    document_records,
    incidents,
    joint_comparison,
    statements,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | SHIFT
LINK = "https://news.example/2022/08/18/kharkiv"
TEXT = (
    "Hard-hit Kharkiv is rocked 🔥 by more blasts.\n\n"
    "Ukrainian officials said at least seven civilians were killed and another 16 wounded.\n"
    "“As of now, 18 people have been injured,” Oleh Syniehubov said. “One person was killed.”"
)
DOCUMENT = {
    "url": LINK, "title": "Hard-hit Kharkiv", "source": "News", "source_kind": "media",
    "published": "2022-08-18", "language": "en", "text": TEXT,
}  # fmt: skip
STRIKE = {
    "event": {"date": "2022-08-17"}, "district": "Saltivskyi",
    "reports": [{"killed": "7+", "quote": "at least seven civilians were killed"}],
}  # fmt: skip


@pytest.fixture
def read_before(empty: Path) -> Path:
    """A case with a document and a strike that was read in it."""
    strike = {**STRIKE, "reports": [{**STRIKE["reports"][0], "document": "d"}]}
    with CaseFile.open(empty) as case:
        entered = {"documents": [{**DOCUMENT, "id": "d"}], "incidents": [strike]}
        case.record(entry_json.read(entered, gazetteer.load()), "tester", "test")
    return empty


def begin(hands, window: MainWindow, path: Path):
    window.open_path(path)
    hands.start(window)
    return window.view.entry


def begin_document(hands, panel) -> None:
    hands.paste(LINK)
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is panel.form.fields["document_text"].box
    hands.paste(TEXT)
    hands.press(Qt.Key.Key_Tab)


def type_into(hands, panel, **texts: str) -> None:
    for name, text in texts.items():
        panel.form.fields[name].box.setFocus(Qt.FocusReason.TabFocusReason)
        hands.type(text)


def test_a_new_link_begins_a_document_that_takes_what_is_its_own(
    hands, window: MainWindow, empty: Path
) -> None:
    panel = begin(hands, window, empty)
    fields = panel.report.fields
    assert hands.focus is fields["document"].box
    assert fields["document_text"].isHidden()
    begin_document(hands, panel)
    assert hands.focus is fields["when"].box
    type_into(hands, panel, when="17.08.22", where="saltivskyi", killed="7+", source="News",
              source_kind="media", office="Ukrainian officials", published="18.08.22",
              quote="seven")  # fmt: skip
    assert fields["words"].box.words
    hands.save()
    case = window.session.case
    document = document_records.document(case, "DOC-2022-08-18-01")
    assert (document.url, document.text, document.source.name) == (LINK, TEXT, "News")
    (report,) = incidents.reports(case, "KHT-2022-08-17-01")
    assert report.document == "DOC-2022-08-18-01"
    assert (report.source.name, report.url, report.published) == ("News", LINK, document.published)
    ((first, last),) = report.words
    assert report.quote == TEXT[first:last]
    assert report.quote.startswith("Ukrainian officials said")
    assert report.quote.endswith("wounded.")
    # Document and report are one edit.
    undo_stack.undo(case, "tester")
    assert not incidents.ids(case)


def test_a_link_a_title_or_a_code_finds_its_document(
    hands, window: MainWindow, read_before: Path
) -> None:
    panel = begin(hands, window, read_before)
    fields, document = panel.report.fields, panel.report.text_field("document")
    hands.paste(LINK.replace("https://", "http://www.") + "?utm_source=x")
    assert document.question.labels == (
        "DOC-2022-08-18-01 · Hard-hit Kharkiv · News · 18 Aug 2022 · 1 record", "new document",
    )  # fmt: skip
    hands.press(Qt.Key.Key_Return)
    assert document.text() == "DOC-2022-08-18-01"
    hidden = ("source", "source_kind", "published", "archive_url", "language", "document_text")
    assert all(fields[name].isHidden() for name in hidden)
    assert fields["source"].text() == "News"
    assert not fields["words"].isHidden()
    assert hands.focus is fields["when"].box
    assert panel.document.is_alone
    document.box.setFocus(Qt.FocusReason.TabFocusReason)
    hands.type("khar")
    assert not fields["source"].text()
    assert not fields["source"].isHidden()
    assert document.question.labels[0].startswith("DOC-2022-08-18-01")
    hands.press(Qt.Key.Key_Return)
    assert panel.document.code == "DOC-2022-08-18-01"
    # What differs from the document stays with the report.
    hands.alt(Qt.Key.Key_D)
    assert hands.focus is fields["source"].box
    type_into(hands, panel, source="Agency", when="18.08.22", where="slobidskyi", killed="1")
    hands.save()
    (report,) = incidents.reports(window.session.case, "KHT-2022-08-18-01")
    assert (report.document, report.source.name) == ("DOC-2022-08-18-01", "Agency")
    assert report.url == LINK


def test_the_same_link_may_be_a_new_document_and_is_asked_about_before_saving(
    hands, window: MainWindow, read_before: Path
) -> None:
    panel = begin(hands, window, read_before)
    case = window.session.case
    hands.paste(LINK)
    type_into(hands, panel, when="18.08.22", where="slobidskyi", killed="1")
    hands.save()
    assert "Recorded before:" in panel.questions.text
    hands.type("1")
    (report,) = incidents.reports(case, "KHT-2022-08-18-01")
    assert report.document == "DOC-2022-08-18-01"
    hands.paste(LINK)
    hands.alt(Qt.Key.Key_2)
    assert panel.document.begins
    type_into(hands, panel, when="21.08.22", where="Izium", killed="1", published="22.08.22")
    hands.save()
    # The link has led to incidents before.
    assert "The same incident?" in panel.questions.text
    hands.type(str(len(panel.update_target.offers) + 1))
    (report,) = incidents.reports(case, "KHT-2022-08-21-01")
    assert (report.document, report.url) == ("DOC-2022-08-22-01", LINK)


def test_words_typed_into_the_quote_lead_to_their_sentence(
    hands, window: MainWindow, read_before: Path
) -> None:
    panel = begin(hands, window, read_before)
    hands.type("DOC-2022-08-18-01")
    quote, words = panel.report.fields["quote"], panel.report.fields["words"]
    type_into(hands, panel, quote="killed")
    # The first place is used by the other report.
    assert "Place 2 of 2" in quote.box.accessibleDescription()
    hands.press(Qt.Key.Key_Down)
    assert "Place 1 of 2" in quote.box.accessibleDescription()
    hands.press(Qt.Key.Key_Down, SHIFT)
    hands.press(Qt.Key.Key_Tab)
    assert quote.text().startswith("Ukrainian officials said")
    assert quote.text().endswith("Oleh Syniehubov said.")
    assert words.text()
    # First and last words lead to all between them.
    quote.set_text("")
    type_into(hands, panel, quote="as of now...was killed")
    hands.press(Qt.Key.Key_Tab)
    assert quote.text().startswith("As of now, 18")
    assert quote.text().endswith("One person was killed")
    # What is pasted is meant as it is, and Escape takes the words alone.
    quote.set_text("")
    quote.box.setFocus()
    hands.paste("at least seven civilians were killed")
    assert not panel.document.search.is_open
    start = TEXT.index("at least")
    assert words.text() == f"{start}-{start + 36}"
    quote.set_text("")
    hands.type("another 16")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Tab)
    assert quote.text() == "another 16"
    quote.box.setFocus()
    quote.set_text("words of nobody")
    assert quote.box.accessibleDescription() == "Not in the text of the document."
    assert not words.text()
    # Speakers are completed from the text, too.
    type_into(hands, panel, speaker="Ole")
    hands.press(Qt.Key.Key_Tab)
    assert panel.report.fields["speaker"].text() == "Oleh Syniehubov"


def test_words_are_marked_with_the_keyboard_in_the_text(
    hands, window: MainWindow, read_before: Path
) -> None:
    panel = begin(hands, window, read_before)
    hands.type("DOC-2022-08-18-01")
    panel.report.fields["quote"].box.setFocus()
    hands.press(Qt.Key.Key_Up)
    view = panel.report.fields["words"].box
    assert hands.focus is view
    cursor = view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    view.setTextCursor(cursor)
    for _word in range(4):
        hands.press(Qt.Key.Key_Right, CTRL_SHIFT)
    assert panel.report.fields["quote"].text() == "Hard-hit Kharkiv"
    assert view.words == ((0, 16),)
    for _line in range(2):
        hands.press(Qt.Key.Key_Down, SHIFT)
    # A sign that Qt counts twice moves nothing.
    ((first, last),) = view.words
    assert panel.report.fields["quote"].text() == TEXT[first:last].strip()
    assert "🔥" in TEXT[first:last]


def test_another_from_this_document_keeps_what_does_not_differ(
    hands, window: MainWindow, empty: Path
) -> None:
    panel = begin(hands, window, empty)
    begin_document(hands, panel)
    type_into(hands, panel, when="17.08.22", where="saltivskyi", killed="7+", source="News",
              office="Ukrainian officials", as_of="18.08", quote="seven")  # fmt: skip
    hands.press(Qt.Key.Key_D, CTRL_SHIFT)
    case = window.session.case
    assert panel.questions.text.startswith("From document DOC-undated-01")
    hands.type("1")
    fields = panel.report.fields
    assert hands.focus is fields["when"].box
    assert fields["document"].text() == "DOC-undated-01"
    assert (fields["office"].text(), fields["as_of"].text()) == ("Ukrainian officials", "18.08")
    assert panel.is_blank
    hands.type("18.08 dawn")
    type_into(hands, panel, where="slobidskyi", injured="18", speaker="Oleh")
    # Who spoke for the office is another now.
    assert fields["office"].text() == ""
    type_into(hands, panel, quote="as of")
    hands.press(Qt.Key.Key_D, CTRL_SHIFT)
    hands.type("2")
    assert panel.form is panel.statement
    assert panel.statement.fields["source"].isHidden()
    type_into(hands, panel, area="kharkiv oblast", killed=">1000")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert incidents.reports(case, "KHT-2022-08-18-01")[0].document == "DOC-undated-01"
    assert statements.statements(case)[0].document == "DOC-undated-01"
    assert statements.statements(case)[0].source.name == "News"


def test_a_remark_is_a_quote_with_the_circumstances_of_the_victims(
    hands, window: MainWindow, read_before: Path
) -> None:
    panel = begin(hands, window, read_before)
    window.view.enter_from("KHT-2022-08-17-01/1")
    hands.type("5")
    fields = panel.report.fields
    visible = {name for name, field in fields.items() if not field.isHidden()}
    assert visible == {"document", "speaker", "office", "as_of", "words", "quote", "circumstances"}
    type_into(hands, panel, quote="hard-hit", circumstances="people with hearing impairments")
    hands.save()
    case = window.session.case
    incident = incidents.incident(case, "KHT-2022-08-17-01")
    assert incident.circumstances == "people with hearing impairments"
    assert incidents.reports(case, incident.code)[1].quote.startswith("Hard-hit Kharkiv")
    assert not fields["when"].isHidden()
    undo_stack.undo(case, "tester")
    assert incidents.incident(case, incident.code).circumstances == ""
    assert len(incidents.reports(case, incident.code)) == 1


def test_a_combined_report_is_read_in_the_document(
    window: MainWindow, read_before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(read_before)
    case, places = window.session.case, gazetteer.load()
    second = {**STRIKE, "event": {"date": "2022-08-18"}, "district": "Slobidskyi"}
    window.session.record(entry_json.read({"incidents": [second]}, places), "add")

    def fill(dialog: JointDialog) -> int:
        assert dialog.document.text() == "DOC-2022-08-18-01"
        dialog.document.set_text(LINK)
        dialog.fields["incidents"].setText("KHT-2022-08-17-01 KHT-2022-08-18-01")
        dialog.fields["killed"].setText("9")
        dialog.fields["quote"].setText("another 16 wounded")
        dialog.accept()
        assert not dialog.code
        assert dialog.wrong.text() == "Recorded before:"
        dialog.document.confirmed.emit()
        dialog.accept()
        return 1

    monkeypatch.setattr(JointDialog, "exec", fill)
    window.view.enter_from("KHT-2022-08-17-01/1")
    window.view.entry.questions.accept(3)
    (joint,) = joint_comparison.joint_reports(case)
    start = TEXT.index("another 16")
    assert (joint.document, joint.words) == ("DOC-2022-08-18-01", ((start, start + 18),))
    assert (joint.source.name, joint.url) == ("News", LINK)


def test_a_document_alone_is_saved(hands, window: MainWindow, empty: Path) -> None:
    panel = begin(hands, window, empty)
    begin_document(hands, panel)
    type_into(hands, panel, source="News")
    hands.save()
    assert panel.message == "Saved as DOC-undated-01."
    document = document_records.document(window.session.case, "DOC-undated-01")
    assert (document.text, document.source.name) == (TEXT, "News")
    assert panel.is_blank


def test_the_document_saved_last_is_at_hand_until_it_is_undone(
    hands, window: MainWindow, empty: Path
) -> None:
    panel = begin(hands, window, empty)
    begin_document(hands, panel)
    type_into(hands, panel, when="17.08.22", where="saltivskyi", killed="7+", source="News")
    hands.save()
    assert panel.is_blank
    hands.press(Qt.Key.Key_D, CTRL_SHIFT)
    panel.questions.accept(1)
    assert panel.document.code == "DOC-undated-01"
    panel.form.start_next()
    panel.document.field.set_text("")
    undo_stack.undo(window.session.case, "tester")
    hands.press(Qt.Key.Key_D, CTRL_SHIFT)
    assert panel.message == "Enter the link or the title of the document first."


def test_a_failed_save_keeps_everything(hands, window: MainWindow, empty: Path) -> None:
    panel = begin(hands, window, empty)
    type_into(hands, panel, when="17.08.22", where="nowhere at all", killed="7+")
    hands.press(Qt.Key.Key_D, CTRL_SHIFT)
    assert panel.message == "Enter the link or the title of the document first."
    assert hands.focus is panel.report.fields["document"].box
    # A whole text is pasted here as well: its first line is the title.
    hands.paste(TEXT)
    assert panel.report.fields["document"].text() == TEXT.splitlines()[0]
    assert panel.report.fields["document_text"].text() == TEXT
    type_into(hands, panel, quote="seven")
    before = panel.report.texts()
    hands.press(Qt.Key.Key_D, CTRL_SHIFT)
    assert panel.message.startswith("Not saved")
    assert not panel.questions.is_open
    after = panel.report.texts()
    assert after.pop("quote").startswith("Ukrainian officials said")
    assert {name: before[name] for name in after} == after
    assert not incidents.ids(window.session.case)


def test_a_correction_changes_document_and_words(
    hands, window: MainWindow, read_before: Path
) -> None:
    window.open_path(read_before)
    window.view.edit("KHT-2022-08-17-01/1")
    panel = window.view.editing
    fields = panel.form.fields
    assert fields["document"].text() == "DOC-2022-08-18-01"
    start = TEXT.index("at least")
    assert fields["words"].box.words == ((start, start + 36),)
    fields["quote"].box.setFocus(Qt.FocusReason.TabFocusReason)
    fields["quote"].set_text("")
    hands.type("as of")
    panel.save()
    case = window.session.case
    (report,) = incidents.reports(case, "KHT-2022-08-17-01")
    ((first, last),) = report.words
    assert report.quote == TEXT[first:last]
    assert report.quote.startswith("“As of now")
    window.view.edit("KHT-2022-08-17-01/1")
    fields["document"].set_text("")
    panel.save()
    (report,) = incidents.reports(case, "KHT-2022-08-17-01")
    assert (report.document, report.words) == ("", ())
    # What it took from its document is its own now.
    assert (report.source.name, report.url) == ("News", LINK)
