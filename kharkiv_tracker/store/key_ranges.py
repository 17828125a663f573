"""A table read in pieces, in the order of an indexed column: no size of a case fills the memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class KeyRange:
    """The keys after one and up to another, each None where it is unbounded."""

    after: Any = None
    upto: Any = None

    def condition(self, column: str) -> str:
        """The condition that the value of a column is in this range."""
        bounds = ((">", self.after), ("<=", self.upto))
        conditions = [f"{column} {sign} ?" for sign, bound in bounds if bound is not None]
        return " AND ".join(conditions) or "TRUE"

    @property
    def params(self) -> list[Any]:
        """The parameters of the condition."""
        return [bound for bound in (self.after, self.upto) if bound is not None]


def ranges(
    db: Database, table: str, column: str, size: int, after: Any = None
) -> Iterator[KeyRange]:
    """Ranges with so many rows of a table each, which together have every key after the first.

    Rows with the same key are in the same range. What is in no row of the table has a range too.
    """
    while True:
        begun = KeyRange(after)
        row = db.execute(
            f"SELECT {column} FROM {table} WHERE {begun.condition(column)} "
            f"ORDER BY {column} LIMIT 1 OFFSET {size - 1}",
            begun.params,
        ).fetchone()
        if row is None:
            yield begun
            return
        yield KeyRange(after, row[0])
        after = row[0]
