"""A figure that is kept shows the next data just as one drawn anew would."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import day_source
from kharkiv_tracker.charts.curves import cumulative_chart, fixed_parts
from kharkiv_tracker.charts.curves.chart_cache import ChartCache
from kharkiv_tracker.domain.quantity import INJURED, KILLED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import DayTotal, Total
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store.case_file import CaseFile
from tests.tolls import toll

_SIZE = (10.0, 6.0)
_KEYS = [place.key for place in gazetteer.load().districts]


def _days(many: int, best: int = 3) -> list[DayTotal]:
    return [
        DayTotal(
            date(2022, 3, 1) + timedelta(days=at),
            _KEYS[at % 5],
            1,
            toll(
                Total(best, best, best + at % 2),
                Total(best * 2, best * 2, None if at == many - 1 else best * 2),
            ),
        )
        for at in range(many)
    ]


def _picture(figure) -> np.ndarray:
    return np.asarray(figure.canvas.buffer_rgba()).astype(int)


def _draw(chart):
    figure = cumulative_chart.draw(chart, "light", _SIZE)
    FigureCanvasAgg(figure).draw()
    return figure


def test_the_next_data_looks_as_if_drawn_anew(composed) -> None:
    today = _days(40)
    first = composed(_days(10), later=today)
    figure = _draw(first)
    live = ChartCache(figure)
    for many in (20, 30, 12):
        chart = composed(_days(many), later=today)
        assert live.next(chart)
        anew = _draw(chart)
        different = np.abs(_picture(figure) - _picture(anew)).max(axis=2) > 40
        assert different.mean() < 0.001
        assert len(figure.areas) == len(anew.areas)
        assert {artist.get_gid() for artist in figure.artists} == {
            artist.get_gid() for artist in anew.artists
        }


def test_another_frame_has_to_be_drawn_anew(composed) -> None:
    first = composed(_days(10))
    live = ChartCache(_draw(first))
    assert not live.next(composed(_days(30, best=50)))
    assert not live.next(composed([]))
    assert not ChartCache(_draw(composed([]))).next(first)


def test_what_is_known_today_is_read_once_while_the_clock_moves(case: CaseFile) -> None:
    view = View(as_known_on=parse_clock("2022-08-18T12:00"))
    slow = fixed_parts.of(case, view).totals()
    index = day_source.make_index(case)
    cached = fixed_parts.of(case, view)
    assert cached.totals() == slow == day_source.of(case, View()).totals()
    assert fixed_parts.of(case, View(as_known_on=parse_clock("2022-08-20"))) is cached
    narrower = fixed_parts.of(case, View(Selection(first=date(2023, 1, 1)), view.as_known_on))
    assert narrower is not cached
    assert len(narrower) < len(cached)
    assert day_source.index(case) is index


def test_one_report_more_leaves_the_frame_in_place(composed) -> None:
    days = _days(385)
    first = composed(days)
    figure = _draw(first)
    live = ChartCache(figure)
    reused = 0
    for at in range(0, 50, 5):
        changed = replace(days[at], toll=toll(Total(4, 4, 4), days[at].toll[INJURED]))
        more = [*days[:at], changed, *days[at + 1 :]]
        chart = composed(more)
        reused += live.next(chart)
        for line in chart.lines:
            (artist,) = [a for a in figure.artists if a.get_gid() == f"killed-{line.key}"]
            assert artist.get_ydata()[-1] == line.curve.end.toll[KILLED].best
    assert reused == 10
