"""Undo and redo are read off the history, survive a restart, and leave a case that verifies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import history, incidents, statements, totals, undo_stack, verification
from kharkiv_tracker.store.case_file import CaseFile

STATEMENT = {"area": "Kharkiv oblast", "as_of": "2022-08-07", "killed": ">1000"}


def figures(case: CaseFile) -> tuple[object, ...]:
    """All that a reader sees of a case."""
    return (
        totals.totals(case),
        [row.code for row in incidents.rows(case, incidents.ids(case))],
        statements.statements(case),
    )


def test_undo_takes_back_what_was_added_and_redo_adds_it_again(
    sample_case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    before = figures(sample_case)
    add(sample_case, strike(), statements=[STATEMENT])
    after = figures(sample_case)
    changes = undo_stack.undo(sample_case, "tester")
    assert changes
    assert changes.incidents == {"KHT-2022-08-17-02"}
    assert changes.statements == {"STA-2022-08-07-02"}
    assert figures(sample_case) == before
    undo_stack.redo(sample_case, "tester")
    assert figures(sample_case) == after
    assert verification.verify(sample_case).ok


def test_an_update_that_is_taken_back_leaves_the_figure_as_it_was(sample_case: CaseFile) -> None:
    before = incidents.figures(sample_case, "KHT-2022-08-17-01")
    update = {
        "code": "KHT-2022-08-17-01",
        "reports": [{"as_of": "2022-09-01", "killed": "21", "office": "SES"}],
    }
    sample_case.record(
        entry_json.read({"incidents": [update]}, gazetteer.load()), "tester", "update"
    )
    assert incidents.figures(sample_case, "KHT-2022-08-17-01")["killed"].best == 21
    undo_stack.undo(sample_case, "tester")
    assert incidents.figures(sample_case, "KHT-2022-08-17-01") == before


_OFFICIAL = {"authority": "official"}


def test_a_speaker_whose_office_is_taken_back_speaks_for_themself_again(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    reports = [
        {"as_of": "2022-08-18", "killed": "12", "speaker": "Petrenko", **_OFFICIAL},
        {"as_of": "2022-08-19", "killed": "10", "office": "Police"},
    ]
    add(case, strike(reports=reports))
    (code,) = [row.code for row in incidents.rows(case, incidents.ids(case))]
    assert incidents.figures(case, code)["killed"].high == 12
    fields = {"killed": "1", "speaker": "Petrenko", "office": "Police"}
    add(case, strike("2022-09-01", reports=[fields]))
    assert incidents.figures(case, code)["killed"].high == 10
    undo_stack.undo(case, "tester")
    assert incidents.figures(case, code)["killed"].high == 12
    assert verification.verify(case).ok


def test_a_new_edit_ends_what_could_be_made_again(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike())
    undo_stack.undo(case, "tester")
    add(case, strike("2022-08-20"))
    assert undo_stack.undoable(case).redo is None
    assert undo_stack.redo(case, "tester") is None


def test_making_the_case_is_never_taken_back(case: CaseFile) -> None:
    assert undo_stack.undoable(case) == undo_stack.Undoable(None, None)
    assert undo_stack.undo(case, "tester") is None
    assert history.count(case) == 1


def test_codes_of_what_was_taken_back_are_not_given_again(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike())
    undo_stack.undo(case, "tester")
    assert add(case, strike()).incidents == ("KHT-2022-08-17-02",)


def test_undo_survives_a_restart(
    tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    with CaseFile.create(tmp_path / "a.ktcase") as made:
        add(made, strike())
    with CaseFile.open(tmp_path / "a.ktcase") as opened:
        undo_stack.undo(opened, "tester")
    with CaseFile.open(tmp_path / "a.ktcase") as opened:
        assert incidents.ids(opened) == []
        undo_stack.redo(opened, "tester")
        assert len(incidents.ids(opened)) == 1
        assert verification.verify(opened).ok


def test_an_edit_stays_the_work_of_whoever_made_it(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike())
    last = undo_stack.undoable(case).undo
    assert last
    assert (last.author, last.is_by("Tester"), last.is_by("Olena")) == ("tester", True, False)
    undo_stack.undo(case, "Olena")
    undone = undo_stack.undoable(case).redo
    assert undone
    assert (undone.author, undone.reason) == ("Olena", "test")
    undo_stack.redo(case, "Petro")
    again = undo_stack.undoable(case).undo
    assert again
    assert again.author == "tester"


def test_an_edit_made_meanwhile_is_not_undone_in_its_place(
    tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    path = tmp_path / "a.ktcase"
    with CaseFile.create(path) as case, CaseFile.open(path) as another:
        add(case, strike())
        expected = undo_stack.undoable(case).undo
        add(another, strike("2022-08-18"))
        before = history.fingerprint(case)
        with pytest.raises(Refused, match="Another program or window changed the case file"):
            undo_stack.undo(case, "tester", expected=expected)
        assert history.fingerprint(case) == before
        assert len(incidents.ids(case)) == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["add", "update", "undo", "redo"]), max_size=12))
def test_any_walk_through_the_history_agrees_with_two_stacks(
    strike: Callable[..., Any], add: Callable[..., Any], walk: list[str]
) -> None:
    with CaseFile.in_memory() as case:
        done, undone = [figures(case)], []
        for number, move in enumerate(walk):
            if move == "add":
                add(case, strike(killed=str(number)))
            elif move == "update" and incidents.ids(case):
                code = incidents.rows(case, incidents.ids(case))[0].code
                fields = {"as_of": f"2022-09-{number + 1:02}", "killed": str(number)}
                add(case, {"code": code, "reports": [fields]})
            elif move == "undo" and len(done) > 1:
                undo_stack.undo(case, "tester")
                undone.append(done.pop())
                assert figures(case) == done[-1]
                continue
            elif move == "redo" and undone:
                undo_stack.redo(case, "tester")
                done.append(undone.pop())
                assert figures(case) == done[-1]
                continue
            else:
                continue
            done.append(figures(case))
            undone.clear()
        assert verification.verify(case).ok
