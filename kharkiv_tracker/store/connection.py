"""A connection that attaches no other file, on which no statement is endless and rows may wait."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf
from typing import Any

import sqlcipher3

from kharkiv_tracker.i18n import _

#: How often a statement reports that it is running, in instructions of SQLite's machine: some 10
#: ms.
_STRIDE = 1_000_000
#: The same where something has to end soon, some 0.1 ms. Pages are counted by their cells: 10 ms.
SHORT_STRIDE = 10_000
#: A statement that takes more of them than this, some minutes, is not one of ours: it is ended.
_BOUND = 20_000
#: More rows than this do not wait: they take some 0.2 s.
_MANY = 5_000
#: How many KiB of a file are kept where an edit writes so many: ids are all over their indexes.
_WRITTEN = 256 * 1024
#: What an authorizer answers: continue, or fail.
_ALLOW, _DENY = 0, 1
#: The codes of what is done to a database, as SQLite numbers them.
_ATTACH, _DETACH, _FUNCTION = 24, 25, 31

#: Rows by the place of their table, and what inserts them.
_Rows = dict[tuple[int, str], list[Sequence[Any]]]


class Connection(sqlcipher3.Connection):  # type: ignore[misc]
    """A connection that attaches no other file and on which no statement is endless.

    `denied` names triggers and views that can neither read nor write: those a stranger added.
    `bound` is what a statement may take, in strides, `left` what all of them may still take.
    `is_given_up` may be set by another thread: what runs is ended, and nothing more is read.
    `key` is what opened the file, of all that was typed may have meant.
    """

    denied: frozenset[str] = frozenset()
    bound = _BOUND
    may_attach = False
    temporary_changes = 0
    is_given_up = False
    key: str | None = None
    left = inf
    _strides = 0

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        #: Rows that wait, by the place of their table and what inserts them.
        self._waiting: _Rows = {}
        self._number_waiting = 0
        #: How many of them were there before what may be taken back; None where nothing may, or a
        #: savepoint is in their place.
        self._marked: dict[tuple[int, str], int] | None = None
        self._has_savepoint = False
        #: How much was kept before an edit that writes many rows.
        self._usual_cache: int | None = None

    def guard(self, stride: int = _STRIDE) -> None:
        """Watch over what is done to the database, after each stride of so many steps."""
        self.set_authorizer(self._authorize)
        self.set_progress_handler(self._stride, stride)

    def insert_later(self, place: int, sql: str, rows: Collection[Sequence[Any]]) -> None:
        """Insert rows many at a time: before anything else is read or written.

        Tables are written in the order of their `place`, since rows refer to those of others.
        """
        self._waiting.setdefault((place, sql), []).extend(rows)
        self._number_waiting += len(rows)
        if self._number_waiting > _MANY:
            self._widen()
            self._insert_waiting()

    def begin_attempt(self) -> None:
        """Be ready to take back all that is written from here on."""
        self._marked = {key: len(rows) for key, rows in self._waiting.items()}

    def end_attempt(self, is_kept: bool) -> None:
        """Keep all that was written since the beginning, or take it back."""
        marked, self._marked = self._marked, None
        has_savepoint, self._has_savepoint = self._has_savepoint, False
        if not is_kept:
            for key, rows in self._waiting.items():
                del rows[(marked or {}).get(key, 0) :]
            self._number_waiting = sum(map(len, self._waiting.values()))
        if has_savepoint:
            if not is_kept:
                self.execute("ROLLBACK TO attempt")
            self.execute("RELEASE attempt")

    def _insert_waiting(self) -> None:
        waiting, self._waiting, self._number_waiting = self._waiting, {}, 0
        if self._marked is not None:
            # A savepoint is only made where more is done than to let rows wait: what is written
            # after one is copied.
            marked, self._marked = self._marked, None
            self._insert({key: rows[: marked.get(key, 0)] for key, rows in waiting.items()})
            super().execute("SAVEPOINT attempt")
            self._has_savepoint = True
            waiting = {key: rows[marked.get(key, 0) :] for key, rows in waiting.items()}
        self._insert(waiting)

    def _insert(self, waiting: _Rows) -> None:
        for place, sql in sorted(waiting):
            super().executemany(sql, waiting[place, sql])

    def _widen(self) -> None:
        """Keep more of the file until the edit is over."""
        if self._usual_cache is None:
            (self._usual_cache,) = super().execute("PRAGMA cache_size").fetchone()
            super().execute(f"PRAGMA cache_size = -{_WRITTEN}")

    def _narrow(self) -> None:
        if self._usual_cache is not None:
            usual, self._usual_cache = self._usual_cache, None
            super().execute(f"PRAGMA cache_size = {usual}")

    def execute(self, *args: Any) -> Any:
        self._strides = 0
        is_end = args[0] in ("COMMIT", "ROLLBACK")
        if self.is_given_up and args[0] != "ROLLBACK":
            raise sqlcipher3.OperationalError("interrupted")
        if args[0] == "ROLLBACK":
            self._waiting, self._number_waiting = {}, 0
            self._marked, self._has_savepoint = None, False
        elif self._waiting or self._marked is not None:
            self._insert_waiting()
        try:
            cursor = super().execute(*args)
        except UnicodeDecodeError as error:
            # What SQLite says of a damaged name it says in its damaged letters.
            raise sqlcipher3.DatabaseError(_("a stored name is damaged")) from error
        if is_end:
            self._narrow()
        return cursor

    def executemany(self, *args: Any) -> Any:
        self._strides = 0
        if self._waiting or self._marked is not None:
            self._insert_waiting()
        return super().executemany(*args)

    def _authorize(
        self, action: int, _one: str | None, two: str | None, _db: str | None, source: str | None
    ) -> int:
        if source in self.denied:
            return _DENY
        if action in (_ATTACH, _DETACH):
            return _ALLOW if self.may_attach else _DENY
        return _DENY if action == _FUNCTION and two == "load_extension" else _ALLOW

    def _stride(self) -> int:
        self._strides += 1
        self.left -= 1
        return int(self.is_given_up or self.left < 0 or self._strides > self.bound)
