"""The words that passphrases are made of, a list for each language that has one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kharkiv_tracker import languages, paths

#: How many words a list has: each word of a passphrase is 11 bits.
SIZE = 2048


@cache
def words(language: str) -> tuple[str, ...]:
    """The words of a language; those of the source language where it has none."""
    return _read(language) or _read(languages.SOURCE)


def lists() -> dict[str, tuple[str, ...]]:
    """The words of every language that has a list, by its code."""
    return {code: listed for code in languages.known() if (listed := _read(code))}


def common() -> tuple[str, ...]:
    """What many people choose, or use as a part of what they choose."""
    return _lines(_folder() / "common.txt")


@cache
def _read(language: str) -> tuple[str, ...]:
    listed = _lines(_folder() / f"{language}.txt")
    # A list that was cut short would give passphrases that are easier to guess.
    return listed if len(set(listed)) == SIZE else ()


def _lines(file: Path) -> tuple[str, ...]:
    try:
        return tuple(file.read_text(encoding="utf-8").split("\n"))[:-1]
    except (OSError, ValueError):
        return ()


def _folder() -> Path:
    return paths.resources() / "passphrase_words"
