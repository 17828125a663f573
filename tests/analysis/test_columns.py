"""Days in columns add up as totals do, and come back as they went in."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.columns import UNDATED, Days
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import DayTotal, Total
from tests.analysis.totals import DAY_TOTALS
from tests.tolls import slow_total

_DAYS = st.lists(DAY_TOTALS, unique_by=lambda each: (each.day, each.district))


@given(_DAYS)
def test_rows_come_back_in_order(days: list[DayTotal]) -> None:
    told = Days.of_totals(days)
    assert told.totals() == sorted(days, key=lambda each: (each.day or date.max, each.district))
    assert [each.day for each in told.dated.totals()] == sorted(d.day for d in days if d.day)
    assert len(told.undated) == sum(each.day is None for each in days)
    dated = [each.day for each in days if each.day]
    assert told.first == min(dated, default=None)
    assert told.last == max(dated, default=None)
    assert (told.day == UNDATED).sum() == len(told.undated)


@given(_DAYS)
def test_sums_are_those_of_totals(days: list[DayTotal]) -> None:
    told = Days.of_totals(days)
    for quantity in COUNTED:
        slow = slow_total(day.toll[quantity] for day in days)
        assert told.sums[quantity].sum() == slow
        assert sum((day.toll[quantity] for day in days), Total()) == slow
