"""The sample case, and curves to draw without one."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.charts.chart_request import ChartRequest, Options
from kharkiv_tracker.charts.curves.cumulative_chart import compose
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import DayTotal, LeftOut
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import sample_case

Compose = Callable[..., Cumulative]


@pytest.fixture(scope="module")
def case() -> Iterator[CaseFile]:
    """The sample case in memory."""
    with sample_case() as sample:
        yield sample


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
        options: Options = Options(),
        later: list[DayTotal] | None = None,
    ) -> Cumulative:
        return compose(
            ChartRequest(title, View(selection, as_known_on), options),
            Days.of_totals(days),
            left_out or LeftOut(),
            statements,
            None if later is None else Days.of_totals(later),
        )

    return put
