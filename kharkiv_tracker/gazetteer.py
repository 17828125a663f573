"""The districts of the city and what surrounds their names, read once from the resources."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kharkiv_tracker import city
from kharkiv_tracker.domain.place import (
    Ambiguity,
    DatePrecision,
    District,
    DistrictKind,
    Endings,
    FormerName,
    Gazetteer,
    Phrases,
)
from kharkiv_tracker.languages import SOURCE


@cache
def load() -> Gazetteer:
    """Return the gazetteer; raise TrackerError when its file is missing or broken."""
    return read(city.file())


def read(file: Path) -> Gazetteer:
    """Return the gazetteer in this file; raise TrackerError when it is missing or broken."""
    return city.built(file, _gazetteer)


def _gazetteer(document: Any) -> Gazetteer:
    titles = document["titles"]
    districts = {one["key"]: _district(one, titles) for one in document["districts"]}
    ambiguous = [
        Ambiguity(tuple(each["spellings"]), tuple(districts[key] for key in each["candidates"]))
        for each in document["ambiguous"]
    ]
    country = document.get("country")
    return Gazetteer(
        districts.values(),
        ambiguous,
        _phrases(document["phrases"]),
        District(country["key"], DistrictKind.COUNTRY, _names(country["names"]))
        if country
        else None,
    )


def _phrases(entry: Any) -> Phrases:
    return Phrases(
        around=tuple(map(str, entry["around"])),
        beside=tuple(map(str, entry["beside"])),
        endings=tuple(Endings(tuple(one["of"]), tuple(one["also"])) for one in entry["endings"]),
        own_name=re.compile(entry["own_name"]),
    )


def _district(entry: Any, titles: Any) -> District:
    position = entry.get("position")
    kind, names = DistrictKind(entry["kind"]), _names(entry["names"])
    return District(
        key=entry["key"],
        kind=kind,
        names=names,
        titles=_titles(names, titles.get(kind.value, {})),
        label=_names(entry["label"]) if kind.is_unknown else {},
        area=_names(entry["area"]) if kind.is_unknown else {},
        tile=_names(entry["tile"]) if kind.is_unknown else {},
        pcode=entry.get("pcode"),
        former=tuple(_former(old) for old in entry.get("former", ())),
        spellings=tuple(map(str, (*entry.get("spellings", ()), *entry.get("lying_in_it", ())))),
        within=tuple(map(str, entry.get("lying_in_it", ()))),
        position=(float(position[0]), float(position[1])) if position else None,
    )


def _titles(names: Mapping[str, str], titles: Mapping[str, str]) -> dict[str, str]:
    """The names with what they are; a language without a word for that takes the English one."""
    default = titles.get(SOURCE, "{name}")
    return {
        language: titles.get(language, default).format(name=name)
        for language, name in names.items()
    }


def _former(entry: Any) -> FormerName:
    until = entry.get("until")
    return FormerName(
        names=_names(entry["names"]),
        valid_until=date.fromisoformat(until) if until else None,
        precision=DatePrecision(entry["precision"]),
    )


def _names(entry: Any) -> dict[str, str]:
    return {SOURCE: str(entry[SOURCE])} | {language: str(name) for language, name in entry.items()}
