"""Whether a database agrees with itself: pages, tables, history, records and figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    derived_checks,
    document_checks,
    incident_orders,
    records,
    revision_chain,
    rule_edition,
    schema,
    search_index,
    structure,
    sums,
)
from kharkiv_tracker.store.derived_checks import UNREADABLE, Part
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.recorded_states import RecordedStates

Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken place: the revision it came with, where there is one, the record, a sentence."""

    seq: int | None
    record: str
    problem: str


def pages(db: Database, _step: Step = tuple) -> Iterator[Problem]:
    for (message,) in db.execute("PRAGMA integrity_check(20)").fetchall():
        if message != "ok":
            # The first is preceded by the name of the database.
            error = message.splitlines()[-1]
            yield Problem(None, "", _("The database is damaged: {error}.").format(error=error))
    for table, *_rest in db.execute("PRAGMA foreign_key_check").fetchall():
        yield _orphan(table)


def _orphan(table: str) -> Problem:
    sentence = _("A row in {table} refers to a missing record.")
    return Problem(None, "", sentence.format(table=table))


def named(problems: Iterator[Problem]) -> Iterator[Problem]:
    """These problems; where one cannot even be looked for, that is one more."""
    try:
        yield from problems
    except UNREADABLE as error:
        yield Problem(None, "", derived_checks.unreadable(error))


def is_whole(db: Database, step: Step = tuple) -> bool:
    """Whether nothing of a database is wrong, as far as this version can check."""
    return next(problems(db, step), None) is None


def problems(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """Everything that is wrong with a database, but for the bytes of attachments."""
    yield from named(pages(db))
    yield from named(tables(db))
    yield from named(chain(db))
    if not schema.is_newer(db) and not rule_edition.is_older(db):
        yield from named(contents(db, step))


def tables(db: Database, _step: Step = tuple) -> Iterator[Problem]:
    """Tables, and the triggers that keep the history from being changed, as they should be."""
    for sentence in structure.problems(db):
        yield Problem(None, "", sentence)


def chain(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """Each revision's payload, hash and parents."""
    purged = revision_chain.purged_digests(db)
    yield from _purges(db, purged)
    before = Revision(0, "", (), "", "", "", "", "")
    for revision, digest, salt, payload in revision_chain.sealed(db):
        step()
        if revision.seq != before.seq + 1:
            yield _at(db, revision, _("A revision before this one is missing."))
        if salt is None or payload is None:
            yield _at(db, revision, _("The content of this revision is missing."))
        elif rules.payload_digest(salt, payload) != purged.get(revision.id, digest):
            yield _at(db, revision, _("The content of this revision was altered."))
        if rules.revision_id(revision, digest) != revision.id:
            yield _at(db, revision, _("This revision was changed afterwards."))
        # Nearly always it is the one before.
        if any(
            parent != before.id and not revision_chain.is_before(db, parent, revision.seq)
            for parent in revision.parents
        ):
            yield _at(db, revision, _("The revision that this one refers to is missing."))
        if not revision.parents and before.id:
            yield _at(db, revision, _("The history is broken: this revision has no predecessor."))
        before = revision
    if revision_chain.has_other_heads(db):
        yield Problem(None, "", _("The history is broken: its last revision is not the one noted."))


def _purges(db: Database, expected: dict[str, str]) -> Iterator[Problem]:
    """The table of purges against the purges in the chain of revisions."""
    if "purges" not in db.table_names():
        # Before there were any.
        return
    stored = dict(db.execute("SELECT revision, digest FROM purges").fetchall())
    for uid in sorted(stored.keys() | expected.keys()):
        if stored.get(uid) != expected.get(uid):
            for revision in revision_chain.stored(db, "WHERE r.id = ?", [uid]):
                yield _at(
                    db,
                    revision,
                    _("No recorded erasure explains what is missing from this revision."),
                )


def contents(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """Records, codes and figures against those that follow from the history.

    `step` is called again and again; what it raises gives the work up.
    """
    for check in (recorded, documents, derived):
        yield from named(check(db, step))


def figures(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """Records, codes and figures alone: not what records are found by or kept to be looked at.

    Those hang on the letters that Python knows, which are more with each version.
    """
    yield from recorded(db, step)
    for _row, uid, wrong in derived_checks.incidents(db, step):
        for part, sentence in wrong:
            if part is Part.FIGURE:
                yield of_record(db, uid, sentence)


def recorded(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """Records and codes against those that follow from the history."""
    states = RecordedStates(db, step, (*UNREADABLE, DatabaseError))
    states.compare()
    if states.error:
        sentence = _("The history cannot be replayed: {error}.")
        yield Problem(None, "", sentence.format(error=states.error))
    for uids in states.records.values():
        for uid in sorted(uids):
            yield of_record(db, uid, _("A record does not match its history."))
    for uid in sorted(states.codes):
        yield of_record(db, uid, _("A code was changed."))


def documents(db: Database, _step: Step = tuple) -> Iterator[Problem]:
    """Documents and what points to them, or is about other records."""
    for uid, sentence in document_checks.problems(db):
        yield of_record(db, uid, sentence)


def derived(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """What is stored because records give it: figures, texts, flags, sums, ways to find them."""
    for uid in (*derived_checks.keys(db, step), *incident_orders.wrong(db, step)):
        yield of_record(db, uid, _("The sort index does not match the records."))
    unsearchable = set(search_index.wrong(db, step))
    for row, uid, wrong in derived_checks.incidents(db, step):
        if row in unsearchable and all(part is not Part.TEXT for part, _sentence in wrong):
            wrong = [*wrong, (Part.TEXT, derived_checks.unsearchable())]
        unsearchable.discard(row)
        for _part, sentence in wrong:
            yield of_record(db, uid, sentence)
    yield from _orphans(db, unsearchable)
    yield from of_sums(db, step)


def of_sums(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """The stored sums of days, which charts and totals show."""
    for day, district in sorted(set(sums.wrong(db, step))):
        yield Problem(
            None,
            f"{day} {district}".strip(),
            _("A stored daily sum does not match its incidents."),
        )


def of_record(db: Database, uid: str, sentence: str) -> Problem:
    """What is wrong with a record (by id), with the number of its last revision."""
    (last,) = db.execute("SELECT max(seq) FROM revisions WHERE record = ?", [uid]).fetchone()
    return Problem(last, name(db, uid), sentence)


def _orphans(db: Database, unsearchable: Collection[int]) -> Iterator[Problem]:
    """Rows of incidents that are not there, those of the search index among them."""
    for table in ("figure_steps", "incident_texts", "findings"):
        orphans = (
            f"SELECT 1 FROM {table} AS t "
            "WHERE NOT EXISTS (SELECT 1 FROM incidents WHERE id = t.incident) LIMIT 1"
        )
        if db.execute(orphans).fetchone():
            yield _orphan(table)
    if unsearchable:
        yield _orphan("search_index")


def _at(db: Database, revision: Revision, sentence: str) -> Problem:
    return Problem(revision.seq, name(db, revision.record), sentence)


def name(db: Database, uid: str) -> str:
    """The code of a record; its id where it has none."""
    row = db.execute("SELECT code FROM codes WHERE record = ?", [uid]).fetchone()
    for kind, mark in NUMBERED.items():
        for owner in RECORDS[kind].owners:
            row = (
                row
                or db.execute(
                    f"SELECT o.code || '/{mark}' || r.number FROM {records.table_of(kind)} AS r "
                    f"JOIN {records.table_of(owner)} AS o ON o.uid = r.{owner} WHERE r.uid = ?",
                    [uid],
                ).fetchone()
            )
    return str(row[0]) if row else uid
