"""The words by which the values of incidents are shown and known, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kharkiv_tracker import gazetteer, i18n, labels, languages, settlement_register
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.romanised_key import romanised_key
from kharkiv_tracker.domain.when import DAY_PARTS, EventTime, Precision
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import _
from kharkiv_tracker.settlement_register import Settlement

#: Fields of an incident with a closed list of values, by the words of the list.
WORDS: Mapping[str, type[Word]] = {
    "weapons": Weapon,
    "places_hit": PlaceHit,
    "state": ReviewState,
    "grade": Grade,
}


@dataclass(frozen=True, slots=True)
class Label:
    """The words by which a value of a field (`values`: the keys) is shown or known.

    `is_name`: all of its words together are a name; `is_whole`: it is matched by all of its words
    only; `is_shown`: it is what the value is called today, not a former name, of which only the
    beginning of a word counts («завод» is not Червонозаводський). `names` are all names of that
    place, which replace one another in texts.
    """

    field: str
    values: tuple[str, ...]
    text: str
    words: tuple[str, ...]
    key: str
    is_name: bool = False
    is_whole: bool = False
    is_shown: bool = True
    names: tuple[str, ...] = ()


def value_labels() -> tuple[Label, ...]:
    """Every label once, with all values that have it."""
    merged: dict[tuple[Any, ...], Label] = {}
    for label in (
        *_of_words(),
        *_of_times(),
        *_of_weapons(),
        *_of_districts(),
        *_of_neighbourhoods(),
        *_of_settlements(),
        *_of_hromadas(),
    ):
        same = (label.field, label.text, label.is_name, label.is_whole, label.is_shown)
        known = merged.get(same, label)
        values, names = (*known.values, *label.values), (*known.names, *label.names)
        merged[same] = replace(
            label, values=tuple(dict.fromkeys(values)), names=tuple(dict.fromkeys(names))
        )
    return tuple(merged.values())


def _label(field: str, value: str, text: str, **more: Any) -> Label:
    folded = words_of(text)
    return Label(field, (value,), folded, tuple(folded.split()), romanised_key(folded), **more)


def _of_words() -> Iterator[Label]:
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            labelled = [
                _label(field, word.value, labels.word(word))
                for field, kind in WORDS.items()
                for word in kind
            ]
        yield from labelled


def _times() -> Mapping[Precision, str]:
    """How the parts of a day are shown beside it, and an unknown day, in the language spoken."""
    night = _("{date}, night to {day}").format(date="", day="")
    return {
        **{part: labels.word(part) for part in DAY_PARTS},
        Precision.NIGHT: night,
        Precision.UNKNOWN: labels.event_time(EventTime()),
    }


def _of_times() -> Iterator[Label]:
    """The parts of a day, and that the day is unknown."""
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            labelled = [
                _label("precision", precision.value, text) for precision, text in _times().items()
            ]
        yield from labelled


def _of_weapons() -> Iterator[Label]:
    """Other names of the same weapon, РСЗВ; a model, Град, is looked for in texts."""
    for value, names in languages.table("weapon_synonyms").items():
        for name in names:
            yield _label("weapons", value, name, is_name=True, is_whole=True)


def _of_districts() -> Iterator[Label]:
    for district in gazetteer.load().districts:
        within = set(district.within)
        own = [text for text in district.spellings if text not in within]
        former = [text for old in district.former for text in old.names.values()]
        shown = [*district.names.values(), *district.titles.values()]
        # An adjective alone is in many texts of elsewhere: «Харківська ОВА».
        names = _folded(district.titles.values())
        for text in (*shown, *district.label.values(), *district.area.values()):
            yield _label("district", district.key, text, is_name=True, names=names)
        for text in former:
            yield _label("district", district.key, text, is_name=True, is_shown=False, names=names)
        for text in own:
            yield _label("district", district.key, text, is_name=True, is_whole=True, names=names)


def _of_neighbourhoods() -> Iterator[Label]:
    """Names that may be of several districts: what they mean is not known, how they sound is."""
    for ambiguity in gazetteer.load().ambiguous:
        names = _folded(ambiguity.spellings)
        for text in ambiguity.spellings:
            yield _label("", "", text, is_name=True, is_whole=True, names=names)


def _of_settlements() -> Iterator[Label]:
    settlements = settlement_register.load().settlements.values()
    for settlement in settlements:
        today = tuple(settlement.names.values())
        former = [name for names in settlement.former for name in names.values()]
        names = _folded((*today, *former, *settlement.spellings))
        for text in (*today, *former):
            is_shown = text in today
            yield _label(
                "settlement", settlement.code, text, is_name=True, is_shown=is_shown, names=names
            )
        for text in settlement.spellings:
            yield _label(
                "settlement", settlement.code, text, is_name=True, is_whole=True, names=names
            )


def _of_hromadas() -> Iterator[Label]:
    """What is shown beside the name of a settlement: the hromada that it is of."""
    members: dict[str, list[Settlement]] = {}
    for settlement in settlement_register.load().settlements.values():
        members.setdefault(settlement.hromada.code, []).append(settlement)
    for settlements in members.values():
        values = tuple(settlement.code for settlement in settlements)
        first = settlements[0]
        for names in (first.hromada.names, *first.hromada.former):
            is_shown = names is first.hromada.names
            for text in names.values():
                yield replace(_label("settlement", "", text, is_shown=is_shown), values=values)
        for language in i18n.LANGUAGES:
            with i18n.speaking(language):
                shown = labels.settlement(first.code).replace(first.name(language), "", 1)
            yield replace(_label("settlement", "", shown), values=values)


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(words_of, names)))
