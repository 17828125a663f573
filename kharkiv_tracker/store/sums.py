"""Adding figures up in SQL: the one fragment for it, and the sums per day that are stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.quantity import AFFECTED, COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Addends
from kharkiv_tracker.store.key_ranges import ranges
from kharkiv_tracker.store.selection_sql import COUNTS, LISTED, at_clock

#: A day, "" for undated, and a district.
Day = tuple[str, str]

#: The days of so many incidents are compared at once.
_PIECE = 20_000
#: So many days and districts are added up at once.
_DAYS = 200

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
    "open": "ifnull({row}.open, 0)",
    "unknown": "{row}.unknown",
}


def addends(row: str) -> str:
    """The columns by which a figure joins a sum, in the order of `Addends`."""
    return ", ".join(_FIGURE[name].format(row=row) for name in Addends._fields)


def addends_of_day(row: str) -> str:
    """The same of the stored sums of a day."""
    return ", ".join(_DAY[name].format(row=row) for name in Addends._fields)


def added(*rows: str) -> str:
    """The sums of these columns over a group, for each of the rows joined to one incident."""
    return _sums(_FIGURE, rows)


def added_days(row: str) -> str:
    """The same over the stored sums of days."""
    return _sums(_DAY, [row])


def joined_addends(*rows: str) -> str:
    """The sums of the rows that `joined_days` joins; one that is not there is unknown."""
    unknown = f"ifnull({{row}}.unknown, {COUNTED[0]}.incidents)"
    return _sums({**_DAY, "unknown": unknown}, rows)


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


#: Where nothing is known low, best and high are NULL; an open figure adds nothing to high.
_NUMBERS = "incidents, low, best, high, unknown, about, open"
_COLUMNS = f"date, district, quantity, {_NUMBERS}"
_OF_DATES = f"date, quantity, {_NUMBERS}"
#: Quantities of which sums are stored: the counted, and parts of what is no sum of others.
_STORED = (
    f"({of_quantities('f', COUNTED)} OR f.quantity LIKE '%.%' "
    f"AND f.quantity NOT LIKE '{AFFECTED}.%' AND f.low IS NOT NULL)"
)
_DUE = (
    "SELECT coalesce(i.date, ''), i.district, f.quantity, count(*), sum(f.low), sum(f.best), "
    f"sum(f.high), sum({_FIGURE['unknown']}), sum(f.about), sum({_FIGURE['open']}) "
    "FROM incidents AS i JOIN figure_steps AS f ON f.incident = i.id "
    f"WHERE f.known_to IS NULL AND {_STORED} AND {COUNTS} {{only}} "
    "GROUP BY coalesce(i.date, ''), i.district, f.quantity"
).replace("{row}", "f")
_DUE_DATES = (
    "SELECT date, quantity, sum(incidents), sum(low), sum(best), sum(high), sum(unknown), "
    "sum(about), sum(open) FROM day_sums {only} GROUP BY date, quantity"
)
_ADD_UP = f"INSERT INTO day_sums ({_COLUMNS}) {_DUE}"
_ADD_UP_DATES = f"INSERT INTO date_sums ({_OF_DATES}) {_DUE_DATES}"


def wrong(db: Database, step: Callable[[], object] = tuple) -> Iterator[Day]:
    """The days and districts whose stored sum is not what their incidents come to, some twice.

    `step` is called again and again; what it raises gives the work up.
    """
    for due, stored, params in _pieces(db):
        step()
        yield from _differing(
            db, "date, district", _COLUMNS, _DUE.format(only=due), "day_sums", stored, params
        )
    yield from _differing(db, "date, ''", _OF_DATES, _DUE_DATES.format(only=""), "date_sums")


def _pieces(db: Database) -> Iterator[tuple[str, str, list[Any]]]:
    """Conditions of incidents and of their sums that together every day has, with parameters."""
    yield "AND coalesce(i.date, '') = ''", "WHERE date = ''", []
    for piece in ranges(db, "incidents", "date", _PIECE, after=""):
        due, stored = piece.condition("i.date"), piece.condition("date")
        yield f"AND {due}", f"WHERE {stored}", piece.params


def _differing(
    db: Database,
    day: str,
    columns: str,
    due: str,
    table: str,
    only: str = "",
    params: Sequence[Any] = (),
) -> list[Day]:
    rows = db.execute(
        f"WITH due ({columns}) AS ({due}), "
        f"stored AS (SELECT {columns} FROM {table} {only}) "
        f"SELECT DISTINCT {day} FROM (SELECT * FROM (SELECT * FROM due EXCEPT "
        "SELECT * FROM stored) UNION ALL SELECT * FROM (SELECT * FROM stored EXCEPT "
        "SELECT * FROM due))",
        (*params, *params),
    )
    return [(day, district) for day, district in rows.fetchall()]


def add_up(
    db: Database, days: Iterable[Day] | None = None, step: Callable[[], object] = tuple
) -> None:
    """Add up these days and districts again, or all of them.

    `step` is called for each piece of them; what it raises gives the work up.
    """
    if days is None:
        for table, query in (("day_sums", _ADD_UP), ("date_sums", _ADD_UP_DATES)):
            db.execute(f"DELETE FROM {table}")
            db.execute(query.format(only=""))
        return
    only = "AND i.date IS nullif(?, '') AND i.district = ?"
    every = sorted(set(days))
    dates = [(date,) for date in sorted({date for date, _district in every})]
    for delete, add, rows in (
        ("DELETE FROM day_sums WHERE date = ? AND district = ?", _ADD_UP.format(only=only), every),
        (
            "DELETE FROM date_sums WHERE date = ?",
            _ADD_UP_DATES.format(only="WHERE date = ?"),
            dates,
        ),
    ):
        for first in range(0, len(rows), _DAYS):
            step()
            piece = rows[first : first + _DAYS]
            db.conn.executemany(delete, piece)
            db.conn.executemany(add, piece)


def days_of(db: Database, incidents: Sequence[str]) -> set[Day]:
    """The days and districts of these incidents (by uid)."""
    query = f"SELECT DISTINCT coalesce(date, ''), district FROM incidents WHERE uid IN {LISTED}"
    return set(db.execute(query, [json.dumps(incidents)]).fetchall())


def is_enough_for(selection: Selection) -> bool:
    """Whether sums of days are enough for the total of a selection."""
    return selection == Selection(selection.first, selection.last, selection.districts)


def table_for(selection: Selection, by: str = "") -> str:
    """The stored sums that a selection needs: of dates, where no district is asked for."""
    return "day_sums" if selection.districts or by == "district" else "date_sums"


def condition(selection: Selection, row: str = COUNTED[0]) -> tuple[str, list[Any]]:
    """The condition that a day is in the period and the districts, and its parameters."""
    conditions, params = ["TRUE"], []
    if selection.has_period:
        conditions.append(f"{row}.date BETWEEN ? AND ?")
        params += [
            selection.first.isoformat() if selection.first else "0",
            selection.last.isoformat() if selection.last else "9",
        ]
    if selection.districts:
        conditions.append(f"{row}.district IN {LISTED}")
        params.append(json.dumps(list(selection.districts)))
    return " AND ".join(conditions), params
