"""Desk 3: an approval is of what was approved; what changed since is left out, and said so."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState, Weapon
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.labels import approval_text, flag_text
from kharkiv_tracker.store import (
    approval,
    corrections,
    incidents,
    merge_split,
    note_records,
    rule_choice,
    undo_stack,
    version_restore,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.verification import verify
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template
from tests.net import desk_before
from tests.net.door import document, output

PLACES = gazetteer.load()
FIRST, SECOND = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
OVA = "Kharkiv OVA"
CASE = Path(__file__).parents[1] / "net" / "cases" / "desk-before.ktcase"


def told(day: str, **counts: str) -> dict[str, Any]:
    return {"as_of": day, "office": OVA, **counts}


STRIKES = [
    {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "weapons": ["missile"],
        "state": "Approved",
        "reports": [told("2022-08-17", killed="50"), told("2022-08-18", killed="51")],
    },
    {
        "event": {"date": "2022-08-18"},
        "district": "Kyivskyi",
        "state": "Approved",
        "reports": [told("2022-08-18", killed="3", injured="12")],
    },
]
GROWN = {"code": FIRST, "reports": [told("2022-08-20", killed="90")]}
ONLY = SummaryRequest(approved_only=True)


@pytest.fixture
def case() -> Iterator[CaseFile]:
    with CaseFile.in_memory() as made:
        add(made, *STRIKES)
        yield made


def add(case: CaseFile, *strikes: dict[str, Any]) -> None:
    case.record(entry_json.read({"incidents": list(strikes)}, PLACES), "first", "add")


def changed(case: CaseFile) -> dict[str, str]:
    """What each incident that changed since its approval is flagged for."""
    flags = work_queue.listed(case, PLACES, FindingKind.CHANGED)
    return {flag.code: flag_text.sentence(flag, {}, PLACES) for flag in flags}


def amend(case: CaseFile, code: str = FIRST, **fields: Any) -> None:
    with case.edit("first", "amend") as edit:
        corrections.amend(edit, code, replace(incidents.incident(case, code), **fields))


def approve(case: CaseFile, code: str = FIRST) -> None:
    with case.edit("first", "approve") as edit:
        corrections.approve(edit, code)


def test_desk_03_of_51_that_became_90_an_approved_page_says_nothing(tmp_path: Path) -> None:
    path, entries = tmp_path / "case.ktcase", tmp_path / "add.json"
    output("new", path, "--title", "x")
    for strikes in (STRIKES[:1], [GROWN]):
        entries.write_text(json.dumps({"incidents": strikes}), "utf-8")
        output("add", path, entries)
    page = tmp_path / "page.pdf"
    answer = document("summary", path, "-o", page, "--approved-only")
    assert (answer["incidents"], answer["drafts"]) == (0, 0)
    left_out = answer["changed_since_approval"]
    assert (left_out["incidents"], left_out["killed"]["best"]) == (1, 90)
    # Nor is a page of all of them one of approved figures.
    assert document("summary", path, "-o", page)["drafts"] == 1
    with CaseFile.open(path) as case:
        assert changed(case) == {
            FIRST: "Changed since approval: killed: 51 → 90, reports added: 3."
        }
        prepared = pdf.prepare(case, ONLY)
    assert "1 incident changed since approval left out: killed 90, injured ?." in prepared.data
    output("approve", path, FIRST)
    answer = document("summary", path, "-o", page, "--approved-only")
    assert (answer["incidents"], answer["changed_since_approval"]["incidents"]) == (1, 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"grade": Grade.FAIR}, "grade: — → Fair"),
        ({"district": SECOND}, "district: Saltivskyi → Kyivskyi"),
        ({"weapons": (Weapon.ARTILLERY,)}, "weapon: missile → artillery or mortar"),
    ],
)
def test_desk_03_fields_that_are_approved(
    case: CaseFile, fields: dict[str, Any], sentence: str
) -> None:
    before = incidents.incident(case, FIRST)
    if "district" in fields:
        fields = {"district": incidents.incident(case, SECOND).district}
    amend(case, **fields)
    assert changed(case) == {FIRST: f"Changed since approval: {sentence}."}
    amend(case, **{name: getattr(before, name) for name in fields})
    assert changed(case) == {}
    assert verify(case).problems == ()


def test_desk_03_the_day_is_approved_and_its_hour_is_not(case: CaseFile) -> None:
    event = incidents.incident(case, FIRST).event
    (elsewhere,) = entry_json.read({"incidents": [STRIKES[1]]}, PLACES).incidents
    amend(case, event=replace(event, date=elsewhere.incident.event.date))
    assert changed(case)[FIRST].endswith("day: 17 August 2022 → 18 August 2022.")


def test_desk_03_a_report_that_joins_or_goes_counts_though_the_figure_stays(
    case: CaseFile,
) -> None:
    add(case, {"code": FIRST, "reports": [told("2022-08-16", killed="4")]})
    assert changed(case) == {FIRST: "Changed since approval: reports added: 3."}
    undo_stack.undo(case, "first")
    assert changed(case) == {}
    add(case, {"code": FIRST, "reports": [{"as_of": "2022-08-19", "quote": "Без чисел."}]})
    assert changed(case) == {}
    with case.edit("first", "withdraw") as edit:
        corrections.withdraw(edit, f"{FIRST}/1")
    assert changed(case) == {FIRST: "Changed since approval: reports gone: 1."}
    approve(case)
    assert changed(case) == {}
    undo_stack.undo(case, "first")
    assert list(changed(case)) == [FIRST]
    undo_stack.redo(case, "first")
    assert changed(case) == {}
    assert verify(case).problems == ()


def test_desk_03_a_merge_and_a_split_change_what_was_approved(case: CaseFile) -> None:
    with case.edit("first", "split") as edit:
        merge_split.split(edit, FIRST, [2])
    assert "killed: 51 → 50" in changed(case)[FIRST]
    assert "reports gone: 2" in changed(case)[FIRST]
    undo_stack.undo(case, "first")
    with case.edit("first", "merge") as edit:
        merge_split.merge(edit, FIRST, SECOND)
    assert changed(case) == {
        FIRST: "Changed since approval: injured: ? → 12, reports added: 3.",
    }
    undo_stack.undo(case, "first")
    assert changed(case) == {}


def test_desk_03_other_edits_are_shown_and_change_no_approval(case: CaseFile) -> None:
    report = incidents.reports(case, FIRST)[0]
    assert approval_text.edited(approval.edited_since(case, FIRST)) == ""
    with case.edit("first", "amend") as edit:
        corrections.amend(edit, f"{FIRST}/1", replace(report, quote="x", url="https://a.example/1"))
        note_records.add_to(edit, FIRST, Note(text="A note."))
        merge_split.link(edit, FIRST, SECOND, Relation.ATTACK_WAVE)
    amend(case, summary="A warehouse.")
    assert changed(case) == {}
    edited = approval_text.edited(approval.edited_since(case, FIRST))
    assert edited.startswith(f"Edited since approval: {FIRST}/1: Quote, Link; ")
    assert "; Description" in edited
    approve(case, SECOND)
    with case.edit("first", "review") as edit:
        corrections.set_state(edit, FIRST, ReviewState.READY)
    assert approval.edited_since(case, FIRST) == []
    approve(case)
    assert approval_text.edited(approval.edited_since(case, FIRST)) == ""


def test_desk_03_withdrawn_and_reinstated_is_no_new_approval(case: CaseFile) -> None:
    add(case, GROWN)
    with case.edit("first", "withdraw") as edit:
        corrections.withdraw(edit, FIRST)
    assert changed(case) == {}
    with case.edit("first", "reinstate") as edit:
        corrections.reinstate(edit, FIRST)
    assert list(changed(case)) == [FIRST]


def test_desk_03_the_row_says_so_and_so_does_the_sum(case: CaseFile) -> None:
    add(case, GROWN)
    rows = incidents.rows(case, incidents.ids(case))
    texts = [approval_text.review_state(row.state, row.is_changed) for row in rows]
    assert texts == ["Approved, changed", "Approved"]
    as_approved = Selection(states=(ReviewState.APPROVED,), changed=False)
    assert [row.code for row in incidents.rows(case, incidents.ids(case, as_approved))] == [SECOND]
    data = pdf.prepare(case, ONLY)
    assert (data.incidents, data.drafts) == (1, 0)
    assert data.changed is not None
    assert data.changed.toll["killed"].best == 90
    with pytest.raises(WrongCall, match="changed after it was approved"):
        pdf.prepare(case, replace(ONLY, template=Template.INCIDENT, incident=FIRST))
    assert pdf.prepare(case, SummaryRequest()).drafts == 1


def test_desk_03_with_a_second_person_it_falls_back_to_ready(case: CaseFile) -> None:
    with case.edit("second", "review") as edit:
        rule_choice.set_review(edit, second_name=True, quiet_days=30)
    with case.edit("second", "split") as edit:
        merge_split.split(edit, FIRST, [2])
    assert incidents.incident(case, FIRST).state is ReviewState.READY
    assert changed(case) == {}
    undo_stack.undo(case, "second")
    assert incidents.incident(case, FIRST).state is ReviewState.APPROVED
    assert changed(case) == {}


def test_desk_03_one_edit_that_corrects_and_approves_approves_what_it_leaves(
    case: CaseFile,
) -> None:
    with case.edit("first", "review") as edit:
        corrections.set_state(edit, FIRST, ReviewState.READY)

    def correct(edit: Edit) -> None:
        incident: Incident = incidents.incident(case, FIRST)
        corrections.amend(
            edit, FIRST, replace(incident, grade=Grade.FAIR, state=ReviewState.APPROVED)
        )
        edit.add_reports(incidents.uid_of(case, FIRST), incidents.reports(case, SECOND))

    with case.edit("first", "amend") as edit:
        correct(edit)
    assert changed(case) == {}


def test_desk_03_an_earlier_version_restored_is_compared_as_well(case: CaseFile) -> None:
    first = version_restore.versions(case, FIRST)[-1]
    amend(case, grade=Grade.WEAK)
    with case.edit("first", "revert") as edit:
        version_restore.restore(edit, FIRST, first.seq or 0)
    assert changed(case) == {}


def test_desk_03_a_case_of_the_version_before_knows_what_was_approved(tmp_path: Path) -> None:
    path = Path(shutil.copy(CASE, tmp_path))
    with CaseFile.open(path) as case:
        assert {code: text.partition(": ")[2] for code, text in changed(case).items()} == {
            desk_before.GROWN: "injured: 10 → 12, killed: 51 → 90, reports added: 2.",
            desk_before.GRADED: "grade: — → Weak.",
            desk_before.THINNED: "reports gone: 2.",
            desk_before.MOVED: "killed: 8–30 → 30.",
        }
        assert verify(case).problems == ()
        edited = approval_text.edited(approval.edited_since(case, desk_before.BESIDE))
        assert edited == f"Edited since approval: {desk_before.BESIDE}/1: Quote; Description."
        earlier = case.as_recorded_on(25)
        assert list(changed(earlier)) == [desk_before.GROWN]
        prepared = pdf.prepare(case, ONLY)
        assert prepared.incidents == 3
    approve_again = ("approve", path, desk_before.GROWN)
    output(*approve_again)
    with CaseFile.open(path) as case:
        assert desk_before.GROWN not in changed(case)


def test_desk_03_what_was_approved_was_counted_by_the_rule_of_that_day(case: CaseFile) -> None:
    reports = [{"as_of": "2022-08-23", "killed": "9"}, told("2022-08-26", killed="7")]
    add(case, {"event": {"date": "2022-08-19"}, "district": "Kyivskyi", "reports": reports})
    code = "KHT-2022-08-19-01"

    def count_by(rule: Rule) -> None:
        with case.edit("first", "rule") as edit:
            rule_choice.set_rule(edit, rule)

    count_by(Rule.RANGE)
    approve(case, code)
    report = incidents.reports(case, code)[0]
    with case.edit("first", "amend") as edit:
        corrections.amend(edit, f"{code}/1", replace(report, counts={"killed": Count.parse("7")}))
    assert "killed: 7–9 → 7" in changed(case)[code]
    # By this rule it was 7 from the first; but it was approved as 7 to 9.
    count_by(Rule.LATEST)
    assert "killed: 7–9 → 7" in changed(case)[code]
    undo_stack.undo(case, "first")
    undo_stack.undo(case, "first")
    assert changed(case) == {}
    assert verify(case).problems == ()


def test_desk_03_to_restore_a_version_approved_again_approves_nothing(case: CaseFile) -> None:
    add(case, GROWN)
    approve(case)
    assert changed(case) == {}
    again, made = version_restore.versions(case, FIRST)
    with case.edit("second", "revert") as edit, pytest.raises(Refused, match="No change"):
        version_restore.restore(edit, FIRST, made.seq or 0)
    amend(case, summary="A warehouse.")
    add(case, {"code": FIRST, "reports": [told("2022-08-21", killed="95")]})
    with case.edit("second", "revert") as edit:
        version_restore.restore(edit, FIRST, made.seq or 0)
    with case.edit("second", "revert") as edit, pytest.raises(Refused, match="No change"):
        version_restore.restore(edit, FIRST, again.seq or 0)
    assert "killed: 90 → 95" in changed(case)[FIRST]
