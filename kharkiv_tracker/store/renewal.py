"""A case file of an older version brought to this one: the old file or the new, never between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from kharkiv_tracker.store import derived_figures, open_checks, replay, schema, sums
from kharkiv_tracker.store.engine import connect


def renew(db: Database, path: Path, step: Callable[[], object]) -> Path:
    """Renew the tables and all that is derived, in one transaction; returns the copy kept aside.

    What `step` raises, or a cut of power, leaves the file as it was.
    """
    copy = open_checks.copy_beside(db, path)
    # Another program may be at it already, or have done it: the lock is taken before looking.
    db.execute("BEGIN IMMEDIATE")
    try:
        schema.migrations.apply(db)
        uids = [uid for (uid,) in db.execute("SELECT uid FROM incidents").fetchall()]
        derived_figures.rederive(db, uids, step)
        sums.add_up(db)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    return copy


def in_memory(db: Database, step: Callable[[], object]) -> Database:
    """The case in memory as this version would have it; the file, which is closed, stays as it is.

    Its tables lack what this version needs; its history has everything.
    """
    renewed = connect(None)
    schema.migrations.apply(renewed)
    replay.replay(db, renewed, step=step)
    db.close()
    return renewed
