"""Where something happened: districts under all their names, and which one a spelling means."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kharkiv_tracker import collation
from kharkiv_tracker.city import Names, in_language
from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.languages import SOURCE


class DistrictKind(StrEnum):
    """What a district is, in display order."""

    CITY_DISTRICT = "city district"
    RAION = "raion"
    CITY_UNKNOWN = "city unknown"
    OBLAST_UNKNOWN = "oblast unknown"
    COUNTRY = "country"
    """An area of official totals alone: no incident is in it, and no sum is compared with it."""

    @property
    def is_unknown(self) -> bool:
        """Whether only the city or the oblast is known, not the part of it."""
        return self in {DistrictKind.CITY_UNKNOWN, DistrictKind.OBLAST_UNKNOWN}


class DatePrecision(StrEnum):
    """How surely the day of a renaming is known."""

    DAY = "day"
    DAY_INFERRED = "day inferred"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name out of force; `valid_until` is the day of renaming, or with YEAR that year's last."""

    names: Names
    valid_until: date | None
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class District:
    """A city district, a raion, one of the two unknown areas, the country; equal by key alone."""

    key: str
    """The code in the official register of territories (KATOTTH)."""
    kind: DistrictKind = field(compare=False)
    names: Names = field(compare=False)
    titles: Names = field(default_factory=dict, compare=False)
    """The names with what they are: "Saltivskyi district"."""
    label: Names = field(default_factory=dict, compare=False)
    """What tables call an unknown area: "Kharkiv city, district unknown"."""
    area: Names = field(default_factory=dict, compare=False)
    """What an unknown area is called where all of it is meant: "Kharkiv city"."""
    tile: Names = field(default_factory=dict, compare=False)
    """What it is called under the heading of what is known: "District unknown"."""
    pcode: str | None = field(default=None, compare=False)
    former: tuple[FormerName, ...] = field(default=(), compare=False)
    spellings: tuple[str, ...] = field(default=(), compare=False)
    """Other transliterations, towns and neighbourhoods entirely in it."""
    within: tuple[str, ...] = field(default=(), compare=False)
    """Those of the spellings that name no more than a town or neighbourhood in it."""
    position: tuple[float, float] | None = field(default=None, compare=False)
    """Latitude and longitude in degrees of a point that represents the district."""

    def short_name(self, language: str) -> str:
        """Return the name alone, "Saltivskyi"; an unknown area has no shorter one than name()."""
        return in_language(self.names, language)

    def name(self, language: str) -> str:
        """Return the name with what it is: "Saltivskyi district", "Чугуївський район"."""
        return in_language(self.titles or self.names, language)


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Spellings that may mean several districts and are never taken for one of them."""

    spellings: tuple[str, ...]
    candidates: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class Endings:
    """How an adjective may end in reports and headlines, beside how it ends in its name."""

    of: tuple[str, ...]
    also: tuple[str, ...]


_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words around the name of a district (the country) and next to it (its kind).

    `own_name` matches the districts' own names and no name of a place within them.
    """

    around: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    endings: tuple[Endings, ...] = ()
    own_name: re.Pattern[str] = _NEVER


_NO_PHRASES = Phrases()


class Gazetteer:
    """The districts by code, by name in any language, by old name or spelling.

    `districts` are in one order in every language, that of colours; people read them as `listed`.
    The `country` is none of them: only an official total can be of it.
    """

    def __init__(
        self,
        districts: Iterable[District],
        ambiguous: Iterable[Ambiguity] = (),
        phrases: Phrases = _NO_PHRASES,
        country: District | None = None,
    ) -> None:
        kinds = list(DistrictKind)
        self.districts = tuple(
            sorted(
                districts,
                key=lambda district: (kinds.index(district.kind), district.short_name(SOURCE)),
            )
        )
        self.ambiguous = tuple(ambiguous)
        self.country = country
        named = (country.key, *country.names.values()) if country else ()
        self._country_names = frozenset(map(words_of, named))
        self._phrases = phrases
        self._affixes = (_pattern(phrases.around), _pattern(phrases.beside))
        self._by_code = _by_code(self.districts)
        self._by_spelling = self._spellings()

    @property
    def listed(self) -> tuple[District, ...]:
        """The districts by kind, then by name in the language spoken."""
        kinds = list(DistrictKind)
        language = current()
        return tuple(
            sorted(
                self.districts,
                key=lambda district: (
                    kinds.index(district.kind),
                    collation.key(district.short_name(language)),
                ),
            )
        )

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Keys of districts as people list them; those that are none of them last."""
        places = {district.key: place for place, district in enumerate(self.listed)}
        return sorted(set(keys), key=lambda key: (places.get(key, len(places)), key))

    def get(self, key: str) -> District | None:
        """Return the district or the country with this very key; None when there is none."""
        if self.country and key == self.country.key:
            return self.country
        district = self._by_code.get(key)
        return district if district and district.key == key else None

    def find(self, text: str) -> tuple[District, ...]:
        """Return the districts the text may mean: one if certain, several, or none."""
        if len(text) > _LONGEST:
            return ()
        code = self._by_code.get(text.strip().upper())
        if code:
            return (code,)
        return next(
            (self._by_spelling[form] for form in self._forms(text) if form in self._by_spelling), ()
        )

    def resolve(self, text: str) -> District:
        """Return the one district meant; raise Refused, naming candidates, when unsure."""
        return self._only(text, self.find(text))

    def find_area(self, text: str) -> tuple[District, ...]:
        """Return the areas of an official total that the text may mean: the country as well."""
        if self.country and words_of(text[:_LONGEST]) in self._country_names:
            return (self.country,)
        return self.find(text)

    def resolve_area(self, text: str) -> District:
        """Return the one area meant; raise Refused, naming candidates, when unsure."""
        return self._only(text, self.find_area(text))

    def _only(self, text: str, matches: tuple[District, ...]) -> District:
        if len(matches) == 1:
            return matches[0]
        raise Refused(_ambiguous(text, matches) if matches else self._unknown(text))

    def within(self, key: str) -> tuple[str, ...]:
        """The keys of an area and of every district in it: the oblast includes all.

        Of the country only its own: what is recorded here is not all of it.
        """
        area = self.get(key)
        if area is None or not area.kind.is_unknown:
            return (key,)
        city = (DistrictKind.CITY_DISTRICT, DistrictKind.CITY_UNKNOWN)
        return tuple(
            district.key
            for district in self.districts
            if area.kind is DistrictKind.OBLAST_UNKNOWN or district.kind in city
        )

    def is_own_name(self, text: str) -> bool:
        """Whether this is a district's own name, not that of somewhere within it."""
        return bool(self._phrases.own_name.search(text.casefold()))

    def _forms(self, text: str) -> Iterator[str]:
        """Yield the text as it is matched: all its words, without the country, the name alone."""
        form = words_of(text)
        yield form
        for phrases in self._affixes:
            form = " ".join(phrases.sub(" ", form).split())
            yield form

    def _spellings(self) -> dict[str, tuple[District, ...]]:
        """Return who is meant by each matched form; names in force win, then the ambiguous."""
        others: dict[str, tuple[District, ...]] = {}
        official: dict[str, tuple[District, ...]] = {}
        for district in self.districts:
            former = [name for old in district.former for name in old.names.values()]
            for name in self._inflected((*former, *district.spellings)):
                _put(others, name, district)
            for name in (
                *self._inflected(district.names.values()),
                *map(district.name, district.names),
            ):
                _put(official, name, district)
        several = {
            words_of(name): ambiguity.candidates
            for ambiguity in self.ambiguous
            for name in ambiguity.spellings
        }
        return {**others, **several, **official}

    def _inflected(self, names: Iterable[str]) -> Iterator[str]:
        """Yield each name and, when it is an adjective, its other endings."""
        for name in names:
            yield name
            for endings in self._phrases.endings:
                ending = next((suffix for suffix in endings.of if name.endswith(suffix)), "")
                if ending:
                    yield from (
                        name.removesuffix(ending) + alternative for alternative in endings.also
                    )
                    break

    def _unknown(self, text: str) -> str:
        name = shown(text)
        if not name:
            return _("Enter a district.")
        near = self._nearest(text)
        if not near:
            return _("{name} is not a known district.").format(name=name)
        return _("{name} is not a known district. Similar: {names}.").format(
            name=name, names=_alternatives(near)
        )

    def _nearest(self, text: str) -> tuple[District, ...]:
        bare = list(self._forms(text[:_LONGEST]))[-1]
        close = difflib.get_close_matches(bare, self._by_spelling, n=3, cutoff=0.7)
        return tuple(
            dict.fromkeys(district for form in close for district in self._by_spelling[form])
        )[:3]


_LONGEST = 200


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of these whole phrases, in which a longer one wins over its beginning."""
    if not phrases:
        return _NEVER
    return re.compile(rf"\b(?:{'|'.join(sorted(phrases, key=len, reverse=True))})\b")


def _by_code(districts: Iterable[District]) -> dict[str, District]:
    codes: dict[str, District] = {}
    for district in districts:
        codes[district.key] = district
        if district.pcode:
            codes[district.pcode] = district
    return codes


def _put(forms: dict[str, tuple[District, ...]], name: str, district: District) -> None:
    form = words_of(name)
    forms[form] = tuple(dict.fromkeys((*forms.get(form, ()), district)))


def _ambiguous(text: str, candidates: tuple[District, ...]) -> str:
    return _("{name} may be {candidates}. Enter one of them.").format(
        name=shown(text), candidates=_alternatives(candidates)
    )


def _alternatives(districts: tuple[District, ...]) -> str:
    """Return "A, B or C", with what each is where they are not all of one kind."""
    alike = len({district.kind for district in districts}) == 1
    names = [
        district.short_name(current()) if alike else district.name(current())
        for district in districts
    ]
    if len(names) == 1:
        return names[0]
    return _("{several} or {last}").format(several=", ".join(names[:-1]), last=names[-1])
