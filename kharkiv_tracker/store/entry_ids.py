"""Entries that bring the ids of their records along: which the case has, and the codes wanted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import records


def of_entries(entries: Entries) -> Iterator[tuple[str, Any]]:
    """Every record of entries that can have an id, with its kind."""
    for document in entries.documents:
        yield "document", document.document
        yield from (("identifier", one) for one in document.identifiers)
    for entry in entries.incidents:
        if entry.incident:
            yield "incident", entry.incident
        yield from (("report", report) for report in entry.reports)
        for person in entry.persons:
            yield "person", person.person
            yield from (("identifier", one) for one in person.identifiers)
        yield from (("identifier", one) for one in entry.identifiers)
        yield from (("note", note) for note in entry.notes)
    yield from (("statement", statement) for statement in entries.statements)
    yield from (("joint", report) for report in entries.joint)
    yield from (("note", entry.note) for entry in entries.notes)


def recorded(db: Database, kind: str, uids: Iterable[str]) -> frozenset[str]:
    """Those of these ids that are records of a kind."""
    rows = db.execute(
        f"SELECT uid FROM {records.table_of(kind)} WHERE uid IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted({*uids} - {""}))],
    )
    return frozenset(uid for (uid,) in rows.fetchall())


def codes_wanted(entries: Entries) -> dict[str, str]:
    """The ids of records by the codes they had elsewhere."""
    coded = (record for _kind, record in of_entries(entries) if getattr(record, "code", ""))
    return {record.code: record.uid for record in coded}


def refuse_recorded(db: Database, entries: Entries) -> None:
    """Raise Refused where a record is in the case already, or twice in the entries."""
    uids: dict[str, set[str]] = {}
    for kind, record in of_entries(entries):
        if record.uid in uids.setdefault(kind, set()):
            raise _twice()
        uids[kind] |= {record.uid} - {""}
    if any(recorded(db, kind, of_kind) for kind, of_kind in uids.items() if of_kind):
        raise _twice()


def _twice() -> Refused:
    return Refused(
        _("A record with this id is in the case file already. Check the file again, then import.")
    )
