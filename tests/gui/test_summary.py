"""The summary looked at before it is saved: its pages, what it is made of, the gate, the file."""

import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.summary import preview_process
from kharkiv_tracker.gui.summary.dialog import SummaryDialog
from kharkiv_tracker.gui.summary.open_names_dialog import OpenNamesDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import corrections, history, publication, undo_stack
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import Template

DORMITORY = "KHT-2022-08-17-01"
#: A child process has to start, on a machine that may be busy.
LONG = 60_000


@pytest.fixture(autouse=True)
def imported_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children get what they import from one process; one test starts its own from nothing."""
    if request.node.name != test_what_is_saved_is_what_was_seen.__name__:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["kharkiv_tracker.gui.summary.preview_worker"])
        monkeypatch.setattr(preview_process, "CONTEXT", context)


@pytest.fixture
def opened(window: MainWindow, sampled: Path) -> MainWindow:
    """The sample case, in which two of the incidents have to be approved again."""
    window.open_path(sampled)
    for code in (DORMITORY, "KHT-2022-08-18-01"):
        window.session.edit(
            "draft", lambda edit, code=code: corrections.set_state(edit, code, ReviewState.DRAFT)
        )
    return window


@pytest.fixture
def dialog(opened: MainWindow, qtbot: QtBot) -> Iterator[SummaryDialog]:
    """The dialog, with the pages of the whole sample case in it."""
    target.run(named("export-pdf"), opened)
    (made,) = opened.findChildren(SummaryDialog)
    qtbot.waitUntil(lambda: made.is_fresh, timeout=LONG)
    yield made
    if isValid(made):
        made.reject()


def fresh(qtbot: QtBot, dialog: SummaryDialog) -> None:
    """Wait for the pages of what is chosen now."""
    qtbot.waitUntil(lambda: dialog.is_fresh, timeout=LONG)


def saved(qtbot: QtBot, dialog: SummaryDialog, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save there, and wait until it is told what came of it."""
    monkeypatch.setattr(standard_dialogs, "ask_save_path", lambda *_args: path)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    # Turned while it is being written: that changes how it looks and not what is saved.
    dialog.pages.smaller()
    qtbot.waitUntil(lambda: bool(dialog.saved.text() or dialog.notice.label.text()), timeout=LONG)


def test_the_pages_are_seen_and_the_drafts_are_told(qtbot: QtBot, dialog: SummaryDialog) -> None:
    assert dialog.pages.count >= 1
    qtbot.waitUntil(lambda: 0 in dialog.pages._drawn, timeout=LONG)
    page, image = dialog.pages.rectangle(0), dialog.pages._drawn[0].image
    # Drawn for this very size: nothing is blurred.
    qtbot.waitUntil(
        lambda: abs(dialog.pages._drawn[0].image.width() - page.width()) <= 2, timeout=LONG
    )
    assert image.height() > image.width()
    sentence = "2 of 7 incidents not approved: every page is marked DRAFT."
    assert dialog.options.gate.text() == sentence
    assert dialog.save.isEnabled()


def test_a_closed_dialog_has_no_child_and_begins_none(dialog: SummaryDialog) -> None:
    """It would have the case open, and its passphrase, for as long as the window is there."""
    preview = dialog.preview
    dialog.reject()
    assert not preview.is_running
    # A page that comes into sight while the dialog goes, or a size that settles.
    dialog.pages.missing.emit(0)
    dialog.pages.settled.emit(7.0)
    assert not preview.is_running


def test_what_is_saved_is_what_was_seen(
    qtbot: QtBot,
    opened: MainWindow,
    dialog: SummaryDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = dialog.options
    form.language.setCurrentIndex(1)
    form.profile.setCurrentIndex(form.profile.findData(Profile.INTERNAL))
    form.drops["districts"].click()
    popup = QApplication.activePopupWidget()
    popup.list.toggle(
        popup.list.item(
            next(n for n in range(popup.list.count()) if popup.list.item(n).text() == "Saltivskyi")
        )
    )
    popup.close()
    assert not dialog.is_fresh
    fresh(qtbot, dialog)
    assert opened.session.selection.is_everything
    summary_request = form.request
    assert summary_request is not None
    assert (summary_request.language, summary_request.profile) == ("uk", Profile.INTERNAL)
    assert len(summary_request.view.selection.districts) == 1
    page = tmp_path / "page.pdf"
    saved(qtbot, dialog, page, monkeypatch)
    assert dialog.saved.text() == f"Saved as {page}."
    with opened.session.another_connection() as case:
        assert page.read_bytes() == pdf.render(case, summary_request)
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(shown.append(url.path())))
    assert dialog.opening.isVisible()
    dialog.opening.click()
    assert shown == [str(page)]
    assert "No app can open this file" in dialog.notice.label.text()
    # A change makes what was saved another thing.
    form.back.click()
    assert not dialog.save.isEnabled()
    fresh(qtbot, dialog)
    assert dialog.saved.text() == ""


def test_approved_only_is_one_tick(qtbot: QtBot, dialog: SummaryDialog) -> None:
    dialog.options.approved.setFocus()
    qtbot.keyClick(dialog.options.approved, Qt.Key.Key_Space)
    assert not dialog.save.isEnabled()
    fresh(qtbot, dialog)
    sentence = "2 incidents left out: not approved."
    assert dialog.options.gate.text() == sentence
    assert (dialog._layout_done.incidents, dialog._layout_done.drafts) == (5, 0)


def test_one_incident_and_what_changed(qtbot: QtBot, dialog: SummaryDialog) -> None:
    form = dialog.options
    form.template.setCurrentIndex(form.template.findData(Template.INCIDENT))
    assert form.incident.isVisible()
    assert not form.period.isVisible()
    form.incident.clear()
    qtbot.keyClicks(form.incident, "nothing holds this")
    qtbot.waitUntil(
        lambda: "Give the incident's code, or words found only in it" in dialog.notice.label.text(),
        timeout=LONG,
    )
    assert form._incident_echo.text() == "No matches."
    assert not dialog.save.isEnabled()
    form.incident.clear()
    qtbot.keyClicks(form.incident, DORMITORY.lower())
    assert DORMITORY in form._incident_echo.text()
    fresh(qtbot, dialog)
    assert dialog.notice.isHidden()
    form.template.setCurrentIndex(form.template.findData(Template.CHANGES))
    qtbot.waitUntil(
        lambda: "Give the date or fingerprint of the earlier summary" in dialog.notice.label.text(),
        timeout=LONG,
    )
    qtbot.keyClicks(form.since, "no such thing")
    qtbot.waitUntil(lambda: "no such thing" in dialog.notice.label.text(), timeout=LONG)
    assert dialog.pages.count == 0
    form.since.clear()
    qtbot.keyClicks(form.since, "2022-08-20")
    fresh(qtbot, dialog)
    assert dialog.pages.count >= 1


def test_what_cannot_be_written_is_told(
    qtbot: QtBot,
    dialog: SummaryDialog,
    sampled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved(qtbot, dialog, tmp_path / "no" / "such" / "folder.pdf", monkeypatch)
    qtbot.waitUntil(dialog.save.isEnabled, timeout=LONG)
    assert "folder.pdf" in dialog.notice.label.text()
    before = sampled.read_bytes()
    saved(qtbot, dialog, sampled, monkeypatch)
    qtbot.waitUntil(lambda: "is this case file" in dialog.notice.label.text(), timeout=LONG)
    assert sampled.read_bytes() == before


def test_it_can_be_stopped_and_tried_again(qtbot: QtBot, dialog: SummaryDialog) -> None:
    dialog.options.approved.click()
    qtbot.waitUntil(dialog.toolbar.stop.isVisible, timeout=LONG)
    dialog.toolbar.stop.click()
    assert not dialog.preview.is_running
    assert dialog.notice.label.text() == "Stopped. Nothing was written."
    assert not dialog.save.isEnabled()
    dialog.notice.again.click()
    fresh(qtbot, dialog)
    # Whatever ends the process from outside is told, and it can be tried again.
    dialog.preview._child.kill()
    qtbot.waitUntil(
        lambda: (
            "Could not prepare the pages: the background process stopped"
            in dialog.notice.label.text()
        )
    )
    assert not dialog.save.isEnabled()
    dialog.notice.again.click()
    fresh(qtbot, dialog)
    child, listener = dialog.preview._child, dialog.preview._listener
    dialog.reject()
    assert not child.is_alive()
    # What it still had to say would be said by a deleted object.
    assert not listener.is_alive()


def test_keys_zoom_and_turn(qtbot: QtBot, dialog: SummaryDialog) -> None:
    sheets, held = dialog.pages, Qt.KeyboardModifier.ControlModifier
    assert dialog.toolbar.zoom.currentText() == "Page width"
    width = sheets.rectangle(0).width()
    qtbot.keyClick(dialog, Qt.Key.Key_Minus, held)
    assert sheets.rectangle(0).width() < width
    assert dialog.toolbar.zoom.currentText().endswith("%")
    qtbot.keyClick(dialog, Qt.Key.Key_0, held)
    assert sheets.rectangle(0).width() == width
    qtbot.keyClick(sheets, Qt.Key.Key_End)
    assert sheets.page == sheets.count - 1
    assert dialog.toolbar.page.text() == f"Page {sheets.count} of {sheets.count}"
    fresh(qtbot, dialog)


def test_everything_is_named_and_reached(qtbot: QtBot, dialog: SummaryDialog) -> None:
    reachable = [
        one
        for one in dialog.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
    ]
    for one in reachable:
        name = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
        assert name.strip(), one
    dialog.pages.setFocus()
    qtbot.waitUntil(dialog.pages.hasFocus)
    seen = [QApplication.focusWidget()]
    for _step in range(len(reachable) + 2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is seen[0]:
            break
        seen.append(QApplication.focusWidget())
    assert {id(one) for one in reachable} == {id(one) for one in seen}
    assert "Page 1 of" in dialog.pages.accessibleDescription()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text(), label.text()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_nothing_is_cut_off(
    qtbot: QtBot, opened: MainWindow, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.choose_language(language)
    monkeypatch.setattr(SummaryDialog, "refresh", lambda _dialog: None)
    target.run(named("export-pdf"), opened)
    (dialog,) = opened.findChildren(SummaryDialog)
    for template in Template:
        dialog.options.template.setCurrentIndex(dialog.options.template.findData(template))
        qtbot.wait(10)
        for button in dialog.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width(), button.text()
        assert dialog.options.width() >= dialog.options.minimumSizeHint().width()
    dialog.reject()
    opened.choose_language("en")


def test_the_clocks_of_the_window_are_told_and_obeyed(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SummaryDialog, "refresh", lambda _dialog: None)
    when = parse_clock("2022-08-18T12:00")
    opened.session.set_view(dates=(when, None))
    opened.session.select(replace(opened.session.selection, text="dormitory"))
    target.run(named("export-pdf"), opened)
    (dialog,) = opened.findChildren(SummaryDialog)
    text = dialog.options._also.text()
    assert "“dormitory”" in text
    assert "as known on 18 August 2022, 12:00" in text
    summary_request = dialog.options.request
    assert summary_request is not None
    assert summary_request.view == opened.session.view
    dialog.reject()


def test_the_open_version_asks_what_it_may_name(
    qtbot: QtBot, opened: MainWindow, dialog: SummaryDialog
) -> None:
    """The list is shown with a tick each; what is saved is one edit that can be undone."""
    form, session = dialog.options, opened.session
    assert not form.quotes.isVisible()
    before = history.count(session.case)
    form.profile.setCurrentIndex(form.profile.findData(Profile.OPEN))
    qtbot.waitUntil(lambda: bool(dialog.findChildren(OpenNamesDialog)), timeout=LONG)
    (names,) = dialog.findChildren(OpenNamesDialog)
    assert names.list.verticalScrollBar().maximum() == 0
    items = publication.undecided(session.case)
    assert names.list.count() == len(items)
    assert names.list.ticked() == [item.uid for item in items if item.is_public]
    names.list.toggle(names.list.item(0))
    names.accepting.click()
    assert history.count(session.case) == before + len(items)
    assert publication.undecided(session.case) == ()
    decided = {item.uid: item.decision for item in publication.listed(session.case)}
    assert decided[items[0].uid] is Decision.WITHHELD
    fresh(qtbot, dialog)
    assert form.quotes.isVisible()
    assert dialog.save.isEnabled()
    form.names.click()
    again = dialog.findChildren(OpenNamesDialog)[-1]
    assert again.list.count() == len(items)
    again.reject()
    session.undo(undo_stack.undoable(session.case).undo)
    assert len(publication.undecided(session.case)) == len(items)


def test_a_page_is_saved_though_its_pages_are_drawn_again_meanwhile(
    qtbot: QtBot, dialog: SummaryDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(qtbot, dialog)
    path = tmp_path / "page.pdf"

    def named(*_arguments: object) -> Path:
        # As when the window gets another size while the dialog for files is open.
        dialog._request_pages(dialog._ppi * 1.5)
        return path

    monkeypatch.setattr(standard_dialogs, "ask_save_path", named)
    dialog.ask_where()
    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: dialog.save.isEnabled(), timeout=20_000)
