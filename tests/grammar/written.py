"""The JSON of `add` made of the fields one by one, by no mapper of the package."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, time
from enum import StrEnum
from typing import Any

from kharkiv_tracker import i18n
from kharkiv_tracker.cli import main
from kharkiv_tracker.domain.age import Age
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.when import AsOf
from tests.grammar.doors import reason
from tests.grammar.exceptions import NOT_MEANT
from tests.grammar.names import Field, declared
from tests.grammar.samples import COMPLETE

Document = dict[str, Any]
#: Where a field stands in the JSON, where that is not its own name.
_PLACES = {
    "speaker.person": "speaker",
    "speaker.office": "office",
    "source.name": "source",
    "source.kind": "source_kind",
    "first": "from",
    "last": "to",
    "transfer": "transfer.injured_to_killed",
    "died": "transfer.persons",
    **{f"name_{language}": f"names.{language}" for language in ("uk", "ru", "en")},
}


def place(field: Field) -> str:
    """Where a field stands in the JSON of its record: `of_whom.killed.men`."""
    head, _dot, rest = field.path.partition(".")
    if head == "counts":
        return f"of_whom.{rest}" if "." in rest else rest
    return _PLACES.get(field.path, field.path)


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    match value:
        case StrEnum():
            return value.value
        case Count() | AsOf() | Age():
            return str(value)
        case time():
            return value.strftime("%H:%M")
        case date():
            return value.isoformat()
        case tuple():
            return [plain(one) for one in value]
        case _:
            return value


def put(document: Document, where: str, value: Any) -> Document:
    """The document with a value put in its place."""
    *holders, name = where.split(".")
    inner = document
    for holder in holders:
        inner = inner.setdefault(holder, {})
    inner[name] = value
    return document


def document(record: str, number: int = 0, door: str = "added by the command") -> Document:
    """A sample with every field that is meant to go through a door."""
    sample, made = COMPLETE[record][number], Document()
    for field in declared(record):
        value = field.of(sample)
        if value not in (None, "", (), False, 0) and not reason(NOT_MEANT, door, field):
            put(made, place(field), plain(value))
    return made


def run(*arguments: object) -> str:
    """What a command prints; AssertionError with its sentence where it refuses."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    i18n.activate("en")
    assert code == 0, err.getvalue().strip()
    return out.getvalue()


def typed(value: Any) -> str:
    """A value as it stands behind `--set FIELD=`."""
    text = plain(value)
    return text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
