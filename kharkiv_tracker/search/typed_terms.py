"""A text typed to search for, as terms that a record has to match each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, islice

from kharkiv_tracker import gazetteer, languages
from kharkiv_tracker.domain.incident import code_of, is_incident_code, read_code
from kharkiv_tracker.domain.match_key import in_latin, words_of
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.domain.romanised_key import is_comparable, part_of, romanised_key
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.search import label_index
from kharkiv_tracker.search.search_text import SearchText

#: More than anybody types; each is looked for in every text of the case.
MOST = 64
#: The longest name of a place in words.
_LONGEST_NAME = 7
_QUOTED = re.compile('"([^"]*)"|«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]')
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_YEAR, _DAY = re.compile(r"\d{4}"), re.compile(r"0?[1-9]|[12]\d|3[01]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase, a name, a date or a code.

    A record matches where `text` is in its folded words, where words of it begin with one of
    the other `names` or romanised ones with the `key` («kivski» is the end of many names), or where
    it has one of the `values` by field; `dates` are days or months as ISO has them, or days without
    their year. Of the whole `code` of an incident nothing else counts.
    """

    text: str
    key: str = ""
    names: tuple[str, ...] = ()
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    code: str = ""

    def is_in(self, text: SearchText, areas: Collection[str] = ()) -> bool:
        """Whether it is in a text, under any name or spelling, or names one of areas (keys)."""
        return not self.code and (
            not self.values.get("district", frozenset()).isdisjoint(areas)
            or self.text in text.folded
            or any(f" {name}" in text.folded for name in self.names)
            or bool(self.key and part_of(self.key) in text.romanised)
        )


@dataclass(frozen=True, slots=True)
class Query:
    """All terms of a text; none where the text is blank, or is one that nothing can match."""

    terms: tuple[Term, ...] = ()
    is_blank: bool = False
    is_too_long: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether nothing can match: there are only signs, or too many words."""
        return not (self.terms or self.is_blank)

    @property
    def problem(self) -> str:
        """Why nothing can match, as a sentence; "" where something can."""
        if self.is_too_long:
            return ngettext(
                "No matches: the search text has more than {n} word.",
                "No matches: the search text has more than {n} words.",
                MOST,
            ).format(n=MOST)
        if self.is_nothing:
            return _("No matches: the search text has no letters or digits.")
        return ""

    def is_in(self, text: SearchText, areas: Collection[str] = ()) -> bool:
        """Whether every term is in a text or names one of the areas."""
        return not self.is_nothing and all(term.is_in(text, areas) for term in self.terms)


@lru_cache(maxsize=256)
def read(text: str) -> Query:
    """The terms of a text."""
    if not text.strip():
        return Query(is_blank=True)
    each = chain.from_iterable(
        [part] if isinstance(part, Term) else _terms(part) for part in _parts(text)
    )
    terms = tuple(islice(each, MOST + 1))
    return Query(is_too_long=True) if len(terms) > MOST else Query(terms)


def _parts(text: str) -> Iterator[Term | list[str]]:
    """Phrases in quotation marks, and the words between them."""
    start = 0
    for match in _QUOTED.finditer(text):
        yield text[start : match.start()].split()
        start = match.end()
        if words := words_of(match[match.lastindex or 0]):
            yield _phrase(words)
    yield text[start:].split()


def _terms(typed: Sequence[str]) -> Iterator[Term]:
    """The terms of words between spaces."""
    chunks = [chunk for chunk in map(_in_letters_of_codes, typed) if words_of(chunk)]
    while chunks:
        words = list(map(words_of, chunks[:_LONGEST_NAME]))
        if code := _code(chunks[0]):
            term, length = Term(words[0], code=code), 1
        else:
            named = _date(words) or _name(words) or _inside(words)
            term, length = named or (_phrase(words[0]), 1)
        yield term
        chunks = chunks[length:]


def _phrase(text: str, districts: Iterable[str] = (), dates: tuple[str, ...] = ()) -> Term:
    meaning = label_index.meaning(tuple(text.split()))
    key = romanised_key(text)
    values = dict(meaning.values)
    if known := frozenset(districts):
        values["district"] = values.get("district", frozenset()) | known
    return Term(
        text,
        key if is_comparable(key) else "",
        tuple(_shortest((text, *meaning.names)))[1:],
        values,
        dates,
    )


def _shortest(parts: Sequence[str]) -> Iterator[str]:
    """The first of these, and the others that contain none of them: those would add nothing."""
    for number, part in enumerate(parts):
        others = (f" {one}" for one in parts[1:] if one != part)
        if not number or not (parts[0] in part or any(other in f" {part}" for other in others)):
            yield part


def _in_letters_of_codes(chunk: str) -> str:
    """A chunk that begins as a code does in Latin letters, without the signs around it."""
    latin = in_latin(chunk.translate(_DASHES)).strip("()[]{}.,;:!?#№\"'«»“”„/")
    return latin if is_incident_code(code_of(latin)) else chunk


def _code(chunk: str) -> str:
    """The code of the incident that a chunk is the code of, or of a record of it."""
    code, slash, number = chunk.partition("/")
    return read_code(code) if not slash or _numbers().fullmatch(number) else ""


@cache
def _numbers() -> re.Pattern[str]:
    marks = "|".join(map(re.escape, NUMBERED.values()))
    return re.compile(rf"(?:{marks})\d+", re.IGNORECASE)


def _date(words: Sequence[str]) -> tuple[Term, int] | None:
    """A month in words with its day, its year or both: «17 серпня 2022», «серпень 2022»."""
    for day, month in (words[:2], words[1::-1]) if len(words) > 1 else ():
        months = label_index.months(month)
        if months and _DAY.fullmatch(day):
            year = words[2] if len(words) > 2 and _YEAR.fullmatch(words[2]) else ""
            dates = tuple(f"{year or '-'}-{month}-{int(day):02}" for month in sorted(months))
            length = 3 if year else 2
            return _phrase(" ".join(words[:length]), dates=dates), length
        if months and _YEAR.fullmatch(day):
            dates = tuple(f"{day}-{month}" for month in sorted(months))
            return _phrase(" ".join(words[:2]), dates=dates), 2
    return None


def _district(text: str) -> str:
    """The key of the one district that a text names itself, not a place within it; or ""."""
    places = gazetteer.load()
    match places.find(text):
        case [district] if not district.kind.is_unknown and (
            places.is_own_name(text)
            or any(
                text.startswith(f"{words_of(spelling)} ")
                for spelling in district.spellings
                if spelling not in district.within
            )
        ):
            return district.key
    return ""


def _name(words: Sequence[str]) -> tuple[Term, int] | None:
    """The longest name of a district or settlement that several words begin with."""
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        text = " ".join(words[:length])
        if " " not in text:
            break
        if label_index.meaning(tuple(text.split())).is_name:
            return _phrase(text), length
        if district := _district(text):
            return _phrase(text, districts=[district]), length
        if settlement := _settlement(text):
            return _phrase(settlement), length
    return None


def _inside(words: Sequence[str]) -> tuple[Term, int] | None:
    """A place or a month after “in”, in any language: «в Киевском районе», «у серпні 2022»."""
    if len(words) == 1 or words[0] not in _prepositions():
        return None
    if named := _date(words[1:]) or _name(words[1:]):
        return named[0], named[1] + 1
    meaning = label_index.meaning(tuple(words[1].split()))
    is_named = meaning.is_name or "month" in meaning.values
    return (_phrase(words[1]), 2) if is_named else None


@cache
def _prepositions() -> frozenset[str]:
    return languages.words("place_inside")


def _settlement(text: str) -> str:
    """The name of a settlement without what kind of place it is, «с. Гроза»; or ""."""
    words = text.split()
    for start in range(1, len(words)):
        if " ".join(words[:start]) in _kinds_of_places():
            meaning = label_index.meaning(tuple(words[start:]))
            if meaning.is_name and "settlement" in meaning.values:
                return " ".join(words[start:])
    return ""


@cache
def _kinds_of_places() -> frozenset[str]:
    phrases = chain.from_iterable(languages.table("place_kinds").values())
    return frozenset(map(words_of, phrases))
