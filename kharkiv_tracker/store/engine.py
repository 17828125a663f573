"""The one SQLite engine of the program: SQLCipher's build, with a key or without."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlcipher3

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
#: Marks a plain file as a case file: "KTCF".
APPLICATION_ID = 0x4B544346
PLAIN_HEADER = b"SQLite format 3\0"
PAGE_SIZE = 4096

DatabaseError = sqlcipher3.DatabaseError
OperationalError = sqlcipher3.OperationalError

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
    "wal_autocheckpoint=200",
    "journal_size_limit=0",
)


def connect(path: Path | None, passphrase: str | None = None, read_only: bool = False) -> Database:
    """Open a database, in memory where there is no path; raises DatabaseError for a wrong key."""
    if sqlcipher3.sqlite_version_info < OLDEST_SAFE:
        raise RuntimeError(f"SQLite {sqlcipher3.sqlite_version} is too old to be safe")
    if path is None:
        where = "file::memory:"
    else:
        where = f"file:{quote(os.fsencode(path.absolute()))}?{_mode(path, read_only)}"
    # One thread may make a database in memory and another read it: SQLite serialises access.
    connection = sqlcipher3.connect(
        where, uri=True, isolation_level=None, check_same_thread=path is not None
    )
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if passphrase:
            connection.execute(f"PRAGMA key = {_literal(_normal(passphrase))}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in _PRAGMAS:
            if not (read_only and pragma.startswith("journal_mode")):
                connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return Database(connection, execute_plugins=False)


def _mode(path: Path, read_only: bool) -> str:
    """How to open the file: immutable where it is read-only without a journal or room for one."""
    if not read_only:
        return "mode=rw"
    if os.access(path.parent, os.W_OK) or path.with_name(f"{path.name}-wal").exists():
        return "mode=ro"
    return "mode=ro&immutable=1"


def _normal(passphrase: str) -> str:
    """One key however the keyboard composed it: й may be one character or two."""
    return unicodedata.normalize("NFKC", passphrase)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
