"""Bars per period and by group: the numbers of the reports, and a picture of odd cases."""

import csv
import io
from datetime import date

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.analysis.period_totals import Step, periods
from kharkiv_tracker.charts import kinds, ticks
from kharkiv_tracker.charts.bars import group_chart
from kharkiv_tracker.charts.bars import period_chart as drawn_periods
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import DayTotal, GroupTotal, LeftOut, Toll, Total, Totals
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import sample_case
from tests.tolls import toll

KINDS = [kind.name for kind in kinds.listed() if kind is not kinds.DEFAULT]
DAY = date(2022, 8, 17)


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def per_day(days: list[DayTotal], step: Step = Step.DAY) -> Figure:
    total = GroupTotal("", sum(day.incidents for day in days))
    chart = drawn_periods.Bars(
        ChartRequest("$x$ <b> 😢"),
        step,
        periods(Days.of_totals(days), step),
        Totals((), total, LeftOut()),
    )
    return drawn_periods.draw(chart, "dark", (10.0, 6.0))


def test_the_bars_of_days_are_what_reports_come_to(case: CaseFile) -> None:
    slow: dict[date, int] = {}
    for row in incidents.rows(case, incidents.ids(case)):
        best = derive(incidents.grounds(case, row.code))["killed"].best
        if best is not None and row.event.date:
            slow[row.event.date] = slow.get(row.event.date, 0) + best
    figure = kinds.draw(case, "per-day")
    (bars,) = [c for c in figure.findobj(LineCollection) if c.get_gid() == "killed"]
    heights = {segment[1][0]: segment[1][1] for segment in bars.get_segments()}
    assert heights == {date2num(day) + 0.5: best for day, best in slow.items()}


@pytest.mark.parametrize("by", ["weapon", "place", "grade"])
def test_the_rows_of_groups_are_what_reports_come_to(case: CaseFile, by: str) -> None:
    slow: dict[str, Total] = {}
    for row in incidents.rows(case, incidents.ids(case)):
        incident = incidents.incident(case, row.code)
        of = {"weapon": incident.weapons, "place": incident.places_hit, "grade": (incident.grade,)}
        figure = derive(incidents.grounds(case, row.code))["killed"]
        for key in [str(word) for word in of[by] if word] or ["unknown"]:
            slow[key] = slow.get(key, Total()) + Total.of([figure])
    rows = csv.DictReader(io.StringIO(kinds.csv(case, f"by-{by}")))
    bests = {row[by]: row["killed_best"] for row in rows}
    assert bests == {k: "" if t.best is None else str(t.best) for k, t in slow.items()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(10.0, 6.0), (6.3, 2.8), (2.6, 1.8), (16.0, 9.0)])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_kind_is_drawn_at_any_size(
    case: CaseFile, kind: str, size: tuple[float, float], language: str
) -> None:
    with i18n.speaking(language):
        figure = kinds.draw(case, kind, theme="dark", size=size)
        FigureCanvasAgg(figure).draw()
    with CaseFile.in_memory("Empty $x$ <b> 😢") as empty:
        assert "No incidents recorded yet." in texts(kinds.draw(empty, kind, size=size))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ((None, 1, toll(Total(1, 1, 1), Total())), "No dated incidents in this selection."),
        ((DAY, 1, toll(Total(unknown=1), Total(unknown=1))), "No report gives a number."),
        ((DAY, 1, toll(Total(7, 7, None), Total(16, 17, 20))), "7+"),
        ((DAY, 10_000, toll(Total(50_000, 50_000, 50_000), Total(0, 0, 0))), "50,000"),
    ],
)
@pytest.mark.parametrize("step", Step)
def test_odd_cases(day: tuple[date | None, int, Toll], sentence: str, step: Step) -> None:
    when, incidents, toll = day
    figure = per_day([DayTotal(when, "a", incidents, toll)], step)
    FigureCanvasAgg(figure).draw()
    assert sentence in texts(figure)
    assert "$x$ <b> [U+1F622]" in texts(figure)


def test_a_plus_is_said() -> None:
    opened = GroupTotal("missile", 1, toll(Total(7, 7, None), Total(unknown=1)))
    totals = Totals((opened,), opened, LeftOut(withdrawn=1))
    figure = group_chart.draw(
        group_chart.Groups(ChartRequest("A case"), "weapon", totals), "light", (10.0, 6.0)
    )
    assert "7+" in texts(figure)
    assert "+: at least (no upper limit reported)." in texts(figure)
    assert "Incidents left out: 1 withdrawn." in texts(figure)


@pytest.mark.parametrize("kind", list(kinds.KINDS))
def test_the_sample_always_says_what_it_is(tmp_path, kind: str) -> None:
    with CaseFile.create(tmp_path / "s.ktcase", sample=True) as sample:
        assert "Sample case, do not quote" in texts(kinds.draw(sample, kind))
    with CaseFile.in_memory("Mine") as mine:
        assert "Sample case" not in texts(kinds.draw(mine, kind))


@pytest.mark.parametrize(
    ("clock", "killed"),
    [
        ("2022-08-17T23:59", "6"),
        ("2022-08-18T12:00", "7"),
        ("2022-08-19", "15"),
        ("2022-08-20", "18"),
        ("2022-08-22", "19"),
    ],
)
def test_the_saltivskyi_chain_under_the_clock(clock: str, killed: str) -> None:
    place = gazetteer.load().resolve("Saltivskyi").key
    chosen = Selection(first=DAY, last=DAY, districts=(place,))
    with sample_case() as sample:
        for kind in ("per-day", "by-weapon", "cumulative"):
            numbers = kinds.csv(sample, kind, View(chosen, parse_clock(clock)))
            (row,) = csv.DictReader(io.StringIO(numbers))
            assert row["killed_best"] == killed, (kind, clock)


def test_years_alone_need_one_row_of_words_below_an_axis() -> None:
    assert ticks.rows(date(2022, 1, 1), date(2026, 1, 1), 200, 8.0) == 1
    assert ticks.rows(date(2022, 8, 1), date(2022, 8, 20), 200, 8.0) == 2
