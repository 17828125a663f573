"""How hard a passphrase is to guess: what people choose is weak, six words of ours are strong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker.passphrases import word_list
from kharkiv_tracker.passphrases.strength import FAIR, STRONG, Strength, bits, strength

#: What a passphrase may be typed of: parts of every kind, and anything else.
PARTS = st.sampled_from(
    (
        *("password", "пароль", "Kharkiv", "charge", "oyster", "осінь", "qwertz", "йцук", "1987"),
        *("24.02.2022", "20", "aaa", "abcd", "dragon", "the", " ", "-", "P@ss", "ß", "İ", "Σ", "9"),
    )
)
TEXTS = st.lists(PARTS | st.text(max_size=4), max_size=5).map("".join)


@settings(max_examples=30)
@given(TEXTS, st.characters() | st.sampled_from("adgoqwіа1209 -.!Aİ"))
def test_one_more_character_never_makes_a_passphrase_weaker(text: str, character: str) -> None:
    assert bits(text) <= bits(text + character) + 1e-9
    known = ("Kharkiv 2022", "charged")
    assert bits(text, known) <= bits(text + character, known) + 1e-9
    assert bits(text, known) <= bits(text) + 1e-9


@pytest.mark.parametrize("language", ["en", "uk"])
@settings(max_examples=10)
@given(data=st.data())
def test_six_words_of_ours_are_strong_and_four_are_not(language: str, data: st.DataObject) -> None:
    word = st.sampled_from(word_list.words(language))
    words = data.draw(st.lists(word, min_size=6, max_size=6, unique=True))
    assert strength(" ".join(words)) is Strength.STRONG
    assert bits(" ".join(words)) <= 66
    assert strength(" ".join(words[:4])) is not Strength.STRONG


def test_a_word_of_ours_counts_as_eleven_bits() -> None:
    assert bits("oyster") == bits("oyster ") == 11
    assert bits("oyster quarter orange quality vowel finale") == 66
    # The same words again are no secret.
    assert bits("oyster oyster oyster oyster oyster oyster") < 25
    # Nor is the keyboard that they are typed on.
    assert bits("gfhjkm") == bits("пароль") == 8


@pytest.mark.parametrize(
    "passphrase",
    [
        *("", "a", "password", "Password1", "P@ssw0rd!", "пароль", "Пароль123", "qwertyuiop"),
        *("йцукенгшщз", "asdfghjkl;", "12345678901234567890", "kharkiv", "Харків2022!"),
        *("24.02.2022", "2022-02-24", "24022022", "aaaaaaaaaaaaaaaaaaaaaaaa", "abababababab"),
        *("1qaz2wsx3edc", "zyxwvutsrqponmlkjih", "Oleksandr1985", "correct horse battery"),
        *("Слава Україні Героям слава", "passwordpasswordpassword", "gfhjkmgfhjkm"),
    ],
)
def test_what_many_people_choose_is_weak(passphrase: str) -> None:
    assert bits(passphrase) < FAIR
    assert strength(passphrase) is Strength.WEAK


def test_what_is_drawn_by_chance_is_strong() -> None:
    assert strength("tR8$kLm2&vXq9w") is Strength.STRONG
    assert strength("xkqzvwpjtbnmgcyd") is Strength.STRONG
    assert FAIR <= bits("xkqzvwpjtbnm") < STRONG


def test_the_words_of_the_case_title_are_known_to_others() -> None:
    text = "Zolochiv Dergachi Bohodukhiv"
    assert strength(text) is Strength.FAIR
    assert strength(text, ("Dergachi, Bohodukhiv", "zolochiv dergachi")) is Strength.WEAK


def test_a_long_text_is_graded_at_once() -> None:
    assert strength("a" * 10_000) is Strength.WEAK
    assert strength(" ".join(word_list.words("en"))) is Strength.STRONG
