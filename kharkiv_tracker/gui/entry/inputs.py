"""What is typed of a record: each input, how it is read, what it comes to in JSON, and back.

A field is typed as it is but for a few that come together or apart: the time of a strike, a
district with its place, who spoke, where it was read, and counts with their parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import WITH_PARTS
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.errors import under
from kharkiv_tracker.exchange.record_json import Document, spoken
from kharkiv_tracker.gui.entry import typed_values
from kharkiv_tracker.gui.entry.field_parsers import Reader, Reading, one_line, one_text
from kharkiv_tracker.i18n import _

#: Reads a text, given the day of the strike if there is one.
Read = Callable[[Reader, str, date | None], Reading]
Texts = Mapping[str, str]
#: No form has a map or asks for several districts; a place is typed with its district, and who died
#: is chosen where the person is recorded.
_NOT_TYPED = ("point", "point_precision", "place", "districts", "first", "last", "died")
#: Kinds of which a text left blank says something, or is refused with a reason.
_BLANK_TOO = (Kind.EVENT, Kind.DISTRICT, Kind.AREA, Kind.COUNTS)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that is typed, under the name it has in JSON where it has one.

    `document` makes a part of the JSON of what was read, None for a blank; `text` says of a record
    what would have to be typed for it.
    """

    name: str
    label: str
    field: Field
    read: Read
    document: Callable[[Any], Document]
    text: Callable[[Any, Gazetteer], str]


def inputs_of(record: type) -> Iterator[Input]:
    """What is typed of a record, in the order of its fields and in the current language."""
    for field in fields_of(record):
        if field.automatic or field.name in _NOT_TYPED:
            continue
        if field.kind in _SEVERAL:
            yield from _SEVERAL[field.kind](field)
        else:
            yield _plain(field)


def entered(texts: Texts, record: type, reader: Reader, day: date | None = None) -> Document:
    """The JSON of what was typed; a blank is None there. Refused names the input."""
    document: Document = {}
    for item in inputs_of(record):
        if item.name in texts:
            with under(item.name):
                put(document, read_input(item, texts[item.name], reader, day))
    return document


def put(document: Document, part: Document) -> None:
    """Put a part into a document; parts of one count leave those of another as they are.

    An empty part stays, so that it replaces what the document had of that count.
    """
    of_whom = {**document.get("of_whom", {}), **part.get("of_whom", {})}
    if part.get("transfer"):
        # Who they are stays, however many the number says.
        part = {**part, "transfer": {**(document.get("transfer") or {}), **part["transfer"]}}
    document.update(part)
    if of_whom:
        document["of_whom"] = of_whom


def finished(document: Document) -> Document:
    """A document without what says nothing, the counts that have no parts among it."""
    return spoken({**document, "of_whom": spoken(document.get("of_whom", {}))})


def texts_of(record: object, places: Gazetteer) -> dict[str, str]:
    """The texts that a form holds for this record, by input name."""
    return {item.name: item.text(record, places) for item in inputs_of(type(record))}


def read_input(item: Input, text: str, reader: Reader, day: date | None) -> Document:
    """The part of the JSON that one text comes to; Refused where it is not understood."""
    if text.strip() or item.field.kind in _BLANK_TOO:
        return item.document(item.read(reader, text, day).value)
    return item.document(None)


def _plain(field: Field) -> Input:
    return Input(
        field.name,
        labels.field(field),
        field,
        partial(_READ[field.kind], field),
        _DOCUMENTS.get(field.kind, lambda value: {field.name: value}),
        lambda record, places: _TEXTS[field.kind](getattr(record, field.name), places),
    )


def _event(field: Field) -> Iterator[Input]:
    yield Input(
        "when",
        labels.field(field),
        field,
        lambda reader, text, _day: reader.event(text),
        lambda value: {"event": value},
        lambda record, _places: typed_values.event(record.event),
    )


def _where(field: Field) -> Iterator[Input]:
    yield Input(
        "where",
        _("Where"),
        field,
        lambda reader, text, _day: reader.where(text),
        lambda value: {"district": value[0], "place": value[1]},
        typed_values.where,
    )


def _speaker(field: Field) -> Iterator[Input]:
    _person, office, *_rest = fields_of(Speaker)
    yield _line("speaker", field, lambda record: str(record.speaker.person), labels.field(field))
    yield _line("office", field, lambda record: str(record.speaker.office), labels.field(office))


def _source(field: Field) -> Iterator[Input]:
    _name, kind, *_rest = fields_of(Source)
    yield _line("source", field, lambda record: str(record.source.name), labels.field(field))
    yield Input(
        "source_kind",
        labels.field(kind),
        kind,
        partial(_READ[Kind.WORD], kind),
        lambda value: {"source_kind": value},
        lambda record, _places: typed_values.word(record.source.kind),
    )


def _line(name: str, field: Field, text: Callable[[Any], str], label: str) -> Input:
    return Input(
        name,
        label,
        field,
        lambda _reader, typed, _day: one_line(typed),
        lambda value: {name: value},
        lambda record, _places: text(record),
    )


def _counts(field: Field) -> Iterator[Input]:
    for name in field.of:
        yield _with_parts(field, name) if name in WITH_PARTS else _without_parts(field, name)


def _with_parts(field: Field, name: str) -> Input:
    return Input(
        name,
        labels.heading(name),
        field,
        lambda reader, text, _day: reader.count(text, name),
        lambda value: {name: value[0], "of_whom": {name: value[1]}},
        lambda record, _places: typed_values.count(record, name),
    )


def _without_parts(field: Field, name: str) -> Input:
    return Input(
        name,
        labels.heading(name),
        field,
        lambda reader, text, _day: reader.plain_count(text, name),
        lambda value: {name: value},
        lambda record, _places: str(record.counts.get(name, "")),
    )


_SEVERAL: Mapping[Kind, Callable[[Field], Iterator[Input]]] = {
    Kind.EVENT: _event,
    Kind.DISTRICT: _where,
    Kind.SPEAKER: _speaker,
    Kind.SOURCE: _source,
    Kind.COUNTS: _counts,
}
#: How a text is read for a field of each kind.
_READ: Mapping[Kind, Callable[[Field, Reader, str, date | None], Reading]] = {
    Kind.LINE: lambda _field, _reader, text, _day: one_line(text),
    Kind.ADDRESS: lambda _field, _reader, text, _day: one_line(text),
    Kind.TEXT: lambda _field, _reader, text, _day: one_text(text),
    Kind.TICK: lambda _field, _reader, text, _day: Reading(bool(text)),
    Kind.DAY: lambda _field, reader, text, _day: reader.day(text),
    Kind.AS_OF: lambda _field, reader, text, day: reader.as_of(text, day),
    Kind.AREA: lambda _field, reader, text, _day: reader.area(text),
    Kind.WORD: lambda field, reader, text, _day: reader.word(field.of, text),
    Kind.WORDS: lambda field, reader, text, _day: reader.words(field.of, text),
    Kind.TRANSFER: lambda _field, reader, text, _day: reader.transfer(text),
    Kind.COMBATANTS: lambda _field, reader, text, _day: reader.combatants(text),
    Kind.RECORDS: lambda _field, reader, text, _day: reader.codes(text),
}
#: What is read in JSON, where it is more than the value under the field's name.
_DOCUMENTS: Mapping[Kind, Callable[[Any], Document]] = {
    Kind.TRANSFER: lambda moved: {"transfer": {"injured_to_killed": moved} if moved else None},
}
#: The value of a field of each kind as one would type it.
_TEXTS: Mapping[Kind, Callable[[Any, Gazetteer], str]] = {
    **dict.fromkeys((Kind.LINE, Kind.ADDRESS, Kind.TEXT), lambda text, _places: str(text)),
    Kind.TICK: lambda flag, _places: typed_values.tick(flag),
    Kind.DAY: lambda day, _places: typed_values.day(day),
    Kind.AS_OF: lambda when, _places: typed_values.as_of(when),
    Kind.AREA: typed_values.district,
    Kind.WORD: lambda word, _places: typed_values.word(word),
    Kind.WORDS: lambda words, _places: typed_values.words(words),
    Kind.TRANSFER: lambda moved, _places: str(moved or ""),
    Kind.COMBATANTS: lambda counts, _places: typed_values.combatants(counts),
    Kind.RECORDS: lambda codes, _places: ", ".join(codes),
}
