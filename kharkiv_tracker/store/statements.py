"""Official running totals, and how far they are from our own sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from kharkiv_tracker.domain.place import DistrictKind, Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.domain.total_comparison import Difference, Gap, NotComparable
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.record_reader import read_records

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def statements(case: CaseFile, withdrawn: bool = False) -> tuple[Statement, ...]:
    """All statements by their as-of, those without one last."""
    all_statements = read_records(case.db, Statement)
    selected = [statement for statement in all_statements if withdrawn or not statement.withdrawn]
    return tuple(
        sorted(selected, key=lambda s: (s.as_of is None, s.as_of and s.as_of.start, s.code))
    )


def gaps(case: CaseFile, gazetteer: Gazetteer) -> tuple[Gap, ...]:
    """Every statement, withdrawn ones apart, and our own sum for the same area and period."""
    return tuple(gap(case, gazetteer, statement) for statement in statements(case))


def gap(
    case: CaseFile, gazetteer: Gazetteer, statement: Statement, as_known_on: datetime | None = None
) -> Gap:
    """A statement and our own sum, by the day of the incidents, undated ones left out.

    Its area includes all its districts. What was known then is what was known at the end of its
    as-of, or at `as_known_on` where that is earlier.
    """
    area = gazetteer.get(statement.area)
    if area is not None and area.kind is DistrictKind.COUNTRY:
        return Gap(statement, NotComparable.WIDER)
    if statement.since is None or statement.as_of is None:
        lacking = NotComparable.NO_SINCE if statement.since is None else NotComparable.NO_AS_OF
        return Gap(statement, lacking)
    last = statement.as_of.last_day
    chosen = Selection(first=statement.since, last=last, districts=gazetteer.within(statement.area))
    total_today = totals.summed(case, chosen)
    if not total_today.incidents:
        return Gap(statement, NotComparable.NOTHING_RECORDED, last)
    known_on = min(statement.as_of.end, as_known_on) if as_known_on else statement.as_of.end
    total_then = totals.summed(case, chosen, known_on)
    return Gap(
        statement,
        None,
        last,
        total_then,
        total_today,
        _differences(statement, total_then),
        _differences(statement, total_today),
    )


def _differences(statement: Statement, own: GroupTotal) -> Mapping[str, Difference]:
    differences = {
        # It is not known how many more an unknown figure of ours would be.
        quantity: Difference.between(
            statement.count(quantity), replace(total, high=None) if total.unknown else total
        )
        for quantity, total in zip(COUNTED, own.toll.counted, strict=True)
    }
    return {
        quantity: difference
        for quantity, difference in differences.items()
        if difference is not None
    }
