"""The city that is counted for: how its codes begin, its clocks, bounds and the forms of its name.

It is below the domain, as the language is: every time is read on the city's clocks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from kharkiv_tracker import paths
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.languages import SOURCE

Names = Mapping[str, str]
"""One name per language: the source language always, others where there are any."""
_T = TypeVar("_T")
#: The forms of the city's name that sentences take.
FORMS = ("name", "in", "on", "of", "possessive", "city", "outside", "whole", "clock")


@dataclass(frozen=True, slots=True)
class Block:
    """Districts drawn together under a heading: column and row of each tile, by the key."""

    heading: Names
    tiles: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class City:
    """All that is true of this city alone, its districts aside."""

    code_prefix: str
    """A code of an incident begins with this: `KHT-2022-08-17-01`."""
    zone: ZoneInfo
    bounds: tuple[float, float, float, float]
    """Degrees that hold all of it: west, south, east, north."""
    latitude: float
    """Where distances are measured, in degrees."""
    unknown_areas: frozenset[str]
    """Areas that say no more than the city or the oblast: the district may be any of theirs."""
    texts: Mapping[str, Names]
    """The forms of its name that sentences take."""
    blocks: tuple[Block, ...]


def in_language(names: Names, language: str) -> str:
    """The name in a language, in the source language where it has none there."""
    return names.get(language, names[SOURCE])


def text(form: str) -> str:
    """A form of the city's name in the language spoken: `in` is the one of `casualties in`."""
    return in_language(load().texts[form], current())


@cache
def load() -> City:
    """Return the city; raise TrackerError when its file is missing or broken."""
    return built(file(), _city)


def file() -> Path:
    """Where city and districts are described."""
    return paths.resources() / "gazetteer.json"


def built(source: Path, build: Callable[[Any], _T]) -> _T:
    """What is made of the document in a file; raise TrackerError when missing or broken."""
    try:
        return build(json.loads(source.read_text(encoding="utf-8")))
    except OSError as error:
        sentence = _(
            "Cannot read the list of districts. Reinstall the program. File: {file}."
        ).format(file=source)
        raise TrackerError(sentence) from error
    except (ValueError, LookupError, TypeError, AttributeError, re.error) as error:
        sentence = _("The list of districts is damaged. Reinstall the program. File: {file}.")
        raise TrackerError(sentence.format(file=source)) from error


def _city(document: Any) -> City:
    entry = document["city"]
    bounds = entry["bounds"]
    for form in FORMS:
        in_language(entry["texts"][form], SOURCE)
    return City(
        code_prefix=str(entry["code_prefix"]),
        zone=ZoneInfo(entry["time_zone"]),
        bounds=(bounds["west"], bounds["south"], bounds["east"], bounds["north"]),
        latitude=float(entry["latitude"]),
        unknown_areas=frozenset(
            one["key"] for one in document["districts"] if one["kind"].endswith("unknown")
        ),
        texts=entry["texts"],
        blocks=_blocks(entry["blocks"]),
    )


def _blocks(entries: Any) -> tuple[Block, ...]:
    blocks = tuple(map(_block, entries))
    if not blocks:
        raise ValueError("a map needs a block of districts")
    return blocks


def _block(entry: Any) -> Block:
    in_language(entry["heading"], SOURCE)
    tiles = {key: (float(column), float(row)) for key, (column, row) in entry["tiles"].items()}
    if not tiles:
        raise ValueError("a block needs tiles")
    return Block(entry["heading"], tiles)
