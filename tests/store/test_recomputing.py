"""What SQL keeps and adds up equals what a slow hand works out from the reports."""

from collections import Counter
from datetime import datetime
from typing import Any

from hypothesis import given

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Toll
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import history, incidents, totals
from kharkiv_tracker.store.verification import verify
from tests.store.lives import BATCHES, KNOWN_ON, SELECTIONS, UNHURRIED, lived
from tests.store.slow import Slow, flattened


@UNHURRIED
@given(batches=BATCHES)
def test_stored_steps_equal_what_the_reports_come_to_at_every_instant(batches: Any) -> None:
    with lived(batches) as case:
        slow = Slow(case)
        for code in slow.incidents:
            assert Counter(map(repr, incidents.steps(case, code))) == Counter(
                map(repr, slow.steps(code))
            )
            for clock in map(clock_of, KNOWN_ON):
                assert incidents.figures(case, code, clock) == (slow.figures(code, clock) or {})


@UNHURRIED
@given(batches=BATCHES, selection=SELECTIONS)
def test_totals_equal_a_slow_addition_by_every_key_and_on_every_date(
    batches: Any, selection: Selection
) -> None:
    with lived(batches) as case:
        slow = Slow(case)
        for clock in map(clock_of, KNOWN_ON):
            for by in totals.BY:
                result = totals.totals(case, selection, by, clock)
                due = slow.totals(selection, by, clock)
                assert {group.key: flattened(group) for group in result.groups} == due
                whole = slow.totals(selection, None, clock).get("", flattened(result.total))
                assert flattened(result.total) == whole
            assert result.left_out == slow.left_out(selection, clock)


@UNHURRIED
@given(batches=BATCHES, selection=SELECTIONS)
def test_days_add_up_to_the_districts_and_ids_are_what_the_selection_holds(
    batches: Any, selection: Selection
) -> None:
    with lived(batches) as case:
        slow = Slow(case)
        for clock in map(clock_of, KNOWN_ON):
            result = totals.totals(case, selection, "district", clock)
            days = totals.per_day(case, selection, clock)
            for group in result.groups:
                own = [day for day in days if day.district == group.key]
                assert sum(day.incidents for day in own) == group.incidents
                added = sum((day.toll for day in own), Toll())
                assert added.counted == group.toll.counted
            if clock is None:
                whole, left_out, undated = totals.overall(case, selection)
                assert (whole.incidents, left_out) == (result.total.incidents, result.left_out)
                assert whole.toll.counted == result.total.toll.counted
                assert undated == sum(day.incidents for day in days if day.day is None)
            for query in (selection, Selection(text="гуртожиток"), Selection(text="smoke 100")):
                ids = incidents.ids(case, query, as_known_on=clock)
                codes = [row.code for row in incidents.rows(case, ids, clock)]
                assert sorted(codes) == sorted(slow.held(query, clock))


@UNHURRIED
@given(batches=BATCHES)
def test_whatever_happened_verifies_and_replays_to_the_same_tables(batches: Any) -> None:
    with lived(batches) as case:
        assert verify(case).problems == ()
        with case.as_recorded_on(parse_clock("2199-01-01")) as then:
            assert totals.totals(then) == totals.totals(case)
            assert history.fingerprint(then) == history.fingerprint(case)


def clock_of(text: str | None) -> datetime | None:
    return parse_clock(text) if text else None
