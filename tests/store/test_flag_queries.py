"""Flags that depend on today or on the other incidents, in real cases."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.labels import flag_text
from kharkiv_tracker.store import corrections, incidents, rule_choice, undo_stack, work_queue
from kharkiv_tracker.store.case_file import CaseFile

Add = Callable[..., Any]
Strike = Callable[..., Any]
TODAY = date(2022, 9, 1)


def flagged(case: CaseFile, kind: FindingKind, today: date = TODAY) -> dict[str, list[Any]]:
    """Codes with the content of their flags; counted, listed and one by one it is the same."""
    places = gazetteer.load()
    flags = list(work_queue.listed(case, places, kind, today))
    codes = {flag.code for flag in flags}
    assert codes == work_queue.codes(case, places, kind, today=today)
    assert codes == work_queue.codes(case, places, kind, codes, today)
    assert len(codes) == work_queue.waiting(case, places, today).get(kind, 0)
    assert len(codes) == len(work_queue.ids(case, places, kind, today))
    for code in codes:
        alone = [one for one in work_queue.findings(case, code, today=today) if one.kind is kind]
        assert sorted(map(repr, alone)) == sorted(repr(flag) for flag in flags if flag.code == code)
    return {code: [flag.content for flag in flags if flag.code == code] for code in sorted(codes)}


def sentences(case: CaseFile, code: str, kind: FindingKind) -> list[str]:
    by_uid = {report.uid: report for report in incidents.reports(case, code)}
    flags = work_queue.findings(case, code, today=TODAY)
    return [flag_text.sentence(flag, by_uid) for flag in flags if flag.kind is kind]


def test_dates_after_today_wait_until_that_day(case: CaseFile, strike: Strike, add: Add) -> None:
    kind = FindingKind.IMPLAUSIBLE_DATE
    today, later = [
        {"as_of": day, "published": published, "killed": "2", "office": "Police"}
        for day, published in (
            ("2022-09-01T23:59", "2022-09-01"),
            ("2022-09-01", "2022-09-02T00:01"),
        )
    ]
    stretch = {"as_of": "2022-08-18/2023-08-19", "killed": "2", "office": "Police"}
    codes = add(
        case,
        strike(reports=[today]),
        strike("2022-08-18", reports=[later]),
        strike("2022-09-02"),
        strike("2022-08-19", reports=[stretch, {"as_of": "2022-09", "killed": "1"}]),
    ).incidents
    assert list(flagged(case, kind)) == sorted(codes[1:])
    assert sentences(case, codes[1], kind) == ["Dated in the future: Police (2 Sep 2022, 00:01)."]
    assert sentences(case, codes[2], kind) == ["The incident is dated in the future: 2 Sep 2022."]
    assert list(flagged(case, kind, date(2022, 9, 2))) == [codes[3]]
    with case.edit("a", "b") as edit:
        (flag,) = work_queue.findings(case, codes[1], today=TODAY)[:1]
        work_queue.set_aside(edit, codes[1], kind, flag.key, "published ahead")
        corrections.set_grade(edit, codes[2], Grade.DISCOUNTED)
    assert list(flagged(case, kind)) == [codes[3]]


def test_a_report_a_year_late_is_not_flagged_for_today_as_well(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    add(case, strike(reports=[{"as_of": "2032-08-18", "killed": "2"}]))
    ((content,),) = flagged(case, FindingKind.IMPLAUSIBLE_DATE).values()
    assert content["why"] == "a year after"


def test_a_toll_twenty_times_the_usual_waits(case: CaseFile, strike: Strike, add: Add) -> None:
    kind = FindingKind.UNUSUAL_TOLL
    usual = [strike(killed=str(1 + n % 3)) for n in range(8)]
    (*_codes, slip) = add(case, *usual, strike(killed="180")).incidents
    # Nine are too few to say what is usual.
    assert flagged(case, kind) == {}
    add(case, strike(killed="39"), strike(killed="0"), strike(killed="several"))
    assert flagged(case, kind) == {slip: [{"quantity": "killed", "best": 180, "median": 2.0}]}
    assert sentences(case, slip, kind) == [
        (
            "Killed: 180 is at least 20 times the usual number in this case file. Check for a "
            "typing error."
        )
    ]
    with case.edit("a", "b") as edit:
        work_queue.set_aside(edit, slip, kind, "killed:180", "the theatre")
    assert flagged(case, kind) == {}
    # What is usual moves, and it is the same doubt.
    add(case, strike(killed="1"), strike(killed="1"))
    assert slip not in flagged(case, kind)
    undo_stack.undo(case, "tester")
    undo_stack.undo(case, "a")
    with case.edit("a", "b") as edit:
        corrections.set_grade(edit, slip, Grade.DISCOUNTED)
    assert flagged(case, kind) == {}


def test_a_small_toll_is_never_unusual(case: CaseFile, strike: Strike, add: Add) -> None:
    add(case, *(strike(killed="~1") for _n in range(12)), strike(killed="19"))
    assert flagged(case, FindingKind.UNUSUAL_TOLL) == {}
    add(case, strike(killed="20"))
    assert len(flagged(case, FindingKind.UNUSUAL_TOLL)) == 1


def test_a_report_later_than_the_chosen_one_waits_and_another_asks_again(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    kind = FindingKind.SINCE_CHOSEN
    reports = [
        {"as_of": f"2022-08-{day}", "killed": killed, "office": "Police"}
        for day, killed in (("17", "7"), ("18", "9"))
    ]
    (code,) = add(case, strike(reports=reports)).incidents
    assert flagged(case, kind) == {}
    with case.edit("a", "the list has names") as edit:
        rule_choice.choose(edit, f"{code}/1", "the list has names")
    assert list(flagged(case, kind)) == [code]
    (flag,) = [one for one in work_queue.findings(case, code, today=TODAY) if one.kind is kind]
    with case.edit("a", "b") as edit:
        work_queue.set_aside(edit, code, kind, flag.key, "counted twice")
    assert flagged(case, kind) == {}
    add(case, {"code": code, "reports": [{"as_of": "2022-08-19", "killed": "9", "office": "OVA"}]})
    assert list(flagged(case, kind)) == [code]


@pytest.mark.parametrize("kind", FindingKind)
def test_the_sample_has_no_nonsense(sample_case: CaseFile, kind: FindingKind) -> None:
    odd = {
        FindingKind.SINCE_CHOSEN,
        FindingKind.UNOFFICIAL_ABOVE,
        FindingKind.UNUSUAL_TOLL,
        FindingKind.IMPLAUSIBLE_DATE,
        FindingKind.OFFICES_ALIKE,
    }
    if kind in odd:
        assert list(work_queue.listed(sample_case, gazetteer.load(), kind)) == []
