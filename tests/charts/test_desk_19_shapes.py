"""Charts in which what is small, unknown or another's has its own room, and can be told apart."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date

import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.analysis import growth_statistics
from kharkiv_tracker.charts import kinds, medium, sizes
from kharkiv_tracker.charts.bars import calendar_cells, group_chart, people_chart
from kharkiv_tracker.charts.bars.growth_bars import _median_text
from kharkiv_tracker.charts.chart_request import ChartRequest, Options
from kharkiv_tracker.charts.curves import multiples_chart
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.figure_growth import Growth
from kharkiv_tracker.domain.total import DayTotal, Total
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store.case_file import CaseFile
from tests.tolls import toll

GRADES = ("Contested", "", "Fair", "Confirmed", "Weak")


@pytest.fixture(scope="module")
def graded() -> Iterator[CaseFile]:
    """Incidents of every grade, those of the worst grade with most killed, at a few hours."""
    with CaseFile.in_memory("Graded") as case:
        incidents = [
            {
                "district": "Saltivskyi",
                "event": {
                    "date": f"2022-08-{number + 1:02}",
                    **({"time": "21:30"} if number == 1 else {}),
                },
                **({"grade": grade} if grade else {}),
                "reports": [
                    {
                        "source": "An office",
                        "as_of": f"2022-08-{number + 2:02}",
                        "killed": str(killed),
                        "injured": "1",
                        "quote": "x",
                    }
                ],
            }
            for number, (grade, killed) in enumerate(zip(GRADES, (99, 2, 3, 1, 4), strict=True))
        ]
        document = {"incidents": incidents}
        case.record(entry_json.read(document, gazetteer.load()), "tester", "made up")
        yield case


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def test_desk_19_grades_are_in_the_order_of_grades(graded: CaseFile) -> None:
    chart = group_chart.read(graded, ChartRequest(""), "grade")
    names = ["Confirmed", "Fair", "Weak", "Contested", "not graded"]
    assert [row.name for row in chart.rows] == names
    assert [group.key for group in chart.groups] == [*names[:-1], "unknown"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_desk_19_our_sums_and_official_totals_have_two_colours(case: CaseFile, theme: Tone) -> None:
    bars = {
        str(bar.get_gid()): bar.get_facecolor()
        for bar in kinds.draw(case, "against-official", theme=theme).findobj(Rectangle)
        if bar.get_gid()
    }
    for quantity in ("killed", "injured"):
        colours = {
            end: {colour for name, colour in bars.items() if _is(name, quantity, end)}
            for end in ("official", "own")
        }
        ((theirs,), (ours,)) = colours.values()
        # They differ in print as well.
        assert contrast(theirs, ours) > 1.3


def _is(name: str, quantity: str, end: str) -> bool:
    return name.startswith(f"{quantity}-") and name.endswith(end)


def contrast(one: object, other: object) -> float:
    """By the measure of the web: 1 for the same grey, 21 for black and white."""
    lights = sorted(_light(to_rgb(colour)) for colour in (one, other))  # type: ignore[arg-type]
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: tuple[float, float, float]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_desk_19_an_unknown_hour_does_not_flatten_the_others(graded: CaseFile) -> None:
    figure = kinds.draw(graded, "by-hour")
    tops = {
        (axes.get_label(), axes.get_xlim()[1]): axes.get_ylim()[1]
        for axes in figure.axes
        if axes.get_label() == "killed"
    }
    assert tops["killed", 24] < 4
    assert tops["killed", 1] > 99
    assert "Hour not known, own axis" in texts(figure)


def test_desk_19_unknown_age_does_not_flatten_the_others(case: CaseFile) -> None:
    figure = kinds.draw(case, "people")
    rows = people_chart.read(case, ChartRequest("")).rows
    assert [row.key for row in rows if row.is_apart] == ["unknown"]
    bars = {str(bar.get_gid()): bar.get_width() for bar in figure.findobj(Rectangle)}
    for quantity in ("killed", "injured"):
        stated = [
            bars[f"{quantity}-{row.key}"]
            for row in rows
            if not row.is_apart and not (row.sides[quantity].total or Total()).is_unknown
        ]
        assert max(stated) > 0.2 * bars[f"{quantity}-unknown"]
    assert "Its bars have a scale of their own." in texts(figure)


def growth(code: str, last: int) -> Growth:
    ends = Derived(2, 2, 2), Derived(last, last, last)
    return Growth(code, None, "x", "", ("missile",), "killed", *ends)


@pytest.mark.parametrize(
    ("lasts", "text"),
    [
        ((5, 5, 5, 5), "only 4 incidents, no median"),
        ((3,), "only 1 incident, no median"),
        ((5, 5, 5, 5, 5), "+3 (2.5-fold), 5 incidents"),
        ((2, 2, 2, 2, 9), "no growth, 5 incidents"),
    ],
)
def test_desk_19_growth_is_in_words_and_typical_from_five_on(
    lasts: tuple[int, ...], text: str
) -> None:
    growths = [growth(str(number), last) for number, last in enumerate(lasts)]
    (median,) = growth_statistics.by_weapon(growths, "killed").values()
    assert _median_text(median, brief=False) == text


def test_desk_19_the_caption_says_why_a_median_is_missing(case: CaseFile) -> None:
    text = texts(kinds.draw(case, "growth"))
    assert "No median below 5 incidents" in text
    assert "n =" not in text


#: Inches that a chart has in a window of 1280 by 800, where its caption is below it, and in files.
WINDOW = (10.7, 5.1)
SIZES = (WINDOW, kinds.SIZE, sizes.SIZES["a4"].inches, sizes.SIZES["a5"].inches)
#: Points of 90 dots of a screen.
PANEL = 67.5


@pytest.mark.parametrize("size", SIZES)
def test_desk_19_panels_are_high_and_each_quantity_shows_its_shape(
    composed, size: tuple[float, float]
) -> None:
    keys = [place.key for place in gazetteer.load().listed]
    days = [
        DayTotal(date(2022, 8, day), key, 1, toll(Total(n, n, n, 1), Total(9 * n, 9 * n, None)))
        for day in (1, 20)
        for n, key in enumerate(keys, 1)
    ]
    chart = composed(days, options=Options(raions=True))
    with medium.in_window() if size == WINDOW else nullcontext():
        figure = multiples_chart.draw(chart, "light", size)
    heads = [area.box for area in figure.areas if not area.span]
    plots = [area.box for area in figure.areas if area.span]
    assert len(plots) == len(keys)
    for head, plot in zip(heads, plots, strict=True):
        assert head.top - plot.bottom >= PANEL
        assert plot.height >= PANEL / 2
    # The highest line of either quantity nearly fills its panel.
    for quantity in ("killed", "injured"):
        (top,) = {axes.get_ylim()[1] for axes in figure.axes if axes.get_gid() == quantity}
        lines = [
            line.get_ydata()[-1]
            for line in figure.findobj(Line2D)
            if str(line.get_gid()).startswith(f"{quantity}-")
        ]
        assert 0.7 * top < max(lines) <= top


def test_desk_19_the_free_tiles_hold_the_key_and_what_is_left_out(case: CaseFile) -> None:
    figure = kinds.draw(case, "multiples")
    text = texts(figure)
    for words in ("killed, left axis", "injured, right axis", "No incidents left out."):
        assert text.count(words) == 1
    marks = [
        label
        for axes in figure.axes
        for label in axes.get_yticklabels()
        if axes.get_gid() == "injured"
    ]
    assert {label.get_color() for label in marks} == {PALETTES["light"].injured}
    (note,) = [t for t in figure.findobj(Text) if "left out." in t.get_text()]
    at = note.get_transform().transform(note.get_position())
    assert not any(axes.get_window_extent().contains(*at) for axes in figure.axes)
    # A narrow sheet has no such tiles; the caption says the same.
    assert "No incidents left out." in texts(kinds.draw(case, "multiples", size=(3.4, 6.0)))


def test_desk_19_a_calendar_names_its_weekdays(case: CaseFile, monkeypatch) -> None:
    text = texts(kinds.draw(case, "calendar"))
    assert "Mon" in text
    assert "Sun" in text
    i18n.activate("uk")
    assert "пн" in texts(kinds.draw(case, "calendar"))
    # A language whose weeks begin on Sunday.
    monkeypatch.setattr(calendar_cells, "locale", lambda: "en_US")
    assert calendar_cells._weekdays()[0] == "Sun"
    assert calendar_cells._row(date(2022, 8, 14)) == 0
    assert calendar_cells._row(date(2022, 8, 20)) == 6
