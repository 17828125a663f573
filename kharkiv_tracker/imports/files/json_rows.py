"""JSON and GeoJSON as rows of text, an object each."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.file_checks.character_set import Encoding, whole_text
from kharkiv_tracker.imports.files.row_batches import MOST_COLUMNS, Answer, RowBatches

_DEEPEST = 100
#: No number of casualties, and no coordinate, has more digits.
_LONGEST_NUMBER = 40
_FEATURES = "FeatureCollection"
#: The lists in the JSON of `add`, and what no table of another program has in an object.
ADDED = ("incidents", "statements", "joint_reports", "documents", "sources")
MARKS = frozenset(("reports", "area", "source_kind"))
#: The heads of records of the JSON of `add`: the list they are in, and their JSON.
LIST, RECORD = "list of add", "record of add"


def answers(path: Path, encoding: Encoding) -> Iterator[bytes | Answer]:
    """The one sheet of the file, then how it was read; raises Problem for what is not a list."""
    document = _document(whole_text(path, encoding))
    is_map = isinstance(document, dict) and document.get("type") == _FEATURES
    objects, beside = (
        (_records(document), []) if is_of_add(document) else _objects(document, is_map)
    )
    yield {"sheet": "", "first": 0}
    if encoding.is_guess:
        yield {"notice": "guessed", "encoding": encoding.name}
    if beside:
        yield {"notice": "beside", "names": ", ".join(beside)}
    columns: dict[str, int] = {}
    # Where an object has something new is known only after the last.
    for index, entry in enumerate(objects, 1):
        for name in _flat(entry, is_map):
            columns.setdefault(name, len(columns))
        if len(columns) > MOST_COLUMNS:
            raise Problem("columns", row=index)
    rows = _rows(objects, is_map, columns)
    yield from RowBatches().answers(rows, lambda index: {"row": index})
    yield {"kind": "GeoJSON" if is_map else "JSON", "encoding": encoding.shown, "delimiter": ""}


def _document(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_refuse_number,
            parse_int=_whole,
            parse_float=_fraction,
        )
    except RecursionError:
        raise Problem("deep") from None
    except json.JSONDecodeError as error:
        raise Problem("json", row=error.lineno, column=error.colno) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entry = dict(pairs)
    if len(entry) < len(pairs):
        names = [name for name, _value in pairs]
        raise Problem("repeated", key=next(name for name in names if names.count(name) > 1))
    return entry


def _refuse_number(text: str) -> float:
    raise Problem("number", number=text[:_LONGEST_NUMBER])


def _whole(text: str) -> int:
    return int(text) if len(text) <= _LONGEST_NUMBER else int(_refuse_number(text))


def _fraction(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or abs(value) >= 10.0**_LONGEST_NUMBER:
        _refuse_number(text)
    return value


def _objects(document: Any, is_map: bool) -> tuple[list[dict[str, Any]], list[str]]:
    """The objects of the one list, and what is beside it."""
    beside: list[str] = []
    if isinstance(document, dict):
        lists = [
            name
            for name, value in document.items()
            if isinstance(value, list) and any(isinstance(entry, dict) for entry in value)
        ]
        if is_map:
            lists = ["features"]
        if len(lists) != 1:
            raise Problem("lists" if lists else "list")
        beside = [name for name in document if name != lists[0] and not (is_map and name == "type")]
        document = document.get(lists[0])
    if not isinstance(document, list) or not document:
        raise Problem("list")
    for index, entry in enumerate(document, 1):
        if not isinstance(entry, dict):
            raise Problem("entry", row=index)
    return document, beside


def is_of_add(document: Any) -> bool:
    """Whether a document is in the JSON of `add`: lists of records, which are rows here."""
    if not isinstance(document, dict) or not document.keys() <= {*ADDED}:
        return False
    records = [record for listed in document.values() for record in _dicts(listed)]
    return any(MARKS & record.keys() for record in records)


def _records(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Every record of the JSON of `add`, as its JSON, with the list it is in."""
    return [
        {LIST: name, RECORD: json.dumps(record, ensure_ascii=False)}
        for name, listed in document.items()
        for record in (listed if isinstance(listed, list) else [listed])
    ]


def _dicts(listed: Any) -> list[dict[str, Any]]:
    return (
        [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    )


def _rows(
    objects: list[dict[str, Any]], is_map: bool, columns: Mapping[str, int]
) -> Iterator[list[str]]:
    yield list(columns)
    for entry in objects:
        row = [""] * len(columns)
        for name, value in _flat(entry, is_map).items():
            row[columns[name]] = _text(value)
        yield row


def _flat(entry: dict[str, Any], is_map: bool) -> dict[str, Any]:
    """The values of an object by the path to each."""
    values: dict[str, Any] = {}
    for name, value in (_place(entry) if is_map else entry).items():
        _flatten(values, name, value, 1)
    return values


def _place(feature: dict[str, Any]) -> dict[str, Any]:
    """A feature with its point as two columns; of other geometries the type."""
    entry: dict[str, Any] = {}
    for name, value in feature.items():
        if name == "geometry":
            new = _coordinates(value)
        elif name == "type" and value == "Feature":
            new = {}
        else:
            new = {name: value}
        for key, part in new.items():
            if key in entry:
                raise Problem("repeated", key=key)
            entry[key] = part
    return entry


def _coordinates(geometry: Any) -> dict[str, Any]:
    match geometry:
        case {
            "type": "Point",
            "coordinates": [int() | float() as east, int() | float() as north, *rest],
        }:
            return {"latitude": north, "longitude": east, **({"altitude": rest[0]} if rest else {})}
        case {"type": "Point"}:
            return {
                "latitude": None,
                "longitude": None,
                "geometry": json.dumps(geometry, ensure_ascii=False),
            }
        case {"type": str(kind)}:
            return {"latitude": None, "longitude": None, "geometry": kind}
    return {"latitude": None, "longitude": None}


def _flatten(values: dict[str, Any], name: str, value: Any, depth: int) -> None:
    if depth > _DEEPEST:
        raise Problem("deep")
    if isinstance(value, dict) and value:
        for key, part in value.items():
            _flatten(values, f"{name}.{key}", part, depth + 1)
    elif name in values:
        raise Problem("repeated", key=name)
    else:
        values[name] = value


def _text(value: Any) -> str:
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return short_number(value)
    if not value:
        return ""
    if _depth(value) > _DEEPEST:
        raise Problem("deep")
    return json.dumps(value, ensure_ascii=False)


def short_number(value: float) -> str:
    """A number in as few digits as it can be read from, never with an exponent."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _depth(value: Any) -> int:
    """How deep lists and objects are within one another."""
    depth, inner = 0, [value]
    while inner:
        depth += 1
        inner = [
            part
            for outer in inner
            for part in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(part, (dict, list))
        ]
    return depth
