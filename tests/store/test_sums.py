"""Sums for the strip and for rows picked by hand, against the slow and obvious sum."""

from kharkiv_tracker.domain.quantity import COUNTED, KILLED
from kharkiv_tracker.domain.total import GroupTotal, Total
from kharkiv_tracker.store import incidents, totals
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
