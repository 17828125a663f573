"""Totals asked of SQL: by district, month, weapon ..., or per day, for a selection and a clock."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.figure import DayTotal, GroupTotal, LeftOut, Total, Totals
from kharkiv_tracker.domain.report import CHILDREN, SUBSETS, WHOLES, subset
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import days, grouping
from kharkiv_tracker.store.selecting import COUNTS, LISTED, at_clock, selected

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

BY, UNDATED, UNKNOWN = grouping.BY, grouping.UNDATED, grouping.UNKNOWN

_SUM = (
    "sum({q}.low), sum({q}.best), "
    "CASE WHEN sum({q}.low IS NOT NULL AND {q}.high IS NULL) THEN NULL ELSE sum({q}.high) END, "
    "sum({q}.low IS NULL), max(coalesce({q}.about, 0))"
)


def totals(
    case: CaseFile,
    selection: Selection = Selection(),
    by: str = "district",
    as_known_on: datetime | None = None,
    of_whom: bool = True,
) -> Totals:
    """Totals of the selected incidents that count, grouped by one of BY.

    An incident with two weapons stands in both groups; the total counts every incident once.
    Without `of_whom` the subsets are not asked for.
    """
    groups = _groups(
        case, selection, as_known_on, *grouping.grouped(case, by, as_known_on), of_whom
    )
    total = whole(case, selection, as_known_on) if of_whom else summed(case, selection, as_known_on)
    return Totals(tuple(groups), total, left_out(case, selection, as_known_on))


def whole(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> GroupTotal:
    """What the selection comes to in one sum, with its classes of people."""
    found = _groups(case, selection, as_known_on, "''", "", True)
    return found[0] if found else GroupTotal("")


def per_day(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> list[DayTotal]:
    """What each day adds to each district, oldest first, undated last."""
    return [_day(*row) for row in day_rows(case, selection, as_known_on)]


def day_rows(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> list[tuple[Any, ...]]:
    """The same, bare: a day or None, a district, how many incidents, and ten numbers of totals."""
    if as_known_on is None and days.answers(selection):
        where, params = days.condition(selection)
        query = (
            f"SELECT nullif(date, ''), district, {days.SUMS} FROM day_sums WHERE {where} "
            "GROUP BY date, district ORDER BY date = '', date, district"
        )
    else:
        where, params = selected(selection)
        query = (
            f"SELECT i.date, i.district, count(*), {_sums()} "
            f"FROM incidents AS i {_figures(as_known_on)} WHERE {COUNTS} AND {where} "
            "GROUP BY i.date, i.district ORDER BY i.date IS NULL, i.date, i.district"
        )
    return case.db.execute(query, params).fetchall()


def by_day(case: CaseFile) -> list[DayTotal]:
    """The whole record per day, districts together (""), oldest first, undated last."""
    rows = case.db.execute(
        f"SELECT nullif(date, ''), '', {days.SUMS} FROM day_sums "
        "GROUP BY date ORDER BY date = '', date"
    )
    return [_day(*row) for row in rows]


def overall(case: CaseFile, selection: Selection = Selection()) -> tuple[GroupTotal, LeftOut, int]:
    """What the selection comes to in one sum, what is left out, and how many are undated."""
    if days.answers(selection):
        where, params = days.condition(selection)
        undated = "sum(CASE WHEN date = '' AND quantity = 'killed' THEN incidents END)"
        query = f"SELECT coalesce({undated}, 0), {days.SUMS} FROM day_sums WHERE {where}"
    else:
        where, params = selected(selection)
        query = (
            f"SELECT coalesce(sum(i.date IS NULL), 0), count(*), {_sums()} "
            f"FROM incidents AS i {_figures(None)} WHERE {COUNTS} AND {where}"
        )
    undated_here, incidents, *sums = case.db.execute(query, params).fetchone()
    total = GroupTotal("", incidents, _total(sums[:5]), _total(sums[5:]))
    return (
        total if incidents else GroupTotal(""),
        left_out(case, selection, None),
        undated_here,
    )


def among(case: CaseFile, ids: Sequence[int]) -> GroupTotal:
    """What these incidents come to; those that do not count are left out."""
    incidents, *sums = case.db.execute(
        f"SELECT count(*), {_sums()} FROM incidents AS i {_figures(None)} "
        f"WHERE {COUNTS} AND i.id IN {LISTED}",
        [json.dumps(list(ids))],
    ).fetchone()
    if not incidents:
        return GroupTotal("")
    return GroupTotal("", incidents, _total(sums[:5]), _total(sums[5:]))


def summed(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> GroupTotal:
    """What the selection comes to in one sum, today or as known on a date."""
    if as_known_on is None:
        return overall(case, selection)[0]
    where, params = selected(selection)
    incidents, *sums = case.db.execute(
        f"SELECT count(*), {_sums()} "
        f"FROM incidents AS i {_figures(as_known_on)} WHERE {COUNTS} AND {where}",
        params,
    ).fetchone()
    if not incidents:
        return GroupTotal("")
    return GroupTotal("", incidents, _total(sums[:5]), _total(sums[5:]))


def left_out(
    case: CaseFile, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> LeftOut:
    """How many incidents the selection would hold but for their state, grade or missing date."""
    whenever, params = selected(replace(selection, first=None, last=None))
    where, dated = selected(selection)
    known = "" if as_known_on is None else _figures(as_known_on)
    count = f"SELECT count(*) FROM incidents AS i {known} WHERE "
    # What was merged is not left out: it counts in the incident it was merged into.
    withdrawn = f"{count} {where} AND i.state = 'Withdrawn' AND i.merged_into IS NULL"
    discounted = f"{count} {where} AND i.state <> 'Withdrawn' AND i.grade = 'Discounted'"
    undated = f"{count} {whenever} AND {COUNTS} AND i.date IS NULL"
    return LeftOut(
        case.db.execute(withdrawn, dated).fetchone()[0],
        case.db.execute(discounted, dated).fetchone()[0],
        case.db.execute(undated, params).fetchone()[0] if selection.has_period else 0,
    )


def _groups(
    case: CaseFile,
    selection: Selection,
    as_known_on: datetime | None,
    key: str,
    join: str,
    of_whom: bool,
) -> list[GroupTotal]:
    where, params = selected(selection)
    rows = case.db.execute(
        f"SELECT {key} AS key, count(*), {_sums()} "
        f"FROM incidents AS i {join} {_figures(as_known_on)} WHERE {COUNTS} AND {where} "
        "GROUP BY key ORDER BY key IN ('undated', 'unknown'), key",
        params,
    ).fetchall()
    parts = _parts(case, selection, as_known_on, key, join) if of_whom else {}
    groups = []
    for name, incidents, *sums in rows:
        whom: dict[str, dict[str, Total]] = {whole: {} for whole in WHOLES}
        for (whole, part), (stated, total) in parts.get(name, {}).items():
            whom[whole][part] = replace(total, unknown=incidents - stated)
        groups.append(GroupTotal(name, incidents, _total(sums[:5]), _total(sums[5:]), whom))
    return groups


def _parts(
    case: CaseFile, selection: Selection, as_known_on: datetime | None, key: str, join: str
) -> dict[str, dict[tuple[str, str], tuple[int, Total]]]:
    """Subsets by group: in how many incidents they are stated, and what they come to."""
    where, params = selected(selection)
    named = {
        subset(whole, part): (whole, part) for whole in WHOLES for part in (*SUBSETS, CHILDREN)
    }
    rows = case.db.execute(
        f"SELECT {key} AS key, f.quantity, count(f.low), {_SUM.format(q='f')} "
        f"FROM incidents AS i {join} JOIN figure_steps AS f ON f.incident = i.id "
        f"AND {at_clock('f', as_known_on)} WHERE f.quantity LIKE '%.%' AND {COUNTS} AND {where} "
        "GROUP BY key, f.quantity",
        params,
    )
    parts: dict[str, dict[tuple[str, str], tuple[int, Total]]] = {}
    for name, quantity, stated, *sums in rows:
        parts.setdefault(name, {})[named[quantity]] = (stated, _total(sums))
    return parts


def _figures(as_known_on: datetime | None) -> str:
    """The two figures of each incident; before its first report was known it is not there."""
    return " ".join(
        f"JOIN figure_steps AS {q} ON {q}.incident = i.id AND {q}.quantity = '{q}' "
        f"AND {at_clock(q, as_known_on)}"
        for q in WHOLES
    )


def _sums() -> str:
    return ", ".join(_SUM.format(q=whole) for whole in WHOLES)


def _day(day: str | None, district: str, incidents: int, *sums: Any) -> DayTotal:
    killed, injured = _total(list(sums[:5])), _total(list(sums[5:]))
    return DayTotal(date.fromisoformat(day) if day else None, district, incidents, killed, injured)


def _total(sums: list[Any]) -> Total:
    low, best, high, unknown, about = sums
    return Total(low, best, high, unknown, bool(about))
