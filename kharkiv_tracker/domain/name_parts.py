"""Which word of a person's name is the first name: names come in either order."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.romanised_key import romanised_key

#: How patronymics end, in the key of both alphabets.
_PATRONYMIC = ("ovič", "evič", "ivič", "ivna", "ovna", "evna")
#: How surnames end that no first name ends like.
_SURNAME = ("enko", "čuk", "ski", "ska", "cki", "cka", "ova", "eva", "ov", "ev")
#: Common first names of Ukraine in the key; where a rule alone would have to guess, they decide.
_FIRST_NAMES = frozenset(
    romanised_key(
        "Олександр Александр Олексій Алексей Анатолій Анатолий Андрій Андрей Антон Арсен Артем "
        "Артур Богдан Борис Вадим Валентин Валерій Валерий Василь Василий Віктор Виктор Віталій "
        "Виталий Владислав Володимир Владимир В'ячеслав Вячеслав Георгій Геннадій Геннадий Гліб "
        "Глеб Григорій Григорий Давид Данило Данила Даниил Денис Дмитро Дмитрий Едуард Эдуард "
        "Євген Евгений Єгор Егор Захар Іван Иван Ігор Игорь Ілля Илья Йосип Кирило Кирилл "
        "Костянтин Константин Леонід Леонид Лев Лука Макар Максим Марко Марк Матвій Матвей "
        "Микита Никита Микола Николай Мирослав Михайло Михаил Назар Назарій Олег Олесь Остап "
        "Павло Павел Петро Пётр Платон Роман Ростислав Руслан Святослав Семен Сергій Сергей "
        "Станіслав Станислав Степан Тарас Тимофій Тимур Тихон Федір Фёдор Филип Юрій Юрий Яків "
        "Яков Ярослав Мирон Демид Орест Омелян Пилип Прохор Родіон Родион Савелій Савва Свирид "
        "Трохим Устим Феофан Юхим Богуслав Влад Аліна Алина Алла Анастасія Анастасия Ангеліна "
        "Анжела Анна Ганна Антоніна Антонина Валентина Валерія Валерия Варвара Василина Віра "
        "Вера Вероніка Вероника Вікторія Виктория Віолетта Галина Дар'я Дарья Дарина Діана "
        "Диана Євгенія Евгения Єва Ева Єлизавета Елизавета Жанна Зінаїда Зинаида Злата Зоя "
        "Іванна Інна Инна Ірина Ирина Карина Катерина Екатерина Кіра Кира Ксенія Ксения Лариса "
        "Леся Лідія Лидия Ліза Лілія Лилия Любов Любовь Людмила Маргарита Марина Марія Мария "
        "Мар'яна Марта Мирослава Надія Надежда Наталія Наталья Наталя Неля Ніна Нина Оксана "
        "Олександра Александра Олена Елена Олеся Ольга Поліна Полина Раїса Раиса Регіна Римма "
        "Світлана Светлана Соломія Софія София Станіслава Таїсія Тамара Тетяна Татьяна Уляна "
        "Юлія Юлия Яна Ярослава "
    ).split()
)


@dataclass(frozen=True, slots=True)
class NameParts:
    """The first name and the surname of a person, as they are spelled."""

    first: str
    surname: str


def name_parts(name: str) -> NameParts | None:
    """First name and surname, without the patronymic; None where it is in doubt which is which."""
    words = name.replace(",", " ").split()
    keys = [romanised_key(word) for word in words]
    if len(words) < 2 or any(len(key) < 3 for key in keys):
        return None
    if len(words) == 3:
        return _of_three(words, keys)
    if len(words) > 3:
        return None
    first = [_is_first_name(key) for key in keys]
    surname = [key.endswith(_SURNAME) for key in keys]
    if first[0] != first[1]:
        at = first.index(True)
    elif surname[0] != surname[1] and not any(first):
        at = surname.index(False)
    else:
        return None
    return NameParts(words[at], words[1 - at])


def _of_three(words: list[str], keys: list[str]) -> NameParts | None:
    """A patronymic follows the first name, in either order of the others."""
    at = [
        place
        for place in (1, 2)
        if keys[place].endswith(_PATRONYMIC) and not keys[place - 1].endswith(_PATRONYMIC)
    ]
    if len(at) != 1:
        return None
    return NameParts(words[at[0] - 1], words[2 if at[0] == 1 else 0])


def _is_first_name(key: str) -> bool:
    # Ганна-Марія: the key has both words.
    return all(word in _FIRST_NAMES for word in key.split())


def is_patronymic(key: str) -> bool:
    """Whether a word in the key of both alphabets is a patronymic, by how it ends."""
    return key.endswith(_PATRONYMIC)
