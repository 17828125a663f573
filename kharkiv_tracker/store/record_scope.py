"""What belongs to a record, or once did: a merge moves reports, and their past stays with both."""

from __future__ import annotations

from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.store import records

_FIELDS = (
    *((kind, owner) for kind in NUMBERED for owner in RECORDS[kind].owners),
    *(("link", "one"), ("link", "other"), ("override", "subject")),
    *((kind, "subject") for kind in ("note", "identifier")),
)
#: What is on a report, a person or a file of it.
_BENEATH = "".join(
    f"SELECT uid FROM {records.table_of(kind)} WHERE subject IN "
    f"(SELECT uid FROM {records.table_of(numbered)} WHERE {owner} = ?1) UNION ALL "
    for kind in ("note", "identifier")
    for numbered in NUMBERED
    for owner in RECORDS[numbered].owners
)

#: Revisions `r` of a record (by uid, ?1) and of all that belongs to it or once did.
OF_RECORD = (
    "(r.record = ?1 OR r.record IN ("
    + "".join(
        f"SELECT uid FROM {records.table_of(kind)} WHERE {field} = ?1 UNION ALL "
        for kind, field in _FIELDS
    )
    + _BENEATH
    # A report that was moved still has its old code: `…-01/3`; the letter after / is 0.
    + "SELECT moved.record FROM codes AS own JOIN codes AS moved "
    "ON moved.code > own.code || '/' AND moved.code < own.code || '0' "
    "WHERE own.record = ?1 AND NOT instr(own.code, '/')))"
)

#: The number of the last revision of an incident `i` and of what is its own now.
LAST_OF_INCIDENT = (
    "(SELECT max(n) FROM (SELECT max(seq) AS n FROM revisions WHERE record = i.uid"
    + "".join(
        f" UNION ALL SELECT (SELECT max(seq) FROM revisions WHERE record = o.uid) "
        f"FROM {records.table_of(kind)} AS o WHERE o.{field} = i.uid"
        for kind, field in _FIELDS
        if field != "document"
    )
    + "))"
)
