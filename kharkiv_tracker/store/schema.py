"""The tables of a case file and the steps that led to them."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from kharkiv_tracker.domain.person import NAMES
from kharkiv_tracker.domain.person_names import name_keys
from kharkiv_tracker.store import quick_tables, table_scripts

migrations = Migrations("kharkiv_tracker")

#: After every date: when a figure that rests on undated reports begins to be known.
NEVER = 1 << 60

#: Append-only: these rows can be added and never changed, removed or replaced.
_APPEND_ONLY = {
    "revisions": "id = NEW.id OR seq = NEW.seq",
    "revision_parents": "revision = NEW.revision AND parent = NEW.parent",
    "payloads": "revision = NEW.revision",
    "codes": "code = NEW.code",
}


@migrations()
def first_tables(db: Database) -> None:
    """The record: incidents, reports, statements, figure steps, and the history of all of them."""
    _run(db, table_scripts.FIRST)
    for table, match in _APPEND_ONLY.items():
        exists = f"EXISTS (SELECT 1 FROM {table} WHERE {match})"
        for verb in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are'); END"
            )
        db.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {exists} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are kept as they are'); END"
        )


@migrations()
def nothing_disappears(db: Database) -> None:
    """Persons, attachments, links, joint reports, flags; names can be purged."""
    _run(db, table_scripts.RECORD)
    db.execute("DROP TRIGGER payloads_no_update")
    # A payload gives way only to the one a purge left in its place.
    db.execute(
        "CREATE TRIGGER payloads_no_update BEFORE UPDATE ON payloads "
        "WHEN NEW.revision <> OLD.revision "
        "OR NOT EXISTS (SELECT 1 FROM purges WHERE revision = NEW.revision) "
        "BEGIN SELECT RAISE(ABORT, 'payloads are kept as they are'); END"
    )


@migrations()
def counting_rule_second_edition(db: Database) -> None:
    """What a report is to others, who is official, whom a death was; the edition of the rule."""
    _run(db, table_scripts.RULE)


@migrations()
def what_else_is_counted(db: Database) -> None:
    """Acute stress, affected and missing; the remainder of joint reports."""
    _run(db, table_scripts.COUNTED_BESIDE)
    _run(db, table_scripts.FLAGGED)


@migrations()
def what_is_typed_is_read(db: Database) -> None:
    """The settlement of an incident."""
    _run(db, table_scripts.READ)


@migrations()
def found_as_shown(db: Database) -> None:
    """The searched texts word by word, in one key for both alphabets too; the names of persons."""
    _run(db, table_scripts.SEARCHED)


@migrations()
def documents_and_people(db: Database) -> None:
    """Documents, notes, identifiers, method pages; what may be published of a person."""
    _run(db, table_scripts.DOCUMENTS)
    names = ", ".join(("uid", *NAMES))
    for uid, *forms in db.execute(f"SELECT {names} FROM persons").fetchall():
        db.execute("UPDATE persons SET name_keys = ? WHERE uid = ?", [name_keys(forms), uid])


@migrations()
def desk(_db: Database) -> None:
    """Flags of approved incidents that are not as they were approved; no table is another."""


@migrations()
def quick(db: Database) -> None:
    """What a large case is read by: indexes, sums and searched texts beside the rows."""
    for script in quick_tables.SCRIPTS:
        _run(db, script)
    quick_tables.fill(db)


@migrations()
def packages(db: Database) -> None:
    """Which public packages were made, for the next one to say what changed."""
    _run(db, table_scripts.PACKAGES)


@migrations()
def copies(db: Database) -> None:
    """What left the file, for an erased name to say where else it is."""
    _run(db, table_scripts.COPIES)


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


def is_newer(db: Database) -> bool:
    """Whether a later version of the program has changed this file's tables."""
    if Migrations.migrations_table not in db.table_names():
        return False
    applied = {
        row[0]
        for row in db.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", ["kharkiv_tracker"]
        )
    }
    return bool(applied.difference(steps()))


def is_older(db: Database) -> bool:
    """Whether steps are missing that this version needs."""
    return bool(migrations.pending(db))


def steps() -> tuple[str, ...]:
    """The names of all steps this version knows, the last one that of its newest tables."""
    pending = migrations.pending(Database(memory=True, execute_plugins=False))
    return tuple(migration.name for migration in pending)
