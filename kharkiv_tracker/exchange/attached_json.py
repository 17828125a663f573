"""The JSON of what hangs on records: identifiers of other archives, and notes."""

from __future__ import annotations

from typing import TypeVar

from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.errors import under
from kharkiv_tracker.exchange.json_shape import Fields, items
from kharkiv_tracker.exchange.record_json import read_record

_T = TypeVar("_T", Identifier, Note)


def read_identifiers(fields: Fields, own: bool = False) -> tuple[Identifier, ...]:
    """The `identifiers` of a record: `[{"scheme": "T4P", "value": "…"}]`."""
    return _all(fields, "identifiers", Identifier, own)


def read_notes(fields: Fields, own: bool = False) -> tuple[Note, ...]:
    """The `notes` of a record: `[{"text": "…"}]`."""
    return _all(fields, "notes", Note, own)


def _all(fields: Fields, name: str, record: type[_T], own: bool) -> tuple[_T, ...]:
    entered = []
    for path, entry in items(fields.pop(name), name):
        with under(path):
            entered.append(read_record(record, entry, own=own))
    return tuple(entered)
