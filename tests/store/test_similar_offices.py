"""Offices that may be one: which names are alike, and what waits for whom."""

from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.labels import flag_text
from kharkiv_tracker.store import office_changes, similar_offices, undo_stack, work_queue
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.office_changes import Apart, Join, Mark

Add = Callable[..., Any]
Strike = Callable[..., Any]
KIND = FindingKind.OFFICES_ALIKE


@pytest.mark.parametrize(
    "names",
    [
        ("City hospital 17", "Hospital 17, city"),
        ("Kharkiv Oblast Police", "Police of Kharkiv oblast"),
        ("Kharkiv OVA", "Kharkov OVA"),
        ("Regional Prosecutor's Office", "Regional Prosecutors Office"),
        ("District administartion", "District administration"),
        ("SES", "State Emergency Service"),
        ("Izium MVA", "Izium Municipal Volunteer Association"),
        ("ГУНП в Харківській області", "ГУНП Харківської області"),
        ("Обласна прокуратура", "Обласної прокуратури"),
    ],
)
def test_names_that_are_alike(names: tuple[str, str]) -> None:
    assert set(map(frozenset, similar_offices.alike(names))) == {frozenset(names)}


@pytest.mark.parametrize(
    "names",
    [
        ("Kharkiv OVA", "Poltava OVA", "Sumy OVA", "Kherson OVA"),
        ("Hospital No. 4", "Hospital No. 5", "Hospital No. 45", "Hospital"),
        ("District 1st police", "District 4th police"),
        (
            "Поліція Харківської області",
            "Поліція Херсонської області",
            "Поліція Полтавської області",
        ),
        ("Northern Command", "Southern Command", "Eastern Command", "Western Command"),
        ("Північна військова адміністрація", "Південна військова адміністрація"),
        ("City Council", "County Council", "Міська рада", "Сільська рада"),
        ("Kharkiv SES", "State Emergency Service", "Kyiv Emergency Service"),
        ("Ministry of Health", "Ministry of Defence", "Mayor", "Police", "№ 4", "!"),
        tuple(
            f"{name} District Administration" for name in ("Kyivskyi", "Saltivskyi", "Slobidskyi")
        ),
    ],
)
def test_names_of_different_offices(names: tuple[str, ...]) -> None:
    assert list(similar_offices.alike(names)) == []
    assert len(list(combinations(names, 2))) > 0


def test_five_thousand_names_are_compared_at_once() -> None:
    # Comparing every two of them would take minutes.
    names = [f"Hospital of settlement {n:04}" for n in range(5000)]
    assert list(similar_offices.alike(names)) == []


@pytest.fixture(name="quoting")
def case_that_quotes(case: CaseFile, strike: Strike, add: Add) -> CaseFile:
    names = ("Clinic of Lozova", "Lozova clinic", "Clinic of Izium")
    reports = [{"as_of": "2022-08-18", "killed": "2", "office": name} for name in names]
    add(case, *(strike(reports=list(pair)) for pair in pairwise(reports)))
    return case


def alike(case: CaseFile) -> list[tuple[str, list[str]]]:
    places = gazetteer.load()
    flags = list(work_queue.listed(case, places, KIND))
    assert work_queue.waiting(case, places).get(KIND, 0) == len(flags)
    return [(flag.code, flag.content["others"]) for flag in flags]


def test_two_offices_wait_once_until_they_are_joined(quoting: CaseFile) -> None:
    assert alike(quoting) == [("Clinic of Lozova", ["Lozova clinic"])]
    assert len(work_queue.ids(quoting, gazetteer.load(), KIND)) == 2
    (flag,) = work_queue.listed(quoting, gazetteer.load(), KIND)
    assert flag_text.sentence(flag, {}) == (
        "Clinic of Lozova and Lozova clinic may be the same office. Merge them, or dismiss "
        "this flag if they are different."
    )
    with quoting.edit("a", "one") as edit:
        office_changes.make(edit, Join("Clinic of Lozova", "Lozova clinic"))
    assert alike(quoting) == []
    with quoting.edit("a", "two") as edit:
        office_changes.make(edit, Apart("Lozova clinic"))
    assert len(alike(quoting)) == 1


def test_offices_of_different_standing_are_two(quoting: CaseFile) -> None:
    with quoting.edit("a", "marks") as edit:
        office_changes.make(edit, Mark("Lozova clinic", Authority.UNOFFICIAL))
    assert len(alike(quoting)) == 1
    with quoting.edit("a", "marks") as edit:
        office_changes.make(edit, Mark("Clinic of Lozova", Authority.OFFICIAL))
    assert alike(quoting) == []


def test_it_is_set_aside_under_either_name_and_taken_up_again(quoting: CaseFile) -> None:
    def of(name: str) -> list[str]:
        flags = work_queue.findings(quoting, name, aside=True)
        return [flag.aside for flag in flags if flag.kind is KIND]

    (flag,) = work_queue.listed(quoting, gazetteer.load(), KIND)
    with quoting.edit("a", "b") as edit:
        work_queue.set_aside(edit, flag.code, KIND, flag.key, "two clinics")
    assert alike(quoting) == []
    assert of("Clinic of Lozova") == of("Lozova clinic") == ["two clinics"]
    assert of("Clinic of Izium") == []
    undo_stack.undo(quoting, "a")
    assert len(alike(quoting)) == 1
    undo_stack.redo(quoting, "a")
    with quoting.edit("a", "b") as edit:
        work_queue.take_up(edit, flag.code, KIND, flag.key)
    assert len(alike(quoting)) == 1
