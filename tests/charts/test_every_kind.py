"""Every kind of chart says something sensible of cases that are unlike the sample."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from xml.etree import ElementTree

import pytest

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.charts import chart_bytes, kinds
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_clock
from kharkiv_tracker.store.case_file import CaseFile

DAY = date(2022, 8, 17)
#: What matplotlib would read as math, a page as markup, a font lacks, or runs from right to left.
HOSTILE = "$\\frac{1}{2}$ <b>&amp;</b> {name} %s 😢🇺🇦 שלום _x^2 #1"
SIZE = (7.0, 4.4)


def entry(
    district: str = "Saltivskyi",
    day: date | None = DAY,
    killed: str = "2",
    name: str = "An office",
    place: str = "",
) -> IncidentEntry:
    (district_found,) = gazetteer.load().find(district)
    event = EventTime(day, precision=Precision.DATE) if day else EventTime()
    report = Report(
        as_of=parse_as_of((day or DAY).isoformat()),
        speaker=Speaker("", name),
        source=Source(name),
        counts={"killed": Count.parse(killed), "injured": Count.parse("3+")},
        quote=name,
    )
    return IncidentEntry(Incident(event, district_found.key, place=place, summary=name), (report,))


CASES: dict[str, Callable[[], tuple[IncidentEntry, ...]]] = {
    "empty": tuple,
    "one incident": lambda: (entry(),),
    "all unknown": lambda: (entry(killed="?"),),
    "all undated": lambda: tuple(entry(day=None) for _number in range(3)),
    "one district": lambda: tuple(entry(day=date(2022, month, 1)) for month in range(3, 9)),
    "ten thousand on a day": lambda: (entry(), entry("Kyivskyi", killed="10000")),
    "names": lambda: (entry(name=HOSTILE, place=HOSTILE), entry("Kyivskyi", place=HOSTILE)),
    "far apart": lambda: (entry(day=date(2014, 1, 1)), entry(day=date(2026, 1, 1))),
}
TITLES = {"names": HOSTILE}


@cache
def case_of(name: str) -> CaseFile:
    case = CaseFile.in_memory(TITLES.get(name, "A case"))
    if entries := CASES[name]():
        case.record(Entries(entries), "tester", "edge")
    return case


@pytest.fixture(scope="module", autouse=True)
def closing() -> Iterator[None]:
    yield
    for name in CASES:
        case_of(name).close()
    case_of.cache_clear()


def test_a_kind_names_options_that_exist() -> None:
    names = {field.name for field in fields(Options)}
    for kind in kinds.KINDS.values():
        assert kind.options <= names, kind.name


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", kinds.KINDS)
@pytest.mark.parametrize("of", CASES)
def test_a_picture_or_a_sentence(of: str, name: str) -> None:
    figure = kinds.draw(case_of(of), name, size=SIZE)
    words = " ".join(texts(figure))
    assert kinds.kind(name).title() in words.replace("\n", " ")
    assert is_drawn_on(figure)
    assert kinds.csv(case_of(of), name).count("\n") >= 1
    for area in figure.areas:
        assert area.box.width > 0
        assert area.box.height > 0


@pytest.mark.parametrize("name", kinds.KINDS)
def test_before_anything_was_known(name: str) -> None:
    clock = parse_clock("2022-01-01")
    assert isinstance(clock, datetime)
    for later in (True, False):
        figure = kinds.draw(
            case_of("one incident"), name, View(as_known_on=clock), Options(later=later), size=SIZE
        )
        assert is_drawn_on(figure)


@pytest.mark.parametrize("name", kinds.KINDS)
def test_names_are_written_as_they_are(name: str) -> None:
    """As text in the SVG, which no reader of markup stumbles over."""
    figure = kinds.draw(case_of("names"), name, size=SIZE)
    tree = ElementTree.fromstring(chart_bytes.write(figure, "svg"))  # noqa: S314 - our own
    assert "\\frac{1}{2}" in "".join(texts(figure))
    assert len(list(tree.iter())) > 10


@pytest.mark.parametrize("name", kinds.KINDS)
def test_all_formats_in_ukrainian_and_dark(name: str) -> None:
    i18n.activate("uk")
    figure = kinds.draw(case_of("one district"), name, theme="dark", size=SIZE)
    begins = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    for format_, start in begins.items():
        assert chart_bytes.write(figure, format_).startswith(start)


def texts(figure: ChartFigure) -> list[str]:
    return [artist.get_text() for artist in figure.findobj(lambda a: hasattr(a, "get_text"))]


def is_drawn_on(figure: ChartFigure) -> bool:
    """Whether there is anything but ground below the title and above the caption."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    import numpy as np

    pixels = np.asarray(canvas.buffer_rgba())
    middle = pixels[int(len(pixels) * 0.2) : int(len(pixels) * 0.8)]
    return bool((middle != middle[0, 0]).any())
