"""Numbers as comma-separated values: open and unknown cells are empty."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.quantity import COUNTED


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula; an apostrophe that is there gets another."""
    return _FORMULA.sub(r"\1'\2", text)


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return _GUARDED.sub(r"\1\2", text)


def bounds(quantities: Sequence[str]) -> tuple[str, ...]:
    """The heads of the columns of low, best and high of each quantity."""
    return tuple(f"{name}_{end}" for name in quantities for end in ("low", "best", "high"))


BOUNDS = bounds(COUNTED)
#: How a formula begins, in wide letters too, also where a semicolon separates cells.
_FORMULA = re.compile(r"((?:^|[;\r\n])[^\S\r\n]*|^\s+)('*[=+\-@＝＋－＠\t\r])")
_GUARDED = re.compile(r"((?:^|[;\r\n])[^\S\r\n]*|^\s+)'('*[=+\-@＝＋－＠\t\r])")
#: What qualifies these numbers: the last columns of every table that has them. Whether each is
#: about, and whether acute stress counts as injured.
NOTES = (*(f"{quantity}_about" for quantity in COUNTED), "stress_counted")


def cells(*figures: Range) -> list[int | str]:
    """Low, best and high of each figure; an unknown number is an empty cell, never 0."""
    bounds = [bound for figure in figures for bound in (figure.low, figure.best, figure.high)]
    return ["" if bound is None else bound for bound in bounds]


def notes(stress: Stress, *figures: Range) -> list[str]:
    """The cells of NOTES for the figures of a row."""
    return [*(yes_or_no(figure.about) for figure in figures), stress_cell(stress)]


def stress_cell(stress: Stress) -> str:
    """Whether acute stress counts as injured."""
    return yes_or_no(stress is Stress.INJURED)


def yes_or_no(value: bool) -> str:
    """The cell of what is so or not."""
    return "yes" if value else "no"


def text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table with its head."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(head)
    table.writerows(rows)
    return out.getvalue()
