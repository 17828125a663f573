"""Names of persons in what is searched: as they are cleared, and nowhere once they are erased."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kharkiv_tracker.domain.person import Visibility
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.romanised_key import romanised_key
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import (
    corrections,
    incidents,
    merge_split,
    name_erasure,
    person_records,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile

CODE, OTHER = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
PERSON = f"{CODE}/P1"
NAMES = {"uk": "Юхим Щербань", "ru": "Ефим Щербань"}


@pytest.fixture
def named(case: CaseFile, strike: Callable[..., dict[str, Any]], add: Any) -> CaseFile:
    persons = [{"names": NAMES, "status": "killed"}]
    add(case, strike(persons=persons), strike("2022-08-18"))
    return case


def matches(case: CaseFile, text: str) -> tuple[list[str], list[str]]:
    """What anybody finds, and what the internal page does."""
    both = []
    for profile in (None, Profile.INTERNAL):
        selection = Selection(text=text, profile=profile)
        rows = incidents.rows(case, incidents.ids(case, selection))
        both.append(sorted(row.code for row in rows))
    return both[0], both[1]


def set_person(case: CaseFile, **fields: Any) -> None:
    person = person_records.person(case, PERSON)
    with case.edit("analyst", "corrected") as edit:
        person_records.amend(edit, PERSON, replace(person, **fields))


def test_clearing_a_name_shows_it_to_every_search_and_back(named: CaseFile) -> None:
    assert matches(named, "Ефим") == ([], [CODE])
    set_person(named, visibility=Visibility.FULL)
    assert matches(named, "Ефим") == matches(named, "Yukhym") == ([CODE], [CODE])
    set_person(named, visibility=Visibility.NONE, name_ru="Яким")
    assert matches(named, "Яким") == ([], [CODE])
    assert matches(named, "Ефим") == ([], [])
    assert verification.verify(named).problems == ()


def test_a_withdrawn_person_is_not_searched(named: CaseFile) -> None:
    set_person(named, cleared=True)
    with named.edit("analyst", "not of this strike") as edit:
        corrections.withdraw(edit, PERSON)
    assert matches(named, "Щербань") == ([], [])
    assert verification.verify(named).problems == ()


def test_a_name_goes_with_the_person_when_incidents_are_merged(named: CaseFile) -> None:
    with named.edit("analyst", "one strike") as edit:
        merge_split.merge(edit, CODE, OTHER)
    assert matches(named, "Щербань")[0] == []
    assert len(matches(named, "Щербань")[1]) == 1
    assert verification.verify(named).problems == ()


@pytest.mark.parametrize("cleared", [True, False])
def test_of_an_erased_name_nothing_is_left_to_find(named: CaseFile, cleared: bool) -> None:
    set_person(named, cleared=cleared)
    with named.edit("analyst", "asked for") as edit:
        name_erasure.purge(edit, PERSON)
    texts = named.db.execute("SELECT * FROM incident_texts").fetchall()
    stored = " ".join(str(column) for row in texts for column in row)
    for name in ("щербань", "юхим", "ефим", "purged"):
        assert name not in stored
        assert romanised_key(name) not in stored
    assert matches(named, "Щербань") == ([], [])
    assert verification.verify(named).problems == ()
