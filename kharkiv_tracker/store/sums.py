"""Adding figures up in SQL: the one fragment for it, and the sums per day that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Addends
from kharkiv_tracker.store.selection_sql import COUNTS, at_clock

#: A day, "" for undated, and a district.
Day = tuple[str, str]

#: What a row `{row}` with low, best, high and about adds, by the fields of `Addends`. The sums of
#: a day are such a row too, but for how many figures of it are known and how many are not.
_FIGURE = {
    "known": "({row}.low IS NOT NULL)",
    "low": "ifnull({row}.low, 0)",
    "best": "ifnull({row}.best, 0)",
    "high": "ifnull({row}.high, 0)",
    "open": "({row}.low IS NOT NULL AND {row}.high IS NULL)",
    "unknown": "({row}.low IS NULL)",
    "about": "ifnull({row}.about, 0)",
}
_DAY = {
    **_FIGURE,
    "known": "ifnull({row}.incidents - {row}.unknown, 0)",
    "unknown": f"ifnull({{row}}.unknown, {COUNTED[0]}.incidents)",
}


def addends(row: str) -> str:
    """The columns by which a figure joins a sum, in the order of `Addends`."""
    return ", ".join(_FIGURE[name].format(row=row) for name in Addends._fields)


def added(*rows: str) -> str:
    """The sums of these columns over a group, for each of the rows joined to one incident."""
    return _sums(_FIGURE, rows)


def added_days(*rows: str) -> str:
    """The same over the stored sums of days."""
    return _sums(_DAY, rows)


def _sums(columns: Mapping[str, str], rows: Sequence[str]) -> str:
    return ", ".join(
        f"sum({columns[name].format(row=row)})" for row in rows for name in Addends._fields
    )


def joined_steps(as_known_on: datetime | None) -> str:
    """The counted figures joined to their incident `i`, under the names of their quantities.

    Before its first report was known an incident is not there; all its counted figures begin with
    the first thing known of it.
    """
    return " ".join(
        f"{kind} JOIN figure_steps AS {name} ON {name}.incident = i.id "
        f"AND {name}.quantity = '{name}' AND {at_clock(name, as_known_on)}"
        for kind, name in zip(_KINDS, COUNTED, strict=True)
    )


def joined_days() -> str:
    """The stored sums of each day and district, each under the name of its quantity."""
    first, *others = COUNTED
    return f"(SELECT * FROM day_sums WHERE quantity = '{first}') AS {first} " + " ".join(
        f"LEFT JOIN day_sums AS {name} ON {name}.date = {first}.date "
        f"AND {name}.district = {first}.district AND {name}.quantity = '{name}'"
        for name in others
    )


#: A newly declared quantity has no figure until it is derived: it is unknown until then.
_KINDS = ("INNER", *["LEFT"] * (len(COUNTED) - 1))


def of_quantities(row: str, names: Sequence[str]) -> str:
    """The condition that a row is of one of these quantities."""
    return f"{row}.quantity IN ({', '.join(repr(name) for name in names)})"


#: A sum is stored like a figure: where nothing is known low, best and high are NULL, and one
#: open figure makes the high NULL.
_COLUMNS = "date, district, quantity, incidents, low, best, high, unknown, about"
_DUE = (
    "SELECT coalesce(i.date, ''), i.district, f.quantity, count(*), sum(f.low), sum(f.best), "
    f"iif(sum({_FIGURE['open']}), NULL, sum(f.high)), sum({_FIGURE['unknown']}), max(f.about) "
    "FROM incidents AS i JOIN figure_steps AS f ON f.incident = i.id "
    f"WHERE f.known_to IS NULL AND {of_quantities('f', COUNTED)} AND {COUNTS} {{only}} "
    "GROUP BY coalesce(i.date, ''), i.district, f.quantity"
).replace("{row}", "f")


_ADD_UP = f"INSERT INTO day_sums ({_COLUMNS}) {_DUE}"


def wrong(db: Database) -> list[Day]:
    """The days and districts whose stored sum is not what their incidents come to."""
    rows = db.execute(
        f"WITH due ({_COLUMNS}) AS ({_DUE.format(only='')}), "
        f"stored AS (SELECT {_COLUMNS} FROM day_sums) "
        "SELECT DISTINCT date, district FROM (SELECT * FROM (SELECT * FROM due EXCEPT "
        "SELECT * FROM stored) UNION ALL SELECT * FROM (SELECT * FROM stored EXCEPT "
        "SELECT * FROM due)) ORDER BY date, district"
    )
    return [(day, district) for day, district in rows.fetchall()]


def add_up(db: Database, days: Iterable[Day] | None = None) -> None:
    """Add up these days and districts again, or all of them."""
    if days is None:
        db.execute("DELETE FROM day_sums")
        db.execute(_ADD_UP.format(only=""))
        return
    only = "AND i.date IS nullif(?, '') AND i.district = ?"
    for day in sorted(set(days)):
        db.execute("DELETE FROM day_sums WHERE date = ? AND district = ?", day)
        db.execute(_ADD_UP.format(only=only), day)


def days_of(db: Database, incidents: Sequence[str]) -> set[Day]:
    """The days and districts of these incidents (by uid)."""
    days = set()
    for uid in incidents:
        row = db.execute(
            "SELECT coalesce(date, ''), district FROM incidents WHERE uid = ?", [uid]
        ).fetchone()
        if row:
            days.add((row[0], row[1]))
    return days


def is_enough_for(selection: Selection) -> bool:
    """Whether sums of days are enough for the total of a selection."""
    return selection == Selection(selection.first, selection.last, selection.districts)


def condition(selection: Selection) -> tuple[str, list[Any]]:
    """The condition that a day is in the period and the districts, and its parameters."""
    row = COUNTED[0]
    conditions, params = ["TRUE"], []
    if selection.has_period:
        conditions.append(f"{row}.date BETWEEN ? AND ?")
        params += [
            selection.first.isoformat() if selection.first else "0",
            selection.last.isoformat() if selection.last else "9",
        ]
    if selection.districts:
        conditions.append(f"{row}.district IN ({', '.join('?' for _key in selection.districts)})")
        params += selection.districts
    return " AND ".join(conditions), params
