"""The doors a field goes through, and which fields go through each.

At “said alone” a report that says nothing else is told by a line of the inspector.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase

import pytest

from tests.grammar.exceptions import FORGOTTEN, NOT_MEANT, Table
from tests.grammar.names import BARE, FIELDS, Field
from tests.grammar.samples import GIVEN, value_of

_TELLING = ("incident", "report", "statement")
_JSON = (*_TELLING, "joint", "person", "source", "attachment")
_BESIDE = ("document", "note", "identifier", "clearance", "method")
_EVERY = (*_JSON, *_BESIDE, "speaker", "office", "link", "override", "case")
_ADDED = ("incident", "report", "statement", "joint", "person", "source")
#: By door, the records that go through it.
RECORDS = {
    "saved": _EVERY,
    "reopened": _EVERY,
    "rebuilt from history": _EVERY,
    "added by the command": (*_ADDED, "document", "note", "identifier"),
    "amended by the command": (*_JSON, "document"),
    "kept when another is amended": (*_JSON, "document"),
    "out to JSON and in": (*_JSON, "document", "note", "identifier"),
    "typed": _TELLING,
    "shown in the edit form": _TELLING,
    "edited": _TELLING,
    "history in words": _EVERY,
    "inspector": ("incident", "report", "person", "attachment", "link", "override"),
    "report line": ("report",),
    "said alone": ("report",),
    "offer": ("report",),
    "page": ("incident", "report", "person"),
    "purged": _EVERY,
    "codebook": _EVERY,
}


def _has_words(field: Field) -> bool:
    """Whether a person reads it: ids and numbers that the program gives never show."""
    return str(field) not in GIVEN


#: Doors through which only some kinds of field go.
_ONLY: dict[str, Callable[[Field], bool]] = {
    "inspector": _has_words,
    "report line": _has_words,
    "page": _has_words,
    "said alone": lambda field: bool(field.quantity),
    "offer": lambda field: bool(field.quantity),
    "purged": lambda field: (
        field.kind is str or (field.record in BARE and isinstance(value_of(field), str))
    ),
}


def fields_of(door: str) -> list[Field]:
    only = _ONLY.get(door, lambda _field: True)
    return [field for field in FIELDS if field.record in RECORDS[door] and only(field)]


def reason(table: Table, door: str, field: Field) -> str:
    """Why a table says that a field does not go through a door; "" where it does not say so."""
    return next(
        (
            why
            for doors, patterns, why in table
            if (door in doors or "*" in doors)
            and any(fnmatchcase(str(field), one) for one in patterns)
        ),
        "",
    )


def through(door: str) -> pytest.MarkDecorator:
    """One test for every field that is to go through a door."""
    params = []
    for field in fields_of(door):
        forgotten = reason(FORGOTTEN, door, field)
        marks = [pytest.mark.xfail(strict=True, reason=forgotten)] if forgotten else []
        params.append(pytest.param(field, id=f"{field}-{door}", marks=marks))
    return pytest.mark.parametrize("field", params)


@contextmanager
def crossing(door: str, field: Field) -> Iterator[None]:
    """A field at a door: a failure names both, and an exception that is none fails as well."""
    excepted = reason(NOT_MEANT, door, field)
    try:
        yield
    except Exception as error:
        if not excepted:
            sentence = f"{field} is lost at the door “{door}”: {error}"
            raise AssertionError(sentence) from None
        return
    if excepted:
        pytest.fail(f"{field} goes through “{door}”, and the exceptions say: {excepted}")
