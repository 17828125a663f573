"""Domain objects as flat fields and back: their form in history and tables.

A state has a field only where it differs from the default, so that a revision says what was
recorded and nothing else. Counts are stored under their quantity as typed: `"injured.child": "1+"`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cache, partial
from typing import Any, TypeVar, cast

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import UNKNOWN, Count, parse_count
from kharkiv_tracker.domain.fields import Field, Kind, fields_of
from kharkiv_tracker.domain.quantity import COMBATANTS, subset
from kharkiv_tracker.domain.record import POINT
from kharkiv_tracker.domain.when import EventTime, parse_as_of, parse_date, parse_time

State = dict[str, Any]
_Record = TypeVar("_Record")


def state_of(record: object) -> State:
    """The fields of a record; what names other records than by an id is left to the writer."""
    state: State = {}
    for name, is_spread, stored in _writers(cast("Hashable", type(record))):
        value = getattr(record, name)
        if is_spread:
            state.update(stored(value))
        elif value or isinstance(value, float):
            state[name] = stored(value)
    # A latitude of 0.0 is a value, not a missing one.
    return {
        name: value
        for name, value in state.items()
        if isinstance(value, float) or value not in ("", False, 0, [])
    }


def record_from(record: type[_Record], state: Mapping[str, Any], **others: Any) -> _Record:
    """The record of this dataclass that has these fields; `others` are not part of a state."""
    values = others
    for name, is_gathered, read in _readers(cast("Hashable", record)):
        if name in others:
            continue
        if is_gathered:
            values[name] = read(state)
        elif (stored := state.get(name)) is not None:
            values[name] = read(stored)
    return record(**values)


# Every record that is read or written asks for these: they are worked out once for each dataclass.
@cache
def _writers(record: Any) -> tuple[tuple[str, bool, Callable[[Any], Any]], ...]:
    """The fields of a dataclass: name, whether it comes to several entries, how it is stored."""
    return tuple(
        (
            field.name,
            field.kind in _SPREAD,
            _SPREAD.get(field.kind, _STORED.get(field.kind, _unchanged)),
        )
        for field in fields_of(record)
        if field.kind not in _ELSEWHERE
    )


@cache
def _readers(record: Any) -> tuple[tuple[str, bool, Callable[[Any], Any]], ...]:
    """The fields of a dataclass: name, whether it is of several entries, how it is read again."""
    return tuple(
        (field.name, field.kind in _GATHERED, _reader(field)) for field in fields_of(record)
    )


def _reader(field: Field) -> Callable[[Any], Any]:
    if field.kind in _GATHERED:
        return partial(_GATHERED[field.kind], field)
    if field.kind is Kind.WORD:
        return cast("Callable[[Any], Any]", field.of)
    if field.kind is Kind.WORDS:
        return lambda words: tuple(field.of(word) for word in words)
    return _READ.get(field.kind, _unchanged)


def _unchanged(value: Any) -> Any:
    return value


def _count(typed: str) -> Count:
    count = parse_count(typed)
    return count if isinstance(count, Count) else UNKNOWN


#: How the value of a kind is stored, and read again, where it is not stored as it is.
_STORED: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.AGE: str,
    Kind.DAY: lambda day: day.isoformat(),
    Kind.HOUR: lambda hour: hour.strftime("%H:%M"),
    Kind.AS_OF: lambda as_of: as_of.text,
    Kind.WORD: lambda word: word.value,
    Kind.WORDS: lambda words: sorted(word.value for word in words),
    Kind.DISTRICTS: sorted,
    Kind.COUNT: str,
    Kind.RANGES: passage.stored,
}
_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.TICK: bool,
    Kind.AGE: parse_age,
    Kind.DAY: parse_date,
    Kind.HOUR: parse_time,
    Kind.AS_OF: parse_as_of,
    Kind.DISTRICTS: tuple,
    Kind.COUNT: _count,
    Kind.RANGES: passage.parse,
}


def _event(field: Field, state: Mapping[str, Any]) -> EventTime:  # noqa: ARG001 - one of a table
    return record_from(EventTime, state)


def _point(field: Field, state: Mapping[str, Any]) -> tuple[Any, ...] | None:  # noqa: ARG001
    point = tuple(state.get(column.name) for column in POINT)
    return None if None in point else point


def _counts(field: Field, state: Mapping[str, Any]) -> dict[str, Any]:
    quantities = field.of
    return {
        name: parse_count(typed)
        for name, typed in state.items()
        if name.partition(".")[0] in quantities
    }


def _combatants(field: Field, state: Mapping[str, Any]) -> dict[str, Any]:
    names = {subset(COMBATANTS, name): name for name in field.of}
    parsed = {names[key]: parse_count(typed) for key, typed in state.items() if key in names}
    return {name: count for name, count in parsed.items() if isinstance(count, Count)}


#: Kinds that come to several fields of a state, and how those are put together again.
_SPREAD: Mapping[Kind, Callable[[Any], Mapping[str, Any]]] = {
    Kind.EVENT: state_of,
    Kind.POINT: lambda point: {
        column.name: degrees for column, degrees in zip(POINT, point or (), strict=False)
    },
    Kind.COUNTS: lambda counts: {name: str(count) for name, count in sorted(counts.items())},
    Kind.COMBATANTS: lambda counts: {
        subset(COMBATANTS, name): str(count) for name, count in counts.items()
    },
}
_GATHERED: Mapping[Kind, Callable[[Field, Mapping[str, Any]], Any]] = {
    Kind.EVENT: _event,
    Kind.POINT: _point,
    Kind.COUNTS: _counts,
    Kind.COMBATANTS: _combatants,
}
#: Whom a report quotes and where it was read are records of their own, as are incidents.
_ELSEWHERE = frozenset((Kind.SPEAKER, Kind.SOURCE, Kind.RECORDS))
