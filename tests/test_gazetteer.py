"""The districts of Kharkiv resolve by every name they have, and never by a name they share."""

import json
from contextlib import suppress
from datetime import date
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer, paths
from kharkiv_tracker.domain.place import DatePrecision, District, DistrictKind
from kharkiv_tracker.errors import Refused, TrackerError

GAZETTEER = gazetteer.load()
NAMED = [one for one in GAZETTEER.districts if not one.kind.is_unknown]
LANGUAGES = ("en", "uk", "ru")
CITY, OBLAST = "UA63120270010096107", "UA63000000000041885"
OFFICIAL = [
    (name, one.key)
    for one in GAZETTEER.districts
    for language in LANGUAGES
    for name in (one.short_name(language), one.name(language))
]


def key(text: str) -> str:
    return GAZETTEER.resolve(text).key


def english(text: str) -> list[str]:
    return [one.short_name("en") for one in GAZETTEER.find(text)]


def test_eighteen_in_display_order() -> None:
    kinds = [one.kind for one in GAZETTEER.districts]
    assert kinds == [DistrictKind.CITY_DISTRICT] * 9 + [DistrictKind.RAION] * 7 + [
        DistrictKind.CITY_UNKNOWN,
        DistrictKind.OBLAST_UNKNOWN,
    ]
    for some in (GAZETTEER.districts[:9], GAZETTEER.districts[9:16]):
        names = [one.short_name("en") for one in some]
        assert names == sorted(names)
    assert [one.key for one in GAZETTEER.districts[16:]] == [CITY, OBLAST]
    assert gazetteer.load() is GAZETTEER


@pytest.mark.parametrize(("name", "expected"), OFFICIAL)
def test_every_official_name_is_sure(name: str, expected: str) -> None:
    assert [one.key for one in GAZETTEER.find(name)] == [expected]


@pytest.mark.parametrize("one", NAMED, ids=lambda one: one.names["en"])
@pytest.mark.parametrize(
    "pattern",
    [
        "{en} raion",
        "{en} rayon",
        "{en} district",
        "the {en} District of Kharkiv",
        "{en}, Kharkiv",
        "{uk} р-н",
        "{uk} район, м. Харків",
        "{uk} район Харкова",
        "{uk} район, Харківська область",
        "р-н {uk}",
        "{ru} район Харькова",
        "{ru} район, г. Харьков, Украина",
    ],
)
def test_words_beside_a_name(one: District, pattern: str) -> None:
    assert key(pattern.format(**one.names)) == one.key


@given(st.sampled_from(OFFICIAL), st.data())
def test_letter_case_and_apostrophes_do_not_matter(
    official: tuple[str, str], data: st.DataObject
) -> None:
    name, expected = official
    letters = [
        data.draw(st.sampled_from(["’", "'", "ʼ", "`", "‘", ""]))
        if letter == "’"
        else data.draw(st.sampled_from([letter.upper(), letter.lower()]))
        for letter in name
    ]
    gap = data.draw(st.sampled_from([" ", "  ", "\u00a0", "\t"]))
    assert key("".join(letters).replace(" ", gap)) == expected


def test_codes() -> None:
    for one in GAZETTEER.districts:
        assert GAZETTEER.get(one.key) is one
        for code in filter(None, (one.key, one.pcode)):
            assert key(code) == key(code.lower()) == one.key
    assert key("UA6312") == key("Kharkivskyi")
    assert key("UA63") == OBLAST
    assert key("UA6312027001") == CITY


@pytest.mark.parametrize("one", NAMED, ids=lambda one: one.names["en"])
def test_former_names_are_sure(one: District) -> None:
    for former in one.former:
        for name in former.names.values():
            assert key(name) == key(f"{name} район") == one.key


@pytest.mark.parametrize(
    ("name", "former", "until", "precision"),
    [
        ("Saltivskyi", "Moskovskyi", date(2022, 5, 11), DatePrecision.DAY),
        ("Shevchenkivskyi", "Dzerzhynskyi", date(2016, 2, 2), DatePrecision.DAY),
        ("Novobavarskyi", "Zhovtnevyi", date(2016, 5, 17), DatePrecision.DAY_INFERRED),
        ("Nemyshlianskyi", "Frunzenskyi", date(2016, 12, 31), DatePrecision.YEAR),
        ("Berestynskyi", "Krasnohradskyi", date(2024, 12, 31), DatePrecision.YEAR),
    ],
)
def test_until_when_a_name_was_valid(
    name: str, former: str, until: date, precision: DatePrecision
) -> None:
    [old] = GAZETTEER.resolve(name).former
    assert (old.names["en"], old.valid_until, old.precision) == (former, until, precision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saltivsky district", "Saltivskyi"),
        ("Slobidsky", "Slobidskyi"),
        ("Kyivsky", "Kyivskyi"),
        ("Kievskiy", "Kyivskyi"),
        ("Kyiv district (of Kharkiv)", "Kyivskyi"),
        ("Shevchenkivs'kyi District", "Shevchenkivskyi"),
        ("Kholodnohirskiy Raion", "Kholodnohirskyi"),
        ("Osnovyansky district", "Osnovianskyi"),
        ("Industrial district", "Industrialnyi"),
        ("Frunzenskyi", "Nemyshlianskyi"),
        ("Московський район", "Saltivskyi"),
        ("Московского района", "Saltivskyi"),
        ("Салтівському районі", "Saltivskyi"),
        ("Слободского района", "Slobidskyi"),
        ("Caлтiвcький", "Saltivskyi"),
        ("Northern Saltivka", "Kyivskyi"),
        ("Північна Салтівка", "Kyivskyi"),
        ("Северная Салтовка", "Kyivskyi"),
        ("Zhuravlivka", "Kyivskyi"),
        ("Журавлёвка", "Kyivskyi"),
        ("Kholodna Hora", "Kholodnohirskyi"),
        ("Холодна Гора", "Kholodnohirskyi"),
        ("Pavlove Pole, Kharkiv", "Shevchenkivskyi"),
        ("Павлове поле", "Shevchenkivskyi"),
        ("Oleksiivka", "Shevchenkivskyi"),
        ("Алексеевка", "Shevchenkivskyi"),
        ("Izyums'kyi district", "Iziumskyi"),
        ("Kup'yans'k", "Kupianskyi"),
        ("Kharkiv raion", "Kharkivskyi"),
        ("Лозовского района", "Lozivskyi"),
        ("Харківська обл., м. Харків, Салтівський р-н", "Saltivskyi"),
    ],
)
def test_spellings_seen_in_reports(text: str, expected: str) -> None:
    assert english(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[(text, CITY) for text in ("Kharkiv city", "city", "KHARKIV", "Kharkiv, Ukraine")],
        *[(text, CITY) for text in ("Харків", "місто Харків", "м.Харків", "Харьков", "г. Харьков")],
        *[(text, OBLAST) for text in ("Kharkiv oblast", "oblast", "Kharkiv region", "Харківщина")],
        *[
            (text, OBLAST)
            for text in ("Kharkivs'ka oblast", "Харківська область", "Харківська обл.")
        ],
        *[(text, OBLAST) for text in ("Харьковская область", "Kharkov Oblast", "Kharkivska")],
    ],
)
def test_the_unknown_areas(text: str, expected: str) -> None:
    assert key(text) == expected


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        *[
            (text, ["Saltivskyi", "Kyivskyi", "Nemyshlianskyi"])
            for text in ("Saltivka", "Салтівка", "САЛТОВКА", "Saltivka district, Kharkiv")
        ],
        ("Chunykhy", ["Nemyshlianskyi", "Industrialnyi"]),
        ("Шевченківська", ["Kupianskyi", "Shevchenkivskyi"]),
        ("Shevchenkivska hromada", ["Kupianskyi", "Shevchenkivskyi"]),
        ("Slobozhanska", ["Chuhuivskyi", "Slobidskyi"]),
        ("Kyiv district", ["Kyivskyi", "Kharkiv city, district unknown"]),
        ("the Kyiv District", ["Kyivskyi", "Kharkiv city, district unknown"]),
        ("Lozova", ["Lozivskyi", "Chuhuivskyi", "Kharkiv oblast, raion unknown"]),
        ("Kharkiv district", ["Kharkivskyi", "Kharkiv city, district unknown"]),
    ],
)
def test_ambiguous_names_are_asked_about(text: str, candidates: list[str]) -> None:
    assert english(text) == candidates


def test_the_sentence_names_the_candidates() -> None:
    with pytest.raises(Refused) as refusal:
        GAZETTEER.resolve("Saltivka")
    assert refusal.value.sentence == (
        "Saltivka may be Saltivskyi, Kyivskyi or Nemyshlianskyi. Enter one of them."
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Kyiv",
            "Київ",
            "Киев",
            "Kiev",
            "м. Київ",
            "Kyiv oblast",
            "Kyiv, Ukraine",
            "city of Kyiv",
        ),
        *("Shevchenkivskyi district of Kyiv", "Шевченківський район Києва", "Донецьк", "Lviv"),
        *("district", "район", "м.", "?", "Kharkivska street", "Saltivska"),
    ],
)
def test_what_is_not_of_kharkiv_is_not_found(text: str) -> None:
    assert GAZETTEER.find(text) == ()
    with pytest.raises(Refused):
        GAZETTEER.resolve(text)


def test_no_spelling_belongs_to_two_districts_unasked() -> None:
    """Spellings shared by two districts have to be written down as ambiguous."""
    asked = {name for each in GAZETTEER.ambiguous for name in each.spellings}
    for one, other in combinations(GAZETTEER.districts, 2):
        for text in set(one.spellings) | set(other.spellings):
            assert len(GAZETTEER.find(text)) == 1 or text in asked


def test_every_spelling_means_its_district() -> None:
    for one in GAZETTEER.districts:
        for text in one.spellings:
            assert GAZETTEER.find(text) == (one,), text


def test_positions_lie_in_the_oblast() -> None:
    for one in NAMED:
        assert one.position is not None
        latitude, longitude = one.position
        assert 48.4 < latitude < 50.6
        assert 34.8 < longitude < 38.2


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="Cannot read the list of districts"):
        gazetteer.read(tmp_path / "none.json")


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"districts": [{}]}', "null", "\x00"])
def test_a_broken_file_is_said(tmp_path: Path, content: str) -> None:
    file = tmp_path / "gazetteer.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TrackerError, match="damaged"):
        gazetteer.read(file)


@pytest.mark.parametrize(
    ("field", "value"),
    list(product(["kind", "names", "former", "position", "key"], [None, 7, "x", ["x"], {"en": 1}])),
)
def test_a_broken_entry_is_no_crash(tmp_path: Path, field: str, value: object) -> None:
    document = json.loads((paths.resources() / "gazetteer.json").read_text(encoding="utf-8"))
    document["districts"][0][field] = value
    file = tmp_path / "gazetteer.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with suppress(TrackerError):
        gazetteer.read(file)
