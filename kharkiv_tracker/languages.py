"""The languages there are, a folder each, and the words of each that are understood when typed.

A folder under `locale` holds `language.json` (how the language is called), `typed/` (words for
typed text, a file each for what they are about) and, where the program speaks it, a catalogue of
translations, `method.json`, the text offered for the method page of a case, and `product.json`,
what menus and shops say of the program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kharkiv_tracker import paths

#: The language of the source text: it needs no catalogue, and fills in what another lacks.
SOURCE = "en"
CATALOGUE = "kharkiv_tracker"
#: How a compiled catalogue begins, in either order of bytes.
_CATALOGUES = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")


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
    alphabet: str = ""
    """Its small letters in order, among them those of others that are written in its script."""
    unbroken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Patterns of spaces at which no line may end, by where they hold."""
    latin: Mapping[str, str] = field(default_factory=dict)
    """What its letters become in the Latin alphabet; empty for a language written in it."""

    @property
    def is_spoken(self) -> bool:
        """Whether window and page can be in it, not typed text alone."""
        return self.code == SOURCE or _catalogue(self.code).is_file()


def folder() -> Path:
    """Where every language has a folder."""
    return paths.resources() / "locale"


@cache
def known() -> Mapping[str, Language]:
    """Every language by its code: the source language, then the others by theirs.

    One whose file is damaged is left out, and named by `damaged`; the source language is spoken
    even then, so that this can be said.
    """
    languages = {SOURCE: Language(SOURCE, "English", {}, SOURCE, 0)}
    for file in sorted(folder().glob("*/language.json")):
        if (language := _read(file)) is not None:
            languages[language.code] = language
    return languages


def damaged() -> Path | None:
    """A file of a language that cannot be read as one; None where all are sound."""
    # The source language has a file for everything that can be typed.
    topics = {file.name for file in folder().glob("*/typed/*.json")}
    needed = ("language.json", "method.json", *(f"typed/{topic}" for topic in sorted(topics)))
    for name in needed:
        if not (folder() / SOURCE / name).is_file():
            return folder() / SOURCE / name
    for file in sorted(folder().glob("*/language.json")):
        catalogue = _catalogue(file.parent.name)
        if _read(file) is None:
            return file
        for words in sorted((*file.parent.glob("typed/*.json"), *file.parent.glob("method.json"))):
            if _words(words) is None:
                return words
        if catalogue.is_file() and not _is_catalogue(catalogue):
            return catalogue
    return None


def spoken() -> tuple[str, ...]:
    """The codes of those that window and page can be in."""
    return tuple(code for code, language in known().items() if language.is_spoken)


def of_sources() -> tuple[str, ...]:
    """The codes of all, in the order in which the languages of sources are listed."""
    return tuple(sorted(known(), key=lambda code: known()[code].order))


def called(code: str, language: str) -> str:
    """What a language is called in another; a code that is not a language stays as it is."""
    if code not in known():
        return code
    names = known()[code].called
    return names.get(language, names.get(SOURCE, known()[code].name))


def typed(section: str, language: str = "") -> tuple[Any, ...]:
    """A section of the words for typed text: of each language that has it, or of one alone."""
    codes = [language] if language else list(known())
    return tuple(_typed(code)[section] for code in codes if section in _typed(code))


def texts(name: str, language: str) -> Mapping[str, Any]:
    """A file of texts in a language, or in the source language where it has none."""
    return _words(folder() / language / name) or _words(folder() / SOURCE / name) or {}


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
    """A pattern of any of these phrases, the longer ones first; of nothing without any."""
    longest = sorted(
        {phrase.casefold() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase)
    )
    return "|".join(map(re.escape, longest)) or "(?!)"


def listed(entry: str | list[str]) -> Iterator[str]:
    """The words of an entry: a list of phrases, or single words in one text."""
    yield from entry.split() if isinstance(entry, str) else entry


def _catalogue(code: str) -> Path:
    return folder() / code / "LC_MESSAGES" / f"{CATALOGUE}.mo"


def _is_catalogue(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) in _CATALOGUES


@cache
def _typed(code: str) -> Mapping[str, Any]:
    files = sorted((folder() / code / "typed").glob("*.json"))
    return {name: entry for file in files for name, entry in (_words(file) or {}).items()}


@cache
def _read(file: Path) -> Language | None:
    document = _document(file)
    code = file.parent.name
    language = Language(
        code,
        document.get("name", ""),
        document.get("called", {}),
        document.get("locale", code),
        document.get("order", 0),
        document.get("alphabet", ""),
        {where: tuple(listed) for where, listed in document.get("unbroken", {}).items()},
        document.get("latin", {}),
    )
    texts = (
        *(language.name, language.locale, language.alphabet),
        *(*_values(language.called), *_values(language.latin)),
    )
    is_sound = bool(language.name) and all(isinstance(text, str) for text in texts)
    is_sound &= all(_is_pattern(text) for listed in language.unbroken.values() for text in listed)
    return language if is_sound and isinstance(language.order, int) else None


def _is_pattern(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(re.compile(text))
    except re.error:
        return False


@cache
def _words(file: Path) -> Mapping[str, Any] | None:
    """The words for typed text, by section: words, or words by what they mean."""
    document = _document(file)
    parts = document.get("parts", {})
    is_sound = all(_is_section(section) for section in document.values()) and all(
        isinstance(part, dict) and {"one", "many"} <= part.keys() for part in _values(parts)
    )
    return document if document and is_sound else None


def _document(file: Path) -> dict[str, Any]:
    """A JSON object; empty where the file holds none."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def _is_section(section: Any) -> bool:
    if isinstance(section, dict):
        return all(_is_section(entry) for entry in section.values())
    if isinstance(section, list):
        return all(
            isinstance(entry, str) or (isinstance(entry, list) and _is_section(entry))
            for entry in section
        )
    return isinstance(section, str)


def _values(entry: Any) -> list[Any]:
    return list(entry.values()) if isinstance(entry, dict) else [None]
