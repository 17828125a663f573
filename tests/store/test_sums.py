"""Sums for the strip and for rows picked by hand, against the slow and obvious sum."""

from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.quantity import COUNTED, KILLED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal, Total
from kharkiv_tracker.store import incidents, sums, totals, verification
from kharkiv_tracker.store.case_file import CaseFile
from tests.tolls import slow_total


def test_by_day_is_the_days_of_all_districts_together(sample_case: CaseFile) -> None:
    day_totals = totals.by_day(sample_case)
    days = totals.per_day(sample_case)
    assert [one.day for one in day_totals] == list(dict.fromkeys(day.day for day in days))
    assert day_totals[-1].day is None
    for one in day_totals:
        same = [day for day in days if day.day == one.day]
        assert one.incidents == sum(day.incidents for day in same)
        for name in COUNTED:
            assert one.toll[name] == slow_total(day.toll[name] for day in same)


def test_among_sums_the_incidents_named_and_no_others(sample_case: CaseFile) -> None:
    every = incidents.ids(sample_case)
    for some in (every, every[1:4], every[-1:]):
        rows = incidents.rows(sample_case, some)
        summed = totals.of_incidents(sample_case, some)
        assert summed.incidents == len(some)
        for name in COUNTED:
            assert summed.toll[name] == slow_total(row.figures[name] for row in rows)
    assert totals.of_incidents(sample_case, []) == GroupTotal("")


def test_among_leaves_out_what_does_not_count(case: CaseFile, add, strike) -> None:  # type: ignore[no-untyped-def]
    add(case, strike(killed="3"), strike(killed="4", grade="Discounted"))
    add(case, strike(killed="5", state="Withdrawn"))
    assert totals.of_incidents(case, incidents.ids(case)).toll[KILLED] == Total(3, 3, 3)


def test_sums_of_a_date_are_verified(sample_case: CaseFile) -> None:
    sample_case.db.execute(
        "UPDATE date_sums SET best = best + 1 WHERE date = '2022-08-17' AND quantity = 'killed'"
    )
    assert set(sums.wrong(sample_case.db)) == {("2022-08-17", "")}
    (problem,) = verification.verify(sample_case).problems
    assert problem.record == "2022-08-17"


def test_about_stays_where_another_figure_takes_the_place_of_one(
    case: CaseFile,
    add,  # type: ignore[no-untyped-def]
    strike,  # type: ignore[no-untyped-def]
) -> None:
    both = [{"injured": "~5", "affected": "9"}]
    add(case, strike(reports=both), strike(reports=[{"injured": "~3"}]))
    assert totals.overall(case)[0].toll == totals.of_incidents(case, incidents.ids(case)).toll


def test_groups_of_days_are_those_of_their_incidents(sample_case: CaseFile) -> None:
    # For a selection by state the sums of days are of no use.
    everything = Selection(states=tuple(ReviewState))
    for by in totals.BY:
        for of_whom in (True, False):
            of_days = totals.totals(sample_case, by=by, of_whom=of_whom)
            of_incidents = totals.totals(sample_case, everything, by, of_whom=of_whom)
            assert of_days.groups == of_incidents.groups
            assert of_days.total == of_incidents.total
