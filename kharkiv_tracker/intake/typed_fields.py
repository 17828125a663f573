"""Values of fields in the JSON of `add` that are typed as a person would: what each comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.incident_words import PlaceHit
from kharkiv_tracker.domain.quantity import COUNTED, QUANTITIES
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.exchange.record_json import Document
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.record_part import merge, record_part

#: The context is only asked for where a text has to be read.
Known = Callable[[], Context]
FieldReader = Callable[[str, Any, Known], Document | None]
#: How a time looks in the notation of the JSON, right or wrong: what is wrong is refused there.
_TIME = re.compile(r"\s*\d{4}(?:-\d[\dT:/ -]*(?:early|late)?|\s*(?:early|late)?)\s*")
#: Fields of incidents and reports that hold words of a list.
_WORDS: Mapping[str, type[Word]] = {"weapons": Weapon, "places_hit": PlaceHit}
_MOMENTS = ("as_of", "published", "since")
#: Which times of a strike are whole days.
_DAYS = (Precision.DATE, Precision.RANGE)


def _read(field: str, text: str, known: Known) -> Document:
    part = field_reader.settled(field_reader.read(field, text, known())).part
    return record_part(field, part)


def _count(name: str, value: object, known: Known) -> Document | None:
    if not isinstance(value, str) or _is_count(value):
        return None
    return _read(name, value, known)


def _numbers(name: str, value: object, known: Known) -> Document | None:
    """Counts by name, each of them a number alone."""
    if isinstance(value, str) and name in field_reader.readers():
        return _read(name, value, known)
    if not isinstance(value, dict) or all(map(_is_number, _leaves(value))):
        return None
    return {name: _numbered(value, known)}


def _numbered(counts: Mapping[str, Any], known: Known) -> Document:
    numbers: Document = {}
    for name, value in counts.items():
        with under(shown(str(name))):
            if isinstance(value, dict):
                numbers[name] = _numbered(value, known)
            else:
                numbers[name] = value if _is_number(value) else _number(value, known)
    return numbers


def _number(text: str, known: Known) -> str:
    quantity = COUNTED[-1]
    part = field_reader.settled(field_reader.read(quantity, text, known())).part
    if set(part) != {quantity}:
        raise Refused(_("Enter only a number."))
    return str(part[quantity])


def _leaves(value: Mapping[str, Any]) -> Iterator[object]:
    for entry in value.values():
        if isinstance(entry, dict):
            yield from _leaves(entry)
        else:
            yield entry


def _is_number(value: object) -> bool:
    return not isinstance(value, str) or _is_count(value)


@lru_cache(maxsize=10_000)
def _is_count(text: str) -> bool:
    with suppress(Refused):
        parse_count(text)
        return True
    return False


def _moment(name: str, value: object, known: Known) -> Document | None:
    if not isinstance(value, str) or not value.strip() or _TIME.fullmatch(value):
        return None
    field = "since" if name == "since" else "as_of"
    part = field_reader.settled(field_reader.read(field, value, known())).part
    return {name: part[field]}


def _first_day(name: str, value: object, known: Known) -> Document | None:
    if not isinstance(value, str) or not value.strip() or _TIME.fullmatch(value):
        return None
    part = field_reader.settled(field_reader.read("since", value, known())).part
    return {name: part["since"]}


def _last_day(name: str, value: object, known: Known) -> Document | None:
    """A day; of a month or a stretch of days its first one, too."""
    if not isinstance(value, str) or not value.strip() or _TIME.fullmatch(value):
        return None
    event = field_reader.settled(field_reader.read("when", value, known())).part["event"]
    day, until = event.get("date"), event.get("until")
    if day is None or "time" in event or event["precision"] not in _DAYS:
        raise Refused(_("Enter a day, such as 24.02.2022."))
    return {"from": day, name: until} if until else {name: day}


def _event_text(_name: str, value: object, known: Known) -> Document | None:
    return _read("when", value, known) if isinstance(value, str) else None


def _district(_name: str, value: object, known: Known) -> Document | None:
    if not isinstance(value, str) or not value.strip() or len(known().places.find(value)) == 1:
        return None
    return _read("where", value, known)


def _area(_name: str, value: object, known: Known) -> Document | None:
    if not isinstance(value, str) or not value.strip() or len(known().places.find_area(value)) == 1:
        return None
    return _read("area", value, known)


def _areas(name: str, value: object, known: Known) -> Document | None:
    """The districts of a list, each read by itself."""
    if not isinstance(value, list):
        return None
    keys = []
    for index, entry in enumerate(value):
        with under(f"[{index}]"):
            part = _area(name, entry, known)
        keys.append(entry if part is None else part["area"])
    return None if keys == value else {name: keys}


def _listed(name: str, value: object, known: Known) -> Document | None:
    """Words of a list: one text, or a list of texts."""
    kind = _WORDS[name]
    if isinstance(value, str):
        return _read(name, value, known)
    if not isinstance(value, list) or all(_is_word(entry, kind) for entry in value):
        return None
    document: Document = {name: []}
    for index, entry in enumerate(value):
        with under(f"[{index}]"):
            merge(document, {name: [entry]} if _is_word(entry, kind) else _read(name, entry, known))
    return document


def _is_word(value: object, kind: type[Word]) -> bool:
    """Whether it is a stored word, or no text at all."""
    if not isinstance(value, str):
        return True
    typed = " ".join(value.split()).casefold()
    return any(word.value.casefold() == typed for word in kind)


def source_kind(name: str, value: object, known: Known) -> Document | None:
    """The kind of a source, under the name that it has in this record."""
    if not isinstance(value, str) or not value or _is_word(value, SourceKind):
        return None
    return {name: _read("source_kind", value, known)["source_kind"]}


def _age(name: str, value: object, known: Known) -> Document | None:
    if not isinstance(value, str):
        return None
    with suppress(Refused):
        parse_age(value)
        return None
    return _read(name, value, known)


#: How the fields that may be typed are read, in this order; None where a value is as it should be.
READ: Mapping[str, FieldReader] = {
    "event": _event_text,
    "district": _district,
    "area": _area,
    "districts": _areas,
    "weapons": _listed,
    "places_hit": _listed,
    "source_kind": source_kind,
    **dict.fromkeys(_MOMENTS, _moment),
    "from": _first_day,
    "to": _last_day,
    **dict.fromkeys(QUANTITIES, _count),
    "of_whom": _numbers,
    "combatants": _numbers,
    "age": _age,
}
