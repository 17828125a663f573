"""Decisions on what the open page names, and what follows from them for reports and persons.

They are those of today at every clock: what was decided later holds for earlier pages too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.open_names import OpenNames, Subjects
from kharkiv_tracker.domain.person import NAMES, Person
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.store import records
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State

_LINKS = ("url", "archive_url")
_ACCOUNT = ("source", "speaker", "document", *_LINKS)
_DOCUMENT = (*_LINKS, "source")
#: The fields of an account that its link rests on.
_LINKED = ("source", "document", *_LINKS)
#: The fields a decision rests on: where one changes, it has to be made again.
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "source": ("name", "kind", "confidential", "consent"),
    "speaker": ("person", "office"),
    "document": (*_LINKS, "title", "source", "confidential", "merged_into"),
    "report": _LINKED,
    "statement": _LINKED,
    "person": (*NAMES, "visibility", "cleared"),
}
#: Incidents with something that rests on a decision, by the id it is about.
ABOUT = (
    "i.uid IN (SELECT incident FROM reports WHERE uid = ?1 "
    "UNION SELECT incident FROM reports WHERE source = ?1 "
    "UNION SELECT incident FROM reports WHERE speaker = ?1 "
    "UNION SELECT incident FROM reports WHERE document = ?1 "
    "UNION SELECT incident FROM persons WHERE uid = ?1)"
)


def decision(db: Database, subject: str) -> tuple[str, Decision | None]:
    """The id of the decision on a record (by uid) and what it is; "" and None for none."""
    row = db.execute("SELECT uid, decision FROM clearances WHERE subject = ?", [subject]).fetchone()
    return (row[0], Decision(row[1])) if row and row[1] else ("", None)


def decisions(db: Database) -> dict[str, Decision]:
    """Every decision by the id of the record it is about."""
    rows = db.execute("SELECT subject, decision FROM clearances WHERE decision IS NOT NULL")
    return {subject: Decision(value) for subject, value in rows}


def stale(db: Database, kind: str, uid: str, changed: Iterable[str]) -> str:
    """The id of the decision on a record of which something changed that it rests on; "": none."""
    if set(changed).isdisjoint(RESTS_ON.get(kind, ())):
        return ""
    return decision(db, uid)[0]


def of_today(
    source: Database, states: Mapping[tuple[str, str], State]
) -> dict[tuple[str, str], State]:
    """Today's decisions on the records of an earlier time, those that are as they are today."""
    # The revision of a purge is about a record and of no kind of record.
    earlier = {uid: (kind, state) for (kind, uid), state in states.items() if kind in RESTS_ON}
    held = {}
    for uid, state in records.states(source, "clearance"):
        kind, then = earlier.get(state["subject"], ("", {}))
        now = records.read(source, kind, state["subject"]) if kind else None
        if now and all(now.get(field) == then.get(field) for field in RESTS_ON[kind]):
            held["clearance", uid] = state
    return held


def of_incident(
    db: Database, incident: str, reports: Iterable[Report], persons: Iterable[Person]
) -> OpenNames:
    """What the open page names of an incident (by uid) with these reports and persons."""
    return of_incidents(db, [incident], reports, persons)


def of_incidents(
    db: Database, incidents: Sequence[str], reports: Iterable[Report], persons: Iterable[Person]
) -> OpenNames:
    """Likewise of several, as one that was merged into another is printed with that."""
    by_report = subjects_of_reports(db, incidents)
    listed = [(report, by_report.get(report.uid, Subjects())) for report in reports]
    return OpenNames.of(listed, persons, named(db))


def subjects_of_reports(db: Database, incidents: Sequence[str]) -> dict[str, Subjects]:
    """What the reports of incidents (by uid) name, by the ids of the reports."""
    where = f"WHERE r.incident IN {LISTED}"
    return _subjects(db, "report", "r.uid", where, [json.dumps(list(incidents))])


def named_among(db: Database, uids: Iterable[str]) -> set[str]:
    """Those of these records (by uid) that were decided to be named."""
    rows = db.execute(
        f"SELECT subject FROM clearances WHERE subject IN {LISTED} AND decision = ?",
        [json.dumps(sorted({*uids})), Decision.NAMED.value],
    )
    return {subject for (subject,) in rows.fetchall()}


def of_statements(db: Database, statements: Sequence[Statement]) -> OpenNames:
    """What the open page names of official totals."""
    by_code = _subjects(db, "statement", "r.code") if statements else {}
    listed = [(one, by_code.get(one.code, Subjects())) for one in statements]
    return OpenNames.of(listed, (), named(db))


def named(db: Database) -> Callable[[str], bool]:
    """Whether the record of an id was decided to be named."""
    return lambda uid: decision(db, uid)[1] is Decision.NAMED


def subjects(uid: str, state: State, document: State) -> Subjects:
    """What the account of this id and state names, with that of its document."""
    has_own = any(state.get(link, "") != document.get(link, "") for link in _LINKS)
    link = uid if has_own or not state.get("document") else state["document"]
    origin = document.get("source") or ""
    return Subjects(state.get("source") or "", state.get("speaker") or "", link, origin)


def _subjects(
    db: Database, kind: str, key: str, where: str = "", params: Iterable[Any] = ()
) -> dict[str, Subjects]:
    rows = db.execute(
        f"SELECT {key}, r.uid, r.source, r.speaker, r.document, r.url, r.archive_url, "
        f"d.url, d.archive_url, d.source FROM {records.table_of(kind)} AS r "
        f"LEFT JOIN documents AS d ON d.uid = r.document {where}",
        list(params),
    )
    by_key = {}
    for code, uid, *row in rows:
        account = dict(zip(_ACCOUNT, row, strict=False))
        document = dict(zip(_DOCUMENT, (value or "" for value in row[5:]), strict=True))
        by_key[code] = subjects(uid, account, document)
    return by_key
