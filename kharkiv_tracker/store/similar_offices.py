"""Offices of a case that may be one: named alike, not yet joined or separated."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.store import derived_figures
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.selection_sql import COUNTS, LISTED

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

_WORD = re.compile(r"\d+|[^\W\d_]+")
#: Words that names have or lack, in English, Ukrainian and Russian; `no` comes before a number.
_SMALL = frozenset(
    ("the", "of", "in", "for", "and", "no", "у", "в", "з", "і", "й", "та", "и", "по")
)
#: How Ukrainian and Russian words end by case, and English ones by number.
_ENDING = re.compile(
    r"(?<=[а-яіїєґ]{4})(?:ого|ому|ими|ами|ями|ією|ией|ія|ії|ію|ия|ии|ию|ий|ій|ая|ої|ою|ой|ое|ую|ам|ом"
    r"|ів|а|я|у|ю|і|и|е|о|ь|й)$|(?<=[a-z]{4})s$"
)
#: Shorter words are not taken for misspellings of one another.
_LONG = 6
#: Initials of fewer words may mean anything.
_INITIALS = 3
_QUOTED = (
    "SELECT DISTINCT s.office FROM speakers AS s WHERE s.folded_office <> '' "
    "AND EXISTS (SELECT 1 FROM reports AS r WHERE r.speaker = s.uid AND r.withdrawn = 0)"
)
_QUOTING = (
    "SELECT DISTINCT i.id FROM reports AS r JOIN speakers AS s ON s.uid = r.speaker "
    "JOIN incidents AS i ON i.uid = r.incident "
    f"WHERE s.office IN {LISTED} AND r.withdrawn = 0 AND {COUNTS}"
)


@dataclass(frozen=True, slots=True)
class SimilarOffices:
    """Two offices by the names that are alike, in alphabetical order; `key` is of both."""

    key: str
    name: str
    other: str


def similar(case: CaseFile) -> tuple[SimilarOffices, ...]:
    """Every pair of offices quoted that may be one, by name."""
    offices = derived_figures.offices_of(case.db)
    judged = {fold(office.name): office for office in read_records(case.db, Office)}
    # What the analyst joined is one; what was separated from all others is not.
    apart = {folded for folded, office in judged.items() if fold(office.same_as) == folded}
    names = [name for (name,) in case.db.execute(_QUOTED).fetchall() if fold(name) not in apart]
    pairs: dict[tuple[str, str], SimilarOffices] = {}
    for pair in _pairs(tuple(sorted(names))):
        name, other = sorted(pair)
        first, second = sorted(map(offices.key, pair))
        standings = {offices.authority(name), offices.authority(other)} - {None}
        if first != second and len(standings) < 2:
            key = f"{first} = {second}"
            pairs.setdefault((first, second), SimilarOffices(key, name, other))
    return tuple(sorted(pairs.values(), key=lambda pair: (pair.name, pair.other)))


def quoting(case: CaseFile, names: Iterable[str]) -> set[int]:
    """The incidents (by row) that quote an office by one of these very names."""
    rows = case.db.execute(_QUOTING, [json.dumps(sorted(set(names)))])
    return {row for (row,) in rows.fetchall()}


@lru_cache(maxsize=4)
def _pairs(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Asked again after every edit, and names seldom change."""
    return tuple(dict.fromkeys(alike(names)))


def alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names of the same words in any order, but for one letter, an ending, or initials.

    Numbers are never alike. A pair may come more than once.
    """
    by_words: dict[tuple[str, ...], str] = {}
    words_of = {name: _words(name) for name in dict.fromkeys(names)}
    for name, words in words_of.items():
        if words:
            first = by_words.setdefault(_stems(words), name)
            if first != name:
                yield first, name
    yield from _spelled_alike(by_words)
    for name, words in words_of.items():
        for variant in _abbreviated(words):
            if (short := by_words.get(_stems(variant))) is not None:
                yield short, name


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(fold(name)) if word not in _SMALL]


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(_ENDING.sub("", word) for word in words))


def _spelled_alike(by_words: Mapping[tuple[str, ...], str]) -> Iterator[tuple[str, str]]:
    """Names with one letter more, fewer or another in one long word, or two that changed places.

    Such words have a spelling in common once a letter of each is left out.
    """
    from rapidfuzz.distance import OSA

    by_rest: dict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for words, name in by_words.items():
        for at, word in enumerate(words):
            if len(word) >= _LONG - 1 and word.isalpha():
                rest = words[:at] + words[at + 1 :]
                for shorter in {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}:
                    by_rest[(rest, shorter)][word] = name
    for same in by_rest.values():
        for (word, name), (other_word, other) in combinations(same.items(), 2):
            is_long = max(len(word), len(other_word)) >= _LONG
            if is_long and OSA.distance(word, other_word) == 1:
                yield name, other


def _abbreviated(words: list[str]) -> Iterator[list[str]]:
    """The name with the initials of some of its words, one after another, in their place."""
    for first in range(len(words)):
        for end in range(first + _INITIALS, len(words) + 1):
            if all(word.isalpha() for word in words[first:end]):
                initials = "".join(word[0] for word in words[first:end])
                yield [*words[:first], initials, *words[end:]]
