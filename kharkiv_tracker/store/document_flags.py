"""What waits about documents: those nothing was taken from, and quotes that are not their words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.domain.record import POINTING
from kharkiv_tracker.store import records

#: All but a few quotes are the words of their document letter by letter: the others are compared.
_DIFFERING = (
    "SELECT r.uid, {own}, r.words, r.quote, d.text, d.code FROM {table} AS r {join}"
    "JOIN documents AS d ON d.uid = r.document WHERE r.words <> '' AND NOT r.withdrawn "
    "AND NOT (substr(d.text, CAST(r.words AS INTEGER) + 1, length(r.quote)) = r.quote AND "
    "r.words = CAST(r.words AS INTEGER) || '-' || (CAST(r.words AS INTEGER) + length(r.quote)))"
)
_OF_INCIDENT = "JOIN incidents AS i ON i.uid = r.incident "


def unread(db: Database) -> Iterator[Finding]:
    """A flag for each document that no record was taken from; withdrawn and merged ones have none.

    A withdrawn record is not taken from it.
    """
    taken = " ".join(
        f"AND uid NOT IN (SELECT document FROM {records.table_of(kind)} "
        "WHERE document IS NOT NULL AND NOT withdrawn)"
        for kind in POINTING
    )
    query = f"SELECT code FROM documents WHERE NOT withdrawn AND merged_into IS NULL {taken}"
    for (code,) in db.execute(f"{query} ORDER BY code").fetchall():
        yield Finding(FindingKind.UNREAD_DOCUMENT, code)


def of_incidents(db: Database, incident: int | None = None) -> Iterator[tuple[int, str, str]]:
    """Row of the incident, key and content of each flag on a report that quotes other words."""
    query = _DIFFERING.format(own="i.id", table="reports", join=_OF_INCIDENT)
    where, params = ("", []) if incident is None else (" AND i.id = ?", [incident])
    for uid, row, words, quote, text, document in db.execute(query + where, params).fetchall():
        if not passage.matches(text, passage.parse(words), quote):
            content = {"reports": [uid], "document": document}
            yield row, f"{uid}:{words}", json.dumps(content)


def of_totals(db: Database) -> Iterator[Finding]:
    """A flag for each official total or combined report that quotes other words."""
    for kind in ("statement", "joint"):
        query = _DIFFERING.format(own="r.code", table=records.table_of(kind), join="")
        for _uid, code, words, quote, text, document in db.execute(query).fetchall():
            if not passage.matches(text, passage.parse(words), quote):
                content: dict[str, Any] = {"document": document}
                yield Finding(FindingKind.WORDS_DIFFER, code, words, content)
