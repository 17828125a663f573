"""The index of what became known tells the same days as SQL, and as a slow hand, at any instant."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker.analysis.columns import Days
from kharkiv_tracker.analysis.known_index.running_sums import RunningSums
from kharkiv_tracker.charts import days
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import DayTotal, Toll
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile
from tests.store.lives import BATCHES, KNOWN_ON, SELECTIONS, act, lived
from tests.store.slow import Slow

CLOCKS = [parse_clock(text) if text else None for text in KNOWN_ON]
CLOCKS_THERE_AND_BACK = [*CLOCKS, *reversed(CLOCKS)]


def slow_days(slow: Slow, view: View) -> list[DayTotal]:
    """Every incident's figure derived from the reports known by then, and added to its day."""
    found: dict[tuple[Any, str], DayTotal] = {}
    for code in slow.held(view.selection, view.as_known_on):
        incident = slow.incidents[code]
        if not incident.counts_in_totals:
            continue
        figures = slow.figures(code, view.as_known_on) or {}
        key = (incident.event.date, incident.district)
        so_far = found.get(key) or DayTotal(*key, 0)
        found[key] = replace(
            so_far,
            incidents=so_far.incidents + 1,
            toll=so_far.toll + Toll.of([figures]),
        )
    return [found[key] for key in sorted(found, key=lambda k: (k[0] is None, k[0] or 0, k[1]))]


@settings(max_examples=15, deadline=None)
@given(batches=BATCHES, selection=SELECTIONS)
def test_the_index_tells_at_every_instant_what_sql_and_a_slow_hand_tell(
    batches: Any, selection: Selection
) -> None:
    with lived(batches) as case:
        slow = Slow(case)
        asked = [View(selection, clock) for clock in CLOCKS_THERE_AND_BACK]
        from_sql = [(days.of(case, view), days.left_out(case, view)) for view in asked]
        at_hand = days.make_index(case)
        assert days.index(case) is at_hand
        for view, (told, left_out) in zip(asked, from_sql, strict=True):
            found = days.of(case, view)
            assert found.totals() == told.totals() == slow_days(slow, view)
            assert found.districts == told.districts
            assert days.left_out(case, view) == left_out
            assert left_out == slow.left_out(selection, view.as_known_on)


@settings(max_examples=10, deadline=None)
@given(before=BATCHES, after=BATCHES)
def test_an_index_taken_on_through_edits_equals_one_made_anew(before: Any, after: Any) -> None:
    with lived(before) as case:
        kept, changes = days.make_index(case), Changes()
        for batch in after:
            with case.edit("tester", "more") as edit:
                for action in batch:
                    act(case, edit, action)
            changes.incidents |= edit.changes.incidents
            changes.case |= edit.changes.case
        if changes.case:
            kept = days.make_index(case)
        else:
            kept = days.renew_index(case, kept, changes.incidents)
        for clock in CLOCKS:
            assert kept.days(Selection(), clock).totals() == totals.per_day(case, as_known_on=clock)
            left_out = totals.left_out(case, as_known_on=clock)
            assert kept.left_out(Selection(), clock) == left_out


def test_an_index_that_was_overtaken_by_an_edit_is_not_asked(case: CaseFile) -> None:
    at_hand = days.make_index(case)
    assert days.index(case) is at_hand
    with case.as_recorded_on(parse_clock("2199-01-01")) as copy:
        assert days.index(copy) is at_hand
        assert days.of(copy, View()).totals() == totals.per_day(case)
    with CaseFile.in_memory("Another") as other:
        assert days.index(other) is None
    del at_hand
    assert days.index(case) is None


@given(
    kept=st.sampled_from([1, 3, 50]),
    changes=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.integers(-9, 9))),
    asked=st.lists(st.integers(-1, 31) | st.none()),
)
def test_running_sums_are_the_sums_of_all_changes_by_then(
    kept: int, changes: list[tuple[int, int, int]], asked: list[int | None]
) -> None:
    changes.sort()
    times, slots, values = (
        (np.array(c, dtype=np.int64) for c in zip(*changes, strict=True))
        if (changes)
        else (np.zeros(0, dtype=np.int64) for _each in range(3))
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kharkiv_tracker.analysis.known_index.running_sums._APART", kept)
        sums = RunningSums(times, slots, (values, -values), 4)
    for second in asked:
        due = [0] * 4
        for at, slot, value in changes:
            if second is None or at <= second:
                due[slot] += value
        assert sums.at(second).tolist() == [due, [-each for each in due]]


def test_no_incident_at_all_is_no_day_at_all() -> None:
    with CaseFile.in_memory("Empty") as empty:
        kept = days.make_index(empty)
        for clock in CLOCKS:
            assert len(kept.days(Selection(), clock)) == 0
        assert isinstance(days.of(empty, View()), Days)
        assert kept.moments.tolist() == []
