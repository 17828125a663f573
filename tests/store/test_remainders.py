"""The remainder of joint reports: counted where it is ticked, in every total, never an incident."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import day_source
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import GroupTotal, Toll, Total
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json, record_json
from kharkiv_tracker.store import (
    corrections,
    joint_comparison,
    merge_split,
    remainders,
    totals,
    undo_stack,
    verification,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile

CITY, OBLAST = "UA63120270010096107", "UA63000000000041885"
OVA = {"office": "Kharkiv OVA", "source": "OVA Telegram", "source_kind": "military administration"}
DAY = "2024-08-30"
ATTACK = (("Nemyshlianskyi", "3", "34"), ("Slobidskyi", "2", "18"), ("Osnovianskyi", "0", "7"))
KILLED, INJURED = Total(2, 2, 2), Total(38, 38, 38)
Add = Callable[..., Any]


def record(case: CaseFile, *incidents: Any, joint: Any = ()) -> Any:
    document = {"incidents": list(incidents), "joint_reports": list(joint)}
    return case.record(entry_json.read(document, gazetteer.load()), "tester", "test")


def strike(
    district: str, killed: str, injured: str = "", day: str | None = DAY, **fields: Any
) -> dict[str, Any]:
    event = {"date": day} if day else {"precision": "unknown"}
    report = {"as_of": f"{day or DAY}T18:00", "killed": killed, "injured": injured, **OVA}
    return {"event": event, "district": district, "reports": [report], **fields}


def joint(codes: Any, killed: str = "7", injured: str = "97", **fields: Any) -> dict[str, Any]:
    about = {"incidents": list(codes)} if codes else {}
    counts = {"as_of": "2024-08-31T08:00", "killed": killed, "injured": injured}
    return {**about, **counts, "count_remainder": True, **OVA, **fields}


def attack(case: CaseFile, **fields: Any) -> tuple[tuple[str, ...], str]:
    """The attack of 30 August 2024: the codes of its incidents and of its joint report."""
    codes = record(case, *(strike(*numbers) for numbers in ATTACK)).incidents
    return codes, record(case, joint=[joint(codes, **fields)]).joint[0]


def toll(killed: Total | None, injured: Total | None) -> Toll:
    # Nobody tells of acute stress: the affected are the injured.
    totals = {"killed": killed, "injured": injured, "affected": injured}
    return Toll({name: total for name, total in totals.items() if total})


def change(case: CaseFile, code: str, **fields: Any) -> None:
    """Amend a joint report."""
    present = record_json.document_of(joint_comparison.joint_report(case, code))
    corrected = record_json.read_record(JointReport, {**present, **fields}, gazetteer.load())
    with case.edit("a", "b") as edit:
        corrections.amend(edit, code, corrected)


def remainder(case: CaseFile, **view: Any) -> Toll | None:
    return totals.totals(case, **view).total.remainder


def test_the_attack_of_30_august_2024(case: CaseFile) -> None:
    attack(case)
    result = totals.totals(case)
    assert [(g.key, g.incidents, g.remainder) for g in result.groups if g.remainder] == [
        (CITY, 0, toll(KILLED, INJURED))
    ]
    assert len(result.groups) == 4
    for total in (
        result.total,
        totals.of_selection(case),
        totals.summed(case),
        totals.overall(case)[0],
        totals.totals(case, of_whom=False).total,
    ):
        assert (total.incidents, total.remainder) == (3, toll(KILLED, INJURED))
        assert (total.toll["killed"].best, total.toll["injured"].best) == (7, 97)
    assert result.left_out.remainder == 0
    assert verification.verify(case).ok


def test_days_have_a_row_of_their_own_for_it(case: CaseFile) -> None:
    attack(case)
    rows = totals.per_day(case)
    assert [(row.day, row.district, row.toll.counted) for row in rows if row.is_remainder] == [
        (date(2024, 8, 30), CITY, (KILLED, INJURED))
    ]
    assert sorted(row.incidents for row in rows) == [0, 1, 1, 1]
    together = totals.by_day(case)
    assert [(row.incidents, row.toll["killed"].best) for row in together] == [(3, 7)]
    record(case, strike("Iziumskyi", "1", day="2024-09-30"), strike("Iziumskyi", "1", day=None))
    later = totals.per_day(case)
    assert later == sorted(later, key=lambda row: (row.day or date.max, row.district))
    assert [row.day for row in totals.by_day(case)] == [
        date(2024, 8, 30),
        date(2024, 9, 30),
        None,
    ]


def test_without_the_tick_it_is_compared_and_never_added(case: CaseFile) -> None:
    _codes, code = attack(case, count_remainder=False)
    before = totals.totals(case)
    assert (before.total.toll["killed"].best, before.total.remainder) == (5, None)
    change(case, code, count_remainder=True)
    assert remainder(case) == toll(KILLED, INJURED)
    comparison = joint_comparison.compare(case, joint_comparison.joint_report(case, code))
    assert comparison.own["killed"].best == 5
    undo_stack.undo(case, "a")
    assert totals.totals(case) == before


@pytest.mark.parametrize(
    ("number", "own", "expected"),
    [
        ("7", ("3", "2"), Total(2, 2, 2)),
        ("7+", ("3", "2"), Total(2, 2, None)),
        ("7", ("3", "2+"), Total(0, 2, 2)),
        ("5-9", ("3", "2-4"), Total(0, 0, 4)),
        ("~7", ("3", "2"), Total(2, 2, 2, about=True)),
        ("7", ("3", ""), Total(4, 4, 4)),
        ("7", ("", ""), Total(7, 7, 7)),
        ("4", ("3", "2"), None),
        ("5", ("3", "2"), None),
        ("<=7", ("1", "2"), Total(0, 0, 4)),
    ],
)
def test_low_less_high_best_less_best_high_less_low(
    case: CaseFile, number: str, own: tuple[str, str], expected: Total | None
) -> None:
    codes = record(case, *(strike("Saltivskyi", killed, "1") for killed in own)).incidents
    record(case, joint=[joint(codes, number, "")])
    assert remainder(case) == (None if expected is None else toll(expected, None))


def test_joint_reports_of_the_same_are_derived_among_themselves(case: CaseFile) -> None:
    codes, _code = attack(case)
    later = {"as_of": "2024-09-01T08:00", "count_remainder": False}
    record(case, joint=[joint(reversed(codes), "8", "", **later)])
    press = {"office": "", "source": "A newspaper", "source_kind": "media"}
    record(case, joint=[joint(codes, "30", "", **later, **press)])
    record(case, joint=[joint(codes, "9", "", role="retold", **later)])
    assert remainder(case) == toll(Total(3, 3, 25), INJURED)
    only = record(case, joint=[joint(codes[:2], "40", "", count_remainder=False)]).joint[0]
    assert remainder(case) == toll(Total(3, 3, 25), INJURED)
    beyond, is_counted = remainders.of_joint(case.db, only)
    assert (beyond.toll, is_counted) == (toll(Total(35, 35, 35), None), False)


def test_a_look_back_or_one_withdrawn_counts_nothing(case: CaseFile) -> None:
    _codes, code = attack(case, role="retold")
    assert remainder(case) is None
    change(case, code, role="update")
    assert remainder(case) == toll(KILLED, INJURED)
    with case.edit("a", "b") as edit:
        corrections.withdraw(edit, code)
    assert remainder(case) is None
    assert totals.totals(case).left_out.remainder == 0


@pytest.mark.parametrize(
    ("districts", "area"),
    [
        (("Saltivskyi", "Slobidskyi"), CITY),
        (("Saltivskyi", "Kharkiv city"), CITY),
        (("Saltivskyi", "Chuhuivskyi"), OBLAST),
        (("Saltivskyi", "Kharkiv oblast"), OBLAST),
    ],
)
def test_it_counts_where_the_district_is_unknown(
    case: CaseFile, districts: tuple[str, str], area: str
) -> None:
    codes = record(case, *(strike(district, "1") for district in districts)).incidents
    record(case, joint=[joint(codes)])
    group = next(g for g in totals.totals(case).groups if g.key == area)
    assert (group.incidents, group.toll["killed"].best) == (
        1 if "Kharkiv" in districts[1] else 0,
        6 if "Kharkiv" in districts[1] else 5,
    )


def test_it_counts_on_its_first_day_else_on_that_of_the_earliest_incident(case: CaseFile) -> None:
    strikes = [strike("Saltivskyi", "1", day=day) for day in ("2024-08-30", None, "2024-07-31")]
    codes = record(case, *strikes).incidents
    code = record(case, joint=[joint(codes)]).joint[0]

    def months() -> list[str]:
        return [g.key for g in totals.totals(case, by="month").groups if g.remainder]

    assert months() == ["2024-07"]
    change(case, code, **{"from": "2024-06-05"})
    assert months() == ["2024-06"]
    assert [g.key for g in totals.totals(case, by="day").groups] == [
        "2024-06-05",
        "2024-07-31",
        "2024-08-30",
        "undated",
    ]
    assert remainder(case, selection=Selection(first=date(2024, 6, 6))) is None
    assert remainder(case, selection=Selection(last=date(2024, 6, 5))) == toll(
        Total(4, 4, 4), Total(97, 97, 97)
    )


def test_one_without_any_day_is_undated(case: CaseFile) -> None:
    strikes = [strike("Saltivskyi", "1", day=None), strike("Slobidskyi", "1", day=None)]
    record(case, joint=[joint(record(case, *strikes).incidents)])
    assert [g.key for g in totals.totals(case, by="year").groups if g.remainder] == ["undated"]
    result = totals.totals(case, Selection(first=date(2022, 1, 1)))
    assert (result.total.remainder, result.left_out.remainder) == (None, 1)
    assert result.left_out.undated == 2


@pytest.mark.parametrize(
    ("selection", "left_out"),
    [
        (Selection(weapons=(Weapon.MISSILE,)), 1),
        (Selection(grades=(Grade.FAIR,)), 1),
        (Selection(states=(ReviewState.APPROVED,)), 1),
        (Selection(text="OVA"), 1),
        (Selection(districts=("UA63120270010315719",)), 0),
        (Selection(first=date(2024, 8, 31)), 0),
        (Selection(first=date(2024, 8, 31), weapons=(Weapon.MISSILE,)), 0),
    ],
)
def test_a_selection_of_something_else_leaves_it_out_and_says_so(
    case: CaseFile, selection: Selection, left_out: int
) -> None:
    attack(case)
    for result in (totals.totals(case, selection), totals.totals(case, selection, "weapon")):
        assert (result.total.remainder, result.left_out.remainder) == (None, left_out)
    assert totals.summed(case, selection).remainder is None
    assert all(not row.is_remainder for row in totals.per_day(case, selection))


@pytest.mark.parametrize("by", ["weapon", "grade", "state", "place", "hour", "source_kind"])
def test_grouped_by_what_it_has_not_it_is_in_the_total_alone(case: CaseFile, by: str) -> None:
    attack(case)
    result = totals.totals(case, by=by)
    assert [group.remainder for group in result.groups] == [None] * len(result.groups)
    assert sum(group.toll["killed"].best or 0 for group in result.groups) == 5
    assert result.total.toll["killed"].best == 7


def test_both_sides_are_as_they_were_known_then(case: CaseFile) -> None:
    codes, _code = attack(case)
    record(
        case, {"code": codes[0], "reports": [{"as_of": "2024-09-02T09:00", "killed": "4", **OVA}]}
    )

    def at(text: str) -> Toll | None:
        return remainder(case, as_known_on=parse_clock(text))

    assert at("2024-08-30") is None
    assert at("2024-08-31T07:59") is None
    assert at("2024-08-31T08:00") == toll(KILLED, INJURED)
    assert at("2024-09-01") == toll(KILLED, INJURED)
    assert at("2024-09-02") == toll(Total(1, 1, 1), INJURED) == remainder(case)
    clock: datetime = parse_clock("2024-08-31")
    assert [r.is_remainder for r in totals.per_day(case, as_known_on=clock)].count(True) == 1
    assert totals.summed(case, as_known_on=clock).toll["killed"].best == 7


def test_what_does_not_count_counts_in_no_remainder_either(case: CaseFile) -> None:
    codes, _code = attack(case)
    with case.edit("a", "b") as edit:
        corrections.set_grade(edit, codes[1], Grade.DISCOUNTED)
    with case.edit("a", "b") as edit:
        corrections.withdraw(edit, codes[2])
    assert remainder(case) == toll(Total(2, 2, 2), Total(38, 38, 38))
    whole = totals.totals(case).total.toll
    assert (whole["killed"].best, whole["injured"].best) == (5, 72)


def test_a_merged_incident_is_taken_away_once(case: CaseFile) -> None:
    codes, _code = attack(case)
    with case.edit("a", "b") as edit:
        merge_split.merge(edit, codes[0], codes[2])
    # One speaker, one time: of the injured the larger number is best.
    whole = totals.totals(case).total
    assert whole.toll["injured"].best == 97
    assert (whole.incidents, whole.toll["killed"].best) == (2, 7)


def test_one_about_districts_and_days(case: CaseFile) -> None:
    days = ("2024-08-30", "2024-08-31", "2024-09-01", "2024-09-02")
    record(case, *(strike("Iziumskyi", "1", day=day) for day in days))
    about = {"districts": ["Iziumskyi", "Chuhuivskyi"], "from": "2024-08-31", "to": "2024-09-01"}
    code = record(case, joint=[joint((), "5", "", as_of="2024-09-02", **about)]).joint[0]
    group = next(g for g in totals.totals(case).groups if g.remainder)
    assert (group.key, group.toll) == (OBLAST, toll(Total(3, 3, 3), None))
    assert [g.key for g in totals.totals(case, by="day").groups if g.remainder] == ["2024-08-31"]
    comparison = joint_comparison.compare(case, joint_comparison.joint_report(case, code))
    assert comparison.own["killed"].best == 2


CITY_DAYS = {"districts": ["Kharkiv city"], "from": "2024-08-30", "to": "2024-08-30"}


@pytest.mark.parametrize(
    "fields",
    [
        {"incidents": slice(0, 2)},
        {"incidents": slice(1, 3)},
        CITY_DAYS,
        {**CITY_DAYS, "districts": ["Slobidskyi"], "to": "2024-09-30"},
    ],
)
def test_the_remainder_of_the_same_people_is_not_counted_twice(
    case: CaseFile, fields: dict[str, Any]
) -> None:
    codes, code = attack(case)
    if "incidents" in fields:
        fields = {"incidents": list(codes[fields["incidents"]])}
    before = totals.totals(case)
    with pytest.raises(Refused, match=code) as refused:
        record(case, joint=[joint((), "50", "", **fields)])
    assert refused.value.path.endswith("count_remainder")
    assert joint_comparison.joint_reports(case)[1:] == ()
    quiet = record(case, joint=[joint((), "50", "", count_remainder=False, **fields)]).joint[0]
    with pytest.raises(Refused, match=code):
        change(case, quiet, count_remainder=True)
    assert totals.totals(case) == before
    assert verification.verify(case).ok


@pytest.mark.parametrize(
    "fields",
    [
        {**CITY_DAYS, "from": "2024-08-31", "to": "2024-09-30"},
        {**CITY_DAYS, "districts": ["Iziumskyi"]},
    ],
)
def test_what_does_not_overlap_is_added(case: CaseFile, fields: dict[str, Any]) -> None:
    attack(case)
    record(case, joint=[joint((), "1", "", **fields)])
    assert remainder(case) == toll(Total(3, 3, 3), INJURED)


def test_two_that_a_merge_lets_overlap_are_one_that_counts_and_one_that_waits(
    case: CaseFile,
) -> None:
    codes, code = attack(case)
    more = record(case, strike("Saltivskyi", "1"), strike("Saltivskyi", "1")).incidents
    other = record(case, joint=[joint(more, "4", "", as_of="2024-09-01T08:00")]).joint[0]
    assert remainder(case) == toll(Total(4, 4, 4), INJURED)
    with case.edit("a", "b") as edit:
        merge_split.merge(edit, codes[2], more[0])
    assert remainder(case) == toll(Total(1, 1, 1), INJURED)
    kind, places = FindingKind.REMAINDER_TWICE, gazetteer.load()
    assert work_queue.codes(case, places, kind) == {other}
    assert work_queue.waiting(case, places)[kind] == 1
    assert len(work_queue.ids(case, places, kind)) == 4
    (finding,) = (f for f in work_queue.findings(case, other) if f.kind is kind)
    assert finding.content["joint"] == code

    def compared(of: str) -> tuple[bool, bool]:
        comparison = joint_comparison.compare(case, joint_comparison.joint_report(case, of))
        return comparison.has_remainder, comparison.contradicts

    # The one that waits is ticked as well, and still it is said that it contradicts.
    assert (compared(code), compared(other)) == ((True, False), (False, True))
    # Other changes to it are not refused: it was not they that made the two overlap.
    change(case, other, quote="four killed")
    with case.edit("a", "b") as edit:
        corrections.withdraw(edit, code)
    assert work_queue.codes(case, places, kind) == set()
    assert remainder(case) == toll(Total(2, 2, 2), None)


def test_a_case_as_it_was_recorded_has_the_remainders_of_then(case: CaseFile) -> None:
    attack(case)
    with case.as_recorded_on(parse_clock("2199-01-01")) as then:
        assert totals.totals(then) == totals.totals(case)
    with case.as_recorded_on(parse_clock("2000-01-01")) as then:
        assert totals.totals(then).total == GroupTotal("")


def test_the_index_behind_the_slider_has_the_same_days(case: CaseFile) -> None:
    codes, _code = attack(case)
    one = strike("Iziumskyi", "1", day=None)
    record(case, one, joint=[])
    record(case, joint=[joint(codes, "9", "", as_of="2024-09-03", count_remainder=False)])
    views = [
        View(selection, clock)
        for clock in (None, *map(parse_clock, ("2024-08-30", "2024-08-31", "2024-09-03")))
        for selection in (
            Selection(),
            Selection(first=date(2024, 8, 31)),
            Selection(districts=(CITY,)),
            Selection(districts=(OBLAST,)),
            Selection(text="OVA"),
        )
    ]
    sql = [(day_source.of(case, view).totals(), day_source.left_out(case, view)) for view in views]
    index = day_source.make_index(case)
    assert index is day_source.index(case)
    for view, due in zip(views, sql, strict=True):
        days = day_source.of(case, view)
        assert (days.totals(), day_source.left_out(case, view)) == due
        whole = totals.totals(case, view.selection, as_known_on=view.as_known_on).total
        total = day_source.summed(days, due[1]).total
        assert (total.incidents, total.remainder is None) == (
            whole.incidents,
            whole.remainder is None,
        )
        if total.remainder and whole.remainder:
            assert total.remainder.counted == whole.remainder.counted
        assert total.toll.counted == whole.toll.counted


def test_a_group_of_incidents_and_remainder_has_both(case: CaseFile) -> None:
    attack(case)
    record(case, strike("Kharkiv city", "1", "2"))
    group = next(g for g in totals.totals(case).groups if g.key == CITY)
    assert group.incidents == 1
    assert group.toll["killed"] == Total(3, 3, 3)
    assert group.remainder == toll(KILLED, INJURED)
    assert totals.of_incidents(case, []) == GroupTotal("")
