"""What each day, week and month adds, against slow recomputation."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.columns import Days
from kharkiv_tracker.analysis.periods import Step, mean, periods, to_csv
from kharkiv_tracker.domain.figure import DayTotal, Total
from tests.analysis.totals import FIRST, dates

_TOTALS = st.sampled_from([Total(unknown=1)]) | st.sampled_from(
    [Total(number, number, high) for number in range(10) for high in (None, number)]
)
_DAYS = st.lists(
    st.builds(DayTotal, dates(81), st.sampled_from("ab"), st.just(1), _TOTALS, _TOTALS)
)


def _sum(totals: list[Total]) -> Total:
    summed = Total()
    for total in totals:
        summed += total
    return summed


@pytest.mark.parametrize("step", Step)
@given(days=_DAYS)
def test_each_period_is_the_sum_of_its_days(step: Step, days: list[DayTotal]) -> None:
    told = periods(Days.of_totals(days), step)
    assert sum(each.incidents for each in told) == len(days)
    for each in told:
        inside = [
            day
            for day in days
            if (day.day is None and each.first is None)
            or (day.day and each.first and each.last and each.first <= day.day <= each.last)
        ]
        assert each.incidents == len(inside)
        assert each.killed == _sum([day.killed for day in inside])
        assert each.injured == _sum([day.injured for day in inside])
    dated = [each for each in told if each.first]
    assert told[: len(dated)] == tuple(sorted(dated, key=lambda each: each.first or FIRST))
    for one, other in pairwise(dated):
        assert (one.last or date.max) < (other.first or date.min)


@given(_DAYS)
def test_the_mean_is_of_seven_days(days: list[DayTotal]) -> None:
    told = periods(Days.of_totals(days), Step.DAY)
    best = {each.first: each.killed.best or 0 for each in told}
    for day, value in mean(told, "killed"):
        week = [best.get(day - timedelta(days=back), 0) for back in range(7)]
        assert value == pytest.approx(sum(week) / 7)


def test_periods_begin_where_a_calendar_says() -> None:
    day = DayTotal(date(2023, 12, 31), "a", 1, Total(1, 1, None), Total(unknown=1))
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
        to_csv(periods(Days.of_totals([day]), Step.DAY), Step.DAY).splitlines()[1]
        == "2023-12-31,1,1,1,,,,"
    )
