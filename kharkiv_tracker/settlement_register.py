"""The settlements of the oblast by their official codes, under all their names, read once.

It is below the domain, as the city is: what a place is called is looked up here. A city
without a register of settlements has an empty one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from kharkiv_tracker import city, paths

#: The languages of names, in the order of the file.
_LANGUAGES = ("uk", "ru", "en")


class SettlementKind(StrEnum):
    """What a settlement is, the largest first; a town was urban-type until 2024."""

    CITY = "city"
    TOWN = "town"
    SETTLEMENT = "settlement"
    VILLAGE = "village"

    @property
    def is_large(self) -> bool:
        """Whether it is a city, or was a town."""
        return self in {SettlementKind.CITY, SettlementKind.TOWN}


@dataclass(frozen=True, slots=True)
class FormerRaion:
    """A raion until 2020, with the keys of the raions that it went to; equal by its name."""

    name: str
    now: tuple[str, ...]
    names: city.Names = field(compare=False)


@dataclass(frozen=True, slots=True)
class Hromada:
    """A municipality: its raion by key, and its names, adjectives in the feminine."""

    code: str
    raion: str
    names: city.Names = field(compare=False)
    former: tuple[city.Names, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city, town or village, equal by its code; `spellings` are other Latin ones."""

    code: str
    kind: SettlementKind = field(compare=False)
    hromada: Hromada = field(compare=False)
    former_raion: FormerRaion | None = field(compare=False)
    names: city.Names = field(compare=False)
    spellings: tuple[str, ...] = field(default=(), compare=False)
    former: tuple[city.Names, ...] = field(default=(), compare=False)

    @property
    def raion(self) -> str:
        """The key of the raion that it lies in."""
        return self.hromada.raion

    @property
    def oblast(self) -> str:
        """The key of the oblast, which begins as every code in it and names no part of it."""
        return load().oblast

    def name(self, language: str) -> str:
        """Its name in a language, in English where it has none there."""
        return city.in_language(self.names, language)


class Register:
    """All settlements, hromadas and former raions."""

    def __init__(
        self,
        settlements: Iterable[Settlement],
        hromadas: Iterable[Hromada],
        former_raions: Iterable[FormerRaion],
        oblast: str = "",
    ) -> None:
        self.oblast = oblast
        self.settlements: Mapping[str, Settlement] = {one.code: one for one in settlements}
        self.hromadas = tuple(hromadas)
        self.former_raions = tuple(former_raions)

    def get(self, code: str) -> Settlement | None:
        """The settlement with this code; None if unknown."""
        return self.settlements.get(code)


def file() -> Path:
    """Where the settlements are listed."""
    return paths.resources() / "settlements.json"


@cache
def load() -> Register:
    """Every settlement, none without a file; raises TrackerError where it is broken."""
    return city.built(file(), _register) if file().exists() else Register((), (), ())


def _register(document: Any) -> Register:
    former = [
        FormerRaion(names[0], tuple(now), _names(names)) for names, now in document["former_raions"]
    ]
    hromadas = [
        Hromada(code, raion, _names(names), tuple(map(_names, rest[0])) if rest else ())
        for code, raion, names, *rest in document["hromadas"]
    ]
    settlements = (
        Settlement(
            code,
            SettlementKind(kind),
            hromadas[hromada],
            former[raion] if raion >= 0 else None,
            _names(names),
            tuple(rest[0]) if rest else (),
            tuple(map(_names, rest[1])) if len(rest) > 1 else (),
        )
        for code, kind, hromada, raion, names, *rest in document["settlements"]
    )
    return Register(settlements, hromadas, former, document["oblast"])


def _names(names: Iterable[str]) -> dict[str, str]:
    return {language: name for language, name in zip(_LANGUAGES, names, strict=True) if name}
