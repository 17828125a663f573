"""Names of people: romanised, compared across alphabets, and shortened for the open page."""

import pytest

from kharkiv_tracker import i18n
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.name_parts import name_parts
from kharkiv_tracker.domain.person import PURGED, Person, Sex, Visibility
from kharkiv_tracker.domain.romanised_name import romanised_name
from kharkiv_tracker.labels.person_name import full_name, public_name, public_person, romanised


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        # The examples of the resolution of 27 January 2010, No. 55.
        ("Згурський", "Zghurskyi"),
        ("Юрій", "Yurii"),
        ("Єнакієве", "Yenakiieve"),
        ("Гаєвич", "Haievych"),
        ("Короп'є", "Koropie"),
        ("Їжакевич", "Yizhakevych"),
        ("Кадиївка", "Kadyivka"),
        ("Мар’їне", "Marine"),
        ("Йосипівка", "Yosypivka"),
        ("Стрий", "Stryi"),
        ("Щербухи", "Shcherbukhy"),
        ("Гоща", "Hoshcha"),
        ("Розгон", "Rozghon"),
        ("Яготин", "Yahotyn"),
        ("Костянтин", "Kostiantyn"),
        ("Знам'янка", "Znamianka"),
        ("Феодосія", "Feodosiia"),
        ("Ґалаґан", "Galagan"),
        ("ЩЕРБУХИ", "SHCHERBUKHY"),
        ("Нечуй-Ярема Ю. Я.", "Nechui-Yarema Yu. Ya."),
        ("Oksana Koval", "Oksana Koval"),
        ("Подъячев Эльдар", "Podiachev Eldar"),
    ],
)
def test_names_are_romanised_by_the_table_of_2010(name: str, latin: str) -> None:
    assert romanised_name(name) == latin


@pytest.mark.parametrize(
    ("name", "first", "surname"),
    [
        ("Петренко Іван Олексійович", "Іван", "Петренко"),
        ("Іван Олексійович Петренко", "Іван", "Петренко"),
        ("Роман Аркадійович Абрамович", "Роман", "Абрамович"),
        ("Бондар Олена Миколаївна", "Олена", "Бондар"),
        ("Elena Nikolaevna Bondar", "Elena", "Bondar"),
        ("Іван Петренко", "Іван", "Петренко"),
        ("ПЕТРЕНКО Іван", "Іван", "ПЕТРЕНКО"),
        ("Bondar Olena", "Olena", "Bondar"),
        ("Аріна Ковальчук", "Аріна", "Ковальчук"),
        ("Левченко Анна-Марія", "Анна-Марія", "Левченко"),
    ],
)
def test_the_first_name_is_known_in_either_order(name: str, first: str, surname: str) -> None:
    parts = name_parts(name)
    assert parts is not None
    assert (parts.first, parts.surname) == (first, surname)


@pytest.mark.parametrize(
    "name", ["Роман Іван", "О. Бондар", "Олена", "Лі Чжан Вей", "Остапенко Ковальчук", "а б в г д"]
)
def test_where_the_first_name_is_in_doubt_it_is_said_to_be(name: str) -> None:
    assert name_parts(name) is None


def test_a_name_is_shown_as_far_as_its_visibility_allows() -> None:
    person = Person("Незабутня Оксана", age=parse_age("34"), sex=Sex.FEMALE)
    shown = {
        Visibility.FULL: ("Незабутня Оксана", "Nezabutnia Oksana", "Nezabutnia Oksana, female, 34"),
        Visibility.SHORT: ("Оксана Н.", "Oksana N.", "Oksana N., female, 34"),
        Visibility.AGE_AND_SEX: ("", "", "female, 34"),
        Visibility.NONE: ("", "", ""),
    }
    i18n.activate("en")
    for visibility, texts in shown.items():
        known = Person(person.name, visibility=visibility, age=person.age, sex=person.sex)
        names = (public_name(known, "uk"), public_name(known, "en"), public_person(known))
        assert names == texts
    # Unless anybody decides: age and sex; of an older file a cleared name.
    assert public_name(person) == ""
    assert public_name(Person("A B", cleared=True)) == "A B"
    assert public_name(Person("Роман Іван", visibility=Visibility.SHORT), "uk") == "Р. І."
    assert public_name(Person("Бондар О.П.", visibility=Visibility.SHORT), "uk") == "Б. О. П."
    assert public_name(Person(PURGED, visibility=Visibility.FULL)) == ""


def test_a_form_of_the_language_comes_before_a_romanised_one() -> None:
    person = Person("Оксана Коваль", name_uk="Оксана Коваль", name_ru="Оксана Ковалёва")
    assert [full_name(person, language) for language in ("uk", "ru", "en")] == [
        "Оксана Коваль",
        "Оксана Ковалёва",
        "Oksana Koval",
    ]
    assert romanised(person) == "Oksana Koval"
    given = Person("Оксана Коваль", name_en="Oxana Koval")
    assert (full_name(given, "en"), romanised(given)) == ("Oxana Koval", "")
    assert romanised(Person("Oksana Koval")) == ""
