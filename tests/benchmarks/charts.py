"""What charts take of a large case, each beside bare matplotlib or bare SQL in the same run."""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from matplotlib.backends.backend_agg import FigureCanvasAgg

from kharkiv_tracker.charts import day_source
from kharkiv_tracker.charts.chart_request import ChartRequest, Options
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.charts.curves.chart_cache import ChartCache
from kharkiv_tracker.charts.curves.cumulative_data import Cumulative
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.lanes import lanes_chart
from kharkiv_tracker.charts.lanes.lane_data import Lanes
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import bare, bulk, pointing, synthetic

SIZE = (10.0, 6.0)
_SELECTION = Selection(
    synthetic.FIRST + timedelta(days=200),
    synthetic.FIRST + timedelta(days=1200),
    weapons=(Weapon.MISSILE, Weapon.ARTILLERY),
)


class Row(NamedTuple):
    """Milliseconds of ours and of what is bare (None where nothing is), and what is aimed at."""

    what: str
    bare: float | None
    ours: float
    aim: str

    def __str__(self) -> str:
        beside = "" if self.bare is None else f"{self.bare:.1f} ms"
        ratio = "" if self.bare is None else f"{self.ours / self.bare:.2f}"
        return f"| {self.what} | {beside} | {self.ours:.1f} ms | {ratio} | {self.aim} |"


def table(size: int, rounds: int, folder: Path | None = None, window: bool = True) -> list[str]:
    """The lines of a table about a case of this size, with or without what a window takes."""
    with CaseFile.open(bulk.kept(size, folder), reading=True) as case:
        rows = [*_drawn(case, rounds), *_asked_of_sql(case, rounds), *_moved(case, size, rounds)]
        rows.append(_strip(case, rounds))
    rows[1:1] = _redrawn(size, rounds, folder)
    for what, took in pointing.measure(bulk.kept(size, folder)).items() if window else ():
        rows.append(Row(f"window: {what}, 95 of 100 frames", None, took, "33 ms"))
    return [
        f"| {size:,} made-up incidents | bare | ours | ratio | aim |",
        "|---|---|---|---|---|",
        *map(str, rows),
    ]


def _drawn(case: CaseFile, rounds: int) -> Iterator[Row]:
    data = cumulative_chart.read(case, ChartRequest(case.title))
    ours, plain = _in_turns(rounds, lambda: _first(data), lambda: bare.draw(bare.arrays(data)))
    yield Row(
        "cumulative chart, first draw (bare: matplotlib, the same arrays)", plain, ours, "1.2"
    )
    figure = _first(data)
    dice = random.Random(1)  # noqa: S311 - nothing here is secret
    width, height = (inches * 72 for inches in SIZE)
    points = [(dice.random() * width, dice.random() * height) for _number in range(500)]
    took = sorted(_timed(lambda at=at: figure.find(*at)) for at in points)
    yield Row("what lies under the mouse, 99 of 100 points", None, took[-5], "33 ms")
    request = ChartRequest(case.title)
    read = median(_timed(lambda: lanes_chart.read(case, request)) for _round in range(rounds))
    lanes = lanes_chart.read(case, request)
    drawn = median(_timed(lambda: _painted(lanes)) for _round in range(rounds))
    yield Row("lanes, read", None, read, "")
    yield Row("lanes, first draw", None, drawn, "300 ms")
    figure = lanes_chart.draw(lanes, "light", SIZE)
    took = sorted(_timed(lambda at=at: figure.find(*at)) for at in points)
    yield Row("lanes, what lies under the mouse, 99 of 100 points", None, took[-5], "33 ms")


def _painted(lanes: Lanes) -> None:
    FigureCanvasAgg(lanes_chart.draw(lanes, "light", SIZE)).draw()


def _redrawn(size: int, rounds: int, folder: Path | None) -> Iterator[Row]:
    """A report is recorded in a copy; the chart kept is then shown anew, reading and all."""
    with _copy(bulk.kept(size, folder)) as case:
        asked = ChartRequest(case.title)
        data = cumulative_chart.read(case, asked)
        figure = _first(data)
        live = ChartCache(figure)
        read, anew, plain, missed = [], [], [], 0
        still = bare.Still(bare.arrays(data))
        for number in range(rounds + 1):
            _report(case, number)
            began = time.process_time()
            data = cumulative_chart.read(case, asked)
            read.append(1000 * (time.process_time() - began))
            began = time.process_time()
            if not live.next(data):
                missed += 1
                figure = _first(data)
                live = ChartCache(figure)
            anew.append(1000 * (time.process_time() - began))
            plain.append(_timed(still.redraw))
        said = f" (drawn whole {missed} of {rounds + 1} times)" if missed else ""
        what = f"the same redrawn after one more report (bare: redrawn whole){said}"
        yield Row(what, median(plain[1:]), median(anew[1:]), "0.4")
        yield Row("reading what it shows after that report", None, median(read[1:]), "")


def _asked_of_sql(case: CaseFile, rounds: int) -> Iterator[Row]:
    for what, selection in (
        ("the whole record", Selection()),
        ("a period", Selection(_SELECTION.first, _SELECTION.last)),
        ("a period and two weapons", _SELECTION),
    ):
        view = View(selection)
        said: list[tuple[str, Any]] = []
        with case.db.tracer(lambda sql, params, said=said: said.append((sql, params))):
            day_source.of(case, view)
        ((sql, params),) = [one for one in said if "GROUP BY" in one[0]]
        # What was asked for once is at hand for either.
        ours, plain = _in_turns(
            rounds,
            lambda view=view: day_source.of(case, view),
            lambda sql=sql, params=params: case.db.conn.execute(sql, params).fetchall(),
        )
        yield Row(f"chart data of {what} (bare: the same SQL)", plain, ours, "1.3")


def _moved(case: CaseFile, size: int, rounds: int) -> Iterator[Row]:
    """The slider: read by the index and show, over dates all through the record."""
    began = time.process_time()
    # Charts read by it for as long as it is held here.
    index = day_source.make_index(case)
    made = 1000 * (time.process_time() - began)
    aim = "33 ms" if size <= 10_000 else "300 ms"
    data = cumulative_chart.read(case, _at(case, 0.5, 0))
    figure = _first(data)
    live = ChartCache(figure)
    taken, missed = [], 0
    for number in range(4 * rounds):
        asked = _at(case, 0.1 + 0.8 * number / (4 * rounds), number)
        began = time.process_time()
        data = cumulative_chart.read(case, asked)
        if not live.next(data):
            missed += 1
            figure = _first(data)
            live = ChartCache(figure)
        taken.append(1000 * (time.process_time() - began))
    said = f" (drawn whole {missed} of {4 * rounds} times)" if missed else ""
    what = f"a step of the as-known-on slider, reading and showing{said}"
    yield Row(what, None, median(taken), aim)
    yield Row("the longest of these steps", None, max(taken), aim)
    yield Row("making the index it reads, once and beside", None, made, "")
    del index


def _strip(case: CaseFile, rounds: int) -> Row:
    ours, plain = _in_turns(
        rounds,
        lambda: totals.by_day(case),
        lambda: case.db.conn.execute(
            "SELECT date, sum(incidents), sum(best) FROM day_sums GROUP BY date, quantity"
        ).fetchall(),
    )
    return Row("the timeline strip's days (bare: two sums of the same rows)", plain, ours, "")


def _at(case: CaseFile, share: float, number: int) -> ChartRequest:
    day = synthetic.FIRST + timedelta(days=int(share * synthetic.DAYS))
    instant = datetime.combine(day, clock_time(number % 24, 30), UTC)
    return ChartRequest(case.title, View(as_known_on=instant), Options())


def _first(data: Cumulative) -> ChartFigure:
    figure = cumulative_chart.draw(data, "light", SIZE)
    FigureCanvasAgg(figure).draw()
    return figure


@contextmanager
def _copy(path: Path) -> Iterator[CaseFile]:
    with tempfile.TemporaryDirectory(prefix="kharkiv-tracker-", dir=path.parent) as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        with CaseFile.open(copy) as case:
            yield case


def _report(case: CaseFile, number: int) -> None:
    (code,) = case.db.execute(
        "SELECT code FROM incidents WHERE state <> 'Withdrawn' AND grade = 'Confirmed' "
        "AND date IS NOT NULL ORDER BY id LIMIT 1 OFFSET ?",
        [37 * number],
    ).fetchone()
    told = Report(
        as_of=parse_as_of("2026-11-15"),
        speaker=Speaker("", "Synthetic office 1"),
        source=Source("Synthetic outlet 1"),
        counts={"killed": Count.parse("3"), "injured": Count.parse("8")},
    )
    entry = IncidentEntry(None, (told,), code)
    case.record(Entries((entry,)), synthetic.AUTHOR, synthetic.REASON)


def _in_turns(
    rounds: int, ours: Callable[[], Any], plain: Callable[[], Any]
) -> tuple[float, float]:
    """The medians of both in milliseconds, in turns; the first turn is dropped."""
    taken = [(_timed(ours), _timed(plain)) for _round in range(rounds + 1)][1:]
    return median(one for one, _other in taken), median(other for _one, other in taken)


def _timed(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print a table for each size."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.charts", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured")
    parser.add_argument("--keep", type=Path, help="folder for the made-up cases")
    parser.add_argument("--no-window", action="store_true", help="leave out what a window takes")
    asked = parser.parse_args(arguments)
    # As the window does once it has loaded what draws.
    gc.freeze()
    for size in asked.sizes:
        lines = table(size, asked.rounds, asked.keep, not asked.no_window)
        sys.stdout.write("\n".join([*lines, "", ""]))
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
