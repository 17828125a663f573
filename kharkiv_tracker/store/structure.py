"""The tables of a case file as they have to be, to the letter, and what else lies among them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from sqlite_utils import Database, Migrations

from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import schema, search_index
from kharkiv_tracker.store.engine import connect

#: Kind, name, table and words of everything in a database that is made by words.
Objects = frozenset[tuple[str, str, str, str]]

#: What SQLite makes itself, on ANALYZE; it only helps to plan queries.
_SQLITES_OWN = {
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}


#: The table of the steps that led to these tables.
_STEPS = Migrations.migrations_table
_OF_LIBRARIES = {_STEPS, *search_index.KEPT_BY_SQLITE}

#: The digest of all steps and of what they make: almost every file has it, and to take the steps
#: again takes longer than all else that is looked at in a small file. A test has the next one.
NEWEST = "43aaf1805f3fdab930c67edb12dbbb9d0e765e38a2ee03775563f345aae407b1"


def problems(db: Database) -> Iterator[str]:
    """A sentence for each table, index, trigger and view that is not as it was made.

    Of a file that a newer version changed only what this version reads is looked at.
    """
    actual = _objects(db)
    names = _applied(db)
    if schema.is_newer(db):
        yield from _unreadable(actual)
        return
    if digest(names, actual) == NEWEST:
        return
    expected = _expected(names)
    if expected is None:
        yield _("The file's structure was changed at {name}.").format(name=_STEPS)
        return
    for name in sorted({name for _kind, name, *_rest in actual ^ expected}):
        yield _("The file's structure was changed at {name}.").format(name=name)


def digest(names: tuple[str, ...], objects: Objects) -> str:
    """A digest of the steps that led to these tables, and of the tables."""
    return sha256(repr((names, sorted(map(repr, objects)))).encode()).hexdigest()


def foreign(db: Database) -> frozenset[str]:
    """The triggers and views that are not ours, by name."""
    expected = _expected(schema.steps()) or frozenset()
    return frozenset(
        name
        for kind, name, *rest in _objects(db)
        if kind in ("trigger", "view") and (kind, name, *rest) not in expected
    )


def _objects(db: Database) -> Objects:
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return frozenset(
        # How a library writes its own tables may change with its version.
        (kind, name, table, "" if table in _OF_LIBRARIES and kind in ("table", "index") else words)
        for kind, name, table, words in rows
        if _SQLITES_OWN.get(name) != words
    )


def _applied(db: Database) -> tuple[str, ...]:
    """The names of the steps that led to these tables; of no set but ours, each once."""
    if _STEPS not in db.table_names():
        return ()
    rows = db.execute(f"SELECT migration_set, name FROM {_STEPS} ORDER BY id").fetchall()
    return tuple(name if of == schema.migrations.name else f"{of}/{name}" for of, name in rows)


@cache
def _expected(names: tuple[str, ...]) -> Objects | None:
    """What these steps make; None where they cannot have been done, or not in this order."""
    known = schema.migrations.pending(_empty())
    if names != tuple(migration.name for migration in known[: len(names)]):
        return None
    db = connect(None)
    only = Migrations(schema.migrations.name)
    for migration in known[: len(names)]:
        only(name=migration.name)(migration.fn)
    only.apply(db)
    objects = _objects(db)
    db.close()
    return objects


def _empty() -> Database:
    return Database(memory=True, execute_plugins=False)


def _unreadable(actual: Objects) -> Iterator[str]:
    """What a newer version may not have done: put a view in place of a table that is read."""
    tables = {name for kind, name, *_rest in actual if kind == "table"}
    for kind, name, *_rest in sorted(_expected(schema.steps()) or ()):
        if kind == "table" and name not in tables:
            yield _("The file's structure was changed at {name}.").format(name=name)
