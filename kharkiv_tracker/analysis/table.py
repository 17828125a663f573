"""Numbers as comma-separated values: open and unknown cells are empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import COUNTED

ENDS = tuple(f"{q}_{e}" for q in COUNTED for e in ("low", "best", "high"))


def cells(*told: Range) -> list[int | str]:
    """Low, best and high of each; nobody's number is an empty cell, never 0."""
    return ["" if end is None else end for each in told for end in (each.low, each.best, each.high)]


def text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table with its head."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(head)
    table.writerows(rows)
    return out.getvalue()
