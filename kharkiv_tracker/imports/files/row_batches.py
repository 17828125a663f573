"""The rows of a file as they leave the child that reads it: within limits, in batches."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kharkiv_tracker.analysis.csv_table import unguarded
from kharkiv_tracker.child_process import Problem

#: What every reader yields: one thing of a file, as JSON.
Answer = Mapping[str, Any]

#: Larger files are not read, nor what is larger once it is unpacked.
MOST_BYTES = 200 * 1024**2
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 1_048_576, 500, 20_000_000
MOST_SIGNS, MOST_SIGNS_OF_ROW, MOST_SIGNS_OF_FILE = 200_000, 10_000_000, MOST_BYTES
#: So many signs or rows are sent at once.
_BATCH_SIGNS, _BATCH_ROWS = 500_000, 2000
#: What every guarded text has, as JSON spells it: few have to be looked at.
_GUARD = re.compile(r"'(?:[=+\-@＝＋－＠]|\\[tr])")


class RowBatches:
    """What was read of one file so far, in all of its sheets."""

    def __init__(self) -> None:
        self._rows = self._cells = self._signs = 0

    def answers(
        self,
        rows: Iterable[list[str]],
        place: Callable[[int], Answer],
        is_guarded: bool = False,
    ) -> Iterator[bytes]:
        """The rows without empty cells at their end; `place` says where the row of an index is.

        The guard against formulas is taken off where there may be one. Raises Problem for a row
        that is too large, and for a file with too many.
        """
        batch: list[list[str]] = []
        size = first = index = 0
        for index, row in enumerate(rows):
            while row and not row[-1]:
                row.pop()
            signs = sum(map(len, row))
            if len(row) > MOST_COLUMNS or signs > MOST_SIGNS:
                _check_row(row, signs, place(index))
            batch.append(row)
            size += signs
            self._cells += len(row)
            if size > _BATCH_SIGNS or len(batch) == _BATCH_ROWS:
                self._count(len(batch), size)
                yield _answer(batch, place, first, is_guarded)
                batch, size, first = [], 0, index + 1
        self._count(len(batch), size)
        if batch:
            yield _answer(batch, place, first, is_guarded)

    def _count(self, rows: int, signs: int) -> None:
        self._rows += rows
        self._signs += signs
        if self._rows > MOST_ROWS:
            raise Problem("rows")
        if self._cells > MOST_CELLS or self._signs > MOST_SIGNS_OF_FILE:
            raise Problem("large")


def _check_row(row: list[str], signs: int, place: Answer) -> None:
    if len(row) > MOST_COLUMNS:
        raise Problem("columns", **place)
    for column, cell in enumerate(row, 1):
        if len(cell) > MOST_SIGNS:
            raise Problem("cell", column=column, **place)
    if signs > MOST_SIGNS_OF_ROW:
        raise Problem("row", **place)


def _answer(
    batch: list[list[str]],
    place: Callable[[int], Answer],
    first: int,
    is_guarded: bool,
) -> bytes:
    text = _json(batch)
    if is_guarded and _GUARD.search(text):
        text = _json([[unguarded(cell) if "'" in cell else cell for cell in row] for row in batch])
    try:
        content = text.encode()
    except UnicodeEncodeError:
        raise Problem("unicode", **_place_of(batch, _is_half, place, first)) from None
    if "\\u0000" in text and (where := _place_of(batch, _has_nul, place, first)):
        raise Problem("nul", **where)
    return b'{"rows": %b}' % content


def _place_of(
    batch: list[list[str]],
    is_wrong: Callable[[str], bool],
    place: Callable[[int], Answer],
    first: int,
) -> dict[str, Any]:
    """Where the first cell is that is wrong; empty without one."""
    for index, row in enumerate(batch, first):
        for column, cell in enumerate(row, 1):
            if is_wrong(cell):
                return {"column": column, **place(index)}
    return {}


def _json(batch: list[list[str]]) -> str:
    return json.dumps(batch, ensure_ascii=False, separators=(",", ":"))


def _has_nul(cell: str) -> bool:
    return "\0" in cell


def _is_half(cell: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in cell)
