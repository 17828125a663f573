"""Persons of incidents: told, corrected, withdrawn, undone, and pointed out where they are two."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.person import Person, Sex, Status
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    corrections,
    history,
    incidents,
    merge_split,
    person_groups,
    person_records,
    undo_stack,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile

CODE = "KHT-2022-08-17-01"
ONE = f"{CODE}/P1"
PERSON = {"name": "Oksana Koval", "age": "34", "sex": "female", "status": "killed", "report": 1}


def test_persons_come_with_their_incident_and_the_report_that_tells_of_them(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(persons=[PERSON, {"age": "~7", "notes": "a boy"}]))
    one, two = person_records.of(case, CODE)
    (report,) = incidents.reports(case, CODE)
    assert (one.name, str(one.age), one.sex, one.status) == (
        "Oksana Koval",
        "34",
        Sex.FEMALE,
        Status.KILLED,
    )
    assert (one.report, two.report, two.number, two.age.is_child) == (report.uid, "", 2, True)
    assert not one.cleared
    assert [person.code for person in person_records.listed(case)] == [ONE, f"{CODE}/P2"]
    assert next(person_records.listed(case, CODE)).report == f"{CODE}/1"
    assert verification.verify(case).ok


def test_persons_are_added_to_an_incident_of_a_code_with_or_without_a_report(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike())
    add(case, {"code": CODE, "persons": [PERSON]})
    later = {"as_of": "2022-09-01", "killed": "8"}
    add(case, {"code": CODE, "reports": [later], "persons": [{**PERSON, "report": 2}]})
    report_ids = [person.report for person in person_records.of(case, CODE)]
    assert report_ids == [report.uid for report in incidents.reports(case, CODE)]


def test_a_person_is_corrected_withdrawn_reinstated_and_all_of_it_undone(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(persons=[PERSON]))
    before = person_records.of(case, CODE)
    with case.edit("a", "spelling") as edit:
        corrections.amend(edit, ONE, Person("Oksana Kowal", age=parse_age("35")))
    with case.edit("a", "twice") as edit:
        corrections.withdraw(edit, ONE.casefold())
    (now,) = person_records.of(case, CODE)
    assert (now.name, now.withdrawn, now.number, now.report) == ("Oksana Kowal", True, 1, "")
    with case.edit("a", "not twice") as edit:
        corrections.reinstate(edit, ONE)
    assert not person_records.person(case, ONE).withdrawn
    assert [revision.record for revision in history.revisions(case, ONE)] == [ONE] * 4
    assert {revision.record for revision in history.revisions(case, CODE)} >= {ONE, CODE}
    assert history.numbers(case, ONE)
    for _time in range(3):
        undo_stack.undo(case, "a")
    assert person_records.of(case, CODE) == before
    assert verification.verify(case).ok


def test_numbers_are_not_given_to_another_while_they_stand(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike())
    with case.edit("a", "test") as edit:
        codes = [person_records.add(edit, CODE, Person(name)) for name in ("One A", "Two B")]
    assert codes == [ONE, f"{CODE}/P2"]
    with case.edit("a", "test") as edit:
        corrections.withdraw(edit, f"{CODE}/P2")
        assert person_records.add(edit, CODE, Person("Three C")) == f"{CODE}/P3"


@pytest.mark.parametrize(
    ("fields", "path", "phrase"),
    [
        ({}, "persons[0]", "Enter a name, an age, a sex or a note"),
        ({"name": 7}, "persons[0].name", "quotation marks"),
        ({"name": "A", "age": "old"}, "persons[0].age", "old"),
        ({"name": "A", "age": "2x killed"}, "persons[0].age", "not an age"),
        ({"name": "A", "age": "140"}, "persons[0].age", "Check the age; enter it in years"),
        ({"name": "A", "sex": "x"}, "persons[0].sex", "female, male"),
        ({"name": "A", "status": "dead"}, "persons[0].status", "died later"),
        ({"name": "A", "cleared": "yes"}, "persons[0].cleared", "true or false"),
        ({"name": "A", "report": 0}, "persons[0].report", "numbers start at 1"),
        ({"name": "A", "report": "one"}, "persons[0].report", "whole number"),
        ({"name": "A", "report": 3}, "persons[0].report", "no report 3"),
        ({"name": "A", "rank": 3}, "persons[0].rank", "Unknown field"),
    ],
)
def test_what_cannot_be_a_person_is_refused_with_its_path(
    case: CaseFile,
    strike: Callable[..., Any],
    add: Callable[..., Any],
    dump: Callable[..., Any],
    fields: dict[str, Any],
    path: str,
    phrase: str,
) -> None:
    before = dump(case)
    with pytest.raises(Refused, match=phrase) as refused:
        add(case, strike(), strike(persons=[fields]))
    assert refused.value.path == f"incidents[1].{path}"
    assert dump(case) == before


def test_a_report_of_another_incident_tells_of_nobody_here(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(), strike("2022-08-20", persons=[PERSON]))
    (report,) = incidents.reports(case, CODE)
    stranger = Person("A B", report=report.uid)
    with (
        pytest.raises(Refused, match="The report does not belong to this incident"),
        case.edit("a", "test") as edit,
    ):
        person_records.add(edit, "KHT-2022-08-20-01", stranger)
    with (
        pytest.raises(Refused, match="The report does not belong to this incident"),
        case.edit("a", "test") as edit,
    ):
        person_records.amend(edit, "KHT-2022-08-20-01/P1", stranger)
    for code in (CODE, f"{CODE}/1", f"{CODE}/P9", f"{CODE}/Q1", f"{CODE}/P"):
        with pytest.raises(Refused):
            person_records.person(case, code)


def _died(case: CaseFile, number: int) -> tuple[str, ...]:
    reports = {report.number: report.died for report in incidents.reports(case, CODE)}
    numbers = {person.uid: f"P{person.number}" for person in person_records.of(case, CODE)}
    return tuple(sorted(numbers.get(uid, uid) for uid in reports[number]))


DEATH: dict[str, Any] = {
    "as_of": "2022-09-18",
    "transfer": {"injured_to_killed": 1, "persons": ["olha"]},
}
OTHER = "KHT-2022-08-20-01/P1"
OLHA = {
    "id": "olha",
    "names": {"uk": "Ольга", "ru": "Ольга", "en": "Olha"},
    "age": 8,
    "status": "injured, died later",
    "same_as": "unnamed",
}


def test_reports_and_persons_of_a_document_name_one_another(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    unnamed = {"id": "unnamed", "age": "child", "civilian": "unknown"}
    first = {"as_of": "2022-08-18", "killed": "7", "injured": "16"}
    add(case, strike(reports=[first, DEATH], persons=[OLHA, unnamed]))
    one, two = person_records.of(case, CODE)
    assert (one.name, one.name_uk, one.name_en) == ("Ольга", "Ольга", "Olha")
    assert (one.same_as, two.same_as) == (two.uid, "")
    assert _died(case, 2) == ("P1",)
    # One revision for each record: the ids are there before any is written.
    assert [len(history.numbers(case, f"{CODE}/{name}")) for name in ("2", "P1", "P2")] == [1, 1, 1]
    # A code or a number names who is recorded; what the document itself adds comes first.
    later = {**DEATH, "as_of": "2022-10-01"}
    by_number = {**later, "transfer": {"injured_to_killed": 1, "persons": ["P2"]}}
    by_code = {**later, "transfer": {"injured_to_killed": 1, "persons": [f"{CODE}/P2"]}}
    add(case, {"code": CODE, "reports": [by_number, by_code]})
    own = {"code": CODE, "reports": [by_number], "persons": [{"id": "P2", "name": "A"}]}
    add(case, own)
    assert [_died(case, number) for number in (3, 4, 5)] == [("P2",), ("P2",), ("P3",)]
    assert verification.verify(case).ok


@pytest.mark.parametrize(
    ("incident", "path"),
    [
        ({"reports": [DEATH]}, "reports[0].transfer.persons[0]"),
        (
            {"reports": [{"transfer": {"injured_to_killed": 1, "persons": ["P1", "P2"]}}]},
            "reports[0].transfer.persons",
        ),
        (
            {"reports": [{"transfer": {"injured_to_killed": 1, "people": ["P1"]}}]},
            "reports[0].transfer.people",
        ),
        ({"persons": [{"name": "A", "same_as": "nobody"}]}, "persons[0].same_as"),
        ({"persons": [{"id": "a", "name": "A", "same_as": "a"}]}, "persons[0].same_as"),
        ({"persons": [{"name": "A", "same_as": "KHT-2022-08-20-01/P7"}]}, "persons[0].same_as"),
        (
            {"reports": [{**DEATH, "transfer": {**DEATH["transfer"], "persons": [OTHER]}}]},
            "reports[0].transfer.persons[0]",
        ),
        ({"persons": [{"name": "A", "names": {"de": "A"}}]}, "persons[0].names.de"),
        ({"persons": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}, "persons[1].id"),
    ],
)
def test_who_is_not_there_is_refused_with_its_path(
    case: CaseFile,
    strike: Callable[..., Any],
    add: Callable[..., Any],
    dump: Callable[..., Any],
    incident: dict[str, Any],
    path: str,
) -> None:
    add(case, strike(), strike("2022-08-20", persons=[PERSON]))
    before = dump(case)
    with pytest.raises(Refused) as refused:
        add(case, {"code": CODE, **incident})
    assert refused.value.path == f"incidents[0].{path}"
    assert dump(case) == before


def test_persons_are_joined_and_told_apart(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    add(case, strike(persons=[{"name": name} for name in "ABCD"]))
    codes = [f"{CODE}/P{number}" for number in range(1, 5)]

    def same() -> list[int]:
        persons = {person.uid: person for person in person_records.of(case, CODE)}
        return [
            persons[person.same_as].number if person.same_as else 0 for person in persons.values()
        ]

    for one, other in ((0, 1), (2, 3), (0, 2)):
        with case.edit("a", "join") as edit:
            person_groups.join(edit, codes[one], codes[other])
    assert same() == [2, 3, 4, 0]
    with pytest.raises(Refused, match="are already one person"), case.edit("a", "join") as edit:
        person_groups.join(edit, codes[3], codes[0])
    with case.edit("a", "apart") as edit:
        person_groups.part(edit, codes[2])
    assert same() == [2, 4, 0, 0]
    with (
        pytest.raises(Refused, match="is not marked as the same person as another record"),
        case.edit("a", "apart") as edit,
    ):
        person_groups.part(edit, codes[2])
    assert verification.verify(case).ok


def test_after_a_split_reports_name_only_their_own_and_one_person_stays_one(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    unnamed = {"id": "unnamed", "age": "child", "report": 1}
    first = {"as_of": "2022-08-18", "killed": "7", "injured": "16"}
    add(case, strike(reports=[first, DEATH], persons=[OLHA, unnamed]))
    with case.edit("a", "split") as edit:
        other = merge_split.split(edit, CODE, [2])
    (stays,), (goes,) = person_records.of(case, CODE), person_records.of(case, other)
    assert (stays.age.text, goes.name, goes.same_as) == ("child", "Ольга", stays.uid)
    assert incidents.reports(case, other)[0].died == (goes.uid,)
    with case.edit("a", "merge") as edit:
        merge_split.merge(edit, CODE, other)
    assert [person.uid for person in person_records.of(case, CODE)] == [stays.uid, goes.uid]
    assert _died(case, 3) == ("P3",)
    assert verification.verify(case).ok


def test_the_report_of_a_death_is_chosen_and_kept_when_the_report_is_corrected(
    case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    nobody = {"as_of": "2022-09-18", "transfer": {"injured_to_killed": 1}}
    first = {"as_of": "2022-08-18", "killed": "7", "injured": "16"}
    add(case, strike(reports=[first, nobody], persons=[PERSON, PERSON]))
    report = incidents.reports(case, CODE)[1]
    with case.edit("a", "person") as edit:
        person_records.set_death_report(edit, ONE, report.uid)
    assert _died(case, 2) == ("P1",)
    (uid,) = incidents.reports(case, CODE)[1].died
    assert person_records.death_report(case, uid) == report.uid
    with (
        pytest.raises(Refused, match="More people are named than died"),
        case.edit("a", "person") as edit,
    ):
        person_records.set_death_report(edit, f"{CODE}/P2", report.uid)
    with case.edit("a", "amend") as edit:
        kept = incidents.reports(case, CODE)[1]
        corrections.amend(edit, f"{CODE}/2", replace(kept, quote="a quote"))
    assert _died(case, 2) == ("P1",)
    with case.edit("a", "person") as edit:
        person_records.set_death_report(edit, ONE, "")
    assert _died(case, 2) == ()
