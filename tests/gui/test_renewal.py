"""A case of the first edition of the counting rule, renewed by opening it in the window."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.gui.commands import subject
from kharkiv_tracker.gui.commands.command_table import TABLE
from kharkiv_tracker.gui.dialogs.renewal_dialog import RenewalDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import corrections, incidents, work_queue
from tests.cases import known

OLD = Path(__file__).parents[1] / "net" / "cases" / "first-edition.ktcase"
FIRST = "KHT-2022-08-17-01"


@pytest.fixture
def renewed(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window after it has opened the case, and its list."""
    assert window.open_path(known(Path(shutil.copy(OLD, tmp_path / "old.ktcase"))))
    qtbot.waitUntil(lambda: bool(window.findChildren(RenewalDialog)))
    return window


def test_what_moved_is_listed_once_and_to_be_had_again(renewed: MainWindow, qtbot: QtBot) -> None:
    (dialog,) = renewed.findChildren(RenewalDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert "The case file was updated to this version" in renewed.view.banner.text
    texts = [
        [dialog.model.index(row, column).data() for column in range(6)]
        for row in range(dialog.model.rowCount())
    ]
    assert texts[0] == [
        *(FIRST, "Killed", "18–19", "19", "Approved"),
        f"Recounted with a new edition of the counting rule. Used: {FIRST}/1.",
    ]
    assert [row[4] for row in texts] == ["Approved", "", "", "", "Approved", "Approved"]
    dialog.accept()
    qtbot.waitUntil(lambda: not renewed.findChildren(RenewalDialog))
    path = renewed.session.case.path
    (command,) = [command for command in TABLE if command.name == "show-renewal"]
    assert command.possible(renewed.view)
    renewed.close_case()
    assert renewed.open_path(path)
    qtbot.wait(20)
    assert not renewed.findChildren(RenewalDialog)
    command.run(renewed.view)
    (dialog,) = renewed.findChildren(RenewalDialog)
    assert dialog.model.rowCount() == len(texts)
    dialog.accept()


def test_an_approved_one_waits_and_is_approved_again(renewed: MainWindow) -> None:
    renewed.findChildren(RenewalDialog)[0].accept()
    view, session = renewed.view, renewed.session
    view.open_incident(FIRST)
    kinds = [finding.kind for finding in work_queue.findings(session.case, FIRST)]
    assert FindingKind.CHANGED in kinds
    assert not subject.of_incident(view, incidents.incident(session.case, FIRST), 2).is_approved
    assert view.edits.run_edit("approve", lambda edit: corrections.approve(edit, FIRST))
    kinds = [finding.kind for finding in work_queue.findings(session.case, FIRST)]
    assert FindingKind.CHANGED not in kinds
    assert subject.of_incident(view, incidents.incident(session.case, FIRST), 2).is_approved


def test_the_history_shows_figures_before_and_after(renewed: MainWindow) -> None:
    renewed.findChildren(RenewalDialog)[0].accept()
    renewed.view.open_history(FIRST)
    row = renewed.view.history.model.row(0)
    assert (row.kind, row.author) == ("figure", "renewal")
    assert renewed.view.history.restore.isHidden()
