"""Totals by district, month, weapon ..., or per day, for a selection and a clock."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain import remainder
from kharkiv_tracker.domain.quantity import AFFECTED, COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import (
    Addends,
    DayTotal,
    GroupTotal,
    LeftOut,
    Toll,
    Total,
    Totals,
)
from kharkiv_tracker.domain.when import last_day
from kharkiv_tracker.store import beside_sums, group_keys, incident_sums, remainders, sums
from kharkiv_tracker.store.beside_sums import BesideSums, Sums
from kharkiv_tracker.store.selection_sql import COUNTS, LISTED, at_clock, known_by, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

BY, UNDATED, UNKNOWN = group_keys.BY, group_keys.UNDATED, group_keys.UNKNOWN


#: The name under which the sums of a day have its date.
_DAYS = COUNTED[0]
#: The quantity of which every incident has a figure.
_FIRST = COUNTED[0]
_UNKNOWN = Addends._fields.index("unknown")


def totals(
    case: CaseFile,
    selection: Selection = Selection(),
    by: str = "district",
    as_known_on: datetime | None = None,
    of_whom: bool = True,
) -> Totals:
    """Totals of the selected incidents that count, grouped by one of BY.

    An incident with two weapons is counted in both groups; the total counts every incident once.
    The remainders of joint reports are in the groups of districts and days, else in the total only.
    Without `of_whom` the subsets are not read.
    """
    groups = _groups(case, selection, as_known_on, by, of_whom)
    total = (
        of_selection(case, selection, as_known_on)
        if of_whom
        else summed(case, selection, as_known_on)
    )
    beside = remainders.of_selection(case.db, selection, as_known_on)
    groups = remainders.with_groups(groups, beside, by)
    return Totals(tuple(groups), total, left_out(case, selection, as_known_on))


def in_several(
    case: CaseFile, selection: Selection, by: str, as_known_on: datetime | None = None
) -> dict[str, int]:
    """How many incidents of each group are counted in another one as well, where there are any."""
    key, join = group_keys.grouped(case, by, as_known_on)
    several = group_keys.in_several(case, by, as_known_on)
    where, params = selected(case.db, selection)
    rows = case.db.execute(
        f"SELECT {key} AS key, count(*) FROM incidents AS i {join} WHERE {several} "
        f"AND {COUNTS} AND {known_by(as_known_on)} AND {where} GROUP BY key",
        params,
    )
    return dict(rows.fetchall())


def of_selection(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> GroupTotal:
    """The total of the selection, with its classes of people."""
    groups = _groups(case, selection, as_known_on)
    beside = remainders.of_selection(case.db, selection, as_known_on)
    return remainder.added(groups[0] if groups else GroupTotal(""), beside)


def per_day(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> list[DayTotal]:
    """What each day adds to each district, oldest first, undated last."""
    return [_day(*row) for row in day_rows(case, selection, as_known_on)]


def day_rows(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> list[tuple[Any, ...]]:
    """The same, bare: a day or None, a district, how many incidents, the `Addends` of each sum.

    Remainders of joint reports are rows of their own, of no incident.
    """
    if as_known_on is None and sums.is_enough_for(selection):
        where, params = sums.condition(selection)
        query = (
            f"SELECT nullif({_DAYS}.date, ''), {_DAYS}.district, {_DAYS}.incidents, "
            f"{sums.joined_addends(*COUNTED)} FROM {sums.joined_days()} WHERE {where} "
            f"GROUP BY {_DAYS}.date, {_DAYS}.district "
            f"ORDER BY {_DAYS}.date = '', {_DAYS}.date, {_DAYS}.district"
        )
    else:
        where, params = selected(case.db, selection)
        query = (
            f"SELECT i.date, i.district, count(*), {sums.added(*COUNTED)} "
            f"FROM incidents AS i {sums.joined_steps(as_known_on)} WHERE {COUNTS} AND {where} "
            "GROUP BY i.date, i.district ORDER BY i.date IS NULL, i.date, i.district"
        )
    beside = remainders.rows(case.db, selection, as_known_on)
    rows = case.db.execute(query, params).fetchall()
    return sorted([*rows, *beside], key=_by_day) if beside else rows


def _by_day(row: Sequence[Any]) -> tuple[bool, str, str]:
    """The order of day rows: the undated come last."""
    day, district, *_numbers = row
    return day is None, day or "", district


def by_day(case: CaseFile) -> list[DayTotal]:
    """The whole record per day, districts and remainders together, oldest first, undated last."""
    of_dates = _by_group(
        case.db.execute(
            f"SELECT d.date, d.quantity, d.incidents, {sums.addends_of_day('d')} "
            f"FROM date_sums AS d WHERE {_quantities('d', False)} ORDER BY d.date, d.quantity"
        )
    )
    days = {}
    for iso, of_date in of_dates.items():
        day = _day(iso or None, "", *_wholes(of_date))
        days[day.day] = day
    for iso, _district, _none, *added in remainders.rows(case.db):
        beside = _day(iso, "", 0, *added)
        own = days.get(beside.day, DayTotal(beside.day, "", 0))
        days[beside.day] = replace(own, toll=own.toll + beside.toll)
    return sorted(days.values(), key=lambda day: (day.day is None, day.day or date.min))


def overall(case: CaseFile, selection: Selection = Selection()) -> tuple[GroupTotal, LeftOut, int]:
    """The total of the selection, what is left out, and how many incidents are undated."""
    (total,) = _groups(case, selection, None, of_whom=False) or [GroupTotal("")]
    total = remainder.added(total, remainders.of_selection(case.db, selection))
    where, params = selected(case.db, selection)
    undated = f"SELECT count(*) FROM incidents AS i WHERE i.date IS NULL AND {COUNTS} AND {where}"
    (undated_here,) = case.db.execute(undated, params).fetchone()
    return total, left_out(case, selection, None), undated_here


def of_incidents(case: CaseFile, ids: Sequence[int]) -> GroupTotal:
    """The total of these incidents; those that do not count are left out."""
    return incident_sums.summed(case.db, f"i.id IN {LISTED}", [json.dumps(list(ids))], None)


def summed(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> GroupTotal:
    """The total of the selection, today or as known on a date."""
    if as_known_on is None:
        return overall(case, selection)[0]
    beside = remainders.of_selection(case.db, selection, as_known_on)
    return remainder.added(
        incident_sums.summed(case.db, *selected(case.db, selection), as_known_on), beside
    )


def of_changed(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> GroupTotal:
    """The total of the selected incidents that are not as they were approved, of these alone."""
    where, params = selected(case.db, replace(selection, changed=True))
    where = f"{known_by(as_known_on)} AND {where}"
    return incident_sums.summed(case.db, where, params, as_known_on)


def left_out(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> LeftOut:
    """How many incidents are left out of the selection for their state, grade or date."""
    whenever, params = selected(case.db, replace(selection, first=None, last=None))
    where, dated = selected(case.db, selection)
    count = f"SELECT count(*) FROM incidents AS i WHERE {known_by(as_known_on)} AND "
    # What was merged is not left out: it counts in the incident it was merged into.
    withdrawn = f"{count} {where} AND i.state = 'Withdrawn' AND i.merged_into IS NULL"
    discounted = f"{count} {where} AND i.state <> 'Withdrawn' AND i.grade = 'Discounted'"
    undated = f"{count} {whenever} AND {COUNTS} AND i.date IS NULL"
    return LeftOut(
        case.db.execute(withdrawn, dated).fetchone()[0],
        case.db.execute(discounted, dated).fetchone()[0],
        case.db.execute(undated, params).fetchone()[0] if selection.has_period else 0,
        _touching(case, selection, as_known_on),
        remainder=remainders.number_left_out(case.db, selection, as_known_on),
    )


def _touching(case: CaseFile, selection: Selection, as_known_on: datetime | None) -> int:
    """How many incidents of several days began before the period and reach into it."""
    if selection.first is None:
        return 0
    whenever, params = selected(case.db, replace(selection, first=None, last=None))
    rows = case.db.execute(
        "SELECT i.until, count(*) FROM incidents AS i WHERE i.until IS NOT NULL AND i.date < ? "
        f"AND {COUNTS} AND {known_by(as_known_on)} AND {whenever} GROUP BY i.until",
        [selection.first.isoformat(), *params],
    )
    ends = ((last_day(until), number) for until, number in rows)
    return sum(number for end, number in ends if end and end >= selection.first)


def _groups(
    case: CaseFile,
    selection: Selection,
    as_known_on: datetime | None,
    by: str = "",
    of_whom: bool = True,
) -> list[GroupTotal]:
    key, join = group_keys.grouped(case, by, as_known_on)
    where, params = selected(case.db, selection)
    beside = beside_sums.by_group(case.db, where, params, as_known_on, key, join, of_whom)
    if as_known_on is None and by in group_keys.OF_DAYS and sums.is_enough_for(selection):
        of_group = _sums_of_days(case, selection, by, of_whom)
    else:
        of_group = _sums_of_incidents(case, selection, as_known_on, key, join, of_whom)
    return [
        _group(name, of_group[name], beside.get(name))
        for name in sorted(of_group, key=lambda name: (name in (UNDATED, UNKNOWN), name))
        if _FIRST in of_group[name]
    ]


def _group(name: str, of_quantities: dict[str, Sums], beside: BesideSums | None) -> GroupTotal:
    """A group from the sums of its quantities, each of so many figures."""
    incidents, *wholes = _wholes(of_quantities)
    parts = {name: of for name, of in of_quantities.items() if name not in COUNTED}
    return incident_sums.group(name, incidents, wholes, beside, parts)


def _wholes(of_quantities: Mapping[str, Sums]) -> list[int]:
    """How many incidents a group has, and the addends of each counted quantity."""
    incidents, _first = of_quantities[_FIRST]
    wholes = [incidents]
    for quantity in COUNTED:
        figures, added = of_quantities.get(quantity, beside_sums.NONE)
        # One that is newly declared is unknown in the incidents that have no figure of it yet.
        if figures < incidents:
            added = Addends(*added)._replace(unknown=added[_UNKNOWN] + incidents - figures)
        wholes += added
    return wholes


def _sums_of_days(
    case: CaseFile, selection: Selection, by: str, of_whom: bool
) -> dict[str, dict[str, Sums]]:
    """The sums of each group by quantity, parts too, from those that are stored of days."""
    where, params = sums.condition(selection, "d")
    return _by_group(
        case.db.execute(
            f"SELECT {group_keys.OF_DAYS[by]} AS key, d.quantity, sum(d.incidents), "
            f"{sums.added_days('d')} FROM {sums.table_for(selection, by)} AS d "
            f"WHERE {where} AND {_quantities('d', of_whom)} GROUP BY key, d.quantity",
            params,
        )
    )


def _sums_of_incidents(
    case: CaseFile,
    selection: Selection,
    as_known_on: datetime | None,
    key: str,
    join: str,
    of_whom: bool,
) -> dict[str, dict[str, Sums]]:
    """The same from the figures of each incident."""
    where, params = selected(case.db, selection)
    return _by_group(
        case.db.execute(
            f"SELECT {key} AS key, f.quantity, count(*), {sums.added('f')} "
            f"FROM incidents AS i {join} JOIN figure_steps AS f ON f.incident = i.id "
            f"AND {at_clock('f', as_known_on)} WHERE {_quantities('f', of_whom)} "
            f"AND {COUNTS} AND {where} GROUP BY key, f.quantity",
            params,
        )
    )


def _quantities(row: str, of_whom: bool) -> str:
    """The condition that a row is of a counted quantity, or of a known part of one."""
    parts = (
        f" OR {row}.quantity LIKE '%.%' AND {row}.quantity NOT LIKE '{AFFECTED}.%' "
        f"AND {row}.low IS NOT NULL"
    )
    return f"({sums.of_quantities(row, COUNTED)}{parts if of_whom else ''})"


def _by_group(rows: Iterable[Sequence[Any]]) -> dict[str, dict[str, Sums]]:
    of_group: dict[str, dict[str, Sums]] = {}
    for name, quantity, figures, *added in rows:
        of_group.setdefault(name, {})[quantity] = (figures, added)
    return of_group


def _day(day: str | None, district: str, incidents: int, *added: int) -> DayTotal:
    return DayTotal(date.fromisoformat(day) if day else None, district, incidents, _toll(added))


def _toll(added: Sequence[int]) -> Toll:
    sums_of = zip(COUNTED, incident_sums.each(added), strict=True)
    return Toll({name: Total.added(of) for name, of in sums_of})
