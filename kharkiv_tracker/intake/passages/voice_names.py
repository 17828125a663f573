"""The known persons and offices as a text names them, in any case of the noun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kharkiv_tracker import languages, office_register
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.intake.passages.passage_words import phrases, phrases_of
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
    start = token.key[:_STEM]
    lengths = _lengths().get(start, ())
    listed = phrases("passage_offices").at(tokens, at) if start in _begun_so() else None
    for length in lengths:
        end = at + length
        if end > len(tokens) or (listed is not None and listed[1] > length):
            continue
        last = tokens[end - 1]
        if not last.is_word and not last.is_number:
            continue
        text = plain[token.start : last.end]
        if any(sign in text for sign in _BREAKS):
            continue
        if known := _known(_bare(text), token, length, last):
            is_here = known[0] or _is_of_city(tokens, at, end)
            return KnownName(end, *known) if is_here else None
    if listed is None or not _is_of_city(tokens, at, at + listed[1]):
        return None
    return KnownName(at + listed[1], office=listed[0])


def _is_of_city(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether an office without a name is not that of another town: «Чугуївська міськрада»."""
    before = tokens[start - 1] if start else None
    is_head = tokens[start].key.startswith(_heads())
    if before is not None and _is_of_other(before):
        is_town = is_head and before.key.isascii() and len(before.key) > _STEM
        if is_town or before.key.endswith(_adjectives()):
            return False
    after = tokens[end] if end < len(tokens) else None
    if after is None or not is_head:
        return True
    if after.text == "of":
        after = tokens[end + 1] if end + 1 < len(tokens) else None
    is_name = after is not None and bool(_persons().find(after.text))
    return after is None or is_name or not _is_of_other(after)


def _is_of_other(token: Token) -> bool:
    return token.is_word and token.text[0].isupper() and not token.key.startswith(_home())


@cache
def _adjectives() -> tuple[str, ...]:
    """How the adjectives of towns end, before an office of theirs."""
    return phrases_of("passage_town_endings")


@cache
def _heads() -> tuple[str, ...]:
    """The heads and councils that every town has."""
    return tuple(word.rstrip("*") for word in phrases_of("passage_town_heads"))


@cache
def _home() -> tuple[str, ...]:
    """How the name of the city begins."""
    return tuple(word.rstrip("*") for word in phrases_of("passage_city_names"))


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
    lengths_of: dict[str, set[int]] = {}
    for name in (*(name for name, _person in _names()), *_titles()):
        words = fold(name).split()
        # A hyphen and a stop are tokens of their own.
        tokens = len(words) + name.count("-")
        if words and tokens <= _LONGEST:
            lengths_of.setdefault(words[0][:_STEM], set()).update((len(words), tokens))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in lengths_of.items()}


@cache
def _begun_so() -> frozenset[str]:
    """How the offices begin that are named by any ending."""
    return frozenset(
        fold(phrase)[:_STEM]
        for listed in languages.table("passage_offices").values()
        for phrase in listed
    )


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
    """The last word of each name, which may be alone."""
    return (name.split()[-1] for name in names if " " in name)
