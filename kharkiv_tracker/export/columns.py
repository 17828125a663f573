"""The columns that the fields of records come to in a table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from operator import attrgetter
from typing import Any

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import PARTS, WITH_PARTS, subset
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import settlement_text

#: What a cell holds; None or "" is an unknown or absent value. Words are called in the language of
#: a workbook, and are what is stored elsewhere.
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
#: After the name of a column of places, that of their keys.
KEY = "_key"
#: The column of the parts of counts, and their names in its order: `killed.men: 2; killed.child: 1`
OF_WHOM = "of_whom"
SUBSETS = tuple(subset(quantity, part) for quantity in WITH_PARTS for part in PARTS)
#: In place of fields that go by another name than their column.
_NAMES = {"first": "from", "last": "to", "transfer": "died_in_hospital"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `name` is the same in every language, `label` and `about` are for people. `type` is one of
    TYPES. Of an item, the cell is its attribute at `path` ("": the item itself), as `make` makes
    it. `hxl` is its tag in the Humanitarian Exchange Language, "" where it has none.
    """

    name: str
    label: str
    type: str
    path: str = ""
    make: Callable[[Any], Cell] | None = None
    about: str = ""
    hxl: str = ""

    def cells(self, items: Sequence[Any]) -> list[Cell]:
        """The cells of items, in their order."""
        values = map(attrgetter(self.path), items) if self.path else items
        return list(values if self.make is None else map(self.make, values))

    def within(self, path: str, hxl: str = "") -> Column:
        """The same column of what has the item at a path."""
        return replace(self, path=f"{path}.{self.path}" if self.path else path, hxl=hxl)


def of_record(record: type, names: Collection[str] | None = None) -> list[Column]:
    """The columns of the fields of a dataclass, in its order; of those `names`, else of all."""
    return [
        column
        for field in fields_of(record)
        if names is None or field.name in names
        for column in COLUMNS[field.kind](field)
    ]


def bounds(quantity: str, path: str, tags: str = "") -> Iterator[Column]:
    """Low, best and high of a quantity, and whether they are about; at `path` are figures."""
    name, label = quantity.replace(".", "_"), labels.quantity(quantity)
    for end, words in (("low", _("at least")), ("best", _("best")), ("high", _("at most"))):
        tag = f"{tags}+{_HXL_ENDS[end]}" if tags else ""
        make = _bound(quantity, end)
        yield Column(f"{name}_{end}", f"{label}, {words}", "whole", path, make, hxl=tag)
    yield Column(f"{name}_about", f"{label}, {_('about')}", "tick", path, _about(quantity))


_HXL_ENDS = {"low": "min", "best": "num", "high": "max"}


def _bound(quantity: str, end: str) -> Callable[[Mapping[str, Range]], Cell]:
    return lambda figures: getattr(figures.get(quantity), end, None)


def _about(quantity: str) -> Callable[[Mapping[str, Range]], Cell]:
    def about(figures: Mapping[str, Range]) -> bool | None:
        figure = figures.get(quantity)
        return None if figure is None or figure.low is None else figure.about

    return about


def name_of(field: Field) -> str:
    """The name of the column of a field that comes to one."""
    return _NAMES.get(field.name, field.name)


def _column(
    field: Field,
    type_: str,
    make: Callable[[Any], Cell] | None = None,
    end: str = "",
    label: str = "",
) -> Column:
    """A column of a field: its value, as `make` makes it."""
    name = f"{name_of(field)}{end}"
    about = _(field.help.counts) if field.help and not end else ""
    return Column(name, label or labels.field(field) or name, type_, field.name, make, about)


def _one(type_: str, make: Callable[[Any], Cell] | None = None) -> Callable[[Field], list[Column]]:
    return lambda field: [_column(field, type_, make)]


def _as_of(field: Field) -> list[Column]:
    end = _("{field}, until").format(field=labels.field(field))
    return [
        _column(field, "text", lambda when: when.text if when else None),
        _column(field, "moment", lambda when: when.end if when else None, _END, end),
    ]


def _place(field: Field) -> list[Column]:
    key = _("{field}, code").format(field=labels.field(field))
    return [_column(field, "text", place_name), _column(field, "text", None, KEY, key)]


def place_name(key: str) -> str | None:
    """The name of a district or an area, in the language spoken; the key where it is unknown."""
    place = gazetteer.load().get(key)
    return labels.area(place) if place else key or None


def _settlement(field: Field) -> list[Column]:
    name = _("{field}, name").format(field=labels.field(field))

    def named(code: str) -> str:
        return settlement_text.settlement(code) if code else ""

    return [_column(field, "text"), _column(field, "text", named, "_name", name)]


def _event(field: Field) -> list[Column]:
    """The columns of when it happened, without the name of the field before them."""
    return [column.within(field.name) for column in of_record(EventTime)]


def _point(field: Field) -> list[Column]:
    return [
        Column("latitude", _("Latitude"), "decimal", field.name, lambda p: p[0] if p else None),
        Column("longitude", _("Longitude"), "decimal", field.name, lambda p: p[1] if p else None),
    ]


def _speaker(field: Field) -> list[Column]:
    return [
        Column("speaker", _("Speaker"), "text", f"{field.name}.person"),
        Column("office", _("Office"), "text", f"{field.name}.office"),
    ]


def _source(field: Field) -> list[Column]:
    return [
        Column("source", _("Source"), "text", f"{field.name}.name"),
        Column("source_kind", _("Kind of source"), "word", f"{field.name}.kind"),
    ]


def _counts(field: Field) -> list[Column]:
    """Each quantity as it was typed, with its least and most; then the parts, as typed."""
    of_whom = Column(
        OF_WHOM,
        _("Of whom"),
        "text",
        "counts",
        lambda counts: "; ".join(f"{n}: {counts[n]}" for n in SUBSETS if n in counts) or None,
    )
    return [*(column for quantity in field.of for column in _count(quantity)), of_whom]


def _count(quantity: str) -> list[Column]:
    label = labels.quantity(quantity)
    low, high = f"{label}, {_('at least')}", f"{label}, {_('at most')}"
    return [
        Column(quantity, label, "text", "counts", lambda counts: _text(counts.get(quantity))),
        Column(f"{quantity}_low", low, "whole", "", _resolved(quantity, "low")),
        Column(f"{quantity}_high", high, "whole", "", _resolved(quantity, "high")),
    ]


def _resolved(quantity: str, end: str) -> Callable[[Any], Cell]:
    def bound(record: Any) -> Cell:
        if quantity not in record.counts:
            return None
        value: int | None = getattr(record.count(quantity), end)
        return value

    return bound


def _combatants(field: Field) -> list[Column]:
    def of_quantity(quantity: str) -> Column:
        label = f"{labels.field(field)}: {labels.quantity(quantity)}"
        name = f"{field.name}_{quantity}"
        return Column(name, label, "text", field.name, lambda counts: _text(counts.get(quantity)))

    return list(map(of_quantity, field.of))


def _joined(values: tuple[Any, ...]) -> str | None:
    return "; ".join(str(getattr(value, "value", value)) for value in values) or None


def _places(keys: tuple[str, ...]) -> str | None:
    return "; ".join(str(place_name(key)) for key in keys) or None


def _text(value: Any) -> str | None:
    return str(value) if value is not None and str(value) else None


#: The columns that a field of each kind comes to.
COLUMNS: Mapping[Kind, Callable[[Field], list[Column]]] = {
    **dict.fromkeys((Kind.LINE, Kind.TEXT, Kind.ADDRESS, Kind.NAME), _one("text")),
    **dict.fromkeys((Kind.DIGEST, Kind.INSTANT), _one("text")),
    **dict.fromkeys((Kind.RECORD, Kind.AGE), _one("text", _text)),
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
