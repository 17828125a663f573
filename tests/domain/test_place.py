"""A district is found by any of its names, and asked about when the name is not sure."""

import re
from datetime import date

import pytest

from kharkiv_tracker.domain.place import (
    Ambiguity,
    DatePrecision,
    District,
    DistrictKind,
    Endings,
    FormerName,
    Gazetteer,
    Phrases,
)
from kharkiv_tracker.errors import Refused

TITLES = {
    DistrictKind.CITY_DISTRICT: {"en": "district", "uk": "район", "ru": "район"},
    DistrictKind.RAION: {"en": "raion", "uk": "район", "ru": "район"},
}
PHRASES = Phrases(
    around=("ukraine", "the"),
    beside=(
        "district",
        "raion",
        "of",
        "kharkiv",
        "район",
        "районі",
        "р н",
        "р ну",
        "району",
        "района",
    ),
    endings=(
        Endings(("yi",), ("y", "yy", "ij")),
        Endings(("ий", "ый", "ой"), ("ого", "ому", "им")),
    ),
    own_name=re.compile(r"nyi\b|\d{4}"),
)


def titles(kind: DistrictKind, names: dict[str, str]) -> dict[str, str]:
    return {language: f"{name} {TITLES[kind][language]}" for language, name in names.items()}


NORTH = District(
    key="UA01",
    kind=DistrictKind.CITY_DISTRICT,
    names={"en": "Pivnichnyi", "uk": "Північний", "ru": "Северный"},
    titles=titles(
        DistrictKind.CITY_DISTRICT, {"en": "Pivnichnyi", "uk": "Північний", "ru": "Северный"}
    ),
    former=(
        FormerName(
            {"en": "Staryi", "uk": "Старий", "ru": "Старый"}, date(2020, 5, 1), DatePrecision.DAY
        ),
    ),
    spellings=("Severnyi", "High Field"),
)
SOUTH = District(
    key="UA02",
    kind=DistrictKind.CITY_DISTRICT,
    names={"en": "Pivdennyi", "uk": "Південний", "ru": "Южный"},
    titles=titles(
        DistrictKind.CITY_DISTRICT, {"en": "Pivdennyi", "uk": "Південний", "ru": "Южный"}
    ),
    spellings=("High Field",),
)
RAION = District(
    key="UA03",
    kind=DistrictKind.RAION,
    names={"en": "Zakhidnyi", "uk": "Західний", "ru": "Западный"},
    titles=titles(DistrictKind.RAION, {"en": "Zakhidnyi", "uk": "Західний", "ru": "Западный"}),
    pcode="UA63",
)
CITY = District(
    key="UA04",
    kind=DistrictKind.CITY_UNKNOWN,
    names={"en": "City, district unknown", "uk": "Місто, район невідомий", "ru": "Город"},
    spellings=("city",),
)
GAZETTEER = Gazetteer(
    [CITY, RAION, NORTH, SOUTH], [Ambiguity(("Middle", "Severnyi"), (NORTH, RAION))], PHRASES
)


def test_display_order() -> None:
    assert GAZETTEER.districts == (SOUTH, NORTH, RAION, CITY)


def test_names_in_each_language() -> None:
    assert NORTH.short_name("uk") == "Північний"
    assert NORTH.name("en") == "Pivnichnyi district"
    assert NORTH.name("ru") == "Северный район"
    assert RAION.name("en") == "Zakhidnyi raion"
    assert CITY.name("en") == CITY.short_name("en") == "City, district unknown"
    assert NORTH.name("fr") == "Pivnichnyi district"


def test_get_takes_the_key_only() -> None:
    assert GAZETTEER.get("UA03") is RAION
    assert GAZETTEER.get("UA63") is None
    assert GAZETTEER.get("Pivnichnyi") is None


@pytest.mark.parametrize(
    "text", ["UA03", " ua63 ", "Zakhidnyi", "Zakhidny raion", "Західного району", "західний р-н"]
)
def test_codes_names_and_endings(text: str) -> None:
    assert GAZETTEER.find(text) == (RAION,)


@pytest.mark.parametrize(
    "text", ["Staryi", "the Stary district of Kharkiv", "СТАРОГО Р-НУ", "Старий", "Старого района"]
)
def test_former_names(text: str) -> None:
    assert GAZETTEER.find(text) == (NORTH,)


def test_a_spelling_of_two_districts_asks() -> None:
    assert set(GAZETTEER.find("High Field")) == {NORTH, SOUTH}


def test_an_ambiguity_beats_a_spelling() -> None:
    assert GAZETTEER.find("Severnyi") == (NORTH, RAION)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("High Field", "High Field may be Pivdennyi or Pivnichnyi. Enter one of them."),
        ("Middle", "Middle may be Pivnichnyi district or Zakhidnyi raion. Enter one of them."),
        ("Pivnichnij-x", "Pivnichnij-x is not a known district. Similar: Pivnichnyi."),
        ("Xanadu", "Xanadu is not a known district."),
        ("a\nb\u202e\x00c", "a b c is not a known district."),
        (" ", "Enter a district."),
        ("", "Enter a district."),
    ],
)
def test_refusal_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        GAZETTEER.resolve(text)
    assert refusal.value.sentence == sentence
    assert refusal.value.path == ""


def test_an_endless_text_is_refused_shortly() -> None:
    with pytest.raises(Refused) as refusal:
        GAZETTEER.resolve("Pivnichnyi " * 100_000)
    assert len(refusal.value.sentence) < 200


def test_districts_are_the_same_by_key() -> None:
    same = District("UA01", DistrictKind.RAION, {"en": "Other"})
    assert same == NORTH
    assert hash(same) == hash(NORTH)


def test_its_own_name_is_told_from_a_place_within_it() -> None:
    assert GAZETTEER.is_own_name("Pivnichnyi")
    assert GAZETTEER.is_own_name("UA1234")
    assert not GAZETTEER.is_own_name("High Field")
