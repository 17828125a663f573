"""Charts in which what is small, unknown or another's has its own room, and can be told apart."""

from collections.abc import Iterator
from datetime import date

import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.analysis import growth_statistics
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.bars import calendar_cells, group_chart, people_chart
from kharkiv_tracker.charts.bars.growth_bars import _median_text
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.domain.figure import Figure as Derived
from kharkiv_tracker.domain.figure_growth import Growth
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.palette import Tone
from kharkiv_tracker.store.case_file import CaseFile

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
