"""What each day, week and month adds, against slow recomputation."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.analysis.period_totals import Step, mean, periods, to_csv
from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.quantity import COUNTED, KILLED
from kharkiv_tracker.domain.total import DayTotal, Total
from tests.analysis.totals import FIRST, dates
from tests.tolls import slow_total, toll

_TOTALS = st.sampled_from([Total(unknown=1)]) | st.sampled_from(
    [Total(number, number, high) for number in range(10) for high in (None, number)]
)
_DAYS = st.lists(
    st.builds(
        DayTotal, dates(81), st.sampled_from("ab"), st.just(1), st.builds(toll, _TOTALS, _TOTALS)
    )
)


@pytest.mark.parametrize("step", Step)
@given(days=_DAYS)
def test_each_period_is_the_sum_of_its_days(step: Step, days: list[DayTotal]) -> None:
    result = periods(Days.of_totals(days), step)
    assert sum(period.incidents for period in result) == len(days)
    for period in result:
        inside = [
            day
            for day in days
            if (day.day is None and period.first is None)
            or (day.day and period.first and period.last and period.first <= day.day <= period.last)
        ]
        assert period.incidents == len(inside)
        for name in COUNTED:
            assert period.toll[name] == slow_total(day.toll[name] for day in inside)
    dated = [period for period in result if period.first]
    assert result[: len(dated)] == tuple(sorted(dated, key=lambda period: period.first or FIRST))
    for first, second in pairwise(dated):
        assert (first.last or date.max) < (second.first or date.min)


@given(_DAYS)
def test_the_mean_is_of_seven_days(days: list[DayTotal]) -> None:
    result = periods(Days.of_totals(days), Step.DAY)
    best = {period.first: period.toll[KILLED].best or 0 for period in result}
    for day, value in mean(result, "killed"):
        week = [best.get(day - timedelta(days=back), 0) for back in range(7)]
        assert value == pytest.approx(sum(week) / 7)


def test_periods_begin_where_a_calendar_says() -> None:
    day = DayTotal(date(2023, 12, 31), "a", 1, toll(Total(1, 1, None), Total(unknown=1)))
    bounds = {
        step: (
            periods(Days.of_totals([day]), step)[0].first,
            periods(Days.of_totals([day]), step)[0].last,
        )
        for step in Step
    }
    assert bounds == {
        Step.DAY: (date(2023, 12, 31), date(2023, 12, 31)),
        Step.WEEK: (date(2023, 12, 25), date(2023, 12, 31)),
        Step.MONTH: (date(2023, 12, 1), date(2023, 12, 31)),
    }
    assert (
        to_csv(periods(Days.of_totals([day]), Step.DAY), Step.DAY, Stress.APART).splitlines()[1]
        == "2023-12-31,1,1,1,,,,,no,no,no"
    )
