"""Numbers that a pasted text has and that no proposal may take: one table of each kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kharkiv_tracker import languages
from kharkiv_tracker.domain.count import Count, parse_count
from kharkiv_tracker.intake.passages import passage_json
from kharkiv_tracker.intake.passages.passage_reader import read_passage
from tests.intake.passage_scores import context, proposed_values

AS_OF = "2024-05-25T18:00"
NONE: dict[str, str] = {}


def read(text: str) -> dict[str, Any]:
    return passage_json.document(read_passage(text, context(AS_OF)))


def counts(text: str) -> list[dict[str, str]]:
    """The numbers of people of each proposal."""
    document = read(text)
    return [
        {name: str(one) for name, one in proposed_values(each).items() if name in _NUMBERS}
        for kind in ("incidents", "statements")
        for each in document[kind]
    ]


_NUMBERS = ("killed", "injured", "affected", "missing", "rescued", "stress")


def check(text: str, *expected: dict[str, str]) -> None:
    assert counts(text) == [one for one in expected if one], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Kharkiv, five people were killed, not seven as reported earlier.", {"killed": "5"}),
        ("Correction: the number of injured in Kharkiv is 11, not 12.", {"injured": "11"}),
        ("У Харкові поранено 11 людей, а не 12, як повідомлялося.", {"injured": "11"}),
        ("У Харкові загинуло не сім, а п’ять людей.", {"killed": "5"}),
        ("В Харькове погибли не семь, а пять человек.", {"killed": "5"}),
        ("Kharkiv: two dead (earlier three were reported).", {"killed": "2"}),
        ("Update: 9 injured in Kharkiv. Earlier: 7 injured.", {"injured": "9"}),
        ("Кількість поранених у Харкові: 9 (раніше: 7 поранених).", {"injured": "9"}),
        # Where a mistake is spoken of, it is not clear which number is which.
        ("Four deaths were erroneously reported in Kharkiv; in fact three people died.", NONE),
    ],
)
def test_a_number_that_is_corrected(text: str, expected: dict[str, str]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "Two people were nearly killed in Kharkiv.",
        "The strike could have killed 30 people in Kharkiv had they been in the shelter.",
        "If five people are killed in Kharkiv, the mayor will resign.",
        "Four people are feared dead in Kharkiv.",
        "Reports that 10 people were killed in Kharkiv are false.",
        "The information about three dead in Kharkiv has not been confirmed.",
        "Могли загинути десятки людей у Харкові.",
        "У Харкові ледь не загинуло двоє людей.",
        "Якби ракета влучила в школу, загинуло б 200 дітей. Харків.",
        "Інформація про трьох загиблих у Харкові не підтвердилася.",
        "Російські ЗМІ брешуть про 30 загиблих у Харкові.",
        "В Харькове едва не погибли двое детей.",
        "Сообщения о десяти погибших в Харькове — фейк.",
        "Мэр: «Мне сказали: „погибло 10 человек“, но это неправда». Харьков.",
    ],
)
def test_what_is_only_supposed_or_is_denied(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "У ДТП у Харкові загинуло двоє людей.",
        "Жінка померла від серцевого нападу під час тривоги в Харкові.",
        "В ДТП под Харьковом погибли двое.",
        "Two people drowned: they were found dead in Kharkiv.",
    ],
)
def test_deaths_of_another_cause(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kharkiv: the number of wounded increased by 3.", NONE),
        ("Kharkiv: the number of wounded increased by 3, to 14.", {"injured": "14"}),
        ("The number of dead in Kharkiv rose by two to nine.", {"killed": "9"}),
        ("Кількість загиблих у Харкові зросла на двох до дев’яти.", {"killed": "9"}),
        ("Кількість поранених у Харкові зросла на 3.", NONE),
        ("Число раненых в Харькове увеличилось на трёх человек и достигло 14.", {"injured": "14"}),
        ("У Харкові на 3 більше поранених: уже 14.", {"injured": "14"}),
        (
            "The number of dead in Kharkiv rose from 3 to 5, injured from 12 to 20.",
            {"killed": "5", "injured": "20"},
        ),
        ("Станом на 14:00 у Харкові 5 поранених; станом на 17:00 — 8.", NONE),
    ],
)
def test_by_how_many_a_number_rose(text: str, expected: dict[str, str]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "Half a dozen people were injured in Kharkiv.",
        "Half a hundred people were hurt in Kharkiv.",
        "Пів десятка людей поранено в Харкові.",
        "Пара человек ранена в Харькове.",
        "Тридцать с лишним человек ранены в Харькове.",
        "Ранено десятка полтора человек в Харькове.",
        "Человек пять ранено в Харькове.",
        "Injured (Kharkiv): 5+2.",
        "In Kharkiv two people each were hurt in three districts.",
        "По 2 поранених у Салтівському та Київському районах Харкова.",
        "One in five was injured in Kharkiv.",
        "Це вже 15-й загиблий у Харкові.",
    ],
)
def test_a_number_that_is_a_piece_of_another(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack on Kharkiv wounded 11 people aged 6 to 84.", {"injured": "11"}),
        ("Aged between 16 and 70, eight people were hurt in Kharkiv.", {"injured": "8"}),
        ("Kharkiv: eight people aged 20–75 hurt.", {"injured": "8"}),
        ("A woman, 20, and two men aged 34 and 61 were hurt in Kharkiv.", {"injured": "3"}),
        ("The man who was killed in Kharkiv was 45, not 54, years old.", {"killed": "1"}),
        ("По вул. Полтавський Шлях, 12, у Харкові 3 особи травмовані.", {"injured": "3"}),
        ("Підозра за ч. 2 ст. 438: 2 загиблих у Харкові.", {"killed": "2"}),
        ("У Харкові поранених — 5/7.", NONE),
    ],
)
def test_ages_addresses_and_articles(text: str, expected: dict[str, str]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mother of three was killed in Kharkiv.", {"killed": "1"}),
        ("Вибухом поранило матір трьох дітей у Харкові.", {"injured": "1"}),
        ("The man killed in Kharkiv leaves behind two children.", {"killed": "1"}),
        ("У загиблого в Харкові залишилось двоє дітей.", {"killed": "1"}),
        ("A man in Kharkiv sustained 3 shrapnel wounds.", {"injured": "1"}),
        ("Чоловік у Харкові отримав 2 поранення.", {"injured": "1"}),
        ("11 поранених, 12 загиблих коней у Харкові.", {"injured": "11"}),
        ("Two horses and 40 pigs were killed on a farm near Lozova.", NONE),
        ("34-річний чоловік загинув у Харкові, дружина поранена.", {"killed": "1", "injured": "1"}),
    ],
)
def test_what_people_have_and_what_are_no_people(text: str, expected: dict[str, str]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("None of the five injured in Kharkiv is in serious condition.", {"injured": "5"}),
        ("Жоден із п’яти поранених у Харкові не у важкому стані.", {"injured": "5"}),
        ("Дітей серед 8 поранених у Харкові немає.", {"injured": "8"}),
        ("Среди 8 раненых в Харькове нет детей.", {"injured": "8"}),
        ("No children were among the 8 injured in Kharkiv.", {"injured": "8"}),
        ("Ніхто з дітей у Харкові не постраждав.", NONE),
        ("Ніхто з мешканців Харкова не постраждав.", {"killed": "0", "injured": "0"}),
    ],
)
def test_none_of_some_is_not_none(text: str, expected: dict[str, str]) -> None:
    check(text, expected)
    assert not any("of_whom" in one and one["of_whom"] for one in read(text)["incidents"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("П’ятеро поранених у Харкові, з них двоє — військові.", NONE),
        ("Five people were wounded in Kharkiv, two of them servicemen.", NONE),
        ("Пять раненых в Харькове, из них двое военных.", NONE),
        ("Загинув мешканець Харкова, боєць ЗСУ.", NONE),
        ("Military: 2 killed, 5 wounded. Civilians: 1 killed. Kharkiv", {"killed": "1"}),
    ],
)
def test_soldiers_among_those_counted(text: str, expected: dict[str, str]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On the same day, 6 people were killed in Odesa and 3 in Kharkiv.", {"killed": "3"}),
        ("Kharkiv – 3 killed, Odesa – 4 killed.", {"killed": "3"}),
        ("В Одесі загинуло шестеро, а в Харкові — троє.", NONE),
        ("В Харькове и Сумах погибли девять человек.", NONE),
        ("A resident of Kharkiv was killed in Odesa.", NONE),
        ("Strikes across Ukraine killed 9 and injured 54, including 3 killed in Kharkiv.", NONE),
        ("По всій Україні загинуло 9 людей, зокрема троє в Харкові.", NONE),
        # What was fired or said there is of here.
        ("Missiles launched from Belgorod killed 2 people in Kharkiv.", {"killed": "2"}),
        ("У Києві заявили, що в Харкові загинуло 5 людей.", {"killed": "5"}),
        ("Two people were hurt in Kharkiv and taken to hospital in Dnipro.", {"injured": "2"}),
    ],
)
def test_places_elsewhere_in_the_sentence(text: str, expected: dict[str, str]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "За тиждень на Харківщині загинуло 12 людей, 40 поранено.",
        "За неделю в Харьковской области погибли 12 человек.",
        "У травні на Харківщині загинуло 47 цивільних.",
        "In 2024, 112 people were killed and 640 wounded in Kharkiv region.",
    ],
)
def test_numbers_of_a_week_a_month_or_a_year(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A woman was killed in Chuhuiv. Her husband was not hurt.", {"killed": "1"}),
        ("A woman was killed in Chuhuiv. Two children weren’t injured.", {"killed": "1"}),
        ("Загинула жінка у Чугуєві. Чоловік не постраждав.", {"killed": "1"}),
        ("Загинула жінка у Чугуєві. Хлопчик 5 років не поранений.", {"killed": "1"}),
        ("В Чугуеве погибла женщина. Муж не ранен.", {"killed": "1"}),
    ],
)
def test_who_was_not_hurt(text: str, expected: dict[str, str]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 000 people lost power in Kharkiv, 12 people injured.", {"injured": "12"}),
        ("Killed: 3 (2 men + 1 woman), injured: 8 (Kharkiv)", {"killed": "3", "injured": "8"}),
        ("A teacher, 2 plumbers and 3 patients were injured in Kharkiv.", NONE),
        ("2 nurses and 3 patients were injured in Kharkiv.", {"injured": "5"}),
        ("Two policemen and a civilian woman were injured in Kharkiv.", {"injured": "3"}),
        ("У Харкові поранено двох людей та дитину.", {"injured": "3"}),
        ("У Харкові поранено 5 людей, зокрема двох поліцейських та дитину.", {"injured": "5"}),
        ("In Kharkiv 8 were hurt: two people in a bus and a woman.", {"injured": "8"}),
        ("Three rescuers were killed in a double-tap strike in Kharkiv.", {"killed": "3"}),
        ("У Харкові поранено вдвічі більше людей, ніж учора.", NONE),
        ("A total of 14 people sought help in Kharkiv.", NONE),
        ("Four people burned alive in a house in Kharkiv.", {"killed": "4"}),
        ("У Харкові в будинку згоріли живцем четверо людей.", {"killed": "4"}),
        ("В Харькове в доме заживо сгорели четверо.", {"killed": "4"}),
        ("In Kharkiv a strike killed 2 and 17 were in-\njured.", {"killed": "2", "injured": "17"}),
    ],
)
def test_which_number_a_word_is_of(text: str, expected: dict[str, str]) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Of the 15 injured in Kharkiv, three are critical, 4 of moderate severity.", None),
        ("Троє у важкому стані, четверо — у стані середньої тяжкості. Харків.", {"serious": "3"}),
        ("Два из пяти раненых в Харькове — дети.", {"child": "2"}),
        # A baby among children who are counted is one of them.
        ("Kharkiv: 9 hurt, of them 3 children, including a two-month-old baby.", {"child": "3"}),
        ("Харків: 9 поранених, з них 3 дитини, зокрема хлопчик 2 років.", {"child": "3"}),
        ("Харьков: 9 раненых, из них 3 детей, в том числе младенец 2 месяцев.", {"child": "3"}),
        ("Kharkiv: 9 hurt, including 3 children and a two-month-old baby.", {"child": "4+"}),
    ],
)
def test_parts_of_a_number(text: str, parts: dict[str, str] | None) -> None:
    (incident,) = read(text)["incidents"]
    assert incident["of_whom"].get("injured") == parts


# Any text at all.


def _words() -> list[str]:
    sections = ("passage_quantities", "passage_none", "passage_among", "counts", "count_numbers")
    every = {word for one in sections for table in languages.typed(one) for word in _flat(table)}
    return sorted(word.rstrip("*") for word in every if word.rstrip("*"))


def _flat(entry: Any) -> list[str]:
    if isinstance(entry, str):
        return entry.split()
    rows = entry.values() if isinstance(entry, dict) else entry
    return [word for row in rows for word in _flat(row)]


SIGNS = [
    *".,;:!?()[]«»\"'-–—+/%№\n\t",
    "\u200b",
    "\u202e",
    "\u2028",
    "\0",
    "²",
    "①",
    "½",
    "٣",
    "🔥",
]
FIGURES = ["0", "2", "17", "1957", "24.05", "99:99", "5-7", "1 000", "С-300", "9" * 30, "15-й"]
PLACES = ["Харків", "в Одесі", "in Kharkiv", "Салтівський район", "Ізюм", "по всій Україні"]
PEOPLE = ["людей", "дітей", "жінка", "a man", "солдат", "children", "45 років", "женщины", "aged"]
MIXES = st.lists(
    st.one_of(*map(st.sampled_from, (_words(), SIGNS, FIGURES, PLACES, PEOPLE))), max_size=40
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(MIXES)
@example("killed two people and 5")
@example("пожежа 300 м ² , 2 загиблих")
@example("up to 5 women and men killed , 2 killed")
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = read_passage(text, context(AS_OF))
    document = passage_json.document(reading)
    assert json.loads(json.dumps(document)) == document
    assert read(text) == document
    for proposal in reading.proposals:
        for finding in (*proposal.findings.values(), *proposal.persons):
            end = 0
            for start, stop in finding.spans:
                assert end <= start < stop <= len(reading.text)
                end = stop
        for name, finding in proposal.findings.items():
            is_count = name in _NUMBERS and finding.part.get(name)
            whole = parse_count(str(finding.part[name])) if is_count else None
            if isinstance(whole, Count) and whole.high is not None:
                parts = finding.part.get("of_whom", {}).get(name, {})
                assert all((Count.parse(one).low or 0) <= whole.high for one in parts.values())


@settings(max_examples=60, deadline=None)
@given(MIXES)
def test_every_number_is_used_or_left_over(text: str) -> None:
    reading = read_passage(text, context(AS_OF))
    used = [
        span
        for one in reading.proposals
        for finding in (*one.findings.values(), *one.persons)
        for span in finding.spans
    ]
    known = [*used, *((one.start, one.end) for one in reading.unused)]
    for at, sign in enumerate(reading.text):
        if sign in "0123456789":
            alone = reading.text[max(0, at - 1)] in " \n" and reading.text[at + 1 : at + 2] in " \n"
            assert not alone or any(start <= at < end for start, end in known), at


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_no_section_of_words_is_in_two_files(language: str) -> None:
    files = (languages.folder() / language / "typed").glob("*.json")
    sections = [name for file in files for name in json.loads(file.read_text("utf-8"))]
    assert len(sections) == len(set(sections))


def test_every_section_of_words_for_passages_is_used() -> None:
    files = (languages.folder() / "en" / "typed").glob("*.json")
    sections = {name for file in files for name in json.loads(file.read_text("utf-8"))}
    modules = Path(passage_json.__file__).parent.glob("*.py")
    code = "".join(module.read_text("utf-8") for module in modules)
    unused = [
        one for one in sorted(sections) if one.startswith("passage_") and f'"{one}"' not in code
    ]
    assert unused == []
