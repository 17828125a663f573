"""Spellings that are the same fold to the same text."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain import match_key
from kharkiv_tracker.domain.match_key import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("САЛТІВСЬКИЙ", "салтівський"),
        ("Основ’янський", "Основ'янський"),
        ("Основʼянський", "Основянський"),
        ("Куп`янський", "Куп´янський"),
        ("Куп＇янський", 'Куп"янський'),
        ("Kup'ians'kyi", "Kupianskyi"),
        ("Журавлёвка", "Журавлевка"),
        ("Р-н", "р–н"),
        ("Pavlove   Pole\n", "pavlove\u00a0pole"),
        ("Неми\u0301шлянський", "Немишлянський"),
        ("Салтів\u00adський\u200b", "Салтівський"),
        ("Ｓａｌｔｉｖｓｋｙｉ", "Saltivskyi"),
        ("Индустриальныи\u0306", "Индустриальный"),
    ],
)
def test_spellings_that_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("mixed", "pure"),
    [
        ("Caлтiвський", "Салтівський"),  # Latin C, a, i in a Ukrainian word
        ("Kиївcький", "Київський"),
        ("Тymoshko", "Tymoshko"),  # Cyrillic Т in a Latin word
        ("Kуivsкyi", "Kyivskyi"),
    ],
)
def test_letters_of_the_other_alphabet(mixed: str, pure: str) -> None:
    assert mixed != pure
    assert fold(mixed) == fold(pure)


def test_each_word_keeps_its_own_alphabet() -> None:
    assert fold("Салтівський Saltivskyi") == "салтівський saltivskyi"
    assert fold("Щabf") == "щabf"


@pytest.mark.parametrize(("one", "other"), [("Салтівка", "Салтовка"), ("Kyiv", "Kiev"), ("і", "и")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="аеіклмнорстухйїєґaeiklmnoprstuxyABCEH'’- "))
def test_folding_twice_changes_nothing_more_in_mixed_words(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def _slowly_folded(text: str) -> str:
    """The fold letter by letter, with no way round for what most texts are."""
    apostrophes = str.maketrans("", "", "'\"`´’‘‛ʼʻʹˈ′＇")
    text = unicodedata.normalize("NFKC", text.translate(apostrophes)).casefold()
    text = unicodedata.normalize("NFKC", text).translate(apostrophes).replace("ё", "е")
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))
    line = re.sub(r"[\s_\-‐‑‒–—―−]+", " ", visible).strip()
    return re.sub(r"\w+", lambda word: match_key.in_one_alphabet(word.group()), line)


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aiIоОїЇё’-\u0301\u00ad\u0483 7")))
    | st.text(alphabet=st.characters(codec="ascii"))
)
def test_the_fold_is_that_of_every_letter(text: str) -> None:
    assert match_key._folded(text) == _slowly_folded(text)


def test_no_mark_and_nothing_invisible_is_passed_over() -> None:
    assert not any(
        match_key._VISIBLE.fullmatch(chr(code)) and unicodedata.category(chr(code)) in ("Mn", "Cf")
        for code in range(sys.maxunicode + 1)
    )


@given(st.text(st.characters() | st.sampled_from("'\"`´’‘‛ʼʻʹˈ′＇＂″Ёёе\u0308 ")))
def test_nothing_is_left_out_that_could_matter(text: str) -> None:
    """Every step done on every text, whatever is in it, gives the same."""
    apostrophes = str.maketrans("", "", "'\"`´’‘‛ʼʻʹˈ′＇")
    plain = unicodedata.normalize("NFKC", text.translate(apostrophes)).casefold()
    plain = unicodedata.normalize("NFKC", plain).translate(apostrophes).replace("ё", "е")
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf"})
    line = match_key._GAP.sub(" ", plain).strip()
    words = match_key._WORD.sub(lambda word: match_key.in_one_alphabet(word.group()), line)
    assert fold(text) == words
    assert match_key.words_of(match_key.words_of(text)) == match_key.words_of(text)
