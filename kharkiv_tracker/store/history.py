"""The history of a case as people read it: revisions with their records by code and name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.fields import REFERENCES
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.store import records
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.record_scope import OF_RECORD
from kharkiv_tracker.store.revision_chain import stored
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import record_from

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: Fields that name other records by their ids, of each kind of record.
_REFERENCES: Mapping[str, frozenset[str]] = {
    kind: frozenset(c.name for c in record.columns if c.kind in REFERENCES)
    for kind, record in RECORDS.items()
}


def fingerprint(case: CaseFile) -> str:
    """The fingerprint of the case's whole history, 64 hexadecimal digits."""
    return rules.fingerprint(case.heads())


def count(case: CaseFile) -> int:
    """How many revisions there are."""
    return int(case.db.execute("SELECT count(*) FROM revisions").fetchone()[0])


def last(case: CaseFile) -> Revision | None:
    """The newest revision, or None in a case without any."""
    number = case.db.execute("SELECT max(seq) FROM revisions").fetchone()[0]
    return next(stored(case.db, "WHERE r.seq = ?", [number]), None) if number else None


def revisions(case: CaseFile, code: str | None = None) -> list[Revision]:
    """Revisions oldest first, records by code or name; those of one code if asked."""
    if code is not None:
        return numbered(case, numbers(case, code)[::-1])
    names = names_of(case.db)
    return [_readable(revision, names) for revision in stored(case.db)]


def numbers(case: CaseFile, code: str | None = None, author: str | None = None) -> list[int]:
    """The numbers of the revisions, newest first.

    Those of one record and what is its, or of one author, if asked.
    """
    conditions, params = [], []
    if code is not None:
        conditions.append(OF_RECORD)
        params.append(_record_of(case.db, code))
    if author is not None:
        conditions.append(f"r.author = ?{len(params) + 1}")
        params.append(author)
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    rows = case.db.execute(f"SELECT r.seq FROM revisions AS r {where}ORDER BY r.seq DESC", params)
    return [row[0] for row in rows]


def authors(case: CaseFile) -> tuple[str, ...]:
    """Everybody who changed the case, by name."""
    rows = case.db.execute("SELECT DISTINCT author FROM revisions ORDER BY author")
    return tuple(row[0] for row in rows)


def numbered(case: CaseFile, seqs: Sequence[int]) -> list[Revision]:
    """The revisions of these numbers in their order, records by code or name."""
    batch = list(stored(case.db, f"WHERE r.seq IN {LISTED}", [json.dumps(list(seqs))]))
    mentioned = {revision.record for revision in batch}
    for revision in batch:
        if revision.kind == figure_change.KIND:
            mentioned |= figure_change.ids(revision.changes)
        for field in _REFERENCES.get(revision.kind, frozenset()) & set(revision.changes):
            mentioned.update(uid for value in revision.changes[field] for uid in _ids(value))
    names = names_of(case.db, mentioned)
    by_number = {revision.seq: _readable(revision, names) for revision in batch}
    return [by_number[number] for number in seqs if number in by_number]


def _record_of(db: Database, code: str) -> str:
    row = db.execute("SELECT record FROM codes WHERE code = ?", [code_of(code)]).fetchone()
    return str(row[0]) if row else find(db, code)[1]


def names_of(db: Database, uids: Iterable[str] | None = None) -> dict[str, str]:
    """What records are called: a code, a code with a number, or a name; all, or those of `uids`."""
    listed = f"IN {LISTED}" if uids is not None else "IS NOT ?"
    params = ["" if uids is None else json.dumps(sorted(uids))]
    # A moved record has had several codes; its current one is set below.
    names = dict(db.execute(f"SELECT record, code FROM codes WHERE record {listed}", params))
    for kind, mark in NUMBERED.items():
        for owner in RECORDS[kind].owners:
            for uid, owner_uid, number, code in db.execute(
                f"SELECT n.uid, n.{owner}, n.number, (SELECT o.code FROM {records.table_of(owner)} "
                f"AS o WHERE o.uid = n.{owner}) FROM {records.table_of(kind)} AS n "
                f"WHERE n.{owner} IS NOT NULL AND n.uid {listed}",
                params,
            ):
                names[uid] = f"{code or owner_uid}/{mark}{number}"
    for uid, one_code, other_code in db.execute(
        "SELECT l.uid, (SELECT code FROM incidents WHERE uid = l.one), "
        f"(SELECT code FROM incidents WHERE uid = l.other) FROM links AS l WHERE l.uid {listed}",
        params,
    ):
        names[uid] = f"{one_code} – {other_code}"
    for uid, code in db.execute(
        "SELECT o.uid, c.code FROM overrides AS o JOIN codes AS c ON c.record = o.subject "
        f"AND NOT instr(c.code, '/') WHERE o.uid {listed}",
        params,
    ):
        names[uid] = code
    for uid, person, office in db.execute(
        f"SELECT uid, person, office FROM speakers WHERE uid {listed}", params
    ):
        names[uid] = str(record_from(Speaker, {"person": person, "office": office}))
    for uid, name in db.execute(f"SELECT uid, name FROM sources WHERE uid {listed}", params):
        names[uid] = record_from(Source, {"name": name}).name
    names.update(
        db.execute(
            f"SELECT uid, name FROM offices WHERE uid {listed} UNION ALL "
            "SELECT o.uid, f.name FROM overrides AS o JOIN offices AS f ON f.uid = o.subject "
            f"WHERE o.uid {listed}",
            params * 2,
        ).fetchall()
    )
    names.update((uid, "case") for (uid,) in db.execute("SELECT uid FROM cases"))
    return names


def _ids(value: Any) -> tuple[str, ...]:
    """The ids in a field that names other records."""
    return tuple(value) if isinstance(value, list) else (value,) if value else ()


def _readable(revision: Revision, names: Mapping[str, str]) -> Revision:
    if revision.kind == figure_change.KIND:
        record = names.get(revision.record, revision.record)
        changes = figure_change.renamed(revision.changes, names)
        return replace(revision, record=record, changes=changes)
    references = _REFERENCES.get(revision.kind, frozenset())

    def named(field: str, value: Any) -> Any:
        if field not in references or not value:
            return value
        if isinstance(value, list):
            return [names.get(uid, uid) for uid in value]
        return names.get(value, value)

    return replace(
        revision,
        record=names.get(revision.record) or _gone(revision, names),
        changes={
            field: (named(field, before), named(field, after))
            for field, (before, after) in revision.changes.items()
        },
    )


def _gone(revision: Revision, names: Mapping[str, str]) -> str:
    """The name of a removed record, from the change that added or removed it."""
    state = {
        field: before if after is None else after
        for field, (before, after) in revision.changes.items()
    }
    codes = [
        names.get(state[field], state[field])
        for field in ("one", "other", "incident", "document", "subject")
        if state.get(field)
    ]
    if revision.kind in NUMBERED and codes and "number" in state:
        return f"{codes[0]}/{NUMBERED[revision.kind]}{state['number']}"
    return " – ".join(codes) if codes and revision.kind not in NUMBERED else revision.record
