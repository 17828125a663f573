"""Desk 5: what is withdrawn or merged is hidden unless asked for, dimmed, and in no headline."""

from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.commands import target
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.search import search_results
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import corrections, incidents, merge_split, text_search

PLACES = gazetteer.load()
COUNTED, MERGED, WITHDRAWN = (f"KHT-2022-08-{day}-01" for day in (17, 18, 19))


def strike(day: int, killed: str) -> dict[str, Any]:
    date = f"2022-08-{day}"
    reports = [{"as_of": date, "killed": killed, "injured": "1", "office": "Kharkiv OVA"}]
    event = {"date": date}
    return {"event": event, "district": "Saltivskyi", "place": "склад", "reports": reports}


@pytest.fixture
def view(window: MainWindow, empty: Path) -> CaseView:
    """Three strikes, one of them merged into another and one withdrawn."""
    window.open_path(empty)
    assert window.view is not None
    strikes = [strike(17, "7"), strike(18, "7"), strike(19, "90")]
    session = window.view.session
    session.record(entry_json.read({"incidents": strikes}, PLACES), "add")
    session.edit("merge", lambda edit: merge_split.merge(edit, COUNTED, MERGED))
    session.edit("withdraw", lambda edit: corrections.withdraw(edit, WITHDRAWN))
    window.view.incidents.show_incident(COUNTED)
    session.select(Selection(districts=(incidents.incident(session.case, COUNTED).district,)))
    session.select_everything()
    return window.view


def codes(view: CaseView) -> list[str]:
    """What the table shows, by code."""
    rows = incidents.rows(view.session.case, view.incidents.model.ids)
    return sorted(row.code for row in rows)


def is_dimmed(view: CaseView, code: str) -> bool:
    model = view.incidents.model
    number = model.number_of(incidents.id_of(view.session.case, code))
    return all(column.quiet(model.row(number)) for column in model.columns)


def test_desk_05_hidden_until_asked_for_and_then_dimmed(view: CaseView, window: MainWindow) -> None:
    assert codes(view) == [COUNTED]
    assert view.incidents.head.number.text() == "1 incident"
    command = named("show-withdrawn")
    assert target.name(command, window) == "Show withdrawn and merged"
    target.run(command, window)
    assert codes(view) == [COUNTED, MERGED, WITHDRAWN]
    assert [is_dimmed(view, code) for code in codes(view)] == [False, True, True]
    # In no headline.
    assert view.incidents.head.number.text() == "1 incident"
    assert "killed 7 ·" in view.incidents.head.sums.text()
    assert target.name(command, window) == "Hide withdrawn and merged"
    (chip,) = view.bar.chips
    assert chip.label == "Withdrawn and merged shown"
    chip.click()
    assert codes(view) == [COUNTED]
    target.run(command, window)
    view.bar.clear()
    assert codes(view) == [COUNTED]


def test_desk_05_merged_is_told_from_withdrawn(view: CaseView) -> None:
    view.session.show_withdrawn(True)
    model = view.incidents.model
    review = next(column for column in model.columns if column.sort_key == "state")
    texts = [review.text(model.row(number)) for number in range(3)]
    assert sorted(texts) == ["Draft", "Merged", "Withdrawn"]


@pytest.mark.parametrize(
    ("selection", "codes_shown"),
    [
        (Selection(text=MERGED), [MERGED]),
        (Selection(text=WITHDRAWN.lower()), [WITHDRAWN]),
        (Selection(states=(ReviewState.WITHDRAWN,)), [MERGED, WITHDRAWN]),
        (Selection(text="withdrawn"), [MERGED, WITHDRAWN]),
        (Selection(text="склад"), [COUNTED]),
        (Selection(states=(ReviewState.DRAFT,)), [COUNTED]),
    ],
)
def test_desk_05_a_code_or_the_state_asks_for_them(
    view: CaseView, selection: Selection, codes_shown: list[str]
) -> None:
    view.session.select(selection)
    assert codes(view) == codes_shown
    view.session.select_everything()
    assert codes(view) == [COUNTED]


def test_desk_05_what_is_opened_or_was_just_withdrawn_stays_in_sight(view: CaseView) -> None:
    view.open_incident(WITHDRAWN)
    assert view.incidents.current == WITHDRAWN
    assert codes(view) == [COUNTED, WITHDRAWN]
    assert is_dimmed(view, WITHDRAWN)
    assert view.incidents.head.number.text() == "1 incident"
    view.session.edit("reinstate", lambda edit: corrections.reinstate(edit, WITHDRAWN))
    assert view.incidents.head.number.text() == "2 incidents"
    view.session.edit("withdraw", lambda edit: corrections.withdraw(edit, WITHDRAWN))
    assert view.incidents.current == WITHDRAWN
    view.incidents.model.sort_requested.emit("code", True)
    assert view.incidents.current == WITHDRAWN
    view.session.select(Selection(text="склад"))
    assert codes(view) == [COUNTED]


def test_desk_05_the_search_lists_them_last_and_says_so(view: CaseView) -> None:
    matches = text_search.find(view.session.case, "склад")
    assert [row.code for row in matches.incidents] == [COUNTED, WITHDRAWN, MERGED]
    hits = {hit.title: hit.detail for hit in search_results.records(view, PLACES, matches)}
    assert hits[WITHDRAWN].endswith(" · Withdrawn")
    assert hits[MERGED].endswith(" · Merged")
    assert not hits[COUNTED].endswith("Draft")
