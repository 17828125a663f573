"""What each day adds to each district, kept summed up so that a large case answers at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.report import WHOLES
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store.selecting import COUNTS

#: A day, "" for undated, and a district.
Day = tuple[str, str]

_ADD_UP = (
    "INSERT INTO day_sums "
    "SELECT coalesce(i.date, ''), i.district, f.quantity, count(*), sum(f.low), sum(f.best), "
    "CASE WHEN sum(f.low IS NOT NULL AND f.high IS NULL) THEN NULL ELSE sum(f.high) END, "
    "sum(f.low IS NULL), max(f.about) "
    "FROM incidents AS i JOIN figure_steps AS f ON f.incident = i.id "
    f"WHERE f.known_to IS NULL AND f.quantity IN {WHOLES} AND {COUNTS} {{only}} "
    "GROUP BY coalesce(i.date, ''), i.district, f.quantity"
)

#: The sums of days added up: incidents, then low, best, high, unknown and about of both wholes.
SUMS = ", ".join(
    ["coalesce(sum(CASE quantity WHEN 'killed' THEN incidents END), 0)"]
    + [
        part.format(own=f"CASE quantity WHEN '{whole}' THEN {{}} END").format(*columns)
        for whole in WHOLES
        for part, columns in (
            ("sum({own})", ("low",)),
            ("sum({own})", ("best",)),
            (
                "CASE WHEN sum({own}) THEN NULL ELSE sum({own}) END",
                ("low IS NOT NULL AND high IS NULL", "high"),
            ),
            ("coalesce(sum({own}), 0)", ("unknown",)),
            ("coalesce(max({own}), 0)", ("about",)),
        )
    ]
)


def add_up(db: Database, days: Iterable[Day] | None = None) -> None:
    """Add up these days and districts anew, or all of them."""
    if days is None:
        db.execute("DELETE FROM day_sums")
        db.execute(_ADD_UP.format(only=""))
        return
    only = "AND i.date IS nullif(?, '') AND i.district = ?"
    for day in sorted(set(days)):
        db.execute("DELETE FROM day_sums WHERE date = ? AND district = ?", day)
        db.execute(_ADD_UP.format(only=only), day)


def of(db: Database, incidents: Sequence[str]) -> set[Day]:
    """The days and districts of these incidents (by uid)."""
    found = set()
    for uid in incidents:
        row = db.execute(
            "SELECT coalesce(date, ''), district FROM incidents WHERE uid = ?", [uid]
        ).fetchone()
        if row:
            found.add((row[0], row[1]))
    return found


def answers(selection: Selection) -> bool:
    """Whether sums of days are enough to tell what a selection comes to."""
    return selection == Selection(selection.first, selection.last, selection.districts)


def condition(selection: Selection) -> tuple[str, list[Any]]:
    """The condition that a row lies within the period and the districts, and its parameters."""
    conditions, params = ["TRUE"], []
    if selection.has_period:
        conditions.append("date BETWEEN ? AND ?")
        params += [
            selection.first.isoformat() if selection.first else "0",
            selection.last.isoformat() if selection.last else "9",
        ]
    if selection.districts:
        conditions.append(f"district IN ({', '.join('?' for _key in selection.districts)})")
        params += selection.districts
    return " AND ".join(conditions), params
