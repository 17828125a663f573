"""Phrases of things with what they mean, found in any case and number; the longest one wins.

A phrase is written in words joined by hyphens; `*` means any ending of a language, `#` for
any number of up to three digits: `крилат*-ракет*`, `#-мм`. How a word is matched is the same for
all lists of things.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import takewhile
from operator import itemgetter

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold

_ATOM = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")
_PHRASE_ATOM = re.compile(r"\d+|[^\W\d_]+\*?|\S")
_NUMBER = "#"
#: What is counted or measured here has no longer numbers.
_DIGITS = 3
#: Of so many words it is remembered whether a phrase begins with them.
_MOST_KNOWN = 20_000


class Sign(Enum):
    """A word that names nothing itself."""

    PLAIN = auto()
    """It says no more than the name beside it: a strike, of the type, enemy."""
    AND = auto()
    OR = auto()
    DOUBT = auto()
    """The source is not sure: probably."""
    QUERY = auto()
    """A question mark: unknown where it is alone, else a doubt."""
    CLUSTER = auto()
    AMOUNT = auto()
    NAMELY = auto()
    """What is after it names what is before it once more: a drone, of the type Shahed."""
    AT = auto()
    """What is before it is near the thing, not of it: seven in a school."""
    OPEN = auto()
    """The source is yet to say which: unknown where nothing else is named."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase may mean, likeliest first; of a higher level it decides for its neighbours.

    `fits` are the values it can accompany in one name, None where that is any.
    """

    level: int
    values: tuple[str, ...]
    fits: frozenset[str] | None = None


Meaning = Sense | Sign


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase of a text, or one word that is none; `meaning` is None there."""

    text: str
    meaning: Meaning | None


class _Node(dict[str, "_Node"]):
    meaning: Meaning | None = None
    has_sense: bool = False
    """Whether a phrase through it means a thing, not a sign."""


class Vocabulary:
    """The phrases of one list of things."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        self._root = _Node()
        self._known: dict[str, bool] = {}
        self._begun: list[tuple[str, Meaning]] = []
        for phrase, meaning in phrases:
            node = self._root
            is_sense = isinstance(meaning, Sense)
            written = _PHRASE_ATOM.findall(fold(phrase))
            for atom in written:
                node = node.setdefault(atom, _Node())
                node.has_sense |= is_sense
            node.meaning = node.meaning or meaning
            if _NUMBER not in written:
                self._begun.append((" ".join(atom.rstrip("*") for atom in written), meaning))
        self._begun.sort(key=itemgetter(0))

    def pieces(self, text: str) -> Iterator[Piece]:
        """The text cut into phrases, and words that are none."""
        words = atoms(text)
        start = 0
        while start < len(words):
            length, meaning = self._longest(words, start)
            yield Piece(" ".join(words[start : start + length]), meaning)
            start += length

    def first(self, words: list[str], start: int) -> tuple[int, Meaning | None]:
        """How many words the phrase takes that begins here, and what it means."""
        if not self._begins(words[start]):
            return 1, None
        return self._longest(words, start)

    def _begins(self, word: str) -> bool:
        """Whether any phrase with a sense begins with a word."""
        if (known := self._known.get(word)) is None:
            known = any(key in self._root and self._root[key].has_sense for key in _keys(word))
            if len(self._known) < _MOST_KNOWN:
                self._known[word] = known
        return known

    def begun(self, text: str) -> Sense | None:
        """What is meant by the beginning of a phrase, where all that begin so mean the same."""
        typed = " ".join(atoms(text))
        first = bisect_left(self._begun, typed, key=itemgetter(0))
        begun = takewhile(lambda entry: entry[0].startswith(typed), self._begun[first:])
        meanings = [meaning for _phrase, meaning in begun]
        senses = [meaning for meaning in meanings if isinstance(meaning, Sense)]
        is_alone = len(senses) == len(meanings) and len({sense.values for sense in senses}) == 1
        return senses[0] if is_alone else None

    def _longest(self, words: list[str], start: int) -> tuple[int, Meaning | None]:
        best: tuple[int, Meaning | None] = (1, _sign(words[start]))
        level = [self._root]
        for end in range(start, len(words)):
            level = [node[key] for node in level for key in _keys(words[end]) if key in node]
            if not level:
                break
            # A word as it is written comes before one with an ending.
            for node in level:
                if node.meaning is not None:
                    best = end + 1 - start, node.meaning
                    break
        return best


def atoms(text: str) -> list[str]:
    """The words, numbers and signs of a text, as they are compared."""
    return _ATOM.findall(fold(text))


def phrases(section: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    """The phrases of a section that is one list, all with this meaning."""
    return ((phrase, meaning) for phrase in sorted(languages.words(section)))


def named(section: str, senses: Mapping[str, Sense]) -> Iterator[tuple[str, Meaning]]:
    """The phrases of a section by what they mean."""
    for name, row in languages.table(section).items():
        for phrase in row:
            yield phrase, senses[name]


def joints() -> Iterator[tuple[str, Meaning]]:
    """The words between two things, of doubt and of number."""
    yield from phrases("and_things", Sign.AND)
    yield from phrases("or_things", Sign.OR)
    yield from phrases("doubt", Sign.DOUBT)
    yield from phrases("amounts", Sign.AMOUNT)
    yield from phrases("namely", Sign.NAMELY)


@cache
def _endings() -> frozenset[str]:
    return languages.words("endings") | {""}


@cache
def _longest_ending() -> int:
    return max(map(len, _endings()))


@lru_cache(maxsize=4096)
def _keys(atom: str) -> tuple[str, ...]:
    """What a word may mean in a phrase: itself, its stem, any number."""
    number = (_NUMBER,) if atom[0].isdigit() and len(atom) <= _DIGITS else ()
    cuts = range(max(1, len(atom) - _longest_ending()), len(atom) + 1) if atom[0].isalpha() else ()
    stems = (f"{atom[:cut]}*" for cut in reversed(cuts) if atom[cut:] in _endings())
    return atom, *number, *stems


def _sign(atom: str) -> Meaning | None:
    """What is not a phrase: a number of things, or a sign that names nothing."""
    if atom == "?":
        return Sign.QUERY
    if atom[0].isdigit():
        return Sign.AMOUNT
    return Sign.PLAIN if atom in '«»“”„‟‹›()[].:!"…' else None
