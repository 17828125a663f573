"""What a case would lose and win if a backup were put in its place."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker import files
from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.fields import REFERENCES
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import backups, open_checks, records, revision_chain, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.selection_sql import LISTED


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: how many revisions it has, when the last was made, and what it comes to."""

    revisions: int
    last: str
    total: GroupTotal


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup beside the case as it is now.

    `now` is None where the case file is missing or cannot be read, `problem` then says so.
    `only_now` and `only_then` count the revisions that the other one lacks, `incidents` are the
    codes they concern. `notice` says where the case file would have another passphrase, or none.
    """

    then: Side
    now: Side | None = None
    problem: str = ""
    is_same_case: bool = True
    only_now: int = 0
    only_then: int = 0
    incidents: tuple[str, ...] = ()
    notice: str = ""


def compare(backup: CaseFile, case_path: Path, passphrase: str | None = None) -> Comparison:
    """Compare an open backup with the case file at a path, which is not changed."""
    then = _side(backup)
    if not case_path.exists():
        return Comparison(
            then, problem=_("Case file {path} does not exist.").format(path=case_path)
        )
    try:
        with backups.opened(case_path, passphrase) as case:
            return _compared(backup, then, case)
    except open_checks.PassphraseNeeded as needed:
        return Comparison(then, problem=needed.sentence, notice=_notice(backup, is_same=False))
    except CaseUnavailable as unavailable:
        problem = unavailable.sentence
    except DatabaseError as error:
        problem = open_checks.damaged(case_path, error).sentence
    is_same = backup.is_encrypted == _is_encrypted(case_path)
    return Comparison(then, problem=problem, notice=_notice(backup, is_same))


def _compared(backup: CaseFile, then: Side, now: CaseFile) -> Comparison:
    ids_now, ids_then = _ids(now.db), _ids(backup.db)
    only_now, only_then = ids_now - ids_then, ids_then - ids_now
    codes = {*_incidents(now.db, only_now), *_incidents(backup.db, only_then)}
    return Comparison(
        then,
        _side(now),
        is_same_case=backups.mark_of(backup) == backups.mark_of(now),
        only_now=len(only_now),
        only_then=len(only_then),
        incidents=tuple(sorted(codes)),
        notice=_notice(backup, is_same=backup.is_encrypted == now.is_encrypted),
    )


def _is_encrypted(damaged: Path) -> bool:
    if not files.is_open(damaged):
        with suppress(CaseUnavailable):
            try:
                open_checks.check_header(damaged, None)
            except open_checks.PassphraseNeeded:
                return True
    return False


def _notice(backup: CaseFile, is_same: bool) -> str:
    if is_same:
        return ""
    if backup.is_encrypted:
        return _("The restored case file will have the passphrase of the backup.")
    return _("The backup is not encrypted, so the restored case file will not be encrypted.")


def _side(case: CaseFile) -> Side:
    count, last = case.db.execute(
        "SELECT count(*), (SELECT at FROM revisions ORDER BY seq DESC LIMIT 1) FROM revisions"
    ).fetchone()
    return Side(int(count), last or "", totals.summed(case))


def _ids(db: Database) -> set[str]:
    return {uid for (uid,) in db.execute("SELECT id FROM revisions").fetchall()}


def _incidents(db: Database, revisions: Collection[str]) -> set[str]:
    """The codes of the incidents that these revisions changed something of."""
    batch = revision_chain.stored(db, f"WHERE r.id IN {LISTED}", [json.dumps(sorted(revisions))])
    uids: set[str] = set()
    for revision in batch:
        if revision.kind in ("incident", figure_change.KIND):
            uids.add(revision.record)
        names = _to_incidents(revision.kind)
        state = records.read(db, revision.kind, revision.record) if names else None
        for name in names:
            pair = revision.changes.get(name, (None, None))
            for value in (*pair, (state or {}).get(name)):
                uids.update(_listed(value))
    return {
        code
        for (code,) in db.execute(
            f"SELECT code FROM codes WHERE record IN {LISTED} AND code NOT LIKE '%/%'",
            [json.dumps(sorted(uids))],
        ).fetchall()
    }


def _to_incidents(kind: str) -> list[str]:
    """The fields by which a record of this kind names incidents."""
    columns = RECORDS[kind].columns if kind in RECORDS else ()
    return [
        column.name for column in columns if column.kind in REFERENCES and column.of == "incident"
    ]


def _listed(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
