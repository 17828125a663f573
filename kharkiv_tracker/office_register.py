"""The offices known beforehand, each with all its names and people: the city's and the country's.

It is below the domain, as the city is: whoever is quoted is looked up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kharkiv_tracker import city, languages, paths


@dataclass(frozen=True, slots=True)
class Branch:
    """A part of an office with names of its own; whoever quotes it quotes the office."""

    names: tuple[str, ...]
    titles: city.Names


@dataclass(frozen=True, slots=True)
class RegisteredOffice:
    """One office; `names` are all it is called by, `names[0]` its English name.

    One that is not `is_official` speaks for another party to the conflict than Ukraine.
    """

    names: tuple[str, ...]
    titles: city.Names
    persons: tuple[tuple[str, ...], ...]
    """The names of each person who speaks for it, the English one first; of Cyrillic ones the
    Ukrainian first."""
    is_official: bool
    written: str
    """The one name that is written for all of them."""
    branches: tuple[Branch, ...] = ()
    shared: tuple[str, ...] = ()
    """Names that another office goes by as well: who is meant has to be asked."""

    @property
    def people(self) -> tuple[str, ...]:
        """Every name of everybody who speaks for it."""
        return tuple(name for names in self.persons for name in names)


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
    branches = tuple(map(_branch, entry.get("branches", ())))
    of_branches = [name for branch in branches for name in branch.names]
    return RegisteredOffice(
        _names(titles, (*entry.get("names", ()), *of_branches)),
        titles,
        tuple(map(tuple, entry.get("people", ()))),
        entry["party"] == "ukraine",
        entry.get("written", titles[languages.SOURCE]),
        branches,
        tuple(entry.get("shared", ())),
    )


def _branch(entry: Mapping[str, Any]) -> Branch:
    titles = dict(entry["name"])
    return Branch(_names(titles, entry.get("names", ())), titles)


def _names(titles: city.Names, others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*titles.values(), *others)))
