"""Rows of our own tables as records in JSON: what `export.columns` makes of a field, undone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import csv_table
from kharkiv_tracker.domain.fields import Field, Kind
from kharkiv_tracker.domain.source import SourceKind
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.exchange.record_json import Document, json_name
from kharkiv_tracker.export import columns
from kharkiv_tracker.i18n import _

_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row by the names of its columns; `number` is the one a person finds it under.

    Words of a workbook are called in the language spoken, those of CSV as they are stored.
    """

    number: int
    cells: Mapping[str, str]
    is_workbook: bool = False

    def text(self, name: str) -> str:
        """A cell as it was recorded; "" where it is blank or the table has no such column."""
        text = self.cells.get(name, "")
        return text if self.is_workbook else csv_table.unguarded(text)

    def texts(self, name: str) -> list[str]:
        """The values that are joined in a cell."""
        return [text for text in self.text(name).split(_BETWEEN) if text]

    def is_so(self, name: str) -> bool:
        """Whether a cell says yes."""
        yes = _("yes") if self.is_workbook else csv_table.yes_or_no(True)
        return self.text(name) == yes

    def word(self, name: str, kind: Any) -> str:
        """A word as it is stored; any other text as it is."""
        text = self.text(name)
        if not self.is_workbook:
            return text
        by_label = {_folded(labels.word(word)): word.value for word in cast("type[Word]", kind)}
        return by_label.get(_folded(text), text)


def document(record: type, row: OwnRow) -> Document:
    """The record of a row, in the JSON of our own files; what cannot be is refused there."""
    made: Document = {}
    if hasattr(record, "uid"):
        made["uid"] = row.text("uid")
    for field in record_json.entered(cast("Hashable", record), own=True):
        record_json.join(made, CELLS[field.kind](row, field))
    return record_json.spoken(made)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _line(row: OwnRow, field: Field) -> Document:
    return {json_name(field): row.text(columns.name_of(field))}


def _number(row: OwnRow, field: Field) -> Document:
    text = row.text(columns.name_of(field))
    return {json_name(field): int(text) if text.isascii() and text.isdigit() else text}


def _place(row: OwnRow, field: Field) -> Document:
    name = columns.name_of(field)
    return {json_name(field): row.text(f"{name}{columns.KEY}") or row.text(name)}


def _point(row: OwnRow, field: Field) -> Document:
    texts = row.text("latitude"), row.text("longitude")
    return {json_name(field): [_degrees(text) for text in texts] if any(texts) else None}


def _degrees(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def _source(row: OwnRow, field: Field) -> Document:
    return {
        json_name(field): row.text("source"),
        "source_kind": row.word("source_kind", SourceKind),
    }


def _counts(row: OwnRow, field: Field) -> Document:
    of_whom: dict[str, dict[str, str]] = {}
    for text in row.texts(columns.OF_WHOM):
        name, _colon, count = text.partition(": ")
        quantity, _dot, part = name.partition(".")
        of_whom.setdefault(quantity, {})[part] = count
    return {**{name: row.text(name) for name in field.of}, "of_whom": of_whom}


def _combatants(row: OwnRow, field: Field) -> Document:
    counts = {name: row.text(f"{field.name}_{name}") for name in field.of}
    return {json_name(field): record_json.spoken(counts)}


def _transfer(row: OwnRow, field: Field) -> Document:
    moved = row.text(columns.name_of(field))
    return {json_name(field): {"injured_to_killed": moved} if moved else None}


def _records(row: OwnRow, field: Field) -> Document:
    codes = row.texts(columns.name_of(field))
    if json_name(field) == field.name:
        return {field.name: codes}
    # Who died is written with the number of those who did.
    return {json_name(field): {"persons": codes} if codes else None}


def _ranges(row: OwnRow, field: Field) -> Document:
    pairs = [text.split("-") for text in row.texts(columns.name_of(field))]
    ranges = [[int(end) if end.isdigit() else end for end in pair] for pair in pairs]
    return {json_name(field): ranges}


#: A field of each kind, of the columns that `columns.COLUMNS` has for it.
CELLS: Mapping[Kind, Callable[[OwnRow, Field], Document]] = {
    **dict.fromkeys((Kind.LINE, Kind.TEXT, Kind.ADDRESS, Kind.NAME, Kind.INSTANT), _line),
    **dict.fromkeys((Kind.AGE, Kind.DAY, Kind.AS_OF, Kind.COUNT, Kind.RECORD), _line),
    Kind.SETTLEMENT: _line,
    Kind.TICK: lambda row, field: {json_name(field): row.is_so(columns.name_of(field))},
    Kind.NUMBER: _number,
    Kind.HOUR: lambda row, field: {json_name(field): row.text(field.name)[:5]},
    **dict.fromkeys((Kind.DISTRICT, Kind.AREA), _place),
    Kind.DISTRICTS: lambda row, field: {json_name(field): row.texts(field.name)},
    Kind.WORD: lambda row, field: {json_name(field): row.word(field.name, field.of)},
    Kind.WORDS: lambda row, field: {json_name(field): row.texts(field.name)},
    Kind.EVENT: lambda row, field: {json_name(field): document(EventTime, row)},
    Kind.POINT: _point,
    Kind.SPEAKER: lambda row, _field: {name: row.text(name) for name in ("speaker", "office")},
    Kind.SOURCE: _source,
    Kind.COUNTS: _counts,
    Kind.COMBATANTS: _combatants,
    Kind.TRANSFER: _transfer,
    Kind.RECORDS: _records,
    Kind.RANGES: _ranges,
}
