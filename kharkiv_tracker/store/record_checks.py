"""Whether a database agrees with itself: pages, tables, history, records and figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker import labels
from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.part_checks import Excess, excesses
from kharkiv_tracker.domain.record import NUMBERED, RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    derived_figures,
    document_checks,
    incident_orders,
    records,
    replay,
    revision_chain,
    rule_edition,
    schema,
    search_index,
    structure,
    sums,
)
from kharkiv_tracker.store.engine import connect

Step = Callable[[], object]
#: What reading a record raises that no program of ours wrote so.
UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    Refused,
)


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


def unreadable(error: BaseException) -> str:
    """The sentence for a record that holds what no record can hold."""
    return _("A record cannot be read ({error}).").format(error=type(error).__name__)


def named(problems: Iterator[Problem]) -> Iterator[Problem]:
    """These problems; where one cannot even be looked for, that is one more."""
    try:
        yield from problems
    except UNREADABLE as error:
        yield Problem(None, "", unreadable(error))


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
    digests = {
        uid: (digest, salt, payload)
        for uid, digest, salt, payload in db.execute(
            "SELECT r.id, r.digest, p.salt, p.payload "
            "FROM revisions AS r LEFT JOIN payloads AS p ON p.revision = r.id"
        )
    }
    purged = revision_chain.purged_digests(db)
    yield from _purges(db, purged)
    seen: set[str] = set()
    expected = 1
    for revision in revision_chain.stored(db):
        step()
        if revision.seq != expected:
            yield _at(db, revision, _("A revision before this one is missing."))
        expected = revision.seq + 1
        digest, salt, payload = digests[revision.id]
        if payload is None:
            yield _at(db, revision, _("The content of this revision is missing."))
        elif rules.payload_digest(salt, payload) != purged.get(revision.id, digest):
            yield _at(db, revision, _("The content of this revision was altered."))
        if rules.revision_id(revision, digest) != revision.id:
            yield _at(db, revision, _("This revision was changed afterwards."))
        if any(parent not in seen for parent in revision.parents):
            yield _at(db, revision, _("The revision that this one refers to is missing."))
        if not revision.parents and seen:
            yield _at(db, revision, _("The history is broken: this revision has no predecessor."))
        seen.add(revision.id)
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
    yield from recorded(db, step)
    last = _last_numbers(db)
    for uid, sentence in document_checks.problems(db):
        yield Problem(last.get(uid), name(db, uid), sentence)
    yield from _derived(db, last, step)


def figures(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """Records, codes and figures alone: not what records are found by or kept to be looked at.

    Those hang on the letters that Python knows, which are more with each version.
    """
    yield from recorded(db, step)
    last = _last_numbers(db)
    for row, uid in db.execute("SELECT id, uid FROM incidents ORDER BY uid").fetchall():
        step()
        for kind, sentence in _of_incident(db, row, uid):
            if kind is _Kind.FIGURE:
                yield Problem(last.get(uid), name(db, uid), sentence)


def recorded(db: Database, step: Step = tuple) -> Iterator[Problem]:
    """Records and codes against those that follow from the history."""
    last = _last_numbers(db)
    codes = connect(None)
    codes.execute("CREATE TABLE codes (code TEXT PRIMARY KEY, record TEXT)")
    try:
        due = replay.fold(codes, revision_chain.stored(db), step)
    except Exception as error:
        codes.close()
        yield Problem(None, "", _("The history cannot be replayed: {error}.").format(error=error))
        return
    for kind in RECORDS:
        for uid in _other_records(db, kind, due):
            sentence = _("A record does not match its history.")
            yield Problem(last.get(uid), name(db, uid), sentence)
    for uid in _other_codes(db, codes):
        yield Problem(last.get(uid), name(db, uid), _("A code was changed."))
    codes.close()


def _last_numbers(db: Database) -> dict[str, int]:
    """The number of the last revision of each record."""
    return dict(db.execute("SELECT record, max(seq) FROM revisions GROUP BY record").fetchall())


def _other_records(db: Database, kind: str, due: replay.States) -> list[str]:
    """The records of a kind that differ from their history, and columns worked out of them."""
    expected = {
        uid: records.stored_form(kind, state)
        for (of, uid), state in due.items()
        if of == kind and state
    }
    stored = dict(records.states(db, kind))
    return sorted(
        uid for uid in stored.keys() | expected.keys() if stored.get(uid) != expected.get(uid)
    )


def _other_codes(db: Database, due: Database) -> list[str]:
    query = "SELECT code, record FROM codes"
    expected, stored = (dict(one.execute(query).fetchall()) for one in (due, db))
    differing = {code for code, _record in expected.items() ^ stored.items()}
    return sorted({str(stored.get(code, expected.get(code))) for code in differing})


def _derived(db: Database, last: dict[str, int], step: Step) -> Iterator[Problem]:
    """What is stored because records give it: figures, texts, flags, sums, ways to find them."""
    for kind, worked_out in records.WORKED_OUT.items():
        for uid, state in records.states(db, kind):
            due = worked_out(state)
            if due != records.worked_out(db, kind, uid, tuple(due)):
                yield Problem(
                    last.get(uid),
                    name(db, uid),
                    _("The sort index does not match the records."),
                )
    unsearchable = set(search_index.wrong(db))
    for uid in incident_orders.wrong(db):
        yield Problem(last.get(uid), name(db, uid), _("The sort index does not match the records."))
    for row, uid in db.execute("SELECT id, uid FROM incidents ORDER BY uid").fetchall():
        step()
        wrong = list(_of_incident(db, row, uid))
        if row in unsearchable and not any(kind is _Kind.TEXT for kind, _sentence in wrong):
            wrong.append((_Kind.TEXT, _unsearchable()))
        unsearchable.discard(row)
        for _kind, sentence in wrong:
            yield Problem(last.get(uid), name(db, uid), sentence)
    yield from _orphans(db, unsearchable)
    for day, district in sums.wrong(db):
        yield Problem(
            None,
            f"{day} {district}".strip(),
            _("A stored daily sum does not match its incidents."),
        )


def _orphans(db: Database, unsearchable: Collection[int]) -> Iterator[Problem]:
    """Rows of incidents that are not there, those of the search index among them."""
    for table in ("figure_steps", "incident_texts", "findings"):
        orphans = f"SELECT 1 FROM {table} WHERE incident NOT IN (SELECT id FROM incidents) LIMIT 1"
        if db.execute(orphans).fetchone():
            yield _orphan(table)
    if unsearchable:
        yield _orphan("search_index")


class _Kind(Enum):
    """What is derived of an incident."""

    FIGURE, TEXT, FLAG = auto(), auto(), auto()


def _of_incident(db: Database, row: int, uid: str) -> Iterator[tuple[_Kind, str]]:
    try:
        due, stored = derived_figures.due(db, uid), derived_figures.stored(db, row)
    except UNREADABLE as error:
        yield _Kind.FIGURE, unreadable(error)
        return
    if _sorted(due.steps) != _sorted(stored.steps):
        yield _Kind.FIGURE, _("A stored figure does not match its reports.")
    for excess in _excesses(stored.steps):
        sentence = _("The parts exceed the total: {parts}.")
        yield _Kind.FIGURE, sentence.format(parts=labels.excess(excess))
    if due.text != stored.text:
        yield _Kind.TEXT, _unsearchable()
    if _sorted(due.flags) != _sorted(stored.flags):
        sentence = _("The review queue does not match the records.")
        yield _Kind.FLAG, sentence


def _unsearchable() -> str:
    return _("The search index does not match the record.")


def _excesses(rows: Iterable[tuple[Any, ...]]) -> Iterator[Excess]:
    """The first parts that are more than their whole, at any time at which figures were known."""
    by_instant: dict[int, dict[str, Figure]] = {}
    for quantity, known_from, _known_to, low, best, high, *_rest in rows:
        by_instant.setdefault(known_from, {})[quantity] = Figure(low, best, high)
    figures: dict[str, Figure] = {}
    for _instant, changed in sorted(by_instant.items()):
        figures |= changed
        for excess in excesses(figures):
            yield excess
            return


def _sorted(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=repr)


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
