"""By which edition of the counting rule the figures of a case file were derived."""

from __future__ import annotations

from sqlite_utils import Database

from kharkiv_tracker.domain.counting_rule import EDITION
from kharkiv_tracker.store import revision_chain, schema

#: The edition of a case that names none.
_FIRST = 1


def is_older(db: Database) -> bool:
    """Whether tables or figures are those of an older version, and have to be renewed.

    Table and history have to agree that the figures are: a file in which one of them was changed
    is not renewed but found to be damaged.
    """
    if schema.is_older(db):
        return True
    row = db.execute("SELECT edition FROM cases").fetchone()
    return row is not None and row[0] < EDITION and _recorded(db) < EDITION


def _recorded(db: Database) -> int:
    """The edition that the history says."""
    edition = _FIRST
    for revision in revision_chain.stored(db, "WHERE r.record = 'case'"):
        _before, after = revision.changes.get("edition", (None, None))
        edition = after if isinstance(after, int) else edition
    return edition
