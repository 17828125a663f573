"""Every name of a place in every form, with what it may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kharkiv_tracker import languages, settlement_register
from kharkiv_tracker.domain.name_forms import forms, key
from kharkiv_tracker.domain.place import Ambiguity, District, DistrictKind, Gazetteer
from kharkiv_tracker.domain.romanised_key import romanised_key
from kharkiv_tracker.settlement_register import FormerRaion, Hromada, Settlement

#: The longest name of a place, in words.
_MOST_WORDS = 7


class Home(NamedTuple):
    """Where a name may lie: its district and, where it is one, the settlement."""

    district: District
    settlement: Settlement | None = None

    @property
    def is_village(self) -> bool:
        """Whether it is a settlement that was never more than a village."""
        return self.settlement is not None and not self.settlement.kind.is_large


@dataclass(slots=True)
class Name:
    """A name as it is written, and all that bears it."""

    text: str
    key: str
    homes: list[Home] = field(default_factory=list)
    """Settlements, quarters, and for an ambiguous name all districts that it may mean."""
    districts: list[District] = field(default_factory=list)
    """Districts of which it is the own name, an adjective."""
    former_raions: list[FormerRaion] = field(default_factory=list)
    hromadas: list[Hromada] = field(default_factory=list)
    area: District | None = None
    """The unknown area of city or oblast, where it is that one's."""
    is_general: bool = False
    """Whether it is an area only where nothing is beside it: `city`, `Kharkivska`."""
    is_abroad: bool = False
    is_titled: bool = False
    """Whether the word for a district is part of it: `Kyiv district`."""

    @property
    def is_village(self) -> bool:
        """Whether it is the name of villages and of nothing else."""
        others = self.districts or self.former_raions or self.hromadas or self.area
        is_other = bool(others) or self.is_abroad
        return not is_other and all(home.is_village for home in self.homes)

    @property
    def is_more_than_hromada(self) -> bool:
        """Whether it means something without the word for a hromada."""
        return bool(
            self.homes or self.districts or self.former_raions or self.area or self.is_abroad
        )


class Match(NamedTuple):
    """A name at the beginning of some words: how many, and whether as it is written in lists."""

    name: Name
    length: int
    is_nominative: bool

    @property
    def is_hromada(self) -> bool:
        """Whether it is the name of a hromada, an adjective, as in lists."""
        return self.is_nominative and bool(self.name.hromadas)


def _note_length(lengths: dict[str, int], name: str) -> None:
    words = name.split()
    if words:
        lengths[words[0]] = min(_MOST_WORDS, max(lengths.get(words[0], 0), len(words)))


class NameIndex:
    """The names of a gazetteer and of the register of settlements."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places
        self._names: dict[tuple[str, str], Name] = {}
        self._by_initial: dict[str, list[tuple[Name, str]]] = defaultdict(list)
        self._by_form: dict[str, dict[str, list[Name]]] = {}
        self._by_sound: dict[str, list[Name]] = defaultdict(list)
        #: By the first word of names how many words the longest has.
        self._words: dict[str, int] = {}
        self._words_by_sound: dict[str, int] = {}
        register = settlement_register.load()
        self.hromadas = register.hromadas
        self.country = frozenset(
            form
            for code in languages.known()
            for section in languages.typed("home_country", code)
            for name in section
            for form in forms(name, code)
        )
        self._add_settlements(register)
        self._add_districts()
        self._add_others(register)
        self._add_abroad()
        self._beginnings = frozenset(
            form
            for name, language in (one for names in self._by_initial.values() for one in names)
            if " " in name.text and name.homes and language != languages.SOURCE
            for form in forms(name.text.partition(" ")[0], language)
        )

    def at(self, words: list[str], start: int) -> list[Match]:
        """The names, all of one length, of the longest that begins at this word."""
        longest = self._longest(words[start]) if start < len(words) else 0
        for count in range(min(longest, len(words) - start), 0, -1):
            form = " ".join(words[start : start + count])
            names = self._of_initial(form[:1]).get(form)
            if names is None and form.isascii():
                names = self._by_sound.get(romanised_key(form))
                if names:
                    return [Match(name, count, True) for name in names]
            if names:
                return [Match(name, count, name.key == form) for name in names]
        return []

    def _longest(self, word: str) -> int:
        """How many words the longest name may have that begins with this one; 0 without any."""
        self._of_initial(word[:1])
        longest = self._words.get(word, 0)
        if word.isascii():
            longest = max(longest, self._words_by_sound.get(romanised_key(word), 0))
        return longest

    def is_adjective(self, word: str) -> bool:
        """Whether a word ends as the names of districts do, in any gender: «Харківська»."""
        return any(
            self._places.is_own_name(form) for form in (word, f"{word[:-1]}ий", f"{word[:-2]}ий")
        )

    def is_beginning(self, word: str) -> bool:
        """Whether names of several words begin with this one, in any case: «нова», «верхній»."""
        return word in self._beginnings

    def near(self, word: str) -> Iterator[str]:
        """Names that begin with the same letter."""
        return (name.text for name, _language in self._by_initial.get(key(word)[:1], ()))

    def _name(self, text: str, language: str) -> Name:
        name = self._names.get((text, language))
        if name is None:
            name = self._names[text, language] = Name(text, key(text))
            self._by_initial[name.key[0]].append((name, language))
            if name.key.isascii():
                sound = romanised_key(name.key)
                self._by_sound[sound].append(name)
                _note_length(self._words_by_sound, sound)
        return name

    def _of_initial(self, letter: str) -> dict[str, list[Name]]:
        """The forms that begin with a letter, made when it is first met: no case changes that."""
        by_form = self._by_form.get(letter)
        if by_form is None:
            by_form = self._by_form[letter] = {}
            for name, language in self._by_initial.get(letter, ()):
                for form in forms(name.text, language):
                    _note_length(self._words, form)
                    names = by_form.setdefault(form, [])
                    if not names or names[-1] is not name:
                        names.append(name)
        return by_form

    def _add_settlements(self, register: settlement_register.Register) -> None:
        areas = {district.key for district in self._places.districts}
        for settlement in register.settlements.values():
            raion = self._places.get(settlement.raion)
            if raion is None or settlement.code in areas:
                continue
            home = Home(raion, settlement)
            for names in (settlement.names, *settlement.former):
                for language, text in names.items():
                    self._settle(text, language, home)
            for text in settlement.spellings:
                self._settle(text, languages.SOURCE, home)

    def _settle(self, text: str, language: str, home: Home) -> None:
        homes = self._name(text, language).homes
        if home not in homes:
            homes.append(home)

    def _add_districts(self) -> None:
        for district in self._places.districts:
            if district.kind.is_unknown:
                self._add_area(district)
            else:
                self._add_district(district)
        settled = {name.key for name in self._names.values() if name.homes}
        for district in self._places.districts:
            if not district.kind.is_unknown:
                for text in district.spellings:
                    self._add_spelling(district, text, settled)
        for ambiguity in self._places.ambiguous:
            for text in ambiguity.spellings:
                if not _has_noun("hromada", text):
                    for name in self._spelling(text):
                        self._add_ambiguity(name, ambiguity)

    def _add_district(self, district: District) -> None:
        for names in (district.names, *(former.names for former in district.former)):
            for language, text in names.items():
                self._name(text, language).districts.append(district)
        for code in filter(None, (district.key, district.pcode)):
            self._name(code, languages.SOURCE).districts.append(district)

    def _add_spelling(self, district: District, text: str, settled: Container[str]) -> None:
        """Another name of a district, or of somewhere in it that the register may have too."""
        is_raion = district.kind is DistrictKind.RAION
        if is_raion and key(text) in settled:
            return
        if self._places.is_own_name(text) or _has_noun("district", text):
            for name in self._spelling(text):
                name.districts.append(district)
        elif not (is_raion and self._by_sound.get(romanised_key(key(text)))):
            for name in self._spelling(text):
                name.homes.append(Home(district))

    def _add_ambiguity(self, name: Name, ambiguity: Ambiguity) -> None:
        name.is_titled = _has_noun("district", name.text)
        known = {home.district for home in name.homes}
        name.homes += [Home(district) for district in ambiguity.candidates if district not in known]

    def _spelling(self, text: str) -> list[Name]:
        """A spelling as a name of each language that may have it."""
        return [self._name(text, language) for language in _languages(text)]

    def _add_area(self, district: District) -> None:
        is_oblast = district.kind is DistrictKind.OBLAST_UNKNOWN
        for text in district.spellings:
            if "," in text:
                continue
            # An adjective is the oblast's only without another noun.
            is_adjective = any(one.startswith(f"{text} ") for one in district.spellings)
            for name in self._spelling(text):
                name.area = district
                name.is_general = not text[0].isupper() or (is_oblast and is_adjective)
        if district.pcode:
            self._name(district.pcode, languages.SOURCE).area = district
        self._name(district.key, languages.SOURCE).area = district

    def _add_others(self, register: settlement_register.Register) -> None:
        for raion in register.former_raions:
            if not any(map(self._places.get, raion.now)):
                continue
            for language, text in raion.names.items():
                for name in (text, *_regions(text, language)):
                    self._name(name, language).former_raions.append(raion)
        for hromada in filter(self._is_here, register.hromadas):
            for names in (hromada.names, *hromada.former):
                for language, text in names.items():
                    self._name(text, language).hromadas.append(hromada)

    def _is_here(self, hromada: Hromada) -> bool:
        return self._places.get(hromada.raion) is not None

    def _add_abroad(self) -> None:
        for language in languages.known():
            for section in languages.typed("place_abroad", language):
                for text in (*section["countries"], *section["cities"]):
                    self._name(text, language).is_abroad = True


@lru_cache(maxsize=2)
def name_index(places: Gazetteer) -> NameIndex:
    """The index of a gazetteer, made when it is first asked for."""
    return NameIndex(places)


#: Letters that only one of the languages with this alphabet has.
_LETTERS = {"uk": "іїєґ’", "ru": "ыэъё"}


def _languages(text: str) -> tuple[str, ...]:
    """The languages whose cases a spelling may take, by its letters."""
    if text.isascii():
        return (languages.SOURCE,)
    letters = text.lower()
    for language, own in _LETTERS.items():
        if any(letter in own for letter in letters):
            return (language,)
    return tuple(_LETTERS)


def _regions(adjective: str, language: str) -> Iterator[str]:
    """What the land of a raion is called: «Ізюмщина»."""
    for ending, other in languages.typed("raion_regions", language):
        if adjective.endswith(ending):
            yield adjective.removesuffix(ending) + other


def _has_noun(role: str, text: str) -> bool:
    nouns = {noun for noun in languages.table("place_nouns")[role] if " " not in noun}
    return bool(nouns & set(key(text).split()))
