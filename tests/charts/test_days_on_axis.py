"""Lines end at the clock, and an axis of a few days has nothing outside it."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.dates import date2num
from matplotlib.lines import Line2D

from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure
from kharkiv_tracker.charts.span import Span
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store.case_file import CaseFile

CLOCK = parse_clock("2024-08-31T12:00")
CLOCK_DAY = date2num(date(2024, 8, 31)) + 0.5
CURVES = ("cumulative", "stacked", "multiples")


def curves(figure: ChartFigure) -> dict[str, Line2D]:
    """The lines drawn through days, but for those of what became known later."""
    return {
        str(artist.get_gid()): artist
        for artist in figure.artists
        if isinstance(artist, Line2D)
        and artist.get_drawstyle() == "steps-post"
        and "later" not in str(artist.get_gid())
    }


@pytest.mark.parametrize("kind", CURVES)
def test_desk_17_under_a_clock_lines_end_at_the_clock(case: CaseFile, kind: str) -> None:
    now = curves(kinds.draw(case, kind))
    ends = [max(line.get_xdata()) for line in now.values()]
    assert min(ends) > date2num(date(2026, 1, 1))
    then = curves(kinds.draw(case, kind, View(as_known_on=CLOCK)))
    assert then
    for line in then.values():
        assert max(line.get_xdata()) == pytest.approx(CLOCK_DAY, abs=0.15)


def test_desk_17_no_tie_to_a_name_looks_like_the_line(case: CaseFile) -> None:
    """From the end of a line at the clock nothing level runs on to its name."""
    figure = kinds.draw(case, "cumulative", View(as_known_on=CLOCK))
    for panel in figure.frame.panels:
        frame = panel.frame
        ties = [
            path.vertices
            for artist in figure.artists
            if isinstance(artist, LineCollection) and "later" not in str(artist.get_gid())
            for path in artist.get_paths()
            if frame.names.left - 2 < path.vertices[-1][0] < frame.names.right
        ]
        assert ties
        assert min(float(tie[0][0]) for tie in ties) > frame.names.left


@pytest.mark.parametrize("clock", ["2022-08-18", "2024-08-31", "2099-01-01"])
def test_desk_17_what_is_recorded_on_a_day_ends_there(case: CaseFile, clock: str) -> None:
    """In our own record as well; a clock after the axis changes nothing."""
    chart = kinds.kind("cumulative")
    data = chart.read(case, ChartRequest("", View()))
    view = replace(data.request.view, as_recorded_on=parse_clock(clock))
    figure = chart.draw(replace(data, request=replace(data.request, view=view)), "light", (10, 6))
    frame = figure.frame.panels[0].frame
    assert frame.last <= max(date2num(parse_clock(clock).date()) + 1, date2num(frame.span.first))
    assert frame.is_early == (clock != "2099-01-01")
    assert frame.last == frame.end or frame.is_early


@pytest.mark.parametrize("kind", [*CURVES, "per-day"])
def test_desk_17_an_axis_of_a_few_days_has_nothing_outside(case: CaseFile, kind: str) -> None:
    """Lines come in at their number from the left, and end at the right edge."""
    chart = kinds.kind(kind)
    data = chart.read(case, ChartRequest("", View()))
    entire = chart.draw(data, "light", (10, 6))
    tops = {axes.get_label(): axes.get_ylim() for axes in entire.axes}
    whole = next(area.span for area in entire.areas if area.span)
    for first in (whole.first, date(2022, 8, 10), date(2023, 3, 1), whole.last - timedelta(20)):
        days = Span(first, first + timedelta(20))
        figure = chart.draw(chart.within(data, days), "light", (10, 6))
        assert {area.span for area in figure.areas if area.span} <= {days}
        begin, end = date2num(days.first), date2num(days.last)
        for line in curves(figure).values():
            assert begin <= np.min(line.get_xdata()) <= np.max(line.get_xdata()) <= end
        for axes in figure.axes:
            if kind == "per-day":
                # Magnified sideways only: the numbers keep their scale.
                assert axes.get_xlim() == (begin, end)
                assert axes.get_ylim() == tops[axes.get_label()]


def test_desk_17_a_cut_curve_is_named_with_its_total_of_that_day(case: CaseFile) -> None:
    chart = kinds.kind("cumulative")
    data = chart.read(case, ChartRequest("", View()))
    before = {line.key: line.curve.end.toll["injured"].best for line in data.lines}
    cut = chart.within(data, Span(date(2022, 8, 1), date(2022, 9, 30)))
    assert [line.key for line in cut.lines] == [line.key for line in data.lines]
    for line in cut.lines:
        assert line.curve.undated is None
        days = [point for point in line.curve.points if point.day <= date(2022, 9, 30)]
        assert line.curve.end == (days[-1] if days else line.curve.end)
        assert (line.curve.end.toll["injured"].best or 0) <= (before[line.key] or 0)
    again = chart.within(cut, Span(date(2022, 8, 1), date(2022, 8, 20)))
    assert again.reaching == data.lines


def test_desk_17_every_kind_with_days_can_be_magnified(case: CaseFile) -> None:
    with_days = []
    for kind in kinds.KINDS.values():
        data = kind.read(case, ChartRequest("", View()))
        areas = kind.draw(data, "light", (10, 6)).areas
        if span := next((area.span for area in areas if area.span), None):
            with_days.append(kind.name)
            days = Span(span.first + timedelta(30), span.first + timedelta(90))
            figure = kind.draw(kind.within(data, days), "light", (10, 6))
            assert {area.span for area in figure.areas if area.span} <= {days}, kind.name
    assert {"cumulative", "stacked", "multiples", "lanes", "per-day"} <= set(with_days)
