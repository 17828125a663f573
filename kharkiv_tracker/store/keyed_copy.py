"""A whole copy of a database under another key, compared with it row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import case_key
from kharkiv_tracker.store.engine import PLAIN_HEADER, attaching

#: What a file is besides its tables.
_MARKS = ("application_id", "user_version")
#: While the copy is written nothing has to outlive a power cut: it is synced before it is named.
_UNSAFE = ("journal_mode = OFF", "synchronous = OFF")
_OBJECTS = "SELECT type, name, tbl_name, sql FROM {schema}.sqlite_master ORDER BY type, name"
#: SQLite's own are left out: the rows of its statistics get other numbers.
_TABLES = (
    "SELECT name, wr FROM pragma_table_list "
    "WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite%'"
)


def write(db: Database, draft: Path, passphrase: str | None) -> None:
    """Write what a connection reads into an empty file, encrypted or plain.

    Raises CaseUnavailable where anything in it differs, or where it is not encrypted as it has to
    be. The key of the connection and its salt are not used: what opens the one does not open the
    other.
    """
    key = case_key.for_new(passphrase) if passphrase else ""
    with attaching(db):
        db.execute("ATTACH ? AS copy KEY ?", [f"file:{quote(str(draft))}?mode=rw", key])
        try:
            for pragma in _UNSAFE:
                db.execute(f"PRAGMA copy.{pragma}")
            db.execute("BEGIN")
            db.execute("SELECT sqlcipher_export('copy')").fetchall()
            is_same = _is_same(db)
            db.execute("COMMIT")
            for mark in _MARKS:
                (value,) = db.execute(f"PRAGMA main.{mark}").fetchone()
                db.execute(f"PRAGMA copy.{mark} = {value}")
        finally:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            db.execute("DETACH copy")
    with draft.open("rb") as file:
        is_plain = file.read(len(PLAIN_HEADER)) == PLAIN_HEADER
    if not is_same or is_plain is bool(passphrase):
        raise CaseUnavailable(
            _("The copy did not match the case file and was discarded. Try again.")
        )


def _is_same(db: Database) -> bool:
    """Whether every row of every table, and all that is made by words, is the same in both."""
    objects = [db.execute(_OBJECTS.format(schema=schema)).fetchall() for schema in ("main", "copy")]
    return objects[0] == objects[1] and not any(_differences(db))


def _differences(db: Database) -> Iterator[int]:
    """How many rows of each table are not the same."""
    for name, is_without_numbers in db.execute(_TABLES).fetchall():
        one, other = (f'{schema}."{name}"' for schema in ("main", "copy"))
        columns = db.execute("SELECT name FROM pragma_table_xinfo(?)", [name]).fetchall()
        values = (", ".join(f'{side}."{column}"' for (column,) in columns) for side in "ab")
        first, second = values
        differing = (
            f"(SELECT * FROM {one} EXCEPT SELECT * FROM {other})"
            if is_without_numbers
            else f"{one} AS a LEFT JOIN {other} AS b ON b.rowid = a.rowid "
            f"WHERE ({first}) IS NOT ({second})"
        )
        yield from db.execute(f"SELECT count(*) FROM {differing}").fetchone()
        counts = f"SELECT (SELECT count(*) FROM {one}) - (SELECT count(*) FROM {other})"
        yield from db.execute(counts).fetchone()
