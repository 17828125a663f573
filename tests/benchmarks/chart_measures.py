"""What charts take, beside bare matplotlib or the same SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kharkiv_tracker.charts import day_source
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.charts.curves.chart_cache import ChartCache
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.lanes import lanes_chart
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import bare, store_measures, synthetic
from tests.benchmarks.case_set import CaseSet
from tests.benchmarks.row import Measure, Pair
from tests.benchmarks.store_measures import timed

SELECTION = Selection(
    synthetic.FIRST + timedelta(days=200),
    synthetic.FIRST + timedelta(days=1200),
    weapons=(Weapon.MISSILE, Weapon.ARTILLERY),
)
#: Steps of the slider in a measurement, and on the whole way.
_STEPS, _WAY = 4, 32
_STRIP = "SELECT date, sum(incidents), sum(best) FROM day_sums GROUP BY date, quantity"


@contextmanager
def draw(cases: CaseSet) -> Iterator[Pair]:
    data = _read(cases.case)
    arrays = bare.arrays(data)
    yield Pair(timed(lambda: _drawn(data)), timed(lambda: bare.draw(arrays)))


@contextmanager
def redraw(cases: CaseSet) -> Iterator[Pair]:
    """Each time a report is saved in a copy first, and its data are read."""
    case = cases.copy
    shown = _Shown(_read(case))
    still = bare.Still(bare.arrays(_read(case)))
    save = store_measures.saves(case)

    def ours() -> float:
        save()
        data = _read(case)
        return timed(lambda: shown.show(data))()

    yield Pair(ours, timed(still.redraw))


@contextmanager
def draw_lanes(cases: CaseSet) -> Iterator[Pair]:
    data = lanes_chart.read(cases.case, ChartRequest(cases.case.title))
    yield Pair(timed(lambda: _painted(lanes_chart.draw(data, "light", bare.SIZE))))


def days(selection: Selection) -> Measure:
    """A measure of the days that charts read, beside the same statement alone."""

    @contextmanager
    def measure(cases: CaseSet) -> Iterator[Pair]:
        case, statements = cases.case, list[tuple[str, Any]]()
        with case.db.tracer(lambda sql, params: statements.append((sql, params))):
            read = day_source.of(case, View(selection))
        ((sql, params),) = [one for one in statements if "GROUP BY" in one[0]]

        def alone() -> list[Any]:
            rows: list[Any] = case.db.conn.execute(sql, params).fetchall()
            return rows

        def check() -> None:
            assert len(read) == len(alone())

        yield Pair(timed(lambda: day_source.of(case, View(selection))), timed(alone), check)

    return measure


@contextmanager
def slide(cases: CaseSet) -> Iterator[Pair]:
    """Steps of the slider, over dates all through the case: read by the index and shown."""
    case = cases.case
    # Charts read by it as long as it is referred to.
    index = day_source.make_index(case)
    shown = _Shown(_read(case, _at(_WAY // 2)))
    numbers = count()

    def step() -> None:
        shown.show(_read(case, _at(next(numbers) % _WAY)))

    yield Pair(timed(step, _STEPS))
    del index


@contextmanager
def strip(cases: CaseSet) -> Iterator[Pair]:
    """The days of the timeline strip, beside two sums of the same rows."""
    case = cases.case
    execute: Callable[[str], Any] = case.db.conn.execute

    def check() -> None:
        dates = {row[0] for row in execute(_STRIP)}
        assert len(totals.by_day(case)) == len(dates)

    yield Pair(timed(lambda: totals.by_day(case)), timed(lambda: execute(_STRIP).fetchall()), check)


class _Shown:
    """A chart that is shown and follows its data; where it cannot it is drawn anew."""

    def __init__(self, data: Cumulative) -> None:
        self._cache = ChartCache(_drawn(data))

    def show(self, data: Cumulative) -> None:
        if not self._cache.next(data):
            self._cache = ChartCache(_drawn(data))


def _read(case: CaseFile, view: View = View()) -> Cumulative:
    return cumulative_chart.read(case, ChartRequest(case.title, view))


def _at(step: int) -> View:
    day = synthetic.FIRST + timedelta(days=int((0.1 + 0.8 * step / _WAY) * synthetic.DAYS))
    return View(as_known_on=datetime.combine(day, time(step % 24, 30), UTC))


def _drawn(data: Cumulative) -> ChartFigure:
    figure = cumulative_chart.draw(data, "light", bare.SIZE)
    _painted(figure)
    return figure


def _painted(figure: Figure) -> None:
    FigureCanvasAgg(figure).draw()
