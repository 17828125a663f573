"""Counts with their parts, districts with their places, weapons by the names reports use."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.field_syntax import read_count, read_weapons, read_where

DISTRICTS = gazetteer.load()


@pytest.mark.parametrize(
    ("text", "number", "parts"),
    [
        ("7+", "7+", {}),
        ("", "", {}),
        ("2x killed", "2x killed", {}),
        ("16 (1+ child)", "16", {"child": "1+"}),
        ("16 (1+ child, 4 hospitalised)", "16", {"child": "1+", "hospitalised": "4"}),
        ("18 (2 children)", "18", {"child": "2"}),
        (">1000 (50 children)", ">1000", {"child": "50"}),
        ("16, including a child", "16", {"child": "1+"}),
        ("16 (child)", "16", {"child": "1+"}),
        ("16 (children", "16", {"child": "several"}),
        ("18, of whom 2 children", "18", {"child": "2"}),
        ("18, з них 2 дитини", "18", {"child": "2"}),
        ("16 (1 дитина, 4 госпіталізовано)", "16", {"child": "1", "hospitalised": "4"}),
        ("1,000 (10 men and 8 women)", "1,000", {"men": "10", "women": "8"}),
        ("16-20 (1-2 boys; several girls)", "16-20", {"boys": "1-2", "girls": "several"}),
        ("5 (at least 2 women)", "5", {"women": "at least 2"}),
    ],
)
def test_a_count_and_its_parts(text: str, number: str, parts: dict[str, str]) -> None:
    assert read_count(text) == (number, parts)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("abc", "is not a count"),
        ("16 (3 dogs)", "is not understood"),
        ("16 (1 child, 2 children)", "said twice"),
        ("16 (x child)", "is not a count"),
        ("20-16", "turn it round"),
    ],
)
def test_what_is_no_count_is_refused(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_count(text)


@pytest.mark.parametrize(
    ("text", "district", "place"),
    [
        ("saltivskyi, dormitory", "saltivskyi", "dormitory"),
        ("saltivskyi dormitory", "saltivskyi", "dormitory"),
        ("Saltivskyi district, Kharkiv, dormitory", "Saltivskyi district, Kharkiv", "dormitory"),
        ("Салтівський, гуртожиток", "Салтівський", "гуртожиток"),
        ("Moskovskyi, school", "Moskovskyi", "school"),
        ("Kharkiv, hypermarket", "Kharkiv", "hypermarket"),
        ("Kharkiv city", "Kharkiv city", ""),
        ("Saltivka, block", "Saltivka", "block"),
        ("Izium, market", "Izium", "Izium, market"),
        ("nowhere, market", "nowhere", "market"),
    ],
)
def test_a_district_and_a_place(text: str, district: str, place: str) -> None:
    assert read_where(text, DISTRICTS) == (district, place)


@pytest.mark.parametrize("one", DISTRICTS.districts, ids=lambda one: one.names["en"])
def test_every_district_under_every_name_leaves_the_place_alone(one) -> None:  # type: ignore[no-untyped-def]
    former = [name for old in one.former for name in old.names.values()]
    for name in (*one.names.values(), *former, one.key):
        assert read_where(f"{name}, market", DISTRICTS) == (name, "market")


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("", []),
        ("missile", ["missile"]),
        ("mis", ["missile"]),
        ("Iskander missile", ["missile"]),
        ("С-300", ["missile"]),
        ("KAB", ["aerial bomb"]),
        ("shahed, missile", ["loitering munition", "missile"]),
        ("шахед", ["loitering munition"]),
        ("FPV", ["short-range drone"]),
        ("?", ["unknown"]),
    ],
)
def test_weapons(text: str, weapons: list[str]) -> None:
    assert read_weapons(text) == weapons


def test_an_unknown_weapon_is_refused_with_the_list() -> None:
    with pytest.raises(Refused, match="loitering munition"):
        read_weapons("trebuchet")
    with pytest.raises(Refused):
        read_weapons("m")


@given(st.text(max_size=40))
def test_anything_typed_is_understood_or_refused(text: str) -> None:
    read_where(text, DISTRICTS)
    for read in (read_count, read_weapons):
        with suppress(Refused):
            read(text)


@pytest.mark.parametrize(
    "text",
    [
        "57 (51 stress)",
        "57 (51 acute stress)",
        "57 including 51 with acute stress",
        "57 (51 стрес)",
        "57 (51 гостра реакція на стрес)",
        "57, з них 51 із гострою реакцією на стрес",
        "57 affected (51 stress)",
        "57 постраждалих, з них 51 стрес",
        "57, из них 51 с острой реакцией на стресс",
    ],
)
def test_acute_stress_is_a_part_by_all_its_names(text: str) -> None:
    assert read_count(text, "affected") == ("57", {"stress": "51"})


def test_a_count_called_another_quantity_is_refused_and_a_multiple_is_not() -> None:
    assert read_count("57 injured", "injured") == ("57", {})
    assert read_count("2x killed", "injured") == ("2x killed", {})
    with pytest.raises(Refused, match="belongs in the field “Affected”"):
        read_count("57 постраждалих", "injured")
