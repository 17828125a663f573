"""A figure that is kept shows the next data just as one drawn anew would."""

from datetime import date, timedelta

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import cumulative
from kharkiv_tracker.charts.live import Live
from kharkiv_tracker.domain.figure import DayTotal, Total

_SIZE = (10.0, 6.0)
_KEYS = [place.key for place in gazetteer.load().districts]


def _days(many: int, best: int = 3) -> list[DayTotal]:
    return [
        DayTotal(
            date(2022, 3, 1) + timedelta(days=at),
            _KEYS[at % 5],
            1,
            Total(best, best, best + at % 2),
            Total(best * 2, best * 2, None if at == many - 1 else best * 2),
        )
        for at in range(many)
    ]


def _picture(figure) -> np.ndarray:
    return np.asarray(figure.canvas.buffer_rgba()).astype(int)


def _drawn(chart):
    figure = cumulative.draw(chart, "light", _SIZE)
    FigureCanvasAgg(figure).draw()
    return figure


def test_the_next_data_looks_as_if_drawn_anew(composed) -> None:
    today = _days(40)
    first = composed(_days(10), later=today)
    figure = _drawn(first)
    live = Live(figure, first)
    for many in (20, 30, 12):
        chart = composed(_days(many), later=today)
        assert live.next(chart)
        anew = _drawn(chart)
        different = np.abs(_picture(figure) - _picture(anew)).max(axis=2) > 40
        assert different.mean() < 0.001
        assert len(figure.areas) == len(anew.areas)
        assert {each.get_gid() for each in figure.artists} == {
            each.get_gid() for each in anew.artists
        }


def test_another_frame_has_to_be_drawn_anew(composed) -> None:
    first = composed(_days(10))
    live = Live(_drawn(first), first)
    assert not live.next(composed(_days(30, best=50)))
    assert not live.next(composed([]))
    assert not Live(_drawn(composed([])), composed([])).next(first)
