"""What the pages of a damaged case file hold: its history, its records, its attachments."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.store import records
from kharkiv_tracker.store.engine import DatabaseError
from kharkiv_tracker.store.page_file import PageFile, Row, beginning

#: A revision beside its number: id, at, author, reason, kind, record, edit, undoes, digest.
Values = tuple[str, ...]

_HASH = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:]{8}.*")
_REVISION = 10


class PageHarvest:
    """All rows that can be recognised by their form, wherever they lie.

    A history proves itself by its hashes, so that it does not matter where its rows were found;
    what the tables of records hold is only as good as the pages it lies on.
    """

    def __init__(self, file: PageFile, step: Callable[[], object] = tuple) -> None:
        self.file = file
        self.revisions: dict[int, list[Values]] = defaultdict(list)
        self.neighbours: dict[str, set[str]] = defaultdict(set)
        self.payloads: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.parts: dict[str, dict[int, Row]] = defaultdict(dict)
        self.selections: dict[str, str] = {}
        self.drafts: dict[str, tuple[str, str]] = {}
        self.incomplete: set[str] = set()
        """The tables of records of which pages are lost, once they were put into a case."""
        self._roots: dict[str, int] = {}
        for number in range(1, file.count + 1):
            step()
            for row in file.rows(number):
                if row.is_indexed:
                    self._take_indexed(row)
                else:
                    self._take_numbered(row)

    def fill(self, db: Database) -> None:
        """Put what the tables of records hold into the tables of an empty case."""
        for kind in RECORDS:
            for table in (records.table_of(kind), *records.sides_of(kind)):
                self._fill(db, table)
        self._fill(db, "codes")

    def fill_noted(self, db: Database) -> None:
        """Put what is noted of copies into a case with its history, as far as it has revisions."""
        for table in ("packages", "copies"):
            self._fill(db, table)

    def content(self, sha256: str) -> Iterator[bytes]:
        """The parts of an attachment in their order, as far as they are there."""
        parts = self.parts.get(sha256, {})
        for number in range(len(parts)):
            values = self.file.values(parts[number]) if number in parts else None
            if values is None:
                return
            yield values[2]

    def _take_numbered(self, row: Row) -> None:
        if row.number is not None and len(row.kinds) in (5, _REVISION):
            values = self.file.values(row) or [None]
            if values[0] == "table" and isinstance(values[3], int):
                self._roots[values[1]] = values[3]
            elif _is_revision(values):
                self.revisions[row.number].append(tuple(values[1:]))

    def _take_indexed(self, row: Row) -> None:
        if len(row.kinds) not in (2, 3):
            return
        first, second = [*beginning(row, 2), None, None][:2]
        if not isinstance(first, str):
            return
        if len(row.kinds) == 2 and isinstance(second, str):
            if _HASH.fullmatch(first) and _HASH.fullmatch(second):
                # The index of parents has them the other way round.
                self.neighbours[first].add(second)
                self.neighbours[second].add(first)
            elif second.startswith("{") and _is_object(second):
                self.selections[first] = second
        elif _HASH.fullmatch(first) and isinstance(second, int):
            self.parts[first].setdefault(second, row)
        elif isinstance(second, str) and (values := self.file.values(row)):
            if _HASH.fullmatch(first) and _SALT.fullmatch(second) and isinstance(values[2], str):
                self.payloads[first].append((second, values[2]))
            elif _TIME.fullmatch(second) and isinstance(values[2], str):
                self.drafts[first] = (second, values[2])

    def _fill(self, db: Database, table: str) -> None:
        if table not in self._roots:
            self.incomplete.add(table)
            return
        columns = [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})").fetchall()]
        seen: set[int] = set()
        waiting = [self._roots[table]]
        while waiting:
            page = waiting.pop()
            if page in seen:
                continue
            seen.add(page)
            if self.file.page(page) is None:
                self.incomplete.add(table)
            waiting += self.file.children(page)
            for row in self.file.rows(page):
                values: list[Any] = self.file.values(row) or []
                if row.number is not None and values:
                    values[0] = row.number
                names = ", ".join(columns[: len(values)])
                marks = ", ".join("?" for _name in columns[: len(values)])
                try:
                    db.execute(
                        f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})",
                        values[: len(columns)],
                    )
                except (DatabaseError, OverflowError):
                    # What does not fit the columns is not a row of theirs.
                    continue


def _is_revision(values: list[Any]) -> bool:
    if len(values) != _REVISION or not all(isinstance(value, str) for value in values[1:]):
        return False
    return bool(_HASH.fullmatch(values[1]) and _HASH.fullmatch(values[-1]))


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
