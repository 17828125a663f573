"""Small panels in their places: their lines end at the totals, and all share their axes."""

from datetime import date

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.curves import multiples_chart
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import DayTotal, Total
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.tolls import toll

DAY = date(2022, 8, 17)


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def test_each_line_ends_at_what_the_reports_of_dated_incidents_come_to(case: CaseFile) -> None:
    slow: dict[str, Total] = {}
    for row in incidents.rows(case, incidents.ids(case)):
        derived = derive(incidents.grounds(case, row.code))
        for quantity in ("killed", "injured"):
            if row.event.date:
                name = f"{quantity}-{row.district}"
                slow[name] = slow.get(name, Total()) + Total.of([derived[quantity]])
    figure = kinds.draw(case, "multiples")
    lines = {str(line.get_gid()): line for line in figure.findobj(Line2D) if line.get_gid()}
    last_points = {name: line.get_ydata()[-1] for name, line in lines.items()}
    assert last_points == {name: total.best for name, total in slow.items() if not total.is_unknown}
    for quantity in ("killed", "injured"):
        (_same,) = {axes.get_ylim() for axes in figure.axes if axes.get_gid() == quantity}
    assert {axes.get_xlim() for axes in figure.axes} == {figure.axes[0].get_xlim()}


def test_every_panel_stands_where_its_district_lies(case: CaseFile) -> None:
    at = {axes.get_label(): axes.get_position() for axes in kinds.draw(case, "multiples").axes}
    key = gazetteer.load().resolve
    for north, south in (("Kyivskyi", "Saltivskyi"), ("Saltivskyi", "Industrialnyi")):
        if key(north).key in at and key(south).key in at:
            assert at[key(north).key].y0 > at[key(south).key].y1
    panels = list(at.values())
    assert len(panels) > 2
    for index, first in enumerate(panels):
        assert not any(first.overlaps(second) for second in panels[index + 1 :])


def test_what_is_not_selected_is_not_said_to_be_unrecorded(case: CaseFile) -> None:
    chosen = Selection(districts=(gazetteer.load().resolve("Saltivskyi").key,))
    text = texts(kinds.draw(case, "multiples", View(chosen)))
    assert text.count("not selected") == len(gazetteer.load().districts) - 1
    assert "none recorded" not in text
    assert "none recorded" in texts(kinds.draw(case, "multiples"))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ([(None, Total(1, 1, 1), Total())], "1 undated incident counted in the numbers"),
        ([(DAY, Total(unknown=1), Total(unknown=1))], "unknown in 1 incident"),
        ([(DAY, Total(7, 7, None), Total(16, 17, 20))], "+: at least (no upper limit reported)."),
        (
            [(DAY, Total(50_000, 50_000, 50_000), Total(0, 0, 0))],
            ", killed 0 to 50,000 (left), injured 0 to 1 (right).",
        ),
    ],
)
def test_odd_cases(composed, days: list[tuple[date | None, Total, Total]], sentence: str) -> None:
    key = gazetteer.load().resolve("Saltivskyi").key
    totals = [DayTotal(day, key, 1, toll(*counts)) for day, *counts in days]
    chart = composed(totals, title="$x$ <b> 😢")
    for size in ((10.0, 6.0), (16.0, 9.0)):
        figure = multiples_chart.draw(chart, "dark", size)
        FigureCanvasAgg(figure).draw()
        assert sentence in texts(figure)
        assert "$x$ <b> [U+1F622]" in texts(figure)


def test_free_axes_reach_their_own_numbers_and_say_so(composed) -> None:
    keys = [gazetteer.load().resolve(name).key for name in ("Saltivskyi", "Iziumskyi")]
    days = [
        DayTotal(DAY, key, 1, toll(Total(n, n, n), Total(n, n, n)))
        for key, n in zip(keys, (400, 3), strict=True)
    ]
    options = Options(raions=True, free_axes=True)
    figure = multiples_chart.draw(composed(days, options=options), "light", (10.0, 6.0))
    for quantity in ("killed", "injured"):
        tops = {
            axes.get_label(): axes.get_ylim()[1]
            for axes in figure.axes
            if axes.get_gid() == quantity
        }
        assert 400 < tops[keys[0]] < 500
        assert 3 < tops[keys[1]] < 4
    assert "Each panel has its own number axes: heights cannot be compared between panels" in texts(
        figure
    )
    assert "All panels have the same axes" not in texts(figure)


def test_a_panel_tells_its_day_and_what_became_known_later(composed) -> None:
    key = gazetteer.load().resolve("Saltivskyi").key
    days = [DayTotal(DAY, key, 1, toll(Total(7, 7, None), Total(16, 16, 16)))]
    today = [DayTotal(DAY, key, 1, toll(Total(19, 19, 19), Total(20, 20, 20)))]
    figure = multiples_chart.draw(composed(days, later=today), "light", (10.0, 6.0))
    (area,) = [area for area in figure.areas if area.span]
    target = area.find(area.box.left + area.box.width / 2, area.box.bottom + 5)
    assert target is not None
    total, day = target.text.split("; ")
    assert total == "17 August 2022: Saltivskyi, 7+ killed, 16 injured in total"
    assert day == "that day 7+ killed, 16 injured"
    assert target.within == Selection(DAY, DAY, (key,))
    ghosts = [artist for artist in figure.artists if artist.get_gid() == "killed-later"]
    assert [path.vertices[-1][1] for ghost in ghosts for path in ghost.get_paths()] == [19]
    assert "Thin dotted lines: known later." in texts(figure)
