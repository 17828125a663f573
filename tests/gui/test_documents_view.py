"""Documents: their list, the marked text, and what is done to them in the window."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.dialogs import prompts, standard_dialogs
from kharkiv_tracker.gui.documents import documents_view
from kharkiv_tracker.gui.documents.document_dialog import DocumentDialog
from kharkiv_tracker.gui.documents.document_groups_dialog import DocumentGroupsDialog
from kharkiv_tracker.gui.documents.document_merge_dialog import DocumentMergeDialog
from kharkiv_tracker.gui.documents.documents_view import DocumentsView
from kharkiv_tracker.gui.inspector.drop_target import DropContent
from kharkiv_tracker.gui.inspector.report_lines import ReportLine
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.gui.search import search_results
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import document_records, document_usage, incidents, text_search
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import empty_file, known

_DOCUMENTS = 6
#: Signs that Qt counts twice, and a space that it changes.
TEXT = (
    "🔥💔 Харків. Вранці 18 серпня.\n\nЗагинула 1\u00a0людина, 18 людей постраждали 😔, "
    "серед них двоє дітей. Торік загинули понад 1000 людей."
)
FIRST, WHOLE = "18 людей постраждали", "Загинула 1\u00a0людина, 18 людей постраждали 😔"
TOTAL = "понад 1000 людей"
POST, ARTICLE, LETTER = "DOC-2022-08-18-01", "DOC-2022-08-19-01", "DOC-undated-01"


def words(quote: str) -> list[list[int]]:
    place = TEXT.index(quote)
    return [[place, place + len(quote)]]


ENTRY = {
    "documents": [
        {
            "id": "d1",
            "kind": "post",
            "source": "OVA Telegram",
            "published": "2022-08-18T09:20",
            "url": "https://t.me/ova/4025",
            "text": TEXT,
        },
        {"id": "d2", "title": "Strikes on Saltivka", "published": "2022-08-19", "kind": "article"},
        {"id": "d3", "title": "Letter from a hospital", "confidential": True},
    ],
    "incidents": [
        {
            "event": {"date": "2022-08-18"},
            "district": "slobidskyi",
            "reports": [
                {"document": "d1", "injured": "18", "words": words(FIRST)},
                {"document": "d1", "killed": "1", "injured": "18", "words": words(WHOLE)},
                {"killed": "1", "url": "https://news.example/1", "published": "2022-08-20"},
            ],
        },
        {
            "event": {"date": "2022-08-17"},
            "district": "saltivskyi",
            "reports": [
                {"killed": "7", "url": "https://news.example/1", "published": "2022-08-20"}
            ],
        },
    ],
    "statements": [
        {"area": "saltivskyi", "document": "d1", "killed": ">1000", "words": words(TOTAL)}
    ],
}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = empty_file(tmp_path_factory.mktemp("documents") / "case.ktcase")
    case = CaseFile.open(path)
    case.record(entry_json.parse(json.dumps(ENTRY).encode(), gazetteer.load()), "Olena", "add")
    case.close()
    return path.read_bytes()


@pytest.fixture
def view(window: MainWindow, recorded: bytes, tmp_path: Path) -> DocumentsView:
    path = tmp_path / "case.ktcase"
    path.write_bytes(recorded)
    window.open_path(known(path))
    window.view.show_view(_DOCUMENTS)
    return window.view.documents


def codes(view: DocumentsView) -> list[str]:
    return [view.model.row(number).code for number in range(view.model.rowCount())]


def marked(view: DocumentsView) -> list[str]:
    """The words that are marked as the current passage."""
    return [
        selection.cursor.selectedText()
        for selection in view.panel.text.extraSelections()
        if selection.format.fontUnderline()
    ]


def answer(monkeypatch: pytest.MonkeyPatch, dialog: type[QDialog], act) -> None:
    """Let a dialog be shown, do something in it, and be accepted."""

    def exec_(shown: QDialog) -> bool:
        act(shown)
        shown.accept()
        return shown.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(dialog, "exec", exec_)


def test_documents_are_listed_and_found_in_both_alphabets(
    view: DocumentsView, window: MainWindow, hands, qtbot: QtBot
) -> None:
    assert codes(view) == [ARTICLE, POST, LETTER]
    assert [view.model.row(n).taken for n in range(3)] == [0, 3, 0]
    assert view._unread.text() == "2 without records"
    name = view.model.index(1, 1).data()
    assert name.startswith("🔥💔 Харків. Вранці")
    assert not window.view.bar.isVisible()
    window.activateWindow()
    window.view.show_view(0)
    window.view.show_view(_DOCUMENTS)
    qtbot.waitUntil(view.table.hasFocus)
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.filter.hasFocus()
    for text, expected in (
        ("saltivka", [ARTICLE]),
        ("салтівка", [ARTICLE]),
        ("kharkiv liudei", [POST]),
        ("ova", [POST]),
        ("t.me/ova", [POST]),
        ("doc-undated-01", [LETTER]),
        ("18 серпня 2022", [POST]),
        ("nothing", []),
    ):
        view.filter.setText(text)
        hands.press(Qt.Key.Key_Down)
        assert codes(view) == expected, text
        view.filter.setFocus()
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(codes(view)) == 3)
    view.table.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    assert codes(view)[0] == POST
    window.view.show_view(0)
    assert window.view.bar.isVisible()


def test_documents_nothing_was_taken_from_wait_one_after_another(
    view: DocumentsView, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rail = window.view.waiting
    rail.count()
    line = rail.lines[FindingKind.UNREAD_DOCUMENT]
    assert line.text() == "Documents  2"
    window.view.show_view(0)
    for code in (ARTICLE, LETTER, ARTICLE):
        line.click()
        assert window.view.view == _DOCUMENTS
        assert view.panel.code == code
    # Those of the documents before go with the next turn of the loop.
    dismiss = [
        button for button in view.panel.findChildren(QPushButton) if button.text() == "Dismiss…"
    ][-1]
    monkeypatch.setattr(prompts, "ask_reason", lambda *_args: "an advertisement")
    dismiss.click()
    rail.count()
    assert line.text() == "Documents  1"
    texts = [label.text() for label in view.panel.findChildren(QLabel)]
    assert any("Dismissed: an advertisement" in text for text in texts)


@pytest.mark.parametrize("text", ["saltivka", "hospital", POST, "ova"])
def test_the_search_leads_to_a_document(view: DocumentsView, window: MainWindow, text: str) -> None:
    window.view.show_view(0)
    matches = text_search.find(window.session.case, text)
    hits = search_results.records(window.view, gazetteer.load(), matches)
    hit = next(hit for hit in hits if hit.kind == "document")
    hit.act()
    assert window.view.view == _DOCUMENTS
    assert view.panel.code in hit.detail


def test_a_passage_leads_to_its_record_and_back(
    view: DocumentsView, window: MainWindow, hands
) -> None:
    view.show_document(POST)
    records, text = view.panel.records, view.panel.text
    assert "".join(marked(view)) == WHOLE
    # The words of several records: each mark is of as many as there are.
    assert len(text.extraSelections()) == 4
    window.activateWindow()
    view.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert records.hasFocus()
    hands.alt(Qt.Key.Key_Down)
    assert marked(view) == [FIRST]
    hands.alt(Qt.Key.Key_Down)
    assert marked(view) == [TOTAL]
    hands.alt(Qt.Key.Key_Up)
    # A press where two are goes from one to the next.
    at = text.document().find(FIRST)
    at.setPosition(at.selectionStart() + 2)
    text.setTextCursor(at)
    place = text.cursorRect(at).center()
    for quote in (WHOLE, FIRST):
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        assert "".join(marked(view)) == quote
    hands.press(Qt.Key.Key_Return)
    assert (window.view.view, window.view.incidents.current) == (0, "KHT-2022-08-18-01")
    line = window.view.inspector.findChildren(ReportLine)[-1]
    link = next(b for b in line.more.findChildren(type(line.line).__base__) if "DOC-" in b.text())
    link.click()
    assert (window.view.view, view.code) == (_DOCUMENTS, POST)
    records.point_at(2)
    view.panel.open_record()
    assert window.view.view == 3


def test_a_document_is_corrected_withdrawn_and_undone(
    view: DocumentsView, window: MainWindow, hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = window.session.case
    view.show_document(POST)
    window.activateWindow()
    view.table.setFocus()
    hands.press(Qt.Key.Key_F2)
    editing = window.view.editing
    assert (editing.code, editing.changed()) == (POST, {})
    editing.form.fields["title"].set_text("Морг")
    hands.save()
    assert view.model.row(1).title == "Морг"
    assert document_records.document(case, POST).text == TEXT
    editing = window.view.editing
    window.view.edit(POST)
    editing.form.fields["text"].set_text(f"Додано. {TEXT}")
    editing.save()
    taken = document_usage.taken(case, POST)
    text = document_records.document(case, POST).text
    assert [passage.quote(text, record.words) for record in taken] == [WHOLE, FIRST, TOTAL]
    assert "".join(marked(view)) == WHOLE
    monkeypatch.setattr(
        "kharkiv_tracker.gui.dialogs.prompts.ask_reason", lambda *_args, **_kw: "sent twice"
    )
    window.view.show_view(_DOCUMENTS)
    target.run(named("withdraw"), window)
    assert view.model.row(1).withdrawn
    target.run(named("reinstate"), window)
    assert not view.model.row(1).withdrawn
    target.run(named("approve"), window)
    for _step in range(4):
        window.undo.undo()
    assert not document_records.document(case, POST).title
    assert "".join(marked(view)) == WHOLE


def test_a_file_is_dropped_on_a_document(
    view: DocumentsView, window: MainWindow, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"a picture")
    view.show_document(ARTICLE)
    view.panel._attach(DropContent((photo,)))
    (section,) = (one for one in view.panel.findChildren(Section) if one.name == "attachments")
    assert [line.subject.code for line in section.lines] == [f"{ARTICLE}/A1"]
    window.resize(960, 600)
    window.view.edit(ARTICLE)
    QTest.qWait(1)
    assert not view.table.isVisible()
    assert view.panel.isVisible()
    window.view.editing.close_panel()
    QTest.qWait(1)
    assert view.table.isVisible()


def test_two_selected_documents_are_merged(
    view: DocumentsView, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = window.session.case
    sentences = []
    answer(
        monkeypatch,
        DocumentMergeDialog,
        lambda dialog: (dialog._exchange(), sentences.append(dialog.result_text)),
    )
    view.table.selectAll()
    view.table.point_at(0)
    view.table.selectionModel().select(
        view.model.index(1, 0),
        view.table.selectionModel().SelectionFlag.Select
        | view.table.selectionModel().SelectionFlag.Rows,
    )
    assert view.chosen_codes == [ARTICLE, POST]
    target.run(named("merge"), window)
    assert sentences == [
        f"{POST} will have 3 records. {ARTICLE} will redirect to it. "
        "The merged document’s own values stay in the history: Kind of document, Published."
    ]
    assert codes(view) == [POST, LETTER]
    assert view.model.row(0).title == "Strikes on Saltivka"
    view.show_document(ARTICLE)
    assert view.code == POST
    # With one alone another is chosen by its words.
    dialog = DocumentMergeDialog(window, case, POST)
    assert not dialog.accepting.isEnabled()
    dialog.picker.field.setText("hospital")
    dialog.picker.refresh()
    assert dialog.answer().merged == LETTER
    assert "The document will be confidential." in dialog.result_text
    dialog.reject()
    window.undo.undo()
    assert len(codes(view)) == 3


def test_documents_are_added_and_gathered(
    view: DocumentsView, window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    case = window.session.case
    figures = [incidents.figures(case, code) for code in ("KHT-2022-08-17-01", "KHT-2022-08-18-01")]
    dialog = DocumentDialog(window, window.session, gazetteer.load())
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.result() == 0
    assert "Enter a link" in dialog._wrong.text()
    dialog.form.fields["kind"].set_text("blog")
    dialog.accept()
    assert dialog._wrong.text() == "Not saved. Correct the marked field."
    dialog.form.fields["kind"].set_text("")
    dialog.form.fields["url"].set_text("http://www.t.me/s/ova/4025")
    qtbot.waitUntil(lambda: dialog.same_text == f"Already recorded? {POST} (same link).")
    dialog.show()
    monkeypatch.setattr(standard_dialogs, "confirm_discard", lambda _parent: False)
    dialog.reject()
    assert dialog.isVisible()
    monkeypatch.setattr(standard_dialogs, "confirm_discard", lambda _parent: True)
    dialog.reject()
    assert not dialog.isVisible()

    def fill(shown: DocumentDialog) -> None:
        shown.form.fields["title"].set_text("Відео з місця")
        shown.form.fields["published"].set_text("18.08.2022")

    answer(monkeypatch, DocumentDialog, fill)
    target.run(named("new-document"), window)
    assert view.code == "DOC-2022-08-18-02"
    assert view._unread.text() == "3 without records"
    seen = []
    answer(monkeypatch, DocumentGroupsDialog, lambda shown: seen.append(shown.detail))
    target.run(named("gather-documents"), window)
    assert seen == ["Records: KHT-2022-08-17-01/1, KHT-2022-08-18-01/3"]
    assert codes(view)[0] == "DOC-2022-08-20-01"
    assert view.model.row(0).taken == 2
    after = [incidents.figures(case, code) for code in ("KHT-2022-08-17-01", "KHT-2022-08-18-01")]
    assert after == figures
    messages = []
    monkeypatch.setattr(
        documents_view.standard_dialogs, "show_message", lambda _parent, text: messages.append(text)
    )
    target.run(named("gather-documents"), window)
    assert messages == ["Nothing to gather: no reports share a link and a day."]


def test_an_empty_case_and_another_window(window: MainWindow, empty: Path, qtbot: QtBot) -> None:
    window.open_path(empty)
    window.view.show_view(_DOCUMENTS)
    view = window.view.documents
    qtbot.wait(1)
    assert view._none.isVisible()
    assert view._none.text().startswith("No documents yet.")
    assert view.keyboard_target is view.filter
    for name in ("edit", "merge", "withdraw", "attach"):
        target.run(named(name), window)
    other = CaseFile.open(empty)
    entry = {"documents": [{"title": "From elsewhere"}]}
    other.record(entry_json.parse(json.dumps(entry).encode(), gazetteer.load()), "Ivan", "add")
    other.close()
    window.session.second_writer.look()
    assert codes(view) == ["DOC-undated-01"]
    assert view.panel.isVisible()
    assert view.panel._count.text() == "Nothing taken from it yet."


def test_a_document_nothing_was_taken_from_waits_at_the_left(
    view: DocumentsView, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rail = window.view.waiting
    rail.count()
    line = rail.lines[FindingKind.UNREAD_DOCUMENT]
    assert (line.text(), line.accessibleName()) == ("Documents  2", "Documents: 2 documents")
    window.view.show_view(0)
    seen = []
    for _press in range(3):
        line.click()
        seen.append(view.code)
    assert window.view.view == _DOCUMENTS
    assert seen == sorted([ARTICLE, LETTER]) + sorted([ARTICLE, LETTER])[:1]
    monkeypatch.setattr(prompts, "ask_reason", lambda *_args: "sports news")
    code = view.code
    dismiss = next(b for b in view.panel.findChildren(QPushButton) if b.text() == "Dismiss…")
    dismiss.click()
    rail.count()
    assert line.text() == "Documents  1"
    assert view.code == code
    assert [b.text() for b in view.panel.findChildren(QPushButton) if b.text() == "Reopen"]


def test_the_panel_of_an_official_total_with_a_document_has_room_for_its_buttons(
    view: DocumentsView, window: MainWindow, qtbot: QtBot
) -> None:
    total = next(
        taken.code
        for taken in document_usage.taken(view._session.case, POST)
        if taken.kind == "statement"
    )
    window.resize(960, 540)
    window.view.open_statement(total)
    panel = window.view.statements.panel
    names = {"Edit", "Another from its document", "History", "Withdraw…"}

    def are_whole() -> bool:
        buttons = [b for b in panel.findChildren(QPushButton) if b.text() in names]
        return {b.text() for b in buttons} == names and all(
            b.isVisible() and b.width() >= b.sizeHint().width() for b in buttons
        )

    qtbot.waitUntil(are_whole)
