"""No figure moves without a revision of its own incident, or one that says what moved it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.domain.source import Source, SourceKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.labels import flag_text, revision_text
from kharkiv_tracker.store import (
    case_comparison,
    corrections,
    foreign_changes,
    history,
    incidents,
    rule_choice,
    source_list,
    source_usage,
    undo_stack,
    version_restore,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.verification import verify

PLACES = gazetteer.load()
FIRST, SECOND = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
#: An office's 19, then a newspaper's 30 that widens; and what rests on nobody else.
STRIKES = [
    {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "state": "Approved",
        "reports": [
            {"as_of": "2022-08-18", "killed": "19", "office": "Kharkiv OVA"},
            {"as_of": "2022-08-19", "killed": "30", "source": "Gazette", "source_kind": "media"},
        ],
    },
    {
        "event": {"date": "2022-08-18"},
        "district": "Saltivskyi",
        "state": "Approved",
        "reports": [{"as_of": "2022-08-18", "killed": "3", "source": "Gazette"}],
    },
]


@pytest.fixture
def case() -> Iterator[CaseFile]:
    with CaseFile.in_memory() as case:
        case.record(entry_json.read({"incidents": STRIKES}, PLACES), "first", "add")
        yield case


def of_figures(case: CaseFile, code: str | None = None) -> list[Revision]:
    return [r for r in history.revisions(case, code) if r.kind == figure_change.KIND]


def moves(revision: Revision) -> dict[str, tuple[Any, Any]]:
    """Low and high before and after, by quantity."""
    return {
        change.quantity: (
            (change.before.low, change.before.high),
            (change.after.low, change.after.high),
        )
        for change in figure_change.read(revision.changes)
    }


def judge_source(case: CaseFile, kind: SourceKind) -> None:
    with case.edit("second", "source") as edit:
        amend_source(edit, kind)


def amend_source(edit: Edit, kind: SourceKind) -> None:
    uid, _source = source_list.named(edit.db, "Gazette")
    source_usage.amend(edit, uid, Source("Gazette", kind))


def flagged(case: CaseFile, code: str) -> list[str]:
    found = work_queue.findings(case, code)
    return [finding.key for finding in found if finding.kind is FindingKind.CHANGED]


def test_another_record_that_moves_a_figure_is_named_by_a_revision(case: CaseFile) -> None:
    judge_source(case, SourceKind.PROSECUTOR)
    (revision,) = of_figures(case)
    assert revision.record == FIRST
    assert (revision.author, revision.reason) == ("second", "source")
    assert moves(revision) == {"killed": ((19, 30), (30, 30))}
    (change,) = figure_change.read(revision.changes)
    assert change.causes == ("source",)
    assert figure_change.reason(change) == f"source; adopted {FIRST}/2"
    assert revision_text.record(revision) == f"Figures of {FIRST}"
    assert revision_text.what(revision) == "killed: 19–30 → 30"
    assert of_figures(case, FIRST) == [revision]
    assert not of_figures(case, SECOND)
    assert verify(case).problems == ()


def test_its_own_records_need_none(case: CaseFile) -> None:
    report = incidents.reports(case, FIRST)[0]
    with case.edit("second", "amend") as edit:
        corrections.amend(edit, f"{FIRST}/1", replace(report, counts={}, quote="x"))
        amend_source(edit, SourceKind.PROSECUTOR)
    assert not of_figures(case)


def test_a_report_elsewhere_that_settles_an_office_is_a_cause(case: CaseFile) -> None:
    reports = [
        {"as_of": "2022-08-18", "killed": "9", "speaker": "Ivan"},
        {"as_of": "2022-08-19", "killed": "5", "office": "Police", "source": "Outlet"},
        {"as_of": "2022-08-20", "killed": "4", "speaker": "Ivan"},
    ]
    strike = {"event": {"date": "2022-08-19"}, "district": "Saltivskyi", "reports": reports}
    case.record(entry_json.read({"incidents": [strike]}, PLACES), "first", "add")
    before = incidents.figures(case, "KHT-2022-08-19-01")["killed"]
    named = {"code": SECOND, "reports": [{"killed": "3", "speaker": "Ivan", "office": "Police"}]}
    case.record(entry_json.read({"incidents": [named]}, PLACES), "second", "add")
    after = incidents.figures(case, "KHT-2022-08-19-01")["killed"]
    assert before != after
    (revision,) = of_figures(case)
    assert revision.record == "KHT-2022-08-19-01"
    (change,) = [c for c in figure_change.read(revision.changes) if c.quantity == "killed"]
    assert "report" in change.causes
    assert (change.before.best, change.after.best) == (before.best, after.best)


def test_undo_and_redo_write_the_opposite_and_again(case: CaseFile) -> None:
    before = incidents.figures(case, FIRST)
    judge_source(case, SourceKind.PROSECUTOR)
    after = incidents.figures(case, FIRST)
    assert flagged(case, FIRST) == ["1"]
    undo_stack.undo(case, "second")
    assert incidents.figures(case, FIRST) == before
    assert moves(of_figures(case)[-1]) == {"killed": ((30, 30), (19, 30))}
    # It is what was approved, again.
    assert flagged(case, FIRST) == []
    undo_stack.redo(case, "second")
    assert incidents.figures(case, FIRST) == after
    assert len(of_figures(case)) == 3
    assert flagged(case, FIRST) == ["3"]
    assert verify(case).problems == ()
    undo_stack.undo(case, "second")
    undo_stack.undo(case, "second")
    assert undo_stack.undoable(case).undo is None


def test_a_rule_moves_figures_in_the_order_of_their_codes(case: CaseFile) -> None:
    twice = [{**STRIKES[0], "event": {"date": day}} for day in ("2022-09-02", "2022-09-01")]
    for strike in twice:
        strike["reports"] = [
            {"as_of": "2022-08-18", "killed": "19", "office": "Kharkiv OVA"},
            {"as_of": "2022-08-18", "killed": "12", "source": "Gazette"},
        ]
    case.record(entry_json.read({"incidents": twice}, PLACES), "first", "add")
    with case.edit("second", "rule") as edit:
        rule_choice.set_rule(edit, Rule.RANGE)
    records = [revision.record for revision in of_figures(case)]
    assert records == ["KHT-2022-09-01-01", "KHT-2022-09-02-01"]
    assert {c.causes for r in of_figures(case) for c in figure_change.read(r.changes)} == {
        ("case",)
    }


def test_an_approved_one_waits_until_it_is_approved_again(case: CaseFile) -> None:
    judge_source(case, SourceKind.PROSECUTOR)
    (finding,) = [f for f in work_queue.findings(case, FIRST) if f.kind is FindingKind.CHANGED]
    assert flag_text.sentence(finding, {}) == "Changed since approval: killed: 19–30 → 30."
    with case.edit("third", "approve") as edit:
        corrections.approve(edit, FIRST)
    last = history.last(case)
    assert last is not None
    assert (last.kind, last.author) == ("incident", "third")
    assert last.changes == {"approved_changes": (None, 1)}
    assert flagged(case, FIRST) == []
    assert incidents.incident(case, FIRST).state is ReviewState.APPROVED
    undo_stack.undo(case, "third")
    assert flagged(case, FIRST) == ["1"]
    undo_stack.redo(case, "third")
    assert flagged(case, FIRST) == []
    # What is approved stays so when something else of it is corrected.
    with case.edit("third", "amend") as edit:
        corrected = replace(incidents.incident(case, FIRST), place="вокзал", approved_changes=0)
        corrections.amend(edit, FIRST, corrected)
    assert flagged(case, FIRST) == []
    judge_source(case, SourceKind.MEDIA)
    assert flagged(case, FIRST) == ["2"]
    assert verify(case).problems == ()


def test_it_can_be_set_aside_and_comes_up_again_when_it_moves_once_more(case: CaseFile) -> None:
    judge_source(case, SourceKind.PROSECUTOR)
    with case.edit("second", "aside") as edit:
        work_queue.set_aside(edit, FIRST, FindingKind.CHANGED, "1", "known")
    assert flagged(case, FIRST) == []
    judge_source(case, SourceKind.MEDIA)
    # Back to what was approved: nothing waits.
    assert flagged(case, FIRST) == []
    judge_source(case, SourceKind.POLICE)
    assert flagged(case, FIRST) == ["3"]


def test_with_a_second_name_it_goes_back_to_ready(case: CaseFile) -> None:
    with case.edit("second", "review") as edit:
        rule_choice.set_review(edit, second_name=True, quiet_days=30)
    judge_source(case, SourceKind.PROSECUTOR)
    assert incidents.incident(case, FIRST).state is ReviewState.READY
    assert flagged(case, FIRST) == []
    # The move is no change of what was recorded: who made it may approve what others entered.
    with case.edit("second", "approve") as edit:
        corrections.approve(edit, FIRST)
    assert flagged(case, FIRST) == []
    with case.edit("second", "review") as edit:
        corrections.set_state(edit, FIRST, ReviewState.READY)
    with case.edit("first", "approve") as edit, pytest.raises(Refused):
        corrections.approve(edit, FIRST)
    undo_stack.undo(case, "second")
    undo_stack.undo(case, "second")
    undo_stack.undo(case, "second")
    assert incidents.incident(case, FIRST).state is ReviewState.APPROVED
    assert verify(case).problems == ()


def test_withdrawn_and_reinstated_it_still_waits(case: CaseFile) -> None:
    with case.edit("second", "withdraw") as edit:
        corrections.withdraw(edit, FIRST)
    judge_source(case, SourceKind.PROSECUTOR)
    assert flagged(case, FIRST) == []
    with case.edit("second", "reinstate") as edit:
        corrections.reinstate(edit, FIRST)
    assert flagged(case, FIRST) == ["1"]


def test_every_reader_of_revisions_bears_with_it(case: CaseFile) -> None:
    numbers = history.numbers(case, FIRST)
    judge_source(case, SourceKind.PROSECUTOR)
    assert [v.kind for v in version_restore.versions(case, FIRST)] == ["incident"]
    earlier = case.as_recorded_on(numbers[0])
    assert incidents.figures(earlier, FIRST)["killed"].high == 30
    assert incidents.figures(earlier, FIRST)["killed"].best == 19
    now = case.as_recorded_on(history.count(case))
    assert incidents.figures(now, FIRST)["killed"].best == 30
    assert flagged(now, FIRST) == ["1"]
    assert verify(now).problems == ()
    with case.edit("second", "revert") as edit:
        corrections.set_state(edit, FIRST, ReviewState.READY)
    with case.edit("second", "revert") as edit:
        version_restore.restore(edit, FIRST, numbers[-1])
    assert verify(case).problems == ()


def test_the_name_of_the_program_is_nobody_elses(case: CaseFile) -> None:
    with pytest.raises(Refused, match="renewal"), case.edit(" Renewal", "add"):
        pass


def test_others_see_the_incident_whose_figure_moved(tmp_path: Path) -> None:
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path) as here:
        here.record(entry_json.read({"incidents": STRIKES}, PLACES), "first", "add")
        watch = foreign_changes.ForeignWatch(here)
        with CaseFile.open(path) as elsewhere:
            judge_source(elsewhere, SourceKind.PROSECUTOR)
        foreign = watch.look()
        assert foreign is not None
        assert foreign.codes == (FIRST,)
        assert FIRST in foreign.changes.incidents
        assert not foreign.added


def test_a_comparison_names_the_incident(case: CaseFile) -> None:
    before = {revision.id for revision in history.revisions(case)}
    judge_source(case, SourceKind.PROSECUTOR)
    new = {revision.id for revision in of_figures(case)} - before
    assert case_comparison._incidents(case.db, new) == {FIRST}


def test_undone_with_a_second_name_the_figure_moves_back_by_a_revision(case: CaseFile) -> None:
    with case.edit("second", "review") as edit:
        rule_choice.set_review(edit, second_name=True, quiet_days=30)
    judge_source(case, SourceKind.PROSECUTOR)
    (moved,) = of_figures(case, FIRST)
    undo_stack.undo(case, "second")
    back = of_figures(case, FIRST)[-1]
    assert moves(back) == {name: pair[::-1] for name, pair in moves(moved).items()}
    assert incidents.incident(case, FIRST).state is ReviewState.APPROVED
    assert flagged(case, FIRST) == []
    assert verify(case).problems == ()


def test_joined_sources_say_what_they_moved(case: CaseFile) -> None:
    reports = [
        {"as_of": "2022-08-18", "killed": "5", "source": "Paper B"},
        {"as_of": "2022-08-19", "killed": "3", "source": "Paper C"},
    ]
    strike = {**STRIKES[1], "reports": reports}
    recorded = case.record(entry_json.read({"incidents": [strike]}, PLACES), "first", "add")
    (code,) = recorded.incidents
    with case.edit("second", "join") as edit:
        (one, _source), (other, _other) = (
            source_list.named(edit.db, name) for name in ("Paper B", "Paper C")
        )
        source_list.merge_sources(edit, one, other)
    (revision,) = of_figures(case, code)
    assert moves(revision) == {"killed": ((3, 5), (3, 3))}
    assert flagged(case, code)
