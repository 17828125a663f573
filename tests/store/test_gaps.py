"""Official totals beside our own sums of the same area and period."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.total_comparison import Difference, Gap, NotComparable
from kharkiv_tracker.store import statements, totals
from kharkiv_tracker.store.case_file import CaseFile

Strike, Add = Callable[..., Any], Callable[..., Any]
STATED = {"area": "Kharkiv oblast", "since": "2022-02-24", "as_of": "2022-08-18", "killed": "20"}


@pytest.fixture
def gap_of(case: CaseFile, strike: Strike, add: Add) -> Callable[..., Gap]:
    """The gap of one official total to four strikes, of which one became deadlier later."""
    late = [{"killed": "3", "as_of": "2022-08-16"}, {"killed": "5", "as_of": "2022-09-01"}]
    add(
        case,
        strike(killed="7", reports=[{"killed": "7", "as_of": "2022-08-17"}]),
        strike("2022-08-16", reports=late, district="Chuhuivskyi"),
        strike("2022-09-02", killed="100"),
        strike(None, killed="1000"),
    )

    def stating(**fields: Any) -> Gap:
        (code,) = add(case, statements=[{**STATED, **fields}]).statements
        gaps = statements.gaps(case, gazetteer.load())
        return next(gap for gap in gaps if gap.statement.code == code)

    return stating


def test_the_oblast_holds_all_districts_until_the_day_it_speaks_of(
    gap_of: Callable[..., Gap],
) -> None:
    gap = gap_of()
    assert gap.reason is None
    assert gap.differences == {"killed": Difference(10, 10, 10)}
    assert gap.today == {"killed": Difference(8, 8, 8)}
    assert (gap.own_then.incidents, gap.own_today.incidents) == (2, 2)


def test_the_city_holds_its_districts_and_a_district_itself(gap_of: Callable[..., Gap]) -> None:
    assert gap_of(area="Kharkiv city").today["killed"] == Difference(13, 13, 13)
    assert gap_of(area="Chuhuivskyi raion").today["killed"] == Difference(15, 15, 15)


def test_a_time_of_day_takes_in_its_day_and_a_month_its_last(gap_of: Callable[..., Gap]) -> None:
    assert gap_of(as_of="2022-08-17T12:00").own_today.incidents == 2
    assert gap_of(as_of="2022-08-16T12:00").own_today.incidents == 1
    assert gap_of(as_of="2022-09", killed=">100").own_today.incidents == 3


def test_an_open_count_leaves_the_gap_open(gap_of: Callable[..., Gap]) -> None:
    assert gap_of(killed=">20").today["killed"] == Difference(9, 9, None)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"since": ""}, NotComparable.NO_SINCE),
        ({"as_of": ""}, NotComparable.NO_AS_OF),
        ({"as_of": "2022-03-01"}, NotComparable.NOTHING_RECORDED),
        ({"area": "Ukraine"}, NotComparable.WIDER),
    ],
)
def test_what_cannot_be_compared_says_why(
    case: CaseFile, add: Add, strike: Strike, fields: dict[str, str], reason: NotComparable
) -> None:
    add(case, strike(), statements=[{**STATED, **fields}])
    (gap,) = statements.gaps(case, gazetteer.load())
    assert (gap.reason, gap.differences) == (reason, {})


def test_an_unknown_figure_of_ours_leaves_the_gap_open_downwards(
    gap_of: Callable[..., Gap], case: CaseFile, add: Add, strike: Strike
) -> None:
    add(case, strike(reports=[{"injured": "3", "as_of": "2022-08-17"}]))
    assert gap_of().today["killed"] == Difference(None, 8, 8)


def test_a_statement_is_in_no_total(gap_of: Callable[..., Gap], case: CaseFile) -> None:
    before = totals.totals(case)
    gap_of(killed="1000000")
    assert totals.totals(case) == before


_COUNTS = st.sampled_from(["0", "7", "7+", ">7", "5-9", "~8", "<=3", "several"]).map(Count.parse)


@given(_COUNTS, _COUNTS)
def test_the_gap_holds_the_best_and_agrees_where_the_ranges_meet(one: Count, own: Count) -> None:
    gap = Difference.between(one, own)
    assert gap is not None
    assert gap.low is None or gap.low <= gap.best
    assert gap.high is None or gap.best <= gap.high
    numbers = range(12)

    def may_be(count: Count, number: int) -> bool:
        return (count.low or 0) <= number <= (number if count.high is None else count.high)

    assert gap.agrees is any(may_be(one, n) and may_be(own, n) for n in numbers)
