"""What presets do alike with a row: keep what is not counted, know the oblast, read weapons."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, lru_cache

from kharkiv_tracker import city, gazetteer, languages
from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns import targets
from kharkiv_tracker.imports.rows.row_draft import Rejected, RowDraft
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present
from kharkiv_tracker.languages import SOURCE

#: What parts a city from its district: `Kharkiv - Saltivskyi`.
_PARTS = re.compile(r"\s+[-–]\s+|,")
_LINK = re.compile(r"https?://[^\s;,]+")
#: How alike a misspelt name and a right one have to be, of 100.
_ALIKE = 70
#: How alike a word has to be to the word for an oblast, whatever language it is in.
_NOUN = 75


def reject_harmless(row: RowDraft, head: str) -> Rejected:
    """The rejection of a row whose kind of event is not harm to civilians."""
    kind = shown(row.cells.get(head, "")) or _("No group")
    return row.rejected(head, _("“{group}” is not about harm to civilians.").format(group=kind))


def doubt_harm(row: RowDraft, head: str) -> None:
    """Ask to look at a row whose kind of event may be harm to armies alone."""
    sentence = _("“{group}” does not say that civilians were harmed.")
    row.doubts.append(sentence.format(group=shown(row.cells.get(head, ""))))


def keep(row: RowDraft, target: str, sentence: str = "") -> None:
    """Take a text from a target and keep its cell in the note, with the reason."""
    if row.texts.pop(target, ""):
        note(row, row.head(target), sentence)


def note(row: RowDraft, head: str, sentence: str = "") -> None:
    """Keep the cell of a head in the note, where it is filled."""
    if text := row.cells.get(head, ""):
        row.notes.append(f"{head}: {text}" + (f" ({sentence})" if sentence else ""))


def set_link(row: RowDraft, prefer: str = "") -> None:
    """The first link of those in a cell, or the first of the site preferred; nothing else there."""
    links = _LINK.findall(row.texts.pop("url", ""))
    if links:
        row.texts["url"] = next((link for link in links if prefer in link), links[0])


@cache
def area(kind: DistrictKind) -> str:
    """The English name of the whole city or oblast, of which no part is known."""
    return next(one.area[SOURCE] for one in gazetteer.load().districts if one.kind is kind)


def oblast() -> str:
    """The area of which no more is known than the oblast."""
    return area(DistrictKind.OBLAST_UNKNOWN)


@lru_cache(maxsize=4096)
def is_city(text: str) -> bool:
    """Whether a text names the city and no part of it."""
    (city_area,) = (
        one for one in gazetteer.load().districts if one.kind is DistrictKind.CITY_UNKNOWN
    )
    return gazetteer.load().find(text) == (city_area,)


def set_place(
    row: RowDraft, settlement: str, within: str = "", raion: str = "", in_oblast: bool = True
) -> None:
    """The place of a row by the name of a settlement, of somewhere within it, and of its raion.

    Without a known raion it is in the oblast; `in_oblast` is false where the row does not say so.
    """
    named = _raions(raion)
    if is_city(_PARTS.split(settlement)[0]):
        # The raion around the city has the city's name, and none of its districts.
        row.texts["district"] = area(DistrictKind.CITY_UNKNOWN)
    elif len(named) == 1 or in_oblast:
        row.texts["district"] = named[0].key if len(named) == 1 else oblast()
    row.texts["place"] = ", ".join(filter(None, (within, settlement)))


@lru_cache(maxsize=4096)
def _raions(name: str) -> tuple[District, ...]:
    return gazetteer.load().find(f"{name} raion") if name else ()


def set_precision(row: RowDraft, precision: str) -> None:
    """How exact the point of a row is; one of more than a raion goes to the note."""
    if precision:
        row.texts["point_precision"] = precision
        return
    for target in (targets.LATITUDE, targets.LONGITUDE):
        keep(row, target, _("not the place, only its region"))


def check_elsewhere(row: RowDraft, target: str) -> None:
    """Reject a row whose place is in brackets or after a comma in another oblast or country."""
    parts = [_without_noun(part) for part in re.split(r"[,;()]", row.texts.get(target, ""))]
    known = [_oblasts().get(part) for part in parts]
    if False in known and True not in known:
        raise row.reject(target, _elsewhere(row.texts[target]))


def check_oblast(row: RowDraft, head: str, country_head: str = "") -> bool:
    """Reject a row of another oblast or country; whether the row names the oblast at all."""
    country = row.cells.get(country_head, "")
    if country and words_of(country) not in _countries():
        raise row.rejected(
            country_head, _("It is in “{name}”, not in Ukraine.").format(name=shown(country))
        )
    name = row.cells.get(head, "")
    if name and not is_here(name):
        raise row.rejected(head, _elsewhere(name))
    return bool(name)


@lru_cache(maxsize=4096)
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
    read = [text for text in texts.values() if _is_weapon(text)]
    row.texts["weapons"] = ", ".join(read)
    return [own for own, text in texts.items() if text not in read]


@lru_cache(maxsize=4096)
def _is_weapon(text: str) -> bool:
    with suppress(Refused):
        field_reader.settled(field_reader.read("weapons", text, present(gazetteer.load())))
        return True
    return False


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
