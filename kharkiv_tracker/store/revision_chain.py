"""The chain of revisions, appended together with what they record and never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.store.engine import OperationalError, insert_later

Changed = dict[str, tuple[Any, Any]]
#: The kind of the revision of a purge; no record is of this kind.
PURGE = "purge"
_COLUMNS = ("at", "author", "reason", "kind", "record", "edit", "undoes")
#: How a revision is written, after all records.
_INSERTS = (
    f"INSERT INTO revisions (id, digest, {', '.join(_COLUMNS)}) "
    f"VALUES (?, ?, {', '.join('?' * len(_COLUMNS))})",
    "INSERT INTO revision_parents (revision, parent) VALUES (?, ?)",
    "INSERT INTO payloads (revision, salt, payload) VALUES (?, ?, ?)",
)
_PLACE = 1000
_HEADS = (
    "SELECT id FROM revisions AS r WHERE NOT EXISTS "
    "(SELECT 1 FROM revision_parents WHERE parent = r.id)"
)
#: Triggers keep them, whoever writes the history.
_KEPT_HEADS = "SELECT revision FROM heads"

#: For each edit that it undoes, nearly always one or none, both ends have a place in the index.
_END_OF_EDIT = """
WITH RECURSIVE undone (edit) AS (
  SELECT min(undoes) FROM revisions WHERE edit = :edit UNION ALL
  SELECT (SELECT min(undoes) FROM revisions WHERE edit = :edit AND undoes > undone.edit)
  FROM undone WHERE undone.edit IS NOT NULL)
SELECT {end}((SELECT {end}(seq) FROM revisions WHERE edit = :edit AND undoes = undone.edit))
FROM undone
"""


def append(db: Database, revision: Revision, salt: str) -> str:
    """Write a revision, which has no number and id yet, with its payload; returns the id."""
    payload = rules.payload_of(revision.changes)
    digest = rules.payload_digest(salt, payload)
    uid = rules.revision_id(revision, digest)
    row = (uid, digest, *(getattr(revision, name) for name in _COLUMNS))
    rows = (row,), [(uid, parent) for parent in revision.parents], ((uid, salt, payload),)
    for number, (sql, table_rows) in enumerate(zip(_INSERTS, rows, strict=True)):
        insert_later(db, _PLACE + number, sql, table_rows)
    return uid


def heads(db: Database) -> list[str]:
    """The ids of the revisions without a child, sorted."""
    try:
        return _ids(db, _KEPT_HEADS)
    except OperationalError:
        # A file of a version that did not keep them.
        return _ids(db, _HEADS)


def has_other_heads(db: Database) -> bool:
    """Whether the heads that are kept are not those that the revisions come to."""
    return heads(db) != _ids(db, _HEADS)


def _ids(db: Database, query: str) -> list[str]:
    return [uid for (uid,) in db.execute(f"{query} ORDER BY 1")]


def last_number(db: Database) -> int:
    """The number of the last revision; 0 before the first."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM revisions").fetchone()[0])


def first_of_edit(db: Database, edit: str) -> int:
    """The number of the first revision of an edit, found in a few looks: an edit may be large."""
    return _end_of_edit(db, edit, "min")


def last_of_edit(db: Database, edit: str) -> int:
    """The number of the last revision of an edit, found in the same way."""
    return _end_of_edit(db, edit, "max")


def _end_of_edit(db: Database, edit: str, end: str) -> int:
    return int(db.execute(_END_OF_EDIT.format(end=end), {"edit": edit}).fetchone()[0])


def contains(db: Database, ids: Iterable[str]) -> bool:
    """Whether all these revisions are part of the history."""
    return all(db.execute("SELECT 1 FROM revisions WHERE id = ?", [uid]).fetchone() for uid in ids)


def stored(db: Database, where: str = "", params: list[Any] | None = None) -> Iterator[Revision]:
    """Revisions as they are stored, oldest first, records by their ids."""
    for row in _rows(db, "p.payload", where, params).fetchall():
        yield _revision(row, changes_of(row[0]))


def sealed(db: Database) -> Iterator[tuple[Revision, str, str | None, str | None]]:
    """Every revision without its changes, then its digest, and salt and payload if not missing.

    They are read one by one, from the oldest to the newest: nothing may be written meanwhile.
    """
    for row in _rows(db, "r.digest, p.salt, p.payload"):
        yield _revision(row, {}), *row[:3]


def _rows(db: Database, also: str, where: str = "", params: list[Any] | None = None) -> Any:
    return db.execute(
        f"SELECT {also}, {', '.join(f'r.{name}' for name in _COLUMNS)}, r.seq, r.id, "
        "(SELECT group_concat(parent, ' ') FROM revision_parents WHERE revision = r.id) "
        f"FROM revisions AS r LEFT JOIN payloads AS p ON p.revision = r.id {where} ORDER BY r.seq",
        params or [],
    )


def _revision(row: Sequence[Any], changes: Changed) -> Revision:
    *_also, at, author, reason, kind, record, edit, undoes, seq, uid, parents = row
    listed = tuple(sorted(parents.split())) if parents else ()
    return Revision(seq, uid, listed, at, author, reason, kind, record, edit, undoes, changes)


def is_before(db: Database, uid: str, seq: int) -> bool:
    """Whether there is a revision of this id before that of the number."""
    row = db.execute("SELECT 1 FROM revisions WHERE id = ? AND seq < ?", [uid, seq]).fetchone()
    return row is not None


def changes_of(payload: str | None) -> Changed:
    """Field by field, before and after; empty where the payload is missing or is not valid."""
    try:
        fields = json.loads(payload or "{}")
        return {name: (before, after) for name, (before, after) in fields.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def purged_digests(db: Database) -> dict[str, str]:
    """What the purges of the chain say of the payloads they wrote anew: digests by revision."""
    by_revision: dict[str, str] = {}
    for revision in stored(db, "WHERE r.kind = ?", [PURGE]):
        _before, digests = revision.changes.get("purged", (None, None))
        if isinstance(digests, dict):
            by_revision.update(digests)
    return by_revision


def apply(state: dict[str, Any], changes: Mapping[str, tuple[Any, Any]]) -> None:
    """Make a state what it was after these changes."""
    for name, (_before, after) in changes.items():
        if after is None:
            state.pop(name, None)
        else:
            state[name] = after
