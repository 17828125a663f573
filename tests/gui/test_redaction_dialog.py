"""A redacted copy made in the window, by mouse and by keyboard; files moved and shown beside."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.gui.commands import context_menu
from kharkiv_tracker.gui.dialogs import prompts, standard_dialogs
from kharkiv_tracker.gui.inspector.attachment_section import AttachmentLine
from kharkiv_tracker.gui.redaction import redaction_dialog
from kharkiv_tracker.gui.redaction.redaction_dialog import RedactionDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.redaction.box import Box
from kharkiv_tracker.redaction.redacted_copy import RedactedCopy
from kharkiv_tracker.store import (
    attachment_export,
    attachment_records,
    corrections,
    document_records,
    incidents,
)
from kharkiv_tracker.store.edit import Edit
from tests.redaction import documents

CODE = "KHT-2022-08-17-01"
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
Begin = Callable[[bytes, str], RedactionDialog]


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    window.open_path(sampled)
    return window


@pytest.fixture
def begin(window: MainWindow, qtbot: QtBot) -> Iterator[Begin]:
    """The dialog on a file, with its first page shown."""
    begun: list[RedactionDialog] = []

    def beginning(content: bytes, media_type: str) -> RedactionDialog:
        dialog = RedactionDialog(window, f"{CODE}/A1", content, media_type)
        begun.append(dialog)
        dialog.open()
        qtbot.waitUntil(lambda: not dialog._busy)
        return dialog

    yield beginning
    for dialog in begun:
        dialog.done(0)
        dialog.deleteLater()


def line(window: MainWindow, number: int = 0) -> AttachmentLine:
    QApplication.processEvents()
    lines = window.view.inspector.findChildren(AttachmentLine)
    return [shown for shown in lines if shown.isVisible()][number]


def commands(within: AttachmentLine) -> set[str]:
    return {command.name for command in context_menu.offered(within.subject)}


def test_boxes_are_drawn_moved_sized_and_removed(begin: Begin, qtbot: QtBot) -> None:
    dialog = begin(documents.picture(), "image/jpeg")
    canvas = dialog.canvas
    assert not dialog.accepting.isEnabled()

    def drag(*points: tuple[int, int]) -> None:
        width, height = canvas.width() / 100, canvas.height() / 100
        first, *others = [QPoint(round(x * width), round(y * height)) for x, y in points]
        qtbot.mousePress(canvas, LEFT, NONE, first)
        for point in others:
            qtbot.mouseMove(canvas, point)
        qtbot.mouseRelease(canvas, LEFT, NONE, others[-1])

    def place() -> list[tuple[int, ...]]:
        return [
            tuple(round(value) for value in (box.left, box.top, box.width, box.height))
            for box in canvas.boxes
        ]

    drag((10, 20), (12, 22), (40, 50))
    assert place() == [(10, 20, 30, 30)]
    drag((60, 60), (60, 60))
    assert (len(place()), canvas.selected) == (1, None)
    drag((20, 30), (30, 30), (95, 30))
    assert place() == [(70, 20, 30, 30)]
    drag((70, 20), (60, 10), (50, 40))
    assert place() == [(50, 40, 50, 10)]
    for key, held in (
        (Qt.Key.Key_Left, NONE), (Qt.Key.Key_Down, NONE), (Qt.Key.Key_Up, SHIFT),
        (Qt.Key.Key_Insert, NONE), (Qt.Key.Key_Space, NONE), (Qt.Key.Key_Right, SHIFT),
    ):  # fmt: skip
        qtbot.keyClick(canvas, key, held)
    assert place() == [(49, 41, 51, 9), (35, 45, 30, 10)]
    assert canvas.accessibleDescription().startswith(
        "Box 1 of 2, in percent: 49 from the left, 41 "
    )
    dialog.as_saved.setChecked(True)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.grab().toImage().pixelColor(canvas.width() // 2, canvas.height() // 2) == "black"
    dialog.as_saved.setChecked(False)
    for left in (1, 0):
        canvas.setFocus()
        qtbot.keyClick(canvas, Qt.Key.Key_Space)
        qtbot.keyClick(canvas, Qt.Key.Key_Delete)
        assert len(canvas.boxes) == left
    assert not dialog.accepting.isEnabled()


def test_pages_are_turned_and_the_copy_is_checked(begin: Begin, qtbot: QtBot) -> None:
    dialog = begin(documents.pdf(), "application/pdf")
    dialog.canvas.add_box()
    qtbot.keyClick(dialog.canvas, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: not dialog._busy)
    assert dialog.page_text.text() == "Page 2 of 2"
    assert dialog.canvas.on_page == []
    assert dialog.focusWidget() is dialog.canvas
    dialog.canvas.boxes.append(Box(2, 0, 0, 50, 50))
    dialog.only_boxed.setChecked(True)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.copy is not None)
    assert dialog.copy is not None
    assert dialog.copy.content.startswith(b"%PDF-1.4")


def test_what_cannot_be_shown_is_said_and_boxes_are_not_lost_by_escape(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = begin(b"%PDF-1.7", "application/pdf")
    assert broken.state.text() == "The file is damaged and cannot be shown. It was not changed."
    assert not broken.add_box.isEnabled()
    broken.reject()
    assert not broken.isVisible()
    dialog = begin(documents.picture(), "image/jpeg")
    dialog.canvas.add_box()
    monkeypatch.setattr(standard_dialogs, "confirm", lambda *_asked: False)
    dialog.reject()
    assert dialog.isVisible()


def test_a_copy_is_kept_beside_its_original(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "names.jpg"
    path.write_bytes(documents.picture())
    opened.view.open_incident(CODE)
    opened.view.edits.attach(CODE, [path])
    assert {"redact", "move-file"} <= commands(line(opened))
    copy = RedactedCopy(documents.picture("PNG"), "image/png", "png")
    monkeypatch.setattr(redaction_dialog, "ask_copy", lambda *_asked: copy)
    opened.view.edits.redact(f"{CODE}/A1")
    made = attachment_records.of(opened.session.case, CODE)[1]
    assert made.name == f"{CODE}-A1-redacted.png"
    texts = [label.text() for label in line(opened, 1).findChildren(QLabel)]
    assert any("A2 · redacted copy of A1 · image/png" in text for text in texts)
    assert "move-file" not in commands(line(opened, 1))
    opened.undo.undo()
    assert len(attachment_records.of(opened.session.case, CODE)) == 1


def test_a_file_is_moved_to_a_document_and_shown_beside_its_incident(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, case = tmp_path / "post.txt", opened.session.case
    path.write_text("text")
    opened.view.open_incident(CODE)
    opened.view.edits.attach(CODE, [path])
    shown: list[str] = []
    monkeypatch.setattr(standard_dialogs, "show_message", lambda _parent, text: shown.append(text))
    opened.view.edits.move_file(f"{CODE}/A1")
    assert shown[0].startswith(f"{CODE}/A1 cannot be moved")

    def add(edit: Edit) -> None:
        read = Document(title="Post", published=parse_as_of("2022-08-18"))
        document_records.add(edit, read)
        report = incidents.reports(case, CODE)[0]
        corrections.amend(edit, f"{CODE}/1", replace(report, document="DOC-2022-08-18-01"))
        document_records.add(edit, replace(read, published=parse_as_of("2022-08-19")))

    opened.session.edit("add", add)
    offered: list[tuple[str, str]] = []

    def choose(_parent: object, _code: str, owners: tuple[tuple[str, str], ...]) -> str:
        offered.extend(owners)
        return owners[0][0]

    monkeypatch.setattr(prompts, "ask_file_owner", choose)
    opened.view.edits.move_file(f"{CODE}/A1")
    assert offered == [("DOC-2022-08-18-01", "Post"), ("DOC-2022-08-19-01", "Post")]
    assert line(opened).subject.code == "DOC-2022-08-18-01/A1"
    assert commands(line(opened)) == set()
    opened.view.edits.move_file("DOC-2022-08-18-01/A1")
    assert [one.code for one in attachment_export.listed(case)] == [f"{CODE}/A2"]


def test_an_official_total_shows_its_screenshot(opened: MainWindow, tmp_path: Path) -> None:
    path, total = tmp_path / "screenshot.jpg", "STA-2022-08-07-01"
    path.write_bytes(documents.picture())
    opened.view.open_statement(total)
    panel = opened.view.statements.panel
    assert panel.findChildren(AttachmentLine) == []
    opened.view.edits.attach(total, [path])
    QApplication.processEvents()
    (shown,) = [one for one in panel.findChildren(AttachmentLine) if one.isVisible()]
    assert (shown.subject.code, commands(shown)) == ("DOC-undated-01/A1", set())
    button = next(one for one in shown.findChildren(QPushButton) if one.text() == "Show")
    button.click()
    QApplication.processEvents()
    pictures = [
        label
        for line in panel.findChildren(AttachmentLine)
        for label in line.findChildren(QLabel)
        if line.isVisible() and not label.pixmap().isNull()
    ]
    assert len(pictures) == 1
