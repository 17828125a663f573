"""A whole case put together from its tables in an empty file: its history, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    case_copy,
    case_identity,
    entry_order,
    history,
    record_checks,
    records,
    replay,
    schema,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.case_tables import CaseTable
from kharkiv_tracker.store.derived_checks import UNREADABLE
from kharkiv_tracker.store.engine import ROW_ERRORS, connect
from kharkiv_tracker.store.record_checks import Problem

#: A row of a table with its place in the document it is read from.
Row = tuple[CaseTable, str, tuple[Any, ...]]
#: While a draft is written nothing has to outlive a power cut: it is synced before it is named.
_UNSAFE = (
    *("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"),
    "cache_size = -65536",
)


_SAFE = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a history has to come to: its fingerprint and the number of its revisions."""

    fingerprint: str
    revisions: int


@dataclass(frozen=True, slots=True)
class Takeover:
    """What came into the case: how many records of each kind, the history, and its first id."""

    records: Mapping[str, int]
    identity: Identity
    first: str


def assemble(
    draft: Path,
    passphrase: str | None,
    rows: Iterable[Row],
    identity: Callable[[], Identity],
    step: Callable[[], object],
    drafts: Iterable[tuple[Any, ...]] = (),
) -> Takeover:
    """Write the case of these rows, and drafts, into an empty file and verify it.

    `identity` is asked when all rows are read. Raises Refused for rows that are not a whole case.
    """
    with CaseFile(connect(draft, passphrase), None) as case:
        db = case.db
        for pragma in _UNSAFE:
            db.execute(f"PRAGMA {pragma}")
        schema.migrations.apply(db)
        with case_copy.calling(db, step):
            db.execute("BEGIN")
            entry_order.prepare(db)
            for table, place, row in rows:
                step()
                _insert(db, table, place, row)
            for form in drafts:
                db.execute("INSERT INTO drafts (form, at, content) VALUES (?, ?, ?)", form)
            _refuse_broken(case, identity(), step)
            _derive(db, step)
            db.execute("COMMIT")
            for pragma in _SAFE:
                db.execute(f"PRAGMA {pragma}")
            verified = verification.verify(case, progress=lambda _share: step())
            for problem in verified.problems:
                raise _refusal(problem)
        numbers = {kind: _count(db, kind) for kind in RECORDS if kind != "case"}
        now = Identity(verified.fingerprint, verified.revisions)
        return Takeover(numbers, now, case_identity.first_revision(db))


def _insert(db: Database, table: CaseTable, place: str, row: tuple[Any, ...]) -> None:
    try:
        table.insert(db, row)
    except ROW_ERRORS as error:
        sentence = _("This row cannot be stored: {error}.")
        raise Refused(sentence.format(error=shown(str(error))), path=place) from None


def _refuse_broken(case: CaseFile, identity: Identity, step: Callable[[], object]) -> None:
    """Refuse a history that is not whole, before anything is derived from it."""
    for problem in record_checks.named(record_checks.chain(case.db, step)):
        raise _refusal(problem)
    if (history.fingerprint(case), history.count(case)) != (
        identity.fingerprint,
        identity.revisions,
    ):
        raise Refused(
            _("The history is not the one that the head of the file names."), path="history"
        )


def _derive(db: Database, step: Callable[[], object]) -> None:
    """Write the records that follow from the history, and what follows from them."""
    try:
        kind = entry_order.write_records(db, step)
        if not kind:
            replay.derive(db, step)
    except (*UNREADABLE, *ROW_ERRORS) as error:
        # Values that no program of ours wrote.
        sentence = _("The history cannot be replayed: {error}.")
        raise Refused(sentence.format(error=shown(str(error))), path="history") from None
    if kind:
        raise Refused(
            _("The order of entry does not match the history: {kind}.").format(kind=kind),
            path=f"history.{entry_order.TABLE}",
        )


def _refusal(problem: Problem) -> Refused:
    """What is wrong, with the place of its revision in the file."""
    place = "history" if problem.seq is None else f"history.revisions[{problem.seq - 1}]"
    sentence = f"{shown(problem.record)}: {problem.problem}" if problem.record else problem.problem
    return Refused(sentence, path=place)


def _count(db: Database, kind: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {records.table_of(kind)}").fetchone()[0])
