"""What may be one incident: kept apart while typing, looked at, merged or kept from a list."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.dialogs import prompts
from kharkiv_tracker.gui.dialogs.duplicates_dialog import DuplicatesDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents, merge_split, undo_stack
from kharkiv_tracker.store.case_file import CaseFile

FIRST, SECOND = "KHT-2022-08-18-01", "KHT-2022-08-18-02"


@pytest.fixture
def doubled(tmp_path: Path) -> Path:
    """Two incidents that are alike, and one that is like neither."""
    path = tmp_path / "doubled.ktcase"
    told = [
        {
            "event": {"date": day},
            "district": district,
            "reports": [{"as_of": day, "killed": killed}],
        }
        for day, district, killed in (
            ("2022-08-18", "Slobidskyi", "6"),
            ("2022-08-18", "Kharkiv city", "7"),
            ("2022-09-30", "Kyivskyi", "1"),
        )
    ]
    with CaseFile.create(path, "Doubled") as case:
        case.record(entry_json.read({"incidents": told}, gazetteer.load()), "tester", "add")
    return path


def listed(qtbot: QtBot, window: MainWindow) -> DuplicatesDialog:
    window.view.dialogs.show_duplicates()
    dialog = window.view.findChild(DuplicatesDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "Searching" not in dialog.status)
    return dialog


def type_another(qtbot: QtBot, hands, window: MainWindow) -> None:
    """Type what looks like the strike of 18 August."""
    hands.start(window)
    hands.fill("18.08.22", "slobidskyi", "7")
    qtbot.waitUntil(lambda: window.view.entry.offer.offers)


def test_both_are_kept_and_noted_as_not_the_same_in_one_edit(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    type_another(qtbot, hands, window)
    hands.alt(Qt.Key.Key_I)
    panel = window.view.entry
    assert panel.message == (
        f"Both are kept. When saved, this incident will be marked as not the same as {FIRST}."
    )
    hands.quote_office(window.view.entry)
    hands.save()
    assert panel.message == f"Saved as {SECOND}."
    case = window.session.case
    (link,) = merge_split.links(case, SECOND)
    assert ({link.one, link.other}, link.relation) == ({FIRST, SECOND}, Relation.DIFFERENT)
    assert listed(qtbot, window).codes == []
    undo_stack.undo(case, "tester")
    assert merge_split.links(case, FIRST) == ()
    assert incidents.number(case) == 7


def test_escape_refuses_the_offer_and_notes_nothing(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    type_another(qtbot, hands, window)
    hands.press(Qt.Key.Key_Escape)
    hands.quote_office(window.view.entry)
    hands.save()
    # Not stated: a new incident for now.
    hands.type("3")
    assert merge_split.links(window.session.case, SECOND) == ()
    assert listed(qtbot, window).codes == [(FIRST, SECOND)]


def test_what_was_kept_apart_for_one_report_is_forgotten_for_the_next(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    type_another(qtbot, hands, window)
    hands.alt(Qt.Key.Key_I)
    hands.quote_office(window.view.entry)
    hands.save()
    hands.fill("30.09.22", "kyivskyi", "1")
    hands.quote_office(window.view.entry)
    hands.save()
    assert merge_split.links(window.session.case, "KHT-2022-09-30-01") == ()


def test_the_offered_incident_is_opened_and_what_is_typed_stays(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    type_another(qtbot, hands, window)
    hands.alt(Qt.Key.Key_O)
    view = window.view
    assert not view.is_entering
    assert view.incidents.current == FIRST
    assert view._back.isVisible()
    hands.ctrl(Qt.Key.Key_N)
    assert view.is_entering
    assert not view._back.isVisible()
    assert view.entry.report.fields["where"].text() == "slobidskyi"
    assert view.entry.offer.codes == (FIRST,)


def test_pairs_are_listed_opened_and_kept(qtbot: QtBot, window: MainWindow, doubled: Path) -> None:
    window.open_path(doubled)
    dialog = listed(qtbot, window)
    assert dialog.codes == [(FIRST, SECOND)]
    assert dialog.status == "1 pair"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert window.view.incidents.current == FIRST
    qtbot.keyClick(dialog.list, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window.view.incidents.current == SECOND
    qtbot.keyClick(dialog.list, Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.status == "No duplicates found.")
    (link,) = merge_split.links(window.session.case, FIRST)
    assert link.relation is Relation.DIFFERENT
    window.undo.undo()
    qtbot.waitUntil(lambda: dialog.codes == [(FIRST, SECOND)])
    window.view.dialogs.show_duplicates()
    assert len(window.view.findChildren(DuplicatesDialog)) == 1


def test_a_pair_is_merged_into_the_one_recorded_first(
    qtbot: QtBot, window: MainWindow, doubled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def ask(_parent: object, _case: object, _districts: object, code: str, other: str) -> object:
        asked.append((code, other))
        return prompts.MergeRequest(code, other, "one strike")

    monkeypatch.setattr(prompts, "ask_merge", ask)
    window.open_path(doubled)
    dialog = listed(qtbot, window)
    qtbot.keyClick(dialog.list, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert asked == [(FIRST, SECOND)]
    case = window.session.case
    assert merge_split.merged_into(case, SECOND) == FIRST
    assert incidents.incident(case, SECOND).state is ReviewState.WITHDRAWN
    qtbot.waitUntil(lambda: dialog.codes == [])
