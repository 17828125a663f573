"""The words around the names of places: what they are, and how they relate to one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.name_forms import key

_WORD = re.compile(r"[^\W_]+(?:’[^\W_]+)*")
_STRESS = re.compile("[̀́](?=\\w|\\s|$)")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])’s$")
_QUOTED = re.compile('["«“„‹][^"«»“”„‟‹›]*["»”‟›“]')
#: What may come between two words of one name or phrase.
_JOINT = re.compile(r"\s*[-.]?\s*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a text: as typed, as compared, and its position."""

    text: str
    key: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Line:
    """A text with its words."""

    text: str
    words: tuple[Word, ...]
    keys: list[str]
    joined: tuple[bool, ...]
    """Of each word whether it follows the one before it with no more than a space."""
    quoted: tuple[bool, ...]
    """Of each word whether it is within quotation marks."""

    def gap(self, at: int) -> str:
        """What comes before this word; after the last, what ends the text."""
        start = self.words[at - 1].end if at else 0
        end = self.words[at].start if at < len(self.words) else len(self.text)
        return self.text[start:end]

    def is_joined(self, at: int) -> bool:
        """Whether there is such a word, and it follows so."""
        return at < len(self.joined) and self.joined[at]

    def slice(self, start: int, end: int) -> str:
        """The text of these words, as typed."""
        return self.text[self.words[start].start : self.words[end - 1].end] if end > start else ""


def line(text: str) -> Line:
    """The words of a normal text; stress marks are taken off."""
    plain = _STRESS.sub("", text)
    words = tuple(
        Word(match.group(), key(_POSSESSIVE.sub("", match.group())), match.start(), match.end())
        for match in _WORD.finditer(plain)
    )
    ends = (None, *(word.end for word in words))
    joined = tuple(
        end is not None and bool(_JOINT.fullmatch(plain, end, word.start))
        for end, word in zip(ends, words, strict=False)
    )
    spans = [match.span() for match in _QUOTED.finditer(plain)]
    quoted = tuple(any(start < word.start < end for start, end in spans) for word in words)
    return Line(plain, words, [word.key for word in words], joined, quoted)


class Phrases:
    """Phrases of one role; a star at the end of a word means any ending."""

    def __init__(self, phrases: Iterable[str]) -> None:
        every = set(phrases)
        self.whole = {tuple(key(one).split()) for one in every if not one.endswith("*")}
        self._stems = tuple(key(one[:-1]) for one in every if one.endswith("*"))
        self._longest = max(map(len, self.whole), default=1)
        self._first = {phrase[0] for phrase in self.whole if phrase}

    def at(self, of: Line, start: int) -> int:
        """How many words the longest phrase has that begins here; 0 where none does."""
        if start >= len(of.keys):
            return 0
        if of.keys[start] not in self._first:
            return int(bool(self._stems) and of.keys[start].startswith(self._stems))
        longest = 1
        while longest < self._longest and of.is_joined(start + longest):
            longest += 1
        for count in range(longest, 0, -1):
            if tuple(of.keys[start : start + count]) in self.whole:
                return count
        return int(bool(self._stems) and of.keys[start].startswith(self._stems))

    def before(self, of: Line, end: int) -> bool:
        """Whether a phrase of one word ends here."""
        return end > 0 and self.at(of, end - 1) > 0


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """All roles of words, those of all languages together."""

    kinds: Mapping[str, Phrases]
    nouns: Mapping[str, Phrases]
    roles: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    """The phrases of all these roles by their first word, the longest first."""
    nominatives: Mapping[str, str]
    inside: Phrases
    edge: Phrases
    unknown: Phrases
    link: Phrases
    streets: Phrases
    roads: Phrases
    """The streets that come after a name which is not an adjective: `Kharkiv highway`."""
    named: Phrases
    ways: Phrases
    """What may lead to a place without being there, and the words for that it does."""
    towards: Phrases
    excluded: Phrases
    """What says that it was not there."""

    def role(self, of: Line, at: int) -> tuple[str, int]:
        """What the longest phrase beside a name is that begins here, and its words; 0 for none."""
        for phrase, role in self.roles.get(of.keys[at], ()):
            end = at + len(phrase)
            if tuple(of.keys[at:end]) == phrase and all(of.joined[at + 1 : end]):
                return role, len(phrase)
        return "", 0

    def nominative(self, noun: Sequence[Word], typed: str) -> str:
        """The noun beside a name as in lists."""
        return self.nominatives.get(" ".join(word.key for word in noun), typed)


@cache
def place_words() -> PlaceWords:
    """The words, read when they are first asked for."""
    kinds, nouns = _by_role("place_kinds"), _by_role("place_nouns")
    beside = {
        role: Phrases(languages.words(f"place_{role}")) for role in ("near", "edge", "inside")
    }
    return PlaceWords(
        kinds=kinds,
        nouns=nouns,
        roles=_by_first_word({**beside, **kinds, **nouns}),
        nominatives={
            key(form): noun
            for noun, forms in languages.table("nominative_nouns").items()
            for form in forms
        },
        inside=beside["inside"],
        edge=beside["edge"],
        unknown=Phrases(languages.words("place_unknown")),
        link=Phrases(languages.words("place_link")),
        streets=Phrases(languages.words("place_streets")),
        roads=Phrases(languages.words("place_roads")),
        named=Phrases(languages.words("place_named")),
        ways=Phrases(languages.words("place_ways")),
        towards=Phrases(languages.words("place_towards")),
        excluded=Phrases(languages.words("place_excluded")),
    )


def _by_role(section: str) -> dict[str, Phrases]:
    return {role: Phrases(phrases) for role, phrases in languages.table(section).items()}


def _by_first_word(
    phrases: Mapping[str, Phrases],
) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for role, several in phrases.items():
        for phrase in several.whole:
            by_word.setdefault(phrase[0], []).append((phrase, role))
    for entries in by_word.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_word
