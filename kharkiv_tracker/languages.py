"""The languages there are, a folder each, and the words of each that are understood when typed.

A folder under `locale` holds `language.json` (how the language is called), `typed.json` (words
for typed text) and, where the program speaks it, a catalogue of translations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kharkiv_tracker import paths

#: The language of the source text: it needs no catalogue, and stands in for what another lacks.
SOURCE = "en"
CATALOGUE = "kharkiv_tracker"


@dataclass(frozen=True, slots=True)
class Language:
    """One language; `name` is its own, `locale` the one that dates and numbers are written in."""

    code: str
    name: str
    called: Mapping[str, str]
    """What it is called in others, by their codes."""
    locale: str
    order: int
    """Its place where the languages of sources are listed."""

    @property
    def is_spoken(self) -> bool:
        """Whether window and page can be in it, not typed text alone."""
        catalogue = folder() / self.code / "LC_MESSAGES" / f"{CATALOGUE}.mo"
        return self.code == SOURCE or catalogue.is_file()


def folder() -> Path:
    """Where every language has a folder."""
    return paths.resources() / "locale"


@cache
def known() -> Mapping[str, Language]:
    """Every language by its code: the source language, then the others by theirs."""
    files = sorted(folder().glob("*/language.json"), key=lambda file: _first(file.parent.name))
    return {file.parent.name: _read(file) for file in files}


def spoken() -> tuple[str, ...]:
    """The codes of those that window and page can be in."""
    return tuple(code for code, language in known().items() if language.is_spoken)


def of_sources() -> tuple[str, ...]:
    """The codes of all, in the order in which the languages of sources are listed."""
    return tuple(sorted(known(), key=lambda code: known()[code].order))


def called(code: str, language: str) -> str:
    """What a language is called in another; a code that is no language stays as it is."""
    if code not in known():
        return code
    names = known()[code].called
    return names.get(language, names.get(SOURCE, known()[code].name))


def typed(section: str, language: str = "") -> tuple[Any, ...]:
    """A section of the words for typed text: of each language that has it, or of one alone."""
    codes = [language] if language else list(known())
    return tuple(_typed(code)[section] for code in codes if section in _typed(code))


def words(section: str) -> frozenset[str]:
    """All words or phrases of a section that is one list."""
    return frozenset(word for entry in typed(section) for word in listed(entry))


def table(section: str) -> Mapping[str, tuple[str, ...]]:
    """The words of a section by what they mean, those of all languages together."""
    rows: dict[str, tuple[str, ...]] = {}
    for entry in typed(section):
        pairs = entry.items() if isinstance(entry, dict) else enumerate(entry)
        for key, value in pairs:
            rows[str(key)] = (*rows.get(str(key), ()), *listed(value))
    return rows


def either(phrases: Iterable[str]) -> str:
    """A pattern of any of these phrases, the longer ones first; of nothing where there are none."""
    longest = sorted(
        {phrase.casefold() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase)
    )
    return "|".join(map(re.escape, longest)) or "(?!)"


def listed(entry: str | list[str]) -> Iterator[str]:
    """The words of an entry: a list of phrases, or single words in one text."""
    yield from entry.split() if isinstance(entry, str) else entry


def _first(code: str) -> tuple[bool, str]:
    return code != SOURCE, code


@cache
def _typed(code: str) -> Mapping[str, Any]:
    file = folder() / code / "typed.json"
    if not file.is_file():
        return {}
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


def _read(file: Path) -> Language:
    document = json.loads(file.read_text(encoding="utf-8"))
    code = file.parent.name
    return Language(
        code,
        document["name"],
        document["called"],
        document.get("locale", code),
        document["order"],
    )
