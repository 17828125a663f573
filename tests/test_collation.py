"""Names are ordered as people look for them, in the language spoken, as ICU orders them."""

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kharkiv_tracker import collation, i18n
from tests import alphabets

_UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_LETTERS = _UKRAINIAN + "ёъыэ" + "abcxyzé"
_PIECES = st.one_of(
    st.sampled_from(_LETTERS + _LETTERS.upper() + " -.,«»()/'’"),
    st.integers(1, 3000).map(str),
)
# Two numbers side by side would be one, and may begin with a zero then.
_NAMES = st.lists(_PIECES, max_size=6).map(" ".join) | st.text(_LETTERS + _LETTERS.upper() + "’")


@pytest.mark.parametrize("language", ["uk", "en"])
def test_lists_of_both_alphabets(language: str) -> None:
    with i18n.speaking(language):
        assert sorted(alphabets.NAMES, key=collation.key) == [*alphabets.IN_ORDER[language]]
    assert alphabets.ordered(language, alphabets.NAMES) == [*alphabets.IN_ORDER[language]]


@pytest.mark.parametrize("language", ["uk", "en"])
@settings(max_examples=60)
@given(one=_NAMES, other=_NAMES)
def test_two_names_are_ordered_as_icu_orders_them(language: str, one: str, other: str) -> None:
    # To ICU it is an accented г where English is spoken; here it is a letter in every language.
    assume(language == "uk" or "ґ" not in (one + other).casefold())
    order = alphabets.compare(language)(one, other)
    with i18n.speaking(language):
        first, second = collation.key(one), collation.key(other)
    # Where ICU takes two for equal some order has to be.
    assert order == 0 or (first < second) is (order < 0)
    assert (first == second) is (one == other)


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_letter_of_ukrainian_is_one_everywhere_and_yo_is_an_accented_e(language: str) -> None:
    names = ["єва", "елла", "ґанок", "ехо", "гук", "ёлка", "дім"]
    in_order = ["гук", "ґанок", "дім", "ёлка", "елла", "ехо", "єва"]
    with i18n.speaking(language):
        assert sorted(names, key=collation.key) == in_order


def test_apostrophes_are_no_letters() -> None:
    with i18n.speaking("uk"):
        names = ["пят", "п’ять", "п'ята", "пʼяток", "пюре", "п2"]
        in_order = ["п2", "пюре", "пят", "п'ята", "пʼяток", "п’ять"]
        assert sorted(names, key=collation.key) == in_order


def test_numbers_are_ordered_by_value() -> None:
    names = ["№ 10", "№ 2", "№ 02а", "School 9", "School 1000", "School 77"]
    assert sorted(names, key=collation.key) == [
        *("№ 2", "№ 02а", "№ 10"),
        *("School 9", "School 77", "School 1000"),
    ]


def test_case_and_accents_decide_last() -> None:
    names = ["résumé", "Resume", "resume", "Résumé b", "resume a"]
    in_order = ["resume", "Resume", "résumé", "resume a", "Résumé b"]
    assert sorted(names, key=collation.key) == in_order


def test_a_letter_may_be_written_in_two_pieces() -> None:
    with i18n.speaking("uk"):
        pieces = unicodedata.normalize("NFD", "їй")
        assert len(pieces) == 4
        assert sorted(["к", pieces, "іа"], key=collation.key) == ["іа", pieces, "к"]


@given(st.text())
def test_any_text_has_a_place(text: str) -> None:
    # SQLite keeps it in UTF-8.
    key = collation.key(text)
    assert key
    if all(unicodedata.category(letter) != "Cs" for letter in text):
        assert key.encode()
