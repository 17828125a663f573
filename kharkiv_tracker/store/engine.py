"""The one SQLite engine of the program: SQLCipher's build, with a key or without."""

from __future__ import annotations

import ctypes
import os
import sys
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3

from kharkiv_tracker import collation, files
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import file_identity

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

#: How often a statement reports that it is running, in instructions of SQLite's machine: some 10
#: ms.
_STRIDE = 1_000_000
#: The same where something has to end soon, some 0.1 ms. Pages are counted by their cells: 10 ms.
_SHORT_STRIDE = 10_000
#: A statement that takes more of them than this, some minutes, is not one of ours: it is ended.
_BOUND = 20_000
#: More rows than this do not wait: they take some 0.2 s.
_MANY = 5_000
#: How many KiB of a file are kept where an edit writes so many: ids are all over their indexes.
_WRITTEN = 256 * 1024
#: What an authorizer answers: continue, or fail.
_ALLOW, _DENY = 0, 1
#: The codes of what is done to a database, as SQLite numbers them.
_ATTACH, _DETACH, _FUNCTION = 24, 25, 31

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

#: Rows by the place of their table, and what inserts them.
_Rows = dict[tuple[int, str], list[Sequence[Any]]]


class Connection(sqlcipher3.Connection):  # type: ignore[misc]
    """A connection that attaches no other file and on which no statement is endless.

    `denied` names triggers and views that can neither read nor write: those a stranger added.
    `bound` is what a statement may take, in strides, `left` what all of them may still take.
    `is_given_up` may be set by another thread: what runs is ended, and nothing more is read.
    """

    denied: frozenset[str] = frozenset()
    bound = _BOUND
    may_attach = False
    temporary_changes = 0
    is_given_up = False
    left = inf
    _strides = 0

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        #: Rows that wait, by the place of their table and what inserts them.
        self._waiting: _Rows = {}
        self._number_waiting = 0
        #: How many of them were there before what may be taken back; None where nothing may, or a
        #: savepoint is in their place.
        self._marked: dict[tuple[int, str], int] | None = None
        self._has_savepoint = False
        #: How much was kept before an edit that writes many rows.
        self._usual_cache: int | None = None

    def guard(self, stride: int = _STRIDE) -> None:
        """Watch over what is done to the database, after each stride of so many steps."""
        self.set_authorizer(self._authorize)
        self.set_progress_handler(self._stride, stride)

    def insert_later(self, place: int, sql: str, rows: Collection[Sequence[Any]]) -> None:
        """Insert rows many at a time: before anything else is read or written.

        Tables are written in the order of their `place`, since rows refer to those of others.
        """
        self._waiting.setdefault((place, sql), []).extend(rows)
        self._number_waiting += len(rows)
        if self._number_waiting > _MANY:
            self._widen()
            self._insert_waiting()

    def begin_attempt(self) -> None:
        """Be ready to take back all that is written from here on."""
        self._marked = {key: len(rows) for key, rows in self._waiting.items()}

    def end_attempt(self, is_kept: bool) -> None:
        """Keep all that was written since the beginning, or take it back."""
        marked, self._marked = self._marked, None
        has_savepoint, self._has_savepoint = self._has_savepoint, False
        if not is_kept:
            for key, rows in self._waiting.items():
                del rows[(marked or {}).get(key, 0) :]
            self._number_waiting = sum(map(len, self._waiting.values()))
        if has_savepoint:
            if not is_kept:
                self.execute("ROLLBACK TO attempt")
            self.execute("RELEASE attempt")

    def _insert_waiting(self) -> None:
        waiting, self._waiting, self._number_waiting = self._waiting, {}, 0
        if self._marked is not None:
            # A savepoint is only made where more is done than to let rows wait: what is written
            # after one is copied.
            marked, self._marked = self._marked, None
            self._insert({key: rows[: marked.get(key, 0)] for key, rows in waiting.items()})
            super().execute("SAVEPOINT attempt")
            self._has_savepoint = True
            waiting = {key: rows[marked.get(key, 0) :] for key, rows in waiting.items()}
        self._insert(waiting)

    def _insert(self, waiting: _Rows) -> None:
        for place, sql in sorted(waiting):
            super().executemany(sql, waiting[place, sql])

    def _widen(self) -> None:
        """Keep more of the file until the edit is over."""
        if self._usual_cache is None:
            (self._usual_cache,) = super().execute("PRAGMA cache_size").fetchone()
            super().execute(f"PRAGMA cache_size = -{_WRITTEN}")

    def _narrow(self) -> None:
        if self._usual_cache is not None:
            usual, self._usual_cache = self._usual_cache, None
            super().execute(f"PRAGMA cache_size = {usual}")

    def execute(self, *args: Any) -> Any:
        self._strides = 0
        is_end = args[0] in ("COMMIT", "ROLLBACK")
        if self.is_given_up and args[0] != "ROLLBACK":
            raise OperationalError("interrupted")
        if args[0] == "ROLLBACK":
            self._waiting, self._number_waiting = {}, 0
            self._marked, self._has_savepoint = None, False
        elif self._waiting or self._marked is not None:
            self._insert_waiting()
        try:
            cursor = super().execute(*args)
        except UnicodeDecodeError as error:
            # What SQLite says of a damaged name it says in its damaged letters.
            raise DatabaseError(_("a stored name is damaged")) from error
        if is_end:
            self._narrow()
        return cursor

    def executemany(self, *args: Any) -> Any:
        self._strides = 0
        if self._waiting or self._marked is not None:
            self._insert_waiting()
        return super().executemany(*args)

    def _authorize(
        self, action: int, _one: str | None, two: str | None, _db: str | None, source: str | None
    ) -> int:
        if source in self.denied:
            return _DENY
        if action in (_ATTACH, _DETACH):
            return _ALLOW if self.may_attach else _DENY
        return _DENY if action == _FUNCTION and two == "load_extension" else _ALLOW

    def _stride(self) -> int:
        self._strides += 1
        self.left -= 1
        return int(self.is_given_up or self.left < 0 or self._strides > self.bound)


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
    connection.guard(_SHORT_STRIDE)
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
        db = Database(_connection(path, passphrase, read_only), execute_plugins=False)
        if path is None or files.identity(path) == before:
            return db
        # Another file was put there before this one was locked, as a restored backup is: what
        # would be written beside it would be played into that one.
        abandon(db)


def _connection(path: Path | None, passphrase: str | None, read_only: int) -> Connection:
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
        if passphrase:
            connection.execute(f"PRAGMA key = {_literal(_normal(passphrase))}")
            connection.execute(f"PRAGMA cache_size = -{_DECRYPTED}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
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


def clone(db: Database, passphrase: str | None) -> Database:
    """A database copied into memory, with its key: an encrypted one goes into no other."""
    copy = connect(None, passphrase if is_keyed(db) else None)
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


def _normal(passphrase: str) -> str:
    """One key however the keyboard composed it: й may be one character or two."""
    return unicodedata.normalize("NFKC", passphrase)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
