"""States in their tables: one description per kind of record, one way to write and to read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.folding import fold
from kharkiv_tracker.domain.quantity import is_counted, is_quantity
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.store.schema import NEVER
from kharkiv_tracker.store.states import State, incident_of

_TELLING: Mapping[str, Any] = {
    "as_of": None,
    "published": None,
    "speaker": None,
    "source": None,
    "quote": "",
    "url": "",
    "archive_url": "",
    "language": "",
    "withdrawn": 0,
}


#: Fields whose default is a word of its own: a state says them each time.
_ALWAYS_SAID = ("precision", "state", "rule")
#: Fields that are true or absent.
_FLAGS = (
    *("cluster", "withdrawn", "confidential", "sample", "second_name"),
    *("cleared", "uncovered"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of record: its table, its fields with defaults, the tables of what repeats."""

    table: str
    fields: Mapping[str, Any]
    lists: Mapping[str, str] = field(default_factory=dict)
    counts: str = ""
    has_kept: bool = False
    """Whether its counts may be of kept quantities and of combatants too."""
    derived: tuple[str, ...] = ()
    worked_out: Callable[[State], dict[str, Any]] = lambda state: {}  # noqa: ARG005


def _incident_sort(state: State) -> dict[str, Any]:
    undated, at = incident_of(state).event.sort_key()
    return {"sort_at": None if undated else int(at.timestamp())}


def _speaker_folded(state: State) -> dict[str, Any]:
    return {
        "folded_person": fold(state.get("person", "")),
        "folded_office": fold(state.get("office", "")),
    }


def _name_folded(state: State) -> dict[str, Any]:
    return {"folded": fold(state.get("name", ""))}


KINDS: Mapping[str, Kind] = {
    "case": Kind(
        "cases", {"title": "", "rule": "latest", "sample": 0, "second_name": 0, "quiet_days": 30}
    ),
    "speaker": Kind(
        "speakers", {"person": "", "office": "", "notes": ""}, worked_out=_speaker_folded
    ),
    "source": Kind(
        "sources",
        {
            "name": "",
            "kind": None,
            "reliability": None,
            "rank": None,
            "language": "",
            "notes": "",
            "confidential": 0,
            "consent": None,
        },
        worked_out=_name_folded,
    ),
    "incident": Kind(
        "incidents",
        {
            "code": "",
            "date": None,
            "time": None,
            "precision": "unknown",
            "until": None,
            "district": "",
            "place": "",
            "latitude": None,
            "longitude": None,
            "point_precision": None,
            "cluster": 0,
            "grade": None,
            "state": "Draft",
            "summary": "",
            "chosen": None,
            "chosen_reason": "",
            "merged_into": None,
        },
        lists={"weapons": "incident_weapons", "places_hit": "incident_places_hit"},
        derived=("figure_steps", "incident_texts", "findings"),
        worked_out=_incident_sort,
    ),
    "report": Kind(
        "reports",
        {"incident": "", "number": 0, **_TELLING, "transfer": 0, "confidential": 0},
        counts="report_counts",
        has_kept=True,
    ),
    "statement": Kind(
        "statements",
        {"code": "", "area": "", "since": None, **_TELLING},
        counts="statement_counts",
    ),
    "joint": Kind(
        "joint_reports",
        {"code": "", "first": None, "last": None, **_TELLING},
        lists={"incidents": "joint_incidents", "districts": "joint_districts"},
        counts="joint_counts",
    ),
    "person": Kind(
        "persons",
        {
            "incident": "",
            "number": 0,
            "name": "",
            "cleared": 0,
            "age": "",
            "sex": None,
            "status": None,
            "report": None,
            "notes": "",
            "withdrawn": 0,
        },
        worked_out=_name_folded,
    ),
    "attachment": Kind(
        "attachments",
        {
            "incident": "",
            "number": 0,
            "report": None,
            "name": "",
            "type": "",
            "size": 0,
            "sha256": "",
            "collector": "",
            "collected": "",
            "method": "",
            "version": "",
            "origin": "",
            "notes": "",
            "uncovered": 0,
            "withdrawn": 0,
        },
    ),
    "link": Kind("links", {"one": "", "other": "", "relation": "", "notes": ""}),
    "override": Kind("overrides", {"subject": "", "kind": "", "key": "", "reason": ""}),
}

#: Records that belong to an incident under a number of its own, with what stands before it.
NUMBERED: Mapping[str, str] = {"report": "", "person": "P", "attachment": "A"}


def said(kind: str, state: State) -> State:
    """The state without what says no more than the default: that is how it is read again."""
    defaults = KINDS[kind].fields
    return {
        name: value
        for name, value in state.items()
        if value not in (None, [])
        and (name in _ALWAYS_SAID or name not in defaults or value != defaults[name])
    }


def refuse_undeclared(kind: str, state: State) -> None:
    """Raise KeyError for a name that no field of this kind declares: it would be lost."""
    what = KINDS[kind]
    for name in state.keys() - what.fields.keys() - what.lists.keys():
        if not (what.counts and (is_counted(name) or (what.has_kept and is_quantity(name)))):
            raise KeyError(f"a {kind} has no field “{name}”")


def write(db: Database, kind: str, uid: str, state: State) -> None:
    """Make the record in its tables what the state says; an empty state takes it out of them."""
    what = KINDS[kind]
    if not state:
        _remove(db, what, uid)
        return
    row = {"uid": uid, **{name: state.get(name, what.fields[name]) for name in what.fields}}
    row.update(what.worked_out(state))
    columns = ", ".join(row)
    places = ", ".join("?" for _column in row)
    renewed = ", ".join(f"{name} = excluded.{name}" for name in row if name != "uid")
    db.execute(
        f"INSERT INTO {what.table} ({columns}) VALUES ({places}) "
        f"ON CONFLICT (uid) DO UPDATE SET {renewed}",
        [int(value) if isinstance(value, bool) else value for value in row.values()],
    )
    for name, table in what.lists.items():
        _replace(db, table, uid, "value", ((value,) for value in state.get(name, ())))
    if what.counts:
        counts = ((name, typed) for name, typed in state.items() if is_quantity(name))
        _replace(db, what.counts, uid, "quantity, typed", counts)
    keep_code(db, state.get("code"), uid)


def keep_code(db: Database, code: str | None, uid: str) -> None:
    """Remember for good that a code was given to a record."""
    if code:
        db.execute(
            "INSERT INTO codes (code, record) SELECT ?1, ?2 "
            "WHERE NOT EXISTS (SELECT 1 FROM codes WHERE code = ?1)",
            [code, uid],
        )


def keep_numbers(
    db: Database, kind: str, uid: str, changes: Mapping[str, tuple[Any, Any]], state: State
) -> None:
    """Remember for good under which incidents a report, person or attachment stood.

    Only one that moves has more than one such name; while it stands, its own row tells it.
    `state` is what these changes made of it.
    """
    owners = changes.get("incident", (None, None))
    if kind not in NUMBERED or None in owners:
        return
    numbers = changes.get("number", (state.get("number"),) * 2)
    for owner, number in zip(owners, numbers, strict=True):
        (code,) = db.execute(
            "SELECT code FROM codes WHERE record = ? AND NOT instr(code, '/')", [owner]
        ).fetchone()
        keep_code(db, f"{code}/{NUMBERED[kind]}{number}", uid)


def standing(db: Database, incident: str) -> str:
    """The incident (by uid) this one was merged into, however often; itself where it was not."""
    passed = set()
    while incident not in passed:
        passed.add(incident)
        row = db.execute("SELECT merged_into FROM incidents WHERE uid = ?", [incident]).fetchone()
        incident = row[0] if row and row[0] else incident
    return incident


def read(db: Database, kind: str, uid: str) -> State | None:
    """The state the tables hold, or None where there is no such record."""
    return next((state for _uid, state in states(db, kind, "WHERE uid = ?", [uid])), None)


def states(
    db: Database, kind: str, where: str = "", params: list[Any] | None = None
) -> Iterator[tuple[str, State]]:
    """The ids and states of a kind's records, in the order they were written in unless told."""
    what = KINDS[kind]
    names = list(what.fields)
    order = "" if "ORDER BY" in where else " ORDER BY id"
    rows = db.execute(
        f"SELECT uid, {', '.join(names)} FROM {what.table} {where}{order}",
        params or [],
    ).fetchall()
    for uid, *values in rows:
        state = {
            name: value
            for name, value in zip(names, values, strict=True)
            if value != what.fields[name] or name in _ALWAYS_SAID
        }
        for flag in _FLAGS:
            if flag in state:
                state[flag] = bool(state[flag])
        for name, table in what.lists.items():
            listed = [
                value
                for (value,) in db.execute(
                    f"SELECT value FROM {table} WHERE record = ? ORDER BY value",
                    [uid],
                )
            ]
            if listed:
                state[name] = listed
        if what.counts:
            state.update(
                db.execute(
                    f"SELECT quantity, typed FROM {what.counts} WHERE record = ? ORDER BY quantity",
                    [uid],
                ).fetchall()
            )
        yield uid, state


def instant(text: str | None) -> int:
    """The second at which a stored as-of ends, NEVER where it is unknown."""
    when = parse_as_of(text or "")
    return int(when.end.timestamp()) if when else NEVER


def _remove(db: Database, what: Kind, uid: str) -> None:
    for table in (*what.lists.values(), *([what.counts] if what.counts else [])):
        db.execute(f"DELETE FROM {table} WHERE record = ?", [uid])
    for table in what.derived:
        db.execute(
            f"DELETE FROM {table} WHERE incident = (SELECT id FROM incidents WHERE uid = ?)", [uid]
        )
    db.execute(f"DELETE FROM {what.table} WHERE uid = ?", [uid])


def _replace(
    db: Database, table: str, uid: str, columns: str, rows: Iterator[tuple[Any, ...]]
) -> None:
    db.execute(f"DELETE FROM {table} WHERE record = ?", [uid])
    marks = ", ".join("?" for _column in columns.split(","))
    db.conn.executemany(
        f"INSERT INTO {table} (record, {columns}) VALUES (?, {marks})",
        [(uid, *row) for row in rows],
    )
