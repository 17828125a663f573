"""The work queue of real cases: what waits, what was set aside, and what comes up again."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.person import Person, Status
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    corrections,
    incidents,
    person_records,
    rule_choice,
    undo_stack,
    verification,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile

Add = Callable[..., Any]
Strike = Callable[..., Any]
CODE = "KHT-2022-08-17-01"
DISAGREEING = [
    {"as_of": "2022-08-18", "killed": "12", "office": "Police"},
    {"as_of": "2022-08-19", "killed": "10", "office": "Prosecutor"},
]
LATE = date(2026, 11, 22)


def waiting(case: CaseFile, today: date = LATE) -> dict[FindingKind, int]:
    """How many wait, counted, listed and one by one: always the same."""
    places = gazetteer.load()
    counts = work_queue.waiting(case, places, today)
    other_codes = work_queue.other_codes(case, places)
    others = list(work_queue.others(case, places))
    for kind in FindingKind:
        assert other_codes[kind] == {one.code for one in others if one.kind is kind}
        codes = work_queue.codes(case, places, kind, today=today)
        assert len(codes) == counts.get(kind, 0)
        assert codes == {one.code for one in work_queue.listed(case, places, kind, today)}
        assert all(
            kind in {one.kind for one in work_queue.findings(case, code, today=today)}
            for code in codes
        )
        assert {code for code in codes if code.startswith("KHT")} == work_queue.codes(
            case, places, kind, {code for code in codes if code.startswith("KHT")}, today
        ) - {code for code in codes if not code.startswith("KHT")}
    assert verification.verify(case).ok
    return counts


def findings_of(case: CaseFile, code: str, kind: FindingKind, aside: bool = False) -> list[Any]:
    return [one for one in work_queue.findings(case, code, aside, LATE) if one.kind is kind]


def test_the_sample_waits_for_what_is_doubtful_about_it(sample_case: CaseFile) -> None:
    assert waiting(sample_case) == {
        FindingKind.FALLS: 1,
        FindingKind.OFFICE_UNJUDGED: 1,
        # Two of them rest on one outlet in its own name, however often it reported.
        FindingKind.SINGLE_SPEAKER: 4,
        FindingKind.DISTRICT_UNKNOWN: 3,
        FindingKind.UNDATED: 1,
    }
    (one,) = work_queue.listed(sample_case, gazetteer.load(), FindingKind.FALLS)
    assert one.code == "STA-2024-05-16-01"


def test_an_incident_that_does_not_count_waits_for_nothing(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    assert waiting(case) == {
        FindingKind.DISAGREEMENT: 1,
        FindingKind.OFFICE_UNJUDGED: 1,
        FindingKind.NO_UPDATE: 1,
        FindingKind.NOT_APPROVED: 1,
    }
    with case.edit("a", "b") as edit:
        corrections.set_grade(edit, CODE, Grade.DISCOUNTED)
    assert waiting(case) == {}
    undo_stack.undo(case, "a")
    with case.edit("a", "b") as edit:
        corrections.withdraw(edit, CODE)
    assert waiting(case) == {}


def test_nothing_heard_for_as_many_days_as_the_case_says(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    # The last word is of 19 August.
    assert FindingKind.NO_UPDATE not in waiting(case, date(2022, 9, 18))
    assert waiting(case, date(2022, 9, 19))[FindingKind.NO_UPDATE] == 1
    with case.edit("a", "patience") as edit:
        rule_choice.set_review(edit, second_name=False, quiet_days=60)
    assert FindingKind.NO_UPDATE not in waiting(case, date(2022, 9, 20))
    later = {"code": CODE, "reports": [{"as_of": "2022-11-20", "killed": "12", "office": "Police"}]}
    add(case, later)
    assert FindingKind.NO_UPDATE not in waiting(case, date(2022, 12, 20))


def test_an_event_younger_than_seven_days_is_provisional(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    assert waiting(case, date(2022, 8, 23))[FindingKind.PROVISIONAL] == 1
    assert FindingKind.PROVISIONAL not in waiting(case, date(2022, 8, 24))


def test_a_finding_set_aside_leaves_the_queue_with_its_reason_until_it_is_taken_up(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    (one,) = findings_of(case, CODE, FindingKind.DISAGREEMENT)
    with case.edit("a", "set aside") as edit:
        work_queue.set_aside(edit, CODE, one.kind, one.key, "the police list has names")
    assert FindingKind.DISAGREEMENT not in waiting(case)
    assert findings_of(case, CODE, one.kind) == []
    assert [finding.aside for finding in findings_of(case, CODE, one.kind, True)] == [
        "the police list has names"
    ]
    undo_stack.undo(case, "a")
    assert waiting(case)[FindingKind.DISAGREEMENT] == 1
    undo_stack.redo(case, "a")
    with case.edit("a", "take up") as edit:
        work_queue.take_up(edit, CODE, one.kind, one.key)
    assert waiting(case)[FindingKind.DISAGREEMENT] == 1


def test_the_same_doubt_about_something_else_comes_up_again(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    (one,) = findings_of(case, CODE, FindingKind.DISAGREEMENT)
    with case.edit("a", "set aside") as edit:
        work_queue.set_aside(edit, CODE, one.kind, one.key, "counted twice")
    more = {"as_of": "2022-08-18", "killed": "14", "office": "Hospital"}
    add(case, {"code": CODE, "reports": [more]})
    assert waiting(case)[FindingKind.DISAGREEMENT] == 1


def test_the_same_reports_corrected_to_say_something_else_are_another_doubt(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    (one,) = findings_of(case, CODE, FindingKind.DISAGREEMENT)
    with case.edit("a", "set aside") as edit:
        work_queue.set_aside(edit, CODE, one.kind, one.key, "counted twice")
    (apart, *_others) = one.content["reports"]
    (report,) = [candidate for candidate in incidents.reports(case, CODE) if candidate.uid == apart]
    with case.edit("a", "misread") as edit:
        corrected = replace(report, counts={**report.counts, "killed": Count.parse("90")})
        corrections.amend(edit, f"{CODE}/{report.number}", corrected)
    assert waiting(case)[FindingKind.DISAGREEMENT] == 1
    undo_stack.undo(case, "a")
    assert FindingKind.DISAGREEMENT not in waiting(case)


def test_setting_aside_needs_a_reason_and_is_done_once(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    (one,) = findings_of(case, CODE, FindingKind.DISAGREEMENT)

    def aside(reason: str) -> None:
        with case.edit("a", "b") as edit:
            work_queue.set_aside(edit, CODE, one.kind, one.key, reason)

    with pytest.raises(Refused, match="Enter a reason for dismissing"):
        aside("  ")
    with pytest.raises(Refused, match="Enter a reason for dismissing"):
        aside("\u200b\ufeff \u202e")
    aside("looked at")
    with pytest.raises(Refused, match="already"):
        aside("looked at again")
    with pytest.raises(Refused, match="is not in this case file"), case.edit("a", "b") as edit:
        work_queue.set_aside(edit, "KHT-1999-01-01-01", one.kind, one.key, "why")


def test_nothing_waits_about_a_report_or_a_person_by_itself(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    with pytest.raises(Refused, match="is not an incident, official total"):
        work_queue.findings(case, f"{CODE}/1")
    with (
        pytest.raises(Refused, match="is not an incident, official total"),
        case.edit("a", "b") as edit,
    ):
        work_queue.set_aside(edit, f"{CODE}/1", FindingKind.JUMP, "", "why")


def test_a_statement_that_falls_is_accepted_and_can_be_set_aside(sample_case: CaseFile) -> None:
    code = "STA-2024-05-16-01"
    (one,) = work_queue.findings(sample_case, code)
    with sample_case.edit("a", "b") as edit:
        work_queue.set_aside(edit, code, one.kind, one.key, "another speaker counts otherwise")
    assert FindingKind.FALLS not in waiting(sample_case)
    assert work_queue.findings(sample_case, code) == ()
    assert len(work_queue.findings(sample_case, code, aside=True)) == 1


def test_a_document_nothing_was_taken_from_waits_until_something_is_or_it_is_dismissed(
    case: CaseFile,
) -> None:
    code, kind = "DOC-2022-08-18-01", FindingKind.UNREAD_DOCUMENT

    def enter(**entry: Any) -> None:
        parsed = entry_json.parse(json.dumps(entry).encode(), gazetteer.load())
        case.record(parsed, "a", "add")

    enter(documents=[{"id": "d", "title": "Blasts", "published": "2022-08-18"}])
    assert waiting(case) == {kind: 1}
    (one,) = work_queue.listed(case, gazetteer.load(), kind)
    assert one.code == code
    with case.edit("a", "b") as edit:
        work_queue.set_aside(edit, code, kind, one.key, "sports news")
    assert waiting(case) == {}
    (dismissed,) = work_queue.findings(case, code, aside=True)
    assert dismissed.aside == "sports news"
    undo_stack.undo(case, "a")
    assert waiting(case) == {kind: 1}
    report = {"document": code, "killed": "1", "office": "Police"}
    event = {"date": "2022-08-17", "precision": "day"}
    enter(incidents=[{"event": event, "district": "saltivskyi", "reports": [report]}])
    assert kind not in waiting(case)
    with case.edit("a", "b") as edit:
        corrections.withdraw(edit, f"{CODE}/1")
    assert waiting(case)[kind] == 1
    with case.edit("a", "b") as edit:
        corrections.withdraw(edit, code)
    assert kind not in waiting(case)


def test_one_name_in_two_incidents_is_pointed_out_in_both_until_one_does_not_count(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    one, other = add(case, strike(), strike("2022-08-19")).incidents
    with case.edit("a", "names") as edit:
        person_records.add(edit, one, Person("Олена Т’яга", status=Status.KILLED))
        person_records.add(edit, other, Person("олена т'яга"))
        person_records.add(edit, other, Person("Somebody Else"))
    assert waiting(case)[FindingKind.SAME_PERSON] == 2
    (finding,) = findings_of(case, one, FindingKind.SAME_PERSON)
    assert finding.content == {"person": f"{one}/P1", "others": [f"{other}/P1"]}
    assert "Т’яга" not in repr(finding)
    with case.edit("a", "different people") as edit:
        work_queue.set_aside(edit, one, finding.kind, finding.key, "mother and daughter")
    assert FindingKind.SAME_PERSON not in waiting(case)
    (of_other,) = work_queue.findings(case, other, aside=True)[:1]
    assert (of_other.kind, of_other.aside) == (FindingKind.SAME_PERSON, "mother and daughter")
    with case.edit("a", "not different") as edit:
        work_queue.take_up(edit, other, of_other.kind, of_other.key)
    assert waiting(case)[FindingKind.SAME_PERSON] == 2
    with case.edit("a", "twice") as edit:
        corrections.withdraw(edit, other)
    assert FindingKind.SAME_PERSON not in waiting(case)


def test_more_persons_than_were_counted_wait_until_the_figure_grows(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    (code,) = add(case, strike(killed="1")).incidents
    with case.edit("a", "names") as edit:
        for name in ("A", "B"):
            person_records.add(edit, code, Person(name, status=Status.KILLED))
    assert waiting(case)[FindingKind.PERSONS_EXCEED] == 1
    add(case, {"code": code, "reports": [{"killed": "2"}]})
    assert FindingKind.PERSONS_EXCEED not in waiting(case)


def test_another_counting_rule_finds_other_disagreements(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    agreeing = [
        {"as_of": "2022-08-18", "killed": "9", "office": "Police"},
        {"as_of": "2022-08-19", "killed": "5+", "office": "Prosecutor"},
    ]
    add(case, strike(reports=agreeing))
    assert FindingKind.DISAGREEMENT not in waiting(case)
    with case.edit("a", "rule") as edit:
        rule_choice.set_rule(edit, Rule.RANGE)
    assert waiting(case)[FindingKind.DISAGREEMENT] == 1


def test_a_finding_changed_behind_the_programs_back_is_found_and_named(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    case.db.execute("DELETE FROM findings WHERE kind = 'disagreement'")
    (problem,) = verification.verify(case).problems
    assert problem.record == CODE


def test_what_waits_says_the_same_as_recorded_then(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=DISAGREEING))
    then = case.as_recorded_on(datetime.now(UTC))
    assert work_queue.waiting(then, gazetteer.load(), LATE) == waiting(case)


def test_setting_aside_a_finding_without_a_key_is_undone_whole(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    undated = strike(event={"precision": "unknown"})
    (code,) = add(case, undated).incidents
    with case.edit("analyst", "no day is known") as edit:
        work_queue.set_aside(edit, code, FindingKind.UNDATED, "", "nobody knows the day")
    undo_stack.undo(case, "analyst")
    assert verification.verify(case).ok
