"""The columns that the fields of records come to in a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import settlement_text

#: What a cell holds; None is an unknown or absent value. Words are called in the language of a
#: workbook, and are what is stored elsewhere.
Cell = str | int | float | bool | date | time | Word | None
#: The name of the type of a cell in a data package.
TYPES: Mapping[str, str] = {
    "text": "string",
    "word": "string",
    "whole": "integer",
    "decimal": "number",
    "tick": "boolean",
    "day": "date",
    "moment": "datetime",
    "hour": "time",
}
_END = "_end"
#: In place of fields that go by another name than their column.
_NAMES = {"first": "from", "last": "to", "transfer": "died_in_hospital"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `cell` gives its value of one item.

    `name` is the same in every language, `label` and `about` are for people. `type` is one of
    TYPES. `hxl` is its tag in the Humanitarian Exchange Language, "" where it has none.
    """

    name: str
    label: str
    type: str
    cell: Callable[[Any], Cell]
    about: str = ""
    hxl: str = ""


def of_record(record: type, names: Collection[str] | None = None) -> list[Column]:
    """The columns of the fields of a dataclass, in its order; of those `names`, else of all."""
    return [
        column
        for field in fields_of(record)
        if names is None or field.name in names
        for column in COLUMNS[field.kind](field)
    ]


def bounds(
    quantity: str, figure: Callable[[Any], Range | None], tags: str = ""
) -> Iterator[Column]:
    """Low, best and high of a quantity, and whether they are about."""
    name, label = quantity.replace(".", "_"), labels.quantity(quantity)
    for end, words in (("low", _("at least")), ("best", _("best")), ("high", _("at most"))):
        tag = f"{tags}+{_HXL_ENDS[end]}" if tags else ""
        yield Column(f"{name}_{end}", f"{label}, {words}", "whole", _bound(figure, end), "", tag)
    yield Column(
        f"{name}_about", f"{label}, {_('about')}", "tick", lambda item: _about(figure(item))
    )


_HXL_ENDS = {"low": "min", "best": "num", "high": "max"}


def _bound(figure: Callable[[Any], Range | None], end: str) -> Callable[[Any], Cell]:
    return lambda item: getattr(figure(item), end, None)


def _about(figure: Range | None) -> bool | None:
    return None if figure is None or figure.low is None else figure.about


def _column(
    field: Field,
    type_: str,
    read: Callable[[Any], Cell] | None = None,
    end: str = "",
    label: str = "",
) -> Column:
    """A column of a field: its value, as `read` makes it."""
    name = field.name

    def cell(record: Any) -> Cell:
        value = getattr(record, name)
        return value if read is None else read(value)

    about = _(field.help.counts) if field.help and not end else ""
    column = f"{_NAMES.get(name, name)}{end}"
    return Column(column, label or labels.field(field) or column, type_, cell, about)


def _one(type_: str, read: Callable[[Any], Cell] | None = None) -> Callable[[Field], list[Column]]:
    return lambda field: [_column(field, type_, read)]


def _as_of(field: Field) -> list[Column]:
    end = _("{field}, until").format(field=labels.field(field))
    return [
        _column(field, "text", lambda when: when.text if when else None),
        _column(field, "moment", lambda when: when.end if when else None, _END, end),
    ]


def _place(field: Field) -> list[Column]:
    key = _("{field}, code").format(field=labels.field(field))
    return [
        _column(field, "text", place_name),
        _column(field, "text", lambda key: key or None, "_key", key),
    ]


def place_name(key: str) -> str | None:
    """The name of a district or an area, in the language spoken; the key where it is unknown."""
    place = gazetteer.load().get(key)
    return labels.area(place) if place else key or None


def _settlement(field: Field) -> list[Column]:
    name = _("{field}, name").format(field=labels.field(field))
    return [
        _column(field, "text", lambda code: code or None),
        _column(
            field,
            "text",
            lambda code: settlement_text.settlement(code) if code else None,
            "_name",
            name,
        ),
    ]


def _event(field: Field) -> list[Column]:
    """The columns of when it happened, without the name of the field before them."""

    def of_event(column: Column) -> Column:
        return replace(column, cell=lambda record: column.cell(getattr(record, field.name)))

    return list(map(of_event, of_record(EventTime)))


def _point(field: Field) -> list[Column]:
    return [
        Column("latitude", _("Latitude"), "decimal", lambda r: _degrees(getattr(r, field.name), 0)),
        Column(
            "longitude", _("Longitude"), "decimal", lambda r: _degrees(getattr(r, field.name), 1)
        ),
    ]


def _degrees(point: tuple[float, float] | None, at: int) -> float | None:
    return point[at] if point else None


def _speaker(field: Field) -> list[Column]:
    return [
        Column("speaker", _("Speaker"), "text", lambda r: getattr(r, field.name).person or None),
        Column("office", _("Office"), "text", lambda r: getattr(r, field.name).office or None),
    ]


def _source(field: Field) -> list[Column]:
    return [
        Column("source", _("Source"), "text", lambda r: getattr(r, field.name).name or None),
        Column("source_kind", _("Kind of source"), "word", lambda r: getattr(r, field.name).kind),
    ]


def _counts(field: Field) -> list[Column]:
    """Each quantity as it was typed, with its least and most; parts are a table of their own."""
    return [column for quantity in field.of for column in _count(quantity)]


def _count(quantity: str) -> list[Column]:
    label = labels.quantity(quantity)
    low, high = f"{label}, {_('at least')}", f"{label}, {_('at most')}"
    return [
        Column(quantity, label, "text", lambda record: typed(record, quantity)),
        Column(f"{quantity}_low", low, "whole", lambda record: record.count(quantity).low),
        Column(f"{quantity}_high", high, "whole", lambda record: record.count(quantity).high),
    ]


def typed(record: Any, quantity: str) -> str | None:
    """A count as it was typed; None where there is none."""
    return _text(record.counts.get(quantity))


def _combatants(field: Field) -> list[Column]:
    def of_quantity(quantity: str) -> Column:
        label = f"{labels.field(field)}: {labels.quantity(quantity)}"
        name = f"{field.name}_{quantity}"
        return Column(name, label, "text", lambda record: _text(record.combatants.get(quantity)))

    return list(map(of_quantity, field.of))


def _joined(values: tuple[Any, ...]) -> str | None:
    return "; ".join(str(getattr(value, "value", value)) for value in values) or None


def _places(keys: tuple[str, ...]) -> str | None:
    return "; ".join(str(place_name(key)) for key in keys) or None


def _text(value: Any) -> str | None:
    return str(value) if value is not None and str(value) else None


#: The columns that a field of each kind comes to.
COLUMNS: Mapping[Kind, Callable[[Field], list[Column]]] = {
    **dict.fromkeys((Kind.LINE, Kind.TEXT, Kind.ADDRESS, Kind.NAME), _one("text", _text)),
    **dict.fromkeys((Kind.DIGEST, Kind.INSTANT, Kind.RECORD, Kind.AGE), _one("text", _text)),
    Kind.TICK: _one("tick"),
    **dict.fromkeys((Kind.NUMBER, Kind.SIZE), _one("whole")),
    Kind.TRANSFER: _one("whole", lambda moved: moved or None),
    Kind.DEGREES: _one("decimal"),
    Kind.DAY: _one("day"),
    Kind.HOUR: _one("hour"),
    Kind.AS_OF: _as_of,
    **dict.fromkeys((Kind.DISTRICT, Kind.AREA), _place),
    Kind.DISTRICTS: _one("text", _places),
    Kind.SETTLEMENT: _settlement,
    Kind.WORD: _one("word"),
    **dict.fromkeys((Kind.WORDS, Kind.RECORDS), _one("text", _joined)),
    Kind.EVENT: _event,
    Kind.POINT: _point,
    Kind.SPEAKER: _speaker,
    Kind.SOURCE: _source,
    Kind.COUNTS: _counts,
    Kind.COMBATANTS: _combatants,
    Kind.COUNT: _one("text", lambda count: None if count.is_unknown else str(count)),
    Kind.RANGES: _one("text", lambda ranges: "; ".join(f"{a}-{b}" for a, b in ranges) or None),
}
