"""What is typed of a record: each input, how it is read, what it comes to in JSON, and back.

A field is typed as it is but for a few that come together or apart: the time of a strike, a
district with its place, who spoke, where it was read, and counts with their parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document as DocumentRecord
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import WITH_PARTS
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange import value_json
from kharkiv_tracker.exchange.json_shape import LONGEST_LINE, LONGEST_TEXT
from kharkiv_tracker.exchange.record_json import Document, spoken
from kharkiv_tracker.gui.entry import typed_values
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, Outcome, Reading
from kharkiv_tracker.intake.record_part import merge, record_part
from kharkiv_tracker.intake.things.office_field import AS_TYPED
from kharkiv_tracker.intake.times.time_texts import as_of_text, day_text, event_text

Texts = Mapping[str, str]
#: No form has a map or asks for several districts; a place and its settlement are typed with its
#: district, and who died is chosen where the person is recorded.
_NOT_TYPED = frozenset(
    (
        *("point", "point_precision", "place", "settlement", "districts", "first", "last"),
        "died",
    )
)
#: What is typed of a document in the forms of other records, and its name there.
_OF_DOCUMENT = {"text": "document_text", "title": "document_title", "kind": "document_kind"}
#: Kinds of which a text left blank is refused with a reason.
_NEEDED = (Kind.EVENT, Kind.DISTRICT, Kind.AREA)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that is typed, under the name it has in JSON where it has one.

    `read` gives the part of the record's JSON that a text comes to, or a question; `text` says of
    a record what would have to be typed for it.
    """

    name: str
    label: str
    field: Field
    read: Callable[[str, Context], Outcome]
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


def inputs_of_document() -> Iterator[Input]:
    """What only a document has, and is typed in a form where one is begun."""
    for item in inputs_of(DocumentRecord):
        if name := _OF_DOCUMENT.get(item.name):
            yield replace(item, name=name)


def entered(texts: Texts, record: type, context: Context) -> Document:
    """The JSON of what was typed; a blank is None there. Refused names the input."""
    document: Document = {}
    for item in inputs_of(record):
        if item.name in texts:
            with under(item.name):
                merge(document, read_input(item, texts[item.name], context))
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


def read_input(item: Input, text: str, context: Context) -> Document:
    """The part of the JSON that one text comes to; Refused where it is not understood or asks."""
    if text.strip() or item.field.kind in _NEEDED:
        return record_part(item.name, field_reader.settled(item.read(text, context)).part)
    if item.name in WITH_PARTS:
        return {item.name: "", "of_whom": {item.name: {}}}
    return {item.name: None}


def _plain(field: Field) -> Input:
    return Input(
        field.name,
        labels.field(field),
        field,
        _reader(field.name, field.kind),
        lambda record, places: _TEXTS[field.kind](getattr(record, field.name), places),
    )


def _reader(name: str, kind: Kind) -> Callable[[str, Context], Outcome]:
    """The reader of a field, or that of free text."""
    if name in field_reader.readers():
        return partial(field_reader.read, name)
    return partial(_FREE[kind], name)


def _event(field: Field) -> Iterator[Input]:
    yield Input(
        "when",
        labels.field(field),
        field,
        partial(field_reader.read, "when"),
        lambda record, _places: event_text(record.event),
    )


def _where(field: Field) -> Iterator[Input]:
    yield Input("where", _("Where"), field, partial(field_reader.read, "where"), typed_values.where)


def _speaker(field: Field) -> Iterator[Input]:
    _person, office, *_rest = fields_of(Speaker)
    yield _voice("speaker", field, lambda record: str(record.speaker.person), labels.field(field))
    yield _voice("office", field, lambda record: str(record.speaker.office), labels.field(office))


def _source(field: Field) -> Iterator[Input]:
    _name, kind, *_rest = fields_of(Source)
    yield Input(
        "source",
        labels.field(field),
        field,
        partial(_one_line, "source"),
        lambda record, _places: str(record.source.name),
    )
    yield Input(
        "source_kind",
        labels.field(kind),
        kind,
        partial(field_reader.read, "source_kind"),
        lambda record, _places: typed_values.word(record.source.kind),
    )


def _voice(name: str, field: Field, text: Callable[[Any], str], label: str) -> Input:
    """Who spoke: recorded as the source has it, and said below whom that means."""

    def read(typed: str, context: Context) -> Outcome:
        line = _one_line(name, typed.strip().removeprefix(AS_TYPED), context)
        outcome = field_reader.read(name, typed, context)
        if not isinstance(outcome, Reading) or fold(outcome.words) == fold(typed):
            return outcome if not isinstance(outcome, Reading) else line
        return Reading(line.part, outcome.words)

    return Input(name, label, field, read, lambda record, _places: text(record))


def _counts(field: Field) -> Iterator[Input]:
    for name in field.of:
        yield Input(
            name, labels.heading(name), field, partial(field_reader.read, name), _count_text(name)
        )


def _count_text(name: str) -> Callable[[Any, Gazetteer], str]:
    if name in WITH_PARTS:
        return lambda record, _places: typed_values.count(record, name)
    return lambda record, _places: str(record.counts.get(name, ""))


def _one_line(name: str, text: str, _context: Context) -> Reading:
    """One line of text, as typed."""
    if len(text) > LONGEST_LINE:
        raise Refused(_("The text is too long for one line."))
    return Reading({name: " ".join(text.split())})


def _one_text(name: str, text: str, _context: Context) -> Reading:
    """A text of several lines, as typed."""
    if len(text) > LONGEST_TEXT:
        raise Refused(_("The text is too long."))
    return Reading({name: text.strip()})


def _one_count(name: str, text: str, _context: Context) -> Reading:
    """A count of its own, as typed."""
    return Reading({name: text.strip()}, labels.count(value_json.one_count(text)))


def _ranges(name: str, text: str, _context: Context) -> Reading:
    """Ranges of characters as they are stored: `120-131,140-151`."""
    return Reading({name: [list(pair) for pair in passage.parse(text)]})


def _codes(name: str, text: str, _context: Context) -> Reading:
    """Codes of records, separated by spaces, commas or semicolons."""
    return Reading({name: text.replace(",", " ").replace(";", " ").split()})


_SEVERAL: Mapping[Kind, Callable[[Field], Iterator[Input]]] = {
    Kind.EVENT: _event,
    Kind.DISTRICT: _where,
    Kind.SPEAKER: _speaker,
    Kind.SOURCE: _source,
    Kind.COUNTS: _counts,
}
#: How free text is read, which any letters may be.
_FREE: Mapping[Kind, Callable[[str, str, Context], Reading]] = {
    Kind.LINE: _one_line,
    Kind.ADDRESS: _one_line,
    Kind.TEXT: _one_text,
    Kind.TICK: lambda name, text, _context: Reading({name: bool(text)}),
    Kind.RECORDS: _codes,
    Kind.RECORD: _one_line,
    Kind.COUNT: _one_count,
    Kind.RANGES: _ranges,
}
#: The value of a field of each kind as one would type it.
_TEXTS: Mapping[Kind, Callable[[Any, Gazetteer], str]] = {
    **dict.fromkeys((Kind.LINE, Kind.ADDRESS, Kind.TEXT), lambda text, _places: str(text)),
    Kind.TICK: lambda flag, _places: typed_values.tick(flag),
    Kind.DAY: lambda day, _places: day_text(day),
    Kind.AS_OF: lambda when, _places: as_of_text(when),
    Kind.AREA: typed_values.area,
    Kind.WORD: lambda word, _places: typed_values.word(word),
    Kind.WORDS: lambda words, _places: typed_values.words(words),
    Kind.TRANSFER: lambda moved, _places: str(moved or ""),
    Kind.COMBATANTS: lambda counts, _places: typed_values.combatants(counts),
    Kind.RECORDS: lambda codes, _places: ", ".join(codes),
    Kind.RECORD: lambda code, _places: str(code),
    Kind.COUNT: lambda count, _places: str(count),
    Kind.RANGES: lambda words, _places: passage.stored(words),
}
