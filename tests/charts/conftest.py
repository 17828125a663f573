"""The sample case, and curves to draw without one."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.cumulative import Cumulative, compose
from kharkiv_tracker.domain.figure import DayTotal, GroupTotal, LeftOut, Total, Totals
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.exchange import sample
from kharkiv_tracker.store.case_file import CaseFile

Compose = Callable[..., Cumulative]


@pytest.fixture(scope="module")
def case() -> Iterator[CaseFile]:
    """The sample case in memory."""
    with CaseFile.in_memory("Sample") as made:
        made.record(sample.load(gazetteer.load()), "tester", "sample")
        yield made


@pytest.fixture
def composed() -> Compose:
    """Put a chart together from days alone."""

    def put(
        days: list[DayTotal],
        statements: tuple[Statement, ...] = (),
        selection: Selection = Selection(),
        title: str = "A case",
        as_known_on: datetime | None = None,
        left_out: LeftOut | None = None,
    ) -> Cumulative:
        killed = injured = Total()
        for each in days:
            killed, injured = killed + each.killed, injured + each.injured
        total = GroupTotal("", sum(each.incidents for each in days), killed, injured)
        return compose(
            Asked(title, View(selection, as_known_on)),
            days,
            Totals((), total, left_out or LeftOut()),
            statements,
        )

    return put
