"""A count with its parts as it is typed: read again, it is the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kharkiv_tracker import languages
from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.i18n import current
from kharkiv_tracker.intake.counts.count_parts import AgedPerson


def count_text(
    count: Count | Ratio,
    parts: Mapping[str, Count],
    persons: Sequence[AgedPerson] = (),
    apart: Count | None = None,
    language: str = "",
) -> str:
    """`16 (1+ child aged 8, 4 hospitalised) plus 50 stress`, in the words of a language."""
    language = language or current()
    words = _words("count_written", language)
    ages: dict[str, list[str]] = {}
    for person in persons:
        ages.setdefault(person.group, []).append(_age(person.age, words))
    texts = [
        _part(name, part, ages.get(name, ()), language)
        for name, part in parts.items()
        if not part.is_unknown
    ]
    number = str(count)
    inner = ", ".join(texts)
    if inner:
        number = f"{number} ({inner})" if number else f"{words['of_whom']} {inner}"
    if apart is not None and not apart.is_unknown:
        beside = _part("stress", apart, (), language)
        number = f"{number} {words['beside']} {beside}" if number else beside
    return number


def _part(name: str, count: Count, ages: Sequence[str], language: str) -> str:
    one, many = _written(language).get(name, (name, name))
    noun = one if getattr(count, "best", 0) == 1 else many
    words = _words("count_written", language)
    text = f"{count} {noun}"
    joint = f" {words['and']} "
    return f"{text} {words['aged']} {joint.join(ages)}" if ages else text


def _age(age: str, words: Mapping[str, str]) -> str:
    return age.replace("months", words["months"])


def _written(language: str) -> Mapping[str, Sequence[str]]:
    """A class of people as it is typed after one, and after any other number."""
    table = _words("parts", language)
    return {name: part["written"] for name, part in table.items() if "written" in part}


def _words(section: str, language: str) -> Any:
    """A section in a language, or in the source language where it has none."""
    entries = languages.typed(section, language) or languages.typed(section, languages.SOURCE)
    return entries[0]
