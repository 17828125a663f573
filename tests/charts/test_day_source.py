"""The index of what became known tells the same days as SQL, and as a slow hand, at any instant."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.analysis.known_index.running_sums import RunningSums
from kharkiv_tracker.charts import day_source
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import DayTotal, Toll, Total
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile
from tests.store.lives import BATCHES, KNOWN_ON, SELECTIONS, act, lived
from tests.store.slow import Slow

CLOCKS = [parse_clock(text) if text else None for text in KNOWN_ON]
CLOCKS_THERE_AND_BACK = [*CLOCKS, *reversed(CLOCKS)]


def slow_days(slow: Slow, view: View) -> list[DayTotal]:
    """Every incident's figure derived from the reports known by then, and added to its day."""
    totals_by_key: dict[tuple[Any, str], DayTotal] = {}
    for code in slow.held(view.selection, view.as_known_on):
        incident = slow.incidents[code]
        if not incident.counts_in_totals:
            continue
        figures = slow.figures(code, view.as_known_on) or {}
        key = (incident.event.date, incident.district)
        so_far = totals_by_key.get(key) or DayTotal(*key, 0)
        totals_by_key[key] = replace(
            so_far,
            incidents=so_far.incidents + 1,
            toll=so_far.toll + Toll({name: Total.of([figures[name]]) for name in COUNTED}),
        )
    return [
        totals_by_key[key]
        for key in sorted(totals_by_key, key=lambda k: (k[0] is None, k[0] or 0, k[1]))
    ]


@settings(max_examples=15, deadline=None)
@given(batches=BATCHES, selection=SELECTIONS)
def test_the_index_tells_at_every_instant_what_sql_and_a_slow_hand_tell(
    batches: Any, selection: Selection
) -> None:
    with lived(batches) as case:
        slow = Slow(case)
        views = [View(selection, clock) for clock in CLOCKS_THERE_AND_BACK]
        from_sql = [(day_source.of(case, view), day_source.left_out(case, view)) for view in views]
        at_hand = day_source.make_index(case)
        assert day_source.index(case) is at_hand
        for view, (expected, left_out) in zip(views, from_sql, strict=True):
            result = day_source.of(case, view)
            assert result.totals() == expected.totals() == slow_days(slow, view)
            assert result.districts == expected.districts
            assert day_source.left_out(case, view) == left_out
            assert left_out == slow.left_out(selection, view.as_known_on)


@settings(max_examples=10, deadline=None)
@given(before=BATCHES, after=BATCHES)
def test_an_index_taken_on_through_edits_equals_one_made_anew(before: Any, after: Any) -> None:
    with lived(before) as case:
        index, changes = day_source.make_index(case), Changes()
        for batch in after:
            with case.edit("tester", "more") as edit:
                for action in batch:
                    act(case, edit, action)
            changes.incidents |= edit.changes.incidents
            changes.case |= edit.changes.case
        if changes.case:
            index = day_source.make_index(case)
        else:
            index = day_source.refresh_index(case, index, changes.incidents)
        for clock in CLOCKS:
            assert index.days(Selection(), clock).totals() == totals.per_day(
                case, as_known_on=clock
            )
            left_out = totals.left_out(case, as_known_on=clock)
            assert index.left_out(Selection(), clock) == left_out


def test_an_index_that_was_overtaken_by_an_edit_is_not_asked(case: CaseFile) -> None:
    at_hand = day_source.make_index(case)
    assert day_source.index(case) is at_hand
    with case.as_recorded_on(parse_clock("2199-01-01")) as copy:
        assert day_source.index(copy) is at_hand
        assert day_source.of(copy, View()).totals() == totals.per_day(case)
    with CaseFile.in_memory("Another") as another:
        assert day_source.index(another) is None
    del at_hand
    assert day_source.index(case) is None


@given(
    apart=st.sampled_from([1, 3, 50]),
    changes=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.integers(-9, 9))),
    seconds=st.lists(st.integers(-1, 31) | st.none()),
)
def test_running_sums_are_the_sums_of_all_changes_by_then(
    apart: int, changes: list[tuple[int, int, int]], seconds: list[int | None]
) -> None:
    changes.sort()
    times, slots, values = (
        (np.array(c, dtype=np.int64) for c in zip(*changes, strict=True))
        if (changes)
        else (np.zeros(0, dtype=np.int64) for _number in range(3))
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kharkiv_tracker.analysis.known_index.running_sums._APART", apart)
        sums = RunningSums(times, slots, (values, -values), 4)
    for second in seconds:
        due = [0] * 4
        for at, slot, value in changes:
            if second is None or at <= second:
                due[slot] += value
        assert sums.at(second).tolist() == [due, [-number for number in due]]


def test_no_incident_at_all_is_no_day_at_all() -> None:
    with CaseFile.in_memory("Empty") as empty:
        index = day_source.make_index(empty)
        for clock in CLOCKS:
            assert len(index.days(Selection(), clock)) == 0
        assert isinstance(day_source.of(empty, View()), Days)
        assert index.moments.tolist() == []
