"""Whether documents and what points to them, or is about other records, fit together."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.record import POINTING, RECORDS
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import records

#: Records that are about one other record.
_ABOUT = ("note", "identifier", "clearance")


def problems(db: Database) -> Iterator[tuple[str, str]]:
    """The ids of records that do not fit, each with a sentence."""
    for uid, text, digest in db.execute("SELECT uid, text, text_digest FROM documents"):
        if passage.digest(text) != digest:
            yield uid, _("The text of this document does not match its SHA-256.")
    for kind in POINTING:
        rows = db.execute(
            f"SELECT r.uid, r.words, length(d.text) FROM {records.table_of(kind)} AS r "
            "LEFT JOIN documents AS d ON d.uid = r.document WHERE r.words <> ''"
        )
        for uid, words, length in rows:
            if not _fits(words, length or 0):
                yield uid, _("It points to words that its document does not have.")
    is_missing = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {records.table_of(kind)} WHERE uid = r.subject)"
        for kind in RECORDS
        if kind not in _ABOUT
    )
    for kind in _ABOUT:
        rows = db.execute(f"SELECT uid FROM {records.table_of(kind)} AS r WHERE {is_missing}")
        for (uid,) in rows:
            yield uid, _("The record it is about is missing.")


def _fits(words: str, length: int) -> bool:
    """Whether stored ranges are ranges within a text."""
    parsed = passage.parse(words)
    return bool(parsed) and passage.stored(parsed) == words and parsed[-1][1] <= length
