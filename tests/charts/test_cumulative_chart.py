"""The cumulative chart: what is drawn is what the reports come to, and nothing covers anything."""

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import DayTotal, LeftOut, Total
from kharkiv_tracker.domain.when import parse_as_of, parse_clock
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.palette import PALETTES, Tone
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.tolls import toll

SALTIVSKYI = "UA63120270010315719"
KYIVSKYI = "UA63120270010216514"
CITY = "UA63120270010096107"
OBLAST = "UA63000000000041885"
DAY = date(2022, 8, 17)
WINDOW, PAGE = (10.0, 6.0), (16 / 2.54, 7 / 2.54)
UNKNOWN = Total(unknown=1)


def exactly(number: int) -> Total:
    return Total(number, number, number)


def lines(figure: Figure) -> dict[str, Line2D]:
    return {str(line.get_gid()): line for line in figure.findobj(Line2D) if line.get_gid()}


def areas(figure: Figure, quantity: str) -> int:
    """How many areas are filled: bands, and the layers of those that fade out."""
    return sum(
        len(collection.get_paths())
        for collection in figure.findobj(PolyCollection)
        if collection.get_gid() == f"{quantity}-bands"
    )


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def all_text(figure: Figure) -> str:
    return " ".join(texts(figure))


def test_the_sample_is_drawn_as_its_reports_come_to(case: CaseFile) -> None:
    lines_by_gid = lines(kinds.draw(case, "cumulative"))
    slow: dict[str, dict[date, int]] = {}
    for row in incidents.rows(case, incidents.ids(case)):
        figures = derive(incidents.grounds(case, row.code))
        for quantity in ("killed", "injured"):
            best = figures[quantity].best
            if best is not None and row.event.date:
                steps = slow.setdefault(f"{quantity}-{row.district}", {})
                steps[row.event.date] = steps.get(row.event.date, 0) + best
    assert set(slow) == {gid for gid in lines_by_gid if not gid.endswith("undated")}
    for gid, steps in slow.items():
        days = sorted(steps)
        reached = list(itertools.accumulate(steps[day] for day in days))
        xs, ys = lines_by_gid[gid].get_data()
        assert list(xs[:-1]) == [date2num(day) for day in (days[0], *days)]
        assert list(ys) == [0, *reached, reached[-1]]
        assert lines_by_gid[gid].get_drawstyle() == "steps-post"


def test_the_numbers_of_the_sample(case: CaseFile) -> None:
    golden = Path(__file__).with_name("cumulative-sample.csv").read_text(encoding="utf-8")
    assert kinds.csv(case, "cumulative") == golden


def test_undated_incidents_stand_outside_the_dates(case: CaseFile) -> None:
    figure = kinds.draw(case, "cumulative")
    mark = lines(figure)[f"injured-{CITY}-undated"]
    assert list(mark.get_ydata()) == [109]
    (zone,) = [axes for axes in figure.axes if axes.get_label() == "undated"][1:]
    assert zone.transData == mark.get_transform()
    assert "1 undated incident shown at the right." in flowing(figure)
    assert f"killed-{CITY}-undated" not in lines(figure)


def flowing(figure: Figure) -> str:
    """All texts in one, so that a sentence matches wherever its lines are broken."""
    return " ".join(all_text(figure).split())


def test_a_district_whose_number_is_unknown_is_named_with_a_question_mark(case: CaseFile) -> None:
    figure = kinds.draw(case, "cumulative")
    assert f"killed-{KYIVSKYI}" not in lines(figure)
    assert texts(figure).count("Kyivskyi") == 2
    assert "?" in texts(figure)
    assert "Number killed unknown in 3 incidents" in flowing(figure)


def test_totals_of_other_areas_are_counted_in_words(case: CaseFile) -> None:
    figure = kinds.draw(case, "cumulative")
    assert not [gid for gid in lines(figure) if "statement" in gid]
    assert "6 official totals not drawn: they cover other areas or periods" in flowing(figure)


def statement_of(
    area: str, killed: str, since: str = "2022-02-24", as_of: str = "2022-08-18"
) -> Statement:
    return Statement(
        area,
        "STA-1",
        date.fromisoformat(since),
        as_of=parse_as_of(as_of),
        counts={"killed": Count.parse(killed)},
    )


DAYS = [
    DayTotal(DAY, SALTIVSKYI, 1, toll(exactly(19), exactly(20))),
    DayTotal(date(2022, 8, 19), SALTIVSKYI, 1, toll(exactly(1), exactly(0))),
]


def test_a_total_of_the_same_district_and_period_is_drawn(composed) -> None:
    chart = composed(DAYS, (statement_of(SALTIVSKYI, "12"),))
    figure = cumulative_chart.draw(chart, "light", WINDOW)
    mark = lines(figure)["killed-statement-STA-1"]
    assert list(mark.get_ydata()) == [12]
    assert list(mark.get_xdata()) == [date2num(date(2022, 8, 18))]
    assert "Square: official total, not part of the curve." in flowing(figure)


@pytest.mark.parametrize(
    "statement",
    [
        statement_of(SALTIVSKYI, "1000"),
        statement_of(SALTIVSKYI, "12", as_of="2023-08-18"),
        statement_of(SALTIVSKYI, "12", since="2022-08-18"),
        statement_of(CITY, "12"),
        statement_of(OBLAST, "12"),
        statement_of(KYIVSKYI, "12"),
    ],
)
def test_a_total_that_does_not_match_never_touches_the_picture(composed, statement) -> None:
    plain = cumulative_chart.draw(composed(DAYS), "light", WINDOW)
    with_statement = cumulative_chart.draw(composed(DAYS, (statement,)), "light", WINDOW)
    assert lines(plain).keys() == lines(with_statement).keys()
    for first, second in zip(plain.axes, with_statement.axes, strict=True):
        assert (first.get_xlim(), first.get_ylim()) == (second.get_xlim(), second.get_ylim())
    assert "1 official total not drawn: it covers another area or period" in flowing(with_statement)


def test_a_total_not_yet_known_is_not_mentioned(composed) -> None:
    chart = composed(DAYS, (statement_of(SALTIVSKYI, "12"),), as_known_on=parse_clock("2022-08-17"))
    assert (chart.statements, chart.omitted) == ((), 0)


def test_a_selected_period_asks_for_a_total_that_begins_with_it(composed) -> None:
    selection = Selection(first=DAY)
    since_war = composed(DAYS, (statement_of(SALTIVSKYI, "12"),), selection)
    since_then = composed(DAYS, (statement_of(SALTIVSKYI, "12", since="2022-08-17"),), selection)
    assert (len(since_war.statements), len(since_then.statements)) == (0, 1)


def test_an_open_end_is_seen_and_said(composed) -> None:
    days = [DayTotal(DAY, SALTIVSKYI, 1, toll(Total(7, 7, None), Total(16, 16, 20)))]
    figure = cumulative_chart.draw(composed(days), "light", WINDOW)
    assert {"7+", "16–20"} <= set(texts(figure))
    killed, injured = figure.axes
    assert areas(figure, "killed") > areas(figure, "injured") == 1
    assert killed.get_ylim()[1] > 7
    assert injured.get_ylim()[1] > 20
    text = flowing(figure)
    assert "Arrow and fading band: at least (no upper limit reported)." in text
    assert "Bands: range, from low to high." in text


def test_what_is_left_out_is_said(composed) -> None:
    chart = composed(
        DAYS, selection=Selection(first=DAY), left_out=LeftOut(withdrawn=2, discounted=1, undated=4)
    )
    caption = cumulative_chart.caption(chart)
    assert (
        "Incidents left out: 2 withdrawn, 1 discounted, 4 undated (outside any period)." in caption
    )
    assert "from 17 August 2022" in cumulative_chart.subtitle(chart)
    assert "No incidents left out." in cumulative_chart.caption(composed(DAYS))


NINE = [place.key for place in gazetteer.load().districts]
CASES = {
    "nothing": [],
    "one": DAYS[:1],
    "undated": [DayTotal(None, CITY, 2, toll(exactly(3), Total(44, 44, None, 1)))],
    "undated and unknown": [DayTotal(None, CITY, 1, toll(UNKNOWN, UNKNOWN))],
    "unknown": [DayTotal(DAY, SALTIVSKYI, 1, toll(UNKNOWN, UNKNOWN))],
    "nobody": [DayTotal(DAY, SALTIVSKYI, 1, toll(exactly(0), exactly(0)))],
    "all alike": [DayTotal(DAY, key, 1, toll(exactly(5), exactly(5))) for key in NINE],
    "years apart": [
        DayTotal(date(1999, 1, 1), SALTIVSKYI, 1, toll(exactly(1), exactly(1))),
        DayTotal(date(2199, 1, 1), SALTIVSKYI, 1, toll(exactly(2_000_000), exactly(49_000_000))),
    ],
    "a place unheard of": [DayTotal(DAY, "$x$<b>😢" * 9, 1, toll(exactly(1), exactly(1)))],
}


@pytest.mark.parametrize("size", [WINDOW, PAGE, (5.0, 7.0), (2.6, 1.8), (25.0, 4.0)])
@pytest.mark.parametrize("days", CASES.values(), ids=CASES.keys())
def test_every_case_gives_a_picture_with_words(composed, days, size) -> None:
    figure = cumulative_chart.draw(composed(days), "dark", size)
    FigureCanvasAgg(figure).draw()
    assert texts(figure)


@pytest.mark.parametrize("name", ["nothing", "unknown"])
def test_what_cannot_be_drawn_is_a_sentence(composed, name: str) -> None:
    text = flowing(cumulative_chart.draw(composed(CASES[name]), "light", WINDOW))
    sentence = {"nothing": "No incidents recorded yet.", "unknown": "No report gives a number."}
    assert sentence[name] in text


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [WINDOW, PAGE])
def test_no_text_covers_another_or_leaves_the_sheet(
    case: CaseFile, size: tuple[float, float], theme: Tone, language: str
) -> None:
    with i18n.speaking(language):
        figure = kinds.draw(case, "cumulative", theme=theme, size=size)
    nothing_is_covered(figure)


@pytest.mark.parametrize("name", ["one", "undated", "all alike"])
@pytest.mark.parametrize("size", [WINDOW, PAGE])
def test_no_text_covers_another_in_odd_cases(composed, name: str, size) -> None:
    nothing_is_covered(cumulative_chart.draw(composed(CASES[name]), "light", size))


def nothing_is_covered(figure: Figure) -> None:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    written = [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_text() != "?"]
    boxes = {t: t.get_window_extent(canvas.get_renderer()) for t in written}
    for first, second in itertools.combinations(written, 2):
        a, b = boxes[first], boxes[second]
        is_beside = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1
        above = a.y1 <= b.y0 + 3 or b.y1 <= a.y0 + 3
        assert is_beside or above, (first.get_text(), second.get_text())
    for text, box in boxes.items():
        assert box.x0 >= 0, text
        assert box.x1 <= figure.bbox.x1 + 1, text
        assert box.y0 >= 0, text


def test_what_people_type_is_text_and_nothing_else(composed) -> None:
    title = "$\\frac{$ <b>x</b> \u202e 😢 \x00 end"
    chart = composed(DAYS, title=title, selection=Selection(text="$\\sum$"))
    figure = cumulative_chart.draw(chart, "light", WINDOW)
    FigureCanvasAgg(figure).draw()
    assert "$\\frac{$ <b>x</b> [U+1F622] end" in flowing(figure)


def test_only_known_kinds_are_drawn(case: CaseFile) -> None:
    with pytest.raises(WrongCall, match="cumulative"):
        kinds.draw(case, "pie")


IZIUM, CHUHUIV = (gazetteer.load().resolve(name).key for name in ("Iziumskyi", "Chuhuivskyi"))
MIXED = [
    *DAYS,
    DayTotal(DAY, IZIUM, 1, toll(exactly(3), exactly(4))),
    DayTotal(date(2022, 8, 20), CHUHUIV, 1, toll(exactly(5), UNKNOWN)),
    DayTotal(date(2022, 8, 20), KYIVSKYI, 2, toll(exactly(2), exactly(8))),
    DayTotal(None, KYIVSKYI, 1, toll(exactly(1), exactly(1))),
]


def test_raions_share_a_line_unless_they_are_asked_for(composed) -> None:
    chart = composed(MIXED)
    figure = cumulative_chart.draw(chart, "light", WINDOW)
    xs, ys = lines(figure)["killed-raions"].get_data()
    assert list(ys) == [0, 3, 8, 8]
    assert list(xs[1:-1]) == [date2num(DAY), date2num(date(2022, 8, 20))]
    assert f"killed-{IZIUM}" not in lines(figure)
    assert "2 raions shown together as one line." in flowing(figure)
    assert f"2022-08-17,{IZIUM},3,3,3,4,4,4,incidents,no,no,no\n" in cumulative_chart.to_csv(chart)
    separate = cumulative_chart.draw(composed(MIXED, options=Options(raions=True)), "light", WINDOW)
    assert {f"killed-{IZIUM}", f"killed-{CHUHUIV}"} <= set(lines(separate))
    assert "killed-raions" not in lines(separate)


def test_those_picked_out_are_named_and_the_others_grey(composed) -> None:
    options = Options(picked=(SALTIVSKYI, IZIUM))
    figure = cumulative_chart.draw(composed(MIXED, options=options), "light", WINDOW)
    lines_by_gid = lines(figure)
    accent, quiet = PALETTES["light"].accent, PALETTES["light"].quiet
    assert [lines_by_gid[f"killed-{key}"].get_color() for key in (SALTIVSKYI, IZIUM)] == [
        accent
    ] * 2
    assert lines_by_gid[f"killed-{KYIVSKYI}"].get_color() == quiet
    assert "Saltivskyi" in texts(figure)
    assert "Kyivskyi" not in texts(figure)
    assert "Other districts are grey." in flowing(figure)


def test_what_became_known_later_is_a_ghost(composed) -> None:
    chart = composed(DAYS[:1], later=MIXED, as_known_on=parse_clock("2022-08-18"))
    figure = cumulative_chart.draw(chart, "light", WINDOW)
    (ghosts,) = [a for a in figure.artists if a.get_gid() == "killed-later"]
    reached = [path.vertices[-1][1] for path in ghosts.get_paths()]
    assert sorted(reached) == [2, 8, 20]
    assert "20 known today" in flowing(figure)
    assert "Thin dotted lines: known later." in flowing(figure)
    assert f"{KYIVSKYI}" not in cumulative_chart.to_csv(chart)
    killed = figure.axes[0]
    assert killed.get_ylim()[1] > 20


@pytest.mark.parametrize("options", [Options(), Options(raions=True)])
def test_every_step_tells_exactly_its_incidents(composed, options: Options) -> None:
    chart = composed(MIXED, options=options)
    figure = cumulative_chart.draw(chart, "light", WINDOW)
    (killed, _injured) = [area for area in figure.areas if area.span]
    axes = figure.axes[0]
    keys = set()
    for line in chart.lines:
        step_line = lines(figure)[f"killed-{line.key}"]
        for x, y in list(zip(*step_line.get_data(), strict=True))[1:-1]:
            at = axes.transData.transform((x, y)) / figure.dpi * 72
            target = killed.find(*at)
            assert target is not None
            assert target.within is not None
            keys.add((target.within.first, target.within.districts))
            here = [
                day
                for day in MIXED
                if day.district in target.within.districts and day.day == target.within.first
            ]
            killed_here = sum(day.toll[KILLED].best or 0 for day in here)
            assert target.text.endswith(f"that day {killed_here}")
    assert len(keys) == sum(len(line.curve.days) for line in chart.lines)


def test_desk_17_a_level_line_is_read_at_its_step_and_names_tell_everything(composed) -> None:
    figure = cumulative_chart.draw(composed(DAYS), "light", WINDOW)
    (killed, _injured) = [area for area in figure.areas if area.span]
    at = figure.axes[0].transData.transform((date2num(DAY) + 1.3, 19)) / figure.dpi * 72
    target = killed.find(*at)
    assert target is not None
    assert target.text == "17 August 2022: Saltivskyi, 19 killed in total; that day 19"
    names = next(area for area in figure.areas if area.span is None)
    texts = {
        name.text for y in range(0, 430, 4) if (name := names.find(names.box.left + 30, float(y)))
    }
    assert texts == {"Saltivskyi: 20 killed, 20 injured"}


def test_the_undated_are_meant_beside_the_dates(composed) -> None:
    figure = cumulative_chart.draw(composed(MIXED), "light", WINDOW)
    targets = [
        target
        for area in figure.areas
        for y in range(0, 430, 3)
        if (target := area.find(area.box.left + area.box.width / 2, float(y))) and target.undated
    ]
    assert {target.text for target in targets} == {"Kyivskyi, undated: 1 killed, 1 injured"}


def test_the_biggest_incidents_are_named_and_cover_nothing(case: CaseFile) -> None:
    figure = kinds.draw(case, "cumulative")
    assert any(text.startswith("dormitory") and text.endswith("19") for text in texts(figure))
    nothing_is_covered(figure)
    without = kinds.draw(case, "cumulative", options=Options(labelled=False))
    assert not any(text.startswith("dormitory") for text in texts(without))
    targets = [
        target
        for area in figure.areas
        if area.span
        for x in range(int(area.box.left), int(area.box.right), 6)
        for y in range(int(area.box.bottom), int(area.box.top), 3)
        if (target := area.find(float(x), float(y))) and target.codes
    ]
    assert "KHT-2022-08-17-01" in {code for target in targets for code in target.codes}


def test_days_that_cannot_be_told_apart_are_drawn_once(composed) -> None:
    first = date(2010, 1, 1)
    days = [
        DayTotal(first + timedelta(days=at), SALTIVSKYI, 1, toll(exactly(at % 3), exactly(1)))
        for at in range(6000)
    ]
    figure = cumulative_chart.draw(composed(days), "light", (4.0, 3.0))
    xs, ys = lines(figure)[f"killed-{SALTIVSKYI}"].get_data()
    reached = list(itertools.accumulate(at % 3 for at in range(6000)))
    assert len(xs) < 2000
    assert ys[-1] == reached[-1]
    for x, y in list(zip(xs, ys, strict=True))[1:-1:97]:
        assert y == reached[int(x - date2num(first))]
