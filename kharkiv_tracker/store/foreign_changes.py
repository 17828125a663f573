"""What other programs and windows changed in a case file that is open here."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.record import CODED, NUMBERED, RECORDS
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.store import history, records, revision_chain
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.invalidation import Invalidation
from kharkiv_tracker.store.selection_sql import LISTED
from kharkiv_tracker.store.states import State

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: From so many revisions on, everything counts as changed: looking at each would take too long.
_MANY = 500


@dataclass(frozen=True, slots=True)
class ForeignChanges:
    """What was changed by others, by whom and why, and the codes of the records.

    `added` is whether all of them are new.
    """

    changes: Changes
    authors: tuple[str, ...]
    reasons: tuple[str, ...]
    codes: tuple[str, ...]
    added: bool


class ForeignWatch:
    """Remembers what was seen of a case file; `look` gives what others changed since."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._version = case.data_version()
        self._seen = _last(case.db)
        self._own: set[str] = set()

    def leave_out(self, edit: str) -> None:
        """Leave out an edit that was made here."""
        self._own.add(edit)

    def look(self) -> ForeignChanges | None:
        """What others changed since the last look; None for nothing.

        Cheap while others do not write. A file that cannot be read any more gives nothing: whoever
        reads it next says what is wrong.
        """
        db = self._case.db
        try:
            if db.conn.in_transaction or (version := self._case.data_version()) == self._version:
                return None
            # One state of the file, whoever writes meanwhile.
            db.execute("BEGIN")
            try:
                foreign = _since(self._case, self._seen, self._own)
                self._seen = _last(db)
            finally:
                db.execute("ROLLBACK")
        except DatabaseError:
            return None
        self._version = version
        self._own.clear()
        return foreign


def _last(db: Database) -> str:
    row = db.execute("SELECT id FROM revisions ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def _since(case: CaseFile, seen: str, own: Collection[str]) -> ForeignChanges | None:
    """The changes after the revision of this id, but for some edits; of all, where it is gone."""
    rows = case.db.execute(
        "SELECT seq, author, reason FROM revisions WHERE seq > "
        "(SELECT coalesce(max(seq), 0) FROM revisions WHERE id = ?) "
        # An import made here has a million of them.
        f"AND edit NOT IN {LISTED} ORDER BY seq",
        [seen, json.dumps(sorted(own))],
    ).fetchall()
    if not rows:
        return None
    seqs, authors, reasons = zip(*rows, strict=True)
    codes: dict[str, bool] = {}
    if len(seqs) > _MANY:
        changes = _everything(case.db)
    else:
        changes = _changes(case.db, seqs)
        for revision in history.numbered(case, seqs):
            if revision.kind in (*CODED, *NUMBERED, figure_change.KIND):
                code = revision.record.partition("/")[0]
                is_new = revision.kind in CODED and revision.changes.get("code", ("",))[0] is None
                codes[code] = codes.get(code, False) or is_new
    return ForeignChanges(
        changes,
        tuple(dict.fromkeys(authors)),
        tuple(dict.fromkeys(reasons)),
        tuple(codes),
        added=bool(codes) and all(codes.values()),
    )


def _changes(db: Database, seqs: Sequence[int]) -> Changes:
    """What has to be drawn again, noted as the edits themselves noted it."""
    before: dict[tuple[str, str], State] = {}
    after: dict[tuple[str, str], State] = {}
    once: dict[tuple[str, str], State] = {}
    for revision in revision_chain.stored(db, f"WHERE r.seq IN {LISTED}", [json.dumps(seqs)]):
        record = (revision.kind, revision.record)
        for states in (before, after, once):
            states.setdefault(record, {})
        for name, (was, now) in revision.changes.items():
            before[record].setdefault(name, was)
            after[record][name] = now
            once[record][name] = was if now is None else now
    changes = Changes()
    invalidation = Invalidation(db, changes)
    for (kind, uid), values in after.items():
        state = records.read(db, kind, uid) or {} if kind in RECORDS else {}
        was, now = _without_none({**state, **before[kind, uid]}), _without_none({**state, **values})
        # A record that came and went again had a code and an incident too.
        invalidation.mark(kind, uid, was, now if was or now else once[kind, uid])
    return changes


def _without_none(state: State) -> State:
    return {name: value for name, value in state.items() if value is not None}


def _everything(db: Database) -> Changes:
    codes = {
        kind: {code for (code,) in db.execute(f"SELECT code FROM {records.table_of(kind)}")}
        for kind in CODED
    }
    return Changes(
        codes["incident"], codes["statement"], codes["joint"], True, True, codes["document"]
    )
