"""Whom, where and the words of closed lists, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from kharkiv_tracker.city import in_language
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.place import District, DistrictKind
from kharkiv_tracker.domain.source import SourceKind, Speaker
from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import N_, _, current, pgettext, unbroken

_Word = TypeVar("_Word", bound=Word)


def speaker(who: Speaker) -> str:
    """The speaker of a report, or that it names none."""
    return unbroken(str(who)) or _("speaker not named")


def district(place: District) -> str:
    """A district's name in a table; unknown districts are named as unknown."""
    if place.kind.is_unknown:
        return unbroken(in_language(place.label, current()))
    if place.kind is DistrictKind.RAION:
        return place.name(current())
    return place.short_name(current())


def area(place: District) -> str:
    """The area of an official statement: the whole city or oblast, or one district of it."""
    if place.kind.is_unknown:
        return unbroken(in_language(place.area, current()))
    return district(place)


def word(value: Word) -> str:
    """The label of a word of a closed list: a weapon, a grade, a kind of source."""
    return pgettext(*value.label)


def word_named(kind: type[_Word], typed: str) -> _Word | None:
    """The word of a closed list by its value or its label, in any case; None for none."""
    names = {_plain(name): item for item in kind for name in (word(item), item.value)}
    return names.get(_plain(typed))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def words(values: Iterable[Word]) -> list[str]:
    """The labels of several words of one closed list, in the order of the list."""
    listed = list(values)
    return [word(item) for item in (type(listed[0]) if listed else ()) if item in listed]


def group(by: str, key: str) -> str:
    """The name of a group of totals where it is a word; a day, a month or an hour stays."""
    if key in _NOTHING_KNOWN:
        return _(_NOTHING_KNOWN[key])
    return next((word(item) for item in _GROUPS.get(by, ()) if item.value == key), key)


def place_in_list(by: str, key: str) -> int:
    """The place of a group among the words of its list: an hour before all, others after them."""
    words = [item.value for item in _GROUPS.get(by, ())]
    return -1 if key.isdigit() else words.index(key) if key in words else len(words)


#: The keys of groups without a value.
_NOTHING_KNOWN = {"unknown": N_("unknown"), "undated": N_("undated")}
#: What totals are grouped by, where the keys are words.
_GROUPS: Mapping[str, type[Word]] = {
    "weapon": Weapon,
    "place": PlaceHit,
    "grade": Grade,
    "state": ReviewState,
    "source_kind": SourceKind,
    "hour": Precision,
}
