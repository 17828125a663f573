"""What is doubtful about numbers, found by pure functions: no case, no clock."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.count_checks import ReportedCount, jump, swapped
from kharkiv_tracker.domain.counting_rule import Grounds, steps
from kharkiv_tracker.domain.flag import Finding, FindingKind, counted, of_incident, of_statements
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.person import Person, Sex, Status
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_date
from kharkiv_tracker.labels import flag_text

SALTIVSKYI, CITY = "UA63120270010315719", "UA63120270010096107"
OBLAST = "UA63000000000041885"
DATED = EventTime(parse_date("2023-03-04"), precision=Precision.DATE)


def strike(district: str = SALTIVSKYI, event: EventTime = DATED, **fields: Any) -> Incident:
    fields.setdefault("state", ReviewState.APPROVED)
    return Incident(event, district, code="KHT-2023-03-04-01", **fields)


def report(uid: str, as_of: str, office: str = "", **counts: str) -> Report:
    parsed_counts = {name.replace("_", "."): Count.parse(typed) for name, typed in counts.items()}
    return Report(uid, as_of=parse_as_of(as_of), speaker=Speaker("", office), counts=parsed_counts)


def findings_of(
    reports: Sequence[Report], persons: Sequence[Person] = (), incident: Incident | None = None
) -> list[Finding]:
    return list(
        of_incident(
            incident or strike(),
            (grounds := Grounds(tuple(reports), persons=tuple(persons))),
            steps(grounds),
        )
    )


def kinds(*reports: Report, **more: Any) -> set[FindingKind]:
    """What is doubtful besides that everything goes back to one speaker."""
    return {one.kind for one in findings_of(reports, **more)} - {FindingKind.SINGLE_SPEAKER}


def test_nothing_is_doubtful_where_two_agree() -> None:
    reports = [report("a", "2023-03-04", "Police", killed="5"), report("b", "2023-03-05", "Mayor")]
    assert findings_of([*reports, report("c", "2023-03-05", "Mayor", killed="5")]) == []


def test_a_speaker_who_says_more_disagrees_and_so_does_one_who_says_at_least() -> None:
    more = [
        report("a", "2023-03-04", "Mayor", killed="9"),
        report("b", "2023-03-05", "P", killed="7"),
    ]
    (one,) = findings_of(more)
    assert (one.kind, one.content) == (
        FindingKind.DISAGREEMENT,
        {"quantity": "killed", "reports": ["a"]},
    )
    opened = [
        report("a", "2023-03-04", "M", killed="7"),
        report("b", "2023-03-05", killed="9+"),
    ]
    # Nobody is named: an unofficial word, which is said instead.
    assert kinds(*opened) == {FindingKind.UNOFFICIAL_ABOVE}
    # Grown past, by an office that leaves the upper end open: nothing beside it.
    reached = [opened[0], report("b", "2023-03-05", "P", killed="7+")]
    assert kinds(*reached) == set()


def test_another_report_that_disagrees_is_another_finding() -> None:
    reports = [
        report("a", "2023-03-04", "Mayor", killed="9"),
        report("b", "2023-03-05", "P", killed="7"),
    ]
    (before,) = findings_of(reports)
    (after,) = findings_of([*reports, report("c", "2023-03-04", "Hospital", killed="8")])
    assert before.key != after.key


def test_five_outlets_quoting_one_governor_are_one_speaker() -> None:
    reports = [report(f"{n}", f"2023-03-04T1{n}:00", "Kharkiv OVA", killed="7") for n in range(5)]
    assert [one.kind for one in findings_of(reports)] == [FindingKind.SINGLE_SPEAKER]
    assert findings_of([*reports, report("z", "2023-03-05", "Police", killed="7")]) == []


def test_reports_that_name_nobody_are_each_a_speaker_of_their_own() -> None:
    assert FindingKind.SINGLE_SPEAKER in {
        one.kind for one in findings_of([report("a", "", killed="1")])
    }
    assert findings_of([report("a", "", killed="1"), report("b", "", killed="1")]) == []


def test_a_speaker_whose_later_number_is_lower_is_pointed_out_and_still_believed() -> None:
    reports = [
        report("a", "2023-03-04", "P", killed="9"),
        report("b", "2023-03-05", "P", killed="8"),
    ]
    (one,) = [finding for finding in findings_of(reports) if finding.kind is FindingKind.FALLS]
    assert one.content == {"quantity": "killed", "before": "9", "after": "8", "reports": ["a", "b"]}
    assert steps(Grounds(tuple(reports)))[-1].figure.best is not None


@pytest.mark.parametrize(
    ("before", "after"),
    [("9", "9"), ("9", "9+"), ("~20", "18"), ("5-9", "8"), ("several", "2"), ("9", "several")],
)
def test_what_may_be_no_fall_is_none(before: str, after: str) -> None:
    reports = (
        report("a", "2023-03-04", "P", killed=before),
        report("b", "2023-03-05", "P", killed=after),
    )
    assert FindingKind.FALLS not in kinds(*reports)


def test_more_than_twenty_and_then_twenty_is_a_fall() -> None:
    reports = (
        report("a", "2023-03-04", "P", killed=">20"),
        report("b", "2023-03-05", "P", killed="20"),
    )
    assert FindingKind.FALLS in kinds(*reports)


def test_only_the_last_word_before_counts_as_what_was_said_before() -> None:
    rising = [report(str(n), f"2023-03-0{n + 3}", "P", killed=str(n)) for n in (3, 1, 2)]
    assert kinds(*rising) == set()


def test_children_of_whatever_sex_are_taken_together() -> None:
    reports = (
        report("a", "2023-03-04", "P", killed="9", killed_boys="2", killed_girls="1"),
        report("b", "2023-03-05", "P", killed="9", killed_child="2"),
    )
    (one,) = [finding for finding in findings_of(reports) if finding.kind is FindingKind.FALLS]
    assert (one.content["quantity"], one.content["before"]) == ("killed.children", "2+1")


def test_twenty_seven_after_seventy_two_looks_like_a_slip_and_the_other_way_round_does_not() -> (
    None
):
    first, then = (
        report("a", "2023-03-04", "M", killed="72"),
        report("b", "2023-03-05", "P", killed="27"),
    )
    assert FindingKind.DIGITS_SWAPPED in kinds(first, then)
    rising = (
        report("a", "2023-03-04", "M", killed="27"),
        report("b", "2023-03-05", "P", killed="72"),
    )
    assert FindingKind.DIGITS_SWAPPED not in kinds(*rising)
    at_once = (
        report("a", "2023-03-04", "M", killed="27"),
        report("b", "2023-03-04", "P", killed="72"),
    )
    assert FindingKind.DIGITS_SWAPPED in kinds(*at_once)


def test_a_toll_that_more_than_triples_and_grows_by_more_than_twenty_at_once_is_a_jump() -> None:
    assert jump(10, 31)
    assert not jump(10, 30)
    assert not jump(2, 19)
    assert jump(0, 21)
    slip = report("a", "2023-03-04", "P", killed="7"), report("b", "2023-03-05", "P", killed="70")
    assert kinds(*slip) == {FindingKind.JUMP}
    through = (
        report("a", "2023-03-04", "P", killed="7"),
        report("b", "2023-03-05", "P", killed="21"),
    )
    assert kinds(*through) == set()


def test_more_persons_than_the_figure_are_pointed_out_and_fewer_are_how_it_is() -> None:
    reports = [
        report("a", "2023-03-04", "M", killed="2", injured="5"),
        report("b", "2023-03-04", "P"),
    ]
    dead = [Person("A", status=Status.KILLED), Person("B", status=Status.DIED_LATER)]
    assert kinds(*reports, persons=dead) == set()
    assert counted(dead, "killed") == 2
    third = Person("C", status=Status.KILLED)
    (one,) = [
        finding for finding in findings_of(reports, [*dead, third]) if "persons" in finding.content
    ]
    assert one.kind is FindingKind.PERSONS_EXCEED
    assert one.content == {"quantity": "killed", "persons": 3, "high": 2}
    gone = Person("C", status=Status.KILLED, withdrawn=True)
    assert kinds(*reports, persons=[*dead, gone]) == set()
    open_ended = [report("a", "2023-03-04", "M", killed="2+"), report("b", "2023-03-04", "P")]
    assert kinds(*open_ended, persons=[*dead, third]) == set()


def test_a_boy_beside_two_men_and_a_woman_waits_once() -> None:
    reports = [
        report("a", "2023-03-04", "M", killed="3", killed_women="1", killed_men="2"),
        report("b", "2023-03-04", "P"),
    ]
    boy = Person("A", status=Status.KILLED, sex=Sex.MALE, age=parse_age("9"), uid="A")
    (one,) = findings_of(reports, [boy])
    assert one.kind is FindingKind.PERSONS_EXCEED
    assert one.content == {"quantity": "killed.boys", "persons": 1, "high": 0}
    # A child of unknown sex is too many as a child.
    (one,) = findings_of(reports, [replace(boy, sex=None)])
    assert one.content["quantity"] == "killed.children"


def test_persons_of_a_group_are_held_to_the_group() -> None:
    reports = [
        report("a", "2023-03-04", "M", killed="5", killed_women="1", killed_men="4"),
        report("b", "2023-03-04", "P"),
    ]
    women = [
        Person("A", status=Status.KILLED, sex=Sex.FEMALE, age=parse_age("30"), uid="A"),
        Person("B", status=Status.KILLED, sex=Sex.FEMALE, age=parse_age("adult"), uid="B"),
    ]
    assert kinds(*reports, persons=women[:1]) == set()
    (one,) = findings_of(reports, women)
    assert one.kind is FindingKind.PERSONS_EXCEED
    assert one.content == {"quantity": "killed.women", "persons": 2, "high": 1}
    # Two records of one woman are one.
    same = replace(women[1], same_as="A")
    assert kinds(*reports, persons=[women[0], same]) == set()
    assert counted([women[0], same], "killed") == 1


def test_a_part_that_does_not_fit_is_pointed_out_with_who_says_so() -> None:
    reports = [
        report("a", "2023-03-04", "Police", killed="12", killed_women="8", killed_men="4"),
        report("b", "2023-03-05", "Prosecutor", killed="12", killed_men="6"),
    ]
    (one,) = findings_of(reports)
    assert one.kind is FindingKind.NOT_FITTING
    assert one.content == {"quantity": "killed.women", "reports": ["a"]}
    by_uid = {one.uid: one for one in reports}
    assert flag_text.sentence(one, by_uid) == (
        "Killed, women: reported by Police, left out because it does not fit into the total."
    )


def test_what_is_undone_about_an_incident() -> None:
    reports = report("a", "2023-03-04", killed="1"), report("b", "2023-03-06", killed="1")
    undone = strike(CITY, EventTime(), state=ReviewState.DRAFT)
    by_kind = {one.kind: one for one in findings_of(reports, incident=undone)}
    assert set(by_kind) == {
        FindingKind.DISTRICT_UNKNOWN,
        FindingKind.UNDATED,
        FindingKind.NOT_APPROVED,
        FindingKind.NO_UPDATE,
    }
    assert by_kind[FindingKind.NO_UPDATE].key == "2023-03-06"


def stated(as_of: str, speaker: str = "Police", area: str = OBLAST, **counts: str) -> Statement:
    parsed_counts = {name.replace("_", "."): Count.parse(typed) for name, typed in counts.items()}
    return Statement(
        area,
        f"STA-{as_of}-01",
        parse_date("2022-02-24"),
        as_of=parse_as_of(as_of),
        speaker=Speaker("", speaker),
        counts=parsed_counts,
    )


def test_official_child_deaths_that_fall_from_87_to_82_are_flagged_whoever_speaks() -> None:
    statements = (
        stated("2024-02-22", killed=">2400", killed_child="87"),
        stated("2024-05-16", "Governor", killed=">2800", killed_child="82"),
    )
    (one,) = of_statements(statements)
    assert (one.kind, one.code) == (FindingKind.FALLS, "STA-2024-05-16-01")
    assert one.content == {
        "quantity": "killed.children",
        "before": "87",
        "after": "82",
        "others": ["STA-2024-02-22-01"],
    }


def test_official_totals_of_different_areas_or_periods_are_not_compared() -> None:
    before, after = stated("2024-02-22", killed="900"), stated("2024-05-16", killed="800")
    assert [one.kind for one in of_statements((before, after))] == [FindingKind.FALLS]
    assert not list(of_statements((before, stated("2024-05-16", area=CITY, killed="800"))))


def test_official_totals_with_swapped_digits_or_one_too_many() -> None:
    swapped_digits = stated("2024-02-22", killed="1720"), stated("2024-05-16", killed="1270")
    assert {one.kind for one in of_statements(swapped_digits)} == {
        FindingKind.FALLS,
        FindingKind.DIGITS_SWAPPED,
    }
    zero_too_many = stated("2024-02-22", killed="503"), stated("2024-05-16", killed="5030")
    assert [one.kind for one in of_statements(zero_too_many)] == [FindingKind.JUMP]


_TIMES = ("", "2023-03-04", "2023-03-04T10:00", "2023-03-05", "2023-03-04/2023-03-06")
_REPORT_LISTS = st.lists(
    st.tuples(
        st.sampled_from(_TIMES),
        st.sampled_from(["", "Police", "Mayor"]),
        st.sampled_from(["", "7", "27", "72", "7+", "~20", "several", "5-9", "100"]),
    ),
    max_size=6,
)


@given(_REPORT_LISTS, st.randoms())
def test_the_order_of_entry_never_matters(report_list: list[Any], dice: Any) -> None:
    reports = [
        report(str(number), as_of, office, **({"killed": killed} if killed else {}))
        for number, (as_of, office, killed) in enumerate(report_list)
    ]
    shuffled = list(reports)
    dice.shuffle(shuffled)

    def doubts(given_so: list[Report]) -> Counter[tuple[str, str]]:
        return Counter((one.kind.value, one.key) for one in findings_of(given_so))

    assert doubts(reports) == doubts(shuffled)
    assert set(doubts(reports).values()) <= {1}


@given(st.integers(0, 99_999), st.integers(0, 99_999))
def test_swapped_digits_are_the_same_digits(one: int, other: int) -> None:
    reports = [report(name, "", killed=str(number)) for name, number in (("a", one), ("b", other))]
    numbers = [
        number for entry in reports if (number := ReportedCount.of(entry, "killed", entry.uid))
    ]
    for higher, lower in swapped(numbers):
        assert higher.best > lower.best
        assert sorted(str(higher.best)) == sorted(str(lower.best))
        assert sum(a != b for a, b in zip(str(higher.best), str(lower.best), strict=True)) == 2
