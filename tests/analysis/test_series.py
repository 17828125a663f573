"""The toll of each district, day by day."""

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.analysis.series import COLUMNS, cumulative, rows, to_csv
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import DayTotal, Total
from tests.analysis.totals import DAY_TOTALS
from tests.tolls import slow_total, toll

_DAYS = st.lists(DAY_TOTALS)


@given(_DAYS)
def test_every_point_is_the_sum_of_all_days_so_far(days: list[DayTotal]) -> None:
    for curve in cumulative(Days.of_totals(days)):
        here = [day for day in days if day.district == curve.district]
        assert [point.day for point in curve.points] == sorted({d.day for d in here if d.day})
        for point in curve.points:
            past = [day for day in here if day.day and point.day and day.day <= point.day]
            for name in COUNTED:
                assert point.toll[name] == slow_total(day.toll[name] for day in past)
            assert point.incidents == sum(day.incidents for day in past)


@given(_DAYS)
def test_every_curve_ends_at_the_totals_of_its_district(days: list[DayTotal]) -> None:
    curves = cumulative(Days.of_totals(days))
    assert [curve.district for curve in curves] == sorted({day.district for day in days})
    for curve in curves:
        here = [day for day in days if day.district == curve.district]
        for name in COUNTED:
            assert curve.end.toll[name] == slow_total(day.toll[name] for day in here)
        assert curve.end.incidents == sum(day.incidents for day in here)
        assert (curve.undated is None) == all(day.day for day in here)


@given(_DAYS)
def test_the_last_row_of_a_district_is_its_total(days: list[DayTotal]) -> None:
    curves = cumulative(Days.of_totals(days))
    last = {row[1]: row for row in rows(curves)}
    assert set(last) == {curve.district for curve in curves}
    for curve in curves:
        expected = [end for total in curve.end.toll.counted for end in _ends(total)]
        assert list(last[curve.district][2:]) == [*expected, "incidents"]
        assert (last[curve.district][0] == "undated") == (curve.undated is not None)


def _ends(total: Total) -> list[str]:
    return ["" if end is None else str(end) for end in (total.low, total.best, total.high)]


def test_unknown_and_open_cells_are_empty_and_never_0() -> None:
    days = [
        DayTotal(date(2022, 8, 17), "a", 1, toll(Total(7, 7, None), Total(unknown=1))),
        DayTotal(date(2022, 8, 18), "a", 1, toll(Total(0, 0, 0), Total(unknown=1))),
        DayTotal(None, "a", 1, toll(Total(1, 1, 1), Total(3, 3, 3))),
    ]
    assert to_csv(cumulative(Days.of_totals(days))) == (
        "date,district,killed_low,killed_best,killed_high,injured_low,injured_best,injured_high,"
        "kind\n"
        "2022-08-17,a,7,7,,,,,incidents\n"
        "2022-08-18,a,7,7,,,,,incidents\n"
        "undated,a,8,8,,3,3,3,incidents\n"
    )


def test_a_case_without_incidents_has_a_head_and_no_rows() -> None:
    assert list(csv.reader(io.StringIO(to_csv(cumulative(Days.of([])))))) == [list(COLUMNS)]
