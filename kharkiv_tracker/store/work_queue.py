"""The work queue: findings that wait for a person, and dismissed findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from sqlite_utils import Database

from kharkiv_tracker.domain.flag import Finding, FindingKind, of_statements
from kharkiv_tracker.domain.match_key import is_blank, storable
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    document_flags,
    flag_queries,
    identity,
    joint_comparison,
    office_changes,
    office_usage,
    person_groups,
    records,
    remainders,
    similar_offices,
)
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.flags import finding
from kharkiv_tracker.store.office_usage import UnjudgedOffice
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.similar_offices import SimilarOffices
from kharkiv_tracker.store.statements import statements

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

_Keyed = TypeVar("_Keyed", Finding, UnjudgedOffice | SimilarOffices)
#: Kinds for which official totals or joint reports wait as well.
BESIDE = (
    FindingKind.JOINT_CONTRADICTION,
    FindingKind.REMAINDER_TWICE,
    FindingKind.FALLS,
    FindingKind.DIGITS_SWAPPED,
    FindingKind.JUMP,
    FindingKind.WORDS_DIFFER,
)
#: Kinds for which joint reports alone wait.
_OF_JOINT = (FindingKind.JOINT_CONTRADICTION, FindingKind.REMAINDER_TWICE)
_OF_STATEMENTS = (FindingKind.FALLS, FindingKind.DIGITS_SWAPPED, FindingKind.JUMP)
_LISTED = LISTED.replace("?", ":codes")
_ASIDE = "SELECT i.id, o.kind, o.key FROM overrides AS o JOIN incidents AS i ON i.uid = o.subject"


def waiting(
    case: CaseFile, gazetteer: Gazetteer, today: date | None = None
) -> dict[FindingKind, int]:
    """How many records wait, by reason; reasons for which none waits are left out."""
    codes_of_others = other_codes(case, gazetteer)
    counts = {kind: number(case, kind, today) + len(codes_of_others[kind]) for kind in FindingKind}
    return {kind: count for kind, count in counts.items() if count}


def other_codes(case: CaseFile, gazetteer: Gazetteer) -> dict[FindingKind, set[str]]:
    """The codes of records other than incidents that wait, and names of offices, by reason."""
    codes_of_kind: dict[FindingKind, set[str]] = {kind: set() for kind in FindingKind}
    for item in _of_records(case, gazetteer, None):
        codes_of_kind[item.kind].add(item.code)
    for kind, offices in _OFFICES.items():
        codes_of_kind[kind] = {office.name for office in _not_aside(case, kind, offices(case))}
    return codes_of_kind


def number(case: CaseFile, kind: FindingKind, today: date | None = None) -> int:
    """How many incidents wait for this reason."""
    query, params = _waiting(case, kind, today)
    counted = f"SELECT count(*) FROM (SELECT DISTINCT id FROM ({query}))"
    return int(case.db.execute(counted, params).fetchone()[0])


def ids(
    case: CaseFile, gazetteer: Gazetteer, kind: FindingKind, today: date | None = None
) -> list[int]:
    """The incidents that wait for this reason, oldest first, undated last.

    Of a reason for which joint reports or offices wait, they are the incidents those are about,
    or that quote them.
    """
    params: flag_queries.Parameters = {}
    if kind in _OF_JOINT:
        about = {
            code for finding in others(case, gazetteer, kind) for code in finding.content["others"]
        }
        where, params["codes"] = f"i.code IN {_LISTED}", json.dumps(sorted(about))
    elif kind in _OF_OFFICES:
        rows_quoting = _quoting(case, kind, list(others(case, gazetteer, kind)))
        where, params["codes"] = f"i.id IN {_LISTED}", json.dumps(sorted(rows_quoting))
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
    """What waits about an incident, statement, joint report, document or office (by any name).

    With `aside` what was dismissed too. What was dismissed has the reason in its `aside`.
    """
    kind, uid = _subject(case.db, code)
    pending = _OF[kind](case, kind, uid or code, today)
    reasons: dict[tuple[FindingKind, str], str] = {}
    for of, key, reason in case.db.execute(
        f"SELECT kind, key, reason FROM overrides WHERE subject = ? OR kind IN {LISTED}",
        # Of two offices that are alike, or two persons, one has the reason.
        [uid, json.dumps([shared.value for shared in (*_OF_OFFICES, FindingKind.SAME_PERSON)])],
    ):
        for own in _keys(FindingKind(of), key):
            reasons[FindingKind(of), own] = reason
    with_reasons = (replace(item, aside=reasons.get((item.kind, item.key), "")) for item in pending)
    order = list(FindingKind)
    selected = (item for item in with_reasons if aside or not item.aside)
    return tuple(sorted(selected, key=lambda item: (order.index(item.kind), item.key)))


def others(
    case: CaseFile, gazetteer: Gazetteer | None = None, kind: FindingKind | None = None
) -> Iterator[Finding]:
    """What waits about all but incidents, for every reason or for one."""
    yield from _of_records(case, gazetteer, kind)
    for office_kind in _OF_OFFICES if kind is None else {kind} & _OF_OFFICES.keys():
        yield from _not_aside(case, office_kind, _OF_OFFICES[office_kind](case))


def _of_records(
    case: CaseFile, gazetteer: Gazetteer | None, kind: FindingKind | None
) -> Iterator[Finding]:
    """What waits about official totals, joint reports and documents."""
    aside = set(
        case.db.execute(
            " UNION ALL ".join(
                "SELECT o.kind, o.key, r.code FROM overrides AS o "
                f"JOIN {records.table_of(record_kind)} AS r ON r.uid = o.subject"
                for record_kind in ("statement", "joint", "document")
            )
        ).fetchall()
    )
    pending: list[Finding] = []
    # Read only where it is needed: both take longer than all incidents together.
    if kind is None or kind in _OF_STATEMENTS:
        pending += (item for item in of_statements(statements(case)) if kind in (None, item.kind))
    if kind in (None, FindingKind.JOINT_CONTRADICTION):
        pending += joint_comparison.contradictions(case, gazetteer)
    if kind in (None, FindingKind.REMAINDER_TWICE):
        pending += remainders.findings(case.db)
    if kind in (None, FindingKind.WORDS_DIFFER):
        pending += document_flags.of_totals(case.db)
    if kind in (None, FindingKind.UNREAD_DOCUMENT):
        pending += document_flags.unread(case.db)
    for item in pending:
        if (item.kind.value, item.key, item.code) not in aside:
            yield item


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
        raise Refused(
            _("Enter a reason for dismissing this flag. It is kept in the history."), path="reason"
        )
    of_kind, uid = _subject(edit.db, code)
    if of_kind == "office":
        uid = office_changes.record_of(edit, code)
    if _override(edit, uid, kind, key):
        raise Refused(_("This flag is already dismissed."))
    state = {"subject": uid, "kind": kind.value, "key": key, "reason": line}
    edit.write("override", identity.new_uid(), state)


def take_up(edit: Edit, code: str, kind: FindingKind, key: str) -> None:
    """Put a dismissed finding back into the queue."""
    _kind, uid = _subject(edit.db, code)
    override = _override(edit, uid, kind, key)
    if override is None:
        raise Refused(_("This flag is still open."))
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
            _("{code} is not an incident, official total, combined report or document.").format(
                code=code
            )
        )
    return kind, uid


def _override(edit: Edit, subject: str, kind: FindingKind, key: str) -> str | None:
    rows = edit.db.execute(
        f"SELECT uid, subject FROM overrides WHERE kind = ? AND key IN {LISTED}",
        [kind.value, json.dumps(_keys(kind, key))],
    ).fetchall()
    # Two persons are different in both their incidents at once.
    is_shared = kind is FindingKind.SAME_PERSON
    return next((str(uid) for uid, of in rows if is_shared or of == subject), None)


def _keys(kind: FindingKind, key: str) -> tuple[str, ...]:
    """The keys under which a doubt is dismissed: of two persons in both orders."""
    return (key, person_groups.reverse(key)) if kind is FindingKind.SAME_PERSON else (key,)


def _waiting(
    case: CaseFile,
    kind: FindingKind,
    today: date | None,
    subset: Collection[str] | None = None,
) -> tuple[str, flag_queries.Parameters]:
    """The rows of a kind that are not dismissed, all or those of some incidents."""
    params = flag_queries.parameters(case.db, kind, today)
    query = f"SELECT * FROM ({flag_queries.query(kind)}) WHERE TRUE"
    # Checked first: few are ever dismissed, and most cases have none.
    if kind is FindingKind.SAME_PERSON:
        query += f" AND key NOT IN {LISTED.replace('?', ':apart')}"
        params["apart"] = json.dumps(sorted(person_groups.apart_keys(case.db)))
    elif case.db.execute("SELECT 1 FROM overrides WHERE kind = ?", [kind.value]).fetchone():
        query += f" AND (id, kind, key) NOT IN ({_ASIDE})"
    if subset is not None:
        query += f" AND id IN (SELECT id FROM incidents WHERE code IN {_LISTED})"
        params["codes"] = json.dumps(sorted(subset))
    return query, params


def _not_aside(case: CaseFile, kind: FindingKind, offices: Iterable[_Keyed]) -> Iterator[_Keyed]:
    """Offices, or what waits about them, but for those that were dismissed."""
    rows = case.db.execute("SELECT key FROM overrides WHERE kind = ?", [kind.value])
    keys_aside = {key for (key,) in rows.fetchall()}
    return (office for office in offices if office.key not in keys_aside)


def _unjudged(case: CaseFile) -> Iterator[Finding]:
    for office in office_usage.unjudged(case):
        content = {"incidents": len(office_usage.quoting(case, office))}
        yield Finding(FindingKind.OFFICE_UNJUDGED, office.name, office.key, content)


def _alike(case: CaseFile) -> Iterator[Finding]:
    for pair in similar_offices.similar(case):
        content = {"office": pair.name, "others": [pair.other]}
        yield Finding(FindingKind.OFFICES_ALIKE, pair.name, pair.key, content)


def _quoting(case: CaseFile, kind: FindingKind, pending: Collection[Finding]) -> set[int]:
    """The incidents (by row) that quote the offices of these flags."""
    if kind is FindingKind.OFFICES_ALIKE:
        return similar_offices.quoting(case, (name for item in pending for name in _names(item)))
    keys = {item.key for item in pending}
    unjudged = (office for office in office_usage.unjudged(case) if office.key in keys)
    return {row for office in unjudged for row in office_usage.quoting(case, office)}


def _names(item: Finding) -> tuple[str, ...]:
    """The offices a flag is about, by name."""
    return (item.code, *item.content.get("others", ()))


def _of_office(case: CaseFile, _kind: str, name: str, _today: date | None) -> Iterable[Finding]:
    row = case.db.execute("SELECT name FROM offices WHERE uid = ?", [name]).fetchone()
    book = office_changes.OfficeBook(case.db)
    key = book.key(row[0] if row else name)
    for kind in _OF_OFFICES:
        for item in _OF_OFFICES[kind](case):
            if key in map(book.key, _names(item)):
                yield item


def _of_incident(case: CaseFile, _kind: str, uid: str, today: date | None) -> Iterator[Finding]:
    code, incident = case.db.execute(
        "SELECT code, id FROM incidents WHERE uid = ?", [uid]
    ).fetchone()
    for kind in FindingKind:
        rows = case.db.execute(
            f"SELECT kind, key, told FROM ({flag_queries.query(kind)}) WHERE id = :incident",
            flag_queries.parameters(case.db, kind, today, incident),
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
    return [item for item in (*pending, *document_flags.of_totals(case.db)) if item.code == code]


def _of_document(case: CaseFile, kind: str, uid: str, _today: date | None) -> Iterable[Finding]:
    code = (records.read(case.db, kind, uid) or {}).get("code")
    return [item for item in document_flags.unread(case.db) if item.code == code]


#: What waits about offices, and these alone: to count in how many incidents takes longer.
_OF_OFFICES = {
    FindingKind.OFFICE_UNJUDGED: _unjudged,
    FindingKind.OFFICES_ALIKE: _alike,
}
_OFFICES: Mapping[FindingKind, Callable[[CaseFile], Iterable[UnjudgedOffice | SimilarOffices]]] = {
    FindingKind.OFFICE_UNJUDGED: office_usage.unjudged,
    FindingKind.OFFICES_ALIKE: similar_offices.similar,
}
#: What waits, by the kind of record.
_OF = {
    "incident": _of_incident,
    "statement": _of_total,
    "joint": _of_total,
    "document": _of_document,
    "office": _of_office,
}
