"""The pages under one another, and the child that sets them, each by itself."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.summary import gate
from kharkiv_tracker.gui.summary.page_view import GAP, PageView
from kharkiv_tracker.gui.summary.preview_messages import (
    Answer,
    Case,
    Failed,
    FileRequest,
    LayoutDone,
    LayoutRequest,
    PageImage,
    PageRequest,
    Progress,
    Request,
)
from kharkiv_tracker.gui.summary.preview_worker import PreviewWorker
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

A4 = (794, 1123)


@pytest.fixture
def sheets(qtbot: QtBot) -> PageView:
    """Five pages, of which nothing is drawn yet."""
    made = PageView()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    qtbot.waitExposed(made)
    made.set_pages(1, [A4] * 5, 96.0)
    return made


def painted(colour: str) -> QImage:
    image = QImage(*A4, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_only_pages_that_are_seen_are_asked_for(qtbot: QtBot, sheets: PageView) -> None:
    asked: list[int] = []
    sheets.missing.connect(asked.append)
    sheets.viewport().repaint()
    qtbot.keyClick(sheets, Qt.Key.Key_End)
    sheets.viewport().repaint()
    assert set(asked) <= {0, 4, 3}
    assert 4 in asked
    before = list(asked)
    sheets.viewport().repaint()
    assert asked == before


def test_a_page_of_another_setting_is_not_shown(sheets: PageView) -> None:
    sheets.set_image(1, 0, painted("#ff0000"))
    sheets.set_pages(2, [A4] * 5, 96.0)
    sheets.set_image(1, 0, painted("#0000ff"))
    where = sheets.rectangle(0).center() - QPoint(0, sheets.rectangle(0).height() // 2 - 30)
    # What was drawn last stays until the new one comes, so that nothing flickers.
    assert sheets.viewport().grab().toImage().pixelColor(where) == QColor("#ff0000")
    sheets.set_image(2, 0, painted("#00ff00"))
    assert sheets.viewport().grab().toImage().pixelColor(where) == QColor("#00ff00")


def test_pages_fit_the_width_until_a_size_is_chosen(qtbot: QtBot, sheets: PageView) -> None:
    assert sheets.rectangle(0).width() == sheets.viewport().width() - 2 * GAP
    with qtbot.waitSignal(sheets.settled, timeout=2000):
        sheets.resize(800, 480)
    assert sheets.rectangle(0).width() == sheets.viewport().width() - 2 * GAP
    sheets.set_zoom(1.0)
    assert (sheets.rectangle(0).width(), sheets.rectangle(0).height()) == A4
    wheel(sheets, 120)
    assert sheets.zoom == 1.25
    wheel(sheets, -120)
    wheel(sheets, -120)
    assert sheets.zoom == 0.75


def test_keys_turn_the_pages_and_zooming_keeps_the_place(qtbot: QtBot, sheets: PageView) -> None:
    turned: list[int] = []
    sheets.page_changed.connect(turned.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        qtbot.keyClick(sheets, key)
    assert turned == [1, 2, 1, 2]
    assert sheets.accessibleDescription() == "Page 3 of 5"
    sheets.set_zoom(2.0)
    assert sheets.page == 2
    before = sheets.verticalScrollBar().value()
    qtbot.keyClick(sheets, Qt.Key.Key_Space)
    assert sheets.verticalScrollBar().value() > before
    qtbot.keyClick(sheets, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(sheets, Qt.Key.Key_Up)
    assert sheets.verticalScrollBar().value() < before
    qtbot.keyClick(sheets, Qt.Key.Key_Home)
    assert sheets.page == 0
    sheets.clear()
    qtbot.keyClick(sheets, Qt.Key.Key_PageDown)
    assert (sheets.page, sheets.count) == (0, 0)


def wheel(sheets: PageView, turn: int) -> None:
    at = QPointF(20, 20)
    event = QWheelEvent(
        at,
        at,
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(sheets.viewport(), event)


class Ask:
    """Asks the child's side within the test, and keeps what it answers."""

    def __init__(self, path: Path) -> None:
        self.later: list[Request] = []
        self.answers: list[Answer] = []
        self.setting = PreviewWorker(
            Case(path, None, "en"),
            lambda: self.later.pop(0),
            lambda: bool(self.later),
            self.answers.append,
        )

    def __call__(self, request: Request, later: Request | None = None) -> list[Answer]:
        self.answers.clear()
        self.later = [later] if later else []
        self.setting.answer(request)
        return self.answers


def test_what_is_asked_later_drops_what_is_being_done(sampled: Path) -> None:
    ask = Ask(sampled)
    answers = ask(
        LayoutRequest(1, SummaryRequest(), 30.0),
        LayoutRequest(2, SummaryRequest(language="uk"), 30.0),
    )
    assert {type(one) for one in answers} == {Progress}
    assert len(answers) == 1
    *steps, laid = ask(LayoutRequest(2, SummaryRequest(language="uk"), 30.0))
    assert {type(one) for one in steps} == {Progress}
    assert isinstance(laid, LayoutDone)
    assert laid.incidents == 7


def test_to_zoom_reads_nothing_again(sampled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Ask(sampled)
    first = ask(LayoutRequest(1, SummaryRequest(), 30.0))[-1]
    monkeypatch.setattr(pdf, "prepare", None)
    (second,) = ask(LayoutRequest(2, SummaryRequest(), 60.0))
    assert isinstance(first, LayoutDone)
    assert isinstance(second, LayoutDone)
    assert second.sizes[0][0] == pytest.approx(2 * first.sizes[0][0], abs=2)
    (page,) = ask(PageRequest(2, 0))
    assert isinstance(page, PageImage)
    assert len(page.pixels) == 4 * page.width * page.height
    # Pages and files of an earlier setting are nobody's business any more.
    assert list(ask(PageRequest(1, 0))) == []
    assert list(ask(FileRequest(1))) == []


def test_desk_21_the_digits_of_charts_are_whole_on_a_coarse_screen(sampled: Path) -> None:
    ask = Ask(sampled)
    ask(LayoutRequest(1, SummaryRequest(), 96.0))
    (page,) = ask(PageRequest(1, 0))
    assert isinstance(page, PageImage)
    with CaseFile.open(sampled, reading=True) as case:
        prepared = pdf.prepare(case, SummaryRequest())
    size = QSize(page.width, page.height)
    smooth = Qt.TransformationMode.SmoothTransformation
    fine = QImage.fromData(prepared.pages(192.0)[0]).scaled(size, mode=smooth)
    fine.convertTo(QImage.Format.Format_RGB32)
    assert bytes(fine.constBits()) == page.pixels
    # Drawn at 96 dots to the inch, rows of the letters were lost.
    coarse = QImage.fromData(prepared.pages(96.0)[0])
    assert (coarse.width(), coarse.height()) == (page.width, page.height)


def test_every_failure_is_a_sentence(
    sampled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gone,) = Ask(tmp_path / "none.ktcase")(LayoutRequest(1, SummaryRequest(), 30.0))
    assert isinstance(gone, Failed)
    assert gone.message
    assert not gone.account
    ask = Ask(sampled)
    nobody = ask(
        LayoutRequest(
            1, SummaryRequest(template=Template.INCIDENT, incident="KHT-1900-01-01-01"), 30.0
        )
    )[-1]
    assert isinstance(nobody, Failed)
    assert nobody.message

    def break_down(*_args: object) -> None:
        raise ZeroDivisionError("what a record says")

    monkeypatch.setattr(pdf, "prepare", break_down)
    (broken,) = ask(LayoutRequest(2, SummaryRequest(), 30.0))
    assert isinstance(broken, Failed)
    assert "ZeroDivisionError" in broken.account
    assert "record" not in broken.account


def test_the_gate_tells_how_many() -> None:
    all_of_them, approved = SummaryRequest(), SummaryRequest(approved_only=True)
    sentence = "3 of 7 incidents not approved: every page is marked DRAFT."
    assert gate.approval_text(LayoutDone(1, (A4,), 7, 3, 0), all_of_them) == sentence
    sentence = "1 of 7 incidents not approved: every page is marked DRAFT."
    assert gate.approval_text(LayoutDone(1, (A4,), 7, 1, 0), all_of_them) == sentence
    assert "left out" in gate.approval_text(LayoutDone(1, (A4,), 4, 0, 3), approved)
    assert gate.approval_text(LayoutDone(1, (A4,), 4, 0, 0), approved) == ""
    sentence = "All incidents are approved."
    assert gate.approval_text(LayoutDone(1, (A4,), 7, 0, 0), all_of_them) == sentence
    assert (
        gate.approval_text(LayoutDone(1, (A4,), 0, 0, 0), all_of_them)
        == "The summary contains no incidents."
    )
    one = SummaryRequest(template=Template.INCIDENT)
    assert gate.approval_text(LayoutDone(1, (A4,), 1, 0, 0), one) == "The incident is approved."
    assert "DRAFT" in gate.approval_text(LayoutDone(1, (A4,), 1, 1, 0), one)
