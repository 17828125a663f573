"""The known persons and offices as a text names them, in any case of the noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kharkiv_tracker import languages, office_register
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.things.known_names import KnownNames
from kharkiv_tracker.intake.things.office_field import known_offices
from kharkiv_tracker.intake.typed_text import Token, normal

_LONGEST = 9
#: So many letters a name begins with in any case of the noun.
_STEM = 3
_BREAKS = (".", ",", "\n", ":", "(", ")")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name up to this token; `person` or `office` is the one written for it."""

    end: int
    person: str = ""
    office: str = ""


def name_at(plain: str, tokens: Sequence[Token], at: int) -> KnownName | None:
    """The longest name that begins at a token."""
    token = tokens[at]
    if not token.is_word:
        return None
    told = phrases("passage_offices").at(tokens, at)
    lengths = _lengths().get(token.key.split(" ")[0][:_STEM], ())
    for length in lengths:
        end = at + length
        if end > len(tokens) or (told is not None and told[1] > length):
            continue
        last = tokens[end - 1]
        if not last.is_word and not last.is_number:
            continue
        text = plain[token.start : last.end]
        if any(sign in text for sign in _BREAKS):
            continue
        if known := _known(_bare(text), token, length, last):
            return KnownName(end, *known)
    return KnownName(at + told[1], office=told[0]) if told is not None else None


def _known(text: str, first: Token, length: int, last: Token) -> tuple[str, str] | None:
    if length <= 3 and first.text[0].isupper() and last.text[0].isupper():
        persons = _persons().find(text)
        if len(persons) == 1:
            return persons[0], ""
    is_plain = length > 1 or first.text.isupper() or len(first.text) > _SHORTEST
    office = _office(text) if is_plain else ""
    return ("", office) if office else None


def is_of_office(person: str, office: str) -> bool:
    """Whether a known person speaks for an office."""
    return person in _staff().get(office, ())


def _bare(text: str) -> str:
    line = normal(text)
    return line[:-2] if line.endswith("’s") else line


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """How many tokens the names may have that begin so, the longest first."""
    found: dict[str, set[int]] = {}
    for name in (*(name for name, _person in _names()), *_titles()):
        words = fold(name).split()
        # A hyphen and a stop are tokens of their own.
        tokens = len(words) + name.count("-")
        if words and tokens <= _LONGEST:
            found.setdefault(words[0][:_STEM], set()).update((len(words), tokens))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def _titles() -> Iterator[str]:
    for office in office_register.load():
        yield from (*office.names, office.written, *office.shared)
        for branch in office.branches:
            yield from branch.names


@cache
def _office(text: str) -> str:
    keys = known_offices().find(text)
    return _written().get(keys[0], keys[0]) if len(keys) == 1 else ""


@cache
def _written() -> dict[str, str]:
    """The English name of an office by what is written for it."""
    return {
        normal(office.written): office.titles[languages.SOURCE] for office in office_register.load()
    }


@cache
def _staff() -> Mapping[str, frozenset[str]]:
    return {
        office.titles[languages.SOURCE]: frozenset(names[0] for names in office.persons)
        for office in office_register.load()
    }


@cache
def _persons() -> KnownNames[str]:
    return KnownNames(_names())


def _names() -> Iterator[tuple[str, str]]:
    for office in office_register.load():
        for names in office.persons:
            for name in (*names, *_surnames(names)):
                yield name, names[0]


def _surnames(names: Sequence[str]) -> Iterator[str]:
    """The last word of each name, which may stand alone."""
    return (name.split()[-1] for name in names if " " in name)
