"""A case file rewritten whole, so that nothing that was removed is left on its pages."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.engine import DatabaseError, attaching, is_keyed

#: Larger files are put together beside, in a nameless file, and not in memory.
_IN_MEMORY = 256 * 1024 * 1024
#: To plan its queries SQLite stores samples from the indexes, names among them.
_SAMPLES = "SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat3', 'sqlite_stat4')"


def schedule(db: Database) -> None:
    """Note, in the transaction that removes something, that the file has to be rewritten.

    Should the power fail before that is done, it is done when the file is opened next.
    """
    db.execute("PRAGMA user_version = 1")


def is_due(db: Database) -> bool:
    """Whether something was removed from the file and it was not rewritten since."""
    return bool(db.execute("PRAGMA user_version").fetchone()[0])


def rewrite(db: Database, path: Path | None) -> None:
    """Rewrite the file and empty its journal; raises CaseUnavailable where that cannot be done.

    What is deleted was overwritten already; that no page keeps a copy of what it once held is made
    sure of by writing all of them anew. A large encrypted file is left to the first: it would have
    to be held in memory whole.
    """
    if path is None:
        return
    try:
        for (samples,) in db.execute(_SAMPLES).fetchall():
            db.execute(f"DELETE FROM {samples}")
        is_large = path.stat().st_size > _IN_MEMORY
        if is_large:
            db.execute("PRAGMA temp_store = FILE")
        if not (is_large and is_keyed(db)):
            with attaching(db):
                db.execute("VACUUM")
        (busy, *_frames) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except (DatabaseError, OSError) as error:
        raise CaseUnavailable(_remains(path, str(error))) from error
    finally:
        db.execute("PRAGMA temp_store = MEMORY")
    if busy:
        raise CaseUnavailable(_remains(path, _("it is open in another program")))
    db.execute("PRAGMA user_version = 0")


def _remains(path: Path, error: str) -> str:
    return _(
        "The name was erased, but traces may remain in {path} ({error}). Close other "
        "programs that use the file, free some disk space and erase the name again."
    ).format(path=path, error=error)
