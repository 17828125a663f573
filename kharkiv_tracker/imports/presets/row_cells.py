"""What presets do alike with a row: keep what is not counted, know the oblast, read weapons."""

from __future__ import annotations

import re
from functools import cache

from kharkiv_tracker import city, gazetteer, languages
from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports import targets
from kharkiv_tracker.imports.row_draft import RowDraft
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present
from kharkiv_tracker.languages import SOURCE

#: How alike a misspelt name and a right one have to be, of 100.
_ALIKE = 70
#: How alike a word has to be to the word for an oblast, whatever language it is in.
_NOUN = 75


def keep(row: RowDraft, target: str, sentence: str = "") -> None:
    """Take a text from a target and keep its cell in the note, with the reason."""
    if row.texts.pop(target, ""):
        note(row, row.head(target), sentence)


def note(row: RowDraft, head: str, sentence: str = "") -> None:
    """Keep the cell of a head in the note, where it is filled."""
    if text := row.cells.get(head, ""):
        row.notes.append(f"{head}: {text}" + (f" ({sentence})" if sentence else ""))


def area(kind: DistrictKind) -> str:
    """The English name of the whole city or oblast, of which no part is known."""
    return next(one.area[SOURCE] for one in gazetteer.load().districts if one.kind is kind)


def oblast() -> str:
    """The area of which no more is known than the oblast."""
    return area(DistrictKind.OBLAST_UNKNOWN)


def is_city(text: str) -> bool:
    """Whether a text names the city and no part of it."""
    (city_area,) = (
        one for one in gazetteer.load().districts if one.kind is DistrictKind.CITY_UNKNOWN
    )
    return gazetteer.load().find(text) == (city_area,)


def set_place(row: RowDraft, settlement: str, within: str = "", raion: str = "") -> None:
    """Where it was by the name of a settlement, what is told of the place in it, and its raion.

    A raion that has no such name here, and every place that is not known, is in the oblast.
    """
    named = gazetteer.load().find(f"{raion} raion") if raion else ()
    if is_city(settlement):
        # The raion around the city has the city's name, and none of its districts.
        row.texts["district"] = area(DistrictKind.CITY_UNKNOWN)
    else:
        row.texts["district"] = named[0].key if len(named) == 1 else oblast()
    row.texts["place"] = ", ".join(filter(None, (within, settlement)))


def set_precision(row: RowDraft, precision: str) -> None:
    """What the point of a row stands for; if more than a raion, it goes to the note."""
    if precision:
        row.texts["point_precision"] = precision
        return
    for target in (targets.LATITUDE, targets.LONGITUDE):
        keep(row, target, _("not the place: it stands for a region"))


def check_elsewhere(row: RowDraft, target: str) -> None:
    """Reject a row whose place is in brackets or after a comma in another oblast or country."""
    parts = [_without_noun(part) for part in re.split(r"[,;()]", row.texts.get(target, ""))]
    known = [_oblasts().get(part) for part in parts]
    if False in known and True not in known:
        raise row.reject(target, _elsewhere(row.texts[target]))


def check_oblast(row: RowDraft, head: str, country_head: str = "") -> bool:
    """Reject a row of another oblast or country; whether the oblast is told at all."""
    country = row.cells.get(country_head, "")
    if country and words_of(country) not in _countries():
        raise row.rejected(
            country_head, _("It is in “{name}”, not in Ukraine.").format(name=shown(country))
        )
    name = row.cells.get(head, "")
    is_known = is_here(name)
    if is_known is False:
        raise row.rejected(head, _elsewhere(name))
    return bool(is_known)


def is_here(name: str) -> bool | None:
    """Whether an oblast, however it is spelt, is the one that is counted; None where unknown."""
    from rapidfuzz import fuzz, process

    bare = _without_noun(name)
    if not bare:
        return None
    match = process.extractOne(bare, list(_oblasts()), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _oblasts()[match[0]] if match else None


def set_weapons(row: RowDraft, texts: dict[str, str]) -> list[str]:
    """Weapons by the archive's words, as the one vocabulary knows them; returns the others."""
    unread = []
    read = []
    for own, text in texts.items():
        try:
            field_reader.settled(field_reader.read("weapons", text, present(gazetteer.load())))
            read.append(text)
        except Refused:
            unread.append(own)
    if read:
        row.texts["weapons"] = ", ".join(read)
    else:
        row.texts.pop("weapons", None)
    return unread


@cache
def _countries() -> frozenset[str]:
    country = gazetteer.load().country
    names = country.names.values() if country else ()
    return frozenset(map(words_of, (*names, "UKR", "UA")))


def _elsewhere(name: str) -> str:
    return _("It is in “{name}”, not in {area}.").format(name=shown(name), area=city.text("whole"))


def _without_noun(name: str) -> str:
    return " ".join(word for word in words_of(name).split() if not _is_noun(word))


def _is_noun(word: str) -> bool:
    from rapidfuzz import fuzz

    return any(fuzz.ratio(word, noun) >= _NOUN for noun in languages.table("place_nouns")["oblast"])


@cache
def _oblasts() -> dict[str, bool]:
    """The names of oblasts without their noun: whether each is the one that is counted."""
    abroad = languages.table("place_abroad")
    own = next(one for one in gazetteer.load().districts if one.kind is DistrictKind.OBLAST_UNKNOWN)
    names = {name: False for group in abroad.values() for name in map(words_of, group)}
    here = [*city.load().texts["name"].values(), *own.spellings]
    for spelling in here:
        bare = _without_noun(spelling)
        if bare and " " not in bare and spelling[0].isupper():
            names[bare] = True
    return names
