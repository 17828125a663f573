"""The incidents behind a place of a chart, against going through all of them."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import incidents, point_incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.store import lives
from tests.store.slow import Slow


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(lives.SELECTIONS, min_size=1, max_size=2),
    st.booleans(),
    st.sampled_from(lives.KNOWN_ON),
)
def test_they_are_those_of_all_selections_that_count(
    sample_case: CaseFile, selections: list[Selection], undated: bool, known_on: str | None
) -> None:
    clock = parse_clock(known_on) if known_on else None
    rows = point_incidents.rows(sample_case, selections, (), undated, clock, limit=50)
    assert rows is not None
    assert {row.code for row in rows} == slow(sample_case, selections, undated, clock)
    tolls = [tuple(figure.best or 0 for figure in row.figures.values()) for row in rows]
    assert tolls == sorted(tolls, reverse=True)


def slow(
    case: CaseFile, selections: list[Selection], undated: bool, clock: datetime | None
) -> set[str]:
    read = Slow(case)
    held = [set(incidents.ids(case, selection)) for selection in selections]
    rows = incidents.rows(case, sorted(set.intersection(*held)))
    return {
        row.code
        for row in rows
        if row.state is not ReviewState.WITHDRAWN
        and row.grade is not Grade.DISCOUNTED
        and not (undated and row.event.date)
        and read.figures(row.code, clock) is not None
    }


def test_too_many_are_none(sample_case: CaseFile) -> None:
    every = len(incidents.ids(sample_case))
    assert point_incidents.rows(sample_case, [], limit=every - 1) is None
    assert len(point_incidents.rows(sample_case, [], limit=every) or []) == every


def test_only_those_named_are_meant(sample_case: CaseFile) -> None:
    rows = incidents.rows(sample_case, incidents.ids(sample_case))
    codes = [row.code for row in rows][2:4]
    named_rows = point_incidents.rows(sample_case, [], codes) or []
    assert sorted(row.code for row in named_rows) == sorted(codes)


@pytest.mark.parametrize(("state", "grade"), [("Withdrawn", None), ("Draft", "Discounted")])
def test_what_does_not_count_is_behind_nothing(
    case: CaseFile, add: Any, strike: Any, state: str, grade: str | None
) -> None:
    add(case, strike(killed="3", state=state, **({"grade": grade} if grade else {})))
    assert point_incidents.rows(case, []) == []
