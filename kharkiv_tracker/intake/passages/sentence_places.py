"""The places that a sentence names, those named together as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, lru_cache

from kharkiv_tracker import languages, settlement_register
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.name_forms import forms
from kharkiv_tracker.domain.place import DistrictKind, Gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import current
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reading
from kharkiv_tracker.intake.passages.passage_words import phrases_of, stems_of, words_of
from kharkiv_tracker.intake.passages.place_mark import PlaceMark
from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.mention_scan import mentions
from kharkiv_tracker.intake.places.place_words import Line, Word, line
from kharkiv_tracker.settlement_register import SettlementKind

_LOCAL = (
    MentionKind.DISTRICT,
    MentionKind.FORMER_RAION,
    MentionKind.HROMADA,
    MentionKind.PLACE,
    MentionKind.NEAR,
)
_WIDE = {MentionKind.DISTRICT, MentionKind.FORMER_RAION, MentionKind.HROMADA}
_WHOLE = (DistrictKind.CITY_UNKNOWN, DistrictKind.OBLAST_UNKNOWN)
#: Names so many characters apart are of one place: a village, its hromada and its raion.
_TOGETHER = 40
_MOST_BETWEEN = 4
#: Where a place is does not hang on when it is read.
_ANY_TIME = datetime(2022, 2, 24, tzinfo=UTC)
_SHORT = 4
#: Quotation marks around a clause, which is no name.
_QUOTED_CLAUSE = re.compile('["«“„]((?:[^"«»“”„\\s]+\\s+){4,}[^"«»“”„]*)["»”]')

#: Before the noun of two districts, the first of them and the word that joins it.
_FIRST_OF_TWO = re.compile(r"([^\W\d_][\w’-]+)\s+(?:and|та|і|й|и)\s+$")
#: A word that leads to a name may have one after it: «обстріляли також Липці».
_MOST_LEADING = 2
#: What comes after the name of an item.
_ITEM_SIGN = re.compile(r"^:|\s[-–—]\s")
_DISTRICT_NOUNS = ("district", "район")
_SHORTEST = 5


def places(text: str, context: Context, is_russian: bool = False) -> list[PlaceMark]:
    """Every place of a sentence, in order; an office named after one is none."""
    of = line(_QUOTED_CLAUSE.sub(lambda clause: f" {clause[1]} ", text))
    named = [
        one
        for one in mentions(of, context.places, led_to=_led_to(of))
        if one.kind is MentionKind.ABROAD or not _is_of_office(of, one)
    ]
    marks = [
        mark
        for cluster in _clusters(of, named)
        if (mark := _mark(of, cluster, context, is_russian))
    ]
    marks = _with_first(of, marks, context)
    return _without_namesakes(of, _of_one_kind(of, marks, context), context)


def _with_first(of: Line, marks: list[PlaceMark], context: Context) -> list[PlaceMark]:
    """The districts with one before them that shares their noun: the Kyivskyi and Osnovianskyi
    districts."""
    every: list[PlaceMark] = []
    for mark in marks:
        last = mark.text.split()[-1].casefold() if mark.text else ""
        first = _FIRST_OF_TWO.search(of.text[: mark.start])
        before = every[-1].end if every else 0
        if (
            mark.part
            and first
            and last in words_of("passage_districts")
            and first.start() >= before
        ):
            for noun in _DISTRICT_NOUNS:
                outcome = _where(f"{first[1]} {noun}", context.places, current())
                if isinstance(outcome, Reading):
                    part = dict(outcome.part)
                    district = context.places.get(str(part["district"]))
                    typed = outcome.texts.get("where", "")
                    every.append(
                        PlaceMark(
                            first.start(), first.end(1), first[1], part, typed, named=district
                        )
                    )
                    break
        every.append(mark)
    return every


def _led_to(of: Line) -> list[int]:
    """The names that may be of a village by what is around: struck Tsyrkuny; Lyptsi: 2 dead."""
    leads = stems_of("passage_place_leads")
    return [
        at
        for at, word in enumerate(of.words)
        if word.is_capital
        and len(word.text) >= _SHORTEST
        and (_is_item(of, at) or any(one.key.startswith(leads) for one in _before(of, at)))
    ]


def _before(of: Line, at: int) -> Sequence[Word]:
    """The words right before a name."""
    first = at
    while at - first < _MOST_LEADING and first and of.is_joined(first):
        first -= 1
    return of.words[first:at]


def _is_item(of: Line, at: int) -> bool:
    """Whether an item of a list begins here: a name, a dash or a colon, and what happened."""
    if at and not set(of.gap(at)) & set(";:•"):
        return False
    end = at + 1
    while end < len(of.words) and of.is_joined(end) and of.words[end].is_capital:
        end += 1
    return bool(_ITEM_SIGN.search(of.gap(end)))


def _of_one_kind(of: Line, marks: list[PlaceMark], context: Context) -> list[PlaceMark]:
    """An open name beside a district is of its kind: «Слобідському та Основ’янському районах»."""
    for at, mark in enumerate(marks[:-1]):
        beside = marks[at + 1]
        district = context.places.get(beside.district) if beside.part else None
        if not mark.candidates or district is None or beside.part is None or beside.part["place"]:
            continue
        between = of.text[mark.end : beside.start].replace(",", " ").split()
        alike = [one for one in mark.candidates if one.kind is district.kind]
        if len(alike) == 1 and len(between) <= 1:
            part: dict[str, object] = {"district": alike[0].key, "place": ""}
            marks[at] = replace(mark, candidates=(), part=part, named=alike[0])
    return [
        one
        for before, one in zip([None, *marks], marks, strict=False)
        if not (before and _is_same_spot(of, before, one))
    ]


def _is_same_spot(of: Line, village: PlaceMark, near: PlaceMark) -> bool:
    """Whether a place near the city says again where a village is: Tsyrkuny outside Kharkiv."""
    if village.part is None or near.part is None:
        return False
    is_near = bool(near.part.get("place")) and not near.settlement
    between = of.text[village.end : near.start].replace(",", " ").split()
    is_village = bool(village.settlement) and village.district == near.district
    return is_village and is_near and not between


def _without_namesakes(of: Line, marks: Sequence[PlaceMark], context: Context) -> list[PlaceMark]:
    """A district beside a city elsewhere is that city's: Київський район Донецька."""
    if any(one.key.startswith(stems_of("passage_namesake_cities")) for one in of.words):
        cities = [one for one in marks if one.is_elsewhere]
        areas = [one for one in marks if one.area is not None]
        if cities and not areas:
            marks = [_elsewhere(one, context) for one in marks]
    kept: list[PlaceMark] = []
    for mark in marks:
        last = kept[-1] if kept else None
        between = of.text[last.end : mark.start] if last is not None else ""
        is_close = len(between.split()) <= 1 and not set(between) & set(",;:.")
        if mark.is_elsewhere and last is not None and last.is_local and is_close:
            kept[-1] = replace(mark, start=last.start, is_inside=True)
        else:
            kept.append(mark)
    return kept


def _elsewhere(mark: PlaceMark, context: Context) -> PlaceMark:
    """A district of the city as one of another city, which has a district called so, too."""
    district = context.places.get(mark.district) if mark.part else None
    if district is None or district.kind is not DistrictKind.CITY_DISTRICT:
        return mark
    if mark.part is not None and mark.part.get("place"):
        return mark
    return PlaceMark(mark.start, mark.end, mark.text, is_elsewhere=True, is_inside=True)


def _is_of_office(of: Line, mention: Mention) -> bool:
    """Whether an office or a person is called after it: Kharkiv regional prosecutor."""
    for at in range(mention.end, min(mention.end + 3, len(of.words))):
        if not of.is_joined(at):
            return False
        if of.words[at].key.startswith(stems_of("passage_office_nouns")):
            return True
    return False


def _clusters(of: Line, named: Sequence[Mention]) -> Iterator[list[Mention]]:
    cluster: list[Mention] = []
    for mention in named:
        if cluster and not _is_together(of, cluster, mention):
            yield cluster
            cluster = []
        cluster.append(mention)
    if cluster:
        yield cluster


def _is_together(of: Line, cluster: Sequence[Mention], mention: Mention) -> bool:
    last = cluster[-1]
    start, end = of.words[last.end - 1].end, of.words[mention.start].start
    between = of.text[start:end]
    if len(between) > _TOGETHER or any(sign in between for sign in ";:!?\n"):
        return False
    if mention.kind in (MentionKind.NEAR, MentionKind.EDGE) and last.kind in _LOCAL:
        # «Циркуни під Харковом»
        return False
    if MentionKind.ABROAD in (last.kind, mention.kind):
        return mention.kind is last.kind
    words = between.replace(",", " ").replace("(", " ").split()
    if any(word.casefold() in ("і", "й", "та", "и", "and", "а", "but") for word in words):
        return False
    if last.kind in _LOCAL and mention.kind in _LOCAL and not _nests(last, mention):
        return False
    return len(words) <= _MOST_BETWEEN and all(map(_may_be_between, words))


def _may_be_between(word: str) -> bool:
    """Whether a word may come between a village and its raion: in, of the, м., village."""
    bare = word.strip("().").casefold()
    is_plain = len(bare) <= _SHORT or _is_noun(bare)
    return is_plain and not any(sign.isdigit() for sign in bare)


def _is_noun(word: str) -> bool:
    """Whether it is a word for a kind of place: «район», village."""
    nouns = stems_of("passage_place_nouns")
    return word.casefold().startswith(nouns)


def _nests(first: Mention, second: Mention) -> bool:
    """Whether one may lie in the other: a village and its raion."""
    if first.kind is second.kind is MentionKind.PLACE:
        return False
    return bool(
        set(first.districts) & set(second.districts)
        or set(first.former_keys) & {one.key for one in second.districts}
        or set(second.former_keys) & {one.key for one in first.districts}
        or first.kind in (MentionKind.HROMADA, MentionKind.FORMER_RAION)
        or second.kind in (MentionKind.HROMADA, MentionKind.FORMER_RAION)
    )


def _mark(
    of: Line, cluster: Sequence[Mention], context: Context, is_russian: bool
) -> PlaceMark | None:
    start, end = of.words[cluster[0].start].start, of.words[cluster[-1].end - 1].end
    text = of.text[start:end]
    kinds = {mention.kind for mention in cluster}
    if MentionKind.ABROAD in kinds:
        inside = cluster[0].start < cluster[0].end and _says_inside(of, cluster[0])
        return PlaceMark(start, end, text, is_elsewhere=True, is_inside=inside)
    if kinds == {MentionKind.COUNTRY}:
        return PlaceMark(start, end, text, is_country=True, is_inside=_says_inside(of, cluster[0]))
    if kinds <= {MentionKind.AREA, MentionKind.COUNTRY, MentionKind.UNKNOWN, MentionKind.EDGE}:
        areas = [one.area for one in cluster if one.area]
        if not areas:
            return None
        area = min(areas, key=lambda one: one.kind is DistrictKind.OBLAST_UNKNOWN)
        return PlaceMark(start, end, text, area=area)
    outcome = _where(" ".join(text.split()), context.places, current())
    if outcome is None:
        is_abroad = any(one.is_abroad_too for one in cluster)
        return PlaceMark(start, end, text, is_elsewhere=True, is_inside=True) if is_abroad else None
    if isinstance(outcome, Reading):
        part = _without_spelling(dict(outcome.part), context)
        part = _in_russian(part) if is_russian else part
        named = context.places.get(str(part["district"]))
        is_wide = kinds <= _WIDE
        texts = outcome.texts.get("where", "")
        return PlaceMark(start, end, text, part, texts, named=named, is_wide=is_wide)
    return _asked(start, end, text, outcome, context)


def _without_spelling(part: dict[str, object], context: Context) -> dict[str, object]:
    """A part of the JSON without a place that only spells its city district otherwise."""
    district = context.places.get(str(part["district"]))
    if district is not None and district.kind is DistrictKind.CITY_DISTRICT:
        spellings = {fold(name) for name in district.spellings if name not in district.within}
        if fold(str(part.get("place", ""))) in spellings:
            return {**part, "place": ""}
    return part


@lru_cache(maxsize=2048)
def _where(text: str, places: Gazetteer, _language: str) -> Outcome | None:
    """How the form reads a place; None where it refuses. Days say nothing of it."""
    try:
        return field_reader.read("where", text, Context(places, _ANY_TIME))
    except Refused:
        return None


def _asked(
    start: int, end: int, text: str, question: Question, context: Context
) -> PlaceMark | None:
    cities = [one for one in question.candidates if _is_city(one)]
    readings = cities if len(cities) == 1 else question.candidates
    keys = dict.fromkeys(str(one.part["district"]) for one in readings)
    districts = tuple(one for key in keys if (one := context.places.get(key)))
    if len(districts) == 1:
        first = readings[0]
        return PlaceMark(start, end, text, dict(first.part), first.texts.get("where", ""))
    known = tuple(one for one in districts if one.kind not in _WHOLE)
    names = {str(one.part["place"]) for one in readings}
    if len(known) == 1:
        first = next(one for one in readings if one.part["district"] == known[0].key)
        return PlaceMark(start, end, text, dict(first.part), first.texts.get("where", ""))
    name = names.pop() if len(names) == 1 else ""
    return PlaceMark(start, end, text, candidates=known, name=name)


def _in_russian(part: dict[str, object]) -> dict[str, object]:
    """A part of the JSON with the name that a settlement has in Russian."""
    settlement = settlement_register.load().settlements.get(str(part.get("settlement")))
    if settlement is None:
        return part
    name = settlement.names.get("ru", "")
    return (
        {**part, "place": name} if name and part.get("place") in settlement.names.values() else part
    )


def _is_city(reading: Reading) -> bool:
    """Whether a place is a city: of all with its name the one that is meant without a raion."""
    settlement = settlement_register.load().settlements.get(str(reading.part.get("settlement")))
    return settlement is not None and settlement.kind is SettlementKind.CITY


@cache
def _countries() -> frozenset[str]:
    """The countries by name, and capitals that mean one: Moscow said."""
    names = {
        form
        for code in languages.known()
        for section in languages.typed("place_abroad", code)
        for name in section["countries"]
        for form in forms(name, code)
    }
    return frozenset(names) | frozenset(phrases_of("passage_capitals"))


def _says_inside(of: Line, mention: Mention) -> bool:
    """Whether a preposition comes with the name, or before it."""
    first = of.words[mention.start]
    if mention.kind is MentionKind.ABROAD and of.words[mention.end - 1].key not in _countries():
        return True
    if not first.is_capital or (mention.end - mention.start > 1 and mention.start == 0):
        return True
    inside = (*phrases_of("place_inside"), *phrases_of("passage_across"))
    return mention.start > 0 and of.words[mention.start - 1].key in inside
