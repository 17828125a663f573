"""Days in columns add up as totals do, and come back as they went in."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.day_columns import UNDATED, Days
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import DayTotal, Total
from tests.analysis.totals import DAY_TOTALS
from tests.tolls import slow_total

_DAYS = st.lists(DAY_TOTALS, unique_by=lambda total: (total.day, total.district))


@given(_DAYS)
def test_rows_come_back_in_order(days: list[DayTotal]) -> None:
    columns = Days.of_totals(days)
    assert columns.totals() == sorted(
        days, key=lambda total: (total.day or date.max, total.district)
    )
    assert [total.day for total in columns.dated.totals()] == sorted(d.day for d in days if d.day)
    assert len(columns.undated) == sum(total.day is None for total in days)
    dated = [total.day for total in days if total.day]
    assert columns.first == min(dated, default=None)
    assert columns.last == max(dated, default=None)
    assert (columns.day == UNDATED).sum() == len(columns.undated)


@given(_DAYS)
def test_sums_are_those_of_totals(days: list[DayTotal]) -> None:
    columns = Days.of_totals(days)
    for quantity in COUNTED:
        slow = slow_total(day.toll[quantity] for day in days)
        assert columns.sums[quantity].sum() == slow
        assert sum((day.toll[quantity] for day in days), Total()) == slow
