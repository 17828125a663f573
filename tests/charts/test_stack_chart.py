"""Layers stand on each other, each as high as its district's best figures."""

from datetime import date

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.dates import date2num
from matplotlib.text import Text

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts.curves import stack_chart
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.domain.total import DayTotal, Total
from tests.tolls import toll

_KEY = {
    name: gazetteer.load().resolve(name).key for name in ("Kyivskyi", "Saltivskyi", "Iziumskyi")
}
_CITY = "UA63120270010096107"
_FIRST = date(2022, 8, 17)


def _exactly(number: int) -> Total:
    return Total(number, number, number)


_DAYS = [
    DayTotal(date(2022, 8, 19), _KEY["Kyivskyi"], 1, toll(_exactly(4), _exactly(5))),
    DayTotal(_FIRST, _CITY, 1, toll(Total(2, 2, None), Total(unknown=1))),
    DayTotal(_FIRST, _KEY["Saltivskyi"], 1, toll(_exactly(19), _exactly(1))),
    DayTotal(date(2022, 8, 21), _KEY["Saltivskyi"], 2, toll(_exactly(1), _exactly(0))),
    DayTotal(None, _KEY["Kyivskyi"], 1, toll(_exactly(3), _exactly(3))),
]


def _layers(figure, name: str):
    (areas,) = [areas for areas in figure.findobj(PolyCollection) if areas.get_gid() == name]
    return [path.vertices for path in areas.get_paths()]


def test_every_layer_lies_on_the_one_before(composed) -> None:
    chart = stack_chart.ordered(composed(_DAYS))
    assert [line.key for line in chart.lines][-1] == _CITY
    figure = stack_chart.draw(chart, "light", (10.0, 6.0))
    layers = _layers(figure, "killed-layers")
    for day in (_FIRST, date(2022, 8, 20), date(2022, 8, 21)):
        beneath = 0
        for line, outline in zip(chart.lines, layers, strict=True):
            slow = sum(
                total.toll[KILLED].best or 0
                for total in _DAYS
                if total.district == line.key and total.day and total.day <= day
            )
            here = outline[abs(outline[:, 0] - date2num(day)) < 1.01]
            assert beneath + slow in here[:, 1]
            beneath += slow
    bar = _layers(figure, "killed-layers-undated")
    assert bar[-1].max() == sum(total.toll[KILLED].best or 0 for total in _DAYS)


def test_a_point_in_a_layer_tells_its_district(composed) -> None:
    figure = stack_chart.draw(stack_chart.ordered(composed(_DAYS)), "light", (10.0, 6.0))
    area = next(area for area in figure.areas if area.span)
    target = area.find(area.box.right - 3, area.box.bottom + area.box.height * 0.5)
    assert target is not None
    assert target.within is not None
    assert target.within.districts == (_KEY["Saltivskyi"],)
    assert "20 killed" in target.text


def test_what_is_known_today_is_one_dotted_line(composed) -> None:
    chart = stack_chart.ordered(composed(_DAYS[:1], later=_DAYS))
    figure = stack_chart.draw(chart, "dark", (10.0, 6.0))
    (line,) = [line for line in figure.artists if line.get_gid() == "killed-all-later"]
    assert line.get_ydata()[-1] == sum(total.toll[KILLED].best or 0 for total in _DAYS if total.day)
    text = " ".join(" ".join(text.get_text() for text in figure.findobj(Text)).split())
    assert "as known today" in text


@pytest.mark.parametrize("size", [(10.0, 6.0), (5.0, 7.0), (2.6, 1.8)])
@pytest.mark.parametrize(
    "days",
    [[], _DAYS, _DAYS[-1:], [DayTotal(_FIRST, _CITY, 1, toll(Total(unknown=1), Total(unknown=1)))]],
)
def test_every_case_gives_a_picture(composed, days, size) -> None:
    figure = stack_chart.draw(stack_chart.ordered(composed(days)), "dark", size)
    FigureCanvasAgg(figure).draw()
    assert figure.findobj(Text)
