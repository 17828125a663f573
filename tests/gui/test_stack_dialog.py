"""Files dropped on the window are read; several are worked through one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.paste import clipboard_post
from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
from kharkiv_tracker.gui.paste.post_line import PostLine
from kharkiv_tracker.gui.paste.stack_dialog import StackDialog
from kharkiv_tracker.gui.paste.stack_source import StackSource
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.posts import stack
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.stack import PostList, PostStack, PostState, StackPlace, UnreadFile
from kharkiv_tracker.store import document_records, drafts, incidents
from tests.gui import dialog_answers
from tests.gui.file_drops import drop
from tests.posts.post_samples import ARTICLE, channel, message

CTRL = Qt.KeyboardModifier.ControlModifier
FIRST = (
    "17 August 2022, 21:30: a missile struck a dormitory in the Saltivskyi district of Kharkiv. "
    "Seven people were killed and 16 injured."
)
SECOND = FIRST.replace("17 August", "18 August").replace("Saltivskyi", "Kyivskyi")


@pytest.fixture
def opened(window: MainWindow, empty: Path) -> MainWindow:
    window.open_path(empty)
    window.activateWindow()
    return window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "posts"
    inner.mkdir()
    for name, text in {"1.txt": FIRST, "2.txt": "Good morning, Kharkiv", "3.txt": SECOND}.items():
        (inner / name).write_text(text)
    (inner / "4.pdf").write_bytes(b"%PDF-1.4")
    return inner


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[[], StackDialog]]:
    """Waits for the stack to be shown; it is closed at the end."""
    dialogs: list[StackDialog] = []

    def wait() -> StackDialog:
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), StackDialog))
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, StackDialog)
        dialogs.append(dialog)
        return dialog

    yield wait
    active = QApplication.activeModalWidget()
    if active in dialogs:
        active.close()


@pytest.fixture
def sentences(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is said in dialogs of their own."""
    said: list[str] = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _on, text: said.append(text))
    return said


def confirm_all(dialog: StackDialog) -> None:
    """Confirm what is proposed and save it, as with Ctrl+Enter until it is done."""
    before = dialog.document.text
    dialog.head.fields["source"].set_text("Suspilne")
    for _turn in range(3):
        if dialog.isVisible() and dialog.document.text == before:
            dialog.finish_all()


def place(dialog: StackDialog) -> str:
    line = dialog.line
    return " · ".join(filter(None, (line.place.text(), line.left_out.text())))


def test_a_folder_is_worked_through_by_keys(
    qtbot: QtBot, hands, opened: MainWindow, folder: Path, shown
) -> None:
    assert drop(opened, folder)
    dialog = shown()
    assert place(dialog) == "Post 1 of 3 · 3 to do · 1 file not read"
    assert "4.pdf: The file is damaged" in dialog.line.left_out.toolTip()
    assert dialog.document.text == FIRST
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or opened))
    hands.press(Qt.Key.Key_PageDown, CTRL)
    assert (place(dialog)[:11], dialog.document.text) == ("Post 2 of 3", "Good morning, Kharkiv")
    hands.press(Qt.Key.Key_D, CTRL)
    assert place(dialog).startswith("Post 3 of 3 · 2 to do")
    hands.press(Qt.Key.Key_PageDown, CTRL)
    assert dialog.message.text() == "This is the last post."
    hands.press(Qt.Key.Key_PageUp, CTRL)
    assert place(dialog).startswith("Post 2 of 3, dismissed")
    hands.press(Qt.Key.Key_PageUp, CTRL)
    hands.press(Qt.Key.Key_PageUp, CTRL)
    assert dialog.message.text() == "This is the first post."


def test_what_is_saved_brings_the_next_and_the_last_closes(
    opened: MainWindow, folder: Path, shown
) -> None:
    assert drop(opened, folder)
    dialog = shown()
    case = opened.session.case
    confirm_all(dialog)
    assert place(dialog).startswith("Post 2 of 3 · 2 to do")
    assert len(incidents.ids(case)) == 1
    assert not any(draft.form == "paste" for draft in drafts.load_all(case))
    dialog.dismiss()
    # Closing keeps the place; nothing is written at the end.
    dialog.reject()
    assert drop(opened, folder)
    dialog = shown()
    assert place(dialog) == "Post 3 of 3 · 1 to do · 1 file not read"
    # Nearly the same words with another day: that is asked, and no answer is assumed.
    confirm_all(dialog)
    assert dialog.message.text() == "Not saved. Choose the document."
    assert dialog.head.answer(2)
    confirm_all(dialog)
    assert not dialog.isVisible()
    assert len(incidents.ids(case)) == 2
    assert {document.text for document in document_records.documents(case)} == {FIRST, SECOND}
    assert sorted(stack.load(case).states.values()) == [
        PostState.DISMISSED, PostState.DONE, PostState.DONE,
    ]  # fmt: skip


def test_what_is_recorded_already_is_skipped_and_said(
    qtbot: QtBot, opened: MainWindow, folder: Path, shown, sentences: list[str]
) -> None:
    case = opened.session.case
    with case.edit("Olena", "test") as edit:
        document_records.add(edit, Document(text=FIRST))
    assert drop(opened, folder / "1.txt", folder / "4.pdf")
    qtbot.waitUntil(lambda: bool(sentences))
    assert "1 post is recorded already. No other post was found.\n4.pdf: " in sentences[0]
    assert drop(opened, folder)
    skipped = "1 skipped as already recorded"
    assert place(shown()) == f"Post 1 of 2 · 2 to do · {skipped} · 1 file not read"


def test_posts_that_propose_nothing_are_passed_over(
    opened: MainWindow, folder: Path, shown
) -> None:
    assert drop(opened, folder)
    dialog = shown()
    dialog.line.short.setChecked(True)
    assert place(dialog).startswith("Post 1 of 3 · 2 to do")
    dialog.go_on()
    assert place(dialog).startswith("Post 3 of 3")


def test_what_was_changed_is_kept_when_one_moves_on(
    opened: MainWindow, folder: Path, shown
) -> None:
    assert drop(opened, folder)
    dialog = shown()
    dialog.head.fields["source"].set_text("Suspilne")
    assert dialog.list.confirm_all()
    dialog.go_on()
    (draft,) = drafts.discarded(opened.session.case)
    assert FIRST in draft.content["fields"].values()
    assert dialog.entries == []


def test_a_channel_is_a_stack_and_any_other_json_a_table(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = tmp_path / "result.json"
    export.write_bytes(channel(message(1, FIRST), message(2, "x")))
    assert drop(opened, export)
    dialog = shown()
    assert place(dialog) == "Post 1 of 2 · 2 to do"
    assert dialog.head.fields["source"].text() == "Новини Харкова"
    dialog.reject()
    tables: list[Path] = []
    monkeypatch.setattr(opened.importing, "import_file", tables.append)
    export.write_text('[{"killed": 7}]')
    assert drop(opened, export)
    qtbot.waitUntil(lambda: tables == [export])


def test_a_page_dropped_is_pasted(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(ARTICLE, encoding="utf-8")
    assert drop(opened, page)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PasteDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PasteDialog)
    assert dialog.document.text.startswith("Удар по Харкову")
    assert dialog.head.fields["document"].text() == "https://news.example/2022/08/18/udar"
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "encoding"), [("chromium/x-source-url", "utf-8"), ("text/x-moz-url-priv", "utf-16-le")]
)
def test_what_is_copied_in_a_browser_has_its_page(name: str, encoding: str) -> None:
    mime = QMimeData()
    mime.setHtml('<time datetime="2022-08-18">18 August</time><p>7 killed')
    mime.setText("18 August\n7 killed")
    mime.setData(name, "https://news.example/1".encode(encoding))
    post = clipboard_post.post_in(mime)
    assert (post.text, post.url) == ("18 August\n7 killed", "https://news.example/1")
    assert post.published == "2022-08-18"
    assert clipboard_post.post_in(QMimeData()).text == ""


def test_a_file_that_is_not_read_says_why(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, sentences: list[str]
) -> None:
    empty = tmp_path / "a.txt"
    empty.touch()
    assert drop(opened, empty)
    qtbot.waitUntil(lambda: sentences == ["The file is empty."])


def test_the_command_asks_for_posts_and_offers_those_begun(
    opened: MainWindow, folder: Path, shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    seen: list[str] = []

    def choose(label: str) -> None:
        source = QApplication.activeModalWidget()
        assert isinstance(source, StackSource)
        seen.append(dialog_answers.texts(source))
        dialog_answers.press(label)(source)

    for label in ("Folder…", "Continue"):
        QTimer.singleShot(0, lambda label=label: choose(label))
        opened.view.dialogs.work_through()
        # It is kept from the first moment.
        shown().reject()
    assert ["Begun before: posts" in text for text in seen] == [False, True]
    assert stack.load(opened.session.case).sources == (folder,)


def test_the_line_over_a_post_breaks_where_it_is_narrow(qtbot: QtBot, opened: MainWindow) -> None:
    place = StackPlace((Path("result.json"),))
    content = PostList((Post(FIRST),), 50_000, (UnreadFile("4.pdf", "Damaged."),) * 1000)
    line = PostLine(PostStack(opened.session.case, content, place))
    qtbot.addWidget(line)
    assert line.minimumSizeHint().width() < theme.px(420)
