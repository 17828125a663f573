"""Revisions that say that figures of an incident moved by other records than its own."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain import figure_change

_OF_RECORD = "WHERE r.record = ? AND r.kind = ?"


def changes(
    db: Database, row: int, due: Iterable[tuple[Any, ...]], causes: Collection[str]
) -> figure_change.Changes:
    """How today's figures of an incident (by its row) differ from those due, as rows of steps."""
    before = {
        quantity: figure_change.bounds(*values)
        for quantity, *values in db.execute(
            "SELECT quantity, low, best, high, about FROM figure_steps "
            "WHERE incident = ? AND known_to IS NULL",
            [row],
        ).fetchall()
    }
    after, reasons = {}, {}
    for quantity, _known_from, known_to, low, best, high, about, because in due:
        if known_to is None:
            after[quantity] = figure_change.bounds(low, best, high, about)
            reasons[quantity] = json.loads(because)
    return figure_change.recorded(before, after, reasons, causes)


def count(db: Database, incident: str) -> int:
    """How often the figures of an incident (by uid) moved by other records."""
    (number,) = db.execute(
        f"SELECT count(*) FROM revisions AS r {_OF_RECORD}", [incident, figure_change.KIND]
    ).fetchone()
    return int(number)
