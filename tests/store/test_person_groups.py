"""The same person in several incidents: suggested, joined, and told apart for good."""

from collections.abc import Callable
from typing import Any

import pytest

from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    corrections,
    incidents,
    merge_split,
    person_groups,
    person_records,
    undo_stack,
    verification,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile

Strike = Callable[..., Any]
Add = Callable[..., Any]
ONE, TWO, THREE = (f"KHT-2022-08-{day}-01" for day in (17, 18, 19))


@pytest.fixture
def recorded(case: CaseFile, strike: Strike, add: Add) -> Callable[..., CaseFile]:
    """A case with an incident for each list of persons, all of them killed unless they say."""

    def record(*persons: list[dict[str, Any]]) -> CaseFile:
        for day, people in zip((17, 18, 19), persons, strict=False):
            killed = [{"status": "killed", **person} for person in people]
            add(case, strike(f"2022-08-{day}", persons=killed))
        return case

    return record


def suggested(case: CaseFile) -> set[tuple[str, str]]:
    """The pairs that wait: of two incidents each of them in both orders."""
    return {
        (finding.content["person"], *finding.content["others"])
        for code in (ONE, TWO, THREE)
        if any(row[0] == code for row in case.db.execute("SELECT code FROM incidents"))
        for finding in work_queue.findings(case, code)
        if finding.kind is FindingKind.SAME_PERSON
    }


def edited(case: CaseFile, change: Callable[..., object], *args: object) -> None:
    with case.edit("a", "test") as edit:
        change(edit, *args)


@pytest.mark.parametrize(
    ("one", "other", "is_pair"),
    [
        ({"name": "Мар'яна Ткаченко"}, {"name": "ТКАЧЕНКО  маряна"}, True),
        ({"name": "Ткаченко Мар’яна"}, {"names": {"en": "Mariana Tkachenko"}}, True),
        (
            {"names": {"ru": "Юлия Харченко", "uk": "Юлія Харченко"}},
            {"name": "Юлия Харченко"},
            True,
        ),
        # A patronymic missing, or initials: only where age or sex agree and neither contradicts.
        (
            {"name": "Петренко Іван Олексійович", "age": "34"},
            {"name": "Іван Петренко", "age": "35"},
            True,
        ),
        (
            {"name": "Петренко Іван Олексійович", "age": "34"},
            {"name": "Іван Петренко", "age": "52"},
            False,
        ),
        ({"name": "Петренко Іван Олексійович"}, {"name": "Іван Петренко"}, False),
        ({"name": "О. Бондар", "age": "7"}, {"name": "Бондар Оксана", "age": "7"}, True),
        ({"name": "О. П. Бондар", "age": "7"}, {"name": "Oksana Bondar", "age": "7"}, True),
        ({"name": "Ю. Бондар", "sex": "male"}, {"name": "Бондар Юрій", "sex": "male"}, True),
        ({"name": "О. Бондар", "age": "7"}, {"name": "Бондар Ірина", "age": "7"}, False),
        (
            {"name": "О. Бондар", "age": "7", "sex": "male"},
            {"name": "Бондар Оксана", "age": "7", "sex": "female"},
            False,
        ),
        ({"name": "Оксана", "age": "7"}, {"name": "Бондар Оксана", "age": "7"}, False),
        ({"name": "Іван Петренко", "age": "7"}, {"name": "Іван Ткаченко", "age": "7"}, False),
    ],
)
def test_one_person_is_suggested_across_alphabets_and_order(
    recorded: Callable[..., CaseFile], one: dict[str, Any], other: dict[str, Any], is_pair: bool
) -> None:
    case = recorded([one], [other])
    pair = (f"{ONE}/P1", f"{TWO}/P1")
    assert suggested(case) == ({pair, pair[::-1]} if is_pair else set())


def test_of_one_incident_a_pair_waits_once_and_not_where_it_does_not_count(
    recorded: Callable[..., CaseFile],
) -> None:
    case = recorded([{"name": "Іван Петренко"}, {"name": "Петренко Иван"}], [{"name": "Ivan B."}])
    assert suggested(case) == {(f"{ONE}/P1", f"{ONE}/P2")}
    edited(case, corrections.withdraw, f"{ONE}/P2")
    assert suggested(case) == set()


def test_records_of_two_incidents_are_joined_and_no_figure_moves(
    recorded: Callable[..., CaseFile],
) -> None:
    case = recorded([{"name": "A B"}], [{"name": "A B", "status": "injured"}], [{"name": "A B"}])
    before = [incidents.grounds(case, code).reports for code in (ONE, TWO)]
    edited(case, person_groups.join, f"{ONE}/P1", f"{TWO}/P1")
    one, two = (person_records.person(case, f"{code}/P1") for code in (ONE, TWO))
    assert (one.same_as, two.same_as) == (two.uid, "")
    assert next(person_records.listed(case)).same_as == f"{TWO}/P1"
    # Injured in one and killed in another is possible; who was killed twice waits.
    assert {pair for pair in suggested(case) if THREE not in "".join(pair)} == set()
    edited(case, person_groups.join, f"{ONE}/P1", f"{THREE}/P1")
    assert suggested(case) == {(f"{ONE}/P1", f"{THREE}/P1"), (f"{THREE}/P1", f"{ONE}/P1")}
    (finding,) = [
        finding
        for finding in work_queue.findings(case, ONE)
        if finding.kind is FindingKind.SAME_PERSON
    ]
    assert finding.content["why"] == "killed twice"
    assert [incidents.grounds(case, code).reports for code in (ONE, TWO)] == before
    for _time in range(2):
        undo_stack.undo(case, "a")
    assert not any(person.person.same_as for person in person_records.listed(case))
    assert verification.verify(case).ok


def test_two_records_of_one_incident_count_once_though_joined_by_way_of_another(
    recorded: Callable[..., CaseFile],
) -> None:
    case = recorded([{"name": "A"}, {"name": "B"}], [{"name": "C"}])
    one, two, three = f"{ONE}/P1", f"{ONE}/P2", f"{TWO}/P1"
    edited(case, person_groups.join, one, three)
    edited(case, person_groups.join, two, three)
    first, second = person_records.of(case, ONE)
    assert second.uid == first.same_as or first.uid == second.same_as
    assert set(person_groups.of(case.db, first.uid)) == {
        person.person.uid for person in person_records.listed(case)
    }
    edited(case, person_groups.part, one)
    assert len(person_groups.of(case.db, second.uid)) == 2


def test_incidents_that_are_merged_count_a_person_of_both_once(
    recorded: Callable[..., CaseFile],
) -> None:
    case = recorded([{"name": "A"}], [{"name": "B"}], [{"name": "C"}])
    edited(case, person_groups.join, f"{ONE}/P1", f"{TWO}/P1")
    edited(case, person_groups.join, f"{TWO}/P1", f"{THREE}/P1")
    edited(case, merge_split.merge, ONE, THREE)
    first, second = person_records.of(case, ONE)
    assert second.uid == first.same_as or first.uid == second.same_as
    assert len(person_groups.of(case.db, first.uid)) == 3
    assert verification.verify(case).ok


def test_people_told_apart_are_never_suggested_again_until_it_is_taken_back(
    recorded: Callable[..., CaseFile],
) -> None:
    case = recorded([{"name": "A B"}], [{"name": "B A"}], [{"name": "C", "status": "missing"}])
    one, two, three = (f"{code}/P1" for code in (ONE, TWO, THREE))
    edited(case, person_groups.mark_different, one, two, "cousins")
    assert suggested(case) == set()
    uids = [person_records.person(case, code).uid for code in (one, two)]
    assert person_groups.apart_from(case.db, uids[0]) == {two: "cousins"}
    assert person_groups.apart_from(case.db, uids[1]) == {one: "cousins"}
    with pytest.raises(Refused, match="already marked"):
        edited(case, person_groups.mark_different, two, one)
    # It holds for all records of the one, and after the incidents are merged.
    edited(case, person_groups.join, three, two)
    with pytest.raises(Refused, match="Remove this mark first"):
        edited(case, person_groups.join, one, three)
    edited(case, merge_split.merge, THREE, ONE)
    assert suggested(case) == set()
    undo_stack.undo(case, "a")
    edited(case, person_groups.unmark_different, two, one)
    assert (one, two) in suggested(case)
    with pytest.raises(Refused, match="not marked as different"):
        edited(case, person_groups.unmark_different, two, one)


def test_joining_takes_back_that_two_are_different_and_apart_that_they_are_one(
    recorded: Callable[..., CaseFile],
) -> None:
    case = recorded([{"name": "A B"}], [{"name": "A B"}])
    one, two = f"{ONE}/P1", f"{TWO}/P1"
    edited(case, person_groups.mark_different, one, two)
    edited(case, person_groups.join, one, two)
    assert not person_groups.apart_keys(case.db)
    edited(case, person_groups.mark_different, one, two)
    assert not any(person.person.same_as for person in person_records.listed(case))
    assert suggested(case) == set()
    for wrong in (one, "KHT-2022-08-17-01/1"):
        with pytest.raises(Refused):
            edited(case, person_groups.mark_different, one, wrong)
