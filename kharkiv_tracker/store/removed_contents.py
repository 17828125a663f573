"""The content of attachments that a purge removed: gone for good, while their records stay."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import records, revision_chain
from kharkiv_tracker.store.codes import find

#: The field of a purge's revision with the hashes of what it removed.
FIELD = "removed"


def digests(db: Database) -> frozenset[str]:
    """The hashes of everything that purges removed and that was not attached again since."""
    removed = {
        digest
        for revision in revision_chain.stored(db, "WHERE r.kind = ?", [revision_chain.PURGE])
        for digest in revision.changes.get(FIELD, (None, None))[1] or ()
        if isinstance(digest, str)
    }
    return frozenset(digest for digest in removed if not _is_stored(db, digest))


def remove(db: Database, attachments: Sequence[str]) -> list[str]:
    """Delete the content of the attachments of these codes; returns the hashes of what was there.

    Content is stored once: every attachment of the same file loses it. The caller writes the
    revision and rewrites the file.
    """
    sought = [_digest(db, code) for code in dict.fromkeys(map(code_of, attachments))]
    present = sorted({digest for digest in sought if _is_stored(db, digest)})
    for digest in present:
        db.execute("DELETE FROM contents WHERE sha256 = ?", [digest])
    return present


def _digest(db: Database, code: str) -> str:
    kind, uid = find(db, code)
    if kind != "attachment":
        raise Refused(_("{code} is not an attachment.").format(code=code))
    return str((records.read(db, kind, uid) or {})["sha256"])


def _is_stored(db: Database, digest: str) -> bool:
    return bool(db.execute("SELECT 1 FROM contents WHERE sha256 = ?", [digest]).fetchone())
