"""The words counts are written in, of every language together, and a text cut into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.intake.typed_text import PhraseBook, Token, normal, tokens

#: In the files of words: any ending an adjective has.
_ANY_ENDING = "~"
_PIECE = re.compile(r"[^-]+|-")


def count_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of any text, words joined by a hyphen apart; stops after abbreviations are off."""
    return pieces_of(tokens(normal(text)))


def pieces_of(whole: Iterable[Token]) -> tuple[Token, ...]:
    """Tokens with words joined by a hyphen apart, and without the stops of abbreviations."""
    pieces = [piece for token in whole for piece in _pieces(token)]
    return tuple(
        token
        for before, token in zip([None, *pieces], pieces, strict=False)
        if not (token.text == "." and before and before.key in abbreviations())
    )


def _pieces(token: Token) -> Iterator[Token]:
    if "-" not in token.text or not token.is_word:
        yield token
        return
    for match in _PIECE.finditer(token.text):
        yield Token(match.group(), fold(match.group()) or "-", token.start + match.start())


@cache
def book(section: str) -> PhraseBook[str]:
    """The phrases of a section, each with what it means; of a list they mean the section."""
    return PhraseBook(dict(_phrases(section)))


@cache
def words(section: str, meaning: str = "") -> frozenset[str]:
    """The phrases of a section, or of one meaning of it, as they are compared."""
    by_meaning = _by_meaning(section)
    if meaning:
        return by_meaning.get(meaning, frozenset())
    return frozenset[str]().union(*by_meaning.values())


@cache
def _by_meaning(section: str) -> Mapping[str, frozenset[str]]:
    phrases: dict[str, set[str]] = {}
    for phrase, meaning in _phrases(section):
        phrases.setdefault(meaning, set()).add(_compared(phrase))
    return {meaning: frozenset(group) for meaning, group in phrases.items()}


def _compared(phrase: str) -> str:
    if phrase.isalpha():
        return fold(phrase)
    return " ".join(token.key for token in count_tokens(f"{phrase} "))


@cache
def parts() -> Mapping[str, tuple[str, bool]]:
    """Classes and conditions by their words, and whether that is the word for one of it."""
    rows: dict[str, tuple[str, bool]] = {}
    for code in languages.known():
        for section in languages.typed("parts", code):
            for part, forms in section.items():
                for form in ("many", "one"):
                    for phrase in _spread(languages.listed(forms[form]), code):
                        rows[phrase] = (part, form == "one")
    return rows


@cache
def abbreviations() -> frozenset[str]:
    """Words that a stop may follow without ending anything."""
    return words("count_abbreviations")


def _phrases(section: str) -> Iterator[tuple[str, str]]:
    for code in languages.known():
        for entry in languages.typed(section, code):
            table = entry if isinstance(entry, dict) else {section: entry}
            for meaning, phrases in table.items():
                for phrase in _spread(languages.listed(phrases), code):
                    yield phrase, meaning


def _spread(phrases: Iterable[str], code: str) -> Iterator[str]:
    """Phrases with every ending their adjectives have."""
    endings = [
        ending
        for entry in languages.typed("adjective_endings", code)
        for ending in languages.listed(entry)
    ]
    for phrase in phrases:
        forms = [
            [word[:-1] + ending for ending in endings] if word.endswith(_ANY_ENDING) else [word]
            for word in phrase.split()
        ]
        yield from map(" ".join, product(*forms))
