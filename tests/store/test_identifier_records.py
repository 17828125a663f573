"""Identifiers of other archives: found by, flagged where two records have one, and moved."""

from collections.abc import Callable
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.labels import flag_text
from kharkiv_tracker.store import (
    corrections,
    identifier_list,
    identifier_records,
    incidents,
    merge_split,
    person_records,
    text_search,
    undo_stack,
    verification,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.payload_records import PayloadRecords
from tests.store.conftest import Add

Strike = Callable[..., dict[str, Any]]
T4P = Identifier("T4P", "1234")


def named(case: CaseFile, code: str, identifier: Identifier = T4P) -> str:
    with case.edit("Olha", "identifier") as edit:
        return identifier_records.add_to(edit, code, identifier)


def on(case: CaseFile, code: str | None = None) -> list[tuple[str, str]]:
    return [(entry.on, str(entry.identifier)) for entry in identifier_list.listed(case, code)]


@pytest.mark.parametrize("text", ["1234", "T4P 1234", "t4p-1234"])
def test_a_record_is_found_by_the_whole_identifier_alone(
    case: CaseFile, strike: Strike, add: Add, text: str
) -> None:
    one, other = add(case, strike(), strike("2022-08-19")).incidents
    named(case, one)
    named(case, other, Identifier("ERDR", "1202 21234"))
    assert [entry.on for entry in identifier_list.find(case, text)] == [one]
    assert [entry.on for entry in text_search.find(case, text).identifiers] == [one]
    assert identifier_list.find(case, "234") == ()
    assert [entry.on for entry in identifier_list.find(case, "1202 21234")] == [other]


def test_one_identifier_on_two_incidents_is_flagged_in_both(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    one, other, third = add(case, strike(), strike("2022-08-19"), strike("2022-09-01")).incidents
    named(case, one)
    code = named(case, other, Identifier("t4p", "1234"))
    named(case, third, Identifier("Airwars", "1234"))
    assert identifier_list.others(case, other, T4P) == (one,)
    (flag,) = (
        flag
        for flag in work_queue.findings(case, other)
        if flag.kind is FindingKind.SAME_IDENTIFIER
    )
    assert flag_text.sentence(flag, {}) == f"{one} has the same identifier: t4p 1234."
    with case.edit("a", "b") as edit:
        work_queue.set_aside(edit, other, flag.kind, flag.key, "two strikes of one file")
    assert work_queue.codes(case, gazetteer.load(), FindingKind.SAME_IDENTIFIER) == {one}
    with case.edit("a", "b") as edit:
        corrections.withdraw(edit, code)
    assert work_queue.codes(case, gazetteer.load(), FindingKind.SAME_IDENTIFIER) == set()
    assert [entry.on for entry in identifier_list.find(case, "T4P 1234")] == [one]


def test_one_record_has_an_identifier_once(case: CaseFile, strike: Strike, add: Add) -> None:
    (incident,) = add(case, strike()).incidents
    code = named(case, incident)
    with pytest.raises(Refused, match="already has this identifier"):
        named(case, incident, Identifier("t4p", " 1234 "))
    with case.edit("a", "b") as edit:
        corrections.amend(edit, code, Identifier("T4P", "12 34"))
    assert on(case) == [(incident, "T4P 12 34")]
    with pytest.raises(Refused, match="Enter the archive"):
        named(case, incident, Identifier("", "1"))
    with pytest.raises(Refused, match="Enter the identifier"):
        named(case, incident, Identifier("T4P", "\x00 "))
    with pytest.raises(Refused, match="cannot have identifiers"):
        named(case, f"{incident}/1")


def test_identifiers_go_with_the_incident_in_a_merge_but_not_twice(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    one, other = add(case, strike(), strike("2022-08-18")).incidents
    with case.edit("a", "b") as edit:
        person_records.add(edit, other, Person("Somebody"))
    named(case, one)
    named(case, other)
    named(case, other, Identifier("ERDR", "77"))
    named(case, f"{other}/P1", Identifier("Memorial", "5"))
    assert on(case, other)[-1] == (f"{other}/P1", "Memorial 5")
    with case.edit("a", "merge") as edit:
        merge_split.merge(edit, one, other)
    expected = [(one, "T4P 1234"), (one, "ERDR 77"), (f"{one}/P1", "Memorial 5")]
    assert on(case, one) == on(case, other) == expected
    assert FindingKind.SAME_IDENTIFIER not in work_queue.waiting(case, gazetteer.load())
    undo_stack.undo(case, "a")
    assert on(case, other) == [
        (other, "T4P 1234"),
        (other, "ERDR 77"),
        (f"{other}/P1", "Memorial 5"),
    ]


def test_the_selection_finds_it_for_the_team_alone(
    case: CaseFile, strike: Strike, add: Add
) -> None:
    one, other = add(case, strike(), strike("2022-08-19")).incidents
    code = named(case, one)
    with case.edit("a", "b") as edit:
        person_records.add(edit, other, Person("Somebody"))
    named(case, f"{other}/P1", Identifier("Memorial", "98765"))

    def selected(text: str, profile: Profile | None = None) -> list[str]:
        selection = Selection(text=text, profile=profile)
        ids = incidents.ids(case, selection)
        counted = PayloadRecords(case.db).selected(selection)
        codes = [row.code for row in incidents.rows(case, ids)]
        assert codes == [recorded.incident.code for recorded in counted]
        return codes

    assert selected("T4P 1234") == selected("1234", Profile.INTERNAL) == [one]
    assert selected("98765") == [other]
    assert selected("1234", Profile.OPEN) == selected("98765", Profile.RESTRICTED) == []
    with case.edit("a", "b") as edit:
        corrections.amend(edit, code, Identifier("T4P", "777"))
    assert selected("1234") == []
    assert selected("777") == [one]
    with case.edit("a", "b") as edit:
        corrections.withdraw(edit, code)
    assert selected("777") == []
    assert verification.verify(case).ok
