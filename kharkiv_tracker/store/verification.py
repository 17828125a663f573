"""Whether a case file agrees with its history: database, chain, records, derived figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import (
    attachment_records,
    clock,
    history,
    name_erasure,
    records,
    replay,
    revision_chain,
    schema,
)
from kharkiv_tracker.store.engine import DatabaseError, connect

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken place: the revision it came with, where there is one, the record, a sentence."""

    seq: int | None
    record: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of verifying; `fingerprint` is that of the history.

    `notes` are places worth a look that are no fault: times that do not fit.
    """

    ok: bool
    revisions: int
    fingerprint: str
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def verify(case: CaseFile, against: str | None = None) -> Verification:
    """Recompute everything that can be recomputed and name each place that differs.

    `against` is a fingerprint seen earlier, whole or short: this history has to contain it.
    """
    problems: list[Problem] = []
    try:
        newer = schema.is_newer(case.db)
        for check in (_database, _chain) if newer else _CHECKS:
            problems.extend(check(case.db))
        if newer:
            sentence = _("A newer version made this case file; only that one can verify it whole.")
            problems.append(Problem(None, "", sentence))
        problems.extend(_against(case, against))
        return Verification(
            not problems,
            history.count(case),
            history.fingerprint(case),
            tuple(problems),
            tuple(
                Problem(seq, _name(case.db, uid), note) for seq, uid, note in clock.notes(case.db)
            ),
        )
    except DatabaseError as error:
        problems.append(
            Problem(None, "", _("The database is damaged: {error}.").format(error=error))
        )
        return Verification(False, 0, "", tuple(problems))


def _database(db: Database) -> Iterator[Problem]:
    for (message,) in db.execute("PRAGMA integrity_check(20)").fetchall():
        if message != "ok":
            yield Problem(None, "", _("The database is damaged: {error}.").format(error=message))
    for table, *_rest in db.execute("PRAGMA foreign_key_check").fetchall():
        yield Problem(None, "", _("A row of {table} refers to nothing.").format(table=table))


def _structure(db: Database) -> Iterator[Problem]:
    """Tables, and the triggers that keep the history from being changed, as they should be."""
    fresh = connect(None)
    schema.migrations.apply(fresh)
    query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
    expected, actual = dict(fresh.execute(query).fetchall()), dict(db.execute(query).fetchall())
    fresh.close()
    for name in sorted(expected.keys() | actual.keys()):
        if expected.get(name) != actual.get(name):
            yield Problem(
                None, "", _("The file's structure was changed at {name}.").format(name=name)
            )


def _chain(db: Database) -> Iterator[Problem]:
    """Each revision's payload, hash and parents."""
    digests = {
        uid: (digest, salt, payload)
        for uid, digest, salt, payload in db.execute(
            "SELECT r.id, r.digest, p.salt, p.payload "
            "FROM revisions AS r LEFT JOIN payloads AS p ON p.revision = r.id"
        )
    }
    purged = name_erasure.purged_digests(db)
    yield from _purges(db, purged)
    seen: set[str] = set()
    expected = 1
    for revision in revision_chain.stored(db):
        if revision.seq != expected:
            yield _at(db, revision, _("A revision before this one is missing."))
        expected = revision.seq + 1
        digest, salt, payload = digests[revision.id]
        if payload is None:
            yield _at(db, revision, _("What this revision recorded is missing."))
        elif rules.payload_digest(salt, payload) != purged.get(revision.id, digest):
            yield _at(db, revision, _("What this revision recorded was changed afterwards."))
        if rules.revision_id(revision, digest) != revision.id:
            yield _at(db, revision, _("This revision was changed afterwards."))
        if any(parent not in seen for parent in revision.parents):
            yield _at(db, revision, _("The revision this one follows is missing."))
        if not revision.parents and seen:
            yield _at(db, revision, _("This revision follows none."))
        seen.add(revision.id)


def _purges(db: Database, expected: dict[str, str]) -> Iterator[Problem]:
    """The table of purges against the purges in the chain of revisions."""
    stored = dict(db.execute("SELECT revision, digest FROM purges").fetchall())
    for uid in sorted(stored.keys() | expected.keys()):
        if stored.get(uid) != expected.get(uid):
            for revision in revision_chain.stored(db, "WHERE r.id = ?", [uid]):
                yield _at(db, revision, _("No purge tells what was taken out of this revision."))


def _attachments(db: Database) -> Iterator[Problem]:
    """Every byte of every attachment against the hash it was collected under."""
    last = dict(db.execute("SELECT record, max(seq) FROM revisions GROUP BY record").fetchall())
    for uid, sentence in attachment_records.damaged(db):
        yield Problem(last.get(uid), _name(db, uid), sentence)


def _tables(db: Database) -> Iterator[Problem]:
    """Records, codes and figures against those that follow from the history."""
    remade = connect(None)
    schema.migrations.apply(remade)
    try:
        replay.replay(db, remade)
    except Exception as error:
        yield Problem(None, "", _("The history cannot be replayed: {error}.").format(error=error))
        return
    last = dict(db.execute("SELECT record, max(seq) FROM revisions GROUP BY record").fetchall())
    for kind in RECORDS:
        stored, due = dict(records.states(db, kind)), dict(records.states(remade, kind))
        for uid in sorted(stored.keys() | due.keys()):
            if stored.get(uid) != due.get(uid):
                sentence = _("The record is not what its history says.")
                yield Problem(last.get(uid), _name(db, uid), sentence)
    for name, query in _DERIVED.items():
        stored_rows, due_rows = _by_incident(db, query), _by_incident(remade, query)
        for uid in sorted(stored_rows.keys() | due_rows.keys()):
            if stored_rows.get(uid) != due_rows.get(uid):
                yield Problem(last.get(uid), _name(db, uid), _(name))
    remade.close()


_CHECKS = (_database, _structure, _chain, _tables, _attachments)
_DERIVED = {
    N_("A stored figure is not what the reports come to."): (
        "SELECT i.uid, f.quantity, f.known_from, f.known_to, f.low, f.best, f.high, f.about, "
        "f.because FROM figure_steps AS f JOIN incidents AS i ON i.id = f.incident "
        "ORDER BY i.uid, f.quantity, f.known_from"
    ),
    N_("The searchable text is not what the record says."): (
        "SELECT i.uid, t.folded FROM incident_texts AS t JOIN incidents AS i ON i.id = t.incident"
    ),
    N_("The sum kept of a day is not what its incidents come to."): (
        "SELECT trim(date || ' ' || district), * FROM day_sums ORDER BY date, district, quantity"
    ),
    N_("What is kept to be looked at is not what the record gives cause for."): (
        "SELECT i.uid, f.kind, f.key, f.told FROM findings AS f "
        "JOIN incidents AS i ON i.id = f.incident ORDER BY i.uid, f.kind, f.key"
    ),
    N_("A code was changed."): "SELECT record, code FROM codes ORDER BY record",
    N_("What records are found and ordered by is not what they say."): (
        "SELECT uid, sort_at, NULL FROM incidents UNION ALL SELECT uid, folded, NULL FROM sources "
        "UNION ALL SELECT uid, folded_person, folded_office FROM speakers "
        "UNION ALL SELECT uid, folded, NULL FROM persons"
    ),
}


def _by_incident(db: Database, query: str) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {}
    for uid, *row in db.execute(query).fetchall():
        rows.setdefault(uid, []).append(row)
    return rows


def _against(case: CaseFile, against: str | None) -> Iterator[Problem]:
    if against is None:
        return
    letters = re.sub(r"\s", "", against).casefold()
    fingerprints = {rules.fingerprint([revision.id]) for revision in revision_chain.stored(case.db)}
    fingerprints.add(history.fingerprint(case))
    if not re.fullmatch(r"[0-9a-f]{12,64}", letters) or not any(
        k.startswith(letters) for k in fingerprints
    ):
        yield Problem(
            None,
            "",
            _("This history does not contain the fingerprint {fingerprint}.").format(
                fingerprint=against
            ),
        )


def _at(db: Database, revision: Revision, sentence: str) -> Problem:
    return Problem(revision.seq, _name(db, revision.record), sentence)


def _name(db: Database, uid: str) -> str:
    row = db.execute("SELECT code FROM codes WHERE record = ?", [uid]).fetchone()
    for kind, mark in NUMBERED.items():
        if row is None:
            row = db.execute(
                f"SELECT i.code || '/{mark}' || r.number FROM {records.table_of(kind)} AS r "
                "JOIN incidents AS i ON i.uid = r.incident WHERE r.uid = ?",
                [uid],
            ).fetchone()
    return str(row[0]) if row else uid
