"""What a case consists of: the tables that all others follow from, row by row out and in.

- `revisions`, `revision_parents`, `payloads`, `purges`: the history, with salts, and with what
  takes the place of what was erased. A payload is kept as the text that its digest is of.
- `codes`: every code that was given out; none is ever used again, also where its record is gone.
- `entry_order`: the numbers of records in their tables (see `entry_order`).
- `contents`: the bytes of attachments, and of those whose record was undone.
- `selections`: saved under a name; they have no history.
- `packages`: which public packages were made, with which the next one is compared.

What is left out follows from these, and is derived again: the tables of records and those beside
them, `figure_steps`, `incident_texts`, `findings`, `day_sums`, `date_sums`, `heads` and the search
index. Drafts are what is being typed at one computer, and `copies` names places on it: neither is
part of the case. The steps of the tables (`_sqlite_migrations`) and SQLite's statistics are those
of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.store import entry_order

_Type = type[str] | type[int] | type[bytes]


@dataclass(frozen=True, slots=True)
class CaseTable:
    """A table with its columns and their types, and what its rows are sorted by.

    Its rows may be read by other `queries`, one after the other.
    """

    name: str
    columns: Mapping[str, _Type]
    order: str
    queries: tuple[str, ...] = ()

    def rows(self, db: Database) -> Iterator[tuple[Any, ...]]:
        """All rows, one by one, in an order that is always the same."""
        for origin in self._origins():
            query = f"SELECT {', '.join(self.columns)} FROM {origin} ORDER BY {self.order}"
            yield from db.execute(query)

    def count(self, db: Database) -> int:
        """How many rows there are."""
        counts = (db.execute(f"SELECT count(*) FROM {each}").fetchone() for each in self._origins())
        return sum(count for (count,) in counts)

    def _origins(self) -> tuple[str, ...]:
        return tuple(f"({query})" for query in self.queries) or (self.name,)

    def insert(self, db: Database, row: Sequence[Any]) -> None:
        """Write a row; raises one of `engine.ROW_ERRORS` for one that cannot be."""
        marks = ", ".join("?" for _column in self.columns)
        db.execute(f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks})", row)


_REVISION = ("id", "at", "author", "reason", "kind", "record", "edit", "undoes", "digest")
TABLES = (
    CaseTable("revisions", {"seq": int, **dict.fromkeys(_REVISION, str)}, "seq"),
    CaseTable("revision_parents", {"revision": str, "parent": str}, "revision, parent"),
    CaseTable("payloads", {"revision": str, "salt": str, "payload": str}, "revision"),
    CaseTable("purges", {"revision": str, "digest": str}, "revision"),
    CaseTable("codes", {"code": str, "record": str}, "code"),
    CaseTable(
        entry_order.TABLE,
        {"kind": str, "number": int, "record": str},
        "number",
        entry_order.QUERIES,
    ),
    CaseTable("contents", {"sha256": str, "part": int, "bytes": bytes}, "sha256, part"),
    CaseTable("selections", {"name": str, "content": str}, "name"),
    CaseTable("packages", dict.fromkeys(("at", "revision", "profile"), str), "id"),
)
