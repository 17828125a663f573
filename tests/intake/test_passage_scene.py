"""Where, when and with what a pasted text says a strike was, and who says it."""

from __future__ import annotations

from typing import Any

import pytest

from kharkiv_tracker.intake.passages import passage_json
from kharkiv_tracker.intake.passages.passage_reader import read_passage
from tests.intake.passage_scores import context, places, proposed_values

AS_OF = "2024-05-25T18:00"
HIT = "ранено двох людей"


def read(text: str) -> list[dict[str, Any]]:
    document = passage_json.document(read_passage(text, context(AS_OF)))
    return [proposed_values(one) for kind in ("incidents", "statements") for one in document[kind]]


def only(text: str) -> dict[str, Any]:
    (values,) = read(text)
    return values


@pytest.mark.parametrize(
    ("text", "date", "precision", "time"),
    [
        ("Two people were injured in Saturday's strike.", "2024-05-25", "date", None),
        ("Today's attack on Izium injured two people.", "2024-05-25", "date", None),
        ("Two people were injured in last night's strike.", "2024-05-24", "night", None),
        ("Внаслідок учорашнього удару поранено двох людей.", "2024-05-24", "date", None),
        ("Внаслідок сьогоднішньої ранкової атаки поранено двох.", "2024-05-25", "morning", None),
        ("В результате субботнего удара ранены двое людей.", "2024-05-25", "date", None),
        ("У ніч на 24 травня удар: поранено двох людей.", "2024-05-23", "night", None),
        ("Удар напередодні ввечері: поранено двох людей.", "2024-05-24", "evening", None),
        # A number beside the day is of people.
        ("Уранці 24 травня три дрони поранили двох людей.", "2024-05-24", "morning", None),
        ("After this morning, seven people are injured.", "2024-05-25", "morning", None),
        # A day and an hour apart, in one sentence or two.
        (
            "On 24 May, a missile hit a house at 13:05; two people were injured.",
            *("2024-05-24", "exact", "13:05"),
        ),
        ("Ізюм, 24 травня. О 03:40 ракета влучила: поранено двох.", "2024-05-24", "exact", "03:40"),
        ("Поранено двох людей. Удар стався 24 травня.", "2024-05-24", "date", None),
        # When it was said, when somebody was found, and as of when.
        ("Two people were injured, the mayor's office said on Friday.", None, None, None),
        ("Two were injured on Friday. A man was found at 7:40.", "2024-05-24", "date", None),
        ("Станом на 17:30 поранено двох людей.", None, None, None),
        ("Рятувальники працювали 3 години. Поранено двох людей.", None, None, None),
        (
            "Two people were injured in a strike on the district on Wednesday, officials said.",
            *("2024-05-22", "date", None),
        ),
        # The day of a strike, not of a death in hospital.
        (
            "Сьогодні в лікарні помер чоловік, якого поранило 20 травня під час удару.",
            *("2024-05-20", "date", None),
        ),
    ],
)
def test_a_time_is_that_of_the_strike(
    text: str, date: str | None, precision: str | None, time: str | None
) -> None:
    values = only(text)
    assert (values.get("date"), values.get("date_precision"), values.get("time")) == (
        *(date, precision, time),
    )


def test_a_day_over_several_incidents_is_that_of_each() -> None:
    first, second = read(
        "24 травня «шахеди» били по місту. У Салтівському районі поранено двох людей. "
        "У Немишлянському районі поранено жінку."
    )
    assert first["date"] == second["date"] == "2024-05-24"
    assert first["weapons"] == second["weapons"] == {"loitering munition"}


def test_an_hour_without_a_day_is_of_the_day_before_it() -> None:
    _first, second = read(
        "24 травня о 15:30 в Липцях від удару загинув чоловік. "
        "О 18:40 у Чугуєві від удару поранено двох людей."
    )
    assert (second["date"], second["time"]) == ("2024-05-24", "18:40")


@pytest.mark.parametrize(
    ("text", "speaker", "office"),
    [
        ("Терехов: поранено двох людей.", "Ihor Terekhov", None),
        (f"У Харкові {HIT}.\n\nІгор Терехов", "Ihor Terekhov", None),
        (f"У Харкові {HIT}, — Синєгубов.", "Oleh Syniehubov", None),
        ("Two people were injured. — Kharkiv regional police", None, "National Police in Kharkiv"),
        ("Two people were injured. Source: Kharkiv OVA", None, "Kharkiv Regional Military"),
        ("По словам Александра Фильчакова, ранены двое.", "Oleksandr Filchakov", None),
        ("Ранены двое, сообщили в областной прокуратуре.", None, "Kharkiv Regional Prosecutor"),
        # A person before an office, and the mayor before his office.
        (
            "Two people were injured, the mayor said. Ihor Terekhov said that a fire broke out.",
            *("Ihor Terekhov", None),
        ),
        # Names that are not known are names only in the nominative.
        ("Ранены двое, сообщил глава громады Иван Зозуля.", "Иван Зозуля", None),
        ("Ранены двое, по словам главы громады Ивана Зозули.", None, None),
        ("Поранено двох, пише Суспільне Харків.", None, None),
        # Offices of other towns.
        ("Поранено двох, повідомила Мереф’янська міська рада.", None, None),
        ("Two people were injured, the mayor of Merefa said.", None, None),
        ("Two people were injured, officials said.", None, None),
    ],
)
def test_who_speaks(text: str, speaker: str | None, office: str | None) -> None:
    values = only(text)
    assert values.get("speaker") == speaker
    assert str(values.get("office") or "").startswith(office or "")
    assert bool(values.get("office")) == bool(office)


def test_an_official_total_has_its_own_speaker() -> None:
    incident, total = read(
        "24 травня в Дергачах від удару загинуло двоє людей.\n\n"
        "Від початку року на Харківщині, за даними обласної прокуратури, вбито 156 людей."
    )
    assert "office" not in incident
    assert total["office"] == "Kharkiv Regional Prosecutor's Office"
    assert total["since"] == "2024-01-01"


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("A KAB hit a house: two people were injured.", {"aerial bomb"}),
        ("«Герань-2» влучила в дім, поранено двох.", {"loitering munition"}),
        ("Колону розстріляли з автоматів, поранено двох.", {"small arms"}),
        ("Ракета, переделанная для стрельбы по целям, ранила двоих.", {"missile"}),
        ("Тракторист підірвався на міні, його поранено.", {"mine or unexploded ordnance"}),
        ("Two people were injured in shelling.", None),
    ],
)
def test_weapons_of_one_class(text: str, weapons: set[str] | None) -> None:
    assert only(text).get("weapons") == weapons


def test_each_place_of_a_sentence_has_its_own_weapon() -> None:
    first, second = read(
        "Вогонь РСЗВ забрав життя двох жителів Вовчанська, "
        "а в Дворічній від мінометів загинуло троє."
    )
    assert first["weapons"] == {"multiple-launch rocket system"}
    assert second["weapons"] == {"artillery or mortar"}


@pytest.mark.parametrize(
    ("text", "district", "place"),
    [
        (
            "In Kharkiv, where Shaheds hit the Saltivskyi district, two were injured.",
            "Saltivskyi",
            "",
        ),
        ("Kharkiv, a market in the Saltivskyi district: two injured.", "Saltivskyi", ""),
        ("A strike on the Slobodskoi district injured two people.", "Slobidskyi", ""),
        ("A strike on Lozova injured two people.", "Lozivskyi", "Lozova"),
        ("По Дергачам ударил беспилотник, ранены двое. Выбиты окна.", "Kharkivskyi", "Дергачи"),
        (
            "Two people were hurt in the village of Tsyrkuny outside Kharkiv.",
            "Kharkivskyi",
            "Tsyrkuny",
        ),
        ("На Барвінківщині поранено двох. Бомби впали в Барвінковому.", "Iziumskyi", "Барвінкове"),
        ("Мужчина, раненный в Печенегах, умер в клинике Харькова.", "Chuhuivskyi", "Печенеги"),
    ],
)
def test_a_place_is_read_by_its_names_alone(text: str, district: str, place: str) -> None:
    values = only(text)
    (known,) = places().find(district)
    assert values["district"] == known.key
    assert values.get("place", "") == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A missile hit Tsyrkuny, killing two people.", "Tsyrkuny"),
        ("Russian forces struck Ruska Lozova; two people were killed.", "Ruska Lozova"),
        ("Ворог обстріляв Руську Лозову, двоє загиблих.", "Руська Лозова"),
        ("Внаслідок обстрілу Липців загинули двоє людей.", "Липці"),
        ("Россияне обстреляли Циркуны, погибли двое.", "Циркуны"),
        ("Two people were killed when a bomb hit Hrushivka and Lyptsi.", "Hrushivka"),
        ("Обстріляли також Руську Лозову, двоє загиблих.", "Руська Лозова"),
        ("За добу без змін; Циркуни — двоє поранених.", "Циркуни"),
        # Without such a word a village may be a name of anything.
        ("Two people were killed; the flower shop Hrushivka burned.", None),
    ],
)
def test_a_word_for_a_strike_leads_to_a_village(text: str, place: str | None) -> None:
    assert only(text).get("place") == place


def _by_place(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {one["place"]: (one.get("killed"), one.get("injured")) for one in read(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two people were killed in Lyptsi and one was injured in Tsyrkuny.",
            {"Lyptsi": ("2", None), "Tsyrkuny": (None, "1")},
        ),
        (
            "Липці — двоє загиблих; Циркуни — поранено 3; Руська Лозова — без постраждалих.",
            {"Липці": ("2", None), "Циркуни": (None, "3"), "Руська Лозова": ("0", "0")},
        ),
        (
            "У Липцях загинули двоє людей. Близько 15:00 дрон влучив у Циркуни. Поранено чоловіка.",
            {"Липці": ("2", None), "Циркуни": (None, "1")},
        ),
        (
            "У Куп’янську поранено жінку, у Петропавлівці — чоловіка.",
            {"Куп’янськ": (None, "1"), "Петропавлівка": (None, "1")},
        ),
        # One strike on both, and the hospital that they were taken to.
        (
            "Внаслідок обстрілу Липців та Циркунів загинули двоє людей, троє поранені.",
            {"Липці": ("2", "3")},
        ),
        (
            "У Липцях загинули двоє. Людей везли у лікарню в Дергачі. Ще троє поранені.",
            {"Липці": ("2", "3")},
        ),
        (
            "У Куп’янському районі, у селі Петропавлівка, загинула жінка, ще двоє поранені.",
            {"Петропавлівка": ("1", "2")},
        ),
    ],
)
def test_villages_of_one_raion_have_their_own_numbers(
    text: str, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    assert _by_place(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12 травня у Вовчанську загинули двоє, 13 травня у Вовчанську поранено трьох.",
        "On 12 May two people were killed in Vovchansk; on 13 May three were injured there.",
    ],
)
def test_two_days_of_one_sentence_are_two_incidents(text: str) -> None:
    first, second = read(text)
    assert (first["date"], first["killed"], "injured" in first) == ("2024-05-12", "2", False)
    assert (second["date"], second["injured"], "killed" in second) == ("2024-05-13", "3", False)


def test_an_open_name_has_the_kind_of_the_district_beside_it() -> None:
    (values,) = read(
        "Удар по Слобідському та Основ’янському районах. У Слобідському — двоє поранених."
    )
    assert places().get(values["district"]).names["en"] == "Slobidskyi"


@pytest.mark.parametrize(
    "text",
    [
        "У Київському районі окупованого Донецька поранено двох людей.",
        "The authorities of Donetsk say two people of the Kyivskyi district were injured.",
    ],
)
def test_a_district_of_another_city_is_elsewhere(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Since the beginning of the year 312 civilians were killed in Kharkiv.", "2024-01-01"),
        ("За час повномасштабної війни в Харкові загинуло 1040 людей.", "2022-02-24"),
        ("С 24 февраля 2022 года в Харькове погибли 1040 человек.", "2022-02-24"),
    ],
)
def test_since_when_a_total_runs(text: str, since: str) -> None:
    values = only(text)
    assert values["since"] == since
    assert values["area"] == places().find_area("Kharkiv city")[0].key


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("В Ізюмі поранено двох людей. Вони стояли в черзі по хліб.", True),
        ("A bomb hit a school where people were waiting for a bus. Two people were injured.", True),
        ("Поранено двох людей. Із будинку евакуювали 48 мешканців.", False),
    ],
)
def test_circumstances_are_of_the_incident_beside_them(text: str, is_there: bool) -> None:
    assert bool(only(text).get("circumstances")) is is_there


def test_another_strike_has_its_own_time_and_a_place_there() -> None:
    first, second = read(
        "1 травня о 10:35 під час атаки поранено чоловіка в Чугуєві. "
        "2 травня зранку — новий обстріл міста: двоє поранених."
    )
    assert second["place"] == first["place"] == "Чугуїв"
    assert (second["date"], second["date_precision"]) == ("2024-05-02", "morning")


def test_a_strike_on_two_districts_leaves_open_which() -> None:
    values = only(
        "Унаслідок удару по Харкову поранено 47 людей. "
        "Ракети влучили в Слобідський та Немишлянський райони Харкова."
    )
    assert len(values["district_candidates"]) == 2


def test_a_city_and_a_place_outside_it_are_two_incidents() -> None:
    first, second = read(
        "Russia fired missiles at Kharkiv, six people were injured. "
        "A man was killed in Pervomaiskyi."
    )
    assert first["scope"] == "kharkiv_city"
    assert (second["place"], second["killed"]) == ("Pervomaiskyi", "1")
