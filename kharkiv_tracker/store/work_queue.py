"""The work queue: findings that wait for a person, and findings that were set aside."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.flag import PROVISIONAL_DAYS, Finding, FindingKind, of_statements
from kharkiv_tracker.domain.match_key import is_blank, storable
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    identity,
    joint_comparison,
    office_changes,
    office_usage,
    person_records,
    records,
    remainders,
)
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.flags import finding
from kharkiv_tracker.store.selection_sql import COUNTS, LISTED
from kharkiv_tracker.store.statements import statements

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: Kinds stored with their incident; the others depend on other incidents or on today.
_STORED_KINDS = frozenset(FindingKind) - {
    FindingKind.JOINT_CONTRADICTION,
    FindingKind.REMAINDER_TWICE,
    FindingKind.OFFICE_UNJUDGED,
    FindingKind.SAME_PERSON,
    FindingKind.PROVISIONAL,
}
#: Kinds for which official totals or joint reports wait as well.
BESIDE = (
    FindingKind.JOINT_CONTRADICTION,
    FindingKind.REMAINDER_TWICE,
    FindingKind.FALLS,
    FindingKind.DIGITS_SWAPPED,
    FindingKind.JUMP,
)
#: Kinds for which joint reports alone wait.
_OF_JOINT = (FindingKind.JOINT_CONTRADICTION, FindingKind.REMAINDER_TWICE)
_NAMED = (
    f"p.withdrawn = 0 AND p.folded <> '' AND p.name NOT LIKE '{person_records.PURGED}%' "
    f"AND {COUNTS}"
)
#: Findings as rows: the incident's row, kind, key, content.
_QUERIES = {
    "stored": (
        "SELECT incident AS id, kind, key, told FROM findings "
        "WHERE kind = :kind AND (kind <> 'no update' OR key < :since)"
    ),
    "provisional": (
        "SELECT i.id, 'provisional' AS kind, i.date AS key, json_object('day', i.date) AS told "
        f"FROM incidents AS i WHERE i.date > :since AND {COUNTS}"
    ),
    # Every pair of persons of one name; the name is not in the content.
    "same person": (
        "WITH named AS (SELECT i.id, i.code || '/P' || p.number AS code, p.uid, p.folded "
        f"FROM persons AS p JOIN incidents AS i ON i.uid = p.incident WHERE {_NAMED}) "
        "SELECT n.id, 'same person' AS kind, n.uid || ':' || o.uid AS key, "
        "json_object('person', n.code, 'others', json_array(o.code)) AS told "
        "FROM named AS n JOIN named AS o ON o.folded = n.folded AND o.id <> n.id"
    ),
}
_LISTED = LISTED.replace("?", ":codes")
_ASIDE = "SELECT i.id, o.kind, o.key FROM overrides AS o JOIN incidents AS i ON i.uid = o.subject"


def waiting(
    case: CaseFile, gazetteer: Gazetteer, today: date | None = None
) -> dict[FindingKind, int]:
    """How many records wait, by reason; reasons for which none waits are left out."""
    counts: dict[FindingKind, int] = {}
    others_waiting = list(others(case, gazetteer))
    for kind in FindingKind:
        count = _count(case, kind, today) + len(
            {finding.code for finding in others_waiting if finding.kind is kind}
        )
        if count:
            counts[kind] = count
    return counts


def ids(
    case: CaseFile, gazetteer: Gazetteer, kind: FindingKind, today: date | None = None
) -> list[int]:
    """The incidents that wait for this reason, oldest first, undated last.

    Of a reason for which joint reports or offices wait, they are the incidents those are about,
    or that quote them.
    """
    if kind in _OF_JOINT:
        about = {
            code for finding in others(case, gazetteer, kind) for code in finding.content["others"]
        }
        where, params = f"i.code IN {_LISTED}", {"codes": json.dumps(sorted(about))}
    elif kind is FindingKind.OFFICE_UNJUDGED:
        waiting_keys = {finding.key for finding in others(case, gazetteer, kind)}
        rows_quoting = {
            row
            for office in office_usage.unjudged(case)
            if office.key in waiting_keys
            for row in office.incidents
        }
        where, params = f"i.id IN {_LISTED}", {"codes": json.dumps(sorted(rows_quoting))}
    else:
        query, params = _waiting(case, kind, today)
        where = f"i.id IN (SELECT id FROM ({query}))"
    rows = case.db.execute(
        f"SELECT i.id FROM incidents AS i WHERE {where} "
        "ORDER BY i.sort_at IS NULL, i.sort_at, i.code",
        params,
    )
    return [row[0] for row in rows]


def codes(
    case: CaseFile,
    gazetteer: Gazetteer,
    kind: FindingKind,
    subset: Collection[str] | None = None,
    today: date | None = None,
) -> set[str]:
    """The codes of the records that wait for this reason; of incidents all, or those among some."""
    query, params = _waiting(case, kind, today, subset)
    rows = case.db.execute(
        f"SELECT DISTINCT i.code FROM ({query}) AS w JOIN incidents AS i ON i.id = w.id", params
    )
    waiting_codes = {row[0] for row in rows}
    return waiting_codes | {finding.code for finding in others(case, gazetteer, kind)}


def listed(
    case: CaseFile,
    gazetteer: Gazetteer,
    kind: FindingKind | None = None,
    today: date | None = None,
) -> Iterator[Finding]:
    """Everything that waits, or what waits for one reason: by reason, statements and joint last."""
    pending = list(others(case, gazetteer, kind))
    for reason in FindingKind if kind is None else [kind]:
        query, params = _waiting(case, reason, today)
        rows = case.db.execute(
            "SELECT i.code, w.kind, w.key, w.told "
            f"FROM ({query}) AS w JOIN incidents AS i ON i.id = w.id "
            "ORDER BY i.sort_at IS NULL, i.sort_at, i.code, w.key",
            params,
        ).fetchall()
        for row in rows:
            yield finding(*row)
        yield from (item for item in pending if item.kind is reason)


def findings(
    case: CaseFile, code: str, aside: bool = False, today: date | None = None
) -> tuple[Finding, ...]:
    """What waits about an incident, statement, joint report or office (by any of its names).

    With `aside` what was set aside too.
    What was set aside has the reason in its `aside`.
    """
    kind, uid = _subject(case.db, code)
    pending = _OF[kind](case, kind, uid or code, today)
    reasons = {
        (FindingKind(of), key): reason
        for of, key, reason in case.db.execute(
            "SELECT kind, key, reason FROM overrides WHERE subject = ?", [uid]
        )
    }
    with_reasons = (replace(item, aside=reasons.get((item.kind, item.key), "")) for item in pending)
    order = list(FindingKind)
    selected = (item for item in with_reasons if aside or not item.aside)
    return tuple(sorted(selected, key=lambda item: (order.index(item.kind), item.key)))


def others(
    case: CaseFile, gazetteer: Gazetteer | None = None, kind: FindingKind | None = None
) -> Iterator[Finding]:
    """What waits about official totals, joint reports and offices, all of it or for one reason."""
    aside = set(
        case.db.execute(
            " UNION ALL ".join(
                "SELECT o.kind, o.key, r.code FROM overrides AS o "
                f"JOIN {records.table_of(record_kind)} AS r ON r.uid = o.subject"
                for record_kind in ("statement", "joint")
            )
        ).fetchall()
    )
    pending: list[Finding] = []
    # Read only where it is needed: both take longer than all incidents together.
    if kind is None or (kind in BESIDE and kind not in _OF_JOINT):
        pending += (item for item in of_statements(statements(case)) if kind in (None, item.kind))
    if kind in (None, FindingKind.JOINT_CONTRADICTION):
        pending += joint_comparison.contradictions(case, gazetteer)
    if kind in (None, FindingKind.REMAINDER_TWICE):
        pending += remainders.findings(case.db)
    for item in pending:
        if (item.kind.value, item.key, item.code) not in aside:
            yield item
    if kind in (None, FindingKind.OFFICE_UNJUDGED):
        yield from _offices(case, aside=False)


def reports(case: CaseFile, finding: Finding) -> tuple[str, ...]:
    """The codes of the reports a finding rests on."""
    named = [
        f"{code}/{number}"
        for uid in finding.content.get("reports", ())
        for code, number in case.db.execute(
            "SELECT i.code, r.number FROM reports AS r JOIN incidents AS i ON i.uid = r.incident "
            "WHERE r.uid = ?",
            [uid],
        )
    ]
    return tuple(named)


def set_aside(edit: Edit, code: str, kind: FindingKind, key: str, reason: str) -> None:
    """Take a finding out of the queue for a reason; a finding with another key still comes up."""
    line = " ".join(storable(reason).split())
    if is_blank(line):
        raise Refused(_("Say why this is set aside; the reason is kept with it."), path="reason")
    of_kind, uid = _subject(edit.db, code)
    if of_kind == "office":
        uid = office_changes.record_of(edit, code)
    if _override(edit, uid, kind, key):
        raise Refused(_("This was set aside already; its reason is kept."))
    state = {"subject": uid, "kind": kind.value, "key": key, "reason": line}
    edit.write("override", identity.new_uid(), state)


def take_up(edit: Edit, code: str, kind: FindingKind, key: str) -> None:
    """Put a finding that was set aside back into the queue."""
    _kind, uid = _subject(edit.db, code)
    override = _override(edit, uid, kind, key)
    if override is None:
        raise Refused(_("This was not set aside; it waits in the queue."))
    edit.write("override", override, {})


def _subject(db: Database, code: str) -> tuple[str, str]:
    """The kind and id of a record that can wait by itself; an office may have no id yet."""
    try:
        kind, uid = find(db, code)
    except Refused:
        book = office_changes.OfficeBook(db)
        if not book.is_known(code):
            raise
        return "office", book.uids.get(book.key(code), "")
    if kind not in _OF:
        raise Refused(
            _("{code} is no incident, no official total and no joint report.").format(code=code)
        )
    return kind, uid


def _override(edit: Edit, subject: str, kind: FindingKind, key: str) -> str | None:
    row = edit.db.execute(
        "SELECT uid FROM overrides WHERE subject = ? AND kind = ? AND key = ?",
        [subject, kind.value, key],
    ).fetchone()
    return str(row[0]) if row else None


def _count(case: CaseFile, kind: FindingKind, today: date | None) -> int:
    query, params = _waiting(case, kind, today)
    counted = f"SELECT count(*) FROM (SELECT DISTINCT id FROM ({query}))"
    return int(case.db.execute(counted, params).fetchone()[0])


def _waiting(
    case: CaseFile,
    kind: FindingKind,
    today: date | None,
    subset: Collection[str] | None = None,
) -> tuple[str, dict[str, str]]:
    """The rows of a kind that are not set aside, all or those of some incidents."""
    name = "stored" if kind in _STORED_KINDS else kind.value
    if name not in _QUERIES:
        return "SELECT 0 AS id, '' AS kind, '' AS key, '{}' AS told WHERE FALSE", {}
    params = {"kind": kind.value, "since": _since(case, kind, today)}
    query = f"SELECT * FROM ({_QUERIES[name]}) WHERE TRUE"
    # Checked first: few are ever set aside, and most cases have none.
    if case.db.execute("SELECT 1 FROM overrides WHERE kind = ?", [kind.value]).fetchone():
        query += f" AND (id, kind, key) NOT IN ({_ASIDE})"
    if subset is not None:
        query += f" AND id IN (SELECT id FROM incidents WHERE code IN {_LISTED})"
        params["codes"] = json.dumps(sorted(subset))
    return query, params


def _since(case: CaseFile, kind: FindingKind, today: date | None) -> str:
    """The day before which no update, or after which an event, is a reason to wait."""
    day = today or identity.now().astimezone(zone()).date()
    if kind is FindingKind.NO_UPDATE:
        (quiet,) = case.db.execute("SELECT coalesce(max(quiet_days), 0) FROM cases").fetchone()
        return _back(day, int(quiet))
    return _back(day, PROVISIONAL_DAYS)


def _back(day: date, days: int) -> str:
    return (day - timedelta(days=min(days, (day - date.min).days))).isoformat()


def _offices(case: CaseFile, aside: bool) -> Iterator[Finding]:
    """The offices nobody judged, one finding each; those set aside only where asked for."""
    kind = FindingKind.OFFICE_UNJUDGED
    rows = case.db.execute("SELECT key FROM overrides WHERE kind = ?", [kind.value])
    keys_aside = {key for (key,) in rows.fetchall()}
    for office in office_usage.unjudged(case):
        if aside or office.key not in keys_aside:
            content = {"incidents": len(office.incidents)}
            yield Finding(kind, office.name, office.key, content)


def _of_office(case: CaseFile, _kind: str, name: str, _today: date | None) -> Iterable[Finding]:
    row = case.db.execute("SELECT name FROM offices WHERE uid = ?", [name]).fetchone()
    key = office_changes.OfficeBook(case.db).key(row[0] if row else name)
    return [item for item in _offices(case, aside=True) if item.key == key]


def _of_incident(case: CaseFile, _kind: str, uid: str, today: date | None) -> Iterator[Finding]:
    (code,) = case.db.execute("SELECT code FROM incidents WHERE uid = ?", [uid]).fetchone()
    for kind in FindingKind:
        name = "stored" if kind in _STORED_KINDS else kind.value
        if name not in _QUERIES:
            continue
        rows = case.db.execute(
            f"SELECT kind, key, told FROM ({_QUERIES[name]}) "
            "WHERE id = (SELECT id FROM incidents WHERE uid = :uid)",
            {"kind": kind.value, "since": _since(case, kind, today), "uid": uid},
        ).fetchall()
        for row in rows:
            yield finding(code, *row)


def _of_total(case: CaseFile, kind: str, uid: str, _today: date | None) -> Iterable[Finding]:
    code = (records.read(case.db, kind, uid) or {}).get("code")
    pending = (
        (*joint_comparison.contradictions(case), *remainders.findings(case.db))
        if kind == "joint"
        else of_statements(statements(case))
    )
    return [item for item in pending if item.code == code]


#: What waits, by the kind of record.
_OF = {
    "incident": _of_incident,
    "statement": _of_total,
    "joint": _of_total,
    "office": _of_office,
}
