"""Numbers as comma-separated values: open and unknown cells are empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import COUNTED


def bounds(quantities: Sequence[str]) -> tuple[str, ...]:
    """The heads of the columns of low, best and high of each quantity."""
    return tuple(f"{name}_{end}" for name in quantities for end in ("low", "best", "high"))


BOUNDS = bounds(COUNTED)


def cells(*figures: Range) -> list[int | str]:
    """Low, best and high of each figure; an unknown number is an empty cell, never 0."""
    bounds = [bound for figure in figures for bound in (figure.low, figure.best, figure.high)]
    return ["" if bound is None else bound for bound in bounds]


def text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table with its head."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(head)
    table.writerows(rows)
    return out.getvalue()
