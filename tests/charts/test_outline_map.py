"""The map in outlines: colours, labels, circles and targets are those of the record."""

import csv
import io
import itertools
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import EllipseCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.analysis.misplaced_points import METRES, Points, find_misplaced
from kharkiv_tracker.analysis.rates import Rate
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import INCIDENTS, ChartRequest, Measure, Options
from kharkiv_tracker.charts.maps import map_data
from kharkiv_tracker.charts.maps.map_measure import one_decimal, rate_text
from kharkiv_tracker.domain.incident_words import PointPrecision
from kharkiv_tracker.domain.outline import REACH, Outlines, Populations
from kharkiv_tracker.domain.quantity import COUNTED, INJURED, KILLED
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import Toll, Total
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.exchange import entry_json, outlines
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile

PLACES = gazetteer.load()
SPOTS = [
    ("Kyivskyi", 50.0337, 36.3606, "neighbourhood", "2022-03-01"),
    ("Kyivskyi", 50.0337, 36.3606, "neighbourhood", "2022-04-01"),
    ("Kyivskyi", 50.05, 36.26, "exact", "2022-03-02"),
    ("Saltivskyi", 50.0337, 36.3606, "exact", "2022-03-03"),
    ("Saltivskyi", 50.0215, 36.36, "neighbourhood", "2022-03-04"),
    ("Shevchenkivskyi", 50.03, 36.20, "district", "2022-03-05"),
    ("Kharkiv city", 50.01, 36.25, "settlement", "2022-03-06"),
    ("Chuhuivskyi", 49.84, 36.69, "settlement", "2022-03-07"),
    ("Chuhuivskyi", 49.6, 36.6, "street", "2022-05-07"),
    ("Iziumskyi", 49.2, 37.25, "exact", "2022-03-08"),
]


@pytest.fixture(scope="module")
def outlined() -> Outlines:
    return outlines.read(Path(__file__).parent.parent / "outlines.geojson", PLACES)


@pytest.fixture(scope="module")
def pointed() -> Iterator[CaseFile]:
    """Incidents with points of every precision; one lies in another district than recorded."""
    with CaseFile.in_memory("Points $x$ <b>") as case:
        incidents = [
            {
                "event": {"date": day},
                "district": district,
                "point": [latitude, longitude],
                "point_precision": precision,
                "reports": [{"as_of": day, "source": "A", "killed": str(n), "injured": "3+"}],
            }
            for n, (district, latitude, longitude, precision, day) in enumerate(SPOTS)
        ]
        case.record(entry_json.read({"incidents": incidents}, PLACES), "tester", "points")
        yield case


def draw(case: CaseFile, options: Options, view: View = View(), **kwargs: Any) -> Figure:
    figure = kinds.draw(case, "map", view, options, **kwargs)
    FigureCanvasAgg(figure).draw()
    return figure


def texts(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.findobj(Text))


def circles(figure: Figure, gid: str = "points") -> list[EllipseCollection]:
    return [
        collection
        for collection in figure.findobj(EllipseCollection)
        if collection.get_gid() == gid
    ]


def areas(figure: Figure) -> dict[str, PathPatch]:
    return {str(patch.get_gid()): patch for patch in figure.findobj(PathPatch)}


@pytest.mark.parametrize("tone", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_districts_with_an_outline_are_drawn_in_it_and_the_others_are_tiles(
    pointed: CaseFile, outlined: Outlines, tone: str, language: str
) -> None:
    with i18n.speaking(language):
        figure = draw(pointed, Options(outlines=outlined), theme=tone)
    assert set(areas(figure)) == {outline.district for outline in outlined.outlines}
    tiles = {str(artist.get_gid()) for artist in figure.findobj() if artist.get_gid()}
    assert {place.key for place in PLACES.districts} <= tiles
    assert "Drawn by hand for tests" in texts(figure)


@pytest.mark.parametrize("measure", [*map(Measure, COUNTED), Measure(INCIDENTS)])
def test_the_tint_follows_the_measure(
    pointed: CaseFile, outlined: Outlines, measure: Measure
) -> None:
    district_measure = map_data.read(
        pointed, ChartRequest("t", options=Options(outlines=outlined, measure=measure))
    ).measure
    groups = {group.key: group for group in totals.totals(pointed).groups}
    assert dict(district_measure.groups) == {
        key: type(group)(
            key, group.incidents, Toll({quantity: group.toll[quantity] for quantity in COUNTED})
        )
        for key, group in groups.items()
    }
    best = {
        key: group.incidents
        if measure.quantity == INCIDENTS
        else group.toll[measure.quantity].best or 0
        for key, group in groups.items()
    }
    for first, second in itertools.combinations(best, 2):
        one, other = sorted((first, second), key=lambda key: best[key])
        assert district_measure.depth(one) <= district_measure.depth(other)
        if best[one] == best[other]:
            assert district_measure.depth(one) == district_measure.depth(other)
    strongest = max(best, key=lambda key: best[key])
    assert district_measure.depth(strongest) == 4
    assert {key for key, number in best.items() if not number} == {
        key for key in best if not district_measure.depth(key)
    }
    assert district_measure.maximum == max(best.values())


def test_a_circle_is_as_wide_as_its_place_is_uncertain(
    pointed: CaseFile, outlined: Outlines
) -> None:
    figure = draw(pointed, Options(outlines=outlined, points=True))
    rings = circles(figure)
    # Those of Kyivskyi, Saltivskyi and the city; the raion's; two at one spot are one circle.
    assert sorted(len(ring.get_offsets()) for ring in rings) == [2, 5]
    assert "8 incidents shown as circles" in texts(figure)
    assert "2 others have no circle" in texts(figure)
    for ring in rings:
        widths = ring.get_paths()[0].get_extents().width * ring.get_transforms()[:, 0, 0]
        assert (widths > 0).all()


def test_no_point_is_drawn_finer_than_known() -> None:
    assert PointPrecision.DISTRICT not in REACH
    points = Points.of([("A", "k", 50.0, 36.0, "district"), ("B", "k", 50.0, 36.0, None)])
    assert not points.is_close.any()
    reach = [REACH[precision] for precision in PointPrecision if precision in REACH]
    assert reach == sorted(reach)


def test_incidents_outside_their_district_are_told(pointed: CaseFile, outlined: Outlines) -> None:
    chart = map_data.read(pointed, ChartRequest("t", options=Options(outlines=outlined)))
    assert chart.misplaced == slowly_misplaced(chart, outlined)
    assert [code[:14] for code in chart.misplaced] == ["KHT-2022-03-03"]
    figure = draw(pointed, Options(outlines=outlined))
    assert "has a point outside its recorded district: KHT-2022-03-03-01" in texts(figure)


def slowly_misplaced(chart: map_data.DistrictMap, outlined: Outlines) -> tuple[str, ...]:
    """The same by walking along every side of every ring."""
    points, codes = chart.points, []
    assert points is not None
    for index, code in enumerate(points.codes):
        outline = outlined.of(str(points.districts[index]))
        latitude, longitude = float(points.latitude[index]), float(points.longitude[index])
        reach = float(points.reach[index])
        if outline is None or math.isnan(reach) or outline.holds(latitude, longitude):
            continue
        narrow = math.cos(math.radians(latitude))
        sides = [
            side
            for polygon in outline.polygons
            for ring in polygon
            for side in itertools.pairwise(ring)
        ]
        walked = (
            math.hypot((x - longitude) * narrow * METRES, (y - latitude) * METRES)
            for start, end in sides
            for step in range(401)
            for x, y in [
                (
                    start[0] + (end[0] - start[0]) * step / 400,
                    start[1] + (end[1] - start[1]) * step / 400,
                )
            ]
        )
        if min(walked) > reach:
            codes.append(code)
    return tuple(codes)


def test_nothing_is_outlying_where_nothing_has_an_outline() -> None:
    points = Points.of([("A", "k", 50.0, 36.0, "exact")])
    assert find_misplaced(points, Outlines("x", ())) == ()


@pytest.mark.parametrize("size", [(10.0, 6.0), (3.35, 4.33), (6.3, 2.8), (3.0, 2.0)])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_rate_is_never_drawn_without_its_caveat(
    pointed: CaseFile, outlined: Outlines, size: tuple[float, float], language: str
) -> None:
    for options in (
        Options(outlines=outlined, measure=Measure(KILLED, is_rate=True)),
        Options(
            measure=Measure(INJURED, is_rate=True),
            populations=Populations("p.csv", {place.key: 90_000 for place in PLACES.districts}),
        ),
    ):
        with i18n.speaking(language):
            figure = draw(pointed, options, size=size)
            chart = map_data.read(pointed, ChartRequest("t", options=options))
            caveat = map_data.caption(chart, 0).split()[:6]
        written = texts(figure).split()
        tinted = [artist for artist in figure.findobj() if artist.get_gid() in chart.groups]
        assert not tinted or " ".join(caveat) in " ".join(written)


def test_rates_without_populations_are_a_sentence(pointed: CaseFile) -> None:
    figure = draw(pointed, Options(measure=Measure(KILLED, is_rate=True)))
    assert "Load a population file" in texts(figure)


def test_a_rate_is_the_total_over_the_people(pointed: CaseFile, outlined: Outlines) -> None:
    options = Options(outlines=outlined, measure=Measure(KILLED, is_rate=True))
    figure = draw(pointed, options)
    people = outlined.populations
    assert people is not None
    for group in totals.totals(pointed).groups:
        number = people.people.get(group.key)
        if number:
            assert one_decimal((group.toll[KILLED].best or 0) * 100_000 / number) in texts(figure)
    rows = csv.DictReader(io.StringIO(kinds.csv(pointed, "map", options=options)))
    for row in rows:
        assert row["population"] == str(people.people.get(row["district"], ""))


@pytest.mark.parametrize(
    ("total", "people", "text"),
    [
        (Total(), 1000, "?"),
        (Total(1, 1, 1), None, "?"),
        (Total(0, 0, 0), 1000, "0.0"),
        (Total(1, 1, None), 100_000, "1.0+"),
        (Total(1, 2, 3, about=True), 100_000, "~1.0–3.0"),
        (Total(1, 1, 1), 50_000_000, "<0.1"),
    ],
)
def test_a_rate_in_signs(total: Total, people: int | None, text: str) -> None:
    assert rate_text(Rate.of(total, people)) == text


def test_what_is_under_a_point_is_told(pointed: CaseFile, outlined: Outlines) -> None:
    options = Options(outlines=outlined, points=True)
    figure = kinds.draw(pointed, "map", options=options)
    targets = {}
    for x in range(0, 720, 3):
        for y in range(0, 432, 3):
            target = figure.find(x, y)
            if target is not None:
                targets[target.text] = target
    groups = {group.key: group for group in totals.totals(pointed).groups}
    by_district = {
        target.within.districts[0]: target for target in targets.values() if target.within
    }
    assert set(by_district) == {place.key for place in PLACES.districts}
    for key, group in groups.items():
        assert f"{group.toll[KILLED].best} killed" in by_district[key].text
    codes = {code for target in targets.values() for code in target.codes}
    assert any(len(target.codes) == 2 for target in targets.values())
    assert codes


def test_what_became_known_later_stands_beside(pointed: CaseFile, outlined: Outlines) -> None:
    view = View(as_known_on=parse_clock("2022-03-20T12:00"))
    options = Options(outlines=outlined, points=True)
    now, later = draw(pointed, options, view), draw(pointed, options)
    assert "→" in texts(now)
    assert "→" not in texts(later)
    # The one of April lies where one of March does; the one of May is hollow.
    assert sum(len(collection.get_offsets()) for collection in circles(now, "later")) == 2
    assert not circles(later, "later")
    without = draw(pointed, Options(outlines=outlined, points=True, later=False), view)
    assert "→" not in texts(without)
    assert kinds.csv(pointed, "map", view, options) == kinds.csv(
        pointed, "map", view, Options(outlines=outlined, later=False)
    )


@pytest.mark.parametrize("size", [(10.0, 6.0), (6.3, 2.8), (3.35, 4.33), (3.0, 2.0), (1.0, 1.0)])
def test_it_is_drawn_at_any_size(
    pointed: CaseFile, outlined: Outlines, size: tuple[float, float]
) -> None:
    assert areas(draw(pointed, Options(outlines=outlined, points=True), size=size))
