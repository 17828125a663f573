"""Joint reports: what the press added up for itself, kept beside our sums and never in them."""

from collections.abc import Callable
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.total_comparison import JointComparison
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json, record_json
from kharkiv_tracker.store import (
    corrections,
    joint_comparison,
    merge_split,
    totals,
    undo_stack,
    verification,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

BOTH = ["KHT-2022-08-17-01", "KHT-2022-08-18-01"]
Strike, Add = Callable[..., Any], Callable[..., Any]


def keep(case: CaseFile, **fields: Any) -> str:
    """Keep a joint report given as the JSON of `add`; returns its code."""
    values = {"incidents": BOTH, **fields} if "districts" not in fields else fields
    entries = entry_json.read({"joint_reports": [values]}, gazetteer.load())
    (code,) = case.record(entries, "tester", "test").joint
    return code


def contradicting(case: CaseFile) -> set[str]:
    return work_queue.codes(case, gazetteer.load(), FindingKind.JOINT_CONTRADICTION)


def compared(case: CaseFile, code: str) -> JointComparison:
    return joint_comparison.compare(case, joint_comparison.joint_report(case, code))


@pytest.mark.parametrize("killed", ["17", "19", "21", "24"])
def test_what_the_press_added_up_of_two_dormitories_is_in_no_total(
    sample_case: CaseFile, killed: str
) -> None:
    before = totals.totals(sample_case)
    per_day = totals.per_day(sample_case)
    keep(sample_case, killed=killed, as_of="2022-08-20", source="An agency")
    assert totals.totals(sample_case) == before
    assert totals.per_day(sample_case) == per_day
    assert verification.verify(sample_case).ok


@pytest.mark.parametrize(
    ("as_of", "own", "agreeing"),
    [("2022-08-18", 15, "15+"), ("2022-08-19", 20, "19-21"), ("2022-08-20", 24, "24")],
)
def test_it_is_compared_with_the_sum_as_it_was_known_then(
    sample_case: CaseFile, as_of: str, own: int, agreeing: str
) -> None:
    for killed in ("17", "19", "21", "24", agreeing):
        code = keep(sample_case, killed=killed, as_of=as_of)
        comparison = compared(sample_case, code)
        assert (comparison.own["killed"].low, comparison.own["killed"].high) == (own, own)
        assert comparison.contradicts is (killed not in (str(own), agreeing))
        assert (code in contradicting(sample_case)) is comparison.contradicts


def test_publication_comes_before_the_time_it_speaks_of_and_no_time_at_all_is_today(
    sample_case: CaseFile,
) -> None:
    late = keep(sample_case, killed="24", as_of="2022-08-18", published="2022-08-21T09:00")
    assert compared(sample_case, late).own["killed"].best == 24
    assert compared(sample_case, keep(sample_case, killed="25")).own["killed"].best == 25


def test_a_contradiction_says_how_far_apart_the_two_are_and_can_be_set_aside(
    sample_case: CaseFile,
) -> None:
    code = keep(sample_case, killed="21", as_of="2022-08-20")
    (one,) = work_queue.findings(sample_case, code)
    assert one.content == {
        "quantity": "killed",
        "count": "21",
        "low": 24,
        "high": 24,
        "others": BOTH,
    }
    places = gazetteer.load()
    assert len(work_queue.ids(sample_case, places, FindingKind.JOINT_CONTRADICTION)) == 2
    with sample_case.edit("a", "b") as edit:
        work_queue.set_aside(edit, code, one.kind, one.key, "an early count")
    assert contradicting(sample_case) == set()
    assert work_queue.ids(sample_case, places, FindingKind.JOINT_CONTRADICTION) == []


def test_an_open_count_or_an_unknown_figure_leaves_room(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(killed="7"), strike("2022-08-18", reports=[{"injured": "3"}]))
    assert not compared(case, keep(case, killed="9")).contradicts
    assert compared(case, keep(case, killed="6")).contradicts
    assert not compared(case, keep(case, killed="several")).contradicts
    assert not compared(case, keep(case, injured="5")).contradicts
    assert compared(case, keep(case, injured="<=2")).contradicts


def test_one_about_districts_is_compared_with_their_days(
    sample_case: CaseFile,
) -> None:
    fields = {"districts": ["Kharkiv city"], "from": "2022-08-17", "to": "2022-08-18"}
    code = keep(sample_case, killed="25", as_of="2022-09-01", **fields)
    assert not compared(sample_case, code).contradicts
    assert compared(sample_case, code).own["killed"].best == 25
    one = {**fields, "districts": ["Slobidskyi"]}
    assert compared(sample_case, keep(sample_case, killed="25", **one)).contradicts


def test_an_incident_that_does_not_count_is_left_out_of_the_sum(sample_case: CaseFile) -> None:
    code = keep(sample_case, killed="25")
    with sample_case.edit("a", "b") as edit:
        corrections.withdraw(edit, BOTH[0])
    assert compared(sample_case, code).own["killed"].best == 6
    assert compared(sample_case, code).incidents == (BOTH[1],)


def test_it_is_withdrawn_reinstated_amended_and_undone_like_any_record(
    sample_case: CaseFile,
) -> None:
    code = keep(sample_case, killed="21", as_of="2022-08-20")
    assert code == "JNT-2022-08-20-01"
    with sample_case.edit("a", "b") as edit:
        corrections.withdraw(edit, code)
    assert contradicting(sample_case) == set()
    assert joint_comparison.joint_reports(sample_case) == ()
    assert len(joint_comparison.joint_reports(sample_case, withdrawn=True)) == 1
    with sample_case.edit("a", "b") as edit:
        corrections.reinstate(edit, code)
    present = record_json.document_of(joint_comparison.joint_report(sample_case, code))
    corrected = record_json.read_record(JointReport, {**present, "killed": "24"}, gazetteer.load())
    with sample_case.edit("a", "b") as edit:
        corrections.amend(edit, code, corrected)
    assert contradicting(sample_case) == set()
    undo_stack.undo(sample_case, "a")
    assert contradicting(sample_case) == {code}
    assert verification.verify(sample_case).ok


def test_it_is_read_back_as_it_was_written(sample_case: CaseFile) -> None:
    fields = {
        "incidents": BOTH,
        "killed": "17",
        "injured": "2x killed",
        "of_whom": {"killed": {"child": "1+"}},
        "as_of": "2022-08-19",
        "office": "Police",
        "source": "An agency",
        "source_kind": "media",
        "quote": "17 people in two dormitories",
        "url": "https://example.org/17",
        "role": "update",
    }
    code = keep(sample_case, **fields)
    assert record_json.document_of(joint_comparison.joint_report(sample_case, code)) == fields


def test_a_merged_incident_leaves_the_other_in_its_place(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    one, other, target = add(case, strike(), strike("2022-08-18"), strike("2022-08-19")).incidents
    code = keep(case, killed="14")
    with case.edit("a", "b") as edit:
        merge_split.merge(edit, target, other)
    assert set(joint_comparison.joint_report(case, code).incidents) == {one, target}


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"incidents": BOTH}, "joint_reports[0]"),
        ({"incidents": BOTH[:1], "killed": "7"}, "joint_reports[0].incidents"),
        ({"incidents": [*BOTH[:1], "KHT-1999-01-01-01"], "killed": "7"}, "incidents[1]"),
        ({"districts": ["Saltivskyi"], "killed": "7"}, "joint_reports[0].from"),
        ({"districts": ["nowhere"], "killed": "7"}, "joint_reports[0].districts[0]"),
        ({"incidents": BOTH, "killed": "7", "of": "x"}, "joint_reports[0].of"),
    ],
)
def test_one_that_cannot_be_is_refused_with_the_place(
    sample_case: CaseFile, fields: dict[str, Any], path: str
) -> None:
    with pytest.raises(Refused) as refused:
        sample_case.record(
            entry_json.read({"joint_reports": [fields]}, gazetteer.load()), "tester", "test"
        )
    assert refused.value.path.endswith(path)
    assert joint_comparison.joint_reports(sample_case) == ()


def test_two_that_were_merged_into_one_are_no_two(case: CaseFile, strike: Strike, add: Add) -> None:
    one, other = add(case, strike(), strike("2022-08-18")).incidents

    def telling(edit: Edit) -> None:
        report = record_json.read_record(
            JointReport, {"incidents": [one, other], "killed": "7"}, gazetteer.load()
        )
        joint_comparison.add(edit, report)

    with case.edit("a", "b") as edit:
        merge_split.merge(edit, one, other)
    with pytest.raises(Refused, match="merged into one"), case.edit("a", "b") as edit:
        telling(edit)


def test_one_without_a_count_is_refused() -> None:
    with pytest.raises(Refused, match="Enter a number for the combined report"):
        JointReport(incidents=tuple(BOTH)).check()
