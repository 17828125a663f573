"""What a typed text comes to, compared with what a case says of it.

A case is a text, what it comes to (a reading, `ask` with candidates, `refuse`, or `any` of
several), and perhaps a context; the files are ordered by field and language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from _pytest.mark import ParameterSet

from kharkiv_tracker import gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import field_reader, reading_json

HERE = Path(__file__).parent


class Case(NamedTuple):
    field: str
    language: str
    typed: str
    expected: Mapping[str, Any]
    context: Mapping[str, Any]


def cases(file: str = "reading_cases.json", *fields: str) -> Iterator[Case]:
    document = json.loads((HERE / file).read_text(encoding="utf-8"))
    for field, languages in document.items():
        if fields and field not in fields:
            continue
        for language, entries in languages.items():
            for typed, expected, *context in entries:
                yield Case(field, language, typed, expected, context[0] if context else {})


def by_field(cases: Iterable[Case]) -> list[ParameterSet]:
    """The cases of each field and language, for one test each: an item per case costs seconds."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(f"{case.field}-{case.language}", []).append(case)
    return [pytest.param(group, id=name) for name, group in groups.items()]


def wrong(cases: Iterable[Case]) -> list[str]:
    """How each outcome that differs from what is expected does."""
    return list(filter(None, map(differs, cases)))


def outcome(case: Case) -> dict[str, Any]:
    """What `understand` prints of a case, without the words."""
    context = reading_json.context(case.context, gazetteer.load())
    try:
        return reading_json.document(case.field, field_reader.read(case.field, case.typed, context))
    except Refused as refusal:
        return {"refused": refusal.sentence}


def differs(case: Case) -> str:
    """How the outcome differs from what is expected; "" where it does not."""
    if "any" in case.expected:
        each = [differs(case._replace(expected=expected)) for expected in case.expected["any"]]
        return "" if "" in each else each[0]
    got = outcome(case)
    if case.expected.get("refuse"):
        return "" if got.get("refused") else f"{case.typed!r}: {got} is not refused"
    if "ask" in case.expected:
        asked = [_key(candidate) for candidate in got.get("ask", ())]
        wanted = [_key(candidate) for candidate in case.expected["ask"]]
        right = set(asked) == set(wanted) and len(asked) == len(wanted)
        place = case.expected.get("place", got.get("place"))
        return "" if right and got.get("place") == place else f"{case.typed!r}: {got}"
    reading = dict(got.get("reading", {"": got}))
    if "settlement" not in case.expected:
        reading.pop("settlement", None)
    return "" if reading == case.expected else f"{case.typed!r}: {got}"


def _key(candidate: Any) -> str:
    if isinstance(candidate, dict):
        candidate = {name: value for name, value in candidate.items() if name != "settlement"}
    return json.dumps(candidate, ensure_ascii=False, sort_keys=True)
