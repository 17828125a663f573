"""The one SQLite engine of the program: SQLCipher's build, with a key or without."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3

from kharkiv_tracker import collation, files
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import case_key, file_identity
from kharkiv_tracker.store.connection import SHORT_STRIDE, Connection

# sqlite-utils catches the exceptions of whichever engine it finds under this name.
sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2


@contextmanager
def _without(*heavy: str) -> Iterator[None]:
    """Keep sqlite-utils from loading data-science packages it only tests values against."""
    absent = [name for name in heavy if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with _without("pandas", "numpy"):
    from sqlite_utils import Database

#: Older ones can corrupt a file in write-ahead mode that two connections write to.
OLDEST_SAFE = (3, 51, 3)
#: How many KiB of an encrypted file are kept decrypted: to decrypt takes longer than to search.
_DECRYPTED = 64 * 1024
#: Marks a plain file as a case file: "KTCF".
APPLICATION_ID = 0x4B544346
PLAIN_HEADER = b"SQLite format 3\0"
PAGE_SIZE = 4096
#: Read-only without a lock, without its journal, and with nothing made beside it.
UNTOUCHED = 2

DatabaseError = sqlcipher3.DatabaseError
OperationalError = sqlcipher3.OperationalError
#: What tables, triggers and Python refuse of rows that a stranger made.
ROW_ERRORS = (
    *(sqlcipher3.IntegrityError, sqlcipher3.DataError),
    *(sqlcipher3.ProgrammingError, sqlcipher3.InterfaceError, UnicodeError),
)

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # an acknowledged save survives a power cut
    "fullfsync=1",
    "checkpoint_fullfsync=1",
    "foreign_keys=ON",
    "recursive_triggers=ON",  # so that a replacing insert meets the delete trigger
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "wal_autocheckpoint=0",  # the case file does it, once it is certain of its path
    "journal_size_limit=0",
)


def insert_later(db: Database, place: int, sql: str, rows: Collection[Sequence[Any]]) -> None:
    """Insert rows within an edit, together with others, before anything else is executed."""
    connection: Any = db.conn
    connection.insert_later(place, sql, rows)


@contextmanager
def attempt(db: Database) -> Iterator[None]:
    """Within an edit, take back what the block writes where it raises Refused."""
    connection: Any = db.conn
    connection.begin_attempt()
    try:
        yield
    except Refused:
        connection.end_attempt(is_kept=False)
        raise
    connection.end_attempt(is_kept=True)


@contextmanager
def attaching(db: Database) -> Iterator[None]:
    """Allow what SQLite does to rewrite or copy a file: it attaches the new one."""
    connection: Any = db.conn
    connection.may_attach = True
    try:
        yield
    finally:
        connection.may_attach = False


@contextmanager
def temporary(db: Database) -> Iterator[None]:
    """Where tables of the connection alone are written, which does not change the file."""
    connection: Any = db.conn
    before = connection.total_changes
    try:
        yield
    finally:
        connection.temporary_changes += connection.total_changes - before


def stored_changes(db: Database) -> int:
    """How many rows this connection has changed in the file, also where that was undone."""
    connection: Any = db.conn
    return int(connection.total_changes - connection.temporary_changes)


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """Read everything as it was at one moment, whatever others write meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


@contextmanager
def within(db: Database, strides: float) -> Iterator[None]:
    """Leave the block, in the middle of a statement, after so many short strides."""
    connection: Any = db.conn
    connection.left = strides
    connection.guard(SHORT_STRIDE)
    try:
        yield
    except OperationalError:
        if connection.left >= 0:
            raise
    finally:
        connection.left = inf
        connection.guard()


def connect(path: Path | None, passphrase: str | None = None, read_only: int = False) -> Database:
    """Open a database, in memory without a path; raises DatabaseError for a wrong key."""
    if sqlcipher3.sqlite_version_info < OLDEST_SAFE:
        raise RuntimeError(f"SQLite {sqlcipher3.sqlite_version} is too old to be safe")
    while True:
        before = files.identity(path) if path else None
        db = Database(_opened(path, passphrase, read_only), execute_plugins=False)
        if path is None or files.identity(path) == before:
            return db
        # Another file was put there before this one was locked, as a restored backup is: what
        # would be written beside it would be played into that one.
        abandon(db)


def _opened(path: Path | None, passphrase: str | None, read_only: int) -> Connection:
    """A connection by the first key that opens the file; a new one has one key only."""
    if not passphrase:
        keys: list[str | None] = [None]
    elif path is None or not file_identity.has_bytes(path):
        keys = [case_key.for_new(passphrase)]
    else:
        keys = [*case_key.keys(passphrase)]
    for key in keys[:-1]:
        try:
            return _connection(path, key, read_only)
        except DatabaseError as error:
            if not is_wrong_key(error):
                raise
    return _connection(path, keys[-1], read_only)


def is_wrong_key(error: Exception | str) -> bool:
    """Whether this is what the engine says of a file that the key does not open."""
    return "not a database" in str(error)


def _connection(path: Path | None, key: str | None, read_only: int) -> Connection:
    if path is None:
        where = "file::memory:"
    else:
        where = f"file:{quote(os.fsencode(path.absolute()))}?{_mode(path, read_only)}"
    # One thread may make a database in memory and another read it: SQLite serialises access.
    connection: Connection = sqlcipher3.connect(
        where,
        uri=True,
        isolation_level=None,
        check_same_thread=path is not None,
        cached_statements=512,
        factory=Connection,
    )
    try:
        connection.guard()
        connection.create_function("collation_key", 1, _collation_key)
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key:
            connection.execute(f"PRAGMA key = {_literal(key)}")
            connection.execute(f"PRAGMA cache_size = -{_DECRYPTED}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if key:
            (salt,) = connection.execute("PRAGMA cipher_salt").fetchone()
            connection.key = case_key.with_salt(key, salt)
        for pragma in _PRAGMAS:
            if not (read_only and pragma.startswith("journal_mode")):
                connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _collation_key(value: Any) -> Any:
    """What a column of names is ordered by in the language spoken; a damaged one may hold bytes."""
    return collation.key(value) if isinstance(value, str) else value


def is_keyed(db: Database) -> bool:
    """Whether a database is encrypted, and so is all that is written of it."""
    row = db.execute("PRAGMA cipher_status").fetchone()
    return bool(row and str(row[0]) == "1")


def is_in_memory(db: Database) -> bool:
    """Whether a database lies in no file."""
    # A name need not be text.
    query = "SELECT file = '' FROM pragma_database_list WHERE name = 'main'"
    return bool(db.execute(query).fetchone()[0])


def key_of(db: Database) -> str | None:
    """What opens this database, and encrypts another for whoever can open it; None: it is plain."""
    connection: Any = db.conn
    key: str | None = connection.key
    return key


def clone(db: Database) -> Database:
    """A database copied into memory, with its key: an encrypted one goes into no other."""
    copy = connect(None, key_of(db))
    db.conn.backup(copy.conn)
    return copy


def abandon(db: Database) -> None:
    """Leave a connection open until the process ends.

    Closing it would write what it has not written yet into a file that is another one by now.
    """
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(db.conn))


def _mode(path: Path, read_only: int) -> str:
    """How to open the file: immutable where it is read-only without a journal or room for one."""
    if not read_only:
        return "mode=rw"
    journal = file_identity.beside(path, file_identity.JOURNAL)
    if read_only != UNTOUCHED and (os.access(journal.parent, os.W_OK) or journal.exists()):
        return "mode=ro"
    return "mode=ro&immutable=1"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
