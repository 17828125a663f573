"""The offices known beforehand, each with all its names and people: the city's and the country's.

It stands below the domain, as the city does: whoever is quoted is looked up here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kharkiv_tracker import city, paths


@dataclass(frozen=True, slots=True)
class RegisteredOffice:
    """One office; `names` are all it is called by, `names[0]` its English name.

    One that is not `is_official` speaks for another party to the conflict than Ukraine.
    """

    names: tuple[str, ...]
    titles: city.Names
    people: tuple[str, ...]
    is_official: bool


def file() -> Path:
    """Where the offices are listed."""
    return paths.resources() / "offices.json"


@cache
def load() -> tuple[RegisteredOffice, ...]:
    """Every office known beforehand; raises TrackerError where their file is missing or broken."""
    return city.built(file(), _offices)


def _offices(document: Any) -> tuple[RegisteredOffice, ...]:
    return tuple(_office(entry) for entry in document["offices"])


def _office(entry: Mapping[str, Any]) -> RegisteredOffice:
    titles = dict(entry["name"])
    names = dict.fromkeys((*titles.values(), *entry.get("names", ())))
    return RegisteredOffice(
        tuple(names), titles, tuple(entry.get("people", ())), entry["party"] == "ukraine"
    )
