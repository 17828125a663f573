"""The laws of our lists of words, and the passphrases that are drawn from them."""

import unicodedata
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from kharkiv_tracker import i18n, languages, paths
from kharkiv_tracker.passphrases import suggestion, word_list
from tests import elsewhere

#: ґ is not on every Ukrainian keyboard, nor is the apostrophe.
LETTERS = {
    "en": set("abcdefghijklmnopqrstuvwxyz"),
    "uk": set("абвгдеєжзиіїйклмнопрстуфхцчшщьюя"),
}
FOLDER = paths.resources() / "passphrase_words"


def test_every_language_spoken_has_a_list_of_its_own() -> None:
    assert word_list.lists().keys() == LETTERS.keys() == {*i18n.LANGUAGES}


@pytest.mark.parametrize("language", LETTERS)
def test_a_list_is_2048_short_words_in_order(language: str) -> None:
    text = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    words = word_list.words(language)
    assert text == "\n".join(words) + "\n" == unicodedata.normalize("NFKC", text)
    assert len(words) == word_list.SIZE
    assert list(words) == sorted(set(words))
    assert {len(word) for word in words} <= {4, 5, 6, 7, 8}
    assert set("".join(words)) <= LETTERS[language]


@pytest.mark.parametrize("language", LETTERS)
def test_no_word_is_the_beginning_of_another(language: str) -> None:
    assert [
        pair for pair in pairwise(word_list.words(language)) if pair[1].startswith(pair[0])
    ] == []


@pytest.mark.parametrize("language", LETTERS)
def test_no_word_becomes_another_by_one_letter(language: str) -> None:
    """One letter wrong, left out, or added is seen, not taken for another word."""
    owners: dict[str, set[str]] = {}
    for word in word_list.words(language):
        for n in range(len(word)):
            for pattern in (f"{word[:n]}_{word[n + 1 :]}", word[:n] + word[n + 1 :]):
                owners.setdefault(pattern, set()).add(word)
        owners.setdefault(word, set()).add(word)
    alike = {
        pair
        for pattern, words in owners.items()
        for pair in combinations(sorted(words), 2)
        if "_" in pattern or pattern in words
    }
    assert alike == set()


@pytest.mark.parametrize("language", LETTERS)
def test_six_different_words_of_the_language_are_suggested(language: str) -> None:
    drawn = {suggestion.suggest(language) for _n in range(50)}
    assert len(drawn) == 50
    for passphrase in drawn:
        words = passphrase.split(" ")
        assert len(set(words)) == suggestion.WORDS == 6
        assert set(words) <= set(word_list.words(language))


def test_a_language_without_a_list_has_the_words_of_the_source_language() -> None:
    assert word_list.words("xx") == word_list.words(languages.SOURCE)


def test_a_list_that_was_cut_short_is_not_used(tmp_path: Path) -> None:
    resources = elsewhere.copied(tmp_path)
    (resources / "passphrase_words" / "uk.txt").write_text("слово\n" * word_list.SIZE)
    code = "from kharkiv_tracker.passphrases import word_list as w; print(w.words('uk')[0])"
    assert elsewhere.evaluate(resources, code).strip() == word_list.words("en")[0]
