"""The numbers of records in their tables: the order in which they were entered.

It decides which of two equal rows is listed first. The history alone does not say it: a record
that was removed and came back is last, and in a case that was salvaged it is where it began.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.store import records, replay

#: What is read of the records of each kind: their kind, number and id.
QUERIES = tuple(
    f"SELECT '{kind}' AS kind, id AS number, uid AS record FROM {records.table_of(kind)}"
    for kind in sorted(RECORDS)
)
#: Where it is kept until the records are written.
TABLE = "entry_order"
_PIECE = 200


def prepare(db: Database) -> None:
    """Make the table for the order, in a case without records."""
    db.execute(
        f"CREATE TABLE {TABLE} (kind TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0), "
        "record TEXT NOT NULL, PRIMARY KEY (kind, number)) STRICT, WITHOUT ROWID"
    )


def write_records(db: Database, step: Callable[[], object]) -> str:
    """Write the records of the order as the history leaves them, and drop the table.

    Returns the kind of which the records are not those of the order; "" if all are.
    """
    for kind in RECORDS:
        listed = _write(db, kind, step)
        _number(db, kind)
        (written,) = db.execute(f"SELECT count(*) FROM {records.table_of(kind)}").fetchone()
        if written != listed:
            return kind
    db.execute(f"DROP TABLE {TABLE}")
    return ""


def _write(db: Database, kind: str, step: Callable[[], object]) -> int:
    """Write the records of a kind, a few together; returns how many are listed."""
    listed, last = 0, 0
    piece = f"SELECT number, record FROM {TABLE} WHERE kind = ? AND number > ? ORDER BY number"
    while rows := db.execute(f"{piece} LIMIT {_PIECE}", [kind, last]).fetchall():
        step()
        listed, last = listed + len(rows), rows[-1][0]
        states = replay.folded_of(db, kind, [record for _number, record in rows])
        for _row, record in rows:
            if state := states.get((kind, record)):
                records.add(db, kind, record, state)
    return listed


def _number(db: Database, kind: str) -> None:
    """Give the records of a kind their numbers.

    They were written in this order under the numbers from 1, so none is larger than it has to be:
    from the last to the first, each new number is free.
    """
    table = records.table_of(kind)
    query = (
        f"SELECT o.number, o.record FROM {TABLE} AS o JOIN {table} AS r ON r.uid = o.record "
        "WHERE o.kind = ? AND r.id <> o.number ORDER BY o.number DESC"
    )
    for number, record in db.execute(query, [kind]).fetchall():
        db.execute(f"UPDATE {table} SET id = ? WHERE uid = ?", [number, record])
