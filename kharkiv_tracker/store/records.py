"""States in their tables: one description per kind of record, one way to write and to read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.fields import LISTS, Field, Kind
from kharkiv_tracker.domain.link_key import link_key
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.person import NAMES
from kharkiv_tracker.domain.person_names import name_keys
from kharkiv_tracker.domain.record import NUMBERED, RECORDS, Record
from kharkiv_tracker.domain.when import EventTime, parse_as_of
from kharkiv_tracker.search.search_text import SearchText
from kharkiv_tracker.store.engine import insert_later
from kharkiv_tracker.store.schema import NEVER
from kharkiv_tracker.store.states import State, record_from

#: Of so many records what is beside them is read at once.
_BATCH = 500
#: Tables that are not called as their records are, with an s.
_TABLES = {"joint": "joint_reports"}
#: The tables that belong to an incident, by its number in the table.
_DERIVED = {"incident": ("figure_steps", "incident_texts", "findings")}
#: The value of a column that is not set; NULL for all others.
_BLANK: Mapping[Kind, Any] = {
    **dict.fromkeys((Kind.LINE, Kind.TEXT, Kind.ADDRESS, Kind.NAME, Kind.DIGEST, Kind.AGE), ""),
    **dict.fromkeys((Kind.DISTRICT, Kind.SETTLEMENT, Kind.AREA, Kind.INSTANT), ""),
    **dict.fromkeys((Kind.COUNT, Kind.RANGES), ""),
    **dict.fromkeys((Kind.TICK, Kind.SIZE, Kind.TRANSFER), 0),
}


def table_of(kind: str) -> str:
    """The table of the records of a kind."""
    return _TABLES.get(kind, f"{kind}s")


@cache
def columns_of(kind: str) -> Mapping[str, Any]:
    """The columns of a kind's table, each with its value when not set."""
    record = RECORDS[kind]
    return {
        column.name: _blank(record, column) for column in record.columns if column.kind not in LISTS
    }


def _blank(record: Record, column: Field) -> Any:
    if column.kind in (Kind.NUMBER, Kind.WORD):
        default = record.default(column.name)
        return default.value if isinstance(default, StrEnum) else default
    return _BLANK.get(column.kind)


#: Where each kind is written among others that are new: what records refer to comes before them.
_PLACES = {kind: place for place, kind in enumerate(RECORDS)}
_KEEP_CODE = (
    "INSERT INTO codes (code, record) SELECT ?1, ?2 "
    "WHERE NOT EXISTS (SELECT 1 FROM codes WHERE code = ?1)"
)

#: Words of which every state has one, also where it is the default.
_ALWAYS_STORED: Mapping[str, frozenset[str]] = {
    "case": frozenset(("rule",)),
    "incident": frozenset(("precision", "state")),
    "link": frozenset(("relation",)),
}


def _always_stored(kind: str) -> frozenset[str]:
    return _ALWAYS_STORED.get(kind, frozenset())


@cache
def _flags(kind: str) -> frozenset[str]:
    return frozenset(c.name for c in RECORDS[kind].columns if c.kind is Kind.TICK)


@cache
def lists_of(kind: str) -> Mapping[str, str]:
    """The tables of the columns with several values."""
    return {name: f"{kind}_{name}" for name in RECORDS[kind].lists}


@cache
def _counts(kind: str) -> str:
    """The table of a kind's counts; "" where it has none."""
    return f"{kind}_counts" if RECORDS[kind].quantities else ""


def sides_of(kind: str) -> tuple[str, ...]:
    """The tables beside that of the records: of columns with several values, and of counts."""
    return (*lists_of(kind).values(), *filter(None, (_counts(kind),)))


def _incident_sort(state: State) -> dict[str, Any]:
    undated, at = record_from(EventTime, state).sort_key()
    return {"sort_at": None if undated else int(at.timestamp())}


def _speaker_folded(state: State) -> dict[str, Any]:
    return {
        "folded_person": fold(state.get("person", "")),
        "folded_office": fold(state.get("office", "")),
    }


def _name_folded(state: State) -> dict[str, Any]:
    return {"folded": fold(state.get("name", ""))}


def _person_keys(state: State) -> dict[str, Any]:
    return {**_name_folded(state), "name_keys": name_keys(state.get(name, "") for name in NAMES)}


def _document_keys(state: State) -> dict[str, Any]:
    words = SearchText.of(state.get(name, "") for name in _SEARCHED)
    link = link_key(state.get("url", ""))
    return {"link_key": link, "folded": words.folded, "romanised": words.romanised}


#: The fields of a document that are searched; its source is found by its name in the list.
_SEARCHED = ("code", "title", "author", "url", "archive_url", "text")


def _identifier_folded(state: State) -> dict[str, Any]:
    return {"folded": fold(f"{state.get('scheme', '')} {state.get('value', '')}")}


#: Columns computed from a state, so that queries can use them; not fields.
WORKED_OUT: Mapping[str, Callable[[State], dict[str, Any]]] = {
    "document": _document_keys,
    "identifier": _identifier_folded,
    "incident": _incident_sort,
    "speaker": _speaker_folded,
    "source": _name_folded,
    "office": _name_folded,
    "person": _person_keys,
}


def explicit(kind: str, state: State) -> State:
    """The state without the fields that equal their default, as it is read back."""
    defaults, always = columns_of(kind), _always_stored(kind)
    return {
        name: value
        for name, value in state.items()
        if value not in (None, [])
        and (name in always or name not in defaults or value != defaults[name])
    }


def refuse_undeclared(kind: str, names: Iterable[str]) -> None:
    """Raise KeyError for a name that no field of this kind declares: it would be lost."""
    record = RECORDS[kind]
    for name in names:
        if name not in record.by_name and name not in record.quantities:
            raise KeyError(f"a {kind} has no field “{name}”")


def write(db: Database, kind: str, uid: str, state: State) -> None:
    """Write the state of a record to its tables; an empty state removes the record."""
    if not state:
        _remove(db, kind, uid)
        return
    for number, (table, sql, rows) in enumerate(_rows(kind, uid, state)):
        if number:
            db.execute(f"DELETE FROM {table} WHERE record = ?", [uid])
            db.conn.executemany(sql, rows)
        else:
            db.execute(sql, rows[0])
    keep_code(db, state.get("code"), uid)


def add(db: Database, kind: str, uid: str, state: State) -> None:
    """Write the state of a record that is new, within an edit: together with others."""
    place = 2 * _PLACES[kind]
    for number, (_table, sql, rows) in enumerate(_rows(kind, uid, state)):
        if rows:
            insert_later(db, place + min(number, 1), sql, rows)
    if state.get("code"):
        insert_later(db, 2 * len(_PLACES), _KEEP_CODE, ((state["code"], uid),))


def _rows(kind: str, uid: str, state: State) -> Iterator[tuple[str, str, list[tuple[Any, ...]]]]:
    """The rows of a state: its table, what inserts them, and they; first that of the record."""
    row = {"uid": uid, **columns_of(kind)}
    row.update((name, value) for name, value in state.items() if name in row)
    row.update((name, int(row[name])) for name in _flags(kind) if isinstance(row[name], bool))
    if kind in WORKED_OUT:
        row.update(WORKED_OUT[kind](state))
    yield table_of(kind), _insert(kind, tuple(row)), [tuple(row.values())]
    for name, table in lists_of(kind).items():
        yield table, _insert_beside(table, "value"), [(uid, value) for value in state.get(name, ())]
    if table := _counts(kind):
        # A quantity of a newer version is stored like any other.
        fields = RECORDS[kind].by_name
        counts = [(uid, name, typed) for name, typed in state.items() if name not in fields]
        yield table, _insert_beside(table, "quantity, typed"), counts


@cache
def _insert(kind: str, columns: tuple[str, ...]) -> str:
    places = ", ".join("?" * len(columns))
    renewed = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "uid")
    return (
        f"INSERT INTO {table_of(kind)} ({', '.join(columns)}) VALUES ({places}) "
        f"ON CONFLICT (uid) DO UPDATE SET {renewed}"
    )


@cache
def _insert_beside(table: str, columns: str) -> str:
    marks = ", ".join("?" for _column in columns.split(","))
    return f"INSERT INTO {table} (record, {columns}) VALUES (?, {marks})"


def keep_code(db: Database, code: str | None, uid: str) -> None:
    """Remember for good that a code was given to a record."""
    if code:
        db.execute(_KEEP_CODE, [code, uid])


def keep_numbers(
    db: Database, kind: str, uid: str, changes: Mapping[str, tuple[Any, Any]], state: State
) -> None:
    """Store permanently the records that a report, person or attachment belonged to.

    `state` is what these changes made of it.
    """
    for owner, number in moved_numbers(kind, changes, state):
        (code,) = db.execute(
            "SELECT code FROM codes WHERE record = ? AND NOT instr(code, '/')", [owner]
        ).fetchone()
        keep_code(db, f"{code}/{number}", uid)


def moved_numbers(
    kind: str, changes: Mapping[str, tuple[Any, Any]], state: State
) -> Iterator[tuple[str, str]]:
    """The owners of a record that these changes moved, with the number it has in each.

    Only one that moves has more than one; while it exists, its own row has the last.
    """
    if kind not in NUMBERED:
        return
    # An attachment can move from an incident to a document: each is None while it is the other.
    moves = [changes.get(owner, (state.get(owner),) * 2) for owner in RECORDS[kind].owners]
    owners = [next(filter(None, side), None) for side in zip(*moves, strict=True)]
    if None in owners or owners[0] == owners[1]:
        return
    numbers = changes.get("number", (state.get("number"),) * 2)
    for owner, number in zip(owners, numbers, strict=True):
        yield str(owner), f"{NUMBERED[kind]}{number}"


def merge_target(db: Database, incident: str) -> str:
    """The incident (by uid) this one was merged into, however often; itself where it was not."""
    passed = set()
    while incident not in passed:
        passed.add(incident)
        row = db.execute("SELECT merged_into FROM incidents WHERE uid = ?", [incident]).fetchone()
        incident = row[0] if row and row[0] else incident
    return incident


def read(db: Database, kind: str, uid: str) -> State | None:
    """The state in the tables, or None if the record does not exist."""
    return next((state for _uid, state in states(db, kind, "WHERE uid = ?", [uid])), None)


def states(
    db: Database, kind: str, where: str = "", params: list[Any] | None = None
) -> Iterator[tuple[str, State]]:
    """The ids and states of a kind's records, in order of writing unless `where` has another."""
    blank, flags, always = columns_of(kind), _flags(kind), _always_stored(kind)
    lists, counts = lists_of(kind), _counts(kind)
    order = "" if "ORDER BY" in where else " ORDER BY id"
    rows = db.execute(
        f"SELECT uid, {', '.join(blank)} FROM {table_of(kind)} {where}{order}",
        params or [],
    ).fetchall()
    for first in range(0, len(rows), _BATCH):
        batch = rows[first : first + _BATCH]
        uids = [row[0] for row in batch]
        listed = {name: _beside(db, table, "value", uids) for name, table in lists.items()}
        counted = _beside(db, counts, "quantity, typed", uids) if counts else {}
        for uid, *values in batch:
            state = {
                name: bool(value) if name in flags else value
                for name, value in zip(blank, values, strict=True)
                if value != blank[name] or name in always
            }
            for name, by_record in listed.items():
                if uid in by_record:
                    state[name] = [value for (value,) in by_record[uid]]
            state.update(counted.get(uid, ()))
            yield uid, state


def _beside(
    db: Database, table: str, columns: str, uids: list[str]
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows beside those of these records, by record, in order."""
    query = f"SELECT record, {columns} FROM {table} WHERE record"
    if len(uids) == 1:
        rows = db.execute(f"{query} = ? ORDER BY 2", uids)
    else:
        rows = db.execute(
            f"{query} IN (SELECT value FROM json_each(?)) ORDER BY 1, 2", [json.dumps(uids)]
        )
    by_record: dict[str, list[tuple[Any, ...]]] = {}
    for record, *values in rows.fetchall():
        by_record.setdefault(record, []).append(tuple(values))
    return by_record


def stored_form(kind: str, state: State) -> State:
    """The state as it is read back once it is written; what no column takes is left out."""
    blank, ticks, always = columns_of(kind), _flags(kind), _always_stored(kind)
    fields = RECORDS[kind].by_name
    form: State = {}
    for name, default in blank.items():
        value = state.get(name, default)
        if value != default or name in always:
            form[name] = bool(value) if name in ticks else value
    form.update({name: sorted(state[name]) for name in lists_of(kind) if state.get(name)})
    if _counts(kind):
        form.update({name: typed for name, typed in state.items() if name not in fields})
    return form


def worked_out(
    db: Database, kind: str, columns: tuple[str, ...], where: str, params: list[Any]
) -> dict[str, State]:
    """What is stored in these columns that are worked out from records, by their ids."""
    rows = db.execute(f"SELECT uid, {', '.join(columns)} FROM {table_of(kind)} {where}", params)
    return {uid: dict(zip(columns, values, strict=True)) for uid, *values in rows}


def instant(text: str | None) -> int:
    """The second at which a stored as-of ends, NEVER where it is unknown."""
    when = parse_as_of(text or "")
    return int(when.end.timestamp()) if when else NEVER


def _remove(db: Database, kind: str, uid: str) -> None:
    for table in sides_of(kind):
        db.execute(f"DELETE FROM {table} WHERE record = ?", [uid])
    for table in _DERIVED.get(kind, ()):
        db.execute(
            f"DELETE FROM {table} WHERE incident = (SELECT id FROM incidents WHERE uid = ?)", [uid]
        )
    db.execute(f"DELETE FROM {table_of(kind)} WHERE uid = ?", [uid])
