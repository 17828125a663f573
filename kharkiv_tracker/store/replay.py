"""The tables rebuilt from the history: as they were at a time, or as they should be now."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.store import (
    clearance_records,
    derived_figures,
    incident_orders,
    records,
    revision_chain,
    sums,
)
from kharkiv_tracker.store.selection_sql import LISTED

States = dict[tuple[str, str], dict[str, Any]]

_HISTORY = {
    "revisions": "seq, id, at, author, reason, kind, record, edit, undoes, digest",
    "revision_parents": "revision, parent",
    "payloads": "revision, salt, payload",
    "purges": "revision, digest",
}


def replay(
    source: Database,
    target: Database,
    until: datetime | int | None = None,
    step: Callable[[], object] = tuple,
) -> None:
    """Fill an empty case with the records that follow from the source's revisions.

    Up to a time or the number of a revision, if `until` is one; `step` is called again and again.
    """
    end = last_by(source, until)
    target.execute("BEGIN")
    # A report may have come to refer to a speaker first recorded after it.
    target.execute("PRAGMA defer_foreign_keys = ON")
    present = set(source.table_names())
    for table, columns in _HISTORY.items():
        if table not in present:
            continue
        own = "id" if table == "revisions" else "revision"
        rows = source.execute(
            f"SELECT {columns} FROM {table} "
            f"WHERE {own} IN (SELECT id FROM revisions WHERE seq <= ?)",
            [end],
        ).fetchall()
        marks = ", ".join("?" for _column in columns.split(","))
        target.conn.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",
            rows,
        )
    states = fold(target, revision_chain.stored(target), step)
    if until is not None:
        states = {key: state for key, state in states.items() if key[0] != "clearance"}
        states |= clearance_records.of_today(source, states)
        states |= _later_speakers(source, states)
    for (kind, uid), state in states.items():
        step()
        if kind in RECORDS:
            records.write(target, kind, uid, state)
    derive(target, step)
    target.execute("COMMIT")


def derive(db: Database, step: Callable[[], object] = tuple) -> None:
    """Derive what is kept beside the records of a case in which nothing is derived yet."""
    uids = [uid for (uid,) in db.execute("SELECT uid FROM incidents ORDER BY id").fetchall()]
    derived_figures.rederive(db, uids, step)
    sums.add_up(db)
    incident_orders.refresh(db)


def fold(
    codes: Database, revisions: Iterable[Revision], step: Callable[[], object] = tuple
) -> States:
    """Every record's state as these revisions leave it, in the order the records were begun.

    Into the empty table of `codes` go the codes and numbers they gave out.
    """
    states: States = {}
    kept = list(revisions)
    for revision in kept:
        # A code is never used again, even where adding its record was undone.
        _before, code = revision.changes.get("code", (None, None))
        records.keep_code(codes, code, revision.record)
    for revision in kept:
        step()
        state = _follow(states, revision)
        records.keep_numbers(codes, revision.kind, revision.record, revision.changes, state)
    return states


def folded(db: Database, where: str = "", params: list[Any] | None = None) -> States:
    """Every record's state as its revisions leave it, in the order the records were begun.

    `where` is a clause of SQL on revisions `r`; it has to keep or leave a record whole.
    """
    states: States = {}
    for revision in revision_chain.stored(db, where, params):
        _follow(states, revision)
    return states


def folded_of(db: Database, kind: str, uids: Sequence[str]) -> States:
    """The states of these records of a kind (by uid)."""
    where = f"WHERE r.kind = ? AND r.record IN {LISTED}"
    return folded(db, where, [kind, json.dumps(list(uids))])


def _follow(states: States, revision: Revision) -> dict[str, Any]:
    state = states.setdefault((revision.kind, revision.record), {})
    revision_chain.apply(state, revision.changes)
    return state


def _later_speakers(source: Database, states: States) -> States:
    """The speakers that reports refer to though they were recorded later.

    In a copy for others they are in the place of those whose names were left out.
    """
    named = {state["speaker"] for state in states.values() if state.get("speaker")}
    later = named - {uid for kind, uid in states if kind == "speaker"}
    return folded_of(source, "speaker", sorted(later)) if later else {}


def last_by(db: Database, until: datetime | int | None = None) -> int:
    """The last revision made by then. Order, not the clock, decides what came before it."""
    if isinstance(until, int):
        return until
    if until is None:
        (end,) = db.execute("SELECT coalesce(max(seq), 0) FROM revisions").fetchone()
    else:
        (end,) = db.execute(
            "SELECT coalesce(max(seq), 0) FROM revisions WHERE at <= ?",
            [until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")],
        ).fetchone()
    return int(end)
