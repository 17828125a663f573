"""Where something happened: districts under all their names, and which one a spelling means."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kharkiv_tracker.domain.folding import fold
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _, current

Names = Mapping[str, str]
"""One name per language: "en", "uk", "ru"."""

#: Areas that say no more than the city or the oblast: the district may be any of theirs.
UNKNOWN_AREAS = ("UA63120270010096107", "UA63000000000041885")


class DistrictKind(StrEnum):
    """What a district is, in display order."""

    CITY_DISTRICT = "city district"
    RAION = "raion"
    CITY_UNKNOWN = "city unknown"
    OBLAST_UNKNOWN = "oblast unknown"

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
    """A city district, a raion, or one of the two unknown areas; equal by key alone."""

    key: str
    """The code in the official register of territories (KATOTTH)."""
    kind: DistrictKind = field(compare=False)
    names: Names = field(compare=False)
    pcode: str | None = field(default=None, compare=False)
    former: tuple[FormerName, ...] = field(default=(), compare=False)
    spellings: tuple[str, ...] = field(default=(), compare=False)
    """Other transliterations, towns and neighbourhoods that lie wholly in it."""
    position: tuple[float, float] | None = field(default=None, compare=False)
    """Latitude and longitude in degrees of a point that stands for the whole."""

    def short_name(self, language: str) -> str:
        """Return the name alone, "Saltivskyi"; an unknown area has no shorter one than name()."""
        return self.names.get(language, self.names["en"])

    def name(self, language: str) -> str:
        """Return the name with what it is: "Saltivskyi district", "Чугуївський район"."""
        if self.kind.is_unknown:
            return self.short_name(language)
        if language in {"uk", "ru"}:
            return f"{self.short_name(language)} район"
        english = "district" if self.kind is DistrictKind.CITY_DISTRICT else "raion"
        return f"{self.short_name(language)} {english}"


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Spellings that may mean several districts and are never taken for one of them."""

    spellings: tuple[str, ...]
    candidates: tuple[District, ...]


class Gazetteer:
    """The districts in display order, found by code, name in any language, old name or spelling."""

    def __init__(self, districts: Iterable[District], ambiguous: Iterable[Ambiguity] = ()) -> None:
        kinds = list(DistrictKind)
        self.districts = tuple(
            sorted(districts, key=lambda one: (kinds.index(one.kind), one.names["en"]))
        )
        self.ambiguous = tuple(ambiguous)
        self._by_code = _by_code(self.districts)
        self._by_spelling = _by_spelling(self.districts, self.ambiguous)

    def get(self, key: str) -> District | None:
        """Return the district with this very key; None when there is none."""
        found = self._by_code.get(key)
        return found if found and found.key == key else None

    def find(self, text: str) -> tuple[District, ...]:
        """Return what the text may mean: one district when sure, several to ask about, or none."""
        if len(text) > _LONGEST:
            return ()
        code = self._by_code.get(text.strip().upper())
        if code:
            return (code,)
        return next(
            (self._by_spelling[form] for form in _forms(text) if form in self._by_spelling), ()
        )

    def resolve(self, text: str) -> District:
        """Return the one district meant; raise Refused, naming candidates, when unsure."""
        found = self.find(text)
        if len(found) == 1:
            return found[0]
        raise Refused(_ambiguous(text, found) if found else self._unknown(text))

    def within(self, key: str) -> tuple[str, ...]:
        """The keys of an area and of every district that lies in it: the oblast holds all."""
        area = self.get(key)
        if area is None or not area.kind.is_unknown:
            return (key,)
        city = (DistrictKind.CITY_DISTRICT, DistrictKind.CITY_UNKNOWN)
        return tuple(
            one.key
            for one in self.districts
            if area.kind is DistrictKind.OBLAST_UNKNOWN or one.kind in city
        )

    def _unknown(self, text: str) -> str:
        name = shown(text)
        if not name:
            return _("A district is needed.")
        near = self._nearest(text)
        if not near:
            return _("{name} is not a known district.").format(name=name)
        return _("{name} is not a known district; near to it: {names}.").format(
            name=name, names=_alternatives(near)
        )

    def _nearest(self, text: str) -> tuple[District, ...]:
        bare = list(_forms(text[:_LONGEST]))[-1]
        close = difflib.get_close_matches(bare, self._by_spelling, n=3, cutoff=0.7)
        return tuple(dict.fromkeys(one for form in close for one in self._by_spelling[form]))[:3]


_LONGEST = 200
_WORD = re.compile(r"[^\W_]+")


def _phrases(*phrases: str) -> re.Pattern[str]:
    """Return a pattern of these whole phrases, in which a longer one wins over its beginning."""
    return re.compile(rf"\b(?:{'|'.join(sorted(phrases, key=len, reverse=True))})\b")


_AROUND = _phrases("ukraine", "україна", "украина", "the")
# What a district is and where it lies: said beside its name, never its name.
_BESIDE = _phrases(
    *("district", "raion", "rayon", "rajon", "urban", "of"),
    *("район", "району", "районі", "районом", "района", "районе", "р н", "р ну", "р ні", "р не"),
    *("kharkiv", "kharkov", "city", "kharkiv oblast", "kharkiv region", "kharkivska oblast"),
    *("харків", "харкова", "харкові", "м", "місто", "міста", "місті"),
    *("харківська область", "харківської області", "харківській області", "харківська обл"),
    *("харьков", "харькова", "харькове", "г", "город", "города", "городе"),
    *("харьковская область", "харьковской области", "харьковская обл"),
)
_ENGLISH_ENDINGS = ("y", "yy", "iy", "ii", "yj", "ij", "i")
_CYRILLIC_ENDINGS = ("ого", "ому", "им", "ім", "ом", "ым")


def _forms(text: str) -> Iterator[str]:
    """Yield the text as it is matched: all its words, without the country, the name alone."""
    form = " ".join(_WORD.findall(fold(text)))
    yield form
    for phrases in (_AROUND, _BESIDE):
        form = " ".join(phrases.sub(" ", form).split())
        yield form


def _by_code(districts: Iterable[District]) -> dict[str, District]:
    codes: dict[str, District] = {}
    for one in districts:
        codes[one.key] = one
        if one.pcode:
            codes[one.pcode] = one
    return codes


def _by_spelling(
    districts: tuple[District, ...], ambiguous: tuple[Ambiguity, ...]
) -> dict[str, tuple[District, ...]]:
    """Return who is meant by each matched form; names in force win, then the ambiguous ones."""
    others: dict[str, tuple[District, ...]] = {}
    official: dict[str, tuple[District, ...]] = {}
    for one in districts:
        former = [name for old in one.former for name in old.names.values()]
        for name in _inflected((*former, *one.spellings)):
            _put(others, name, one)
        for name in (*_inflected(one.names.values()), *map(one.name, one.names)):
            _put(official, name, one)
    asked = {_whole(name): each.candidates for each in ambiguous for name in each.spellings}
    return {**others, **asked, **official}


def _put(forms: dict[str, tuple[District, ...]], name: str, district: District) -> None:
    form = _whole(name)
    forms[form] = tuple(dict.fromkeys((*forms.get(form, ()), district)))


def _whole(name: str) -> str:
    return next(_forms(name))


def _inflected(names: Iterable[str]) -> Iterator[str]:
    """Yield each name and, when it is an adjective, its other endings in reports and headlines."""
    for name in names:
        yield name
        if name.endswith("yi"):
            yield from (name.removesuffix("yi") + ending for ending in _ENGLISH_ENDINGS)
        elif name.endswith(("ий", "ый", "ой")):
            yield from (name[:-2] + ending for ending in _CYRILLIC_ENDINGS)


def _ambiguous(text: str, candidates: tuple[District, ...]) -> str:
    return _("{name} may be {candidates}; name one.").format(
        name=shown(text), candidates=_alternatives(candidates)
    )


def _alternatives(districts: tuple[District, ...]) -> str:
    """Return "A, B or C", with what each is where they are not all of one kind."""
    alike = len({one.kind for one in districts}) == 1
    names = [one.short_name(current()) if alike else one.name(current()) for one in districts]
    if len(names) == 1:
        return names[0]
    return _("{several} or {last}").format(several=", ".join(names[:-1]), last=names[-1])
