"""The words a pasted text is read by: phrases of any ending, found at a token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.intake.counts.count_words import count_tokens
from kharkiv_tracker.intake.typed_text import Token

#: In the files of words: any ending of a word.
_ANY = "*"
#: Words whose phrases are kept at a time.
_MOST_KEPT = 20_000


class Phrases:
    """Phrases with what they mean; of several that begin at a token the longest is found."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_stem: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in phrases:
            words = tuple(atom for word in phrase.split() for atom in _atom(word))
            first = words[0]
            index = self._by_stem if first.endswith(_ANY) else self._by_word
            index.setdefault(first.rstrip(_ANY), []).append((words, meaning))
        self._stems = sorted({len(stem) for stem in self._by_stem})
        self._of_key: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}

    def at(self, tokens: Sequence[Token], start: int) -> tuple[str, int] | None:
        """What the longest phrase that begins here means, and how many tokens it takes."""
        key = tokens[start].key
        phrases = self._of_key.get(key)
        if phrases is None:
            phrases = self._begun(key)
        for words, meaning in phrases:
            if len(words) == 1 or _fits(words, tokens, start):
                return meaning, len(words)
        return None

    def _begun(self, key: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The phrases that begin with a word, the longest first; kept for when it comes again."""
        stems = [self._by_stem.get(key[:length], []) for length in self._stems]
        phrases = [*self._by_word.get(key, []), *(one for of in stems for one in of)]
        phrases.sort(key=lambda phrase: -len(phrase[0]))
        if len(self._of_key) >= _MOST_KEPT:
            self._of_key.clear()
        self._of_key[key] = tuple(phrases)
        return self._of_key[key]

    def count(self, tokens: Sequence[Token], start: int) -> int:
        """How many tokens the longest phrase takes that begins here; 0 without one."""
        matches = self.at(tokens, start) if start < len(tokens) else None
        return matches[1] if matches else 0

    def any(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> int | None:
        """The first token in a range at which a phrase begins."""
        stop = len(tokens) if end is None else min(end, len(tokens))
        return next((i for i in range(max(0, start), stop) if self.at(tokens, i)), None)


def _fits(words: tuple[str, ...], tokens: Sequence[Token], start: int) -> bool:
    if start + len(words) > len(tokens):
        return False
    return all(
        tokens[start + i].key.startswith(word[:-1])
        if word.endswith(_ANY)
        else tokens[start + i].key == word
        for i, word in enumerate(words)
    )


def _atom(word: str) -> tuple[str, ...]:
    if word.endswith(_ANY):
        return (f"{fold(word[:-1])}{_ANY}",)
    return tuple(token.key for token in count_tokens(f"{word} "))


@cache
def phrases(section: str) -> Phrases:
    """The phrases of a section of all languages: of a table with their meanings."""
    return Phrases(_listed(section))


def _listed(section: str) -> Iterable[tuple[str, str]]:
    for entry in languages.typed(section):
        table = entry if isinstance(entry, dict) else {section: entry}
        for meaning, listed in table.items():
            for phrase in languages.listed(listed):
                yield phrase, meaning


@cache
def phrases_of(section: str) -> tuple[str, ...]:
    """The phrases of a section that is one list, as they are compared."""
    return tuple(fold(word) for word in sorted(languages.words(section)))


@cache
def stems_of(section: str) -> tuple[str, ...]:
    """The phrases of a section by what they begin with, whatever their ending."""
    return tuple(one.rstrip(_ANY) for one in phrases_of(section))


@cache
def words_of(section: str) -> frozenset[str]:
    """The words of a section that is one list, as they are compared."""
    return frozenset(phrases_of(section))
