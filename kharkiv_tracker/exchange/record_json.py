"""Records as JSON and back, field by field: what `add` takes, `amend` changes and the form sends.

A field without a value is absent. An invalid value is refused with its path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from kharkiv_tracker import settlement_register
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_date, parse_time
from kharkiv_tracker.errors import Refused, shown, under
from kharkiv_tracker.exchange import count_json, value_json
from kharkiv_tracker.exchange.json_shape import (
    Fields,
    NotedFields,
    items,
    known_names,
    one_of,
    text_of,
    whole_number,
)
from kharkiv_tracker.i18n import _

Document = dict[str, Any]
_T = TypeVar("_T")
#: Fields that go by another name in JSON.
_NAMES = {"first": "from", "last": "to", "died": "transfer"}
#: What the program gives a record, and files of the team have: no field of `add`.
_GIVEN = frozenset(
    ("code", "number", "withdrawn", "collected", "chosen", "chosen_reason", "merged_into")
)
#: Names in JSON that two fields share.
_SHARED = frozenset(("transfer",))
#: What is blank may be a place of its own.
_PLACED = frozenset((Kind.DISTRICT, Kind.AREA))
_NOWHERE = Gazetteer(())
_UID = re.compile("[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A field to be read from an object, against the places it may name."""

    fields: Fields
    field: Field
    places: Gazetteer

    @property
    def name(self) -> str:
        return json_name(self.field)

    def pop(self) -> object:
        return self.fields.pop(self.name)

    def text(self) -> str:
        return self.fields.text(self.name)

    def read(self, value: Callable[[], _T]) -> _T:
        """A value, refused with its path."""
        with under(self.name):
            return value()


@cache
def entered(record: Any, own: bool = False) -> tuple[Field, ...]:
    """The fields that are given with a record; what a person refers to is read apart.

    In files of our `own` they are also those that the program gave.
    """

    def is_entered(field: Field) -> bool:
        if field.automatic:
            return own and field.name in _GIVEN
        return field.kind is not Kind.RECORD or field.of == "document"

    return tuple(filter(is_entered, fields_of(record)))


@cache
def _blanks(record: Any, own: bool) -> tuple[tuple[Field, frozenset[str], Any], ...]:
    """The fields that are given with a record, with their names in JSON and what they come to
    where it has none of these: most fields of most records are blank. Without names where that
    is refused, or not the same everywhere."""
    blanks: list[tuple[Field, frozenset[str], Any]] = []
    for field in entered(record, own):
        noted, value = NotedFields(), None
        try:
            if field.kind not in _PLACED:
                value = _READ[field.kind](_Entry(noted, field, _NOWHERE))
        except Refused:
            noted = NotedFields()
        names = frozenset() if isinstance(value, dict) else frozenset(noted.names)
        blanks.append((field, names, value))
    return tuple(blanks)


def json_name(field: Field) -> str:
    """What a field is called in JSON."""
    return _NAMES.get(field.name, field.name)


def document_of(record: object, own: bool = False) -> Document:
    """The fields of a record as `add` takes them; in files of our `own` what the program gave too.

    These have the id of the record as its `uid`, where it is read with it.
    """
    document: Document = {}
    for field in entered(cast("Hashable", type(record)), own):
        written = _WRITTEN[field.kind](json_name(field), getattr(record, field.name))
        join(document, written)
    return spoken({**({"uid": getattr(record, "uid", "")} if own else {}), **document})


def join(document: Document, values: Document) -> None:
    """Put values into a document; who died is written with the number of those who did."""
    for name, value in values.items():
        joined = name in _SHARED and document.get(name)
        document[name] = {**document[name], **(value or {})} if joined else value


def read_fields(
    record: type, fields: Fields, places: Gazetteer, own: bool = False
) -> dict[str, Any]:
    """What an object gives for the fields of a dataclass; what it does not give is left out."""
    present = fields.rest().keys()
    values = {
        field.name: blank
        if names and names.isdisjoint(present)
        else _READ[field.kind](_Entry(fields, field, places))
        for field, names, blank in _blanks(record, own)
    }
    if own and hasattr(record, "uid"):
        values["uid"] = _uid(fields)
    return {name: value for name, value in values.items() if value is not None}


def read_record(
    record: type[_T], document: object, places: Gazetteer | None = None, own: bool = False
) -> _T:
    """A record from the fields of the JSON of `add`; Refused where it contradicts itself.

    Without `places` a record that names any is refused. A file of our `own` also has what the
    program gave.
    """
    fields = Fields(document)
    values = read_fields(record, fields, places or _NOWHERE, own)
    fields.refuse_rest()
    entered = record(**values)
    check: Callable[[], None] | None = getattr(entered, "check", None)
    if check is not None:
        check()
    return entered


def read_attachment(document: object, attachment: Attachment) -> Attachment:
    """An attachment with its corrected fields; the file itself is never changed."""
    fields = Fields(document)
    values = read_fields(Attachment, fields, _NOWHERE)
    fields.refuse_rest(_("an attached file cannot be changed"))
    return replace(attachment, **values)


def spoken(document: Mapping[str, Any]) -> Document:
    """A document without empty fields."""
    return {
        name: value for name, value in document.items() if value not in (None, "", False, [], {})
    }


def _plain(name: str, value: Any) -> Document:
    return {name: value}


def _text(name: str, value: Any) -> Document:
    return {name: None if value is None else str(value)}


def _word(name: str, value: Any) -> Document:
    return {name: value.value if value else None}


def _event_out(name: str, event: EventTime) -> Document:
    return {name: document_of(event)}


def _records_out(name: str, codes: tuple[str, ...]) -> Document:
    if name != "transfer":
        return {name: list(codes)}
    return {name: {"persons": list(codes)}} if codes else {}


#: A value of each kind in JSON, under its name or the several it has there.
_WRITTEN: Mapping[Kind, Callable[[str, Any], Document]] = {
    **dict.fromkeys((Kind.LINE, Kind.TEXT, Kind.ADDRESS, Kind.TICK, Kind.NUMBER), _plain),
    **dict.fromkeys((Kind.NAME, Kind.INSTANT), _plain),
    **dict.fromkeys((Kind.DISTRICT, Kind.SETTLEMENT, Kind.AREA), _plain),
    **dict.fromkeys((Kind.AGE, Kind.DAY, Kind.AS_OF), _text),
    **dict.fromkeys((Kind.DISTRICTS, Kind.POINT), lambda n, v: {n: list(v or ())}),
    Kind.RECORDS: _records_out,
    Kind.RECORD: _plain,
    Kind.COUNT: _text,
    Kind.RANGES: lambda name, words: {name: [list(pair) for pair in words]},
    Kind.HOUR: lambda name, hour: {name: hour.strftime("%H:%M") if hour else None},
    Kind.WORD: _word,
    Kind.WORDS: lambda name, words: {name: [word.value for word in words]},
    Kind.EVENT: _event_out,
    Kind.SPEAKER: lambda _name, who: {"speaker": who.person, "office": who.office},
    Kind.SOURCE: lambda name, source: {name: source.name, **_word("source_kind", source.kind)},
    Kind.COUNTS: lambda _name, counts: count_json.counts_document(counts),
    Kind.COMBATANTS: lambda name, counts: {name: {k: str(c) for k, c in counts.items()}},
    Kind.TRANSFER: lambda name, moved: {name: {"injured_to_killed": moved} if moved else None},
}


def _flag(entry: _Entry) -> bool:
    return entry.fields.flag(entry.name)


def _number(entry: _Entry) -> int | None:
    value = entry.pop()
    return entry.read(lambda: None if value in (None, "") else whole_number(value))


def _read_text(parse: Callable[[str], _T]) -> Callable[[_Entry], _T | None]:
    """A reader of one line that `parse` understands; None where it is absent."""

    def read(entry: _Entry) -> _T | None:
        text = entry.text()
        return entry.read(lambda: parse(text) if text else None)

    return read


def _district(entry: _Entry) -> str:
    name = entry.text()
    return entry.read(lambda: entry.places.resolve(name).key)


def _uid(fields: Fields) -> str:
    uid = fields.text("uid")
    if uid and not _UID.fullmatch(uid):
        raise Refused(_("This is not the id of a record."), path="uid")
    return uid


def _area(entry: _Entry) -> str:
    name = entry.text()
    return entry.read(lambda: entry.places.resolve_area(name).key)


def _settlement(code: str) -> str:
    if settlement_register.load().get(code) is None:
        raise Refused(
            _("“{code}” is not the code of a settlement in the oblast.").format(code=shown(code))
        )
    return code


def _list(entry: _Entry, read: Callable[[object], _T]) -> tuple[_T, ...]:
    """A list, each item read by this; repeated items are read once."""
    values = []
    for path, value in items(entry.pop(), entry.name):
        with under(path):
            values.append(read(value))
    return tuple(dict.fromkeys(values))


def _word_in(entry: _Entry) -> Any:
    return entry.fields.word(entry.name, entry.field.of)


def _event(entry: _Entry) -> EventTime:
    value = entry.pop()
    with under(entry.name):
        if value is None:
            raise Refused(_("No date is given. If it is unknown, set the precision to unknown."))
        fields = Fields(value)
        event = read_fields(EventTime, fields, entry.places)
        fields.refuse_rest()
        implied = Precision.EXACT if "time" in event else Precision.DATE
        return EventTime(**{"precision": implied, **event})


def _value(read: Callable[[object], _T]) -> Callable[[_Entry], _T | None]:
    """A reader of a value other than text; None where it is absent."""

    def read_entry(entry: _Entry) -> _T | None:
        value = entry.pop()
        return entry.read(lambda: None if value is None else read(value))

    return read_entry


def _speaker(entry: _Entry) -> Speaker:
    return Speaker(entry.text(), entry.fields.text("office"))


def _source(entry: _Entry) -> Source:
    return Source(entry.text(), entry.fields.word("source_kind", SourceKind))


def _transfer(entry: _Entry) -> int:
    value = entry.pop()
    if value is None:
        return 0
    with under(entry.name):
        fields = Fields(value)
        moved, persons = fields.pop("injured_to_killed"), fields.pop("persons")
        fields.refuse_rest(known_names(("injured_to_killed", "persons")))
        with under("injured_to_killed"):
            number = whole_number(moved)
            if number < 1:
                raise Refused(_("Enter at least one person."))
            parse_count(str(number))
    if persons is not None:
        # Read by the field that comes after it.
        entry.fields.put({entry.name: {"injured_to_killed": number, "persons": persons}})
    return number


def _records(entry: _Entry) -> tuple[str, ...]:
    """Codes of incidents; or of the persons who died, with the number of those who did."""
    if entry.name != "transfer":
        return _list(entry, lambda code: code_of(text_of(code)))
    value = entry.pop()
    if not isinstance(value, dict):
        return ()
    with under(entry.name):
        entry.fields.put({"persons": value["persons"]})
        persons = _list(replace(entry, field=replace(entry.field, name="persons")), _named)
        if len(persons) > value["injured_to_killed"]:
            raise Refused(_("More people are named than died."), path="persons")
    return persons


def _named(value: object) -> str:
    name = " ".join(text_of(value).split())
    if not name:
        raise Refused(_("Enter the code of a person."))
    return name


#: How a value of each kind is read from JSON.
_READ: Mapping[Kind, Callable[[_Entry], Any]] = {
    **dict.fromkeys((Kind.LINE, Kind.ADDRESS, Kind.NAME, Kind.INSTANT), _Entry.text),
    Kind.TEXT: lambda entry: entry.fields.long_text(entry.name),
    Kind.TICK: _flag,
    Kind.NUMBER: _number,
    Kind.AGE: lambda entry: entry.read(lambda: parse_age(text_of(entry.pop()))),
    Kind.DAY: _read_text(parse_date),
    Kind.HOUR: _read_text(parse_time),
    Kind.AS_OF: _read_text(parse_as_of),
    Kind.DISTRICT: _district,
    Kind.AREA: _area,
    Kind.SETTLEMENT: _read_text(_settlement),
    Kind.DISTRICTS: lambda entry: _list(
        entry, lambda name: entry.places.resolve(text_of(name)).key
    ),
    Kind.RECORDS: _records,
    Kind.RECORD: _Entry.text,
    Kind.COUNT: _value(value_json.one_count),
    Kind.RANGES: _value(value_json.ranges),
    Kind.WORD: _word_in,
    Kind.WORDS: lambda entry: _list(entry, lambda word: one_of(word, entry.field.of)),
    Kind.EVENT: _event,
    Kind.POINT: _value(value_json.point),
    Kind.SPEAKER: _speaker,
    Kind.SOURCE: _source,
    Kind.COUNTS: lambda entry: count_json.read_counts(entry.fields, entry.field.of),
    Kind.COMBATANTS: lambda entry: count_json.read_combatants(entry.fields, entry.name),
    Kind.TRANSFER: _transfer,
}
