"""What is stored of records and their codes beside what follows from the history, piece by piece.

A piece is a range of ids: the revisions of a few records, and their rows in all tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.store import records, revision_chain
from kharkiv_tracker.store.key_ranges import KeyRange, ranges
from kharkiv_tracker.store.states import State

#: So many revisions are read together; a text of a document may be long.
_PIECE = 400
#: A code with the id of its record, and when it was given out: numbers after all codes.
_Code = tuple[str, str]
_Given = tuple[bool, int]
_HISTORY = (
    "SELECT r.seq, r.kind, r.record, p.payload FROM revisions AS r "
    "LEFT JOIN payloads AS p ON p.revision = r.id WHERE {} ORDER BY r.record, r.seq"
)


class RecordedStates:
    """Compares all records of a case with its history; `compare` first.

    `step` is called for each revision; what it raises gives the work up, unless it is one of
    `unreadable`: what a record raises that no program of ours wrote.
    """

    def __init__(
        self,
        db: Database,
        step: Callable[[], object],
        unreadable: tuple[type[BaseException], ...],
    ) -> None:
        self._db, self._step, self._unreadable = db, step, unreadable
        self.error: BaseException | None = None
        """The last that was raised by a record."""
        self.records: dict[str, list[str]] = {kind: [] for kind in RECORDS}
        """The ids of those that differ, by kind."""
        self.codes: set[str] = set()
        """The ids of those whose codes differ."""
        #: Codes that were given to a record that does not have them.
        self._elsewhere: dict[_Code, _Given] = {}
        self._kinds = [
            kind
            for kind in RECORDS
            if db.execute(f"SELECT 1 FROM {records.table_of(kind)} LIMIT 1").fetchone()
        ]

    def compare(self) -> None:
        """Read everything."""
        for piece in ranges(self._db, "revisions", "record", _PIECE):
            try:
                self._compare(piece)
            except self._unreadable as error:
                self.error = error
        for (code, record), given in self._elsewhere.items():
            row = self._db.execute("SELECT record FROM codes WHERE code = ?", [code]).fetchone()
            # A code is never used again: it is that of the record it was given to first.
            if row is None or self._codes_of(row[0]).get((code, row[0]), given) >= given:
                self.codes.add(row[0] if row else record)

    def _compare(self, piece: KeyRange) -> None:
        due, codes = self._followed(piece.condition("r.record"), piece.params)
        for kind in RECORDS:
            expected = {uid: records.stored_form(kind, state) for uid, state in due[kind].items()}
            stored: Mapping[str, State] = {}
            if kind in self._kinds:
                where = f"WHERE {piece.condition('uid')} ORDER BY uid"
                stored = dict(records.states(self._db, kind, where, piece.params))
            differing = stored.keys() ^ expected.keys()
            both = stored.keys() & expected.keys()
            differing |= {uid for uid in both if stored[uid] != expected[uid]}
            self.records[kind].extend(differing)
        query = f"SELECT code, record FROM codes WHERE {piece.condition('record')}"
        kept = set(self._db.execute(query, piece.params).fetchall())
        self.codes |= {record for _code, record in kept - codes.keys()}
        self._elsewhere |= {code: codes[code] for code in codes.keys() - kept}

    def _followed(
        self, where: str, params: list[Any]
    ) -> tuple[dict[str, dict[str, State]], dict[_Code, _Given]]:
        """The states of records, by kind and id, and the codes they were given, with when."""
        states: dict[tuple[str, str], State] = {}
        codes: dict[_Code, _Given] = {}
        for seq, kind, record, payload in self._db.execute(_HISTORY.format(where), params):
            self._step()
            changes = revision_chain.changes_of(payload)
            state = states.setdefault((kind, record), {})
            revision_chain.apply(state, changes)
            for code, is_number in self._given(kind, changes, state):
                codes.setdefault((code, record), (is_number, seq))
        by_kind: dict[str, dict[str, State]] = {kind: {} for kind in RECORDS}
        for (kind, record), state in states.items():
            if state and kind in by_kind:
                by_kind[kind][record] = state
        return by_kind, codes

    def _given(
        self, kind: str, changes: revision_chain.Changed, state: State
    ) -> Iterator[tuple[str, bool]]:
        """The codes that changes gave a record, each with whether it is a number in another."""
        _before, code = changes.get("code", (None, None))
        if code:
            yield code, False
        for owner, number in records.moved_numbers(kind, changes, state):
            codes = [code for code, _of in self._codes_of(owner) if "/" not in code]
            yield f"{codes[0]}/{number}", True

    def _codes_of(self, record: str) -> dict[_Code, _Given]:
        """The codes that a record (by id) was given, the first first."""
        return self._followed("r.record = ?", [record])[1]
