"""A case file of an older version brought to this one: the old file or the new, never between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from kharkiv_tracker.store import case_copy, derived_figures, file_placement, replay, schema, sums
from kharkiv_tracker.store.engine import DatabaseError, connect


def renew(db: Database, path: Path, step: Callable[[], object]) -> Path:
    """Renew the tables and all that is derived, in one transaction; returns the copy kept aside.

    What `step` raises, or a cut of power, leaves the file as it was.
    """
    copy = _copied(db, path)
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


def _copied(db: Database, path: Path) -> Path:
    """A verified copy of the old file, under a fresh name beside it; raises CaseUnavailable."""
    copy = file_placement.free_beside(path, "before")
    draft = file_placement.draft_beside(copy)
    try:
        case_copy.write(db, draft)
        file_placement.sync(draft)
        file_placement.put(draft, copy)
    except (DatabaseError, OSError) as error:
        raise case_copy.uncopied(copy, error) from None
    finally:
        file_placement.remove(draft)
    return copy


def in_memory(db: Database, passphrase: str | None, step: Callable[[], object]) -> Database:
    """The case in memory as this version would have it; the file, which is closed, stays as it is.

    Its tables lack what this version needs; its history has everything.
    """
    renewed = connect(None, passphrase)
    schema.migrations.apply(renewed)
    replay.replay(db, renewed, step=step)
    db.close()
    return renewed
